//! Rows that come and go in one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;

use store::StoreError;

use super::{BlockRow, BlockWriter, Rows, room};
use crate::layout::{Change, Space};

/// A block that has shrunk below this is joined with the next. Bytes.
const JOIN: usize = 400;

/// Rows that come and go.
pub(crate) struct BlockChanges<R> {
    changes: BTreeMap<Vec<u8>, RowChange<R>>,
}

struct RowChange<R> {
    goes: Option<R>,
    comes: Option<R>,
}

impl<R> Default for BlockChanges<R> {
    fn default() -> Self {
        Self { changes: BTreeMap::new() }
    }
}

/// What was found while changes were made.
pub(crate) struct Applied<R> {
    /// Files of rows that should go and were not there: what such a file has in the index was put by other rules, and must
    /// be searched for.
    pub(crate) missed: BTreeSet<u32>,
    /// A row that is there, and one that should come under the same key. Nothing may be kept then.
    pub(crate) collision: Option<(R, R)>,
}

impl<R: BlockRow> BlockChanges<R> {
    /// A row comes. One that goes as well stays as it is; unless `known`, it is looked at, for who stored it may have gone by
    /// other rules. Gives the row that comes already under the same key, when it is another.
    pub(crate) fn add(&mut self, row: R, known: bool) -> Option<R> {
        let mut key = Vec::new();
        row.key(&mut key);
        let change = self.changes.entry(key).or_insert(RowChange { goes: None, comes: None });
        if known && change.goes.as_ref() == Some(&row) {
            change.goes = None;
            return None;
        }
        let twin = change.comes.take().filter(|twin| *twin != row);
        change.comes = Some(row);
        twin
    }

    /// A row goes.
    pub(crate) fn remove(&mut self, row: R) {
        let mut key = Vec::new();
        row.key(&mut key);
        let change = self.changes.entry(key).or_insert(RowChange { goes: None, comes: None });
        if change.comes.as_ref() == Some(&row) {
            change.comes = None;
        } else {
            change.goes = Some(row);
        }
    }

    /// Makes the changes: rewrites the blocks that they fall into and no others.
    ///
    /// # Errors
    /// When the database cannot be read or written, or a block is damaged.
    pub(crate) fn apply(self, change: &mut Change<'_>, space: Space) -> Result<Applied<R>, StoreError> {
        let mut applied = Applied { missed: BTreeSet::new(), collision: None };
        let real = |(_, change): &(Vec<u8>, RowChange<R>)| change.goes.is_some() || change.comes.is_some();
        let mut changes = self.changes.into_iter().filter(real).peekable();
        while let Some((first, _)) = changes.peek() {
            let old = Old::find(change, space, first)?;
            let merged = old.merge(change, space, &mut changes, &mut applied)?;
            merged.replace(change, space)?;
        }
        Ok(applied)
    }
}

/// A block that is about to change; without key, nothing yet.
struct Old {
    key: Option<Vec<u8>>,
    block: Vec<u8>,
}

impl Old {
    /// The block that a row with this key stands in, or would.
    fn find(change: &Change<'_>, space: Space, key: &[u8]) -> Result<Self, StoreError> {
        let view = change.view();
        let found = match view.at_or_before(space, key)? {
            None => view.after(space, key)?,
            found => found,
        };
        Ok(match found {
            Some((key, block)) => Self { key: Some(key.to_vec()), block: block.to_vec() },
            None => Self { key: None, block: Vec::new() },
        })
    }

