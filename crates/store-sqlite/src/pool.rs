//! Connections for reading that a store keeps for its next snapshots: opening one reads the whole schema, which costs more than
//! most questions.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use store::StoreError;
use store::beside::{Identity, identity};

use crate::access::{self, Reader};

/// How many connections wait at most.
const MOST: usize = 4;

/// Connections without a transaction, each with the file that it is to.
#[derive(Default)]
pub(crate) struct Pool {
    idle: Mutex<Vec<(Identity, Reader)>>,
}

impl Pool {
    /// A connection to the database that is at `path` now: one that waits, else a new one.
    pub(crate) fn take(&self, path: &Path) -> Result<(Option<Identity>, Reader), StoreError> {
        let file = identity(path);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // Another file may have taken the place of the one that they are to.
        idle.retain(|(known, _)| Some(*known) == file);
        if let Some((known, reader)) = idle.pop() {
            return Ok((Some(known), reader));
        }
        drop(idle);
        let reader = access::open_reader(path)?;
        access::map(&reader, path)?;
        // Replaced while it was opened: nobody knows which file it is to.
        let same = identity(path) == file;
        Ok((file.filter(|_| same), reader))
    }

    /// Closes those that wait.
    pub(crate) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a connection whose transaction has ended. One that took the file for unchanging may not outlive its snapshot.
    pub(crate) fn give_back(&self, file: Option<Identity>, reader: Reader) {
        let Some(file) = file.filter(|_| reader.joins_writers) else { return };
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST {
            idle.push((file, reader));
        }
    }
}
