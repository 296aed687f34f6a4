//! `magellan status`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use clap::Args;
use engine::{Database, EngineError, query};
use wire::{HolderEntry, LanguageOutcomes, LanguageSums, StatusAnswer, TreeChanges};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Tell what is in the index, how fresh it is, and who writes it
#[derive(Args, Debug)]
pub(crate) struct Status {
    /// Do not look at the tree
    #[arg(long)]
    quick: bool,
    /// Count how the references of each language ended; reads the outcomes of every file
    #[arg(long)]
    outcomes: bool,
}

impl Status {
    /// Tells about the database as a whole.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let mut answer = answer(&db, self.outcomes)?;
        if !self.quick {
            answer.tree = changes(&db, output)?;
        }
        output.answer(&commands::envelope("status", answer), human)
    }
}

/// How the tree differs; nothing but a remark when it is not there any more, since the index can be asked all the same.
fn changes(db: &Database, output: &Output) -> Result<Option<TreeChanges>, Failure> {
    match engine::tree_difference(db) {
        Ok(difference) => Ok(Some(TreeChanges::from(difference))),
        Err(EngineError::Source(error)) => {
            output.remark(&format!("note: the tree cannot be looked at: {error}"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn answer(db: &Database, with_outcomes: bool) -> Result<StatusAnswer, Failure> {
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
        format: meta.format.to_owned(),
        database_version: meta.schema_version,
        written_by: meta.tool_version.clone(),
        database_bytes: size.len(),
        digest: meta.digest().to_string(),
        revision: meta.revision.0,
        languages: languages.iter().map(LanguageSums::from).collect(),
        skipped,
        files_resolved: query::resolved_files(snapshot).map_err(database::failed)?,
        tree: None,
        watched_by: engine::watcher_of(db.path()).map(HolderEntry::from),
        written_now_by: engine::writer_of(db.path()).map(HolderEntry::from),
        outcomes: with_outcomes.then(|| by_language(db)).transpose()?,
    })
}

fn by_language(db: &Database) -> Result<Vec<LanguageOutcomes>, Failure> {
    let known = query::outcomes_by_language(db.snapshot()).map_err(database::failed)?;
    Ok(known.iter().map(|(language, outcomes)| LanguageOutcomes::new(language, outcomes)).collect())
}

fn human(out: &mut dyn Write, status: &StatusAnswer) -> io::Result<()> {
    let StatusAnswer { database, backend, format, database_version: layout, .. } = status;
    writeln!(out, "database {database} ({backend}: {format}, layout {layout})")?;
    writeln!(out, "root     {}", status.root)?;
    writeln!(out, "size     {} bytes, revision {}", status.database_bytes, status.revision)?;
    writeln!(out, "digest   {}", status.digest)?;
    freshness(out, status)?;
    languages(out, &status.languages)?;
    let files: u64 = status.languages.iter().map(|sums| sums.files).sum();
    writeln!(out, "resolved {} of {files} files", status.files_resolved)?;
    outcomes(out, status.outcomes.as_deref().unwrap_or_default())?;
    skipped(out, &status.skipped)
}

/// How the tree differs from what was indexed, and who sees to it.
fn freshness(out: &mut dyn Write, status: &StatusAnswer) -> io::Result<()> {
    match status.tree {
        Some(TreeChanges { changed: 0, new: 0, missing: 0 }) => writeln!(out, "tree     as indexed")?,
        Some(TreeChanges { changed, new, missing }) => writeln!(
            out,
            "tree     {changed} changed, {new} new, {missing} missing since indexing (`magellan refresh` updates)"
        )?,
        None => {}
    }
    let holders = [("watched", &status.watched_by), ("writing", &status.written_now_by)];
    for (word, holder) in holders {
        if let Some(HolderEntry { process, host, since, command }) = holder {
            writeln!(out, "{word}  by `magellan {command}`, process {process} on {host}, since {since}")?;
        }
    }
    Ok(())
}

/// A table of outcomes.
fn outcomes(out: &mut dyn Write, known: &[LanguageOutcomes]) -> io::Result<()> {
    if known.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "{:<12} {:>10} {:>10} {:>12} {:>10} {:>10} {:>12}",
        "language", "resolved", "dispatch", "candidates", "external", "local", "unresolved"
    )?;
    for LanguageOutcomes { language, sites, .. } in known {
        let unresolved: u64 = sites.unresolved.values().sum();
        writeln!(
            out,
            "{language:<12} {:>10} {:>10} {:>12} {:>10} {:>10} {unresolved:>12}",
            sites.resolved, sites.dispatch, sites.candidates, sites.external, sites.local
        )?;
    }
    Ok(())
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
