//! Reading a [SCIP](https://github.com/sourcegraph/scip) index: one document at a time, so that memory does not grow with it.
//!
//! Whatever a file says is data: what is not SCIP at all is one error, what is wrong with a document is told for that document.

mod fit;
mod ranges;
mod stream;
mod symbol;

use std::path::PathBuf;

use thiserror::Error;

pub use fit::{Misfit, Placed, fit};
pub use ranges::{Encoding, Range};
pub use stream::{Oracle, Tool, documents_in};
pub use symbol::{Descriptor, Suffix, SymbolName};

/// Why a file cannot be used as a SCIP index.
#[derive(Debug, Error)]
pub enum ScipError {
    /// It cannot be read.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no SCIP index, or a damaged one.
    #[error("{path} is not a whole SCIP index: {why}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
}

/// One file, as a compiler saw it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Its path as written, meant to be relative to the root of the project.
    pub path: String,
    /// What its columns count.
    pub encoding: Encoding,
    /// Its text; mostly left out, which is the empty text.
    pub text: String,
    /// The names in it, in the order of the index.
    pub occurrences: Vec<Occurrence>,
}

/// A name somewhere in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// Where; `None` when what is written is no range.
    pub range: Option<Range>,
    /// What it names, as written.
    pub symbol: String,
    /// Whether it is the definition.
    pub is_definition: bool,
}
