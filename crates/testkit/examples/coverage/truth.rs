//! What a compiler found: the rows that are scored, by the rules of the accuracy scorer.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::Value;

/// Rows that a judge lists but that are no name written for a definition, or that depend on an instantiation.
const UNSCORED: &[&str] = &["kw", "synthetic", "macro_body", "dependent", "ambiguous"];
const UNSCORED_ROLES: &[&str] = &["include", "module_specifier", "kwarg"];

/// A place: file, line from 1, column in bytes from 0.
pub(crate) type Place = (String, u32, u32);

/// A name that the compiler resolved inside the repository or to a local.
pub(crate) struct Reference {
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) is_local: bool,
    pub(crate) is_call: bool,
    pub(crate) role: String,
    /// What kind of definition it means.
    pub(crate) def_kind: String,
    /// Where that is, the main place first.
    pub(crate) targets: Vec<Place>,
}

/// A truth file.
#[derive(Default)]
pub(crate) struct Truth {
    pub(crate) language: String,
    /// The files that the compiler saw; nothing is said about others.
    pub(crate) files: BTreeSet<String>,
    pub(crate) references: Vec<Reference>,
}

impl Truth {
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let mut truth = Self::default();
        for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
            let row: Value = serde_json::from_str(&line?)?;
            if flag(&row, "meta") {
                truth.language = text(&row, "lang");
                let files = row["files"].as_array().into_iter().flatten();
                truth.files = files.filter_map(|file| file.as_str().map(str::to_owned)).collect();
            } else if is_scored(&row, &truth.language) {
                truth.references.extend(reference(&row));
            }
        }
        Ok(truth)
    }

    /// The language whose files are the only ones that count. JavaScript and TypeScript refer to each other, and so
    /// count together.
    pub(crate) fn only_language(&self) -> Option<&str> {
        Some(self.language.as_str()).filter(|language| !["js", "ts"].contains(language))
    }
}

fn is_scored(row: &Value, language: &str) -> bool {
    let elsewhere = ["def", "ext", "unres"].iter().any(|name| flag(row, name));
    let unscored = UNSCORED.iter().any(|name| flag(row, name));
    let role = text(row, "role");
    let into_declarations = language == "js" && text(row, "def_file").ends_with(".d.ts");
    !elsewhere && !unscored && !UNSCORED_ROLES.contains(&role.as_str()) && !into_declarations
}

fn reference(row: &Value) -> Option<Reference> {
    let mut targets: Vec<Place> = place(row, "def_file", "def_line", "def_col").into_iter().collect();
    targets.extend(row["alt"].as_array().into_iter().flatten().filter_map(alternative));
    Some(Reference {
        place: place(row, "file", "line", "col")?,
        name: text(row, "name"),
        is_local: flag(row, "local"),
        is_call: flag(row, "is_call"),
        role: text(row, "role"),
        def_kind: text(row, "def_kind"),
        targets,
    })
}

/// An equal place: a list of file, line and column, or an object of them.
fn alternative(value: &Value) -> Option<Place> {
    match value.as_array() {
        Some(list) => {
            Some((list.first()?.as_str()?.to_owned(), number(list.get(1)?)?, number(list.get(2)?)?))
        }
        None => place(value, "file", "line", "col"),
    }
}

fn place(row: &Value, file: &str, line: &str, column: &str) -> Option<Place> {
    Some((row[file].as_str()?.to_owned(), number(&row[line])?, number(&row[column])?))
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn flag(row: &Value, name: &str) -> bool {
    row[name].as_bool().unwrap_or(false)
}

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}
