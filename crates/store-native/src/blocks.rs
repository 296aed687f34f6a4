//! Ordered sets of small rows, kept as blocks in which each row is written as what it adds to the one before.
//!
//! A row of its own in a page of LMDB costs ten bytes beside its key; here it costs two. A block is found by the key of
//! its first row and is just so large that two fill a page.

mod changes;
mod read;
mod write;

use model::codec::{DecodeError, Reader};
use store::StoreError;

pub(crate) use self::changes::BlockChanges;
pub(crate) use self::read::{from, scan};
pub(crate) use self::write::BlockWriter;
use crate::layout::Space;

/// Most that two nodes of a full page can take each: key, value, and eight bytes of LMDB's.
const MAX_NODE: usize = 2038;
/// Bytes of a node beside key and value.
const NODE_HEADER: usize = 8;

/// A row of a block.
pub(crate) trait BlockRow: Clone + PartialEq + Default {
    /// Appends the row's key: keys are in the order of the rows, and two rows of one set never share one. At most 426 bytes.
    fn key(&self, out: &mut Vec<u8>);

    /// The number of the file that the row belongs to.
    fn file(&self) -> u32;

    /// Appends the row as what it adds to the one before; the first of a block follows the default.
    fn write(&self, before: &Self, out: &mut Vec<u8>);

    /// Becomes the next row, being the one before it.
    ///
    /// # Errors
    /// When the bytes are none.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

/// How large the bytes of a block with this key can be.
fn room(key: &[u8]) -> usize {
    MAX_NODE - NODE_HEADER - key.len()
}

/// The rows of a block, one at a time.
pub(crate) struct Rows<'b, R> {
    reader: Reader<'b>,
    row: R,
    space: Space,
}

impl<'b, R: BlockRow> Rows<'b, R> {
    pub(crate) fn new(space: Space, block: &'b [u8]) -> Self {
        Self { reader: Reader::new(block), row: R::default(), space }
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the bytes are none.
    pub(crate) fn next(&mut self) -> Result<Option<&R>, StoreError> {
        if self.reader.is_at_end() {
            return Ok(None);
        }
        let read = self.row.read(&mut self.reader);
        read.map_err(|error| {
            StoreError::corrupt("a block of rows", format!("{} ({error})", self.space.name()))
        })?;
        Ok(Some(&self.row))
    }
}

#[cfg(test)]
mod tests;
