//! Writing files, in either way of writing.

use model::ids::SymbolId;
use rusqlite::{Connection, OptionalExtension, params};
use store::{BlobKey, FileWrite, SkippedRecord, StoreError};

use crate::blobs;
use crate::failure::sql;
use crate::outcomes;
use crate::postings::Postings;

const INSERT_FILE: &str = "INSERT INTO file (file_id, path, blob_id, size, mtime_ns, flags, package, module, digest, definitions, \
    sites, diagnostics, lines) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
const INSERT_SYMBOL: &str = "INSERT INTO symbol VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const INSERT_ID: &str = "INSERT INTO symbol_id VALUES (?1, ?2, ?3)";

/// Inserts a file that is not there, and its blob when that is new; gives the file's row: the one that is wanted, or a new one.
pub(crate) fn put_file(
    connection: &Connection,
    row: Option<i64>,
    file: &FileWrite,
) -> Result<i64, StoreError> {
    let blob_id = blob_id(connection, file)?;
    let record = &file.record;
    let mut insert = connection.prepare_cached(INSERT_FILE).map_err(sql("writing a file"))?;
    let row = params![
        row,
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
    ];
    let file_id = insert.insert(row).map_err(sql("writing a file"))?;
    outcomes::put_own_keys(connection, file_id, &file.keys)?;
    Ok(file_id)
}

/// Inserts a file that is not there with its definitions; gives the file's row: the one that is wanted, or a new one.
pub(crate) fn put(
    connection: &Connection,
    row: Option<i64>,
    file: &FileWrite,
    postings: &mut Postings,
) -> Result<i64, StoreError> {
    let file_id = put_file(connection, row, file)?;
    postings.add(file_id, &file.keys);
    let mut symbols = connection.prepare_cached(INSERT_SYMBOL).map_err(sql("writing symbols"))?;
    let mut ids = connection.prepare_cached(INSERT_ID).map_err(sql("writing symbols"))?;
    let own = ids.execute(params![file.id.as_bytes(), file_id, None::<u32>]);
    own.map_err(|error| collision(connection, file, file.id, "the file", error))?;
    for symbol in &file.symbols {
        let ordinal = symbol.ordinal.raw();
        let (kind, marks) = (u32::from(symbol.kind), symbol.marks.raw());
        let row = params![symbol.name, file_id, ordinal, kind, marks, symbol.line];
        symbols.execute(row).map_err(sql("writing symbols"))?;
        let row = params![symbol.id.as_bytes(), file_id, ordinal];
        let inserted = ids.execute(row);
        inserted.map_err(|error| collision(connection, file, symbol.id, &symbol.name, error))?;
    }
    Ok(file_id)
}

/// An id that is there already makes the primary key refuse the row; says between which definitions.
fn collision(
    connection: &Connection,
    file: &FileWrite,
    id: SymbolId,
    name: &str,
    error: rusqlite::Error,
) -> StoreError {
    if error.sqlite_error_code() != Some(rusqlite::ErrorCode::ConstraintViolation) {
        return sql("writing symbols")(error);
    }
    let query = "SELECT file_id, ordinal FROM symbol_id WHERE symbol_id = ?1";
    let place = connection.query_row(query, [id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
    let first = place.ok().and_then(|(file_id, ordinal)| name_at(connection, file_id, ordinal));
    let first = first.unwrap_or_else(|| "another definition".to_owned());
    StoreError::Collision { id, first, second: format!("{name} in {}", file.record.path) }
}

/// Name and file of a definition. Scans: only for telling of a collision.
pub(crate) fn name_at(connection: &Connection, file_id: i64, ordinal: i64) -> Option<String> {
    let query = "SELECT s.name || ' in ' || f.path FROM symbol s JOIN file f USING (file_id) \
                 WHERE s.file_id = ?1 AND s.ordinal = ?2";
    connection.query_row(query, [file_id, ordinal], |row| row.get(0)).optional().ok().flatten()
}

fn blob_id(connection: &Connection, file: &FileWrite) -> Result<i64, StoreError> {
    let key = BlobKey::of(&file.record);
    if let Some(known) = blobs::find(connection, &key)? {
        return Ok(known);
    }
    let missing = || StoreError::MissingBlob { path: file.record.path.to_string() };
    blobs::insert(connection, &key, file.blob.as_ref().ok_or_else(missing)?)
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
