//! A file that is written beside its place and renamed into it when it is complete.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Tells apart the temporary files of one process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A file without its name yet. It is deleted unless it is published.
///
/// It is locked while it is written. One that nobody has locked was left behind by a process that was killed; whoever
/// creates the next takes it away.
#[derive(Debug)]
pub(super) struct Temporary {
    file: File,
    path: PathBuf,
    published: bool,
}

impl Temporary {
    /// A new empty file in the directory of `target`.
    pub(super) fn create(target: &Path) -> io::Result<Self> {
        remove_abandoned(target);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = sibling(target, &format!("{}-{number}", std::process::id()));
            match File::create_new(&path) {
                Ok(file) => {
                    let temporary = Self { file, path, published: false };
                    if temporary.is_ours() {
                        return Ok(temporary);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Whether nobody took the file for abandoned before it was locked. Where files cannot be locked nobody does.
    fn is_ours(&self) -> bool {
        !matches!(self.file.try_lock(), Err(TryLockError::WouldBlock)) && self.path.exists()
    }

    /// The file.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Makes the bytes durable and gives the file its name, in place of what has it.
    pub(super) fn publish(mut self, target: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, target)?;
        self.published = true;
        sync_directory(target);
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.published {
            // What cannot be deleted now is deleted by the next to write here.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// After a crash the old name is as good as the new one, so a directory that cannot be synced is no error.
fn sync_directory(target: &Path) {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Ok(directory) = File::open(parent.unwrap_or(Path::new("."))) {
        let _ = directory.sync_all();
    }
}

/// `target` with `.tmp-` and `suffix` behind its name.
fn sibling(target: &Path, suffix: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".tmp-");
    name.push(suffix);
    name.into()
}

/// Deletes temporary files of `target` that nobody writes. Failure only leaves them for later.
fn remove_abandoned(target: &Path) {
    let prefix = sibling(target, "");
    let (Some(parent), Some(prefix)) = (prefix.parent(), prefix.file_name()) else { return };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.as_encoded_bytes().starts_with(prefix.as_encoded_bytes())
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if ours {
            remove_unless_locked(&entry.path());
        }
    }
}

/// Deletes a file that nobody has locked. The lock is held until it is gone: whoever has just made it and not locked it yet
/// finds out that it is not theirs any more.
fn remove_unless_locked(path: &Path) {
    if let Ok(file) = File::open(path)
        && file.try_lock().is_ok()
    {
        let _ = fs::remove_file(path);
        drop(file);
    }
}

#[cfg(test)]
mod tests {
    use super::Temporary;
    use std::io::Write;
    use std::path::Path;

    fn names(dir: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(dir).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_has_its_name_when_it_is_published_and_leaves_nothing_otherwise() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("form");
        drop(Temporary::create(&target).unwrap());
        assert!(names(dir.path()).is_empty());
        let temporary = Temporary::create(&target).unwrap();
        temporary.file().write_all(b"text").unwrap();
        temporary.publish(&target).unwrap();
        assert_eq!(names(dir.path()), ["form"]);
    }

    #[test]
    fn what_a_killed_process_left_is_deleted_and_what_another_writes_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("form");
        std::fs::write(dir.path().join("form.tmp-1-0"), b"left behind").unwrap();
        std::fs::write(dir.path().join("other.tmp-1-0"), b"someone else's").unwrap();
        let first = Temporary::create(&target).unwrap();
        let second = Temporary::create(&target).unwrap();
        assert_eq!(names(dir.path()).len(), 3);
        first.publish(&target).unwrap();
        second.publish(&target).unwrap();
        assert_eq!(names(dir.path()).len(), 2);
    }
}
