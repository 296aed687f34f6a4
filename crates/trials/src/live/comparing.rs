//! Two databases of one tree, compared in everything that is told of them.

use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;

use engine::Database;

use crate::error::TrialError;
use crate::program::Program;

/// How a database that followed differs from a cold one.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What differs.
    what: &'static str,
    /// Lines that only the one that followed has, the first few.
    followed: Vec<String>,
    /// Lines that only the cold one has, the first few.
    cold: Vec<String>,
}

/// How many lines of each are shown.
const SHOWN: usize = 12;

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} differ", self.what)?;
        for (name, lines) in [("followed", &self.followed), ("cold", &self.cold)] {
            lines.iter().try_for_each(|line| write!(out, "\n  only {name}: {line}"))?;
        }
        Ok(())
    }
}

/// Compares the exports of two databases byte for byte, and what they say is left out.
///
/// # Errors
/// When one of them cannot be read.
pub fn compare(
    program: &Program,
    root: &Path,
    followed: &Path,
    cold: &Path,
) -> Result<Option<Difference>, TrialError> {
    // The first line of an export is its digest, which says nothing of where a difference is.
    let text = |export: &str| export.split_once('\n').map(|(_, text)| text.to_owned()).unwrap_or_default();
    let exports = (export(program, root, followed)?, export(program, root, cold)?);
    if let Some(difference) = difference("exports", &text(&exports.0), &text(&exports.1)) {
        return Ok(Some(difference));
    }
    if let Some(difference) = difference("records of files", &records(followed)?, &records(cold)?) {
        return Ok(Some(difference));
    }
    Ok(difference("lists of what is left out", &skipped(followed)?, &skipped(cold)?))
}

fn export(program: &Program, root: &Path, db: &Path) -> Result<String, TrialError> {
    let shown = db.display().to_string();
    let said = program.run(root, &["export", "--format", "jsonl", "--db", &shown])?;
    if said.status == Some(0) {
        return Ok(said.stdout);
    }
    Err(TrialError::Broken(format!("export of {shown}: {}{}", said.stdout, said.stderr)))
}

/// What is kept of files beyond what is exported.
fn records(db: &Path) -> Result<String, TrialError> {
    let database = Database::open(db).map_err(|error| TrialError::Read { db: db.to_owned(), error })?;
    let mut lines = Vec::new();
    let read = database.snapshot().files(&mut |record| {
        let (path, flags, trusted) = (record.path, record.flags, record.resolved_by.is_some());
        lines.push(format!("{path} {flags:?} trusted {trusted} {:?}", record.digest));
        ControlFlow::Continue(())
    });
    read.map_err(TrialError::read(db))?;
    Ok(lines.join("\n"))
}

fn skipped(db: &Path) -> Result<String, TrialError> {
    let database = Database::open(db).map_err(|error| TrialError::Read { db: db.to_owned(), error })?;
    let mut lines = Vec::new();
    let read = database.snapshot().skipped(&mut |record| {
        lines.push(format!("{} {} {}", record.path, record.reason, record.detail));
        ControlFlow::Continue(())
    });
    read.map_err(TrialError::read(db))?;
    Ok(lines.join("\n"))
}

fn difference(what: &'static str, followed: &str, cold: &str) -> Option<Difference> {
    if followed == cold {
        return None;
    }
    let only = |one: &str, other: &str| {
        let known: std::collections::HashSet<&str> = other.lines().collect();
        one.lines().filter(|line| !known.contains(line)).take(SHOWN).map(str::to_owned).collect()
    };
    Some(Difference { what, followed: only(followed, cold), cold: only(cold, followed) })
}
