//! Edges of one node.

use std::sync::LazyLock;

use model::edges::EdgeKind;
use model::kinds::Role;

use crate::node::Node;

/// Every kind by its number. Numbers that mean none are not met in edges: blocks that have some are damaged.
static KINDS: LazyLock<[EdgeKind; 256]> = LazyLock::new(|| {
    let none = EdgeKind { role: Role::Call, dispatch: false };
    std::array::from_fn(|raw| EdgeKind::from_raw(raw as u8).unwrap_or(none))
});

/// Whether each number means a kind.
static IS_KIND: LazyLock<[bool; 256]> =
    LazyLock::new(|| std::array::from_fn(|raw| EdgeKind::from_raw(raw as u8).is_some()));

/// Whether all of these numbers mean kinds.
pub(crate) fn are_kinds(raw: &[u8]) -> bool {
    let is_kind = &*IS_KIND;
    raw.iter().all(|&raw| is_kind[usize::from(raw)])
}

/// Edges of a node in one direction, ascending by the other end and kind. A view of memory: copying costs nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edges<'a> {
    nodes: &'a [[u8; 4]],
    kinds: &'a [u8],
}

impl<'a> Edges<'a> {
    /// Edges with these other ends and kinds, which must be numbers of kinds.
    pub(crate) fn new(nodes: &'a [[u8; 4]], kinds: &'a [u8]) -> Self {
        Self { nodes, kinds }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The other ends alone, the fastest way through: one that is reached in several ways comes once for each.
    pub fn nodes(self) -> impl ExactSizeIterator<Item = Node> + 'a {
        self.nodes.iter().map(|&raw| Node::new(u32::from_le_bytes(raw)))
    }

    /// The other ends that edges of these kinds lead to.
    pub fn nodes_by(self, kinds: &'a KindSet) -> impl Iterator<Item = Node> + 'a {
        self.nodes().zip(self.kinds).filter(|(_, kind)| kinds.has(**kind)).map(|(node, _)| node)
    }

    /// Kinds and other ends.
    pub fn iter(self) -> impl ExactSizeIterator<Item = (EdgeKind, Node)> + 'a {
        let kinds = &*KINDS;
        self.raw().map(|(node, kind)| (kinds[usize::from(kind)], Node::new(node)))
    }

    /// Takes the first off.
    #[inline]
    pub(crate) fn pop_first(&mut self) -> Option<(u32, u8)> {
        let (&node, nodes) = self.nodes.split_first()?;
        let (&kind, kinds) = self.kinds.split_first()?;
        (self.nodes, self.kinds) = (nodes, kinds);
        Some((u32::from_le_bytes(node), kind))
    }

    /// Other ends and kinds as numbers.
    pub(crate) fn raw(self) -> impl ExactSizeIterator<Item = (u32, u8)> + 'a {
        self.nodes.iter().zip(self.kinds).map(|(&node, &kind)| (u32::from_le_bytes(node), kind))
    }
}

/// Which kinds of edges a question is about.
#[derive(Clone, Debug)]
pub struct KindSet {
    has: [bool; 256],
}

impl KindSet {
    /// All kinds.
    pub fn all() -> Self {
        Self::of(|_| true)
    }

    /// The kinds that `wanted` accepts.
    pub fn of(wanted: impl Fn(EdgeKind) -> bool) -> Self {
        let has = |raw| EdgeKind::from_raw(raw as u8).is_some_and(&wanted);
        Self { has: std::array::from_fn(has) }
    }

    /// Whether it has the kind with this number.
    pub(crate) fn has(&self, kind: u8) -> bool {
        self.has[usize::from(kind)]
    }
}
