//! What `magellan events` says: an object a line.

use std::collections::BTreeMap;

use engine::ids::SymbolId;
use engine::{DiagnosticNote, EdgeNote, Event, Notice, ResyncReason, Sequence, SymbolNote};
use schemars::JsonSchema;
use serde::Serialize;

use crate::envelope::SCHEMA_VERSION;

/// An event of the change feed, that it cannot tell what changed, or the end of what was asked for.
#[derive(Serialize, JsonSchema, Debug, Default, PartialEq, Eq)]
pub struct EventLine {
    /// Version of the contract.
    pub schema_version: &'static str,
    /// `event`, `resync` or `end`.
    #[serde(rename = "type")]
    pub line: &'static str,
    /// `event`: its number. To go on after it, ask with `--since` and this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<u64>,
    /// `event`: revision of the database that has this change; those before have not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
    /// `event`: what happened: `file-added`, `file-changed`, `file-removed`, `file-skipped`, `linked` or `rebound`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// `event`: to which file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `event`: when, in UTC (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// `event`: definitions that came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub symbols_added: Vec<EventSymbol>,
    /// `event`: definitions that went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub symbols_removed: Vec<EventSymbol>,
    /// `event`: edges that came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub edges_added: Vec<EventEdge>,
    /// `event`: edges that went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub edges_removed: Vec<EventEdge>,
    /// `event`: diagnostics of the file as it is now, when they are others than before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub diagnostics: Vec<EventDiagnostic>,
    /// `event` of kind `file-skipped`: why the file is not indexed. `resync`: `pruned` (the events were dropped), `rebuilt` (the index was built
    /// anew) or `ahead` (the number is not one of this database).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `resync`: what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<&'static str>,
    /// `resync`, `end`: the number to go on with, by `--since`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_since: Option<u64>,
}

/// A definition that came or went.
#[derive(Serialize, JsonSchema, Debug, PartialEq, Eq)]
pub struct EventSymbol {
    /// 32 hexadecimal characters.
    pub symbol_id: String,
    /// What it is.
    pub kind: &'static str,
    /// Name as a person would write it.
    pub display_fqn: String,
}

/// An edge that came or went.
#[derive(Serialize, JsonSchema, Debug, PartialEq, Eq)]
pub struct EventEdge {
    /// Symbol id of the definition that refers; the file's own at file level.
    pub source: String,
    /// Its name, when it is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_fqn: Option<String>,
    /// What the source does with the target.
    pub role: &'static str,
    /// Whether the target is one of a proved set; else it is proved to be the one.
    pub dispatch: bool,
    /// Symbol id of what it refers to.
    pub target: String,
    /// Its name, when it is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_fqn: Option<String>,
}

/// A diagnostic of a file.
#[derive(Serialize, JsonSchema, Debug, PartialEq, Eq)]
pub struct EventDiagnostic {
    /// A stable code.
    pub code: &'static str,
    /// Where, 1-based; 0 for the whole file.
    pub line: u32,
}

impl EventLine {
    /// For a notice.
    pub fn new(notice: &Notice) -> Self {
        match notice {
            Notice::Event(event) => Self::event(event),
            Notice::Resync { reason, resume_at } => Self {
                reason: Some(reason.as_str().to_owned()),
                advice: Some(advice(*reason)),
                next_since: Some(resume_at.0),
                ..Self::of("resync")
            },
        }
    }

    /// The last line: nothing more was asked for, or there is no more by now.
    pub fn end(resume_at: Sequence) -> Self {
        Self { next_since: Some(resume_at.0), ..Self::of("end") }
    }

    fn of(line: &'static str) -> Self {
        Self { schema_version: SCHEMA_VERSION, line, ..Self::default() }
    }

    fn event(event: &Event) -> Self {
        let details = &event.details;
        let symbols = |notes: &[SymbolNote]| notes.iter().map(EventSymbol::new).collect();
        let edges = |notes: &[EdgeNote]| notes.iter().map(|note| EventEdge::new(note, &event.names)).collect();
        Self {
            sequence: Some(event.sequence.0),
            revision: Some(event.revision.0),
            kind: Some(event.kind.as_str()),
            path: event.path.as_ref().map(ToString::to_string),
            at: Some(engine::utc_with_ms(event.at_ms)),
            symbols_added: symbols(&details.symbols_added),
            symbols_removed: symbols(&details.symbols_removed),
            edges_added: edges(&details.edges_added),
            edges_removed: edges(&details.edges_removed),
            diagnostics: details.diagnostics.iter().map(EventDiagnostic::new).collect(),
            reason: Some(details.reason.clone()).filter(|reason| !reason.is_empty()),
            ..Self::of("event")
        }
    }
}

fn advice(reason: ResyncReason) -> &'static str {
    match reason {
        ResyncReason::Pruned | ResyncReason::Slow => {
            "events in between are not there any more: read the index again, then go on with next_since"
        }
        ResyncReason::Rebuilt => {
            "the index was built anew: read it again; what changed since then follows, or go on with next_since"
        }
        ResyncReason::Ahead => {
            "the number is not one of this database: read the index again, then go on with next_since"
        }
    }
}

impl EventSymbol {
    fn new(note: &SymbolNote) -> Self {
        Self {
            symbol_id: note.id.to_string(),
            kind: note.kind.as_str(),
            display_fqn: note.fqn.clone(),
        }
    }
}

impl EventEdge {
    fn new(note: &EdgeNote, names: &BTreeMap<SymbolId, String>) -> Self {
        Self {
            source: note.source.to_string(),
            source_fqn: names.get(&note.source).cloned(),
            role: note.kind.role.as_str(),
            dispatch: note.kind.dispatch,
            target: note.target.to_string(),
            target_fqn: names.get(&note.target).cloned(),
        }
    }
}

impl EventDiagnostic {
    fn new(note: &DiagnosticNote) -> Self {
        Self { code: note.code.as_str(), line: note.line }
    }
}
