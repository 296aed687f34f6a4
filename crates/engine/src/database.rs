//! A database as its users see it: opened by path, asked through snapshots, compared with the tree it describes.

use std::fs;
use std::path::{Path, PathBuf};

use model::hash::ContentHash;
use model::path::RepoPath;
use source::{FileSystem, OsFiles, Stamp};
use store::{FileRecord, Snapshot, StoreError};

use crate::backends;
use crate::error::EngineError;
use crate::in_memory::InMemory;

/// An existing database, opened for reading.
pub struct Database {
    path: PathBuf,
    snapshot: Box<dyn Snapshot>,
    root: PathBuf,
    memory: Option<InMemory>,
}

/// Opens states of a database.
#[derive(Clone, Copy)]
pub(crate) struct Opener<'a> {
    path: &'a Path,
    memory: Option<&'a InMemory>,
}

impl Opener<'_> {
    /// The newest state.
    pub(crate) fn snapshot(self) -> Result<Box<dyn Snapshot>, StoreError> {
        match self.memory {
            Some(memory) => Ok(memory.snapshot()),
            None => backends::snapshot(self.path),
        }
    }
}

/// How a file differs from what was indexed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stale {
    /// It has other bytes.
    Changed,
    /// It is not there any more.
    Gone,
}

impl Database {
    /// Opens the newest state of the database at `path`. Creates and changes nothing.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        let snapshot = backends::snapshot(path)?;
        let root = root_of(path, &snapshot.meta()?.root);
        Ok(Self { path: path.to_owned(), snapshot, root, memory: None })
    }

    /// A copy that is held in memory: the state that this shows, however the database goes on. What is made beside a database is made
    /// in a temporary directory for it. Takes about as much memory as the database is large.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use engine::{Database, IndexOptions, Silent};
    ///
    /// let directory = tempfile::tempdir()?;
    /// std::fs::write(directory.path().join("a.py"), "def f(): pass\n")?;
    /// let path = directory.path().join("x.db");
    /// engine::index(directory.path(), &path, &IndexOptions::default(), &Silent)?;
    /// let (kept, held) = (Database::open(&path)?, Database::open(&path)?.in_memory()?);
    /// assert_eq!(kept.snapshot().meta()?.digest(), held.snapshot().meta()?.digest());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When the database cannot be read, or no temporary directory be made.
    pub fn in_memory(&self) -> Result<Self, EngineError> {
        let memory = InMemory::copy(self)?;
        let (path, snapshot) = (memory.path(), memory.snapshot());
        Ok(Self { path, snapshot, root: self.root.clone(), memory: Some(memory) })
    }

    /// What opens the newest state again, also on other threads.
    pub(crate) fn opener(&self) -> Opener<'_> {
        Opener { path: &self.path, memory: self.memory.as_ref() }
    }

    /// Where it is. One in memory is nowhere, but what is made beside it is made at a path like this.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The state to ask.
    pub fn snapshot(&self) -> &dyn Snapshot {
        self.snapshot.as_ref()
    }

    /// The tree that it describes.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The root-relative form of a path given by a user who stands in `current`: absolute, relative to where they
    /// stand, or root-relative already. When the second and third differ, the one that is indexed wins.
    ///
    /// # Errors
    /// When an absolute path is not below the root.
    pub fn repo_path(&self, given: &Path, current: &Path) -> Result<RepoPath, EngineError> {
        let outside = || EngineError::OutsideRoot { path: given.to_owned(), root: self.root.clone() };
        if given.is_absolute() {
            return relative(given, &self.root).ok_or_else(outside);
        }
        let standing = relative(&current.join(given), &self.root);
        let rooted = relative(&self.root.join(given), &self.root);
        let indexed = |path: &RepoPath| matches!(self.snapshot.file(path), Ok(Some(_)));
        match (standing, rooted) {
            (Some(standing), Some(rooted)) if !indexed(&standing) && indexed(&rooted) => Ok(rooted),
            (Some(path), _) | (None, Some(path)) => Ok(path),
            (None, None) => Err(outside()),
        }
    }

    /// How the file of `record` differs from what was indexed; `None` when it does not. Looks at size and time first
    /// and reads only when those differ.
    pub fn staleness(&self, record: &FileRecord) -> Option<Stale> {
        match OsFiles::open(&self.root, true) {
            Ok(files) => staleness(&files, record),
            Err(_) => Some(Stale::Gone),
        }
    }

    /// Those of `paths` whose files differ from what was indexed, as [`Database::staleness`] says. What is not indexed is passed over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stale_among(
        &self,
        paths: impl IntoIterator<Item = RepoPath>,
    ) -> Result<Vec<(RepoPath, Stale)>, EngineError> {
        let files = OsFiles::open(&self.root, true).ok();
        let mut stale = Vec::new();
        for path in paths {
            let Some(record) = self.snapshot.file(&path)? else { continue };
            let how = files.as_ref().map_or(Some(Stale::Gone), |files| staleness(files, &record));
            stale.extend(how.map(|how| (path, how)));
        }
        Ok(stale)
    }
}

