//! Nodes of a graph.

use model::ids::DefId;

/// A file or a definition: a number that means something in one graph only.
///
/// Numbers below [`crate::Graph::bound`] fit dense arrays. Without an overlay they ascend by path and ordinal; with one
/// only [`crate::Graph::rank`] does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Node(u32);

impl Node {
    /// The node with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn raw(self) -> u32 {
        self.0
    }

    /// Its number, for indexing.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node stands for, in words that outlive the graph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place<'a> {
    /// Path of its file.
    pub path: &'a str,
    /// Its place among the definitions of the file; `None` for the file itself.
    pub def: Option<DefId>,
}

impl<'a> Place<'a> {
    /// The place of what is `offset` nodes behind the node of the file at `path`.
    pub(crate) fn at(path: &'a str, offset: u32) -> Self {
        Self { path, def: offset.checked_sub(1).map(DefId::new) }
    }
}

/// How many nodes behind its file's a definition stands.
pub(crate) fn offset(def: Option<DefId>) -> u64 {
    def.map_or(0, |def| u64::from(def.raw()) + 1)
}
