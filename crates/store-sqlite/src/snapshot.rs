//! Reading one committed state.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use model::facts::FileFacts;
use model::hash::{ContentHash, DigestSum};
use model::ids::SymbolId;
use model::outcome::Resolution;
use model::path::RepoPath;
use model::structure::FileStructure;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use store::beside::Identity;
use store::{
    BlobKey, Content, Each, EachRow, EventRow, FeedBounds, FileEdges, FileRecord, FqnHit, Index,
    LanguageCounts, Revision, RunRecord, Sequence, SkippedRecord, Snapshot, StampedFile, StoreError,
    StoredFile, SymbolHit, SymbolPlace, ViewMeta, structure_of,
};

use crate::access::{self, Reader};
use crate::blobs;
use crate::failure::{sql, sql_on};
use crate::matching::matching;
use crate::pool::Pool;
use crate::rows::{self, FILE_COLUMNS, SYMBOL_COLUMNS};
use crate::schema::SCHEMA_VERSION;
use crate::{execution_log, feed, indexes, outcomes, pending, postings};

/// A read transaction on a connection of its own.
pub(crate) struct SqliteSnapshot {
    /// There until it is dropped.
    reader: Option<Reader>,
    file: Option<Identity>,
    pool: Arc<Pool>,
}

impl SqliteSnapshot {
    /// The newest state of the database at `path`, read by a connection of `pool`.
    pub(crate) fn open(path: &Path, pool: &Arc<Pool>) -> Result<Self, StoreError> {
        let (file, reader) = pool.take(path)?;
        Self::begin(path, file, reader, pool)
    }

    /// The same, by a connection that is opened for it.
    pub(crate) fn of(path: &Path) -> Result<Self, StoreError> {
        Self::begin(path, None, access::open_reader(path)?, &Arc::default())
    }

    fn begin(
        path: &Path,
        file: Option<Identity>,
        reader: Reader,
        pool: &Arc<Pool>,
    ) -> Result<Self, StoreError> {
        reader.connection.execute_batch("BEGIN").map_err(sql_on("reading", path))?;
        // SQLite takes its view of the file at the first read, not at BEGIN.
        reader.connection.query_row("SELECT 1 FROM meta", [], |_| Ok(())).map_err(sql_on("reading", path))?;
        Ok(Self { reader: Some(reader), file, pool: Arc::clone(pool) })
    }

    fn connection(&self) -> &Connection {
        &self.reader.as_ref().expect("it is there until the snapshot is dropped").connection
    }

    fn symbols(&self, name: &str) -> Result<Vec<SymbolHit>, StoreError> {
        let query = format!(
            "SELECT {SYMBOL_COLUMNS} FROM symbol s JOIN file f USING (file_id) JOIN blob b USING (blob_id) \
             WHERE s.name = ?1"
        );
        let mut hits = self.all(&query, [name], rows::symbol, "reading symbols")?;
        hits.sort_by(|a, b| (&a.path, a.ordinal).cmp(&(&b.path, b.ordinal)));
        Ok(hits)
    }

    fn all<T>(
        &self,
        query: &str,
        params: impl Params,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
        what: &'static str,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection().prepare_cached(query).map_err(sql(what))?;
        let rows = statement.query_map(params, read).map_err(sql(what))?;
        rows.collect::<rusqlite::Result<Vec<T>>>().map_err(sql(what))
    }

    /// Pushes rows one at a time, without holding them.
    fn stream<T>(
        &self,
        query: &str,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
        each: Each<'_, T>,
        what: &'static str,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection().prepare_cached(query).map_err(sql(what))?;
        for row in statement.query_map([], read).map_err(sql(what))? {
            if each(row.map_err(sql(what))?).is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl Drop for SqliteSnapshot {
    fn drop(&mut self) {
        let Some(reader) = self.reader.take() else { return };
        if reader.connection.execute_batch("ROLLBACK").is_ok() {
            self.pool.give_back(self.file, reader);
        }
    }
}

/// What the `meta` table says.
pub(crate) fn meta(connection: &Connection) -> Result<ViewMeta, StoreError> {
    let what = "reading meta data";
    let damaged = |key: &str| StoreError::corrupt("meta data", key.to_owned());
    let get = |key: &'static str| -> Result<rusqlite::types::Value, StoreError> {
        let row = connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0));
        row.optional().map_err(sql(what))?.ok_or_else(|| damaged(key))
    };
    let text = |key: &'static str| match get(key)? {
        rusqlite::types::Value::Text(text) => Ok(text),
        _ => Err(damaged(key)),
    };
    let rusqlite::types::Value::Integer(revision) = get("revision")? else { return Err(damaged("revision")) };
    let rusqlite::types::Value::Blob(sum) = get("digest_sum")? else { return Err(damaged("digest_sum")) };
    let sum: [u8; 40] = sum.try_into().map_err(|_| damaged("digest_sum"))?;
    Ok(ViewMeta {
        revision: Revision(revision.cast_unsigned()),
        digest_sum: DigestSum::from_bytes(&sum),
        backend: "sqlite",
        format: "SQLite 3",
        schema_version: SCHEMA_VERSION,
        tool_version: text("tool_version")?,
        root: text("root")?,
        projects: text("projects")?,
        selection: text("selection")?,
    })
}

