//! Why a tree cannot be watched.

use std::io;
use std::path::PathBuf;

use source::SourceError;

use crate::backend::Refusal;

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
    /// Why the back end for `root` could not be started.
    pub(crate) fn of_root(root: PathBuf, refusal: Refusal) -> Self {
        let source = match refusal {
            Refusal::Missing => return SourceError::RootNotFound { path: root }.into(),
            Refusal::Exhausted(limit) => io::Error::new(io::ErrorKind::QuotaExceeded, limit.to_string()),
            Refusal::Other(source) => source,
        };
        Self::Unwatchable { path: root, source }
    }

    /// What the user can do about it, when there is something to say.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Root(error) => error.hint(),
            Self::Unwatchable { .. } => Some("poll instead"),
        }
    }
}
