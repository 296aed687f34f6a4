//! Questions over a snapshot of a store. Everything here is a pure function of the snapshot.

mod file_view;
mod find;
mod select;
mod span_id;
mod targets;

pub use file_view::{FileView, Located, SymbolInfo};
pub use find::{FindQuery, Found, NamePattern, find, glob};
pub use globset::GlobMatcher;
pub use select::{Selection, Selector, select};
pub use span_id::span_id;
pub use targets::{Target, Targets};

/// A snapshot to ask.
pub type SnapshotRef<'a> = &'a dyn store::Snapshot;
