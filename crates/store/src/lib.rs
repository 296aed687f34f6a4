//! The contract of a store, and the reference implementation in memory.
//!
//! ```text
//! WriteBatch ──apply──► Store ──snapshot──► Snapshot ──► files, facts, sources, symbols in canonical order
//! ```
//!
//! A store keeps one view: files by path, facts and sources by content hash, symbols by id and name, and
//! the outcomes of each file's sites with the keys of what they depend on. Facts are owned by
//! files: replacing or deleting one is a look-up of what it owns, never a scan. What a store must do is written in
//! `contract.rs` and checked by the suite in `testing.rs`, which every store runs.

mod backend;
mod batch;
pub mod beside;
mod blob;
mod contract;
mod edges;
mod error;
mod feed;
mod holder;
pub mod keys;
mod memory;
mod records;
mod retention;
mod run;
#[cfg(feature = "testing")]
pub mod testing;
pub mod writer;

pub use backend::{Backend, BackendFormat, Damage, DetectError, HEADER, Probe, Probed, detect};
pub use batch::{FileWrite, ResolutionWrite, ViewChange, WriteBatch, outcomes_digest};
pub use blob::{Blob, compress, decompress, structure_of};
pub use contract::{BulkLoad, Content, Each, EachRow, Snapshot, Store, symbol};
pub use edges::file_edges;
pub use error::StoreError;
pub use feed::{EventRow, EventWrite, FEED_BYTES, FEED_EVENTS, FeedBounds, History, Sequence};
pub use memory::MemoryStore;
pub use records::{
    BlobKey, CountedFile, FileEdges, FileFlags, FileRank, FileRecord, FileStamp, FqnHit, Index, IndexRow,
    LanguageCounts, Revision, SkippedRecord, StampedFile, StoredFile, SymbolHit, SymbolPlace, SymbolRow,
    ViewMeta,
};
pub use retention::{EventTable, FeedLength, NewEvent, pack_details, unpack_details};
pub use run::{RUNS, RunCounts, RunId, RunOutcome, RunRecord};
