//! The language of Graphviz (<https://graphviz.org/doc/info/lang.html>).

use engine::OutcomeKind;
use engine::query::SnapshotRef;

use crate::graph::{self, Edge, GraphSink, Node};
use crate::{ExportError, Out, Selection, rows};

/// Writes the graph of a selection. Everything that is known of nodes and edges stands in attributes, which Graphviz passes over.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    let version = rows::version(snapshot)?;
    writeln!(out, "digraph magellan {{")?;
    writeln!(
        out,
        "  graph [format_version=\"{}\", tool_version=\"{}\", digest=\"{}\"];",
        version.version, version.tool_version, version.digest
    )?;
    writeln!(out, "  node [shape=box, fontname=monospace];")?;
    graph::tell(snapshot, selection, &mut Dot(out))?;
    writeln!(out, "}}")?;
    Ok(())
}

struct Dot<'a, 'b>(&'a mut Out<'b>);

impl GraphSink for Dot<'_, '_> {
    fn node(&mut self, node: &Node<'_>) -> Result<(), ExportError> {
        let (name, kind) = (escaped(node.name), node.kind);
        let Some(file) = &node.file else {
            writeln!(self.0, "  \"{}\" [label=\"{name}\", kind=\"{kind}\"];", node.id)?;
            return Ok(());
        };
        let path = escaped(file.path);
        let place =
            if node.name == file.path { String::new() } else { format!("\\l{path}:{}\\l", file.line) };
        writeln!(
            self.0,
            "  \"{}\" [label=\"{name}{place}\", kind=\"{kind}\", name=\"{name}\", path=\"{path}\", line={}, language=\"{}\"];",
            node.id, file.line, file.language
        )?;
        Ok(())
    }

    fn edge(&mut self, edge: &Edge) -> Result<(), ExportError> {
        let Edge { source, target, group, outcome, count } = edge;
        let style = match outcome {
            OutcomeKind::Resolved => "",
            OutcomeKind::Dispatch => ", style=dashed",
            _ => ", style=dotted",
        };
        writeln!(
            self.0,
            "  \"{source}\" -> \"{target}\" [kind=\"{}\", outcome=\"{}\", count={count}{style}];",
            group.as_str(),
            outcome.as_str()
        )?;
        Ok(())
    }
}

/// Text between double quotes. Graphviz reads `\` in labels, and its scanner ends at NUL.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\0', "\u{fffd}")
}
