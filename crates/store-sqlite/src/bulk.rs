//! The cold build: a file beside the target, without journal and indexes, published by renaming.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use model::ids::SymbolId;
use model::path::RepoPath;
use rusqlite::{Connection, params};
use store::{
    BlobKey, BulkLoad, Content, FileWrite, History, ResolutionWrite, Revision, StoreError, ViewChange,
};

use crate::failure::{sql, sql_on};
use crate::fqns::{self, FqnFill};
use crate::postings::BulkPostings;
use crate::publish::publish;
use crate::sqlite_store::ViewState;
use crate::{blobs, execution_log, feed, outcomes, schema, write};
use store::beside::Claim;
use store::beside::{remove, side_file};

/// Sorts, then copies: only a copy between tables of one form fills pages to the brim (12 % of the size).
const FILL_SYMBOLS: [&str; 5] = [
    "INSERT INTO staging.symbol SELECT name, file_id, ordinal, kind_id, marks, line FROM staging.unsorted \
     WHERE name IS NOT NULL ORDER BY name, file_id, ordinal",
    "INSERT INTO main.symbol SELECT * FROM staging.symbol",
    "DROP TABLE staging.symbol",
    "INSERT INTO staging.symbol_id SELECT symbol_id, file_id, ordinal FROM staging.unsorted ORDER BY symbol_id",
    "INSERT INTO main.symbol_id SELECT * FROM staging.symbol_id",
];

/// A database being built. Dropping it without [`BulkLoad::finish`] removes what was built.
pub struct BulkBuild {
    target: PathBuf,
    connection: Option<Connection>,
    view: ViewState,
    rows: HashMap<RepoPath, i64>,
    postings: BulkPostings,
    published: bool,
    /// Given back last, when nothing is left of the build.
    _claim: Claim,
}

impl BulkBuild {
    /// Starts a build that will take the place of what is at `target`. What a killed build left behind is removed.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another build of `target` is going on, or when the file beside the target cannot
    /// be made.
    pub fn create(target: &Path) -> Result<Self, StoreError> {
        if target.as_os_str() == ":memory:" {
            return Err(StoreError::InMemory);
        }
        let claim = Claim::take(target)?;
        let mut build = Self {
            target: target.to_owned(),
            connection: None,
            view: ViewState::first(),
            rows: HashMap::new(),
            postings: BulkPostings::default(),
            published: false,
            _claim: claim,
        };
        build.remove_files()?;
        let building = build.building();
        build.connection = Some(Connection::open(&building).map_err(sql_on("creating", &building))?);
        build.prepare()?;
        Ok(build)
    }

    fn building(&self) -> PathBuf {
        building(&self.target)
    }

    fn staging(&self) -> PathBuf {
        staging(&self.target)
    }

    fn remove_files(&self) -> Result<(), StoreError> {
        remove_files(&self.target)
    }

    fn prepare(&self) -> Result<(), StoreError> {
        let connection = self.connection()?;
        let failed = sql_on("creating", &self.target);
        let settings = "PRAGMA page_size=1024; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; \
                        PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536; PRAGMA foreign_keys=OFF;";
        connection.execute_batch(settings).map_err(&failed)?;
        let staging = self.staging().to_string_lossy().into_owned();
        connection.execute("ATTACH ?1 AS staging", [staging]).map_err(&failed)?;
        let table = "PRAGMA staging.journal_mode=OFF; PRAGMA staging.synchronous=OFF; BEGIN; \
                     CREATE TABLE staging.unsorted (name, file_id, ordinal, kind_id, marks, line, symbol_id, fqn);";
        connection.execute_batch(table).map_err(&failed)?;
        schema::create_symbol_tables(connection, "staging")?;
        schema::create_tables(connection)
    }

    fn put_symbols(&self, file_id: i64, file: &FileWrite) -> Result<(), StoreError> {
        let query = "INSERT INTO staging.unsorted VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut insert = self.connection()?.prepare_cached(query).map_err(sql("writing symbols"))?;
        let none = None::<u32>;
        let own = params![None::<&str>, file_id, none, none, none, none, file.id.as_bytes(), None::<&str>];
        insert.execute(own).map_err(sql("writing symbols"))?;
        for symbol in &file.symbols {
            let (ordinal, kind) = (symbol.ordinal.raw(), u32::from(symbol.kind));
            let marks = symbol.marks.raw();
            let row = params![
                symbol.name,
                file_id,
                ordinal,
                kind,
                marks,
                symbol.line,
                symbol.id.as_bytes(),
                symbol.fqn
            ];
            insert.execute(row).map_err(sql("writing symbols"))?;
        }
        Ok(())
    }

    fn fill_symbols(&self) -> Result<(), StoreError> {
        let connection = self.connection()?;
        for step in FILL_SYMBOLS {
            connection.execute_batch(step).map_err(|error| self.explain(error))?;
        }
        Ok(())
    }

