//! What the edges of files were whose outcomes have not come yet.

use std::collections::BTreeSet;

use model::path::RepoPath;
use rusqlite::{Connection, OptionalExtension, params};
use store::{StoreError, WriteBatch};

use crate::failure::sql;

/// Keeps what a batch says, and forgets that of the files that go with it.
pub(crate) fn keep(connection: &Connection, batch: &WriteBatch) -> Result<(), StoreError> {
    let what = "keeping edges";
    let query = "INSERT INTO pending SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM file WHERE path = ?1) \
                 ON CONFLICT (path) DO UPDATE SET edges = excluded.edges";
    let mut insert = connection.prepare_cached(query).map_err(sql(what))?;
    for (path, edges) in &batch.pending {
        insert.execute(params![path.as_str(), edges]).map_err(sql(what))?;
    }
    let putting: BTreeSet<&RepoPath> = batch.put.iter().map(|file| &file.record.path).collect();
    let going = batch.delete.iter().filter(|path| !putting.contains(path));
    going.into_iter().try_for_each(|path| forget(connection, path))
}

/// Forgets what is kept for a file.
pub(crate) fn forget(connection: &Connection, path: &RepoPath) -> Result<(), StoreError> {
    let query = "DELETE FROM pending WHERE path = ?1";
    let mut delete = connection.prepare_cached(query).map_err(sql("forgetting edges"))?;
    delete.execute([path.as_str()]).map(drop).map_err(sql("forgetting edges"))
}

/// What is kept for a file.
pub(crate) fn of(connection: &Connection, path: &RepoPath) -> Result<Option<Vec<u8>>, StoreError> {
    let query = "SELECT edges FROM pending WHERE path = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql("reading edges"))?;
    select.query_row([path.as_str()], |row| row.get(0)).optional().map_err(sql("reading edges"))
}
