//! One JSON object: the version and an array for each kind of row.

use std::io::Write;

use engine::ids::SiteId;
use engine::query::{FileView, SnapshotRef, Targets};

use crate::rows::{self, Row};
use crate::{EXPORT_VERSION, ExportError, Selection, for_each_file};

/// Calls the sink with the rows of one kind of a file.
type RowsOf<'a> =
    &'a dyn Fn(&FileView, &mut dyn FnMut(&Row<'_>) -> Result<(), ExportError>) -> Result<(), ExportError>;

/// Writes the whole index. Goes through the files once for each array, so that memory stays bounded.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: Selection,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let digest = snapshot.meta()?.digest();
    let version = engine::VERSION;
    write!(
        out,
        r#"{{"version":"{EXPORT_VERSION}","tool":"magellan","tool_version":"{version}","digest":"{digest}""#
    )?;
    array(snapshot, out, "files", &|view, sink| sink(&rows::file(view)))?;
    if selection.symbols {
        array(snapshot, out, "symbols", &|view, sink| {
            view.symbols().iter().try_for_each(|info| sink(&rows::symbol(view, info)))
        })?;
    }
    if selection.references {
        let targets = Targets::new(snapshot);
        array(snapshot, out, "references", &|view, sink| {
            let mut sites = (0..view.facts.sites.len() as u32).map(SiteId::new);
            sites.try_for_each(|site| sink(&rows::reference(view, site, &targets)?))
        })?;
    }
    if selection.calls {
        array(snapshot, out, "calls", &|view, sink| rows::calls(view).try_for_each(|call| sink(&call)))?;
    }
    array(snapshot, out, "imports", &|view, sink| {
        view.facts.imports.iter().try_for_each(|import| sink(&rows::import(view, import)))
    })?;
    array(snapshot, out, "diagnostics", &|view, sink| {
        view.facts.diagnostics.iter().try_for_each(|diagnostic| sink(&rows::diagnostic(view, diagnostic)))
    })?;
    out.write_all(b"}\n")?;
    Ok(())
}

fn array(
    snapshot: SnapshotRef<'_>,
    out: &mut dyn Write,
    name: &str,
    rows_of: RowsOf<'_>,
) -> Result<(), ExportError> {
    write!(out, ",\n\"{name}\":[")?;
    let mut first = true;
    for_each_file(snapshot, |view| {
        rows_of(view, &mut |row| {
            out.write_all(if std::mem::take(&mut first) { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, row).map_err(std::io::Error::from)?;
            Ok(())
        })
    })?;
    out.write_all(b"]")?;
    Ok(())
}
