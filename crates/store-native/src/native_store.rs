//! The store: one writer at a time, a read transaction for each snapshot.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use store::{Revision, Snapshot, Store, StoreError, WriteBatch};

use crate::building;
use crate::opened::Opened;
use crate::registry::{self, Purpose};
use crate::snapshot::NativeSnapshot;
use crate::write;

/// A database file.
pub struct NativeStore {
    path: PathBuf,
    purpose: Purpose,
    /// `None` between giving up a file that was replaced and opening the new one.
    opened: Mutex<Option<Arc<Opened>>>,
}

impl NativeStore {
    /// Opens an existing database for reading and writing. What a killed build of it left behind is removed.
    ///
    /// # Errors
    /// When there is none, or it is not one of ours, or damaged, or may not be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let store = Self::open_for(path, Purpose::Write)?;
        building::remove_abandoned(path)?;
        Ok(store)
    }

    /// Opens an existing database for reading. Creates and changes nothing.
    ///
    /// # Errors
    /// As [`NativeStore::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Self::open_for(path, Purpose::Read)
    }

    /// A snapshot without opening a store first: what a one-shot question needs.
    ///
    /// # Errors
    /// As [`NativeStore::open`].
    pub fn snapshot_of(path: &Path) -> Result<Box<dyn Snapshot>, StoreError> {
        Ok(Box::new(NativeSnapshot::of(registry::open(path, Purpose::Read)?)?))
    }

    fn open_for(path: &Path, purpose: Purpose) -> Result<Self, StoreError> {
        let opened = registry::open(path, purpose)?;
        Ok(Self { path: path.to_owned(), purpose, opened: Mutex::new(Some(opened)) })
    }

    /// The file that is at the path now.
    fn current(&self) -> Result<Arc<Opened>, StoreError> {
        let mut slot = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = slot.as_ref().filter(|opened| opened.is_current()) {
            return Ok(Arc::clone(opened));
        }
        // Only when nobody holds the old one can the new one be opened.
        drop(slot.take());
        let opened = registry::open(&self.path, self.purpose)?;
        *slot = Some(Arc::clone(&opened));
        Ok(opened)
    }
}

impl Store for NativeStore {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        Ok(Box::new(NativeSnapshot::of(self.current()?)?))
    }

    fn apply(&self, batch: WriteBatch) -> Result<Revision, StoreError> {
        if self.purpose == Purpose::Read {
            return Err(StoreError::ReadOnly { reason: "it was opened for reading".to_owned() });
        }
        loop {
            let opened = self.current()?;
            if let Some(revision) = opened.change(|change| write::apply(change, &batch))? {
                return Ok(revision);
            }
        }
    }
}
