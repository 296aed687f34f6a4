//! `magellan doctor`

mod health;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use engine::query::{SiteRef, Views};
use wire::{Example, ResolveDiagnosis, ResolveFinding};

use super::writing::Waiting;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Check the database; or tell what keeps the index from knowing more
///
/// Looks at the structure of the file, at the facts, sources and outcomes of every file in it, and whether all indexes, edges
/// and digests are what these say. Exit status 1 when something is wrong.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Doctor {
    #[command(subcommand)]
    topic: Option<Topic>,
    /// Write everything anew that follows from what is sound, and say what does not
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    waiting: Waiting,
}

#[derive(Subcommand, Debug)]
enum Topic {
    Resolve(Resolve),
}

/// Tell why references are not resolved, the most frequent reasons first
///
/// By reason and language, with what is named most often, an example, and what would help. Reads the facts of every file.
#[derive(Args, Debug)]
struct Resolve {
    /// Name at most so many modules, packages or names of each problem
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
}

impl Doctor {
    /// Checks the database, or tells about one topic.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        match &self.topic {
            Some(Topic::Resolve(resolve)) => resolve.run(global, output),
            None => health::run(self.fix, self.waiting, global, output),
        }
    }
}

impl Resolve {
    fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let views = Views::new(db.snapshot());
        let diagnosis = engine::diagnose(&db, self.limit)?;
        let place = |site: &SiteRef| -> Result<Example, Failure> {
            let view = views.file(&site.path).map_err(database::failed)?;
            let at = view.locate(view.facts.site(site.site).span).start;
            Ok(Example { path: site.path.to_string(), line: at.line, col: at.column })
        };
        let answer = ResolveDiagnosis::new(&diagnosis, &place)?;
        commands::tell(&db, output, commands::envelope("doctor-resolve", answer), human)
    }
}

fn human(out: &mut dyn Write, answer: &ResolveDiagnosis) -> io::Result<()> {
    let counts = &answer.outcomes;
    let unresolved: u64 = counts.unresolved.values().sum();
    writeln!(
        out,
        "{} sites in {} files: {} resolved, {} dispatch, {} candidates, {} external, {} local, {unresolved} unresolved",
        counts.total,
        answer.files,
        counts.resolved,
        counts.dispatch,
        counts.candidates,
        counts.external,
        counts.local
    )?;
    if answer.unresolved_files > 0 {
        writeln!(out, "{} files are not resolved: run `magellan index`", answer.unresolved_files)?;
    }
    answer.findings.iter().try_for_each(|finding| one(out, finding))
}

fn one(out: &mut dyn Write, finding: &ResolveFinding) -> io::Result<()> {
    writeln!(
        out,
        "\n{} × {} ({}), as at {}",
        finding.sites,
        finding.problem,
        finding.language,
        shown(&finding.example)
    )?;
    writeln!(out, "  {}", finding.advice)?;
    for subject in &finding.subjects {
        writeln!(out, "  {:>8}  {}  {}", subject.sites, subject.name, shown(&subject.example))?;
    }
    if finding.more_subjects > 0 {
        writeln!(out, "            {} more", finding.more_subjects)?;
    }
    Ok(())
}

fn shown(example: &Example) -> String {
    format!("{}:{}:{}", example.path, example.line, example.col)
}
