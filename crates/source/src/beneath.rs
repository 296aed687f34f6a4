//! Opening what lies beneath a directory, and nothing else.
//!
//! A path from a database or a user may name a link, or a directory that has become one since it was listed. The kernel
//! is asked to refuse every link on the way (`openat2`), which leaves no moment between checking and opening; without
//! links and `..`, no path leads out. Where there is no such call, each segment is opened by itself without following.

use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::file_system::Stamp;
use crate::path_text;
use crate::tree::EntryKind;

/// A regular file or nothing: does not wait for the other end of a pipe, does not adopt a terminal.
pub(crate) const TO_READ: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
const TO_LIST: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY);
/// A directory that is only passed through need not be readable.
#[cfg(target_os = "linux")]
const TO_PASS: OFlags = OFlags::PATH.union(OFlags::DIRECTORY);
#[cfg(not(target_os = "linux"))]
const TO_PASS: OFlags = TO_LIST;

/// A directory by its absolute path, which is free of links. Paths below it are text, as in [`crate::tree`].
///
/// No descriptor is kept: it would go on naming a directory that has been deleted and made anew.
#[derive(Clone, Debug)]
pub(crate) struct Beneath {
    path: PathBuf,
}

impl Beneath {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// The directory's absolute path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The absolute path of what `text` names.
    pub(crate) fn path_of(&self, text: &str) -> PathBuf {
        self.path.join(OsStr::from_bytes(&self.locate(text)))
    }

    /// Opens a directory to list it.
    pub(crate) fn list(&self, text: &str) -> rustix::io::Result<OwnedFd> {
        self.try_names(text, |name| self.open(name, TO_LIST))
    }

    /// Opens a file to read it, without blocking; it may turn out to be no regular file.
    pub(crate) fn read(&self, text: &str) -> rustix::io::Result<File> {
        self.try_names(text, |name| self.open(name, TO_READ)).map(File::from)
    }

    /// Kind and stamp of what `text` names.
    pub(crate) fn stat(&self, text: &str) -> rustix::io::Result<(EntryKind, Stamp)> {
        self.try_names(text, |name| {
            let (parent, name) = split_last(name);
            stat_at(self.open(parent, TO_PASS)?, name)
        })
    }

    /// Tries the path as it stands, then, when nothing is there, the name that is not UTF-8 and has this text.
    fn try_names<T>(
        &self,
        text: &str,
        attempt: impl Fn(&[u8]) -> rustix::io::Result<T>,
    ) -> rustix::io::Result<T> {
        let plain = if text.is_empty() { "." } else { text };
        match attempt(plain.as_bytes()) {
            Err(Errno::NOENT) if path_text::may_be_escaped(text) => attempt(&self.locate(text)),
            result => result,
        }
    }

    /// The path that `text` stands for: segment by segment the plain name if it exists, else the unescaped one.
    fn locate(&self, text: &str) -> Vec<u8> {
        let mut path = Vec::with_capacity(text.len());
        for segment in text.split('/') {
            let parent = path.len();
            join(&mut path, segment.as_bytes());
            if let Some(name) = path_text::decode(segment)
                && !self.exists(&path)
            {
                path.truncate(parent);
                join(&mut path, &name);
            }
        }
        path
    }

    fn exists(&self, below: &[u8]) -> bool {
        self.path.join(OsStr::from_bytes(below)).symlink_metadata().is_ok()
    }

