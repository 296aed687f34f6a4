//! JSON lines: one object a line, the version first. The interchange format.

use std::io::Write;

use engine::ids::SiteId;
use engine::query::{FileView, SnapshotRef, Targets};

use crate::rows::{self, Row};
use crate::{EXPORT_VERSION, ExportError, Selection, for_each_file};

/// Writes the whole index.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: Selection,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let digest = snapshot.meta()?.digest().to_string();
    line(
        out,
        &Row::Version { version: EXPORT_VERSION, tool: "magellan", tool_version: engine::VERSION, digest },
    )?;
    let targets = Targets::new(snapshot);
    for_each_file(snapshot, |view| file(view, selection, &targets, out))
}

fn file(
    view: &FileView,
    selection: Selection,
    targets: &Targets<'_>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    line(out, &rows::file(view))?;
    if selection.symbols {
        for info in view.symbols() {
            line(out, &rows::symbol(view, &info))?;
        }
    }
    if selection.references {
        for site in (0..view.facts.sites.len() as u32).map(SiteId::new) {
            line(out, &rows::reference(view, site, targets)?)?;
        }
    }
    if selection.calls {
        for call in rows::calls(view) {
            line(out, &call)?;
        }
    }
    for import in &view.facts.imports {
        line(out, &rows::import(view, import))?;
    }
    for diagnostic in &view.facts.diagnostics {
        line(out, &rows::diagnostic(view, diagnostic))?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, row: &Row<'_>) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, row).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
