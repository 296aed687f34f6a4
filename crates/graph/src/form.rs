//! A form that is open: what stands in its file, without what changed since.

mod files;
mod names;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::blocks::Blocks;
use crate::edges::{Edges, are_kinds};
use crate::error::GraphError;
use crate::format::{LOOSE_ROW, Section, Stamp, numbers};

pub use files::Difference;
pub use names::Named;

/// A traversal form, open for reading by any number of threads.
#[derive(Debug)]
pub struct Form {
    blocks: Blocks,
    stamp: Stamp,
    files: u32,
    nodes: u32,
    edges: u64,
    buckets: u32,
}

/// The two directions of edges.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// From a definition to what it refers to.
    Out,
    /// From a definition to what refers to it.
    In,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Out => Self::In,
            Self::In => Self::Out,
        }
    }
}

/// An edge whose target no file had when the form was made.
pub(crate) struct Loose {
    pub(crate) id: [u8; 16],
    pub(crate) source: u32,
    pub(crate) kind: u8,
}

impl Form {
    /// Opens the form at `path`; only when it shows the state `expected`, if that is given. Reads the header and a
    /// five-hundredth of the rest.
    ///
    /// # Errors
    /// When there is none, it is another version's or another state's, it is damaged or cannot be read.
    pub fn open(path: &Path, expected: Option<&Stamp>) -> Result<Self, GraphError> {
        let (blocks, header) = Blocks::open(path)?;
        if expected.is_some_and(|expected| *expected != header.stamp) {
            return Err(GraphError::Stale { path: path.into(), found: header.stamp });
        }
        let buckets = (blocks.len(Section::Buckets) / crate::format::BUCKET_BYTES) as u32;
        let (files, nodes, edges) = (header.files, header.nodes, header.edges);
        Ok(Self { blocks, stamp: header.stamp, files, nodes, edges, buckets })
    }

    /// The state of the database that it shows.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Number of files.
    pub fn files(&self) -> u32 {
        self.files
    }

    /// Number of nodes: files and definitions.
    pub fn nodes(&self) -> u32 {
        self.nodes
    }

    /// Number of edges.
    pub fn edges(&self) -> u64 {
        self.edges
    }

    /// Edges of a node.
    #[inline]
    pub(crate) fn edges_of(&self, node: u32, direction: Direction) -> Result<Edges<'_>, GraphError> {
        let (offsets, nodes, kinds) = match direction {
            Direction::Out => (Section::OutOffsets, Section::OutNodes, Section::OutKinds),
            Direction::In => (Section::InOffsets, Section::InNodes, Section::InKinds),
        };
        if node >= self.nodes {
            return Err(GraphError::NoSuchNode { node });
        }
        let both: &[u8; 8] = self.blocks.array(offsets, node as usize * 4)?;
        let both = u64::from_le_bytes(*both);
        let (start, end) = (both as u32 as usize, (both >> 32) as usize);
        let kinds = self.blocks.bytes(kinds, start..end)?;
        let nodes = self.blocks.bytes(nodes, start * 4..end * 4)?;
        Ok(Edges::new(numbers(nodes), kinds))
    }

    /// The first eight bytes of a node's id, as they stand.
    pub(crate) fn id(&self, node: u32) -> Result<[u8; 8], GraphError> {
        self.blocks.array(Section::Ids, node as usize * 8).copied()
    }

    /// The edges that lead to nothing that the form knows.
    pub(crate) fn loose(&self) -> Result<Vec<Loose>, GraphError> {
        let rows = self.blocks.bytes(Section::Loose, 0..self.blocks.len(Section::Loose))?;
        let row = |row: &[u8; LOOSE_ROW]| {
            let (id, rest) = row.split_first_chunk()?;
            let (source, rest) = rest.split_first_chunk()?;
            let (source, kind) = (u32::from_le_bytes(*source), *rest.first()?);
            let sound = source < self.nodes && are_kinds(&[kind]);
            sound.then_some(Loose { id: *id, source, kind })
        };
        let loose: Option<_> = rows.as_chunks().0.iter().map(row).collect();
        loose.ok_or_else(|| self.blocks.damaged(Section::Loose))
    }
}
