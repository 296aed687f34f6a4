//! Answers about how fresh an index is, and who keeps it so.

use engine::{Holder, LoggedRun, Rebuilt, TreeDifference, Verified, utc};
use schemars::JsonSchema;
use serde::Serialize;

/// Paths of a kind.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ListedPaths {
    /// How many there are.
    pub count: u64,
    /// The first of them, in order.
    pub paths: Vec<String>,
}

impl From<&engine::Listed> for ListedPaths {
    fn from(listed: &engine::Listed) -> Self {
        Self { count: listed.count, paths: listed.paths.iter().map(ToString::to_string).collect() }
    }
}

/// How an index and its tree differ, as `verify` says.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct VerifyAnswer {
    /// Whether nothing differs.
    pub equal: bool,
    /// Files that are as the index says.
    pub unchanged: u64,
    /// Files that would be indexed and are not in the index.
    pub new: ListedPaths,
    /// Files of the index that are gone from the tree, or would be left out now.
    pub missing: ListedPaths,
    /// Files that have other bytes.
    pub changed: ListedPaths,
    /// What is left out for another reason than the index says, and what it says is left out and is not there.
    pub skipped: ListedPaths,
    /// Files with the same bytes whose facts or outcomes are not those of this program's rules, or cannot be trusted.
    pub stale: ListedPaths,
    /// What building the index anew gave (`--deep`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep: Option<DeepAnswer>,
}

/// What building an index anew gave.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct DeepAnswer {
    /// Whether both say the same.
    pub equal: bool,
    /// The digest of the index.
    pub digest: String,
    /// The digest of what was built anew.
    pub built_digest: String,
    /// Files that only one of both has, or whose facts or outcomes differ.
    pub differing: ListedPaths,
}

impl From<&Rebuilt> for DeepAnswer {
    fn from(rebuilt: &Rebuilt) -> Self {
        Self {
            equal: rebuilt.is_equal(),
            digest: rebuilt.kept.to_string(),
            built_digest: rebuilt.built.to_string(),
            differing: ListedPaths::from(&rebuilt.differing),
        }
    }
}

impl From<&Verified> for VerifyAnswer {
    fn from(verified: &Verified) -> Self {
        Self {
            equal: verified.is_equal(),
            unchanged: verified.unchanged,
            new: ListedPaths::from(&verified.new),
            missing: ListedPaths::from(&verified.missing),
            changed: ListedPaths::from(&verified.changed),
            skipped: ListedPaths::from(&verified.skipped),
            stale: ListedPaths::from(&verified.stale),
            deep: verified.deep.as_ref().map(DeepAnswer::from),
        }
    }
}

impl VerifyAnswer {
    /// The kinds of differences, each with its name, in the order in which they are told.
    pub fn kinds(&self) -> [(&'static str, &ListedPaths); 5] {
        [
            ("new", &self.new),
            ("missing", &self.missing),
            ("changed", &self.changed),
            ("skipped", &self.skipped),
            ("stale", &self.stale),
        ]
    }
}

/// How many files differ from what was indexed.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeChanges {
    /// Files that have other bytes.
    pub changed: u64,
    /// Files that would be indexed and are not in the index.
    pub new: u64,
    /// Files of the index that are gone from the tree, or would be left out now.
    pub missing: u64,
}

impl From<TreeDifference> for TreeChanges {
    fn from(TreeDifference { changed, new, missing }: TreeDifference) -> Self {
        Self { changed, new, missing }
    }
}

/// A process that holds a lock of an index.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct HolderEntry {
    /// The process; 0 when it did not say.
    pub process: u32,
    /// The machine that it runs on.
    pub host: String,
    /// Since when, in UTC.
    pub since: String,
    /// The command.
    pub command: String,
}

impl From<Holder> for HolderEntry {
    fn from(holder: Holder) -> Self {
        let Holder { process, host, since_ms, command } = holder;
        Self { process, host, since: utc(since_ms), command }
    }
}

/// The execution log, newest run first.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct LogAnswer {
    /// The runs.
    pub runs: Vec<RunEntry>,
}

/// A run that wrote the index.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct RunEntry {
    /// Its identity (UUIDv7).
    pub id: String,
    /// The command.
    pub command: String,
    /// Its arguments, as they were given.
    pub arguments: Vec<String>,
    /// The process.
    pub process: u32,
    /// The machine.
    pub host: String,
    /// When it started, in UTC.
    pub started: String,
    /// When it ended, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// `done`, `stopped` (it was asked to), `failed`, `unfinished` (it goes on, as far as can be told) or `interrupted` (its process is gone).
    pub outcome: &'static str,
    /// Why it failed.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub message: String,
    /// What it did.
    pub counts: RunSums,
    /// Version of the program.
    pub tool_version: String,
}

/// What a run did, in numbers.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunSums {
    /// Batches of changes.
    pub batches: u64,
    /// Files written.
    pub files_written: u64,
    /// Files taken out.
    pub files_removed: u64,
    /// Files resolved.
    pub files_resolved: u64,
}

impl From<&LoggedRun> for RunEntry {
    fn from(run: &LoggedRun) -> Self {
        let LoggedRun { record, outcome } = run;
        let counts = record.counts;
        Self {
            id: record.id.to_string(),
            command: record.command.clone(),
            arguments: record.arguments.clone(),
            process: record.process,
            host: record.host.clone(),
            started: utc(record.started_ms),
            ended: record.ended_ms.map(utc),
            outcome,
            message: record.message.clone(),
            counts: RunSums {
                batches: counts.batches,
                files_written: counts.written,
                files_removed: counts.removed,
                files_resolved: counts.resolved,
            },
            tool_version: record.tool_version.clone(),
        }
    }
}
