//! What questions are asked about: symbols, references and files, picked evenly over an index.

use std::path::Path;

use serde_json::Value;

use crate::error::TrialError;
use crate::program::Program;

/// What to ask about.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    pub(super) symbols: Vec<Symbol>,
    /// As `path:line:column`.
    pub(super) sites: Vec<String>,
    pub(super) files: Vec<String>,
}

/// A symbol, as it can be named.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) fqn: String,
    pub(super) kind: String,
    pub(super) language: String,
    pub(super) path: String,
    pub(super) line: u64,
}

/// Picks so many symbols, references and files from the index at `db`, spread over all of it; the same for the same index.
///
/// # Errors
/// When the index cannot be exported.
pub fn subjects(program: &Program, root: &Path, db: &str, count: usize) -> Result<Subjects, TrialError> {
    let said = program.run(root, &["export", "--no-calls", "--db", db])?;
    if said.status != Some(0) {
        return Err(TrialError::Broken(format!("export of {db}: {}", said.stderr)));
    }
    let row = |line| {
        serde_json::from_str::<Value>(line).map_err(|error| TrialError::Broken(format!("{error}: {line}")))
    };
    let (mut symbols, mut sites, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for line in said.stdout.lines() {
        // The type stands first; most rows are never looked at again.
        match line.split('"').nth(3) {
            Some("symbol") => symbols.push(line),
            Some("reference") => sites.push(line),
            Some("file") => files.push(line),
            _ => {}
        }
    }
    Ok(Subjects {
        symbols: spread(&symbols, count)
            .map(|line| Ok(symbol(&row(line)?)))
            .collect::<Result<_, TrialError>>()?,
        sites: spread(&sites, count).map(|line| Ok(site(&row(line)?))).collect::<Result<_, TrialError>>()?,
        files: spread(&files, count.div_ceil(4))
            .map(|line| Ok(text(&row(line)?, "path")))
            .collect::<Result<_, TrialError>>()?,
    })
}

/// So many of a list, or all, evenly apart.
fn spread<'a>(all: &'a [&'a str], count: usize) -> impl Iterator<Item = &'a str> {
    let count = count.min(all.len());
    (0..count).map(move |number| all[number * all.len() / count])
}

fn symbol(row: &Value) -> Symbol {
    Symbol {
        id: text(row, "symbol_id"),
        name: text(row, "name"),
        fqn: text(row, "display_fqn"),
        kind: text(row, "kind"),
        language: text(row, "language"),
        path: text(row, "path"),
        line: row["start_line"].as_u64().unwrap_or(1),
    }
}

fn site(row: &Value) -> String {
    let number = |key: &str| row[key].as_u64().unwrap_or_default();
    format!("{}:{}:{}", text(row, "path"), number("start_line"), number("start_col"))
}

fn text(row: &Value, key: &str) -> String {
    row[key].as_str().unwrap_or_default().to_owned()
}
