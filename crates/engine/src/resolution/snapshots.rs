//! Snapshots of one state, as many as there are threads that ask at a time.

use std::sync::{Mutex, PoisonError};

use store::{Snapshot, StoreError};

type Open<'a> = Box<dyn Fn() -> Result<Box<dyn Snapshot + 'a>, StoreError> + Sync + 'a>;

/// Snapshots that wait for questions.
pub(super) struct Snapshots<'a> {
    open: Open<'a>,
    idle: Mutex<Vec<Box<dyn Snapshot + 'a>>>,
}

impl<'a> Snapshots<'a> {
    /// Without any yet.
    pub(super) fn new(open: impl Fn() -> Result<Box<dyn Snapshot + 'a>, StoreError> + Sync + 'a) -> Self {
        Self { open: Box::new(open), idle: Mutex::default() }
    }

    /// Asks one that nobody else is asking.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn ask<T>(
        &self,
        question: impl FnOnce(&dyn Snapshot) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let snapshot = idle.map_or_else(|| (self.open)(), Ok)?;
        let answer = question(snapshot.as_ref());
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(snapshot);
        answer
    }
}
