//! What `magellan watch` says: an object a line.

use engine::{BatchReport, EngineError, Told, WatchEvent};
use schemars::JsonSchema;
use serde::Serialize;

use crate::envelope::SCHEMA_VERSION;
use crate::error::WireError;
use crate::failure::classify;

/// Something that a watch tells.
#[derive(Serialize, JsonSchema, Debug, Default)]
pub struct WatchLine {
    /// Version of the contract.
    pub schema_version: &'static str,
    /// What happened: `following`, `batch`, `elsewhere`, `limited`, `trouble` or `stopped`.
    pub event: &'static str,
    /// `following`: how many directories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directories: Option<u64>,
    /// `batch`: what was committed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<WatchedChanges>,
    /// `batch`: how long it took from when the changes were known. Milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ms: Option<u64>,
    /// `batch`, `elsewhere`: the newest revision of the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
    /// `batch`, `elsewhere`: its digest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// `batch`: diagnostics of the files that changed, and files that are left out now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub diagnostics: Vec<WatchedDiagnostic>,
    /// `limited`: which limit of the operating system was met, as `sysctl` names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sysctl: Option<&'static str>,
    /// `limited`: how many directories are polled instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polled: Option<u64>,
    /// `trouble`: what could not be done; it is tried again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<WireError>,
}

/// What a batch changed.
#[derive(Serialize, JsonSchema, Debug)]
pub struct WatchedChanges {
    /// Files whose facts were extracted, or placed anew.
    pub files_written: u64,
    /// Files that were taken out.
    pub files_removed: u64,
    /// Files whose references were resolved again.
    pub files_resolved: u64,
    /// Definitions that came.
    pub symbols_added: u64,
    /// Definitions that went.
    pub symbols_removed: u64,
    /// Edges that came.
    pub edges_added: u64,
    /// Edges that went.
    pub edges_removed: u64,
}

/// A diagnostic of a file.
#[derive(Serialize, JsonSchema, Debug)]
pub struct WatchedDiagnostic {
    /// The file.
    pub path: String,
    /// A stable code.
    pub code: String,
    /// Where, 1-based; 0 for the whole file.
    pub line: u32,
}

impl WatchLine {
    /// For an event.
    pub fn new(event: &WatchEvent<'_>) -> Self {
        match event {
            WatchEvent::Following { directories } => {
                Self { directories: Some(*directories as u64), ..Self::of("following") }
            }
            WatchEvent::Batch { report, ms } => Self::batch(report, *ms),
            WatchEvent::Elsewhere { revision, digest } => {
                Self { revision: Some(*revision), digest: Some(digest.to_string()), ..Self::of("elsewhere") }
            }
            WatchEvent::Limited { limit, polled } => {
                Self { sysctl: Some(limit.sysctl), polled: Some(*polled as u64), ..Self::of("limited") }
            }
            WatchEvent::Trouble(error) => Self { error: Some(wire_error(error)), ..Self::of("trouble") },
        }
    }

    /// For the end of a watch that was asked to end.
    pub fn stopped() -> Self {
        Self::of("stopped")
    }

    fn of(event: &'static str) -> Self {
        Self { schema_version: SCHEMA_VERSION, event, ..Self::default() }
    }

    fn batch(report: &BatchReport, ms: u64) -> Self {
        let tally = &report.tally;
        Self {
            changes: Some(WatchedChanges {
                files_written: tally.written,
                files_removed: tally.removed,
                files_resolved: tally.resolved,
                symbols_added: tally.symbols_added,
                symbols_removed: tally.symbols_removed,
                edges_added: tally.edges_added,
                edges_removed: tally.edges_removed,
            }),
            ms: Some(ms),
            revision: Some(report.revision),
            digest: Some(report.digest.to_string()),
            diagnostics: tally.diagnostics.iter().map(WatchedDiagnostic::new).collect(),
            ..Self::of("batch")
        }
    }
}

impl WatchedDiagnostic {
    fn new(told: &Told) -> Self {
        match told {
            Told::Diagnostic(path, note) => {
                Self { path: path.to_string(), code: note.code.as_str().to_owned(), line: note.line }
            }
            Told::Skipped(path, reason) => Self { path: path.to_string(), code: reason.clone(), line: 0 },
        }
    }
}

fn wire_error(error: &EngineError) -> WireError {
    let (code, hint) = classify(error);
    WireError { code: code.as_str(), message: error.to_string(), hint, candidates: Vec::new() }
}
