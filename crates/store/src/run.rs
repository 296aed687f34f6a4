//! The execution log: what was run on a store, by whom, and how it ended.

use std::fmt;

/// Identity of a run: a UUID of version 7.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RunId(pub [u8; 16]);

impl fmt::Display for RunId {
    /// As UUIDs are written: `8-4-4-4-12` hexadecimal characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RunOutcome {
    /// It has not, or its process was killed.
    Unfinished,
    /// It did what it was asked to.
    Done,
    /// It was asked to stop, and did so in good order.
    Stopped,
    /// It failed.
    Failed,
}

impl RunOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Unfinished, Self::Done, Self::Stopped, Self::Failed];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }

    /// The outcome with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == name)
    }
}

/// What a run did, in numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RunCounts {
    /// Batches of changes; one for a run that is no watch.
    pub batches: u64,
    /// Files written.
    pub written: u64,
    /// Files taken out.
    pub removed: u64,
    /// Files resolved.
    pub resolved: u64,
}

/// A run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunRecord {
    /// Its identity.
    pub id: RunId,
    /// The command.
    pub command: String,
    /// Its arguments, as they were given.
    pub arguments: Vec<String>,
    /// The process.
    pub process: u32,
    /// The machine.
    pub host: String,
    /// Milliseconds since 1970.
    pub started_ms: u64,
    /// Milliseconds since 1970; `None` until it has ended.
    pub ended_ms: Option<u64>,
    /// How it ended.
    pub outcome: RunOutcome,
    /// Why it failed; else empty.
    pub message: String,
    /// What it did.
    pub counts: RunCounts,
    /// Version of the program.
    pub tool_version: String,
}

/// How many runs a store keeps at most: the newest by time of starting, then id.
pub const RUNS: usize = 1_000;
