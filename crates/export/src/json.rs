//! One JSON object: the version and an array for each kind of row.

use engine::query::SnapshotRef;

use crate::file_rows::{FileRows, Sink};
use crate::files::for_each_file;
use crate::places::Places;
use crate::rows;
use crate::{ExportError, Out, RowKind, Selection, collisions};

/// Goes through the files once for each array, so that memory stays bounded.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    let version = serde_json::to_string(&rows::version(snapshot)?).map_err(std::io::Error::from)?;
    out.write_all(version.trim_end_matches('}').as_bytes())?;
    let places = Places::new(snapshot);
    for kind in &selection.rows {
        array(selection, out, *kind, &|sink| match kind {
            RowKind::Collision => collisions::each(snapshot, selection, sink),
            _ => for_each_file(snapshot, &selection.files, |view| {
                FileRows { snapshot, view, selection, places: &places }.each(*kind, sink)
            }),
        })?;
    }
    out.write_all(b"}\n")?;
    Ok(())
}

fn array(
    selection: &Selection,
    out: &mut Out<'_>,
    kind: RowKind,
    each_row: &dyn Fn(&mut Sink<'_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let end = if selection.minify { "" } else { "\n" };
    write!(out, ",{end}\"{}\":[", kind.plural())?;
    let mut separator = "";
    each_row(&mut |row| {
        write!(out, "{separator}{end}")?;
        separator = ",";
        serde_json::to_writer(&mut *out, row).map_err(std::io::Error::from)?;
        Ok(())
    })?;
    out.write_all(b"]")?;
    Ok(())
}
