//! The cold build: a file beside the target, without journal and indexes, published by renaming.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use store::{BulkLoad, FileWrite, Revision, StoreError, ViewChange};

use crate::access::{open_guard, side_file};
use crate::failure::{sql, sql_on};
use crate::sqlite_store::ViewState;
use crate::{schema, write};

/// A database being built. Dropping it without [`BulkLoad::finish`] removes what was built.
pub struct BulkBuild {
    target: PathBuf,
    building: PathBuf,
    connection: Option<Connection>,
    view: ViewState,
}

impl BulkBuild {
    /// Starts a build that will take the place of what is at `target`. What a killed build left behind is removed.
    ///
    /// # Errors
    /// When the file beside the target cannot be made.
    pub fn create(target: &Path) -> Result<Self, StoreError> {
        if target.as_os_str() == ":memory:" {
            return Err(StoreError::InMemory);
        }
        let building = side_file(target, "-building");
        match std::fs::remove_file(&building) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::io(building.display().to_string())(error));
            }
            _ => {}
        }
        let connection = Connection::open(&building).map_err(sql_on("creating", &building))?;
        let build = Self {
            target: target.to_owned(),
            building,
            connection: Some(connection),
            view: ViewState::empty(),
        };
        build.prepare()?;
        Ok(build)
    }

    fn prepare(&self) -> Result<(), StoreError> {
        let connection = self.connection()?;
        let settings = "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; \
                        PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536; PRAGMA foreign_keys=OFF; BEGIN;";
        connection.execute_batch(settings).map_err(sql_on("creating", &self.building))?;
        schema::create_tables(connection)
    }

    fn connection(&self) -> Result<&Connection, StoreError> {
        self.connection
            .as_ref()
            .ok_or_else(|| StoreError::ReadOnly { reason: "the build is finished".to_owned() })
    }

    /// Writes what is left, and closes the file.
    fn complete(&mut self, change: &ViewChange) -> Result<(), StoreError> {
        self.view.revision = Revision(1);
        let connection = self.connection()?;
        self.view.write(connection, change)?;
        schema::create_indexes(connection).map_err(|error| self.explain(error))?;
        connection
            .execute_batch("COMMIT; PRAGMA journal_mode=WAL;")
            .map_err(sql_on("finishing", &self.building))?;
        let closed = self.connection.take().map_or(Ok(()), Connection::close);
        closed.map_err(|(_, error)| sql_on("finishing", &self.building)(error))
    }

    /// The unique index on ids is made last: only then does a collision show.
    fn explain(&self, error: StoreError) -> StoreError {
        let query = "SELECT symbol_id FROM symbol GROUP BY symbol_id HAVING count(*) > 1 LIMIT 1";
        let twice = self.connection().and_then(|connection| {
            connection
                .query_row(query, [], |row| row.get::<_, [u8; 16]>(0))
                .map_err(sql("looking for a collision"))
        });
        let Ok(id) = twice else { return error };
        let id = model::ids::SymbolId::from_bytes(id);
        let names = "SELECT s.name || ' in ' || f.path FROM symbol s JOIN file f USING (file_id) WHERE symbol_id = ?1 ORDER BY 1";
        let both = self.connection().and_then(|connection| {
            let mut statement = connection.prepare(names).map_err(sql("looking for a collision"))?;
            let rows = statement
                .query_map([id.as_bytes()], |row| row.get(0))
                .map_err(sql("looking for a collision"))?;
            rows.collect::<rusqlite::Result<Vec<String>>>().map_err(sql("looking for a collision"))
        });
        match both.as_deref() {
            Ok([first, second, ..]) => {
                StoreError::Collision { id, first: first.clone(), second: second.clone() }
            }
            _ => error,
        }
    }

    fn publish(&self) -> Result<(), StoreError> {
        let io = |path: &Path| StoreError::io(path.display().to_string());
        File::open(&self.building).and_then(|file| file.sync_all()).map_err(io(&self.building))?;
        // Nobody may be reading the main file as if it could not change.
        let guard = open_guard(&self.target)?;
        guard.lock().map_err(io(&self.target))?;
        for suffix in ["-wal", "-shm"] {
            let stale = side_file(&self.target, suffix);
            if stale.exists() {
                std::fs::remove_file(&stale).map_err(io(&stale))?;
            }
        }
        std::fs::rename(&self.building, &self.target).map_err(io(&self.target))?;
        sync_directory(&self.target)
    }
}

/// A rename is durable only when its directory is.
fn sync_directory(path: &Path) -> Result<(), StoreError> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(StoreError::io(directory.display().to_string()))
}

impl BulkLoad for BulkBuild {
    fn put(&mut self, file: FileWrite) -> Result<(), StoreError> {
        self.view.add(&file);
        write::put(self.connection()?, &file)
    }

    fn finish(mut self: Box<Self>, change: ViewChange) -> Result<Revision, StoreError> {
        self.complete(&change)?;
        self.publish()?;
        Ok(self.view.revision)
    }
}

impl Drop for BulkBuild {
    fn drop(&mut self) {
        drop(self.connection.take());
        // After publishing it is not there any more; a file that stays is removed by the next build.
        drop(std::fs::remove_file(&self.building));
    }
}
