//! What can go wrong in a store.

use std::io;
use std::path::PathBuf;

use model::ids::SymbolId;
use thiserror::Error;

/// Why a store could not do what was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no file at the path.
    #[error("there is no database at {}", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a Magellan database: {found}", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        found: String,
    },
    /// A later version wrote it.
    #[error("{} has layout {found}, this program reads up to {supported}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: u32,
        /// The newest layout that can be read.
        supported: u32,
    },
    /// An earlier version wrote it in a layout that is no longer read.
    #[error("{} has layout {found}, this program needs {supported}", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: u32,
        /// The layout that is read.
        supported: u32,
    },
    /// Stored bytes contradict themselves.
    #[error("the database is damaged: {what} at {place}")]
    Corrupt {
        /// Which part.
        what: &'static str,
        /// Of what.
        place: String,
    },
    /// Another process writes.
    #[error("another process{} is writing {}", holder.map(|process| format!(" ({process})")).unwrap_or_default(), path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// The id of the process, where the system tells it.
        holder: Option<u32>,
    },
    /// No room is left.
    #[error("the disk is full")]
    Full,
    /// The store was opened for reading, or may not be written.
    #[error("the database cannot be written: {reason}")]
    ReadOnly {
        /// Why.
        reason: String,
    },
    /// A database that several processes cannot share.
    #[error("a database in memory cannot be shared by several processes; name a file")]
    InMemory,
    /// Two definitions have one id.
    #[error("two definitions have the id {id}: `{first}` and `{second}`")]
    Collision {
        /// The id.
        id: SymbolId,
        /// Name and file of one.
        first: String,
        /// Name and file of the other.
        second: String,
    },
    /// A batch names a blob that the store does not have.
    #[error("no facts are stored for {path}, and none were given")]
    MissingBlob {
        /// The file.
        path: String,
    },
    /// What a compiler said of the database, kept beside it, cannot be read.
    #[error("an overlay cannot be read: {reason}")]
    Overlay {
        /// Which, and why.
        reason: String,
    },
    /// The operating system or a library failed.
    #[error("{subject}: {error}")]
    Io {
        /// What was done, or to what.
        subject: String,
        /// Why it failed.
        #[source]
        error: io::Error,
    },
}

impl StoreError {
    /// Somebody else writes the database at `path`: looks who.
    pub fn locked(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let holder = crate::holder::of(&path);
        Self::Locked { path, holder }
    }

    /// Damage in `what` at `place`.
    pub fn corrupt(what: &'static str, place: impl Into<String>) -> Self {
        Self::Corrupt { what, place: place.into() }
    }

    /// Wraps an input/output error on `subject`; a full disk becomes [`StoreError::Full`].
    pub fn io(subject: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io { subject: subject.into(), error },
        }
    }
}
