//! A source tree in memory, for the tests of everything that reads source trees.

use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use model::path::RepoPath;

use crate::discover::{DiscoverOptions, Discovery};
use crate::error::{ReadError, SourceError};
use crate::file_system::{FileSystem, Stamp};
use crate::tree::{Entry, EntryKind, Folder, Tree};
use crate::walk;

/// Files in memory, with the rules of files on disk: ignore files, attributes and repositories (`.git/info/exclude`)
/// work, git's global ignore file does not exist.
///
/// Edits take `&self`, so that a test can edit what an engine holds. Each gives the file a modification time that is
/// later than all before; no clock is involved.
///
/// ```
/// use source::{DiscoverOptions, FileSystem, MemoryFiles};
///
/// let files = MemoryFiles::new([("src/main.rs", "fn main() {}"), ("build/out.o", ""), (".gitignore", "build/")]);
/// let found = files.discover(&DiscoverOptions::default())?;
/// let paths: Vec<_> = found.files.iter().map(|file| file.path.as_str()).collect();
/// assert_eq!(paths, [".gitignore", "src/main.rs"]);
/// assert_eq!(found.skipped[0].path.as_str(), "build");
/// # Ok::<(), source::SourceError>(())
/// ```
#[derive(Debug, Default)]
pub struct MemoryFiles {
    state: RwLock<State>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, MemoryFile>,
    /// The last modification time given out.
    clock: i64,
}

#[derive(Debug)]
struct MemoryFile {
    bytes: Vec<u8>,
    mtime_ns: i64,
    is_denied: bool,
}

