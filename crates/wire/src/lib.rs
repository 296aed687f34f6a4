//! The machine contract: what scripts and agents read. Types here are made from engine results and change only with a
//! visible diff of `docs/schema/*.json`.

mod advice;
mod answers;
mod chunks;
mod collisions;
mod dead_code;
mod doctor;
mod edges;
mod envelope;
mod error;
mod events;
mod failure;
mod flow;
mod graphs;
mod keeping;
mod labels;
mod maintenance;
mod measures;
mod mentions;
mod oracle;
mod reach;
mod search;
mod symbol;
mod syntax;
mod watching;

use std::io::{self, Write};

pub use answers::{
    FileContent, FileEntry, FileList, FindAnswer, IndexAnswer, LanguageOutcomes, LanguageSums, NamedEntry,
    SkippedEntry, SourceAnswer, StatusAnswer, SymbolList,
};
pub use chunks::{Around, Chunk, ChunkAnswer, ChunkList, Measure};
pub use collisions::{CollisionEntry, CollisionsAnswer};
pub use dead_code::{DeadCodeAnswer, DeadCodeEntry, UserOf, Why, WhySite};
pub use doctor::{Example, FindingSubject, ResolveDiagnosis, ResolveFinding};
pub use edges::{
    Call, CallEdge, CallsAnswer, ExplainedStep, Explanation, HierarchyAnswer, ImplementationsAnswer, Judged,
    Otherwise, OutcomeCounts, RULES, RefsAnswer, Related, RestSite, Site, SpelledCounts, Target, WhyAnswer,
};
pub use envelope::{Envelope, ErrorEnvelope, Freshness, SCHEMA_VERSION};
pub use error::{ErrorCode, WireError};
pub use events::{EventDiagnostic, EventEdge, EventLine, EventSymbol};
pub use failure::classify;
pub use flow::{CfgAnswer, CfgBlock, CfgDependence, CfgEdge, CfgGraph, CfgLoop, PathIn, PathsInAnswer};
pub use graphs::{
    ComponentEntry, CondenseAnswer, CycleEntry, CyclesAnswer, DominatorEntry, DominatorsAnswer, GraphPath,
    GraphStep, LayerEntry, ModuleDependence, ModuleEntry, ModulesAnswer, PathsAnswer, UnitEntry,
    ViolationEntry,
};
pub use keeping::{
    DeepAnswer, HolderEntry, ListedPaths, LogAnswer, RunEntry, RunSums, TreeChanges, VerifyAnswer,
};
pub use labels::{LabelAnswer, LabelEntry, LabelledSymbol};
pub use maintenance::{
    BackendEntry, CheckEntry, CompactAnswer, ContentCounts, DetectAnswer, DetectedFile, FindingEntry,
    HealthAnswer, MendedEntry, MigrateAnswer, SnapshotAnswer, UpgradeAnswer,
};
pub use measures::{
    CallMetrics, CentralEntry, FileMeasures, FunctionEntry, Halstead, HotspotEntry, HotspotsAnswer, Metrics,
    MetricsAnswer,
};
pub use mentions::Mentions;
pub use oracle::{
    AuditAnswer, DefinitionScore, Disagreement, ImportAnswer, OverlayEntry, OverlaysAnswer, Place, Refused,
    RefusedEntry, Score,
};
pub use reach::{
    ImpactAnswer, ImpactFile, ReachAnswer, ReachedSymbol, SliceAnswer, SlicedStatement, TestReached,
    Uncertainty,
};
pub use search::{SearchAnswer, SearchHit};
/// What answers are: anything that can be written as JSON.
pub use serde::Serialize;
pub use symbol::{CallSummary, Checksums, Context, Span, Symbol};
pub use syntax::{AstAnswer, AstCapture, AstMatch, AstNode, FindAstAnswer, NotFor};
pub use watching::{WatchLine, WatchedChanges, WatchedDiagnostic};

/// Writes a value as one line of JSON, without the line end.
///
/// # Errors
/// When `out` fails.
pub fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

/// Writes a value as indented JSON, without the line end.
///
/// # Errors
/// When `out` fails.
pub fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(out, value).map_err(io::Error::from)
}

/// The JSON Schema of each answer, by command; `docs/schema/` holds them.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    macro_rules! schemas {
        ($($name:literal: $answer:ty),* $(,)?) => {
            vec![$(($name, schemars::schema_for!(Envelope<$answer>).to_value()),)*]
        };
    }
    let mut all = schemas! {
        "index": IndexAnswer,
        "refresh": IndexAnswer,
        "delete": IndexAnswer,
        "verify": VerifyAnswer,
        "log": LogAnswer,
        "status": StatusAnswer,
        "files": FileList,
        "query": SymbolList,
        "find": FindAnswer,
        "search": SearchAnswer,
        "get": SourceAnswer,
        "get-file": FileContent,
        "chunks": ChunkList,
        "chunk-by-symbol": ChunkAnswer,
        "chunk-by-span": ChunkAnswer,
        "label": LabelAnswer,
        "collisions": CollisionsAnswer,
        "ast": AstAnswer,
        "find-ast": FindAstAnswer,
        "refs": RefsAnswer,
        "callers": CallsAnswer,
        "callees": CallsAnswer,
        "why": WhyAnswer,
        "implementations": ImplementationsAnswer,
        "hierarchy": HierarchyAnswer,
        "reachable": ReachAnswer,
        "impact": ImpactAnswer,
        "paths": PathsAnswer,
        "slice": SliceAnswer,
        "cycles": CyclesAnswer,
        "condense": CondenseAnswer,
        "dominators": DominatorsAnswer,
        "modules": ModulesAnswer,
        "cfg": CfgAnswer,
        "paths-in": PathsInAnswer,
        "metrics": MetricsAnswer,
        "hotspots": HotspotsAnswer,
        "dead-code": DeadCodeAnswer,
        "import-scip": ImportAnswer,
        "import": OverlaysAnswer,
        "audit": AuditAnswer,
        "doctor": HealthAnswer,
        "doctor-resolve": ResolveDiagnosis,
        "detect": DetectAnswer,
        "migrate-backend": MigrateAnswer,
        "migrate": UpgradeAnswer,
        "compact": CompactAnswer,
        "snapshot-export": SnapshotAnswer,
        "snapshot-import": SnapshotAnswer,
    };
    all.push(("error", schemars::schema_for!(ErrorEnvelope).to_value()));
    all.push(("event", schemars::schema_for!(EventLine).to_value()));
    all.push(("watch", schemars::schema_for!(WatchLine).to_value()));
    all
}
