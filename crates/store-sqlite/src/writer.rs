//! The connection that changes are made on.

use std::path::Path;

use rusqlite::Connection;
use store::StoreError;

use crate::access;
use crate::failure::sql_on;
use store::beside::{Identity, identity};

/// A connection for writing, and which file it writes to.
pub(crate) struct Writer {
    connection: Connection,
    file: Option<Identity>,
}

impl Writer {
    /// Opens an existing database for writing.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        loop {
            let file = identity(path);
            let connection = access::open_writer(path)?;
            // A build may have replaced the file between the two.
            if identity(path) == file {
                return Ok(Self { connection, file });
            }
        }
    }

    /// Makes a change of the database that is at `path` now, whole or not at all.
    pub(crate) fn change<T>(
        &mut self,
        path: &Path,
        make: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.begin(path)?;
        let outcome = make(&self.connection).and_then(|value| {
            self.connection.execute_batch("COMMIT").map_err(sql_on("committing a change", path))?;
            Ok(value)
        });
        if outcome.is_err() && !self.connection.is_autocommit() {
            // When even this fails the connection is lost, and with it the change.
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        outcome
    }

    /// Waits for its turn. A new build takes the place of the file only while nobody else has a turn, so what is found
    /// here stays until the change is made.
    fn begin(&mut self, path: &Path) -> Result<(), StoreError> {
        let failed = sql_on("starting a change", path);
        loop {
            self.connection.execute_batch("BEGIN IMMEDIATE").map_err(&failed)?;
            if identity(path) == self.file {
                return Ok(());
            }
            self.connection.execute_batch("ROLLBACK").map_err(&failed)?;
            *self = Self::open(path)?;
        }
    }

    /// Rewrites the file without its unused pages. Needs as much room again while it does.
    pub(crate) fn compact(&self, path: &Path) -> Result<(), StoreError> {
        self.connection.execute_batch("VACUUM").map_err(sql_on("compacting", path))?;
        self.checkpoint(path)
    }

    /// Moves the log into the main file, as far as readers allow.
    pub(crate) fn checkpoint(&self, path: &Path) -> Result<(), StoreError> {
        if identity(path) != self.file {
            return Ok(());
        }
        access::checkpoint(&self.connection, path)
    }
}
