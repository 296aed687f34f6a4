//! What a compiler found, as a file of JSON lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Result;
use flate2::read::GzDecoder;
use serde_json::Value;

/// Rows that a judge lists but that are no name written for a definition, or that depend on an instantiation.
const UNSCORED: &[&str] = &["kw", "synthetic", "macro_body", "dependent", "ambiguous"];
const UNSCORED_ROLES: &[&str] = &["include", "module_specifier", "kwarg"];

/// File, line from 1, column in bytes from 0.
pub(super) type Place = (String, u32, u32);
/// File and line: what a definition is recognised by.
pub(super) type Line = (String, u32);

/// A truth file.
#[derive(Default)]
pub(super) struct Truth {
    pub(super) language: String,
    files: BTreeSet<String>,
    /// Rows at one place are one site.
    pub(super) sites: BTreeMap<Place, Site>,
    pub(super) calls: BTreeMap<Place, Site>,
}

/// What the judge says of a place; rows can say several things of one.
#[allow(clippy::struct_excessive_bools, reason = "the truth has these flags, in any combination")]
#[derive(Clone, Default)]
pub(super) struct Site {
    pub(super) in_repository: bool,
    pub(super) external: bool,
    pub(super) local: bool,
    pub(super) unresolved: bool,
    /// Definitions that count as equal.
    pub(super) targets: BTreeSet<Line>,
}

impl Truth {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let mut truth = Self::default();
        for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
            let row: Value = serde_json::from_str(&line?)?;
            if flag(&row, "meta") {
                text(&row, "lang").clone_into(&mut truth.language);
                let files = row["files"].as_array().into_iter().flatten();
                truth.files = files.filter_map(|file| file.as_str().map(str::to_owned)).collect();
            } else if !flag(&row, "def") && truth.scores(&row) {
                truth.add(&row);
            }
        }
        if truth.files.is_empty() {
            truth.files = truth.sites.keys().map(|(file, ..)| file.clone()).collect();
        }
        Ok(truth)
    }

    /// Whether the judge saw this file.
    pub(super) fn judges(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    fn scores(&self, row: &Value) -> bool {
        let unscored = UNSCORED.iter().any(|name| flag(row, name));
        let into_declarations = self.language == "js" && text(row, "def_file").ends_with(".d.ts");
        !unscored && !UNSCORED_ROLES.contains(&text(row, "role")) && !into_declarations
    }

    fn add(&mut self, row: &Value) {
        let (Some(line), Some(column)) = (number(&row["line"]), number(&row["col"])) else { return };
        let place = (text(row, "file").to_owned(), line, column);
        if flag(row, "is_call") {
            self.calls.entry(place.clone()).or_default().add(row);
        }
        self.sites.entry(place).or_default().add(row);
    }
}

impl Site {
    fn add(&mut self, row: &Value) {
        if flag(row, "local") {
            self.local = true;
        } else if flag(row, "ext") {
            self.external = true;
        } else if flag(row, "unres") {
            self.unresolved = true;
        } else if let Some(file) = row["def_file"].as_str() {
            self.in_repository = true;
            self.targets.extend(number(&row["def_line"]).map(|line| (file.to_owned(), line)));
            self.targets.extend(row["alt"].as_array().into_iter().flatten().filter_map(alternative));
        }
    }
}

/// An equal place: a list that begins with file and line, or an object of them.
fn alternative(value: &Value) -> Option<Line> {
    let (file, line) = match value.as_array() {
        Some(list) => (list.first()?, list.get(1)?),
        None => (&value["file"], &value["line"]),
    };
    Some((file.as_str()?.to_owned(), number(line)?))
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn flag(row: &Value, name: &str) -> bool {
    row[name].as_bool().unwrap_or(false)
}

fn text<'r>(row: &'r Value, name: &str) -> &'r str {
    row[name].as_str().unwrap_or_default()
}
