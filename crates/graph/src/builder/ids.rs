//! From the id of a symbol to its node: a hash table with open addressing.

use model::ids::SymbolId;

use crate::hash::share;

/// Marks a free slot.
const FREE: u32 = u32::MAX;

/// What a node has before it is given an id.
const NONE: SymbolId = SymbolId::from_bytes([0; 16]);

/// Ids of all nodes: 22 bytes each.
#[derive(Default)]
pub(super) struct Ids {
    by_node: Vec<SymbolId>,
    slots: Vec<u32>,
}

impl Ids {
    /// No ids yet for this many nodes.
    pub(super) fn new(nodes: usize) -> Self {
        Self { by_node: vec![NONE; nodes], slots: vec![FREE; nodes + nodes / 2 + 1] }
    }

    /// Gives a node its id; `false` when it has one. Of nodes with one id the first is meant.
    pub(super) fn insert(&mut self, id: SymbolId, node: u32) -> bool {
        if self.by_node[node as usize] != NONE {
            return false;
        }
        self.by_node[node as usize] = id;
        let slot = self.slot(id);
        self.slots[slot] = self.slots[slot].min(node);
        true
    }

    /// Appends the nodes with these ids to `nodes`.
    pub(super) fn nodes(&self, ids: &[SymbolId], nodes: &mut Vec<Option<u32>>) {
        let start = nodes.len();
        // First a guess for each, so that the processor waits for many slots at once and not for one after the other.
        nodes.extend(ids.iter().map(|&id| Some(self.slots[self.home(id)])));
        for (&id, node) in ids.iter().zip(&mut nodes[start..]) {
            let known = node.and_then(|node| self.by_node.get(node as usize));
            if known != Some(&id) {
                *node = Some(self.slots[self.slot(id)]).filter(|&node| node != FREE);
            }
        }
    }

    /// Ids in the order of nodes.
    pub(super) fn into_ids(self) -> Vec<SymbolId> {
        self.by_node
    }

    /// Where the search for an id begins.
    fn home(&self, id: SymbolId) -> usize {
        share(spread(id), self.slots.len() as u32) as usize
    }

    /// Where the id stands, or the free slot where it would.
    fn slot(&self, id: SymbolId) -> usize {
        let mut slot = self.home(id);
        while self.slots[slot] != FREE && self.by_node[self.slots[slot] as usize] != id {
            slot = if slot + 1 == self.slots.len() { 0 } else { slot + 1 };
        }
        slot
    }
}

/// Ids are hashes, but nobody promises that here: their bits are mixed once more.
fn spread(id: SymbolId) -> u64 {
    let number = u128::from_le_bytes(*id.as_bytes());
    let folded = (number >> 64) as u64 ^ number as u64;
    folded.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use model::ids::SymbolId;

    fn id(number: u128) -> SymbolId {
        SymbolId::from_bytes(number.to_be_bytes())
    }

    #[test]
    fn what_goes_in_is_found() {
        let mut ids = Ids::new(1000);
        for node in (0..1000).rev() {
            assert!(ids.insert(id(u128::from(node) + 1), node));
        }
        let asked: Vec<_> = (1..=1001).map(id).collect();
        let mut nodes = Vec::new();
        ids.nodes(&asked, &mut nodes);
        assert!(nodes[..1000].iter().copied().eq((0..1000).map(Some)));
        assert_eq!(nodes[1000], None);
    }

    #[test]
    fn of_two_nodes_with_one_id_the_first_is_meant() {
        let mut ids = Ids::new(3);
        assert!(ids.insert(id(7), 2) && ids.insert(id(7), 1));
        let mut nodes = Vec::new();
        ids.nodes(&[id(7)], &mut nodes);
        assert_eq!(nodes, [Some(1)]);
        assert!(!ids.insert(id(8), 1), "it has an id");
    }
}
