//! Reading the execution log, and telling runs that go on from those whose process is gone.

use std::ops::ControlFlow;
use std::path::Path;

use store::writer::{self, Holder, WATCHER, WRITER};
use store::{RunOutcome, RunRecord};

use crate::database::Database;
use crate::error::EngineError;
use crate::run_log;

/// What is said of a run that has no end and whose process is gone.
const INTERRUPTED: &str = "interrupted";

/// A run of the execution log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedRun {
    /// As it was noted.
    pub record: RunRecord,
    /// How it ended: the name of its [`RunOutcome`], or `interrupted` when it has no end and its process, which ran on this machine, is gone.
    pub outcome: &'static str,
}

impl LoggedRun {
    /// Whether it did not do what it was asked to: it failed, or its process is gone.
    pub fn is_failure(&self) -> bool {
        self.record.outcome == RunOutcome::Failed || self.outcome == INTERRUPTED
    }
}

/// The execution log of a database, newest run first. Creates nothing and waits for nobody.
///
/// # Errors
/// When the log cannot be read.
pub fn log(db: &Database) -> Result<Vec<LoggedRun>, EngineError> {
    let holders = [WRITER, WATCHER].map(|suffix| writer::holder(db.path(), suffix));
    let here = run_log::host();
    let mut runs = Vec::new();
    db.snapshot().runs(&mut |record| {
        let is_gone = record.outcome == RunOutcome::Unfinished
            && record.host == here
            && !holders.iter().flatten().any(|holder| is_of(holder, &record))
            && !is_alive(&record);
        let outcome = if is_gone { INTERRUPTED } else { record.outcome.as_str() };
        runs.push(LoggedRun { record, outcome });
        ControlFlow::Continue(())
    })?;
    runs.reverse();
    Ok(runs)
}

fn is_of(holder: &Holder, run: &RunRecord) -> bool {
    holder.process == run.process && holder.host == run.host
}

/// Whether the process of a run on this machine is there still. Numbers of processes are used again: one that began after the run
/// is another.
fn is_alive(run: &RunRecord) -> bool {
    /// Both times are rounded, the system's to its ticks and to seconds since it was started.
    const TOLERANCE_MS: u64 = 2_000;
    if !Path::new("/proc/self/stat").exists() {
        // Here only locks tell.
        return false;
    }
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{}/stat", run.process)) else { return false };
    let began = booted_ms().zip(ticks_at_start(&stat)).map(|(booted, ticks)| {
        let a_second = rustix::param::clock_ticks_per_second();
        booted + ticks * 1_000 / a_second.max(1)
    });
    began.is_none_or(|began| began <= run.started_ms.saturating_add(TOLERANCE_MS))
}

/// When the system was started, in milliseconds since 1970.
fn booted_ms() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/stat").ok()?;
    let seconds: u64 = text.lines().find_map(|line| line.strip_prefix("btime "))?.trim().parse().ok()?;
    Some(seconds * 1_000)
}

/// The ticks after the start of the system at which a process began: entry 22, counted behind the name, which may hold anything.
fn ticks_at_start(stat: &str) -> Option<u64> {
    let (_, behind) = stat.rsplit_once(") ")?;
    behind.split_whitespace().nth(19)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{is_alive, run_log, ticks_at_start};
    use crate::run_log::Invocation;

    #[test]
    fn the_start_of_a_process_is_read_behind_its_name() {
        let stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 4521767 5124096 619 18446744073709551615";
        assert_eq!(ticks_at_start(stat), Some(4_521_767));
        assert_eq!(ticks_at_start("nonsense"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_that_began_after_a_run_is_another() {
        let mine = run_log::begin(&Invocation::default());
        assert!(is_alive(&mine));
        let earlier = store::RunRecord { started_ms: 0, ..mine.clone() };
        assert!(!is_alive(&earlier), "this process began after 1970");
        let gone = store::RunRecord { process: u32::MAX, ..mine };
        assert!(!is_alive(&gone));
    }
}
