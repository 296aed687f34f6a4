//! What can go wrong for a user of the engine.

use std::path::PathBuf;

use archive::ArchiveError;
use model::hash::Digest;
use model::path::RepoPath;
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
    /// An archive cannot be written or read.
    #[error("{}: {error}", path.display())]
    Archive {
        /// The archive.
        path: PathBuf,
        /// Why.
        #[source]
        error: ArchiveError,
    },
    /// An archive is of another view than the one that was asked for.
    #[error("{} has the digest {found}, not {expected}", path.display())]
    OtherDigest {
        /// The archive.
        path: PathBuf,
        /// Its digest.
        found: Digest,
        /// The one that was asked for.
        expected: Digest,
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
    /// A file is no SCIP index.
    #[error(transparent)]
    Scip(#[from] overlay::scip::ScipError),
    /// Nothing in a SCIP index is about the files that are indexed.
    #[error("no document of {} fits a file of the index{}", path.display(), first.as_deref().map(|first| format!("; the first: {first}")).unwrap_or_default())]
    NothingFits {
        /// The SCIP index.
        path: PathBuf,
        /// What is wrong with its first document, when it has any.
        first: Option<String>,
    },
    /// An overlay cannot be read or written.
    #[error(transparent)]
    Overlay(#[from] overlay::form::FormError),
    /// There is no overlay of this name.
    #[error("there is no overlay `{name}`")]
    NoSuchOverlay {
        /// The name.
        name: String,
    },
    /// A name that no overlay can have.
    #[error("`{name}` cannot be the name of an overlay")]
    OverlayName {
        /// The name.
        name: String,
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
    /// A file has no syntax tree.
    #[error("the parser gives up on {path}: it has no syntax tree")]
    NoTree {
        /// The file.
        path: RepoPath,
    },
    /// A query over syntax trees cannot be read, or is for none of the languages.
    #[error("the query cannot be used: {reason}")]
    InvalidQuery {
        /// Where it goes wrong and why.
        reason: String,
    },
    /// No language has nodes of a kind.
    #[error("there is no kind of node `{kind}`")]
    UnknownNodeKind {
        /// The name.
        kind: String,
        /// Names that come close, the closest first.
        near: Vec<String>,
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
