//! Look-up tables of a unit.

/// Items grouped by a number: one array of items and where each group starts.
pub(super) struct Groups {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Groups {
    /// Groups `(group, item)` pairs, items in the order given. Linear (counting sort).
    pub(super) fn new(groups: usize, pairs: impl Iterator<Item = (usize, u32)> + Clone) -> Self {
        let mut starts = vec![0u32; groups + 1];
        pairs.clone().for_each(|(group, _)| starts[group + 1] += 1);
        for at in 0..groups {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut items = vec![0u32; starts[groups] as usize];
        for (group, item) in pairs {
            items[next[group] as usize] = item;
            next[group] += 1;
        }
        Self { starts, items }
    }

    pub(super) fn of(&self, group: usize) -> &[u32] {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(&start), Some(&end)) => &self.items[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The same groups, the items of each by a key; those of one key stay in their order.
    pub(super) fn sorted_by_key<K: Ord>(&self, key: impl Fn(u32) -> K) -> Self {
        let mut items = self.items.clone();
        for range in self.starts.windows(2) {
            items[range[0] as usize..range[1] as usize].sort_by_key(|item| key(*item));
        }
        Self { starts: self.starts.clone(), items }
    }
}
