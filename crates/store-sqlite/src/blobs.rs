//! Facts and sources by content.

use model::codec;
use model::facts::FileFacts;
use rusqlite::{Connection, OptionalExtension, params};
use store::{BlobKey, StoreError, decompress};

use crate::failure::sql;

/// The facts kept under a key, and the source that they were extracted from.
pub(crate) fn facts(
    connection: &Connection,
    key: &BlobKey,
) -> Result<Option<(FileFacts, Vec<u8>)>, StoreError> {
    let query =
        "SELECT facts, source FROM blob WHERE content_hash = ?1 AND language = ?2 AND fingerprint = ?3";
    let mut find = connection.prepare_cached(query).map_err(sql("reading facts"))?;
    let key_params = params![key.content_hash.as_bytes(), key.language, key.fingerprint.cast_signed()];
    let both = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
    let Some((facts, source)) = find.query_row(key_params, both).optional().map_err(sql("reading facts"))?
    else {
        return Ok(None);
    };
    let place = key.content_hash.to_string();
    let source = decompress(&source, "source", &place)?;
    let encoded = decompress(&facts, "facts", &place)?;
    let damaged = |error| StoreError::corrupt("facts", format!("{place} ({error})"));
    Ok(Some((codec::decode(&encoded, &source).map_err(damaged)?, source)))
}
