//! A source tree on disk.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use model::path::RepoPath;
use rustix::fs::{Dir, DirEntry};
use rustix::io::Errno;

use crate::beneath::{Beneath, TO_READ, kind_of, open_at, stat_at, stat_open};
use crate::discover::{DiscoverOptions, Discovery};
use crate::error::{ReadError, SourceError};
use crate::file_system::{FileSystem, Stamp};
use crate::outside::Outside;
use crate::path_text;
use crate::repository;
use crate::tree::{Entry, EntryKind, Folder, RULE_FILE_CAP, Tree};
use crate::walk;

/// The files below a directory of the operating system.
///
/// Names that are not UTF-8 appear in paths with `\xHH` for each byte that is no text and doubled backslashes; the same
/// paths open them again.
#[derive(Debug)]
pub struct OsFiles {
    root: Beneath,
}

impl OsFiles {
    /// Opens the directory `root`, with all links in its path resolved.
    ///
    /// # Errors
    /// There is no such directory, it may not be listed, or it is `/` or the home directory and `force` is not set.
    pub fn open(root: &Path, force: bool) -> Result<Self, SourceError> {
        let path = root.canonicalize().map_err(|error| SourceError::of_root(root.to_owned(), error))?;
        if !path.is_dir() {
            return Err(SourceError::RootNotADirectory { path });
        }
        if !force && is_too_broad(&path, std::env::home_dir()) {
            return Err(SourceError::RootTooBroad { path });
        }
        let root = Beneath::new(path);
        match root.list("") {
            Ok(_) => Ok(Self { root }),
            Err(error) => Err(SourceError::of_root(root.path().to_owned(), error.into())),
        }
    }

    /// The root's absolute path, free of links.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// The path below the root that `path` names; `None` when it lies outside. The file need not exist.
    ///
    /// `path` is absolute or relative to the root; `.` and `..` are taken out textually. When it does not begin with the
    /// root, links in its directory are resolved and it is tried again.
    pub fn repo_path(&self, path: &Path) -> Option<RepoPath> {
        let absolute = self.root().join(path);
        self.below_root(&absolute).or_else(|| {
            let directory = absolute.parent()?.canonicalize().ok()?;
            self.below_root(&directory.join(absolute.file_name()?))
        })
    }

    /// The absolute path of what `path` names. Costs a look at the disk for each segment that may stand for a name that is
    /// not UTF-8, else nothing.
    pub fn absolute(&self, path: &RepoPath) -> PathBuf {
        if path.as_str().is_empty() { self.root().to_owned() } else { self.root.path_of(path.as_str()) }
    }

    /// The places outside of the tree that decide what is found in it, as they are now.
    pub fn outside(&self) -> Outside {
        Outside::of(self.root())
    }

    /// [`OsFiles::repo_path`] for a path that already begins with the root; asks the disk nothing.
    pub fn below_root(&self, absolute: &Path) -> Option<RepoPath> {
        let normal = without_dots(absolute);
        let below = normal.strip_prefix(self.root()).ok()?;
        RepoPath::new(&path_as_text(below))
    }
}

/// The text of a relative path without `.` and `..`.
pub(crate) fn path_as_text(path: &Path) -> String {
    let segments = path.components().map(|segment| path_text::encode(segment.as_os_str().as_bytes()));
    segments.collect::<Vec<_>>().join("/")
}

fn without_dots(absolute: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => _ = normal.pop(),
            other => normal.push(other),
        }
    }
    normal
}

fn is_too_broad(root: &Path, home: Option<PathBuf>) -> bool {
    root.parent().is_none() || home.and_then(|home| home.canonicalize().ok()).is_some_and(|home| home == root)
}

impl FileSystem for OsFiles {
    fn discover(&self, options: &DiscoverOptions) -> Result<Discovery, SourceError> {
        let unlistable = |error| SourceError::of_root(self.root().to_owned(), error);
        match repository::work_tree_above(self.root()) {
            Some(top) => {
                let root =
                    self.root().strip_prefix(&top).map(path_as_text).expect("it was found above the root");
                walk::discover(&Beneath::new(top), &root, options, unlistable)
            }
            None => walk::discover(&self.root, "", options, unlistable),
        }
    }

    fn read(&self, file: &RepoPath, cap: u64) -> Result<Vec<u8>, ReadError> {
        let opened = self.root.read(file.as_str()).map_err(|error| refusal(file, error.into()))?;
        read_whole(opened, file, cap)
    }

    fn stat(&self, file: &RepoPath) -> Result<Stamp, ReadError> {
        let found = self.root.stat(file.as_str()).map_err(|error| refusal(file, error.into()))?;
        of_regular_file(found, file)
    }
}

/// Reads an open file to its end, expecting the size that it has now.
fn read_whole(opened: File, file: &RepoPath, cap: u64) -> Result<Vec<u8>, ReadError> {
    let found = stat_open(&opened).map_err(|error| refusal(file, error.into()))?;
    let size = of_regular_file(found, file)?.size;
    if size > cap {
        return Err(ReadError::TooLarge { path: file.clone(), size, cap });
    }
    let bytes = read_up_to(opened, size, cap.saturating_add(1)).map_err(|error| refusal(file, error))?;
    check_length(bytes.len() as u64, size, cap, file)?;
    Ok(bytes)
}

