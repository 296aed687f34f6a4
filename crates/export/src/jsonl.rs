//! JSON lines: one object a line, the version first. The interchange format.

use engine::query::SnapshotRef;

use crate::file_rows::FileRows;
use crate::files::for_each_file;
use crate::places::Places;
use crate::rows::{self, Row};
use crate::{ExportError, Out, Selection, collisions};

/// Writes the rows of one file after the other.
///
/// # Errors
/// When the index cannot be read or the output not written.
pub fn write(snapshot: SnapshotRef<'_>, selection: &Selection, out: &mut Out<'_>) -> Result<(), ExportError> {
    line(out, &Row::Version(rows::version(snapshot)?))?;
    let places = Places::new(snapshot);
    for_each_file(snapshot, &selection.files, |view| {
        let rows = FileRows { snapshot, view, selection, places: &places };
        selection.rows.iter().try_for_each(|kind| rows.each(*kind, &mut |row| line(out, row)))
    })?;
    collisions::each(snapshot, selection, &mut |row| line(out, row))
}

fn line(out: &mut Out<'_>, row: &Row<'_>) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, row).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
