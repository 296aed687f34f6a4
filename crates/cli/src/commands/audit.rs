//! `magellan audit`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use engine::query::Views;
use engine::{AuditQuery, ScipInput};
use wire::{AuditAnswer, Disagreement, Score};

use super::{import, rich};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Measure the index against what a compiler says
///
/// Compares every reference that the SCIP index judges with what the rules made of it, and imports nothing. Precision: of what is resolved, how
/// much is what the compiler says. Recall: of what the compiler places in the repository, how much is resolved to it or has it in a
/// proved set. Files that have changed between the two are refused and counted.
#[derive(Args, Debug)]
pub(crate) struct Audit {
    /// The compiler's index, in SCIP
    #[arg(long, value_name = "FILE")]
    oracle: PathBuf,
    /// The directory of the tree that the paths of the index are relative to [default: its own root if that is in the tree, else the root]
    #[arg(long, value_name = "DIR")]
    under: Option<String>,
    /// List at most so many disagreements, and lines of each table
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Exit status 1 when precision is below this share
    #[arg(long, value_name = "SHARE", value_parser = share)]
    fail_under_precision: Option<f64>,
    /// Exit status 1 when recall is below this share
    #[arg(long, value_name = "SHARE", value_parser = share)]
    fail_under_recall: Option<f64>,
}

/// Exit status of a gate that is not held.
const NEGATIVE: u8 = 1;

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share is a number from 0 to 1".to_owned())
}

impl Audit {
    /// Measures and tells.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let input = ScipInput { file: self.oracle.clone(), under: self.under.clone() };
        let audit = engine::audit(&db, &AuditQuery { input, limit: self.limit })?;
        let views = Views::new(db.snapshot());
        let mut answer = AuditAnswer::new(&views, &audit, self.limit).map_err(database::failed)?;
        let gates = [
            (self.fail_under_precision, audit.all.precision()),
            (self.fail_under_recall, audit.all.recall()),
        ];
        let asked = gates.iter().any(|(gate, _)| gate.is_some());
        let held = gates.iter().all(|(gate, reached)| gate.is_none_or(|gate| *reached >= gate));
        answer.passed = asked.then_some(held);
        let mut envelope = commands::envelope("audit", answer);
        envelope.total = Some(audit.disagreements_total);
        envelope.truncated = Some(audit.disagreements_total > audit.disagreements.len() as u64);
        let limit = self.limit;
        let status = commands::tell(&db, output, envelope, |out, answer| {
            human(out, answer, limit, audit.disagreements_total)
        })?;
        Ok(if held { status } else { ExitCode::from(NEGATIVE) })
    }
}

fn human(out: &mut dyn Write, answer: &AuditAnswer, limit: usize, total: u64) -> io::Result<()> {
    writeln!(out, "against {} files of {}", answer.files, answer.oracle)?;
    import::refused(out, &answer.refused)?;
    line(out, "all", &answer.all)?;
    for (what, scores) in [
        ("language", &answer.by_language),
        ("rule", &answer.by_rule),
        ("role", &answer.by_role),
        ("directory", &answer.by_directory),
    ] {
        table(out, what, scores, limit)?;
    }
    for (language, score) in &answer.definitions {
        writeln!(out, "definitions, {language}: {} found, {} missed", score.found, score.missed)?;
    }
    writeln!(out, "not scored: {}", answer.unscored)?;
    answer.disagreements.iter().try_for_each(|one| differ(out, one))?;
    match total - answer.disagreements.len() as u64 {
        0 => Ok(()),
        more => writeln!(out, "{more} more disagreements"),
    }
}

/// The lines of a table in which most is wrong or missed, first.
fn table(out: &mut dyn Write, what: &str, scores: &BTreeMap<String, Score>, limit: usize) -> io::Result<()> {
    let tells = |score: &Score| score.in_repository + score.wrong > 0;
    let mut lines: Vec<_> = scores.iter().filter(|(_, score)| tells(score)).collect();
    lines.sort_by_key(|(key, score)| (std::cmp::Reverse(score.wrong + score.missed), *key));
    writeln!(out, "by {what}")?;
    lines.iter().take(limit).try_for_each(|(key, score)| line(out, &format!("  {key}"), score))?;
    match lines.len().saturating_sub(limit) {
        0 => Ok(()),
        more => writeln!(out, "  {more} more"),
    }
}

fn line(out: &mut dyn Write, what: &str, score: &Score) -> io::Result<()> {
    let Score { in_repository, correct, wrong, dispatch, missed, precision, recall, .. } = score;
    writeln!(
        out,
        "{what}: precision {precision:.4}, recall {recall:.4}  ({in_repository} sites: {correct} correct, {dispatch} dispatch, {missed} missed; {wrong} wrong)"
    )
}

fn differ(out: &mut dyn Write, one: &Disagreement) -> io::Result<()> {
    write!(out, "{}  {}:{}:{} `{}`  {}", one.kind, one.path, one.line, one.column, one.name, one.ours)?;
    one.our_targets.iter().take(1).try_for_each(|target| write!(out, " → {}", rich::target(target)))?;
    write!(out, "  | {}", one.theirs)?;
    one.their_places
        .iter()
        .take(2)
        .try_for_each(|place| write!(out, " {}:{}:{}", place.path, place.line, place.column))?;
    writeln!(out)
}
