//! A view held in memory.

use std::path::PathBuf;

use store::{MemoryStore, Snapshot, Store, StoreError, WriteBatch};
use tempfile::TempDir;

use crate::database::Database;
use crate::error::EngineError;
use crate::maintenance::file_writes;
use crate::view::said_of;

/// A store in memory, with a directory for what is made beside a database.
pub(crate) struct InMemory {
    store: MemoryStore,
    directory: TempDir,
}

impl InMemory {
    /// A copy of the view that `from` shows, without its feed and its log.
    pub(crate) fn copy(from: &Database) -> Result<Self, EngineError> {
        let directory = tempfile::tempdir().map_err(StoreError::io("a temporary directory"))?;
        let mut batch = WriteBatch { view: said_of(from.snapshot())?, ..WriteBatch::default() };
        file_writes(from, &|_| true, &mut |file, resolution| {
            batch.put.push(file);
            batch.resolve.extend(resolution);
            Ok(())
        })?;
        let store = MemoryStore::default();
        store.apply(batch)?;
        Ok(Self { store, directory })
    }

    pub(crate) fn snapshot(&self) -> Box<dyn Snapshot> {
        self.store.newest()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.directory.path().join("memory")
    }
}
