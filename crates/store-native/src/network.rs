//! Refusing file systems that other machines write to: locks and mappings do not reach from machine to machine.

use std::path::Path;

use store::StoreError;

/// Refuses a path on a network file system.
///
/// # Errors
/// When it is on one.
pub(crate) fn refuse(path: &Path) -> Result<(), StoreError> {
    match file_system(path) {
        None => Ok(()),
        Some(name) => {
            let text = format!(
                "it is on a network file system ({name}), where processes on other machines cannot be kept apart; \
                 put the database on a local disk"
            );
            let error = std::io::Error::new(std::io::ErrorKind::Unsupported, text);
            Err(StoreError::io(path.display().to_string())(error))
        }
    }
}

/// The network file system that a path is on; `None` when it is on none, or where the system does not tell.
#[cfg(target_os = "linux")]
fn file_system(path: &Path) -> Option<String> {
    let found = rustix::fs::statfs(path).ok()?;
    named(u64::try_from(found.f_type).ok()?, || mounted_as(path))
}

#[cfg(not(target_os = "linux"))]
fn file_system(_path: &Path) -> Option<String> {
    None
}

/// Magic numbers of `statfs(2)`.
#[cfg(target_os = "linux")]
fn named(magic: u64, mounted_as: impl FnOnce() -> Option<String>) -> Option<String> {
    const FUSE: u64 = 0x6573_5546;
    const NETWORK: [(u64, &str); 9] = [
        (0x6969, "nfs"),
        (0x517b, "smb"),
        (0xfe53_4d42, "smb2"),
        (0xff53_4d42, "cifs"),
        (0x5346_414f, "afs"),
        (0x7375_7245, "coda"),
        (0x00c3_6400, "ceph"),
        (0x0bd0_0bd0, "lustre"),
        (0x564c, "ncp"),
    ];
    if magic == FUSE {
        // Programs serve local files this way too; the name of the mount tells.
        return mounted_as().filter(|kind| is_remote_fuse(kind));
    }
    let known = NETWORK.iter().find(|(known, _)| *known == magic & 0xffff_ffff);
    known.map(|(_, name)| (*name).to_owned())
}

#[cfg(target_os = "linux")]
fn is_remote_fuse(kind: &str) -> bool {
    const REMOTE: [&str; 10] = [
        "sshfs",
        "rclone",
        "s3fs",
        "gcsfuse",
        "blobfuse",
        "glusterfs",
        "davfs",
        "curlftpfs",
        "ceph-fuse",
        "juicefs",
    ];
    kind.strip_prefix("fuse.").is_some_and(|kind| REMOTE.contains(&kind))
}

/// What the mount that a path is on says that it is, by `/proc/self/mountinfo`.
#[cfg(target_os = "linux")]
fn mounted_as(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let device = std::fs::metadata(path).ok()?.dev();
    let device = format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let line = mounts.lines().find(|line| line.split(' ').nth(2) == Some(&device))?;
    let (_, behind) = line.split_once(" - ")?;
    behind.split(' ').next().map(str::to_owned)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{file_system, named};

    #[test]
    fn network_file_systems_are_known_by_their_numbers() {
        let fuse = |kind: &str| named(0x6573_5546, || Some(kind.to_owned()));
        assert_eq!(named(0x6969, || None).as_deref(), Some("nfs"));
        assert_eq!(named(0xff53_4d42, || None).as_deref(), Some("cifs"));
        assert_eq!(named(0xef53, || None), None, "ext4");
        assert_eq!(fuse("fuse.sshfs").as_deref(), Some("fuse.sshfs"));
        assert_eq!(fuse("fuse.ntfs-3g"), None);
        assert_eq!(file_system(&std::env::temp_dir()), None);
    }
}
