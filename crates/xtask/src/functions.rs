//! Measures of every function of a tree, as lines of JSON: what other tools' figures are compared with.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use extract::Extractor;
use model::span::LineIndex;
use serde_json::json;

/// Prints one line for each function below `roots`.
pub(crate) fn run(roots: &[PathBuf]) -> Result<()> {
    let mut extractor = Extractor::new();
    for root in roots {
        for entry in ignore::WalkBuilder::new(root).sort_by_file_path(Path::cmp).build() {
            let entry = entry?;
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                file(&mut extractor, root, entry.path())?;
            }
        }
    }
    Ok(())
}

fn file(extractor: &mut Extractor, root: &Path, path: &Path) -> Result<()> {
    let name = path.extension().and_then(|name| name.to_str()).unwrap_or_default();
    let Some(spec) = languages::ALL.iter().find(|spec| spec.extensions.contains(&name)) else {
        return Ok(());
    };
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let (facts, structure) = extractor.extract_all(spec, &bytes);
    let lines = LineIndex::new(&bytes);
    for function in &structure.functions {
        let def = function.def.map(|def| facts.def(def));
        let at = lines.position(function.span.start).line;
        let row = json!({
            "path": path.strip_prefix(root).unwrap_or(path),
            "line": at,
            "name_line": def.map_or(at, |def| lines.position(def.name_span.start).line),
            "end_line": lines.position(function.span.end.saturating_sub(1)).line,
            "name": def.map(|def| facts.text(def.name)),
            "cyclomatic": function.cyclomatic,
            "cognitive": function.cognitive,
            "nesting": function.nesting,
            "parameters": function.parameters,
            "code": function.lines.code,
            "comment": function.lines.comment,
            "blank": function.lines.blank,
            "unreachable": function.unreachable,
        });
        println!("{row}");
    }
    Ok(())
}
