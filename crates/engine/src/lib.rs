//! Façade and API boundary: open a database, index a tree into it, ask questions of it.
//!
//! ```text
//! tree ──discover, plan──► tasks ──all threads──► contributions ──in path order──► store ──snapshot──► query
//! ```
//!
//! The only crate with threads, the only one with a clock, and the only one that names the stores
//! (`backends.rs`). Handles are `Send + Sync`.

mod backends;
mod calls;
mod chunks;
mod clock;
mod collisions;
mod database;
mod database_signal;
mod dead_code;
mod error;
mod extraction;
mod failures;
mod feed;
mod find_ast;
mod flow;
mod git;
mod grammars;
mod hotspots;
mod impact;
mod in_memory;
mod index;
mod keeper;
mod labels;
mod log;
mod maintenance;
mod named;
mod oracle;
mod pipeline;
mod place;
mod plan;
mod reach;
mod refresh;
mod resolution;
mod run;
mod run_log;
mod scan;
mod searching;
mod selection;
mod slicing;
mod subscription;
mod syntax;
mod tally;
mod traversal;
mod turn;
mod update;
mod upkeep;
mod view;
mod warm;
mod watching;

/// What follows from control flow graphs.
pub use ::graph::Direction;
pub use ::graph::control as control_analysis;
pub use archive::ArchiveError;
pub use backends::{BACKENDS, backend_named, detect_backend_format};
pub use calls::{callers, functions_by_calls};
pub use chunks::{ChunkKind, ChunkSearch, FileChunk, FoundChunks, chunks};
pub use clock::{utc, utc_with_ms};
pub use collisions::{Collision, CollisionQuery, Collisions, NameField, collisions};
pub use database::{Database, Stale};
pub use dead_code::{DeadCode, DeadCodeEntry, DeadCodeQuery, UserInfo, Why, dead_code};
pub use error::EngineError;
pub use extract::control::FunctionFlow;
pub use extract::{Flaw, Parsed, SyntaxOptions, SyntaxStep};
pub use find_ast::{AstCapture, AstFound, AstHit, AstSearch, Excerpt, NotFor, Sought, find_ast};
pub use flow::{control_flow_of, control_flows};
pub use git::git_changes;
pub use hotspots::{Hotspot, hotspots};
pub use impact::{Changed, Impact, changed_since, impact};
pub use index::{IndexOptions, IndexReport, Progress, Silent, index};
pub use keeper::{BatchReport, Keeper};
pub use labels::{LabelCount, LabelSearch, Labelled, label_counts, labelled};
pub use liveness::{Api as ExportedApi, State as UseState};
pub use log::{LoggedRun, log};
pub use maintenance::{
    ARCHIVE_EXTENSION, Archived, Check, Compacted, Contents, Finding, Health, ImportOptions, Listed, Mended,
    MigrateOptions, Migrated, Rebuilt, TreeDifference, UpgradeSource, Upgraded, Verified, compact,
    export_archive, file_writes, health, import_archive, mend, migrate, tree_difference, upgrade, verify,
};
pub use model::event::{DiagnosticNote, EdgeNote, EventDetails, EventKind, SymbolNote};
pub use model::kinds::Role;
pub use model::kinds::{DefKind, Visibility};
pub use model::labels::{Circumstance, Label, Labels};
pub use model::outcome::{OutcomeKind, Reason, Resolution, Rule, SiteOutcome};
pub use model::path::RepoPath;
pub use model::span::{Position, Span};
pub use model::{control, facts, hash, ids, structure};
pub use named::{NamedPath, PathState, PathStates};
pub use oracle::{
    Audit, AuditQuery, AuditScore, DefinitionScore, Disagreement, DisagreementKind, Imported, ListedOverlay,
    Refusal, RefusedDocument, ScipInput, TheirPlace, audit, drop_overlay, import_scip, list_overlays,
    overlays_path, remove_database, tiers,
};
/// Why an overlay or a compiler's index cannot be used.
pub use overlay::{form::FormError, scip::ScipError};
/// Questions and answers.
pub use query;
pub use reach::{
    central, condense, cycles, dominators, modules, reachable, routes, uncertainty, uncertainty_in,
};
pub use resolution::{Derivation, DerivationStep, explain, explain_all};
pub use run_log::Invocation;
pub use scan::{diagnose, references};
/// What to search for.
pub use search::{
    Clause as SearchClause, Fields as SearchFields, Query as SearchText, QueryError as SearchTextError,
};
pub use searching::{SearchFound, SearchHit, SearchQuery, search, search_index_path};
pub use slicing::{ProgramSlice, program_slice};
/// Records of the store, as answers carry them.
pub use source::{DiscoverOptions, SourceError};
pub use store::writer::Holder;
pub use store::{Backend, BackendFormat, DetectError};
pub use store::{
    BlobKey, FileFlags, FileRecord, LanguageCounts, SkippedRecord, StoreError, SymbolHit, ViewMeta,
};
pub use store::{Revision, Sequence};
pub use store::{RunCounts, RunId, RunOutcome, RunRecord};
pub use subscription::{
    Event, Filter, Notice, Notices, ResyncReason, Since, Subscription, SubscriptionWaker, Topic,
};
pub use syntax::parse;
pub use tally::{Tally, Told};
pub use traversal::{graph, traversal_path};
pub use turn::WriteTerms;
pub use upkeep::{delete, refresh, update};

pub use ::watch::{Limit, Waker};
pub use watching::{Observer, WatchEvent, WatchSettings, watch, watcher_of, writer_of};

/// The version of this program, as written into databases.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The names of all languages, each once, in order.
pub fn language_names() -> Vec<&'static str> {
    let mut names: Vec<_> = languages::ALL.iter().map(|spec| spec.name).collect();
    names.dedup();
    names
}
