//! Files of a form, in path order.

use std::cmp::Ordering;
use std::ops::Range;

use super::Form;
use crate::error::GraphError;
use crate::format::{FILE_ROW, Section};

/// How the files of a database differ from those of an older form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// Paths of files that are new or other than they were, ascending.
    pub changed: Vec<String>,
    /// Paths of files that are gone, ascending.
    pub removed: Vec<String>,
}

impl Difference {
    /// Whether the form shows the database as it is.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.removed.is_empty()
    }
}

/// A file's row.
#[derive(Clone, Copy)]
struct Row {
    stamp: u64,
    first: u32,
    path_end: u32,
}

impl Form {
    /// Compares the form with the files that there are now: paths, ascending, with their stamps. Linear in both.
    ///
    /// # Errors
    /// When the form is damaged.
    pub fn difference<'a>(
        &self,
        current: impl IntoIterator<Item = (&'a str, u64)>,
    ) -> Result<Difference, GraphError> {
        let mut difference = Difference::default();
        let mut file = 0;
        for (path, stamp) in current {
            let mut changed = true;
            while file < self.files {
                let known = self.path(file)?;
                match known.cmp(path) {
                    Ordering::Less => difference.removed.push(known.to_owned()),
                    Ordering::Equal => changed = self.row(file)?.stamp != stamp,
                    Ordering::Greater => break,
                }
                file += 1;
            }
            if changed {
                difference.changed.push(path.to_owned());
            }
        }
        for file in file..self.files {
            difference.removed.push(self.path(file)?.to_owned());
        }
        Ok(difference)
    }

    /// The path of a file.
    pub(crate) fn path(&self, file: u32) -> Result<&str, GraphError> {
        let start = match file.checked_sub(1) {
            Some(before) => self.row(before)?.path_end,
            None => 0,
        };
        let end = self.row(file)?.path_end;
        let bytes = self.blocks.bytes(Section::PathText, start as usize..end as usize)?;
        std::str::from_utf8(bytes).map_err(|_| self.blocks.damaged(Section::PathText))
    }

    /// The nodes of a file, its own first.
    pub(crate) fn nodes_of(&self, file: u32) -> Result<Range<u32>, GraphError> {
        let end = if file + 1 < self.files { self.row(file + 1)?.first } else { self.nodes };
        let start = self.row(file)?.first;
        if start >= end || end > self.nodes {
            return Err(self.blocks.damaged(Section::FileRows));
        }
        Ok(start..end)
    }

    /// The file at `path`, or else the number of files before it. Logarithmic.
    pub(crate) fn find(&self, path: &str) -> Result<Result<u32, u32>, GraphError> {
        let (mut low, mut high) = (0, self.files);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.path(middle)?.cmp(path) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Ok(Ok(middle)),
                Ordering::Greater => high = middle,
            }
        }
        Ok(Err(low))
    }

    /// The file of a node, and how many nodes behind the file's own it stands. Logarithmic.
    pub(crate) fn file_of(&self, node: u32) -> Result<(u32, u32), GraphError> {
        if node >= self.nodes {
            return Err(GraphError::NoSuchNode { node });
        }
        let (mut low, mut high) = (0, self.files);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            *if self.row(middle)?.first <= node { &mut low } else { &mut high } = middle;
        }
        let first = self.row(low)?.first;
        Ok((low, node.checked_sub(first).ok_or_else(|| self.blocks.damaged(Section::FileRows))?))
    }

    /// The first node of the file with this number, or the number of nodes past the last file.
    pub(crate) fn first_node(&self, file: u32) -> Result<u32, GraphError> {
        if file < self.files { Ok(self.row(file)?.first) } else { Ok(self.nodes) }
    }

    fn row(&self, file: u32) -> Result<Row, GraphError> {
        let bytes: &[u8; FILE_ROW] = self.blocks.array(Section::FileRows, file as usize * FILE_ROW)?;
        let row = u128::from_le_bytes(*bytes);
        Ok(Row { stamp: row as u64, first: (row >> 64) as u32, path_end: (row >> 96) as u32 })
    }
}
