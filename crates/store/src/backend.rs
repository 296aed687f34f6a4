//! What a kind of store offers, and telling of which kind a file is.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::contract::{BulkLoad, Snapshot, Store};
use crate::error::StoreError;

/// A kind of store. There is one value for each, in the crate of the store.
pub struct Backend {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// The newest version of its layout, which it reads and writes.
    pub version: u32,
    /// Looks whether a file is one of its databases.
    pub probe: fn(&mut Probe<'_>) -> io::Result<Probed>,
    /// Opens an existing database for reading and writing.
    pub open: fn(&Path) -> Result<Box<dyn Store>, StoreError>,
    /// The newest state of a database, without opening it for anything else.
    pub snapshot: fn(&Path) -> Result<Box<dyn Snapshot>, StoreError>,
    /// Starts a cold build that takes the place of what is at the path.
    pub bulk: fn(&Path) -> Result<Box<dyn BulkLoad>, StoreError>,
    /// Gives unused space back. What is read or written meanwhile is not disturbed.
    pub compact: fn(&Path) -> Result<(), StoreError>,
    /// Looks for damage in the file's own structure, below what snapshots tell. Reads everything.
    pub integrity: fn(&Path) -> Result<Vec<Damage>, StoreError>,
    /// Whether a file whose structure is damaged can be opened all the same, and read as far as it is sound.
    pub stands_damage: bool,
    /// Earlier versions of its layout whose databases can be made readable: see [`Backend::adopt`].
    pub earlier: &'static [u32],
    /// Makes a copy of a database, of whatever version of the layout; there must be nothing at the second path.
    pub copy: fn(&Path, &Path) -> Result<(), StoreError>,
    /// Makes a copy of a database of an [earlier](Backend::earlier) version, which nobody else knows, one of the current version: what is kept
    /// of files, sources, skipped entries, feed and log can be read then. Facts, outcomes and structure are as they were, and cannot.
    pub adopt: fn(&Path) -> Result<(), StoreError>,
    /// The files that may lie beside a database and belong to it, by what is put behind its name.
    pub beside: &'static [&'static str],
}

impl fmt::Debug for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Backend({})", self.name)
    }
}

impl PartialEq for Backend {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Backend {}

/// Something wrong in a database file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Damage {
    /// The table, key space or page.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// A file being looked at.
pub struct Probe<'a> {
    /// The file, opened for reading. At no particular place.
    pub file: &'a mut File,
    /// Its first bytes: [`HEADER`] of them unless it is shorter.
    pub header: &'a [u8],
    /// How long it is. Bytes.
    pub length: u64,
}

/// How many bytes of a file are read to begin with.
pub const HEADER: u64 = 4096;

/// What a kind of store says of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Probed {
    /// It is no file of this kind.
    No,
    /// A database of this kind in a version of its layout.
    Version(u32),
    /// The right format, but another program's; the text says what it looks like.
    Foreign(&'static str),
    /// It begins like one and is too short, or damaged where it says what it is; the text says how.
    Damaged(&'static str),
}

/// What a database file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BackendFormat {
    /// The kind of store.
    pub backend: &'static Backend,
    /// Version of its layout; at most [`Backend::version`].
    pub version: u32,
}

/// Why a file is not a database that can be opened.
#[derive(Debug, Error)]
pub enum DetectError {
    /// There is no file at the path.
    #[error("there is no database at {}", path.display())]
    DatabaseNotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file cannot be opened.
    #[error("{} cannot be opened: {error}", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// The file begins like a database, and what says which one cannot be read.
    #[error("the header of {} cannot be read: {reason}", path.display())]
    CannotReadHeader {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file is something else.
    #[error("{} is not a Magellan database: {found}", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        found: String,
    },
    /// A name for memory instead of a file.
    #[error("a database in memory cannot be shared by several processes; name a file")]
    InMemoryNotSupported,
    /// A later version wrote it.
    #[error("{} is a {backend} database of layout {found}, this program reads up to {supported}", path.display())]
    NewerFormat {
        /// The file.
        path: PathBuf,
        /// Its kind.
        backend: &'static str,
        /// Its layout.
        found: u32,
        /// The newest layout that can be read.
        supported: u32,
    },
}

impl From<DetectError> for StoreError {
    fn from(error: DetectError) -> Self {
        match error {
            DetectError::DatabaseNotFound { path } => Self::NotFound { path },
            DetectError::CannotOpen { path, error } => Self::io(path.display().to_string())(error),
            DetectError::CannotReadHeader { path, reason } => Self::Foreign { path, found: reason },
            DetectError::UnknownFormat { path, found } => Self::Foreign { path, found },
            DetectError::InMemoryNotSupported => Self::InMemory,
            DetectError::NewerFormat { path, found, supported, .. } => Self::Newer { path, found, supported },
        }
    }
}

/// Tells by its bytes which of `backends` a database file belongs to. Creates and changes nothing; reads some pages at most.
///
/// # Errors
/// When it is no file, or no database, or one of a later version.
pub fn detect(path: &Path, backends: &[&'static Backend]) -> Result<BackendFormat, DetectError> {
    let path_of = || path.to_owned();
    if path.as_os_str() == ":memory:" {
        return Err(DetectError::InMemoryNotSupported);
    }
    let mut file = open(path)?;
    let unreadable =
        |error: io::Error| DetectError::CannotReadHeader { path: path_of(), reason: error.to_string() };
    let length = file.metadata().map_err(unreadable)?.len();
    let mut header = Vec::new();
    (&mut file).take(HEADER).read_to_end(&mut header).map_err(unreadable)?;
    for &backend in backends {
        let probed =
            (backend.probe)(&mut Probe { file: &mut file, header: &header, length }).map_err(unreadable)?;
        match probed {
            Probed::No => {}
            Probed::Version(found) if found > backend.version => {
                let (backend, supported) = (backend.name, backend.version);
                return Err(DetectError::NewerFormat { path: path_of(), backend, found, supported });
            }
            Probed::Version(version) => return Ok(BackendFormat { backend, version }),
            Probed::Foreign(found) => {
                return Err(DetectError::UnknownFormat { path: path_of(), found: found.to_owned() });
            }
            Probed::Damaged(how) => {
                return Err(DetectError::CannotReadHeader { path: path_of(), reason: how.to_owned() });
            }
        }
    }
    let found = if length == 0 { "it is empty" } else { "it begins like no database that is known here" };
    Err(DetectError::UnknownFormat { path: path_of(), found: found.to_owned() })
}

/// Opens a plain file for reading.
fn open(path: &Path) -> Result<File, DetectError> {
    let path_of = || path.to_owned();
    let unopened = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => DetectError::DatabaseNotFound { path: path_of() },
        _ => DetectError::CannotOpen { path: path_of(), error },
    };
    // Looked at first: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(unopened)?;
    if !metadata.is_file() {
        let found = if metadata.is_dir() { "it is a directory" } else { "it is not a plain file" };
        return Err(DetectError::UnknownFormat { path: path_of(), found: found.to_owned() });
    }
    File::open(path).map_err(unopened)
}
