//! Trees in turmoil, watched.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;
use engine::Backend;
use trials::Program;
use trials::live::{Live, LiveReport, Replay};

/// Changes copies of repositories in every way that there is while `magellan watch` follows them, asks meanwhile, and compares
/// with a cold index whenever all is quiet.
#[derive(Args)]
pub(crate) struct LiveTrial {
    /// Repositories; they are copied and stay as they are.
    #[arg(required = true)]
    repositories: Vec<PathBuf>,
    /// How many operations on each.
    #[arg(long, default_value_t = 2_000)]
    operations: usize,
    /// After so many it is waited until all is quiet.
    #[arg(long, default_value_t = 50)]
    every: usize,
    /// How many processes ask all the time.
    #[arg(long, default_value_t = 2)]
    askers: usize,
    /// A watcher that gets no further for so many seconds has failed.
    #[arg(long, default_value_t = 60)]
    patience: u64,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// `sqlite`, `native` or `both`.
    #[arg(long, default_value = "both")]
    backend: String,
    /// The program [default: the one beside this].
    #[arg(long)]
    program: Option<PathBuf>,
}

impl LiveTrial {
    /// Runs all; fails when something was found.
    pub(crate) fn run(&self) -> Result<()> {
        let program = crate::parity::program(self.program.as_deref())?;
        println!(
            "| repository | store | operations | batches | checks | answers | longest way to rest, s | findings |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        let mut found = 0;
        for repository in &self.repositories {
            for backend in backends(&self.backend)? {
                let report = self.one(&program, backend, repository)?;
                found += report.findings.len();
                tell(&report, self.seed);
            }
        }
        ensure!(found == 0, "{found} findings (seed {})", self.seed);
        Ok(())
    }

    fn one(&self, program: &Program, backend: &'static Backend, tree: &Path) -> Result<LiveReport> {
        let live = Live {
            program,
            backend,
            tree,
            operations: self.operations,
            every: self.every,
            askers: self.askers,
            patience: Duration::from_secs(self.patience),
            seed: self.seed,
        };
        let report = live.run()?;
        println!(
            "| {} | {} | {} | {} | {} | {} | {:.1} | {} |",
            name(tree),
            backend.name,
            report.operations,
            report.batches,
            report.checks,
            report.answers,
            report.longest.as_secs_f64(),
            report.findings.len()
        );
        Ok(report)
    }
}

/// Findings with everything that led to them.
fn tell(report: &LiveReport, seed: u64) {
    for (number, done) in report.log.iter().enumerate() {
        eprintln!("{number}: {done}");
    }
    for finding in &report.findings {
        eprintln!("finding (seed {seed}): {finding}");
    }
    if let Some(kept) = &report.kept {
        eprintln!("tree and databases are kept in {}", kept.display());
    }
}

/// The kinds of stores of this name, or all.
pub(crate) fn backends(name: &str) -> Result<Vec<&'static Backend>> {
    if name == "both" || name == "all" {
        return Ok(engine::BACKENDS.to_vec());
    }
    Ok(vec![engine::backend_named(name).with_context(|| format!("there is no kind of store `{name}`"))?])
}

/// Replays histories while a watcher follows, and prints a table; fails when it differs from a cold index.
pub(crate) fn replay(
    program: Option<&Path>,
    repositories: &[PathBuf],
    (commits, every): (usize, usize),
    backend: &str,
) -> Result<()> {
    let program = crate::parity::program(program)?;
    println!("| repository | store | commits | batches | checks | s | findings |");
    println!("|---|---|---|---|---|---|---|");
    let mut findings = Vec::new();
    for repository in repositories {
        for backend in backends(backend)? {
            let patience = Duration::from_secs(60);
            let repository = repository.canonicalize().with_context(|| repository.display().to_string())?;
            let replay =
                Replay { program: &program, backend, repository: &repository, commits, every, patience };
            let report = replay.run()?;
            println!(
                "| {} | {} | {} | {} | {} | {} | {} |",
                name(&repository),
                backend.name,
                report.commits,
                report.batches,
                report.checks,
                report.took.as_secs(),
                report.findings.len()
            );
            findings.extend(report.findings);
        }
    }
    findings.iter().for_each(|finding| eprintln!("finding: {finding}"));
    ensure!(findings.is_empty(), "{} findings", findings.len());
    Ok(())
}

/// What a repository is called in tables.
fn name(tree: &Path) -> String {
    tree.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
