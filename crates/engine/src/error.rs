//! What can go wrong for a user of the engine.

use std::path::PathBuf;

use source::SourceError;
use store::writer::Holder;
use store::{DetectError, StoreError};

use thiserror::Error;

/// Why the engine could not do what was asked.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The tree cannot be listed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database is of another kind than the one asked for.
    #[error("{} is a {is} database, not a {wanted} one", path.display())]
    OtherBackend {
        /// The database.
        path: PathBuf,
        /// Its kind.
        is: &'static str,
        /// The kind asked for.
        wanted: &'static str,
    },
    /// The file is no database that can be opened.
    #[error(transparent)]
    Detect(#[from] DetectError),
    /// There is something where a new database should be made.
    #[error("there is something at {} already", path.display())]
    OutputExists {
        /// The path.
        path: PathBuf,
    },
    /// The database's directory cannot be made.
    #[error("{}: {error}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// Somebody wanted it to stop. What was committed before stays.
    #[error("stopped before the end; what was done is kept")]
    Stopped,
    /// The tree cannot be watched.
    #[error(transparent)]
    Watch(#[from] watch::WatchError),
    /// Another process writes the database, or watches its tree.
    #[error("{} is held by {}", path.display(), told(holder))]
    Held {
        /// The database.
        path: PathBuf,
        /// Who holds it.
        holder: Holder,
    },
    /// Git cannot say what differs.
    #[error("{what}")]
    Git {
        /// Why not.
        what: String,
    },
    /// A path is not below the root.
    #[error("{} is not below {}", path.display(), root.display())]
    OutsideRoot {
        /// The path.
        path: PathBuf,
        /// The root.
        root: PathBuf,
    },
}

/// Who holds a database, in words.
fn told(holder: &Holder) -> String {
    if holder.process == 0 {
        return "another process".to_owned();
    }
    let Holder { process, host, since_ms, command } = holder;
    format!("`magellan {command}`, process {process} on {host}, since {}", crate::clock::utc(*since_ms))
}