    /// Makes the changes that fall into the block, and takes in the block behind it as long as there is little.
    fn merge<R: BlockRow>(
        self,
        change: &Change<'_>,
        space: Space,
        changes: &mut Peekable<impl Iterator<Item = (Vec<u8>, RowChange<R>)>>,
        applied: &mut Applied<R>,
    ) -> Result<Merged<R>, StoreError> {
        let mut merged = Merged {
            old: Vec::new(),
            key: Vec::new(),
            rows: Vec::new(),
            before: R::default(),
            is_same: false,
        };
        let mut next = Some(self);
        while let Some(old) = next.take() {
            let behind = old.key.as_deref().map(|key| change.view().after(space, key)).transpose()?.flatten();
            merged.merge(&old, space, behind.map(|(key, _)| key), changes, applied)?;
            if merged.old.is_empty() && merged.rows == old.block {
                merged.is_same = true;
            }
            merged.old.extend(old.key);
            if merged.rows.len() < JOIN && !merged.is_same {
                next = behind.map(|(key, block)| Self { key: Some(key.to_vec()), block: block.to_vec() });
            }
        }
        Ok(merged)
    }
}

/// Rows that take the place of some blocks.
struct Merged<R> {
    /// Keys of the blocks.
    old: Vec<Vec<u8>>,
    /// The key of the first row.
    key: Vec<u8>,
    /// All rows as one block, however large.
    rows: Vec<u8>,
    before: R,
    /// Nothing has changed: what should stay was only looked at.
    is_same: bool,
}

impl<R: BlockRow> Merged<R> {
    fn merge(
        &mut self,
        old: &Old,
        space: Space,
        end: Option<&[u8]>,
        changes: &mut Peekable<impl Iterator<Item = (Vec<u8>, RowChange<R>)>>,
        applied: &mut Applied<R>,
    ) -> Result<(), StoreError> {
        let mut rows = Rows::<R>::new(space, &old.block);
        let mut key = Vec::new();
        while let Some(row) = rows.next()? {
            key.clear();
            row.key(&mut key);
            while let Some((_, new)) = changes.next_if(|(at, _)| *at < key) {
                self.make(new, None, applied);
            }
            match changes.next_if(|(at, _)| *at == key) {
                Some((_, new)) => self.make(new, Some(row), applied),
                None => self.push(row),
            }
        }
        while let Some((_, new)) = changes.next_if(|(at, _)| end.is_none_or(|end| at.as_slice() < end)) {
            self.make(new, None, applied);
        }
        Ok(())
    }

    /// Makes one change, where `row` is there.
    fn make(&mut self, change: RowChange<R>, row: Option<&R>, applied: &mut Applied<R>) {
        let mut row = row;
        if let Some(goes) = change.goes {
            // The row of another file is not meant.
            if row.is_some_and(|row| row.file() == goes.file()) {
                row = None;
            } else {
                applied.missed.insert(goes.file());
            }
        }
        match (row, change.comes) {
            (Some(row), Some(comes)) if *row != comes => {
                applied.collision.get_or_insert_with(|| (row.clone(), comes));
                self.push(row);
            }
            (Some(row), _) => self.push(row),
            (None, Some(comes)) => self.push(&comes),
            (None, None) => {}
        }
    }

    fn push(&mut self, row: &R) {
        if self.rows.is_empty() {
            row.key(&mut self.key);
        }
        row.write(&self.before, &mut self.rows);
        self.before.clone_from(row);
    }

    /// Puts the rows in the place of the old blocks.
    fn replace(self, change: &mut Change<'_>, space: Space) -> Result<(), StoreError> {
        if self.is_same {
            return Ok(());
        }
        for key in self.old.iter().filter(|key| self.rows.is_empty() || **key != self.key) {
            change.delete(space, key)?;
        }
        if self.rows.is_empty() {
            return Ok(());
        }
        let room = room(&self.key);
        if self.rows.len() <= room {
            return change.put(space, &self.key, &self.rows);
        }
        // Equal parts: the next rows find room in each.
        let parts = self.rows.len().div_ceil(room);
        let mut writer = BlockWriter::<R>::limited(self.rows.len() / parts + 64);
        let mut rows = Rows::<R>::new(space, &self.rows);
        while let Some(row) = rows.next()? {
            writer.push(row, &mut |key, block| change.put(space, key, block))?;
        }
        writer.finish(&mut |key, block| change.put(space, key, block))
    }
}
