//! Outcomes of files, and the keys that wake a file when something elsewhere changes.

use model::codec::{decode_ascending, decode_outcomes, encode_ascending};
use model::hash::{DigestSum, FileDigest};
use model::ids::SymbolId;
use model::outcome::Resolution;
use model::path::RepoPath;
use rusqlite::{Connection, OptionalExtension, params};
use store::{FileEdges, FileRecord, ResolutionWrite, StoreError, decompress, file_edges};

use crate::failure::sql;
use crate::postings::Postings;

const WHAT: &str = "writing outcomes";

/// Keeps the keys that a file has of itself.
pub(crate) fn put_own_keys(connection: &Connection, file_id: i64, keys: &[u32]) -> Result<(), StoreError> {
    let mut bytes = Vec::with_capacity(keys.len() * 4);
    encode_ascending(keys, &mut bytes);
    let mut insert = connection.prepare_cached("INSERT INTO own_keys VALUES (?1, ?2)").map_err(sql(WHAT))?;
    insert.execute(params![file_id, bytes]).map(drop).map_err(sql(WHAT))
}

/// Keeps the outcomes of a file that has none.
pub(crate) fn put(connection: &Connection, file_id: i64, write: &ResolutionWrite) -> Result<(), StoreError> {
    let mut targets = Vec::with_capacity(write.targets.len() * 16);
    write.targets.iter().for_each(|target| targets.extend_from_slice(target.as_bytes()));
    let mut asked = Vec::with_capacity(write.asked.len() * 4);
    encode_ascending(&write.asked, &mut asked);
    let query = "INSERT INTO resolution VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = connection.prepare_cached(query).map_err(sql(WHAT))?;
    let row = params![file_id, write.digest.as_bytes(), targets, write.outcomes, write.edges, asked];
    insert.execute(row).map_err(sql(WHAT))?;
    let query = "UPDATE file SET resolved_by = ?2 WHERE file_id = ?1";
    let mut update = connection.prepare_cached(query).map_err(sql(WHAT))?;
    update.execute(params![file_id, write.fingerprint.cast_signed()]).map(drop).map_err(sql(WHAT))
}

/// Replaces the outcomes of a file.
pub(crate) fn replace(
    connection: &Connection,
    write: &ResolutionWrite,
    sum: &mut DigestSum,
    postings: &mut Postings,
) -> Result<(), StoreError> {
    let Some((file_id, _)) = file(connection, &write.path)? else { return Ok(()) };
    distrust(connection, &write.path, sum)?;
    take_out(connection, file_id, postings)?;
    put(connection, file_id, write)?;
    sum.add(&write.digest);
    postings.add(file_id, &write.asked);
    Ok(())
}

/// Marks the outcomes of a file as not to be trusted; what it asked stays known until they are replaced.
pub(crate) fn distrust(
    connection: &Connection,
    path: &RepoPath,
    sum: &mut DigestSum,
) -> Result<(), StoreError> {
    let Some((file_id, true)) = file(connection, path)? else { return Ok(()) };
    let query = "SELECT digest FROM resolution WHERE file_id = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql(WHAT))?;
    let digest: [u8; 32] = select.query_row([file_id], |row| row.get(0)).map_err(sql(WHAT))?;
    sum.remove(&FileDigest::from_bytes(digest));
    let query = "UPDATE file SET resolved_by = NULL WHERE file_id = ?1";
    let mut update = connection.prepare_cached(query).map_err(sql(WHAT))?;
    update.execute([file_id]).map(drop).map_err(sql(WHAT))
}

/// Takes out what a file has of outcomes, trusted or not. Its digest must have been removed before.
pub(crate) fn take_out(
    connection: &Connection,
    file_id: i64,
    postings: &mut Postings,
) -> Result<(), StoreError> {
    let query = "DELETE FROM resolution WHERE file_id = ?1 RETURNING asked";
    let mut asked = keys(connection, query, file_id)?;
    // What a version of the file asked that was replaced, the file may have itself now.
    let own = keys(connection, "SELECT keys FROM own_keys WHERE file_id = ?1", file_id)?;
    asked.retain(|key| own.binary_search(key).is_err());
    postings.remove(file_id, &asked);
    Ok(())
}

/// Takes out the keys that a file has of itself, but for those that its outcomes asked: these stay posted until the outcomes are
/// replaced or taken out.
pub(crate) fn take_out_keys(
    connection: &Connection,
    file_id: i64,
    postings: &mut Postings,
) -> Result<(), StoreError> {
    let mut own = keys(connection, "DELETE FROM own_keys WHERE file_id = ?1 RETURNING keys", file_id)?;
    let asked = keys(connection, "SELECT asked FROM resolution WHERE file_id = ?1", file_id)?;
    own.retain(|key| asked.binary_search(key).is_err());
    postings.remove(file_id, &own);
    Ok(())
}

