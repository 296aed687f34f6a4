//! Measures of every function of a tree, as lines of JSON: what other tools' figures are compared with.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use extract::{Extractor, LanguageSpec};
use model::span::LineIndex;
use serde_json::json;

/// Prints one line for each function below `roots`.
pub(crate) fn run(roots: &[PathBuf]) -> Result<()> {
    let mut extractor = Extractor::new();
    for root in roots {
        let files = files(root)?;
        let cpp = files.iter().any(|path| spec(path, false).is_some_and(|spec| spec.name == "cpp"));
        for path in &files {
            if let Some(spec) = spec(path, cpp) {
                file(&mut extractor, spec, root, path)?;
            }
        }
    }
    Ok(())
}

/// Every file below a directory, in order.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(directory) = waiting.pop() {
        for entry in std::fs::read_dir(&directory).with_context(|| directory.display().to_string())? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() && entry.file_name() != ".git" {
                waiting.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The language of a file; headers are C++ where `cpp`.
fn spec(path: &Path, cpp: bool) -> Option<&'static LanguageSpec> {
    let name = path.extension().and_then(|name| name.to_str()).unwrap_or_default();
    let name = if cpp && name == "h" { "hpp" } else { name };
    languages::ALL.iter().copied().find(|spec| spec.extensions.contains(&name))
}

fn file(extractor: &mut Extractor, spec: &LanguageSpec, root: &Path, path: &Path) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let (facts, structure) = extractor.extract_all(spec, &bytes);
    let (_, flows) = extractor.control_flow(spec, &bytes);
    let lines = LineIndex::new(&bytes);
    for (function, flow) in structure.functions.iter().zip(&flows) {
        let dead =
            flow.graph.blocks.iter().filter(|block| !block.reachable).flat_map(|block| &block.statements);
        let dead: BTreeSet<u32> = dead.map(|span| lines.position(span.start).line).collect();
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
            "dead_lines": dead,
        });
        println!("{row}");
    }
    Ok(())
}