/// Compares what was read with what was expected.
fn check_length(found: u64, expected: u64, cap: u64, file: &RepoPath) -> Result<(), ReadError> {
    let path = file.clone();
    if found > cap {
        return Err(ReadError::TooLarge { path, size: found, cap });
    }
    if found < expected { Err(ReadError::Shrank { path, expected, found }) } else { Ok(()) }
}

/// Reads at most `limit` bytes; room for one more than `expected` spares a second allocation to notice the end.
fn read_up_to(opened: File, expected: u64, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let room = usize::try_from(expected).unwrap_or(usize::MAX).saturating_add(1);
    bytes.try_reserve_exact(room).map_err(|_| io::ErrorKind::OutOfMemory)?;
    opened.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn of_regular_file(found: (EntryKind, Stamp), file: &RepoPath) -> Result<Stamp, ReadError> {
    match found {
        (EntryKind::File, stamp) => Ok(stamp),
        _ => Err(ReadError::NotAFile { path: file.clone() }),
    }
}

/// Sorts what the operating system said about `file` into the variant that says it.
fn refusal(file: &RepoPath, source: io::Error) -> ReadError {
    let path = file.clone();
    match Errno::from_io_error(&source) {
        Some(Errno::NOENT | Errno::NOTDIR) => ReadError::Vanished { path },
        Some(Errno::ACCESS | Errno::PERM) => ReadError::PermissionDenied { path },
        // A link on the way, a socket or a device without driver.
        Some(Errno::LOOP | Errno::NXIO | Errno::NODEV | Errno::ISDIR) => ReadError::NotAFile { path },
        _ => ReadError::Io { path, source },
    }
}

impl Tree for Beneath {
    type Folder<'t> = OsFolder;

    fn folder(&self, path: &str) -> io::Result<OsFolder> {
        Ok(OsFolder { directory: Dir::new(self.list(path)?)? })
    }

    fn git_exclude(&self, path: &str) -> Option<Vec<u8>> {
        repository::info_exclude(&self.path_of(path))
    }

    fn global_ignore(&self) -> Option<Vec<u8>> {
        repository::global_ignore()
    }
}

/// An open directory.
pub(crate) struct OsFolder {
    directory: Dir,
}

impl OsFolder {
    fn entry(&self, listed: &DirEntry) -> Entry {
        let name = path_text::encode(listed.file_name().to_bytes());
        // A file system that does not say what it lists is asked; what it refuses to say shows when it is stamped.
        let kind = kind_of(listed.file_type())
            .or_else(|| Some(stat_at(self.directory.fd().ok()?, listed.file_name()).ok()?.0))
            .unwrap_or(EntryKind::File);
        Entry { is_escaped: matches!(name, Cow::Owned(_)), name: name.into_owned(), kind }
    }
}

impl Folder for OsFolder {
    fn entries(&mut self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        while let Some(listed) = self.directory.read() {
            let listed = listed?;
            if !matches!(listed.file_name().to_bytes(), b"." | b"..") {
                entries.push(self.entry(&listed));
            }
        }
        Ok(entries)
    }

    fn stamp(&self, entry: &Entry) -> io::Result<Stamp> {
        let unescaped = entry.is_escaped.then(|| path_text::decode(&entry.name)).flatten();
        let name = unescaped.as_deref().unwrap_or(entry.name.as_bytes());
        Ok(stat_at(self.directory.fd()?, name)?.1)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let file = File::from(open_at(self.directory.fd()?, name.as_bytes(), TO_READ)?);
        match stat_open(&file)? {
            (EntryKind::File, stamp) => read_up_to(file, stamp.size.min(RULE_FILE_CAP), RULE_FILE_CAP),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom, Write};

    use model::path::RepoPath;

    use super::{check_length, read_up_to};
    use crate::error::ReadError;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_an_error_unless_it_grew_within_the_cap() {
        let file = RepoPath::default();
        let check = |found, expected, cap| check_length(found, expected, cap, &file);
        assert!(check(5, 5, 5).is_ok());
        assert!(check(6, 5, 9).is_ok());
        assert!(matches!(check(4, 5, 9), Err(ReadError::Shrank { expected: 5, found: 4, .. })));
        assert!(matches!(check(10, 5, 9), Err(ReadError::TooLarge { size: 10, cap: 9, .. })));
    }

    #[test]
    fn reading_stops_at_the_limit_whatever_was_expected() {
        let mut file = tempfile::tempfile().expect("a temporary file");
        file.write_all(b"12345").expect("writable");
        for (expected, limit, read) in [(5, 9, 5), (0, 9, 5), (99, 9, 5), (2, 3, 3)] {
            file.seek(SeekFrom::Start(0)).expect("seekable");
            let handle = file.try_clone().expect("a second handle");
            assert_eq!(read_up_to(handle, expected, limit).expect("readable").len(), read);
        }
        assert!(
            read_up_to(file, u64::MAX, 9).is_err(),
            "more than memory can hold is an error, not an abort"
        );
    }
}
