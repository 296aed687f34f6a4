//! References, definitions and bindings, a JSON object a line.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use model::ids::DefId;
use model::kinds::BindingKind;
use model::span::Span;
use model::symbol::Symbols;
use serde_json::{Map, Value, json};
use testkit::Places;
use testkit::files::Tree;

use crate::Extracted;

/// Prints all rows, file by file.
pub(crate) fn print(root: &Path, tree: &Tree, files: &[Extracted]) -> Result<(), String> {
    let places = Places::new(tree, |path| std::fs::read_to_string(root.join(path.as_str())).ok());
    let mut out = BufWriter::new(io::stdout().lock());
    for file in files {
        for row in rows(&places, file) {
            writeln!(out, "{row}").map_err(|error| error.to_string())?;
        }
    }
    out.flush().map_err(|error| error.to_string())
}

fn rows(places: &Places<'_>, file: &Extracted) -> Vec<Value> {
    let facts = &file.facts;
    let placement = places.of(file.file.spec, &file.file.path);
    let symbols = Symbols::new(facts, &placement);
    let sites = facts.sites.iter().map(|site| {
        let rest = json!({"name": facts.text(site.name), "role": site.role.as_str(),
            "outcome": "unresolved", "targets": []});
        row(file, "reference", site.span, rest)
    });
    let defs = facts.defs.iter().enumerate().map(|(index, def)| {
        let fqn = symbols.display_fqn(DefId::new(index as u32));
        let rest = json!({"name": facts.text(def.name), "kind": def.kind.as_str(), "display_fqn": fqn});
        row(file, "symbol", def.name_span, rest)
    });
    let names = facts.bindings.iter().filter(|binding| binding.kind != BindingKind::Definition);
    let names = names.map(|binding| {
        let rest = json!({"name": facts.text(binding.name), "kind": binding.kind.as_str()});
        row(file, "binding", binding.span, rest)
    });
    sites.chain(defs).chain(names).collect()
}

fn row(file: &Extracted, kind: &str, span: Span, rest: Value) -> Value {
    let (start, end) = (file.lines.position(span.start), file.lines.position(span.end));
    let place = json!({"type": kind, "path": file.file.path.as_str(), "start_line": start.line,
        "start_col": start.column, "end_line": end.line, "end_col": end.column});
    let fields = [place, rest].into_iter().filter_map(|part| match part {
        Value::Object(fields) => Some(fields),
        _ => None,
    });
    Value::Object(fields.flatten().collect::<Map<_, _>>())
}
