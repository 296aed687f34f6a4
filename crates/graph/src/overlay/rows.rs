//! Edges that are written out anew.

use rustc_hash::FxHashMap;

use crate::bits::Bits;
use crate::edges::Edges;

/// An edge as seen from one of its ends.
pub(super) struct End {
    pub(super) row: u32,
    pub(super) node: u32,
    pub(super) kind: u8,
}

/// Edges in one direction of some nodes, as [`Edges`] wants them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Nodes of the form whose edges are here or that are gone: asked first, as most nodes are neither.
    concerned: Bits,
    places: FxHashMap<u32, u32>,
    offsets: Vec<u32>,
    nodes: Vec<[u8; 4]>,
    kinds: Vec<u8>,
}

impl Rows {
    /// The edges of the nodes `rows`, which ascend and of which every end is, sorted by the `rank` of the other end.
    /// `None` when there are more than numbers.
    pub(super) fn new(
        concerned: Bits,
        rows: &[u32],
        mut ends: Vec<End>,
        rank: impl Fn(u32) -> u64,
    ) -> Option<Self> {
        u32::try_from(ends.len()).ok()?;
        // Most ends come in the order that the form has them in; a stable sort only merges those.
        ends.sort_by_key(|end| (end.row, rank(end.node), end.kind));
        ends.dedup_by_key(|end| (end.row, end.node, end.kind));
        let mut offsets = Vec::with_capacity(rows.len() + 1);
        offsets.push(0);
        for &row in rows {
            let start = offsets.last().copied().unwrap_or_default() as usize;
            let count = ends[start..].iter().take_while(|end| end.row == row).count();
            offsets.push((start + count) as u32);
        }
        let places = rows.iter().copied().zip(0..).collect();
        let nodes = ends.iter().map(|end| end.node.to_le_bytes()).collect();
        let kinds = ends.iter().map(|end| end.kind).collect();
        Some(Self { concerned, places, offsets, nodes, kinds })
    }

    /// Whether the form does not know the edges of one of its nodes.
    #[inline]
    pub(super) fn concern(&self, node: u32) -> bool {
        self.concerned.has(node)
    }

    /// The edges of a node, if they are here.
    pub(super) fn edges(&self, node: u32) -> Option<Edges<'_>> {
        let place = *self.places.get(&node)? as usize;
        let range = self.offsets[place] as usize..self.offsets[place + 1] as usize;
        Some(Edges::new(&self.nodes[range.clone()], &self.kinds[range]))
    }
}
