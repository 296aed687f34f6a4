//! Precision and recall of resolution, with compilers as judges.
//!
//! ```text
//! cargo xtask accuracy --truth DIR --repos DIR [NAME …]
//! ```
//!
//! `DIR/NAME.jsonl.gz` of the first directory is what a compiler found in `DIR/NAME` of the second.

mod score;
mod truth;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use testkit::linked::{DirManifests, Linked};
use testkit::resolved::{Order, resolve_all};

use self::score::{Answers, Score};
use self::truth::Truth;

/// What to compare.
#[derive(Args)]
pub(crate) struct Accuracy {
    /// Directory of truth files, `NAME.jsonl.gz`.
    #[arg(long)]
    truth: PathBuf,
    /// Directory of checked out repositories, `NAME`.
    #[arg(long)]
    repos: PathBuf,
    /// Repositories to compare; all that have a truth file when none is given.
    names: Vec<String>,
}

impl Accuracy {
    pub(crate) fn run(&self) -> Result<()> {
        println!("| language | repository | sites | precision | recall | calls | precision | recall |");
        println!("|---|---|---|---|---|---|---|---|");
        for name in self.names()? {
            let truth = Truth::read(&self.truth.join(format!("{name}.jsonl.gz")))
                .with_context(|| format!("reading the truth of {name}"))?;
            let answers = answers(&self.repos.join(&name), &truth)?;
            let (all, calls) = (Score::new(&truth, &answers, false), Score::new(&truth, &answers, true));
            println!("| {} | {name} | {all} | {calls} |", shown(&truth.language));
        }
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>> {
        if !self.names.is_empty() {
            return Ok(self.names.clone());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.truth).context("listing truth files")? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            names.extend(name.strip_suffix(".jsonl.gz").map(str::to_owned));
        }
        names.sort();
        ensure!(!names.is_empty(), "no truth file (NAME.jsonl.gz) in {}", self.truth.display());
        Ok(names)
    }
}

/// A language as the documentation calls it.
fn shown(language: &str) -> &str {
    match language {
        "js" => "javascript",
        "ts" => "typescript",
        "cpp" => "c++",
        other => other,
    }
}

/// What resolution says about the sites of the files that were judged.
fn answers(root: &Path, truth: &Truth) -> Result<Answers> {
    let linked = Linked::read(root, None).with_context(|| format!("reading {}", root.display()))?;
    let manifests = DirManifests::new(root)?;
    let resolved = resolve_all(&linked, &manifests, Order::Forward);
    let places = linked.places();
    let mut answers = Answers::default();
    for (unit, resolved) in linked.provider.units().iter().zip(&resolved) {
        let path = unit.placement.path.as_str();
        if !truth.judges(path) {
            continue;
        }
        for (site, outcome) in unit.facts.sites.iter().zip(&resolved.resolution.outcomes) {
            let at = linked.lines[unit.id.index()].position(site.span.start);
            let targets = resolved.resolution.targets_of(outcome).map(|id| &places[&id]);
            let targets = targets.map(|(path, at)| (path.as_str().to_owned(), at.line)).collect();
            answers.add((path.to_owned(), at.line, at.column), outcome.kind, targets);
        }
    }
    Ok(answers)
}