/// One file; `None` when there is none at the path.
pub(crate) fn file(connection: &Connection, path: &RepoPath) -> Result<Option<FileRecord>, StoreError> {
    let query = format!("SELECT {FILE_COLUMNS} FROM file JOIN blob USING (blob_id) WHERE path = ?1");
    let mut statement = connection.prepare_cached(&query).map_err(sql("reading a file"))?;
    statement.query_row([path.as_str()], rows::file).optional().map_err(sql("reading a file"))
}

impl Snapshot for SqliteSnapshot {
    fn meta(&self) -> Result<ViewMeta, StoreError> {
        meta(self.connection())
    }

    fn counts(&self) -> Result<Vec<LanguageCounts>, StoreError> {
        let query = "SELECT language, count(*), sum(lines), sum(size), sum(definitions), sum(sites), sum(diagnostics) \
                     FROM file JOIN blob USING (blob_id) GROUP BY language ORDER BY language";
        let read = |row: &Row<'_>| {
            let number = |column| row.get::<_, i64>(column).map(i64::cast_unsigned);
            Ok(LanguageCounts {
                language: row.get(0)?,
                files: number(1)?,
                lines: number(2)?,
                bytes: number(3)?,
                definitions: number(4)?,
                sites: number(5)?,
                diagnostics: number(6)?,
            })
        };
        self.all(query, [], read, "counting files")
    }

    fn file(&self, path: &RepoPath) -> Result<Option<FileRecord>, StoreError> {
        file(self.connection(), path)
    }

    fn files(&self, each: Each<'_, FileRecord>) -> Result<(), StoreError> {
        let query = format!("SELECT {FILE_COLUMNS} FROM file JOIN blob USING (blob_id) ORDER BY path");
        self.stream(&query, rows::file, each, "listing files")
    }

    fn skipped(&self, each: Each<'_, SkippedRecord>) -> Result<(), StoreError> {
        let query = "SELECT path, reason, detail, size, mtime_ns, is_dir FROM skipped ORDER BY path";
        self.stream(query, rows::skipped, each, "listing skipped files")
    }

    fn has_blob(&self, key: &BlobKey) -> Result<bool, StoreError> {
        Ok(blobs::find(self.connection(), key)?.is_some())
    }

    fn facts(&self, key: &BlobKey) -> Result<Option<FileFacts>, StoreError> {
        blobs::facts(self.connection(), key).map(|found| found.map(|(facts, _)| facts))
    }

    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        blobs::facts(self.connection(), key)
    }

    fn structure(&self, key: &BlobKey) -> Result<Option<FileStructure>, StoreError> {
        blobs::structure(self.connection(), key)
    }

    fn structures(&self, each: Each<'_, (RepoPath, FileStructure)>) -> Result<(), StoreError> {
        let query = "SELECT path, structure FROM file JOIN structure USING (blob_id) ORDER BY path";
        let what = "reading structure";
        let mut failure = None;
        self.stream(
            query,
            rows::path_and_bytes,
            &mut |(path, bytes): (RepoPath, Vec<u8>)| match structure_of(&bytes, path.as_str()) {
                Ok(structure) => each((path, structure)),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            },
            what,
        )?;
        failure.map_or(Ok(()), Err)
    }

    fn source(&self, hash: &ContentHash) -> Result<Option<Vec<u8>>, StoreError> {
        blobs::source(self.connection(), hash)
    }

    fn resolution(&self, path: &RepoPath) -> Result<Option<Resolution>, StoreError> {
        outcomes::resolution(self.connection(), path)
    }

    fn targets(&self, path: &RepoPath) -> Result<Option<Vec<SymbolId>>, StoreError> {
        outcomes::targets(self.connection(), path)
    }

    fn edges(&self, path: &RepoPath) -> Result<Option<FileEdges>, StoreError> {
        outcomes::edges(self.connection(), path)
    }

    fn files_with_key(&self, key: u32, each: Each<'_, RepoPath>) -> Result<(), StoreError> {
        let what = "reading keys";
        let query = "SELECT path FROM file WHERE file_id = ?1";
        let mut select = self.connection().prepare_cached(query).map_err(sql(what))?;
        let mut paths = Vec::new();
        for file_id in postings::files(self.connection(), key)? {
            paths.push(select.query_row([file_id], |row| rows::path(row, 0)).map_err(sql(what))?);
        }
        paths.sort();
        push(paths, each);
        Ok(())
    }

    fn symbols_by_id(&self, prefix: &str, each: Each<'_, SymbolPlace>) -> Result<(), StoreError> {
        let Some((low, high)) = id_range(prefix) else { return Ok(()) };
        let query = "SELECT i.symbol_id, f.path, i.ordinal FROM symbol_id i JOIN file f USING (file_id) \
                     WHERE i.symbol_id BETWEEN ?1 AND ?2 ORDER BY i.symbol_id";
        push(self.all(query, (low, high), rows::symbol_place, "reading ids")?, each);
        Ok(())
    }

    fn symbols_named(&self, name: &str, each: Each<'_, SymbolHit>) -> Result<(), StoreError> {
        push(self.symbols(name)?, each);
        Ok(())
    }

    fn symbols_matching(
        &self,
        prefix: &str,
        wanted: &dyn Fn(&str) -> bool,
        each: Each<'_, SymbolHit>,
    ) -> Result<(), StoreError> {
        matching(self.connection(), prefix, wanted, each)
    }

    fn symbols_with_fqn(&self, fqn: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
        indexes::symbols_with_fqn(self.connection(), fqn, each)
    }

    fn fqns_with_prefix(&self, prefix: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
        indexes::fqns_with_prefix(self.connection(), prefix, each)
    }

    fn stamps(&self, each: Each<'_, StampedFile>) -> Result<(), StoreError> {
        let query = "SELECT path, definitions, f.digest, CASE WHEN resolved_by IS NULL THEN NULL ELSE r.digest END \
                     FROM file f LEFT JOIN resolution r USING (file_id) ORDER BY path";
        self.stream(query, rows::stamped, each, "listing files")
    }

    fn index(&self, index: Index, each: EachRow<'_>) -> Result<(), StoreError> {
        indexes::whole(self.connection(), index, each)
    }

    fn feed(&self) -> Result<FeedBounds, StoreError> {
        feed::length(self.connection()).map(|length| length.bounds)
    }

    fn events(&self, since: Sequence, each: Each<'_, EventRow>) -> Result<(), StoreError> {
        feed::events(self.connection(), since, each)
    }

    fn pending(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, StoreError> {
        pending::of(self.connection(), path)
    }

    fn runs(&self, each: Each<'_, RunRecord>) -> Result<(), StoreError> {
        push(execution_log::runs(self.connection())?, each);
        Ok(())
    }

    fn stored(&self, path: &RepoPath) -> Result<Option<StoredFile>, StoreError> {
        let Some(record) = self.file(path)? else { return Ok(None) };
        let blob = blobs::compressed(self.connection(), &BlobKey::of(&record))?;
        let resolution = outcomes::stored(self.connection(), &record)?;
        Ok(Some(StoredFile { record, blob, resolution }))
    }
}

fn push<T>(items: Vec<T>, each: Each<'_, T>) {
    let _: ControlFlow<()> = items.into_iter().try_for_each(each);
}

/// The smallest and the largest id that begin with these hexadecimal characters; `None` when they are none.
fn id_range(prefix: &str) -> Option<([u8; 16], [u8; 16])> {
    if prefix.len() > 32 || !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let end = |fill: char| {
        let text: String = prefix.chars().chain(std::iter::repeat(fill)).take(32).collect();
        u128::from_str_radix(&text, 16).ok().map(u128::to_be_bytes)
    };
    Some((end('0')?, end('f')?))
}
