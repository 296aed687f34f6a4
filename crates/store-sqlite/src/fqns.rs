//! The index of qualified names: a table of blocks.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::fqn_blocks::{BlockWriter, Blocks, BlocksMut, FqnChanges, FqnEntry, KeyedBlock, with_prefix};
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::keys;
use store::{FileWrite, StoreError};

use crate::failure::sql;
use crate::postings::file_number;

const WHAT: &str = "the index of qualified names";

/// The table of blocks.
pub(crate) struct FqnTable<'a>(pub(crate) &'a Connection);

impl FqnTable<'_> {
    fn one(&self, query: &str, key: &[u8]) -> Result<Option<KeyedBlock>, StoreError> {
        let mut select = self.0.prepare_cached(query).map_err(sql(WHAT))?;
        select.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(sql(WHAT))
    }
}

impl Blocks for FqnTable<'_> {
    fn at_or_before(&self, key: &[u8]) -> Result<Option<KeyedBlock>, StoreError> {
        self.one("SELECT first, entries FROM fqn_block WHERE first <= ?1 ORDER BY first DESC LIMIT 1", key)
    }

    fn after(&self, key: &[u8]) -> Result<Option<KeyedBlock>, StoreError> {
        self.one("SELECT first, entries FROM fqn_block WHERE first > ?1 ORDER BY first LIMIT 1", key)
    }
}

impl BlocksMut for FqnTable<'_> {
    fn remove(&mut self, key: &[u8]) -> Result<(), StoreError> {
        let mut delete =
            self.0.prepare_cached("DELETE FROM fqn_block WHERE first = ?1").map_err(sql(WHAT))?;
        delete.execute([key]).map(drop).map_err(sql(WHAT))
    }

    fn insert(&mut self, key: &[u8], block: &[u8]) -> Result<(), StoreError> {
        let mut insert = self.0.prepare_cached("INSERT INTO fqn_block VALUES (?1, ?2)").map_err(sql(WHAT))?;
        insert.execute(params![key, block]).map(drop).map_err(sql(WHAT))
    }
}

/// Takes out all entries of some files, wherever they are. Reads the whole index.
pub(crate) fn take_out_all(connection: &Connection, files: &BTreeSet<u32>) -> Result<(), StoreError> {
    let mut changes = FqnChanges::default();
    with_prefix(&FqnTable(connection), "", &mut |entry| {
        if files.contains(&entry.file) {
            changes.remove(entry.clone());
        }
        ControlFlow::Continue(())
    })?;
    changes.apply(&mut FqnTable(connection)).map(drop)
}

/// What a file has in the index.
pub(crate) fn entries(file_id: i64, file: &FileWrite) -> impl Iterator<Item = FqnEntry> {
    let number = file_number(file_id);
    file.symbols.iter().map(move |symbol| FqnEntry {
        fqn: symbol.fqn.clone(),
        file: number,
        ordinal: symbol.ordinal,
        kind: symbol.kind,
    })
}

/// Writes the blocks of a bulk load from its entries in the order of names, files and ordinals.
pub(crate) struct FqnFill<'a> {
    connection: &'a Connection,
    writer: BlockWriter,
    /// Entries whose keys may not be in the order of their names.
    run: Vec<(Vec<u8>, FqnEntry)>,
}

impl<'a> FqnFill<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection, writer: BlockWriter::default(), run: Vec::new() }
    }

    pub(crate) fn push(&mut self, entry: FqnEntry) -> Result<(), StoreError> {
        let key = entry.key();
        if !self.run.last().is_some_and(|(last, _)| keys::may_be_disordered(last, &key)) {
            self.give()?;
        }
        self.run.push((key, entry));
        Ok(())
    }

    fn give(&mut self) -> Result<(), StoreError> {
        self.run.sort();
        let mut table = FqnTable(self.connection);
        self.run.drain(..).try_for_each(|(key, entry)| {
            self.writer.push(key, entry, &mut |key, block| table.insert(key, block))
        })
    }

    pub(crate) fn finish(mut self) -> Result<(), StoreError> {
        self.give()?;
        let mut table = FqnTable(self.connection);
        self.writer.finish(&mut |key, block| table.insert(key, block))
    }
}

/// An entry from a row of name, file, ordinal and kind.
pub(crate) fn entry(row: &Row<'_>) -> rusqlite::Result<FqnEntry> {
    Ok(FqnEntry {
        fqn: row.get(0)?,
        file: row.get(1)?,
        ordinal: model::ids::DefId::new(row.get(2)?),
        kind: crate::rows::kind(row, 3)?,
    })
}
