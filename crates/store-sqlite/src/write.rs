//! Writing files, in either way of writing.

use model::ids::SymbolId;
use model::path::RepoPath;
use rusqlite::{Connection, OptionalExtension, params};
use store::{BlobKey, FileWrite, SkippedRecord, StoreError, SymbolRow};

use crate::failure::sql;

const INSERT_BLOB: &str =
    "INSERT INTO blob (content_hash, language, fingerprint, facts, source) VALUES (?1, ?2, ?3, ?4, ?5)";
const INSERT_FILE: &str = "INSERT INTO file (path, blob_id, size, mtime_ns, flags, package, module, digest, definitions, \
    sites, diagnostics, lines) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
const INSERT_SYMBOL: &str = "INSERT INTO symbol VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/// Inserts a file that is not there, its definitions, and its blob when it is new.
pub(crate) fn put(connection: &Connection, file: &FileWrite) -> Result<(), StoreError> {
    let blob_id = blob_id(connection, file)?;
    let record = &file.record;
    let mut insert = connection.prepare_cached(INSERT_FILE).map_err(sql("writing a file"))?;
    let file_id = insert
        .insert(params![
            record.path.as_str(),
            blob_id,
            record.size.cast_signed(),
            record.mtime_ns,
            record.flags.raw(),
            record.package,
            record.module,
            record.digest.as_bytes(),
            record.definitions,
            record.sites,
            record.diagnostics,
            record.lines,
        ])
        .map_err(sql("writing a file"))?;
    let mut insert = connection.prepare_cached(INSERT_SYMBOL).map_err(sql("writing symbols"))?;
    for symbol in &file.symbols {
        insert_symbol(&mut insert, file_id, symbol)
            .map_err(|error| collision(connection, record.path.as_str(), symbol, error))?;
    }
    Ok(())
}

fn insert_symbol(
    insert: &mut rusqlite::CachedStatement<'_>,
    file_id: i64,
    symbol: &SymbolRow,
) -> rusqlite::Result<()> {
    insert.execute(params![
        file_id,
        symbol.ordinal.raw(),
        symbol.id.as_bytes(),
        symbol.name,
        u32::from(symbol.kind),
        symbol.parent.map(u32::from),
        symbol.span.start,
        symbol.span.len(),
        symbol.line,
        i64::from(symbol.end_line) - i64::from(symbol.line),
    ])?;
    Ok(())
}

/// An id that is there already makes the unique index refuse the row; says between which definitions.
fn collision(connection: &Connection, path: &str, symbol: &SymbolRow, error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() != Some(rusqlite::ErrorCode::ConstraintViolation) {
        return sql("writing symbols")(error);
    }
    let first = name_of(connection, symbol.id).unwrap_or_else(|| "another definition".to_owned());
    StoreError::Collision { id: symbol.id, first, second: format!("{} in {path}", symbol.name) }
}

/// Name and file of the definition with this id.
pub(crate) fn name_of(connection: &Connection, id: SymbolId) -> Option<String> {
    let query =
        "SELECT s.name || ' in ' || f.path FROM symbol s JOIN file f USING (file_id) WHERE s.symbol_id = ?1";
    connection.query_row(query, [id.as_bytes()], |row| row.get(0)).optional().ok().flatten()
}

fn blob_id(connection: &Connection, file: &FileWrite) -> Result<i64, StoreError> {
    let key = BlobKey::of(&file.record);
    if let Some(known) = find_blob(connection, &key)? {
        return Ok(known);
    }
    let missing = || StoreError::MissingBlob { path: file.record.path.to_string() };
    let blob = file.blob.as_ref().ok_or_else(missing)?;
    let mut insert = connection.prepare_cached(INSERT_BLOB).map_err(sql("writing facts"))?;
    let fingerprint = key.fingerprint.cast_signed();
    insert
        .insert(params![key.content_hash.as_bytes(), key.language, fingerprint, blob.facts, blob.source])
        .map_err(sql("writing facts"))
}

/// The row of a blob.
pub(crate) fn find_blob(connection: &Connection, key: &BlobKey) -> Result<Option<i64>, StoreError> {
    let query = "SELECT blob_id FROM blob WHERE content_hash = ?1 AND language = ?2 AND fingerprint = ?3";
    let mut find = connection.prepare_cached(query).map_err(sql("reading facts"))?;
    let key = params![key.content_hash.as_bytes(), key.language, key.fingerprint.cast_signed()];
    find.query_row(key, |row| row.get(0)).optional().map_err(sql("reading facts"))
}

/// Takes a file out with its definitions. The blob it used may be unused then: its row id is given back.
pub(crate) fn take_out(connection: &Connection, path: &RepoPath) -> Result<Option<i64>, StoreError> {
    let query = "DELETE FROM file WHERE path = ?1 RETURNING file_id, blob_id";
    let mut delete = connection.prepare_cached(query).map_err(sql("deleting a file"))?;
    let both = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
    let Some((file_id, blob_id)) =
        delete.query_row([path.as_str()], both).optional().map_err(sql("deleting a file"))?
    else {
        return Ok(None);
    };
    let mut delete = connection
        .prepare_cached("DELETE FROM symbol WHERE file_id = ?1")
        .map_err(sql("deleting symbols"))?;
    delete.execute([file_id]).map_err(sql("deleting symbols"))?;
    Ok(Some(blob_id))
}

/// Removes a blob that no file uses any more.
pub(crate) fn sweep_blob(connection: &Connection, blob_id: i64) -> Result<(), StoreError> {
    let query = "DELETE FROM blob WHERE blob_id = ?1 AND NOT EXISTS (SELECT 1 FROM file WHERE blob_id = ?1)";
    let mut delete = connection.prepare_cached(query).map_err(sql("deleting facts"))?;
    delete.execute([blob_id]).map_err(sql("deleting facts"))?;
    Ok(())
}

/// Replaces the list of what was not indexed.
pub(crate) fn put_skipped(connection: &Connection, skipped: &[SkippedRecord]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM skipped", []).map_err(sql("writing skipped files"))?;
    let query = "INSERT INTO skipped VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = connection.prepare_cached(query).map_err(sql("writing skipped files"))?;
    for record in skipped {
        let size = record.size.cast_signed();
        let row =
            params![record.path.as_str(), record.reason, record.detail, size, record.mtime_ns, record.is_dir];
        insert.execute(row).map_err(sql("writing skipped files"))?;
    }
    Ok(())
}

/// Sets a value of the `meta` table.
pub(crate) fn put_meta(
    connection: &Connection,
    key: &str,
    value: impl rusqlite::ToSql,
) -> Result<(), StoreError> {
    let query = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    connection.execute(query, params![key, value]).map_err(sql("writing meta data"))?;
    Ok(())
}