    #[cfg(target_os = "linux")]
    fn open(&self, below: &[u8], flags: OFlags) -> rustix::io::Result<OwnedFd> {
        use rustix::fs::{ResolveFlags, openat2};
        let path = self.path.join(OsStr::from_bytes(below));
        let opened = rustix::io::retry_on_intr(|| {
            openat2(CWD, &path, flags | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::NO_SYMLINKS)
        });
        match opened {
            // Old kernels lack the call, some sandboxes forbid it.
            Err(Errno::NOSYS | Errno::PERM) => self.open_by_segments(below, flags),
            result => result,
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn open(&self, below: &[u8], flags: OFlags) -> rustix::io::Result<OwnedFd> {
        self.open_by_segments(below, flags)
    }

    fn open_by_segments(&self, below: &[u8], flags: OFlags) -> rustix::io::Result<OwnedFd> {
        let (parents, name) = split_last(below);
        let mut directory = open_at(CWD, self.path.as_os_str().as_bytes(), TO_PASS)?;
        for segment in parents.split(|&byte| byte == b'/') {
            directory = open_at(&directory, segment, TO_PASS)?;
        }
        open_at(&directory, name, flags)
    }
}

/// Opens the entry `name` of an open directory, unless it is a link.
pub(crate) fn open_at(directory: impl AsFd, name: &[u8], flags: OFlags) -> rustix::io::Result<OwnedFd> {
    let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    rustix::io::retry_on_intr(|| rustix::fs::openat(&directory, name, flags, Mode::empty()))
}

/// Kind and stamp of the entry `name` of an open directory.
pub(crate) fn stat_at(
    directory: impl AsFd,
    name: impl rustix::path::Arg,
) -> rustix::io::Result<(EntryKind, Stamp)> {
    rustix::fs::statat(directory, name, AtFlags::SYMLINK_NOFOLLOW).map(|stat| kind_and_stamp(&stat))
}

/// Kind and stamp of an open file.
pub(crate) fn stat_open(file: impl AsFd) -> rustix::io::Result<(EntryKind, Stamp)> {
    rustix::fs::fstat(file).map(|stat| kind_and_stamp(&stat))
}

fn kind_and_stamp(stat: &Stat) -> (EntryKind, Stamp) {
    let kind = kind_of(FileType::from_raw_mode(stat.st_mode)).unwrap_or(EntryKind::Other);
    let time = |seconds: i64, nanoseconds| {
        let nanoseconds = i64::try_from(nanoseconds).unwrap_or_default();
        seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds)
    };
    // The time of a change of status cannot be set back, and tells of changed rights and of files put in others' places.
    let mtime_ns = time(stat.st_mtime, stat.st_mtime_nsec).max(time(stat.st_ctime, stat.st_ctime_nsec));
    (kind, Stamp { size: u64::try_from(stat.st_size).unwrap_or_default(), mtime_ns })
}

/// The kind that a listing names; `None` when the file system leaves it open.
pub(crate) fn kind_of(file_type: FileType) -> Option<EntryKind> {
    match file_type {
        FileType::RegularFile => Some(EntryKind::File),
        FileType::Directory => Some(EntryKind::Directory),
        FileType::Symlink => Some(EntryKind::Symlink),
        FileType::Unknown => None,
        _ => Some(EntryKind::Other),
    }
}

/// The path of the directory, `.` for the top, and the last name.
fn split_last(path: &[u8]) -> (&[u8], &[u8]) {
    match path.iter().rposition(|&byte| byte == b'/') {
        Some(slash) => (&path[..slash], &path[slash + 1..]),
        None => (b".", path),
    }
}

fn join(path: &mut Vec<u8>, name: &[u8]) {
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(name);
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read;

    use super::{Beneath, TO_LIST, TO_READ};

    #[test]
    fn segment_by_segment_opens_the_same_and_refuses_links_too() {
        let place = tempfile::tempdir().expect("a temporary directory");
        let root = place.path().canonicalize().expect("it exists");
        fs::create_dir_all(root.join("a/b")).expect("writable");
        fs::write(root.join("a/b/c"), "text").expect("writable");
        std::os::unix::fs::symlink("a", root.join("link")).expect("writable");

        let beneath = Beneath::new(root);
        let mut text = String::new();
        let opened = beneath.open_by_segments(b"a/b/c", TO_READ).map(fs::File::from);
        opened.expect("a file").read_to_string(&mut text).expect("readable");
        assert_eq!(text, "text");
        assert!(beneath.open_by_segments(b".", TO_LIST).is_ok());
        assert!(beneath.open_by_segments(b"link/b/c", TO_READ).is_err());
        assert!(beneath.open_by_segments(b"link", TO_LIST).is_err());
    }
}
