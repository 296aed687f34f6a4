//! Taking files out with all that they own.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::fqn_blocks::{FqnChanges, FqnEntry};
use model::facts::FileFacts;
use model::ids::{DefId, SymbolId};
use model::path::RepoPath;
use model::symbol::Symbols;
use rusqlite::{Connection, OptionalExtension, params};
use store::{BlobKey, FileRecord, FileWrite, StoreError};

use crate::blobs;
use crate::failure::sql;
use crate::fqns::{self, FqnTable};
use crate::outcomes;
use crate::postings::{self, Postings};

const WHAT: &str = "deleting symbols";

/// Files being taken out in one transaction.
#[derive(Default)]
pub(crate) struct Removal {
    /// Blobs that may be unused now.
    released: Vec<i64>,
    /// Files whose definitions could not all be found by what their facts say.
    searched: Vec<i64>,
    /// Keys that files gain and lose.
    pub(crate) postings: Postings,
    /// Qualified names that come and go.
    pub(crate) fqns: FqnChanges,
}

impl Removal {
    /// Takes out a file for good.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub(crate) fn take_out(
        &mut self,
        connection: &Connection,
        record: &FileRecord,
    ) -> Result<(), StoreError> {
        match self.take_out_to_replace(connection, record)? {
            Some(file_id) => outcomes::take_out(connection, file_id, &mut self.postings),
            None => Ok(()),
        }
    }

    /// Takes out a file that is put anew under the row that is given back: what has not changed of its keys and names is not
    /// written then. What its outcomes asked stays known until they are replaced. Its definitions are found by the names and ids
    /// that its facts give. Cost follows the file.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub(crate) fn take_out_to_replace(
        &mut self,
        connection: &Connection,
        record: &FileRecord,
    ) -> Result<Option<i64>, StoreError> {
        let Some((file_id, blob_id)) = delete_file(connection, &record.path)? else { return Ok(None) };
        self.released.push(blob_id);
        outcomes::take_out_keys(connection, file_id, &mut self.postings)?;
        let expected = record.definitions as usize;
        let deleted = match blobs::facts(connection, &BlobKey::of(record)) {
            Ok(Some((facts, source))) => {
                self.take_out_fqns(file_id, record, &facts);
                delete_symbols(connection, file_id, record, &facts, &source)?
            }
            // What is thrown away need not be whole.
            Ok(None) | Err(StoreError::Corrupt { .. }) => Deleted::default(),
            Err(error) => return Err(error),
        };
        if deleted != (Deleted { names: expected, ids: expected + 1 }) {
            self.searched.push(file_id);
        }
        Ok(Some(file_id))
    }

    fn take_out_fqns(&mut self, file_id: i64, record: &FileRecord, facts: &FileFacts) {
        let placement = record.placement();
        let symbols = Symbols::new(facts, &placement);
        let file = postings::file_number(file_id);
        for (ordinal, def) in (0..).map(DefId::new).zip(&facts.defs) {
            let fqn = symbols.display_fqn(ordinal);
            self.fqns.remove(FqnEntry { fqn, file, ordinal, kind: def.kind });
        }
    }

    /// Deletes definitions that were stored by other rules or whose facts are damaged: reads all symbols, once.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub(crate) fn search(&self, connection: &Connection) -> Result<(), StoreError> {
        if self.searched.is_empty() {
            return Ok(());
        }
        let mut files = String::new();
        for file_id in &self.searched {
            let comma = if files.is_empty() { "" } else { "," };
            write!(files, "{comma}{file_id}").expect("writing to a String cannot fail");
        }
        let both = format!(
            "DELETE FROM symbol WHERE file_id IN ({files}); DELETE FROM symbol_id WHERE file_id IN ({files});"
        );
        connection.execute_batch(&both).map_err(sql(WHAT))?;
        let numbers: BTreeSet<u32> =
            self.searched.iter().map(|&file_id| postings::file_number(file_id)).collect();
        fqns::take_out_all(connection, &numbers)
    }

    /// Writes the qualified names that are others now. Cost follows the files of `put`, but for names that were stored by other
    /// rules: then it reads the whole index.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub(crate) fn write_fqns(
        &mut self,
        connection: &Connection,
        put: &[(i64, &FileWrite)],
    ) -> Result<(), StoreError> {
        let mut changes = std::mem::take(&mut self.fqns);
        put.iter()
            .flat_map(|(file_id, file)| fqns::entries(*file_id, file))
            .for_each(|entry| changes.add(entry));
        let missed = changes.apply(&mut FqnTable(connection))?;
        if missed.is_empty() {
            return Ok(());
        }
        fqns::take_out_all(connection, &missed)?;
        let mut again = FqnChanges::default();
        let of_missed = put.iter().flat_map(|(file_id, file)| fqns::entries(*file_id, file));
        of_missed.filter(|entry| missed.contains(&entry.file)).for_each(|entry| again.add(entry));
        again.apply(&mut FqnTable(connection)).map(drop)
    }

    /// Removes blobs that no file uses any more.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub(crate) fn sweep(&self, connection: &Connection) -> Result<(), StoreError> {
        self.released.iter().try_for_each(|&blob_id| blobs::sweep(connection, blob_id))
    }
}

/// How many rows were there.
#[derive(Default, PartialEq, Eq)]
struct Deleted {
    names: usize,
    ids: usize,
}

fn delete_file(connection: &Connection, path: &RepoPath) -> Result<Option<(i64, i64)>, StoreError> {
    let query = "DELETE FROM file WHERE path = ?1 RETURNING file_id, blob_id";
    let mut delete = connection.prepare_cached(query).map_err(sql("deleting a file"))?;
    let both = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    delete.query_row([path.as_str()], both).optional().map_err(sql("deleting a file"))
}

fn delete_symbols(
    connection: &Connection,
    file_id: i64,
    record: &FileRecord,
    facts: &FileFacts,
    source: &[u8],
) -> Result<Deleted, StoreError> {
    let placement = record.placement();
    let symbols = Symbols::new(facts, &placement);
    let ids: Vec<SymbolId> = symbols.ids(source);
    let query = "DELETE FROM symbol WHERE name = ?1 AND file_id = ?2 AND ordinal = ?3";
    let mut by_name = connection.prepare_cached(query).map_err(sql(WHAT))?;
    let query = "DELETE FROM symbol_id WHERE symbol_id = ?1 AND file_id = ?2";
    let mut by_id = connection.prepare_cached(query).map_err(sql(WHAT))?;
    let own = by_id.execute(params![symbols.file_id().as_bytes(), file_id]).map_err(sql(WHAT))?;
    let mut deleted = Deleted { names: 0, ids: own };
    for (ordinal, (def, id)) in facts.defs.iter().zip(ids).enumerate() {
        let key = params![facts.text(def.name), file_id, ordinal as u32];
        deleted.names += by_name.execute(key).map_err(sql(WHAT))?;
        deleted.ids += by_id.execute(params![id.as_bytes(), file_id]).map_err(sql(WHAT))?;
    }
    Ok(deleted)
}
