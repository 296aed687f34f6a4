//! Questions over a snapshot of a store. Everything here is a pure function of the snapshot.

mod calls;
mod centrality;
mod changed;
mod chunks;
mod condensed;
mod cycles;
mod dominance;
mod edge_groups;
mod ends;
mod extent;
mod file_view;
mod find;
mod hierarchy;
mod labels;
mod levels;
pub mod measures;
mod modules;
mod nodes;
mod outcomes;
mod reachable;
mod references;
mod routes;
mod select;
mod sites;
mod slice;
mod span_id;
mod subject;
mod symbol_pattern;
mod targets;
mod tiers;
mod uncertainty;
mod unresolved;
mod views;

pub use calls::{CallEdge, Callees, Callers, GraphQuestionError, Reached, callees, callers, callers_in};
pub use centrality::{CentralSymbol, CentralSymbols, Centrality, central};
pub use changed::definitions_on;
pub use chunks::{Chunk, ChunkForm, chunks};
pub use condensed::{CondenseQuery, Condensed, CondensedComponent, condense};
pub use cycles::{CycleKind, CyclesQuery, Tangle, Tangles, cycles};
pub use dominance::{Dominance, Dominator, dominators};
pub use edge_groups::{EdgeGroup, EdgeGroups};
pub use extent::{Extent, Size, extent, whole_characters};
pub use file_view::{FileView, Located, SymbolInfo};
pub use find::{FindQuery, Found, NamePattern, find, glob, is_file_wanted};
pub use globset::GlobMatcher;
pub use hierarchy::{Hierarchy, Related, head_site, hierarchy, implementations, resolved_target};
pub use labels::is_test_path;
pub use levels::{Level, Levelled, Unit};
pub use modules::{ModuleUnit, Modules, ModulesQuery, NamedLayer, Violation, modules};
pub use nodes::{nodes_of, symbol_at};
pub use outcomes::{LanguageOutcomes, OutcomeCounts, outcomes_by_language, resolved_files};
pub use reachable::{PlacesOfFile, Reach, ReachQuery, ReachedSymbol, reachable, reachable_from};
pub use references::{
    Outgoing, ReferenceSearch, References, Relation, SiteFilter, SpelledCounts, outgoing, references,
    sites_between,
};
pub use routes::{Route, RouteStep, Routes, RoutesQuery, routes};
pub use select::{Selection, Selector, select};
pub use sites::{
    JudgedBy, OtherwiseInfo, SiteInfo, SiteRef, TargetInfo, TierInfo, describe_site, describe_sites, is_edge,
    sites_at,
};
pub use slice::{Slice, SliceReason, SliceStatement, Sliced, slice, statements_on};
pub use span_id::{match_id, span_id};
pub use subject::Subject;
pub use symbol_pattern::SymbolPattern;
pub use targets::{Target, Targets};
pub use tiers::{Claim, Overlay, Tiers, Verdict, ruled_hash, says_the_same, sites_by_place, verdict_on};
pub use uncertainty::{Uncertainty, UncertaintySearch};
pub use unresolved::{Diagnosis, Finding, Problem, SubjectOfProblem, Survey};
pub use views::Views;

/// A snapshot to ask.
pub type SnapshotRef<'a> = &'a dyn store::Snapshot;
