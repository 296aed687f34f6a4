//! Exports of a whole index: one file per format, one line in [`FORMATS`].
//!
//! Exports stream: memory does not grow with the repository. Rows come in one order: files by path; in a file the file
//! itself, symbols, references, calls, imports, diagnostics, each in canonical order.

mod json;
mod jsonl;
mod rows;

use std::io::Write;

use engine::StoreError;
use engine::query::{FileView, SnapshotRef};

/// Version of the export formats that Magellan defines.
pub const EXPORT_VERSION: &str = "1.0.0";

/// Which rows are wanted.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches, as users set them")]
pub struct Selection {
    /// Symbols.
    pub symbols: bool,
    /// References.
    pub references: bool,
    /// Calls.
    pub calls: bool,
}

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes an export.
    pub write: fn(SnapshotRef<'_>, Selection, &mut dyn Write) -> Result<(), ExportError>,
}

/// Every format.
pub static FORMATS: &[Format] =
    &[Format { name: "json", write: json::write }, Format { name: "jsonl", write: jsonl::write }];

/// Why an export failed.
#[derive(Debug)]
pub enum ExportError {
    /// The index cannot be read.
    Store(StoreError),
    /// The output cannot be written.
    Write(std::io::Error),
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
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
            Self::Write(error) => write!(f, "writing the export: {error}"),
        }
    }
}

impl std::error::Error for ExportError {}

/// Calls `each` for every file in path order; the first error ends it.
fn for_each_file(
    snapshot: SnapshotRef<'_>,
    mut each: impl FnMut(&FileView) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut outcome = Ok(());
    snapshot.files(&mut |record| {
        outcome =
            FileView::of_record(snapshot, record).map_err(ExportError::from).and_then(|view| each(&view));
        if outcome.is_ok() { std::ops::ControlFlow::Continue(()) } else { std::ops::ControlFlow::Break(()) }
    })?;
    outcome
}
