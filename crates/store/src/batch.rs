//! Changes to a store.

use model::path::RepoPath;

use crate::blob::Blob;
use crate::records::{FileRecord, SkippedRecord, SymbolRow};

/// A file to be put in the view, in place of what was at its path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileWrite {
    /// What the view says of it.
    pub record: FileRecord,
    /// Its facts and source; `None` when the store has them under the record's key.
    pub blob: Option<Blob>,
    /// Its definitions, by ordinal.
    pub symbols: Vec<SymbolRow>,
}

/// What is said of the view as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ViewChange {
    /// Version of the program that writes.
    pub tool_version: Option<String>,
    /// See [`crate::ViewMeta::root`].
    pub root: Option<String>,
    /// Everything listed and not indexed, in place of what was; `None` leaves it as it is.
    pub skipped: Option<Vec<SkippedRecord>>,
}

/// Changes that are made together or not at all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WriteBatch {
    /// Files to put. A path occurs once.
    pub put: Vec<FileWrite>,
    /// Files to take out. Those that are not there are passed over. Done before `put`.
    pub delete: Vec<RepoPath>,
    /// Files whose bytes are as they were but whose modification time is another: path and time.
    pub touch: Vec<(RepoPath, i64)>,
    /// The view as a whole.
    pub view: ViewChange,
}

impl WriteBatch {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
