//! `magellan status`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use clap::Args;
use engine::Database;
use wire::{LanguageSums, StatusAnswer};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Tell what is in the index
#[derive(Args, Debug)]
pub(crate) struct Status {}

impl Status {
    /// Tells about the database as a whole.
    #[allow(clippy::unused_self, reason = "every command has the same form")]
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        output.answer(&commands::envelope("status", answer(&db)?), human)
    }
}

fn answer(db: &Database) -> Result<StatusAnswer, Failure> {
    let snapshot = db.snapshot();
    let meta = snapshot.meta().map_err(database::failed)?;
    let mut skipped = BTreeMap::new();
    let count = &mut |record: engine::SkippedRecord| {
        *skipped.entry(record.reason).or_insert(0) += 1;
        ControlFlow::Continue(())
    };
    snapshot.skipped(count).map_err(database::failed)?;
    let languages = snapshot.counts().map_err(database::failed)?;
    let size = std::fs::metadata(db.path())
        .map_err(|error| Failure::io(&db.path().display().to_string(), &error))?;
    Ok(StatusAnswer {
        database: db.path().display().to_string(),
        root: db.root().display().to_string(),
        backend: meta.backend.to_owned(),
        database_version: meta.schema_version,
        written_by: meta.tool_version.clone(),
        database_bytes: size.len(),
        digest: meta.digest().to_string(),
        revision: meta.revision.0,
        languages: languages.iter().map(LanguageSums::from).collect(),
        skipped,
    })
}

fn human(out: &mut dyn Write, status: &StatusAnswer) -> io::Result<()> {
    writeln!(out, "database {} ({}, layout {})", status.database, status.backend, status.database_version)?;
    writeln!(out, "root     {}", status.root)?;
    writeln!(out, "size     {} bytes, revision {}", status.database_bytes, status.revision)?;
    writeln!(out, "digest   {}", status.digest)?;
    languages(out, &status.languages)?;
    skipped(out, &status.skipped)
}

/// A table of sums.
pub(super) fn languages(out: &mut dyn Write, sums: &[LanguageSums]) -> io::Result<()> {
    if sums.is_empty() {
        return writeln!(out, "no files of a known language");
    }
    writeln!(
        out,
        "{:<12} {:>8} {:>10} {:>12} {:>12} {:>12}",
        "language", "files", "lines", "definitions", "sites", "diagnostics"
    )?;
    for sum in sums {
        let LanguageSums { language, files, lines, definitions, sites, diagnostics, .. } = sum;
        writeln!(
            out,
            "{language:<12} {files:>8} {lines:>10} {definitions:>12} {sites:>12} {diagnostics:>12}"
        )?;
    }
    Ok(())
}

/// What was not indexed, in a line.
pub(super) fn skipped(out: &mut dyn Write, skipped: &BTreeMap<String, u64>) -> io::Result<()> {
    if skipped.is_empty() {
        return Ok(());
    }
    let reasons: Vec<String> = skipped.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    writeln!(out, "skipped  {} (see `magellan files --skipped`)", reasons.join(", "))
}
