//! What can go wrong with an archive.

use std::io;

use model::codec::DecodeError;
use store::StoreError;
use thiserror::Error;

/// Why an archive cannot be written or read.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// It does not begin as an archive does.
    #[error("this is not an archive of an index")]
    Foreign,
    /// A later program wrote it.
    #[error("the archive has format {found}, this program reads {supported}")]
    Newer {
        /// Its version.
        found: u32,
        /// The version that is read.
        supported: u32,
    },
    /// Its facts, outcomes or structure are encoded in other versions.
    #[error("the archive was made by version {tool} of the program, whose {what} are encoded otherwise")]
    OtherEncoding {
        /// The program that made it.
        tool: String,
        /// What is encoded otherwise.
        what: &'static str,
    },
    /// It ends too early.
    #[error("the archive is cut off")]
    CutOff,
    /// Its bytes contradict themselves.
    #[error("the archive is damaged: {what}")]
    Damaged {
        /// What is wrong, and where.
        what: String,
    },
    /// The view has files without outcomes, so it is not yet what its tree says.
    #[error("{files} files of the index are not resolved yet")]
    Unresolved {
        /// How many.
        files: u64,
    },
    /// The index cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl ArchiveError {
    /// Damage in what is told.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

impl From<DecodeError> for ArchiveError {
    fn from(error: DecodeError) -> Self {
        Self::damaged(error.to_string())
    }
}
