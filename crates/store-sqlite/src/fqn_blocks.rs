//! The index of fully qualified names: sorted blocks in which each name is written as what it adds to the one before.
//!
//! Names of one file stand together and share their beginnings, so a block holds some sixty of them in one or two
//! kilobytes, a third of what rows of their own would take. They are kept in an ordered table from the key of a
//! block's first entry to its bytes; how blocks are cut shows in no answer.

mod codec;
mod entry;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use self::codec::Row;
use self::codec::{decode, encode};
pub(crate) use self::entry::FqnEntry;
use store::StoreError;
use store::keys;

/// A block that has grown beyond this is split. Bytes.
const SPLIT: usize = 1_500;
/// A block that has shrunk below this is joined with the next. Bytes.
const JOIN: usize = 300;

/// A block with its key.
pub(crate) type KeyedBlock = (Vec<u8>, Vec<u8>);

/// The ordered table that a store keeps blocks in, for reading.
pub(crate) trait Blocks {
    /// The last block whose key is at most `key`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn at_or_before(&self, key: &[u8]) -> Result<Option<KeyedBlock>, StoreError>;

    /// The first block whose key is above `key`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn after(&self, key: &[u8]) -> Result<Option<KeyedBlock>, StoreError>;
}

/// The same table, for writing.
pub(crate) trait BlocksMut: Blocks {
    /// Takes out the block with this key.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn remove(&mut self, key: &[u8]) -> Result<(), StoreError>;

    /// Puts a block; there is none with its key.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn insert(&mut self, key: &[u8], block: &[u8]) -> Result<(), StoreError>;
}

/// Entries that come and go in one transaction. An entry that does both stays as it is.
#[derive(Default)]
pub(crate) struct FqnChanges {
    /// By key: whether the entry comes.
    changes: BTreeMap<Vec<u8>, (FqnEntry, bool)>,
}

impl FqnChanges {
    /// An entry comes.
    pub(crate) fn add(&mut self, entry: FqnEntry) {
        self.change(entry, true);
    }

    /// An entry goes.
    pub(crate) fn remove(&mut self, entry: FqnEntry) {
        self.change(entry, false);
    }

    fn change(&mut self, entry: FqnEntry, comes: bool) {
        let key = entry.key();
        match self.changes.get(&key) {
            // Going and coming again, of the same kind, is staying.
            Some((known, other)) if *other != comes && *known == entry => drop(self.changes.remove(&key)),
            _ => drop(self.changes.insert(key, (entry, comes))),
        }
    }

    /// Makes the changes: rewrites the blocks that they fall into and no others. Gives the files of entries that should go
    /// and were not there: what such a file has in the index was put by other rules and must be searched for.
    ///
    /// # Errors
    /// When the store cannot be read or written, or a block is damaged.
    pub(crate) fn apply(self, table: &mut dyn BlocksMut) -> Result<BTreeSet<u32>, StoreError> {
        let mut missed = BTreeSet::new();
        let mut changes = self.changes.into_iter().peekable();
        while let Some((first, _)) = changes.peek() {
            let found = match table.at_or_before(first)? {
                Some(block) => Some(block),
                None => table.after(&[])?,
            };
            let mut entries = BTreeMap::new();
            let mut next = None;
            if let Some((key, block)) = found {
                table.remove(&key)?;
                add_all(&mut entries, &block)?;
                next = table.after(&key)?;
            }
            loop {
                let end = next.as_ref().map(|(key, _)| key);
                while let Some((key, (entry, comes))) =
                    changes.next_if(|(key, _)| end.is_none_or(|end| key < end))
                {
                    let file = entry.file;
                    let known = if comes { entries.insert(key, entry) } else { entries.remove(&key) };
                    missed.extend((!comes && known.is_none()).then_some(file));
                }
                // What has become small goes together with what follows it.
                let Some((key, block)) = next.take().filter(|_| is_small(&entries)) else { break };
                table.remove(&key)?;
                add_all(&mut entries, &block)?;
                next = table.after(&key)?;
            }
            let mut writer = BlockWriter::default();
            for (key, entry) in entries {
                writer.push(key, entry, &mut |key, block| table.insert(key, block))?;
            }
            writer.finish(&mut |key, block| table.insert(key, block))?;
        }
        Ok(missed)
    }
}

fn add_all(entries: &mut BTreeMap<Vec<u8>, FqnEntry>, block: &[u8]) -> Result<(), StoreError> {
    entries.extend(decode(block)?.into_iter().map(|entry| (entry.key(), entry)));
    Ok(())
}

fn is_small(entries: &BTreeMap<Vec<u8>, FqnEntry>) -> bool {
    // Each takes four bytes and its name at least; beyond so many entries the size need not be known.
    entries.len() < JOIN / 4 && encode(entries.values()).len() < JOIN
}

/// Gathers entries in the order of their keys and gives out blocks.
#[derive(Default)]
pub(crate) struct BlockWriter {
    first: Vec<u8>,
    entries: Vec<FqnEntry>,
    bytes: usize,
}

