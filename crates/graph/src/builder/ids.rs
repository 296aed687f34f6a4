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

    /// The node with this id.
    pub(super) fn node(&self, id: SymbolId) -> Option<u32> {
        Some(self.slots[self.slot(id)]).filter(|&node| node != FREE)
    }

    /// Ids in the order of nodes.
    pub(super) fn into_ids(self) -> Vec<SymbolId> {
        self.by_node
    }

    /// Where the id stands, or the free slot where it would.
    fn slot(&self, id: SymbolId) -> usize {
        let mut slot = share(spread(id), self.slots.len() as u32) as usize;
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
        for node in 0..1000 {
            assert_eq!(ids.node(id(u128::from(node) + 1)), Some(node));
        }
        assert_eq!(ids.node(id(2000)), None);
    }

    #[test]
    fn of_two_nodes_with_one_id_the_first_is_meant() {
        let mut ids = Ids::new(3);
        assert!(ids.insert(id(7), 2) && ids.insert(id(7), 1));
        assert_eq!(ids.node(id(7)), Some(1));
        assert!(!ids.insert(id(8), 1), "it has an id");
    }
}
