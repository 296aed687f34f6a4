//! What can be wrong with a form.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::format::Stamp;

/// A form cannot answer. Build a new one: it is a cache.
#[derive(Debug, thiserror::Error)]
pub enum GraphError {
    /// There is none.
    #[error("{}: there is no traversal form", path.display())]
    NotFound {
        /// Where it would be.
        path: PathBuf,
    },
    /// The system failed.
    #[error("{}: cannot be read", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is something else.
    #[error("{}: is no traversal form", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Another version of this program wrote it.
    #[error("{}: is a traversal form of version {found}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// It shows another state of the database than the one asked for.
    #[error("{}: was made of revision {}", path.display(), found.revision)]
    Stale {
        /// The file.
        path: PathBuf,
        /// The state that it shows.
        found: Stamp,
    },
    /// Its bytes are not those that were written.
    #[error("{}: damaged {part}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        part: Part,
    },
    /// A node of another graph was asked about.
    #[error("the graph has no node {node}")]
    NoSuchNode {
        /// Its number.
        node: u32,
    },
    /// What a store says of a file that changed cannot be: edges of definitions that it has not, or files out of order.
    #[error("{path}: what is said of the file contradicts itself")]
    Contradiction {
        /// The file.
        path: String,
    },
    /// An overlay would have more nodes or edges than numbers.
    #[error("a graph of more than four billion nodes or edges")]
    TooLarge,
}

/// A part of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Header, length or table of sections.
    Header,
    /// The checksums of all other parts.
    Checksums,
    /// Paths, stamps and numbering of files.
    Files,
    /// Ids of symbols.
    Ids,
    /// Edges.
    Edges,
    /// FQNs.
    Names,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Checksums => "checksums",
            Self::Files => "files",
            Self::Ids => "ids",
            Self::Edges => "edges",
            Self::Names => "names",
        })
    }
}