    fn fill_fqns(&self) -> Result<(), StoreError> {
        let connection = self.connection()?;
        let query = "SELECT fqn, file_id, ordinal, kind_id FROM staging.unsorted \
                     WHERE fqn IS NOT NULL ORDER BY fqn, file_id, ordinal";
        let mut select = connection.prepare(query).map_err(sql("sorting symbols"))?;
        let mut fill = FqnFill::new(connection);
        for entry in select.query_map([], fqns::entry).map_err(sql("sorting symbols"))? {
            fill.push(entry.map_err(sql("sorting symbols"))?)?;
        }
        fill.finish()
    }

    fn connection(&self) -> Result<&Connection, StoreError> {
        self.connection
            .as_ref()
            .ok_or_else(|| StoreError::ReadOnly { reason: "the build is finished".to_owned() })
    }

    /// Writes what is left, and closes the file.
    fn complete(&mut self, change: &ViewChange) -> Result<(), StoreError> {
        let postings = std::mem::take(&mut self.postings);
        let connection = self.connection()?;
        self.view.write(connection, change)?;
        postings.write(connection)?;
        self.fill_symbols()?;
        self.fill_fqns()?;
        schema::create_indexes(connection)?;
        connection
            .execute_batch("COMMIT; PRAGMA main.journal_mode=WAL;")
            .map_err(sql_on("finishing", &self.target))?;
        let closed = self.connection.take().map_or(Ok(()), Connection::close);
        closed.map_err(|(_, error)| sql_on("finishing", &self.target)(error))
    }

    /// Ids are sorted into their table at the end: only then does a collision show.
    fn explain(&self, error: rusqlite::Error) -> StoreError {
        let twice = error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation);
        let collision = twice.then(|| self.collision()).flatten();
        collision.unwrap_or_else(|| sql("sorting symbols")(error))
    }

    fn collision(&self) -> Option<StoreError> {
        let connection = self.connection().ok()?;
        let query = "SELECT symbol_id FROM staging.unsorted GROUP BY symbol_id HAVING count(*) > 1 LIMIT 1";
        let id: [u8; 16] = connection.query_row(query, [], |row| row.get(0)).ok()?;
        let query = "SELECT coalesce(s.name, 'the file') || ' in ' || f.path FROM staging.unsorted s JOIN main.file f USING (file_id) \
                     WHERE s.symbol_id = ?1 ORDER BY f.path, s.ordinal";
        let mut statement = connection.prepare(query).ok()?;
        let names = statement.query_map([id], |row| row.get(0)).ok()?;
        let names: Vec<String> = names.collect::<rusqlite::Result<_>>().ok()?;
        let [first, second, ..] = names.as_slice() else { return None };
        let (first, second) = (first.clone(), second.clone());
        Some(StoreError::Collision { id: SymbolId::from_bytes(id), first, second })
    }
}

/// Removes what a killed build of `target` left behind. Nothing when somebody builds it now.
///
/// # Errors
/// When a file cannot be removed.
pub(crate) fn remove_abandoned(target: &Path) -> Result<(), StoreError> {
    Claim::remove_abandoned(target, remove_files)
}

fn building(target: &Path) -> PathBuf {
    side_file(target, "-building")
}

/// Symbols in the order of files; they are sorted into their tables at the end.
fn staging(target: &Path) -> PathBuf {
    side_file(target, "-building-staging")
}

fn remove_files(target: &Path) -> Result<(), StoreError> {
    [staging(target), building(target)].iter().try_for_each(|path| remove(path))
}

impl BulkLoad for BulkBuild {
    fn put(&mut self, file: FileWrite) -> Result<(), StoreError> {
        self.view.add(&file);
        let file_id = write::put_file(self.connection()?, None, &file)?;
        self.postings.add(file_id, &file.keys);
        self.put_symbols(file_id, &file)?;
        self.rows.insert(file.record.path, file_id);
        Ok(())
    }

    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        blobs::facts(self.connection()?, key)
    }

    fn resolve(&mut self, resolution: ResolutionWrite) -> Result<(), StoreError> {
        let Some(&file_id) = self.rows.get(&resolution.path) else { return Ok(()) };
        outcomes::put(self.connection()?, file_id, &resolution)?;
        self.view.digest_sum.add(&resolution.digest);
        self.postings.add(file_id, &resolution.asked);
        Ok(())
    }

    fn history(&mut self, history: History) -> Result<(), StoreError> {
        let connection = self.connection()?;
        feed::replace(connection, &history)?;
        execution_log::replace(connection, &history.runs)?;
        self.view.revision = history.revision();
        Ok(())
    }

    fn finish(mut self: Box<Self>, change: ViewChange) -> Result<Revision, StoreError> {
        self.complete(&change)?;
        remove(&self.staging())?;
        publish(&self.building(), &self.target)?;
        self.published = true;
        Ok(self.view.revision)
    }
}

impl Drop for BulkBuild {
    fn drop(&mut self) {
        drop(self.connection.take());
        if !self.published {
            // What stays is removed by the next build.
            drop(self.remove_files());
        }
    }
}
