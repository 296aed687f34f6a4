//! The files of an export, one after the other.

use std::ops::ControlFlow;

use engine::query::{FileView, SnapshotRef};

use crate::{ExportError, FileFilter};

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