fn staleness(files: &OsFiles, record: &FileRecord) -> Option<Stale> {
    let Ok(stamp) = files.stat(&record.path) else { return Some(Stale::Gone) };
    if stamp == (Stamp { size: record.size, mtime_ns: record.mtime_ns }) {
        return None;
    }
    if stamp.size != record.size {
        return Some(Stale::Changed);
    }
    match files.read(&record.path, record.size) {
        Ok(bytes) if ContentHash::of(&bytes) == record.content_hash => None,
        Ok(_) => Some(Stale::Changed),
        Err(_) => Some(Stale::Gone),
    }
}

/// `path` relative to `root`, `.` and `..` taken out of it by text; links are seen through where the path exists.
fn relative(path: &Path, root: &Path) -> Option<RepoPath> {
    let textual = normalise(path);
    let inside = match textual.strip_prefix(root) {
        Ok(inside) => inside.to_owned(),
        Err(_) => textual.canonicalize().ok()?.strip_prefix(root).ok()?.to_owned(),
    };
    let segments: Option<Vec<&str>> = inside.iter().map(std::ffi::OsStr::to_str).collect();
    RepoPath::new(&segments?.join("/"))
}

fn normalise(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => drop(normal.pop()),
            other => normal.push(other),
        }
    }
    normal
}

/// Makes the directory of a database; a `.magellan` inside the tree hides itself from version control.
pub(crate) fn prepare_directory(db: &Path, root: &Path) -> Result<(), EngineError> {
    let Some(directory) = db.parent().filter(|parent| !parent.as_os_str().is_empty()) else { return Ok(()) };
    let failed = |error| EngineError::Directory { path: directory.to_owned(), error };
    fs::create_dir_all(directory).map_err(failed)?;
    let canonical = directory.canonicalize().map_err(failed)?;
    let ignore = directory.join(".gitignore");
    if canonical == root.join(".magellan") && !ignore.exists() {
        fs::write(ignore, "*\n").map_err(failed)?;
    }
    Ok(())
}

/// Where the tree is, as kept in the database: a database inside its tree moves with it.
pub(crate) fn root_as_stored(db: &Path, root: &Path) -> String {
    let directory = db.parent().and_then(|parent| parent.canonicalize().ok());
    if directory.is_some_and(|directory| directory == root.join(".magellan")) {
        return "..".to_owned();
    }
    root.to_string_lossy().into_owned()
}

fn root_of(db: &Path, stored: &str) -> PathBuf {
    let absolute = db.canonicalize().unwrap_or_else(|_| db.to_owned());
    let root = absolute.parent().unwrap_or_else(|| Path::new("")).join(stored);
    root.canonicalize().unwrap_or(root)
}
