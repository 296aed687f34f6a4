//! Facts as text: a line a row, positions as `line:column`, expressions and types written out.
//!
//! The text is for people and for comparisons. It is complete enough that facts which differ in meaning differ here,
//! and it leaves out what is at its default, so that a row stays short.

mod rows;
mod trees;

use model::facts::{Def, FileFacts};
use model::ids::DefId;
use model::span::{LineIndex, Span};

use self::trees::Trees;
pub(crate) use self::trees::{children, type_children};

/// The tables in the order in which [`facts_text`] shows them.
pub const TABLES: &[&str] = &[
    "defs",
    "scopes",
    "bindings",
    "imports",
    "types",
    "exprs",
    "sites",
    "flows",
    "conditions",
    "diagnostics",
];

/// All tables: the name of each on a line, its rows indented below.
///
/// Of `types` and `exprs` only those are rows that are not part of another one of theirs.
pub fn facts_text(facts: &FileFacts, source: &str) -> String {
    let mut lines = Vec::from_iter(facts.generated.then(|| "generated".to_owned()));
    for table in TABLES {
        lines.push((*table).to_owned());
        let rows = table_text(facts, source, table).unwrap_or_default();
        lines.extend(rows.lines().map(|row| format!("  {row}")));
    }
    lines.join("\n") + "\n"
}

/// The rows of one of [`TABLES`], a line each; `None` when there is no such table.
pub fn table_text(facts: &FileFacts, source: &str, table: &str) -> Option<String> {
    let dump = Dump { facts, lines: LineIndex::new(source.as_bytes()), trees: Trees { facts } };
    let rows: Vec<String> = match table {
        "defs" => dump.rows(&facts.defs, Dump::def),
        "scopes" => dump.rows(&facts.scopes, Dump::scope),
        "bindings" => dump.rows(&facts.bindings, |dump, _, binding| dump.binding(binding)),
        "imports" => dump.rows(&facts.imports, Dump::import),
        "types" => dump.trees.root_types(),
        "exprs" => dump.trees.root_exprs(),
        "sites" => dump.rows(&facts.sites, |dump, _, site| dump.site(site)),
        "flows" => dump.rows(&facts.flows, |dump, _, flow| dump.flow(flow)),
        "conditions" => dump.rows(&facts.conditions, |dump, _, condition| dump.condition(*condition)),
        "diagnostics" => dump.rows(&facts.diagnostics, |dump, _, diagnostic| dump.diagnostic(diagnostic)),
        _ => return None,
    };
    Some(rows.into_iter().map(|row| row + "\n").collect())
}

/// What writing a row needs.
struct Dump<'a> {
    facts: &'a FileFacts,
    lines: LineIndex,
    trees: Trees<'a>,
}

impl Dump<'_> {
    fn rows<T>(&self, table: &[T], row: impl Fn(&Self, usize, &T) -> String) -> Vec<String> {
        table.iter().enumerate().map(|(index, entry)| row(self, index, entry)).collect()
    }

    fn at(&self, offset: u32) -> String {
        let position = self.lines.position(offset);
        format!("{}:{}", position.line, position.column)
    }

    /// `3:4-8` within a line, `3:4-5:1` over several, `3:4` when empty.
    fn span(&self, span: Span) -> String {
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        match (span.is_empty(), start.line == end.line) {
            (true, _) => self.at(span.start),
            (_, true) => format!("{}:{}-{}", start.line, start.column, end.column),
            _ => format!("{}-{}", self.at(span.start), self.at(span.end)),
        }
    }

    /// The names of the definitions around one and its own, joined as the language does.
    fn path(&self, id: DefId) -> String {
        path(self.facts, id)
    }
}

/// See [`Dump::path`].
fn path(facts: &FileFacts, id: DefId) -> String {
    let Some(def) = facts.defs.get(id.index()) else { return format!("{id:?}!") };
    let own = own_segments(facts, def);
    match def.parent.filter(|parent| *parent < id) {
        Some(parent) => format!("{}{}{own}", path(facts, parent), facts.separator.text()),
        None => own,
    }
}

fn own_segments(facts: &FileFacts, def: &Def) -> String {
    let name = trees::quote(facts.text(def.name));
    match def.qualifier {
        Some(qualifier) => format!("{}{}{name}", facts.text(qualifier), facts.separator.text()),
        None => name,
    }
}

/// A row: words and `key=value` fields between single spaces.
struct Row(String);

impl Row {
    fn new(first: impl std::fmt::Display) -> Self {
        Self(first.to_string())
    }

    fn word(mut self, word: impl AsRef<str>) -> Self {
        if !word.as_ref().is_empty() {
            self.0.push(' ');
            self.0.push_str(word.as_ref());
        }
        self
    }

    /// Adds `key=value` when there is a value.
    fn field(self, key: &str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.word(format!("{key}={value}")),
            None => self,
        }
    }
}
