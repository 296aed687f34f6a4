//! Measures of every file and function of a tree, as lines of JSON: what other tools' figures are compared with.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use extract::control::FunctionFlow;
use extract::{Extractor, LanguageSpec};
use model::span::LineIndex;
use model::structure::{FileStructure, FunctionMetrics, TokenCounts};
use serde_json::{Value, json};

/// Prints one line for each file below `roots`, and for each of its functions.
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
    let path = path.strip_prefix(root).unwrap_or(path);
    let FileStructure { lines: counts, tokens, .. } = &structure;
    let [code, comment, blank] = [counts.code, counts.comment, counts.blank];
    let row = json!({
        "file": path, "language": spec.name, "code": code, "comment": comment, "blank": blank,
        "halstead": halstead(tokens),
    });
    println!("{row}");
    for (function, flow) in structure.functions.iter().zip(&flows) {
        let mut row = measures(function);
        let def = function.def.map(|def| facts.def(def));
        let at = lines.position(function.span.start);
        row["path"] = json!(path);
        row["line"] = json!(at.line);
        row["column"] = json!(at.column);
        row["name_line"] = json!(def.map_or(at.line, |def| lines.position(def.name_span.start).line));
        row["end_line"] = json!(lines.position(function.span.end.saturating_sub(1)).line);
        row["name"] = json!(def.map(|def| facts.text(def.name)));
        row["dead_lines"] = json!(dead_lines(flow, &lines));
        println!("{row}");
    }
    Ok(())
}

/// What is stored of a function.
fn measures(function: &FunctionMetrics) -> Value {
    json!({
        "cyclomatic": function.cyclomatic,
        "cognitive": function.cognitive,
        "nesting": function.nesting,
        "parameters": function.parameters,
        "code": function.lines.code,
        "comment": function.lines.comment,
        "blank": function.lines.blank,
        "halstead": halstead(&function.tokens),
        "maintainability": function.maintainability(),
        "unreachable": function.unreachable,
    })
}

/// Counts and what follows from them.
fn halstead(tokens: &TokenCounts) -> Value {
    json!({
        "operators": tokens.operators,
        "operands": tokens.operands,
        "distinct_operators": tokens.distinct_operators,
        "distinct_operands": tokens.distinct_operands,
        "volume": tokens.volume(),
        "difficulty": tokens.difficulty(),
    })
}

/// The lines on which statements begin that cannot be reached.
fn dead_lines(flow: &FunctionFlow, lines: &LineIndex) -> BTreeSet<u32> {
    flow.graph
        .unreachable()
        .flat_map(|block| &block.statements)
        .map(|span| lines.position(span.start).line)
        .collect()
}
