//! Facts, structure and sources by content. Keys, bytes and structure are tables of their own, so that listing one does not page through the
//! others.

use model::codec;
use model::facts::FileFacts;
use model::hash::ContentHash;
use model::structure::FileStructure;
use rusqlite::{Connection, OptionalExtension, params};
use store::{Blob, BlobKey, StoreError, decompress, structure_of};

use crate::failure::sql;

const INSERT_KEY: &str = "INSERT INTO blob (content_hash, language, fingerprint) VALUES (?1, ?2, ?3)";
const INSERT_CONTENT: &str = "INSERT INTO content (blob_id, facts, source) VALUES (?1, ?2, ?3)";
const INSERT_STRUCTURE: &str = "INSERT INTO structure (blob_id, structure) VALUES (?1, ?2)";

/// The facts kept under a key, and the source that they were extracted from.
pub(crate) fn facts(
    connection: &Connection,
    key: &BlobKey,
) -> Result<Option<(FileFacts, Vec<u8>)>, StoreError> {
    let Some(blob_id) = find(connection, key)? else { return Ok(None) };
    let query = "SELECT facts, source FROM content WHERE blob_id = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql("reading facts"))?;
    let both = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
    let found = select.query_row([blob_id], both).optional().map_err(sql("reading facts"))?;
    let place = key.content_hash.to_string();
    let (facts, source) = found.ok_or_else(|| StoreError::corrupt("facts", &*place))?;
    let source = decompress(&source, "source", &place)?;
    let encoded = decompress(&facts, "facts", &place)?;
    let damaged = |error| StoreError::corrupt("facts", format!("{place} ({error})"));
    Ok(Some((codec::decode(&encoded, &source).map_err(damaged)?, source)))
}

/// Facts and source as they are kept under a key that a file has.
pub(crate) fn compressed(connection: &Connection, key: &BlobKey) -> Result<Blob, StoreError> {
    let missing = || StoreError::corrupt("facts", key.content_hash.to_string());
    let blob_id = find(connection, key)?.ok_or_else(missing)?;
    let query =
        "SELECT facts, structure, source FROM content JOIN structure USING (blob_id) WHERE blob_id = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql("reading facts"))?;
    let both = |row: &rusqlite::Row<'_>| {
        Ok(Blob { facts: row.get(0)?, structure: row.get(1)?, source: row.get(2)? })
    };
    select.query_row([blob_id], both).optional().map_err(sql("reading facts"))?.ok_or_else(missing)
}

/// What is counted of the files with a key.
pub(crate) fn structure(connection: &Connection, key: &BlobKey) -> Result<Option<FileStructure>, StoreError> {
    let Some(blob_id) = find(connection, key)? else { return Ok(None) };
    let query = "SELECT structure FROM structure WHERE blob_id = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql("reading structure"))?;
    let found = select.query_row([blob_id], |row| row.get::<_, Vec<u8>>(0)).optional();
    let place = key.content_hash.to_string();
    let bytes =
        found.map_err(sql("reading structure"))?.ok_or_else(|| StoreError::corrupt("structure", &*place))?;
    structure_of(&bytes, &place).map(Some)
}

/// The bytes with this hash.
pub(crate) fn source(connection: &Connection, hash: &ContentHash) -> Result<Option<Vec<u8>>, StoreError> {
    let query = "SELECT source FROM blob JOIN content USING (blob_id) WHERE content_hash = ?1 LIMIT 1";
    let mut select = connection.prepare_cached(query).map_err(sql("reading a source"))?;
    let found = select.query_row([hash.as_bytes()], |row| row.get::<_, Vec<u8>>(0));
    let compressed = found.optional().map_err(sql("reading a source"))?;
    compressed.map(|bytes| decompress(&bytes, "source", &hash.to_string())).transpose()
}

/// The row of a blob.
pub(crate) fn find(connection: &Connection, key: &BlobKey) -> Result<Option<i64>, StoreError> {
    let query = "SELECT blob_id FROM blob WHERE content_hash = ?1 AND language = ?2 AND fingerprint = ?3";
    let mut find = connection.prepare_cached(query).map_err(sql("reading facts"))?;
    let key = params![key.content_hash.as_bytes(), key.language, key.fingerprint.cast_signed()];
    find.query_row(key, |row| row.get(0)).optional().map_err(sql("reading facts"))
}

/// Inserts a blob that is not there; gives its row.
pub(crate) fn insert(connection: &Connection, key: &BlobKey, blob: &Blob) -> Result<i64, StoreError> {
    let what = "writing facts";
    let mut insert = connection.prepare_cached(INSERT_KEY).map_err(sql(what))?;
    let key = params![key.content_hash.as_bytes(), key.language, key.fingerprint.cast_signed()];
    let blob_id = insert.insert(key).map_err(sql(what))?;
    let mut insert = connection.prepare_cached(INSERT_CONTENT).map_err(sql(what))?;
    insert.execute(params![blob_id, blob.facts, blob.source]).map_err(sql(what))?;
    let mut insert = connection.prepare_cached(INSERT_STRUCTURE).map_err(sql(what))?;
    insert.execute(params![blob_id, blob.structure]).map_err(sql(what))?;
    Ok(blob_id)
}

/// Removes a blob that no file uses any more.
pub(crate) fn sweep(connection: &Connection, blob_id: i64) -> Result<(), StoreError> {
    let what = "deleting facts";
    let query = "DELETE FROM blob WHERE blob_id = ?1 AND NOT EXISTS (SELECT 1 FROM file WHERE blob_id = ?1)";
    let mut delete = connection.prepare_cached(query).map_err(sql(what))?;
    if delete.execute([blob_id]).map_err(sql(what))? > 0 {
        for query in ["DELETE FROM content WHERE blob_id = ?1", "DELETE FROM structure WHERE blob_id = ?1"] {
            let mut delete = connection.prepare_cached(query).map_err(sql(what))?;
            delete.execute([blob_id]).map_err(sql(what))?;
        }
    }
    Ok(())
}
