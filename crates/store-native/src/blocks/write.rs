//! Cutting rows into blocks.

use store::StoreError;

use super::{BlockRow, room};

/// Where blocks go: key and bytes.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(&[u8], &[u8]) -> Result<(), StoreError>;

/// Gathers rows in order and gives out blocks.
pub(crate) struct BlockWriter<R> {
    key: Vec<u8>,
    block: Vec<u8>,
    before: R,
    /// Blocks are cut here at the latest. Bytes.
    limit: usize,
}

impl<R: BlockRow> Default for BlockWriter<R> {
    /// Blocks as large as they can be.
    fn default() -> Self {
        Self::limited(usize::MAX)
    }
}

impl<R: BlockRow> BlockWriter<R> {
    /// Blocks of at most `limit` bytes, where rows allow.
    pub(crate) fn limited(limit: usize) -> Self {
        Self { key: Vec::new(), block: Vec::new(), before: R::default(), limit }
    }

    /// Adds a row, which is above all before.
    ///
    /// # Errors
    /// Those of `sink`.
    pub(crate) fn push(&mut self, row: &R, sink: Sink<'_>) -> Result<(), StoreError> {
        let end = self.block.len();
        row.write(&self.before, &mut self.block);
        let is_full = end > 0 && self.block.len() > room(&self.key).min(self.limit);
        if is_full {
            sink(&self.key, &self.block[..end])?;
            self.block.clear();
            row.write(&R::default(), &mut self.block);
        }
        if is_full || end == 0 {
            self.key.clear();
            row.key(&mut self.key);
        }
        self.before.clone_from(row);
        Ok(())
    }

    /// Gives out what is left.
    ///
    /// # Errors
    /// Those of `sink`.
    pub(crate) fn finish(self, sink: Sink<'_>) -> Result<(), StoreError> {
        if self.block.is_empty() { Ok(()) } else { sink(&self.key, &self.block) }
    }
}
