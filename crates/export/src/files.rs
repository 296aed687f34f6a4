//! The files of an export, one after the other, and the definitions in each.

use std::ops::ControlFlow;

use engine::ids::DefId;
use engine::query::{FileView, SnapshotRef, SymbolInfo};

use crate::{ExportError, FileFilter, Selection};

/// Calls `each` for every file that is wanted, in path order; the first error ends it. No more than one file is in memory.
pub(crate) fn for_each_file(
    snapshot: SnapshotRef<'_>,
    filter: &FileFilter,
    mut each: impl FnMut(&FileView) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut outcome = Ok(());
    snapshot.files(&mut |record| {
        if filter.accepts_record(&record) {
            let view = FileView::of_record(snapshot, record).map_err(ExportError::from);
            outcome = view.and_then(|view| each(&view));
        }
        if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    outcome
}

/// The definitions of a file that are wanted, in canonical order. Described one by one: a header of registers has hundreds of thousands.
pub(crate) fn symbols(view: &FileView, selection: &Selection) -> impl Iterator<Item = SymbolInfo> {
    let wanted = |def: &DefId| selection.accepts_kind(view.facts.def(*def).kind);
    view.in_order().into_iter().filter(wanted).map(|def| view.symbol(def))
}