/// Where blocks go: key and bytes.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(&[u8], &[u8]) -> Result<(), StoreError>;

impl BlockWriter {
    /// Adds an entry with its key, which is above all before.
    ///
    /// # Errors
    /// Those of `sink`.
    pub(crate) fn push(&mut self, key: Vec<u8>, entry: FqnEntry, sink: Sink<'_>) -> Result<(), StoreError> {
        let adds = codec::size(self.entries.last(), &entry);
        if !self.entries.is_empty() && self.bytes + adds > SPLIT {
            self.give(sink)?;
        }
        if self.entries.is_empty() {
            self.first = key;
        }
        self.bytes += adds;
        self.entries.push(entry);
        Ok(())
    }

    /// Gives out what is left.
    ///
    /// # Errors
    /// Those of `sink`.
    pub(crate) fn finish(mut self, sink: Sink<'_>) -> Result<(), StoreError> {
        if self.entries.is_empty() { Ok(()) } else { self.give(sink) }
    }

    fn give(&mut self, sink: Sink<'_>) -> Result<(), StoreError> {
        let block = encode(self.entries.iter());
        self.entries.clear();
        self.bytes = 0;
        sink(&self.first, &block)
    }
}

/// Called for each entry; `Break` ends the listing.
pub(crate) type EachEntry<'a> = &'a mut dyn FnMut(&FqnEntry) -> ControlFlow<()>;

/// Lists the entries with exactly this name, by file number and ordinal. One look-up.
///
/// # Errors
/// When the store cannot be read or a block is damaged.
pub(crate) fn with_fqn(table: &dyn Blocks, fqn: &str, each: EachEntry<'_>) -> Result<(), StoreError> {
    let mut start = Vec::with_capacity(fqn.len() + 2);
    keys::put_terminated(fqn.as_bytes(), &mut start);
    let mut ended = false;
    let mut block = table.at_or_before(&start)?;
    if block.is_none() {
        block = table.after(&start)?.filter(|(key, _)| key.starts_with(&start));
    }
    while let Some((at, bytes)) = block {
        // Whether there is one in this block, and whether the last is one.
        let (mut any, mut last) = (false, false);
        codec::each(&bytes, &mut |row| {
            last = row.name == fqn.as_bytes();
            if !last {
                return Ok(ControlFlow::Continue(()));
            }
            any = true;
            let (fqn, Row { file, ordinal, kind, .. }) = (fqn.to_owned(), row);
            let flow = each(&FqnEntry { fqn, file, ordinal, kind });
            ended = flow.is_break();
            Ok(flow)
        })?;
        if ended || any && !last {
            break;
        }
        // A name that many definitions share goes on in the next blocks, whose keys then begin with it.
        block = table.after(&at)?.filter(|(key, _)| key.starts_with(&start));
    }
    Ok(())
}

/// Lists the entries whose name begins with `prefix`, by name, file number and ordinal. Cost follows the results.
///
/// # Errors
/// When the store cannot be read or a block is damaged.
pub(crate) fn with_prefix(table: &dyn Blocks, prefix: &str, each: EachEntry<'_>) -> Result<(), StoreError> {
    let mut start = Vec::new();
    let ordered = keys::put_escaped(prefix.as_bytes(), &mut start);
    let mut run: Vec<(Vec<u8>, FqnEntry)> = Vec::new();
    let mut ended = false;
    from(table, &start, &mut |entry| {
        if !entry.fqn.as_bytes().starts_with(&prefix.as_bytes()[..ordered]) {
            return ControlFlow::Break(());
        }
        let key = entry.key();
        let joins = run.last().is_some_and(|(last, _)| keys::may_be_disordered(last, &key));
        if !joins && give(&mut run, prefix, each).is_break() {
            ended = true;
            return ControlFlow::Break(());
        }
        run.push((key, entry.clone()));
        ControlFlow::Continue(())
    })?;
    if !ended {
        let _: ControlFlow<()> = give(&mut run, prefix, each);
    }
    Ok(())
}

/// Gives out entries whose keys may not be in the order of their names.
fn give(run: &mut Vec<(Vec<u8>, FqnEntry)>, prefix: &str, each: EachEntry<'_>) -> ControlFlow<()> {
    run.sort_by(|(_, a), (_, b)| a.cmp(b));
    let wanted = run.drain(..).filter(|(_, entry)| entry.fqn.starts_with(prefix));
    wanted.map(|(_, entry)| entry).try_for_each(|entry| each(&entry))
}

/// Lists the entries whose key is at least `key`, in order of keys.
fn from(table: &dyn Blocks, key: &[u8], each: EachEntry<'_>) -> Result<(), StoreError> {
    let mut found = match table.at_or_before(key)? {
        Some(block) => Some(block),
        None => table.after(key)?,
    };
    while let Some((at, block)) = found {
        for entry in decode(&block)? {
            if entry.key().as_slice() >= key && each(&entry).is_break() {
                return Ok(());
            }
        }
        found = table.after(&at)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