impl MemoryFiles {
    /// The files given as path and contents, made in that order.
    ///
    /// # Panics
    /// A path is not of the form of a [`RepoPath`].
    pub fn new<P: AsRef<str>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let memory = Self::default();
        for (path, bytes) in files {
            memory.insert(path.as_ref(), bytes);
        }
        memory
    }

    /// Writes a file; its directories come into being with it. Takes the place of whatever was in the way: the file of
    /// that name, a directory of that name with all files, a file where a directory is needed.
    ///
    /// # Panics
    /// `path` is not of the form of a [`RepoPath`].
    pub fn insert(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        check_form(path);
        let mut state = self.write();
        state.take(path);
        for (slash, _) in path.match_indices('/') {
            state.files.remove(&path[..slash]);
        }
        state.clock += 1;
        let file = MemoryFile { bytes: bytes.into(), mtime_ns: state.clock, is_denied: false };
        state.files.insert(path.to_owned(), file);
    }

    /// Removes a file or a directory; whether there was one.
    pub fn remove(&self, path: &str) -> bool {
        !self.write().take(path).is_empty()
    }

    /// Moves a file or a directory; whether there was one. Modification times stay, as they do on disk.
    ///
    /// # Panics
    /// `to` is not of the form of a [`RepoPath`].
    pub fn rename(&self, from: &str, to: &str) -> bool {
        check_form(to);
        let mut state = self.write();
        let moved = state.take(from);
        state.take(to);
        let found = !moved.is_empty();
        state
            .files
            .extend(moved.into_iter().map(|(path, file)| (format!("{to}{}", &path[from.len()..]), file)));
        found
    }

    /// Gives a file another modification time, in nanoseconds since 1970; whether there is one.
    pub fn set_mtime(&self, path: &str, mtime_ns: i64) -> bool {
        self.edit(path, |file| file.mtime_ns = mtime_ns)
    }

    /// Makes reading a file fail with [`ReadError::PermissionDenied`] until it is written again; whether there is one.
    pub fn deny(&self, path: &str) -> bool {
        self.edit(path, |file| file.is_denied = true)
    }

    fn edit(&self, path: &str, change: impl FnOnce(&mut MemoryFile)) -> bool {
        self.write().files.get_mut(path).map(change).is_some()
    }

    // A test that panicked while editing leaves a map that is still a map.
    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn reading(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check_form(path: &str) {
    assert!(!path.is_empty() && RepoPath::new(path).is_some(), "{path:?} is not a path below a root");
}

impl FileSystem for MemoryFiles {
    fn discover(&self, options: &DiscoverOptions) -> Result<Discovery, SourceError> {
        let unlistable = |error| SourceError::of_root("memory".into(), error);
        walk::discover(&*self.reading(), "", options, unlistable)
    }

    fn read(&self, file: &RepoPath, cap: u64) -> Result<Vec<u8>, ReadError> {
        let state = self.reading();
        let found = state.get(file)?;
        let path = file.clone();
        match found.bytes.len() as u64 {
            _ if found.is_denied => Err(ReadError::PermissionDenied { path }),
            size if size > cap => Err(ReadError::TooLarge { path, size, cap }),
            _ => Ok(found.bytes.clone()),
        }
    }

    fn stat(&self, file: &RepoPath) -> Result<Stamp, ReadError> {
        self.reading().get(file).map(MemoryFile::stamp)
    }
}

impl MemoryFile {
    fn stamp(&self) -> Stamp {
        Stamp { size: self.bytes.len() as u64, mtime_ns: self.mtime_ns }
    }
}

impl State {
    fn get(&self, path: &RepoPath) -> Result<&MemoryFile, ReadError> {
        self.files.get(path.as_str()).ok_or_else(|| {
            let is_directory = self.is_directory(path.as_str());
            let path = path.clone();
            if is_directory { ReadError::NotAFile { path } } else { ReadError::Vanished { path } }
        })
    }

    /// The root always exists, other directories while there are files in them.
    fn is_directory(&self, path: &str) -> bool {
        path.is_empty() || self.first_from(&format!("{path}/"), path).is_some()
    }

    /// The first file from `start` on, if it lies in `directory`.
    fn first_from(&self, start: &str, directory: &str) -> Option<&str> {
        let (path, _) = self.files.range::<str, _>((Bound::Included(start), Bound::Unbounded)).next()?;
        (directory.is_empty() || path.strip_prefix(directory)?.starts_with('/')).then_some(path)
    }

    /// Takes out the file `path` and all files below it.
    fn take(&mut self, path: &str) -> Vec<(String, MemoryFile)> {
        let mut taken: Vec<_> = self.files.remove_entry(path).into_iter().collect();
        let prefix = format!("{path}/");
        while let Some(below) = self.first_from(&prefix, path).map(str::to_owned) {
            taken.extend(self.files.remove_entry(&below));
        }
        taken
    }
}

impl Tree for State {
    type Folder<'t> = MemoryFolder<'t>;

    fn folder(&self, path: &str) -> io::Result<MemoryFolder<'_>> {
        if !self.is_directory(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        Ok(MemoryFolder { state: self, prefix })
    }

    fn git_exclude(&self, path: &str) -> Option<Vec<u8>> {
        self.folder(path).ok()?.read(".git/info/exclude").ok()
    }

    fn global_ignore(&self) -> Option<Vec<u8>> {
        None
    }
}

struct MemoryFolder<'t> {
    state: &'t State,
    prefix: String,
}

impl MemoryFolder<'_> {
    fn get(&self, name: &str) -> io::Result<&MemoryFile> {
        let file = self.state.files.get(&format!("{}{name}", self.prefix));
        file.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Folder for MemoryFolder<'_> {
    fn entries(&mut self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let mut start = self.prefix.clone();
        while let Some(path) = self.state.first_from(&start, self.prefix.trim_end_matches('/')) {
            let below = &path[self.prefix.len()..];
            let (name, kind) = match below.split_once('/') {
                Some((directory, _)) => (directory, EntryKind::Directory),
                None => (below, EntryKind::File),
            };
            entries.push(Entry { name: name.to_owned(), is_escaped: false, kind });
            // Behind the file; behind everything in the directory, `0` being the character after `/`.
            let behind = if kind == EntryKind::File { '\0' } else { '0' };
            start = format!("{}{name}{behind}", self.prefix);
        }
        Ok(entries)
    }

    fn stamp(&self, entry: &Entry) -> io::Result<Stamp> {
        self.get(&entry.name).map(MemoryFile::stamp)
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        match self.get(name)? {
            file if file.is_denied => Err(io::ErrorKind::PermissionDenied.into()),
            file => Ok(file.bytes.clone()),
        }
    }
}
