//! `magellan log`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::LoggedRun;
use wire::{LogAnswer, RunEntry};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List what has written the index, the newest run first
///
/// With the time in UTC, the arguments as they were given, how it ended and what it did. A run is `done`, `stopped` (it was asked to end),
/// `failed`, `unfinished` (it goes on) or `interrupted` (it has no end, and its process is gone). The newest thousand runs are kept.
#[derive(Args, Debug)]
pub(crate) struct Log {
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Only runs of this command: index, watch, refresh, …
    #[arg(long, value_name = "NAME")]
    command: Option<String>,
    /// Only runs that failed or were interrupted
    #[arg(long)]
    failed: bool,
}

impl Log {
    /// Lists by time.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let mut runs = engine::log(&db)?;
        runs.retain(|run| self.wants(run));
        let shown = runs.len().min(self.limit);
        let entries = runs[..shown].iter().map(RunEntry::from).collect();
        let left = runs.len() - shown;
        let mut envelope = commands::envelope("log", LogAnswer { runs: entries });
        envelope.total = Some(runs.len() as u64);
        envelope.truncated = Some(left > 0);
        output.answer(&envelope, |out, answer| {
            answer.runs.iter().try_for_each(|run| line(out, run))?;
            if left > 0 { writeln!(out, "{left} more") } else { Ok(()) }
        })
    }

    fn wants(&self, run: &LoggedRun) -> bool {
        let is_named = self.command.as_ref().is_none_or(|command| *command == run.record.command);
        is_named && (!self.failed || run.is_failure())
    }
}

fn line(out: &mut dyn Write, run: &RunEntry) -> io::Result<()> {
    let RunEntry { command, arguments, started, outcome, counts, message, .. } = run;
    write!(out, "{started}  {outcome:<11}  {command}")?;
    arguments.iter().try_for_each(|argument| write!(out, " {}", quoted(argument)))?;
    let (written, removed, resolved) = (counts.files_written, counts.files_removed, counts.files_resolved);
    writeln!(out, "  ({written} written, {removed} removed, {resolved} resolved)")?;
    if message.is_empty() { Ok(()) } else { writeln!(out, "    {message}") }
}

/// An argument, in quotes where a shell would need them.
fn quoted(argument: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "-_./=:,@+".contains(char);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    // A line stays one, whatever was in the argument.
    let shown: String = argument.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    format!("'{}'", shown.replace('\'', r"'\''"))
}
