//! Fact blocks: whole tables, compared line by line and rewritten on demand.

use model::facts::FileFacts;

use crate::dump::{TABLES, facts_text, table_text};

pub(super) use super::annotations::is_assertion as looks_like_assertion;

/// A block of facts in a document.
pub(super) struct FactsBlock<'a> {
    /// Line of its fence.
    pub(super) line: usize,
    tables: Vec<&'a str>,
    lines: Vec<&'a str>,
}

impl<'a> FactsBlock<'a> {
    /// A block with this info string: `facts` and the tables that it shows, or `all`.
    pub(super) fn new(info: &'a str, line: usize, lines: Vec<&'a str>) -> Result<Self, String> {
        let tables: Vec<&str> = info.split_whitespace().skip(1).collect();
        let known = |table: &&&str| !TABLES.contains(table) && **table != "all";
        match tables.iter().find(known) {
            Some(unknown) => Err(format!("no table is called {unknown}")),
            None if tables.is_empty() => Err(format!("say which tables: all, {}", TABLES.join(", "))),
            None => Ok(Self { line, tables, lines }),
        }
    }

    /// Whether it shows this table.
    pub(super) fn shows(&self, table: &str) -> bool {
        self.tables.iter().any(|&shown| shown == table || shown == "all")
    }

    /// What should stand in it: the rows of one table, or several tables under their names.
    fn text(&self, facts: &FileFacts, source: &str) -> String {
        match self.tables[..] {
            ["all"] => facts_text(facts, source),
            [table] => table_text(facts, source, table).unwrap_or_default(),
            _ => self.tables.iter().map(|table| titled(facts, source, table)).collect(),
        }
    }
}

fn titled(facts: &FileFacts, source: &str, table: &str) -> String {
    let rows = table_text(facts, source, table).unwrap_or_default();
    rows.lines().fold(format!("{table}\n"), |text, row| text + "  " + row + "\n")
}

/// New contents of blocks.
pub(super) struct Edits {
    bless: bool,
    /// Line of the fence, lines between the fences now, text to be put there.
    edits: Vec<(usize, usize, String)>,
}

impl Edits {
    pub(super) fn new(bless: bool) -> Self {
        Self { bless, edits: Vec::new() }
    }

    /// Compares a block with the facts. The message shows the lines in which they differ.
    pub(super) fn compare(
        &mut self,
        block: &FactsBlock<'_>,
        facts: &FileFacts,
        source: &str,
    ) -> Result<(), String> {
        let actual = block.text(facts, source);
        if actual.lines().eq(block.lines.iter().copied()) {
            return Ok(());
        }
        if self.bless {
            self.edits.push((block.line, block.lines.len(), actual));
            return Ok(());
        }
        Err(difference(&block.lines, &actual.lines().collect::<Vec<_>>()))
    }

    /// The document with all edits made.
    pub(super) fn apply(mut self, text: &str) -> String {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        self.edits.sort_by_key(|(line, ..)| std::cmp::Reverse(*line));
        for (line, count, actual) in &self.edits {
            lines.splice(line..&(line + count), actual.split_inclusive('\n'));
        }
        lines.concat()
    }
}

/// Lines of one side that the other lacks.
fn difference(expected: &[&str], actual: &[&str]) -> String {
    let mut lines = vec!["facts differ (BLESS=1 rewrites them)".to_owned()];
    let lacking = |side: &[&str], line: &&&str| !side.contains(*line);
    lines.extend(expected.iter().filter(|line| lacking(actual, line)).map(|line| format!("  - {line}")));
    lines.extend(actual.iter().filter(|line| lacking(expected, line)).map(|line| format!("  + {line}")));
    if lines.len() == 1 {
        lines.push("  the same lines in another order or number".to_owned());
    }
    lines.join("\n")
}
