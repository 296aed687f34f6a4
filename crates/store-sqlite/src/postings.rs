//! Which files have a key: one row a key, the files' row ids as ascending differences.
//!
//! A one-file edit changes the rows of the keys that the file gains or loses, and no other.

use std::collections::{BTreeMap, BTreeSet};

use model::codec::{decode_ascending, encode_ascending};
use rusqlite::{Connection, OptionalExtension, params};
use store::StoreError;

use crate::failure::sql;

const WHAT: &str = "writing keys";

/// Changes of one transaction, made together at its end.
#[derive(Default)]
pub(crate) struct Postings {
    changes: BTreeMap<u32, Change>,
}

#[derive(Default)]
struct Change {
    gone: BTreeSet<u32>,
    new: BTreeSet<u32>,
}

impl Postings {
    /// A file gets keys.
    pub(crate) fn add(&mut self, file_id: i64, keys: &[u32]) {
        let file = file_number(file_id);
        for &key in keys {
            let change = self.changes.entry(key).or_default();
            if !change.gone.remove(&file) {
                change.new.insert(file);
            }
        }
    }

    /// A file loses keys that it has.
    pub(crate) fn remove(&mut self, file_id: i64, keys: &[u32]) {
        let file = file_number(file_id);
        for &key in keys {
            let change = self.changes.entry(key).or_default();
            if !change.new.remove(&file) {
                change.gone.insert(file);
            }
        }
    }

    /// Writes the rows that are others now.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub(crate) fn write(self, connection: &Connection) -> Result<(), StoreError> {
        for (key, change) in self.changes {
            if change.gone.is_empty() && change.new.is_empty() {
                continue;
            }
            let mut files: BTreeSet<u32> = files(connection, key)?.into_iter().collect();
            files.retain(|file| !change.gone.contains(file));
            files.extend(change.new);
            let files: Vec<u32> = files.into_iter().collect();
            put(connection, key, &files)?;
        }
        Ok(())
    }
}

/// Keys of a bulk load, sorted at its end. Eight bytes a posting.
#[derive(Default)]
pub(crate) struct BulkPostings {
    pairs: Vec<(u32, u32)>,
}

impl BulkPostings {
    pub(crate) fn add(&mut self, file_id: i64, keys: &[u32]) {
        let file = file_number(file_id);
        self.pairs.extend(keys.iter().map(|&key| (key, file)));
    }

    /// Writes all rows.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) fn write(mut self, connection: &Connection) -> Result<(), StoreError> {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        let mut files = Vec::new();
        for group in self.pairs.chunk_by(|a, b| a.0 == b.0) {
            files.clear();
            files.extend(group.iter().map(|(_, file)| *file));
            put(connection, group[0].0, &files)?;
        }
        Ok(())
    }
}

/// The row ids of the files that have a key.
pub(crate) fn files(connection: &Connection, key: u32) -> Result<Vec<u32>, StoreError> {
    let query = "SELECT files FROM posting WHERE key = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql("reading keys"))?;
    let found = select.query_row([key], |row| row.get::<_, Vec<u8>>(0));
    let bytes = found.optional().map_err(sql("reading keys"))?.unwrap_or_default();
    decode_ascending(&bytes).map_err(|_| StoreError::corrupt("keys", key.to_string()))
}

fn put(connection: &Connection, key: u32, files: &[u32]) -> Result<(), StoreError> {
    if files.is_empty() {
        let mut delete =
            connection.prepare_cached("DELETE FROM posting WHERE key = ?1").map_err(sql(WHAT))?;
        return delete.execute([key]).map(drop).map_err(sql(WHAT));
    }
    let mut bytes = Vec::with_capacity(files.len() + 4);
    encode_ascending(files, &mut bytes);
    let query = "INSERT INTO posting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET files = excluded.files";
    let mut insert = connection.prepare_cached(query).map_err(sql(WHAT))?;
    insert.execute(params![key, bytes]).map(drop).map_err(sql(WHAT))
}

/// Row ids are given out from 1 on and stay far below the limit: there are not more files than that.
pub(crate) fn file_number(file_id: i64) -> u32 {
    u32::try_from(file_id).expect("a view has fewer than four thousand million files")
}
