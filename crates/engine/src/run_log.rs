//! What is noted of runs that write: who ran what, when, and how it ended.

use std::path::Path;

use store::writer::Holder;
use store::{RunCounts, RunId, RunOutcome, RunRecord, WriteBatch};

use crate::error::EngineError;
use crate::tally::Tally;
use crate::{VERSION, backends, clock};

/// What a user asked for, as the execution log keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invocation {
    /// The command.
    pub command: String,
    /// Its arguments, as they were given.
    pub arguments: Vec<String>,
}

impl Default for Invocation {
    fn default() -> Self {
        Self { command: "index".to_owned(), arguments: Vec::new() }
    }
}

/// The record of a run that begins now.
pub(crate) fn begin(invocation: &Invocation) -> RunRecord {
    RunRecord {
        id: run_id(),
        command: invocation.command.clone(),
        arguments: invocation.arguments.clone(),
        process: std::process::id(),
        host: host(),
        started_ms: clock::now_ms(),
        ended_ms: None,
        outcome: RunOutcome::Unfinished,
        message: String::new(),
        counts: RunCounts::default(),
        tool_version: VERSION.to_owned(),
    }
}

/// Whoever takes a lock now.
pub(crate) fn holder(invocation: &Invocation) -> Holder {
    Holder {
        process: std::process::id(),
        host: host(),
        since_ms: clock::now_ms(),
        command: invocation.command.clone(),
    }
}

/// Counts what a batch did.
pub(crate) fn count(run: &mut RunRecord, tally: &Tally) {
    run.counts.batches += 1;
    run.counts.written += tally.written;
    run.counts.removed += tally.removed;
    run.counts.resolved += tally.resolved;
}

/// Notes that a run has ended.
pub(crate) fn end(run: &mut RunRecord, error: Option<&EngineError>) {
    run.ended_ms = Some(clock::now_ms());
    run.outcome = match error {
        None => RunOutcome::Done,
        Some(EngineError::Stopped) => RunOutcome::Stopped,
        Some(_) => RunOutcome::Failed,
    };
    run.message = error.map(ToString::to_string).unwrap_or_default();
}

/// Writes a run into the log of the database at `path`. A log that cannot be written keeps nobody from his work.
pub(crate) fn write(path: &Path, run: &RunRecord) {
    let Ok(format) = backends::detect_backend_format(path) else { return };
    let batch = WriteBatch { runs: vec![run.clone()], ..WriteBatch::default() };
    drop((format.backend.open)(path).and_then(|store| store.apply(batch)));
}

/// A new UUID of version 7.
fn run_id() -> RunId {
    RunId(*uuid::Uuid::now_v7().as_bytes())
}

pub(crate) fn host() -> String {
    let name = rustix::system::uname();
    name.nodename().to_string_lossy().into_owned()
}
