//! What a store must do.
//!
//! * Results come in canonical order, whatever the order of writing. Row ids, page numbers and times never show.
//! * A batch is applied whole or not at all. The final state depends on the set of files, not on batches.
//! * A snapshot never changes. Any number may exist, in any process, while one process writes.
//! * What only one file uses goes when the file goes, in the same transaction.
//! * The digest sum is kept with every change and equals the sum over all files.

use std::ops::ControlFlow;

use model::facts::FileFacts;
use model::hash::ContentHash;
use model::ids::SymbolId;
use model::outcome::Resolution;
use model::path::RepoPath;
use model::structure::FileStructure;

use crate::batch::{FileWrite, ResolutionWrite, ViewChange, WriteBatch};
use crate::error::StoreError;
use crate::feed::{EventRow, FeedBounds, History, Sequence};
use crate::records::{
    BlobKey, FileEdges, FileRecord, FqnHit, Index, IndexRow, LanguageCounts, Revision, SkippedRecord,
    StampedFile, StoredFile, SymbolHit, SymbolPlace, ViewMeta,
};
use crate::run::RunRecord;

/// Called for each result; `Break` ends the listing.
pub type Each<'a, T> = &'a mut dyn FnMut(T) -> ControlFlow<()>;

/// Called for each row of an index.
pub type EachRow<'a> = &'a mut dyn FnMut(IndexRow<'_>);

/// Facts, and the bytes that they were extracted from.
pub type Content = (FileFacts, Vec<u8>);

/// A store: one writer, any number of readers.
pub trait Store: Send + Sync {
    /// The newest committed state, unchanging.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError>;

    /// Applies a batch, whole or not at all. An empty batch changes nothing, not even the revision.
    ///
    /// # Errors
    /// [`StoreError::Collision`], [`StoreError::MissingBlob`], [`StoreError::Locked`], [`StoreError::Full`],
    /// [`StoreError::ReadOnly`], damage, or failures of the system. Nothing has changed then.
    fn apply(&self, batch: WriteBatch) -> Result<Revision, StoreError>;
}

/// A cold build: files in path order, seen by nobody before [`BulkLoad::finish`].
pub trait BulkLoad: Send {
    /// Adds a file; paths must ascend.
    ///
    /// # Errors
    /// As [`Store::apply`]. The load cannot be continued then.
    fn put(&mut self, file: FileWrite) -> Result<(), StoreError>;

    /// Facts and source of a file that was put.
    ///
    /// # Errors
    /// As [`Snapshot::content`].
    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError>;

    /// Adds the outcomes of a file that was put.
    ///
    /// # Errors
    /// As [`Store::apply`]. The load cannot be continued then.
    fn resolve(&mut self, resolution: ResolutionWrite) -> Result<(), StoreError>;

    /// Gives the store a feed and a log to begin with, in place of what it was given before. Without it both are empty, events are numbered
    /// from 1, and the state that is published is revision 1; else [`History::revision`].
    ///
    /// # Errors
    /// As [`Store::apply`], and [`StoreError::Corrupt`] when events and bounds do not agree. The load cannot be continued then.
    fn history(&mut self, history: History) -> Result<(), StoreError>;

    /// Publishes everything atomically, in place of what was there.
    ///
    /// # Errors
    /// As [`Store::apply`]. What was there before is still there then.
    fn finish(self: Box<Self>, view: ViewChange) -> Result<Revision, StoreError>;
}

/// A committed state of a store.
#[allow(
    clippy::missing_errors_doc,
    reason = "all fail in one way: when the store cannot be read or is damaged"
)]
pub trait Snapshot: Send {
    /// What the store says of itself.
    fn meta(&self) -> Result<ViewMeta, StoreError>;

    /// Sums by language, in order of language.
    fn counts(&self) -> Result<Vec<LanguageCounts>, StoreError>;

    /// One file.
    fn file(&self, path: &RepoPath) -> Result<Option<FileRecord>, StoreError>;

