//! The store contract on SQLite. The schema is meant to be read with plain SQL: `docs/schema.md` has a card for each
//! table and view.
//!
//! Two ways of writing: [`SqliteStore::apply`](store::Store::apply) for small changes (WAL, one transaction a batch),
//! and [`BulkBuild`] for a cold build (a file beside the target, no journal, indexes last, renamed when whole).

mod access;
mod backend;
mod blobs;
mod bulk;
mod earlier;
mod execution_log;
mod failure;
mod feed;
mod fqn_blocks;
mod fqns;
mod indexes;
mod matching;
mod outcomes;
mod pending;
mod pool;
mod postings;
mod publish;
mod removal;
mod rows;
mod schema;
mod snapshot;
mod sqlite_store;
mod write;
mod writer;

pub use backend::BACKEND;
pub use bulk::BulkBuild;
pub use schema::SCHEMA_VERSION;
pub use sqlite_store::SqliteStore;
