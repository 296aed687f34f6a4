//! The stores. Nothing outside this file names one.

use std::path::Path;

use store::{BulkLoad, Snapshot, Store, StoreError};
use store_sqlite::{BulkBuild, SqliteStore};

/// Opens a database for writing.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Store>, StoreError> {
    Ok(Box::new(SqliteStore::open(path)?))
}

/// The newest state of a database, without opening it for anything else.
pub(crate) fn snapshot(path: &Path) -> Result<Box<dyn Snapshot>, StoreError> {
    SqliteStore::snapshot_of(path)
}

/// Starts a cold build that takes the place of what is at `path`.
pub(crate) fn bulk(path: &Path) -> Result<Box<dyn BulkLoad>, StoreError> {
    Ok(Box::new(BulkBuild::create(path)?))
}
