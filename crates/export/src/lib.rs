//! Exports of an index: one file per format, one line in [`FORMATS`].
//!
//! ```text
//! snapshot ──files that are selected, by path──► rows of a file ──► json, jsonl, tables (csv, parquet)
//!                                            ├─► nodes and edges ─► dot, graphml, mermaid, cypher
//!                                            ├─► definitions ─────► ctags
//!                                            └─► all of it ───────► html
//! ```
//!
//! Exports stream: memory does not grow with the repository. Rows come in one order: files by path; in a file the file
//! itself, symbols, references, calls, imports, diagnostics, each in canonical order.

mod collisions;
mod csv;
mod ctags;
mod cypher;
mod dot;
mod file_rows;
mod files;
mod graph;
mod graphml;
mod html;
mod json;
mod jsonl;
mod links;
mod lsif;
mod mermaid;
mod parquet;
mod places;
mod rows;
mod scip;
mod selection;
mod sorted_lines;
mod symbols;
mod tables;

use std::io::Write;

use engine::query::SnapshotRef;
use engine::{EngineError, StoreError};

pub use dot::escaped as dot_text;
pub use jsonl::write as write_jsonl;
pub use mermaid::by_number as mermaid_text;
pub use selection::{Choice, FileFilter, RowKind, Selection};
pub use tables::{TABLES, Table, TableOut};

/// Version of the export formats that Magellan defines.
pub const EXPORT_VERSION: &str = "1.1.0";

/// Where an export goes.
pub type Out<'a> = dyn Write + Send + 'a;

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a line.
    pub about: &'static str,
    /// What of a [`Selection`] it heeds, beside the choice of files.
    pub heeds: &'static [Choice],
    /// What writes it.
    pub writer: Writer,
}

/// What writes a format.
pub enum Writer {
    /// One stream of bytes.
    Stream(fn(SnapshotRef<'_>, &Selection, &mut Out<'_>) -> Result<(), ExportError>),
    /// A file for each table.
    Tables {
        /// What the names of the files end in, without the dot.
        extension: &'static str,
        /// Writes them.
        write: for<'a> fn(SnapshotRef<'_>, &Selection, Vec<TableOut<'a>>) -> Result<(), ExportError>,
    },
}

/// Every format.
pub static FORMATS: &[Format] = &[
    Format {
        name: "csv",
        about: "tables for spreadsheets, databases and scripts",
        heeds: Choice::TABLES,
        writer: Writer::Tables { extension: "csv", write: csv::write },
    },
    Format {
        name: "ctags",
        about: "the tags that editors jump by",
        heeds: &[Choice::Kinds],
        writer: Writer::Stream(ctags::write),
    },
    Format {
        name: "cypher",
        about: "statements for graph databases",
        heeds: &[Choice::Kinds, Choice::Outcomes, Choice::Edges],
        writer: Writer::Stream(cypher::write),
    },
    Format {
        name: "dot",
        about: "a graph for Graphviz",
        heeds: Choice::GRAPH,
        writer: Writer::Stream(dot::write),
    },
    Format {
        name: "graphml",
        about: "a graph for libraries and programs that lay out",
        heeds: Choice::GRAPH,
        writer: Writer::Stream(graphml::write),
    },
    Format {
        name: "html",
        about: "one page to read a repository by, offline",
        heeds: &[],
        writer: Writer::Stream(html::write),
    },
    Format {
        name: "json",
        about: "one object with an array for each kind of row",
        heeds: Choice::ROWS,
        writer: Writer::Stream(json::write),
    },
    Format {
        name: "jsonl",
        about: "one object a line: the interchange format",
        heeds: Choice::LINES,
        writer: Writer::Stream(jsonl::write),
    },
    Format {
        name: "lsif",
        about: "answers of a language server as a graph of JSON lines",
        heeds: lsif::HEEDS,
        writer: Writer::Stream(lsif::write),
    },
    Format {
        name: "mermaid",
        about: "a drawing for documents, of the part of a graph that carries most",
        heeds: Choice::GRAPH,
        writer: Writer::Stream(mermaid::write),
    },
    Format {
        name: "parquet",
        about: "the same tables column by column, for analytical databases",
        heeds: Choice::TABLES,
        writer: Writer::Tables { extension: "parquet", write: parquet::write },
    },
    Format {
        name: "scip",
        about: "for code navigation in other tools: definitions, references, relationships",
        heeds: scip::HEEDS,
        writer: Writer::Stream(scip::write),
    },
];

/// Why an export failed.
#[derive(Debug)]
pub enum ExportError {
    /// The index cannot be read.
    Store(StoreError),
    /// Something of the index cannot be derived.
    Engine(EngineError),
    /// The output cannot be written.
    Write(std::io::Error),
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<EngineError> for ExportError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

impl From<std::io::Error> for ExportError {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error)
    }
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Engine(error) => error.fmt(f),
            Self::Write(error) => write!(f, "writing the export: {error}"),
        }
    }
}

impl std::error::Error for ExportError {}
