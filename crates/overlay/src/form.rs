//! The file in which adopted edges lie: what stands where in `FORMAT.md` of this crate.
//!
//! Mapped, and checked block by block as it is read, so that a question costs what it looks up and not the whole file.

mod layout;
mod read;
mod write;

use std::path::PathBuf;

use model::hash::ContentHash;
use model::ids::SymbolId;
use model::span::Span;
use thiserror::Error;

pub use layout::FORMAT_VERSION;
pub use read::Form;
pub use write::FormBuilder;

/// Why an overlay cannot be read or written.
#[derive(Debug, Error)]
pub enum FormError {
    /// The system failed.
    #[error("cannot use {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not an overlay.
    #[error("{path} is not an overlay")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// It is of another version of the format.
    #[error("{path} has version {found} of the overlay format, this program reads {FORMAT_VERSION}")]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// Bytes are not what was written.
    #[error("{path} is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// More than the format can number.
    #[error("an overlay cannot hold so much")]
    TooLarge,
}

/// What a compiler says of a site.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Says {
    /// It means these: the first, with what counts as the same thing. Never empty.
    Means(Vec<SymbolId>),
    /// It leaves the repository.
    External,
    /// It is a parameter or a local variable.
    Local,
}

/// A site that a compiler judged.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct AdoptedSite {
    /// Where.
    pub span: Span,
    /// What rules said of it then, as a hash: what was compared is not there any more when they say something else.
    pub rules: u32,
    /// What the compiler says.
    pub says: Says,
}

/// The sites of a file as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdoptedFile {
    /// Hash of the content that they stand in.
    pub content: ContentHash,
    /// In order of position; several of one position are several meanings.
    pub sites: Vec<AdoptedSite>,
}

/// Who said it, and how much there is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FormInfo {
    /// Name of the compiler or indexer.
    pub tool: String,
    /// Its version, as it writes it.
    pub version: String,
    /// Files.
    pub files: u32,
    /// Sites.
    pub sites: u32,
    /// Symbols that sites mean.
    pub targets: u32,
}
