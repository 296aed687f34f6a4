//! What all commands that write have in common: how long they wait for others, what they note of themselves, what they tell.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use engine::{
    Database, EngineError, IndexOptions, IndexReport, Invocation, PathState, PathStates, Progress, RepoPath,
    Silent, WriteTerms,
};
use wire::{ErrorCode, IndexAnswer, NamedEntry};

use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::{commands, database};

/// How long to wait.
#[derive(Args, Debug, Clone, Copy)]
pub(super) struct Waiting {
    /// Wait for another process that writes the database, at most so many seconds; 0 does not wait
    #[arg(long, value_name = "SECONDS", default_value_t = IndexOptions::default().patience.as_secs())]
    wait: u64,
}

impl Waiting {
    /// The options of a command that waits so long.
    pub(super) fn options(self, command: &str) -> IndexOptions {
        IndexOptions {
            patience: Duration::from_secs(self.wait),
            invocation: invocation(command),
            ..IndexOptions::default()
        }
    }

    /// The same for a command that rewrites a database.
    pub(super) fn terms(self, command: &str) -> WriteTerms {
        WriteTerms { patience: Duration::from_secs(self.wait), invocation: Some(invocation(command)) }
    }
}

/// What the user asked for: `command` with the arguments as given, without the program's name and the command's.
pub(super) fn invocation(command: &str) -> Invocation {
    let mut arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == command) {
        arguments.remove(at);
    }
    Invocation { command: command.to_owned(), arguments }
}

/// Does something that writes, with progress where it is wanted, and tells what was done.
pub(super) struct Task<'a> {
    /// The command that is answered for.
    pub(super) command: &'static str,
    /// The database.
    pub(super) db: &'a Path,
    pub(super) output: &'a Output,
}

impl Task<'_> {
    /// Does it to the whole of the database.
    pub(super) fn run(
        &self,
        work: impl FnOnce(&dyn Progress) -> Result<IndexReport, EngineError>,
    ) -> Result<ExitCode, Failure> {
        let started = Instant::now();
        let report = self.progress(work)?;
        self.tell(IndexAnswer::new(self.db.display().to_string(), &report), started)
    }

    /// Does it to paths that a user named, and tells what became of each. Nothing is done when `is_subject` holds for none of them; the others
    /// are remarked.
    pub(super) fn run_on(
        &self,
        given: &[PathBuf],
        is_subject: impl Fn(&Meant) -> bool,
        work: impl FnOnce(&[RepoPath], &dyn Progress) -> Result<IndexReport, EngineError>,
    ) -> Result<ExitCode, Failure> {
        let started = Instant::now();
        let meant = meant(self.db, given)?;
        if !meant.iter().any(is_subject) {
            return Err(nothing_there(&meant));
        }
        let paths: Vec<RepoPath> = meant.iter().map(|meant| meant.path.clone()).collect();
        let report = self.progress(|progress| work(&paths, progress))?;
        let mut answer = IndexAnswer::new(self.db.display().to_string(), &report);
        let database = Database::open(self.db)?;
        let after = PathStates::of(database.snapshot());
        let entry = |meant: &Meant| {
            let state = after.state(&meant.path).map_err(database::failed)?;
            Ok(NamedEntry::new(&meant.path, &meant.before, state))
        };
        answer.named = meant.iter().map(entry).collect::<Result<_, Failure>>()?;
        self.tell(answer, started)
    }

    fn progress(
        &self,
        work: impl FnOnce(&dyn Progress) -> Result<IndexReport, EngineError>,
    ) -> Result<IndexReport, Failure> {
        if self.output.is_quiet() { Ok(work(&Silent)?) } else { Ok(work(&Bar::of_index())?) }
    }

    fn tell(&self, answer: IndexAnswer, started: Instant) -> Result<ExitCode, Failure> {
        let elapsed = started.elapsed().as_secs_f64();
        let quiet = self.output.is_quiet();
        self.output.answer(&commands::envelope(self.command, answer), |out, answer| {
            if quiet { Ok(()) } else { summary(out, answer, elapsed) }
        })
    }
}

/// A path that a user named.
pub(super) struct Meant {
    path: RepoPath,
    exists: bool,
    before: PathState,
}

impl Meant {
    /// Whether there is something of this name, in the tree or in the index.
    pub(super) fn is_something(&self) -> bool {
        self.exists || self.is_indexed()
    }

    /// Whether the index has it, or something below it.
    pub(super) fn is_indexed(&self) -> bool {
        matches!(self.before, PathState::Indexed | PathState::Directory(_))
    }
}

/// What is meant by the paths that a user named, each once, in order.
fn meant(db: &Path, given: &[PathBuf]) -> Result<Vec<Meant>, Failure> {
    let database = Database::open(db)?;
    let (states, current) = (PathStates::of(database.snapshot()), database::current_directory()?);
    let one = |given: &PathBuf| -> Result<Meant, Failure> {
        let named = database.path_in_tree(&states, given, &current)?;
        let before = states.state(&named.path).map_err(database::failed)?;
        Ok(Meant { path: named.path, exists: named.exists, before })
    };
    let mut meant = given.iter().map(one).collect::<Result<Vec<_>, _>>()?;
    meant.sort_by(|a, b| a.path.cmp(&b.path));
    meant.dedup_by(|a, b| a.path == b.path);
    Ok(meant)
}

fn nothing_there(meant: &[Meant]) -> Failure {
    let paths: Vec<&str> = meant.iter().map(|meant| meant.path.as_str()).collect();
    let message = match meant {
        [meant] if meant.exists => format!("{} is not in the index", meant.path),
        [meant] => format!("{} is neither in the tree nor in the index", meant.path),
        _ => format!("none of {} is in the index", paths.join(", ")),
    };
    Failure::new(ErrorCode::FileNotIndexed, message)
        .hint("see `magellan files`, and `magellan files --skipped` for what was left out")
}

fn summary(out: &mut dyn Write, answer: &IndexAnswer, seconds: f64) -> io::Result<()> {
    if answer.unchanged {
        writeln!(out, "nothing changed: {} files as indexed", answer.files_unchanged)?;
    } else {
        let IndexAnswer {
            files_written: written, files_unchanged: unchanged, files_removed: removed, ..
        } = answer;
        let resolved = answer.files_resolved;
        writeln!(
            out,
            "{written} files written, {unchanged} unchanged, {removed} removed, {resolved} resolved"
        )?;
    }
    answer.named.iter().try_for_each(|named| remark(out, named))?;
    super::status::languages(out, &answer.languages)?;
    super::status::skipped(out, &answer.skipped)?;
    writeln!(out, "digest   {}", answer.digest)?;
    writeln!(out, "database {}", answer.database)?;
    writeln!(out, "time     {seconds:.2} s")
}

/// A line on a path that was named, where its name does not say what became of it.
fn remark(out: &mut dyn Write, named: &NamedEntry) -> io::Result<()> {
    let NamedEntry { path, state, reason, .. } = named;
    match (*state, reason) {
        ("skipped", Some(reason)) => writeln!(out, "{path} is not indexed: {reason}"),
        ("unknown", _) => writeln!(out, "{path} is neither in the tree nor in the index"),
        _ => Ok(()),
    }
}
