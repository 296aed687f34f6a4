//! The cold build: a file beside the target, without journal and indexes, published by renaming.

use std::fs::File;
use std::path::{Path, PathBuf};

use model::ids::SymbolId;
use rusqlite::{Connection, params};
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
        for left_behind in [&building, &side_file(&building, "-staging")] {
            match std::fs::remove_file(left_behind) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(StoreError::io(left_behind.display().to_string())(error));
                }
                _ => {}
            }
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
        let failed = sql_on("creating", &self.building);
        let settings = "PRAGMA page_size=1024; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; \
                        PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536; PRAGMA foreign_keys=OFF;";
        connection.execute_batch(settings).map_err(&failed)?;
        let staging = self.staging().to_string_lossy().into_owned();
        connection.execute("ATTACH ?1 AS staging", [staging]).map_err(&failed)?;
        let table = "PRAGMA staging.journal_mode=OFF; PRAGMA staging.synchronous=OFF; BEGIN; \
                     CREATE TABLE staging.symbol (name, file_id, ordinal, kind_id, line, symbol_id);";
        connection.execute_batch(table).map_err(&failed)?;
        schema::create_tables(connection)
    }

    /// Symbols in the order of files; they are sorted into their tables at the end.
    fn staging(&self) -> PathBuf {
        side_file(&self.building, "-staging")
    }

    fn put_symbols(&self, file_id: i64, file: &FileWrite) -> Result<(), StoreError> {
        let query = "INSERT INTO staging.symbol VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut insert = self.connection()?.prepare_cached(query).map_err(sql("writing symbols"))?;
        for symbol in &file.symbols {
            let (ordinal, kind) = (symbol.ordinal.raw(), u32::from(symbol.kind));
            let row = params![symbol.name, file_id, ordinal, kind, symbol.line, symbol.id.as_bytes()];
            insert.execute(row).map_err(sql("writing symbols"))?;
        }
        Ok(())
    }

    fn sort_symbols(&self) -> Result<(), StoreError> {
        let by_name = "INSERT INTO main.symbol SELECT name, file_id, ordinal, kind_id, line FROM staging.symbol \
                       ORDER BY name, file_id, ordinal";
        let connection = self.connection()?;
        connection.execute(by_name, []).map_err(sql("sorting symbols"))?;
        let by_id = "INSERT INTO main.symbol_id SELECT symbol_id, file_id, ordinal FROM staging.symbol \
                     ORDER BY symbol_id";
        connection.execute(by_id, []).map(drop).map_err(|error| self.explain(error))
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
        self.sort_symbols()?;
        schema::create_indexes(connection)?;
        connection
            .execute_batch("COMMIT; PRAGMA journal_mode=WAL;")
            .map_err(sql_on("finishing", &self.building))?;
        let closed = self.connection.take().map_or(Ok(()), Connection::close);
        closed.map_err(|(_, error)| sql_on("finishing", &self.building)(error))
    }

    /// Ids go into their table last: only then does a collision show.
    fn explain(&self, error: rusqlite::Error) -> StoreError {
        self.collision().unwrap_or_else(|| sql("sorting symbols")(error))
    }

    fn collision(&self) -> Option<StoreError> {
        let connection = self.connection().ok()?;
        let query = "SELECT symbol_id FROM staging.symbol GROUP BY symbol_id HAVING count(*) > 1 LIMIT 1";
        let id: [u8; 16] = connection.query_row(query, [], |row| row.get(0)).ok()?;
        let query = "SELECT s.name || ' in ' || f.path FROM staging.symbol s JOIN main.file f USING (file_id) \
                     WHERE s.symbol_id = ?1 ORDER BY f.path, s.ordinal";
        let mut statement = connection.prepare(query).ok()?;
        let names = statement.query_map([id], |row| row.get(0)).ok()?;
        let names: Vec<String> = names.collect::<rusqlite::Result<_>>().ok()?;
        let [first, second, ..] = names.as_slice() else { return None };
        let (first, second) = (first.clone(), second.clone());
        Some(StoreError::Collision { id: SymbolId::from_bytes(id), first, second })
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
        let file_id = write::put_file(self.connection()?, &file)?;
        self.put_symbols(file_id, &file)
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
        drop(std::fs::remove_file(self.staging()));
    }
}
