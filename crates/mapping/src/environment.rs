//! Opening LMDB environments.

use std::path::Path;

use heed::{Env, EnvFlags, EnvOpenOptions, WithoutTls};

/// An open LMDB environment. Its read transactions belong to no thread.
pub type Environment = Env<WithoutTls>;

/// What an environment is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EnvironmentAccess {
    /// Reading and writing beside other processes. Commits flush the data, and leave flushing the page that publishes it to
    /// the system: a power failure may undo the last commits and damages nothing.
    Write,
    /// Reading beside other processes, registered as a reader in the lock file.
    Read,
    /// Reading without a lock file. The caller keeps writers away.
    ReadUnregistered,
    /// Writing a file that nobody else knows: no lock file, nothing is flushed before the end.
    Build,
}

/// How an environment is opened.
#[derive(Clone, Copy, Debug)]
pub struct EnvironmentOptions {
    /// What for.
    pub access: EnvironmentAccess,
    /// Address space for the file. Bytes; a multiple of the page size.
    pub map_size: usize,
    /// Read transactions at one time in all processes. Only the first process of a lock file decides.
    pub max_readers: u32,
    /// Named databases.
    pub max_databases: u32,
}

/// Opens the environment in the plain file at `path`; its lock file is named like it with `-lock` behind. Creates the file only for
/// [`EnvironmentAccess::Build`] (or when it was deleted a moment ago).
///
/// The caller keeps to this:
/// * the structure of the file's pages was checked or the file was written by LMDB alone: LMDB follows page numbers and
///   offsets without looking twice;
/// * the file is changed only through LMDB, and is never shortened while it is open (replacing it by renaming is fine);
/// * a process opens a file once at a time: closing any other handle of the lock file would give up its locks.
///
/// # Errors
/// Those of LMDB and of the system.
#[allow(unsafe_code, reason = "LMDB maps the file, which is unsafe in itself")]
pub fn open_environment(path: &Path, options: &EnvironmentOptions) -> heed::Result<Environment> {
    // heed looks for the directory of a new file, and there is none in a bare name.
    let path = &match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new(".").join(path),
        _ => path.to_owned(),
    };
    let mut open = EnvOpenOptions::new().read_txn_without_tls();
    open.map_size(options.map_size).max_readers(options.max_readers).max_dbs(options.max_databases);
    let flags = match options.access {
        EnvironmentAccess::Write => EnvFlags::NO_META_SYNC,
        EnvironmentAccess::Read => EnvFlags::READ_ONLY,
        EnvironmentAccess::ReadUnregistered => EnvFlags::READ_ONLY | EnvFlags::NO_LOCK,
        EnvironmentAccess::Build => EnvFlags::NO_LOCK | EnvFlags::NO_SYNC,
    };
    // SAFETY: `NO_META_SYNC` and `NO_SUB_DIR` have no rules of their own. `NO_SYNC` can damage the file when the system
    // fails; a build is flushed as a whole before anybody else sees it. `NO_LOCK` asks that writers and readers are kept
    // apart: a build has one user, and who reads unregistered keeps writers away.
    unsafe { open.flags(flags | EnvFlags::NO_SUB_DIR) };
    // SAFETY: a mapping must not change but through LMDB, and its structure is trusted: both are the caller's part, stated
    // above. heed itself refuses to open a path twice in one process.
    unsafe { open.open(path) }
}

#[cfg(test)]
mod tests {
    use super::{EnvironmentAccess, EnvironmentOptions, open_environment};

    #[test]
    fn what_is_built_is_read() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x.db");
        let options =
            |access| EnvironmentOptions { access, map_size: 1 << 20, max_readers: 8, max_databases: 2 };
        let built = open_environment(&path, &options(EnvironmentAccess::Build)).unwrap();
        let mut txn = built.write_txn().unwrap();
        built.create_database::<heed::types::Bytes, heed::types::Bytes>(&mut txn, Some("table")).unwrap();
        txn.commit().unwrap();
        drop(built);
        let read = open_environment(&path, &options(EnvironmentAccess::ReadUnregistered)).unwrap();
        let txn = read.read_txn().unwrap();
        let found = read.open_database::<heed::types::Bytes, heed::types::Bytes>(&txn, Some("table"));
        assert!(found.unwrap().is_some());
        let names = std::fs::read_dir(directory.path()).unwrap().count();
        assert_eq!(names, 1, "neither makes a lock file");
    }
}
