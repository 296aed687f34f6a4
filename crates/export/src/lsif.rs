//! LSIF, answers of a language server as a graph of JSON lines:
//! <https://microsoft.github.io/language-server-protocol/specifications/lsif/0.5.0/specification/>.
//!
//! Everything is written as it is met: a symbol's results when the first document mentions it, the documents in order of path.
//! Vertices of symbols have numbers that follow from where the symbol stands, so that nothing but a bit is remembered of
//! each. `docs/scip.md` says what becomes of what.

mod columns;
mod document;
mod element;
mod numbers;
mod writer;

use engine::query::SnapshotRef;

use crate::files::for_each_file;
use crate::symbols::Navigation;
use crate::{Choice, ExportError, Out, Selection};
use writer::Writer;

/// What is heeded.
pub(crate) const HEEDS: &[Choice] = &[Choice::Rows, Choice::Outcomes];

/// The version of the format that is written.
const VERSION: &str = "0.5.0";

/// Writes the whole index.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    let navigation = Navigation::new(snapshot)?;
    let mut writer = Writer::new(numbers::Numbers::new(snapshot)?, out);
    let project = writer.begin(VERSION)?;
    for_each_file(snapshot, &selection.files, |view| {
        document::write(view, &navigation, selection, project, &mut writer)
    })?;
    writer.end(project)
}
