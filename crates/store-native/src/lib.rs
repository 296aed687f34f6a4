//! The store contract on LMDB. `FORMAT.md` tells every key and value byte by byte.
//!
//! Two ways of writing: [`NativeStore::apply`](store::Store::apply) for small changes (one transaction a batch, and only what
//! differs is written), and [`BulkBuild`] for a cold build (a file beside the target, everything in the order of keys, put in
//! place when whole). Any number of processes read and write one database; who waits for whom is told in `registry.rs`,
//! `opened.rs` and `publish.rs`.

mod backend;
mod blobs;
mod blocks;
mod building;
mod bulk;
mod chunks;
mod compact;
mod copy;
mod earlier;
mod execution_log;
mod failure;
mod feed;
mod files;
mod fill;
mod indexes;
mod layout;
mod listing;
mod meta;
mod native_store;
mod network;
mod opened;
mod outcomes;
mod pages;
mod paths;
mod pending;
mod probe;
mod publish;
mod records;
mod registry;
mod rows;
mod runs;
mod skipped;
mod slots;
mod snapshot;
mod sorter;
mod space_left;
mod whole;
mod write;

pub use backend::BACKEND;
pub(crate) use backend::NAME;
pub use bulk::BulkBuild;
pub use layout::SCHEMA_VERSION;
pub use native_store::NativeStore;