fn keys(connection: &Connection, query: &str, file_id: i64) -> Result<Vec<u32>, StoreError> {
    let mut select = connection.prepare_cached(query).map_err(sql(WHAT))?;
    let found = select.query_row([file_id], |row| row.get::<_, Vec<u8>>(0));
    let bytes = found.optional().map_err(sql(WHAT))?.unwrap_or_default();
    decode_ascending(&bytes).map_err(|_| StoreError::corrupt("keys", file_id.to_string()))
}

/// The row of a file, and whether it has outcomes that can be trusted.
fn file(connection: &Connection, path: &RepoPath) -> Result<Option<(i64, bool)>, StoreError> {
    let query = "SELECT file_id, resolved_by IS NOT NULL FROM file WHERE path = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql(WHAT))?;
    let found = select.query_row([path.as_str()], |row| Ok((row.get(0)?, row.get(1)?)));
    found.optional().map_err(sql(WHAT))
}

/// The outcomes of a file, when they can be trusted.
pub(crate) fn resolution(connection: &Connection, path: &RepoPath) -> Result<Option<Resolution>, StoreError> {
    let what = "reading outcomes";
    let query = "SELECT r.targets, r.outcomes FROM file f JOIN resolution r USING (file_id) \
                 WHERE f.path = ?1 AND f.resolved_by IS NOT NULL";
    let mut select = connection.prepare_cached(query).map_err(sql(what))?;
    let both = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
    let found = select.query_row([path.as_str()], both).optional().map_err(sql(what))?;
    let Some((targets, outcomes)) = found else { return Ok(None) };
    let damaged = || StoreError::corrupt("outcomes", path.as_str());
    let encoded = decompress(&outcomes, "outcomes", path.as_str())?;
    let targets = symbol_ids(&targets).ok_or_else(damaged)?;
    decode_outcomes(&encoded, targets).map(Some).map_err(|_| damaged())
}

/// The targets of a file's outcomes, when they can be trusted.
pub(crate) fn targets(connection: &Connection, path: &RepoPath) -> Result<Option<Vec<SymbolId>>, StoreError> {
    let what = "reading outcomes";
    let query = "SELECT r.targets FROM file f JOIN resolution r USING (file_id) \
                 WHERE f.path = ?1 AND f.resolved_by IS NOT NULL";
    let mut select = connection.prepare_cached(query).map_err(sql(what))?;
    let found = select.query_row([path.as_str()], |row| row.get::<_, Vec<u8>>(0));
    let Some(bytes) = found.optional().map_err(sql(what))? else { return Ok(None) };
    symbol_ids(&bytes).map(Some).ok_or_else(|| StoreError::corrupt("outcomes", path.as_str()))
}

/// The edges of a file, when its outcomes can be trusted.
pub(crate) fn edges(connection: &Connection, path: &RepoPath) -> Result<Option<FileEdges>, StoreError> {
    let what = "reading edges";
    let query = "SELECT r.targets, r.edges FROM file f JOIN resolution r USING (file_id) \
                 WHERE f.path = ?1 AND f.resolved_by IS NOT NULL";
    let mut select = connection.prepare_cached(query).map_err(sql(what))?;
    let both = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
    let found = select.query_row([path.as_str()], both).optional().map_err(sql(what))?;
    let Some((targets, edges)) = found else { return Ok(None) };
    let targets = symbol_ids(&targets).ok_or_else(|| StoreError::corrupt("outcomes", path.as_str()))?;
    file_edges(path, &edges, targets).map(Some)
}

/// The outcomes of a file exactly as they are kept, when they can be trusted.
pub(crate) fn stored(
    connection: &Connection,
    record: &FileRecord,
) -> Result<Option<ResolutionWrite>, StoreError> {
    let Some(fingerprint) = record.resolved_by else { return Ok(None) };
    let query = "SELECT resolution.digest, targets, outcomes, edges, asked FROM file JOIN resolution USING (file_id) WHERE path = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql("reading outcomes"))?;
    let read = |row: &rusqlite::Row<'_>| {
        let blob = |column| row.get::<_, Vec<u8>>(column);
        Ok((row.get::<_, [u8; 32]>(0)?, blob(1)?, blob(2)?, blob(3)?, blob(4)?))
    };
    let found = select.query_row([record.path.as_str()], read).optional().map_err(sql("reading outcomes"))?;
    let damaged = || StoreError::corrupt("outcomes", record.path.as_str());
    let (digest, targets, outcomes, edges, asked) = found.ok_or_else(damaged)?;
    Ok(Some(ResolutionWrite {
        path: record.path.clone(),
        fingerprint,
        digest: FileDigest::from_bytes(digest),
        targets: symbol_ids(&targets).ok_or_else(damaged)?,
        outcomes,
        edges,
        asked: decode_ascending(&asked).map_err(|_| damaged())?,
    }))
}

fn symbol_ids(bytes: &[u8]) -> Option<Vec<SymbolId>> {
    let (ids, rest) = bytes.as_chunks::<16>();
    rest.is_empty().then(|| ids.iter().map(|id| SymbolId::from_bytes(*id)).collect())
}
