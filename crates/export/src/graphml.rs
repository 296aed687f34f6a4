//! `GraphML` (<http://graphml.graphdrawing.org/specification.html>): for graph libraries and programs that lay out.

use engine::query::SnapshotRef;

use crate::graph::{self, Edge, GraphSink, Node};
use crate::{ExportError, Out, Selection, rows};

/// What is told: id of the key, whose it is, its name and type.
const KEYS: &[(&str, &str, &str, &str)] = &[
    ("version", "graph", "version", "string"),
    ("tool_version", "graph", "tool_version", "string"),
    ("digest", "graph", "digest", "string"),
    ("kind", "node", "kind", "string"),
    ("name", "node", "name", "string"),
    ("path", "node", "path", "string"),
    ("line", "node", "line", "int"),
    ("language", "node", "language", "string"),
    ("edge_kind", "edge", "kind", "string"),
    ("outcome", "edge", "outcome", "string"),
    ("count", "edge", "count", "long"),
];

/// Writes the graph of a selection.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (id, of, name, is) in KEYS {
        writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{is}\"/>")?;
    }
    writeln!(out, "  <graph id=\"magellan\" edgedefault=\"directed\">")?;
    let version = rows::version(snapshot)?;
    write!(out, "    ")?;
    let mut xml = GraphMl(out);
    xml.data("version", version.version)?;
    xml.data("tool_version", version.tool_version)?;
    xml.data("digest", &version.digest)?;
    writeln!(xml.0)?;
    graph::tell(snapshot, selection, &mut xml)?;
    write!(out, "  </graph>\n</graphml>\n")?;
    Ok(())
}

struct GraphMl<'a, 'b>(&'a mut Out<'b>);

impl GraphMl<'_, '_> {
    fn data(&mut self, key: &str, value: &str) -> Result<(), ExportError> {
        Ok(write!(self.0, "<data key=\"{key}\">{}</data>", escaped(value))?)
    }
}

impl GraphSink for GraphMl<'_, '_> {
    fn node(&mut self, node: &Node<'_>) -> Result<(), ExportError> {
        write!(self.0, "    <node id=\"{}\">", node.id)?;
        self.data("kind", node.kind)?;
        self.data("name", node.name)?;
        if let Some(file) = &node.file {
            self.data("path", file.path)?;
            self.data("line", &file.line.to_string())?;
            self.data("language", file.language)?;
        }
        Ok(writeln!(self.0, "</node>")?)
    }

    fn edge(&mut self, edge: &Edge) -> Result<(), ExportError> {
        write!(self.0, "    <edge source=\"{}\" target=\"{}\">", edge.source, edge.target)?;
        self.data("edge_kind", edge.group.as_str())?;
        self.data("outcome", edge.outcome.as_str())?;
        self.data("count", &edge.count.to_string())?;
        Ok(writeln!(self.0, "</edge>")?)
    }
}

/// Text of an element. What XML 1.0 has no way to write is replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(character),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_cannot_say_is_replaced() {
        assert_eq!(escaped("operator<< & \u{1}\té\r"), "operator&lt;&lt; &amp; \u{fffd}\té&#13;");
    }
}
