//! openCypher (<https://opencypher.org/resources/>): statements that build the graph in a graph database.
//!
//! All nodes come before all edges. Rows are handed over in batches, one statement each, so that a database reads them with
//! little memory and finds the ends of edges by their ids.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use engine::DefKind;
use engine::query::{EdgeGroup, FileView, SnapshotRef};

use crate::files::{for_each_file, symbols};
use crate::links::links;
use crate::places::Places;
use crate::{ExportError, Out, Selection, rows};

/// Rows of a statement.
const BATCH: usize = 500;

/// Writes all statements.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    let version = rows::version(snapshot)?;
    writeln!(
        out,
        "// magellan {} cypher {} digest {}",
        version.tool_version, version.version, version.digest
    )?;
    for label in [FILE, SYMBOL] {
        writeln!(out, "CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;")?;
    }
    let mut statements = Statements { out, batches: BTreeMap::new() };
    for_each_file(snapshot, &selection.files, |view| nodes(view, selection, &mut statements))?;
    statements.finish()?;
    let places = Places::new(snapshot);
    for_each_file(snapshot, &selection.files, |view| edges(view, selection, &places, &mut statements))?;
    statements.finish()
}

/// The label of files.
const FILE: &str = "File";
/// The label of definitions.
const SYMBOL: &str = "Symbol";

const fn label<T: Copy>(def: Option<T>) -> &'static str {
    if def.is_some() { SYMBOL } else { FILE }
}

fn nodes(
    view: &FileView,
    selection: &Selection,
    statements: &mut Statements<'_, '_>,
) -> Result<(), ExportError> {
    let record = &view.record;
    let path = record.path.as_str();
    if selection.accepts_kind(DefKind::File) {
        let mut row = Row::default();
        row.text("id", &view.file_id().to_string()).text("path", path).text("language", &record.language);
        row.text("package", &record.package).text("module", &record.module);
        row.number("bytes", record.size).number("lines", record.lines.into());
        statements.put(Made::Node(FILE), row)?;
    }
    for info in symbols(view, selection) {
        let mut row = Row::default();
        row.text("id", &info.id.to_string()).text("kind", info.kind.as_str()).text("name", &info.name);
        row.text("fqn", &info.display_fqn).text("language", &info.language).text("path", path);
        row.number("line", info.name_location.start.line.into());
        row.text("visibility", info.visibility.as_str());
        statements.put(Made::Node(SYMBOL), row)?;
    }
    Ok(())
}

fn edges(
    view: &FileView,
    selection: &Selection,
    places: &Places<'_>,
    statements: &mut Statements<'_, '_>,
) -> Result<(), ExportError> {
    places.learn(view);
    let file = view.file_id();
    for info in symbols(view, selection) {
        let outer = info.def.and_then(|def| view.facts.def(def).parent);
        let kind = outer.map_or(DefKind::File, |outer| view.facts.def(outer).kind);
        if selection.accepts_kind(kind) {
            let mut row = Row::default();
            row.text("source", &info.parent.unwrap_or(file).to_string()).text("target", &info.id.to_string());
            statements.put(Made::Edge("DEFINES", label(outer), SYMBOL), row)?;
        }
    }
    for (link, count, place) in links(view, selection, places)? {
        let source = link.source.map_or(file, |def| view.id(def));
        let mut row = Row::default();
        row.text("source", &source.to_string()).text("target", &link.target.to_string());
        row.text("outcome", link.outcome.as_str()).number("count", count);
        statements.put(Made::Edge(relationship(link.group), label(link.source), label(place.def)), row)?;
    }
    Ok(())
}

const fn relationship(group: EdgeGroup) -> &'static str {
    match group {
        EdgeGroup::Calls => "CALLS",
        EdgeGroup::Refs => "REFERENCES",
        EdgeGroup::Imports => "IMPORTS",
        EdgeGroup::Inherits => "INHERITS",
    }
}

/// What a statement makes: nodes of a label, or edges of a type between nodes of two labels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Made {
    Node(&'static str),
    Edge(&'static str, &'static str, &'static str),
}

/// A map as it is written, and its keys.
#[derive(Default)]
struct Row {
    keys: Vec<&'static str>,
    text: String,
}

impl Row {
    fn text(&mut self, key: &'static str, value: &str) -> &mut Self {
        self.literal(key, &quoted(value))
    }

    fn number(&mut self, key: &'static str, value: u64) -> &mut Self {
        self.literal(key, &value.to_string())
    }

    fn literal(&mut self, key: &'static str, literal: &str) -> &mut Self {
        let separator = if self.keys.is_empty() { "" } else { ", " };
        write!(self.text, "{separator}{key}: {literal}").expect("writing to a String cannot fail");
        self.keys.push(key);
        self
    }
}

/// Rows that wait for their statement.
struct Statements<'a, 'b> {
    out: &'a mut Out<'b>,
    batches: BTreeMap<Made, Vec<Row>>,
}

impl Statements<'_, '_> {
    fn put(&mut self, made: Made, row: Row) -> Result<(), ExportError> {
        let batch = self.batches.entry(made).or_default();
        batch.push(row);
        if batch.len() < BATCH {
            return Ok(());
        }
        let batch = std::mem::take(batch);
        self.write(made, &batch)
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        let batches = std::mem::take(&mut self.batches);
        batches
            .iter()
            .filter(|(_, batch)| !batch.is_empty())
            .try_for_each(|(made, batch)| self.write(*made, batch))
    }

    fn write(&mut self, made: Made, batch: &[Row]) -> Result<(), ExportError> {
        self.out.write_all(b"UNWIND [\n")?;
        for (number, row) in batch.iter().enumerate() {
            let separator = if number + 1 < batch.len() { "," } else { "" };
            writeln!(self.out, "  {{{}}}{separator}", row.text)?;
        }
        let keys = batch.iter().take(1).flat_map(|row| &row.keys);
        let is_end = |key: &&&str| matches!(made, Made::Edge(..)) && matches!(**key, "source" | "target");
        let properties: Vec<String> =
            keys.filter(|key| !is_end(key)).map(|key| format!("{key}: row.{key}")).collect();
        let properties =
            if properties.is_empty() { String::new() } else { format!(" {{{}}}", properties.join(", ")) };
        match made {
            Made::Node(label) => writeln!(self.out, "] AS row\nCREATE (:{label}{properties});")?,
            Made::Edge(relationship, from, to) => writeln!(
                self.out,
                "] AS row\nMATCH (a:{from} {{id: row.source}}), (b:{to} {{id: row.target}})\nCREATE (a)-[:{relationship}{properties}]->(b);"
            )?,
        }
        Ok(())
    }
}

/// A text as a literal.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\0'..'\u{20}' => {
                write!(quoted, "\\u{:04x}", character as u32).expect("writing to a String cannot fail");
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn literals_end_where_they_should() {
        assert_eq!(quoted(r"it's a \ path"), r"'it\'s a \\ path'");
        assert_eq!(quoted("two\nlines\u{1}é"), r"'two\nlines\u0001é'");
    }
}