    /// All files in path order.
    fn files(&self, each: Each<'_, FileRecord>) -> Result<(), StoreError>;

    /// What was listed and not indexed, in path order.
    fn skipped(&self, each: Each<'_, SkippedRecord>) -> Result<(), StoreError>;

    /// Whether facts and source are kept under a key.
    fn has_blob(&self, key: &BlobKey) -> Result<bool, StoreError>;

    /// The facts kept under a key.
    fn facts(&self, key: &BlobKey) -> Result<Option<FileFacts>, StoreError>;

    /// The facts kept under a key and the source that they were extracted from: one reading for both.
    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError>;

    /// What is counted of the files with a key.
    fn structure(&self, key: &BlobKey) -> Result<Option<FileStructure>, StoreError>;

    /// What is counted of every file, in path order: cheaper than asking for each.
    fn structures(&self, each: Each<'_, (RepoPath, FileStructure)>) -> Result<(), StoreError>;

    /// The bytes with this hash.
    fn source(&self, hash: &ContentHash) -> Result<Option<Vec<u8>>, StoreError>;

    /// The outcomes of a file's sites; `None` when it has none that can be trusted.
    fn resolution(&self, path: &RepoPath) -> Result<Option<Resolution>, StoreError>;

    /// The targets of a file's outcomes, cheaper than [`Snapshot::resolution`].
    fn targets(&self, path: &RepoPath) -> Result<Option<Vec<SymbolId>>, StoreError>;

    /// The edges of a file, as its outcomes say; `None` when it has none that can be trusted.
    fn edges(&self, path: &RepoPath) -> Result<Option<FileEdges>, StoreError>;

    /// Files that have `key` among their keys or asked for it, in path order.
    fn files_with_key(&self, key: u32, each: Each<'_, RepoPath>) -> Result<(), StoreError>;

    /// Symbols whose id, as 32 hexadecimal characters, begins with `prefix`, by id.
    fn symbols_by_id(&self, prefix: &str, each: Each<'_, SymbolPlace>) -> Result<(), StoreError>;

    /// Symbols called `name`, by path and ordinal.
    fn symbols_named(&self, name: &str, each: Each<'_, SymbolHit>) -> Result<(), StoreError>;

    /// Symbols whose name begins with `prefix` and that `wanted` accepts, by name, path and ordinal.
    /// `wanted` is asked before anything but the name is read.
    fn symbols_matching(
        &self,
        prefix: &str,
        wanted: &dyn Fn(&str) -> bool,
        each: Each<'_, SymbolHit>,
    ) -> Result<(), StoreError>;

    /// Symbols whose display FQN is `fqn`, by path and ordinal. One look-up.
    fn symbols_with_fqn(&self, fqn: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError>;

    /// Symbols whose display FQN begins with `prefix`, by FQN, path and ordinal. Cost follows the results.
    fn fqns_with_prefix(&self, prefix: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError>;

    /// All files with their stamps, in path order: cheaper than [`Snapshot::files`].
    fn stamps(&self, each: Each<'_, StampedFile>) -> Result<(), StoreError>;

    /// Every row of an index, in no particular order: for counting it again and for building other indexes.
    fn index(&self, index: Index, each: EachRow<'_>) -> Result<(), StoreError>;

    /// Which events the feed has. One look-up.
    fn feed(&self) -> Result<FeedBounds, StoreError>;

    /// The events after `since` that the feed has, ascending.
    fn events(&self, since: Sequence, each: Each<'_, EventRow>) -> Result<(), StoreError>;

    /// What is kept of the edges of a file whose outcomes have not come yet: see [`WriteBatch::pending`].
    fn pending(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, StoreError>;

    /// The runs of the execution log, by time of starting and id.
    fn runs(&self, each: Each<'_, RunRecord>) -> Result<(), StoreError>;

    /// A file exactly as it is kept.
    fn stored(&self, path: &RepoPath) -> Result<Option<StoredFile>, StoreError>;
}

/// The symbol with exactly this id.
///
/// # Errors
/// When the store cannot be read.
pub fn symbol(snapshot: &dyn Snapshot, id: SymbolId) -> Result<Option<SymbolPlace>, StoreError> {
    let mut found = None;
    snapshot.symbols_by_id(&id.to_string(), &mut |hit| {
        found = Some(hit);
        ControlFlow::Break(())
    })?;
    Ok(found)
}
