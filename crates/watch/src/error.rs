//! Why a tree cannot be watched.

use std::io;
use std::path::PathBuf;

use source::SourceError;

/// A tree cannot be watched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WatchError {
    /// The root is no directory that can be listed.
    #[error(transparent)]
    Root(#[from] SourceError),
    /// The operating system offers no events, for a reason other than a limit.
    #[error("{} cannot be watched", path.display())]
    Unwatchable {
        /// The root.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl WatchError {
    /// What the user can do about it, when there is something to say.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Root(error) => error.hint(),
            Self::Unwatchable { .. } => Some("poll instead"),
        }
    }
}
