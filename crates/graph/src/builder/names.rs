//! The table of FQNs: buckets of one cache line, filled in the order of hashes.

use crate::format::{BUCKET, FREE, LIST};
use crate::hash::share;

/// Names that a bucket has on average at most. A table that is fuller has longer chains: at 5 of 8, one bucket in
/// fifteen is full.
const AVERAGE: usize = 5;

/// Hashes of FQNs with their nodes: twelve bytes each.
#[derive(Default)]
pub(super) struct Names {
    hashes: Vec<u64>,
    nodes: Vec<u32>,
}

/// The table as it is written.
pub(super) struct Table {
    /// Marks, then values.
    pub(super) buckets: Vec<[u32; 2 * BUCKET]>,
    pub(super) lists: Vec<u32>,
}

impl Names {
    pub(super) fn push(&mut self, hash: u64, node: u32) {
        self.hashes.push(hash);
        self.nodes.push(node);
    }

    /// The table; `None` when the lists have more entries than there are numbers.
    pub(super) fn finish(self) -> Option<Table> {
        let sorted = self.sorted();
        let distinct = sorted.chunk_by(|left, right| left.0 == right.0).count();
        let count = u32::try_from(distinct.div_ceil(AVERAGE).max(1)).ok()?;
        let mut table = Filling::new(count);
        for same in sorted.chunk_by(|left, right| left.0 == right.0) {
            table.put(same)?;
        }
        Some(table.table)
    }

    /// Hashes and nodes, ascending, each pair once. A counting sort by the first bits leaves a handful to sort.
    fn sorted(self) -> Vec<(u64, u32)> {
        let groups = (self.hashes.len() / 4).clamp(1, 1 << 30) as u32;
        let mut next = vec![0u32; groups as usize + 1];
        for &hash in &self.hashes {
            next[share(hash, groups) as usize + 1] += 1;
        }
        for group in 1..next.len() {
            next[group] += next[group - 1];
        }
        let mut sorted = vec![(0, 0); self.hashes.len()];
        for (&hash, &node) in self.hashes.iter().zip(&self.nodes) {
            let place = &mut next[share(hash, groups) as usize];
            sorted[*place as usize] = (hash, node);
            *place += 1;
        }
        drop(self);
        // Each group now ends where the next began.
        let mut start = 0;
        for &end in &next[..groups as usize] {
            sorted[start..end as usize].sort_unstable();
            start = end as usize;
        }
        sorted.dedup();
        sorted
    }
}

/// A table that is being filled.
struct Filling {
    table: Table,
    /// Names of each bucket.
    filled: Vec<u8>,
}

/// Where a name goes.
enum Slot {
    /// Another hash with the same mark is there.
    Taken { bucket: usize, place: usize },
    /// The first bucket with room.
    Free { bucket: usize },
}

impl Filling {
    fn new(count: u32) -> Self {
        let mut empty = [0; 2 * BUCKET];
        empty[BUCKET..].fill(FREE);
        let table = Table { buckets: vec![empty; count as usize], lists: Vec::new() };
        Self { table, filled: vec![0; count as usize] }
    }

    /// Adds a hash with its nodes, ascending.
    fn put(&mut self, same: &[(u64, u32)]) -> Option<()> {
        let &[(hash, node), ..] = same else { return Some(()) };
        let nodes = same.iter().map(|&(_, node)| node);
        match self.slot(hash) {
            Slot::Taken { bucket, place } => {
                let mut both = self.nodes(self.table.buckets[bucket][BUCKET + place]);
                both.extend(nodes);
                both.sort_unstable();
                both.dedup();
                self.table.buckets[bucket][BUCKET + place] = self.list(both)?;
            }
            Slot::Free { bucket } => {
                let value = if same.len() == 1 { node } else { self.list(nodes.collect())? };
                let place = usize::from(self.filled[bucket]);
                self.filled[bucket] += 1;
                self.table.buckets[bucket][place] = hash as u32;
                self.table.buckets[bucket][BUCKET + place] = value;
            }
        }
        Some(())
    }

    /// Goes along the chain of a hash. A mark is only once in it: whoever looks for one of two hashes finds both.
    fn slot(&self, hash: u64) -> Slot {
        let mut bucket = share(hash, self.filled.len() as u32) as usize;
        loop {
            let filled = usize::from(self.filled[bucket]);
            let marks = &self.table.buckets[bucket][..filled];
            if let Some(place) = marks.iter().position(|&mark| mark == hash as u32) {
                return Slot::Taken { bucket, place };
            }
            if filled < BUCKET {
                return Slot::Free { bucket };
            }
            bucket = if bucket + 1 == self.filled.len() { 0 } else { bucket + 1 };
        }
    }

    /// What a value means.
    fn nodes(&self, value: u32) -> Vec<u32> {
        if value & LIST == 0 {
            return vec![value];
        }
        let list = &self.table.lists[(value & !LIST) as usize..];
        list[1..=list[0] as usize].to_vec()
    }

    /// Writes a list. One that it takes the place of stays, unused.
    fn list(&mut self, nodes: Vec<u32>) -> Option<u32> {
        let lists = &mut self.table.lists;
        let place = u32::try_from(lists.len()).ok().filter(|&place| place < LIST - 1)?;
        lists.push(nodes.len() as u32);
        lists.extend(nodes);
        Some(place | LIST)
    }
}

#[cfg(test)]
mod tests {
    use super::{Filling, Names};
    use crate::format::{BUCKET, FREE};

    fn value(table: &Filling, bucket: usize, place: usize) -> Vec<u32> {
        table.nodes(table.table.buckets[bucket][BUCKET + place])
    }

    #[test]
    fn hashes_with_one_mark_share_an_entry() {
        let mut table = Filling::new(2);
        // The same last 32 bits, and both at home in the first bucket.
        table.put(&[(7, 3)]).unwrap();
        table.put(&[(1 << 40 | 7, 1), (1 << 40 | 7, 2)]).unwrap();
        assert_eq!(value(&table, 0, 0), [1, 2, 3]);
        assert_eq!(table.filled, [1, 0]);
    }

    #[test]
    fn a_full_bucket_runs_over_into_the_next_and_the_last_into_the_first() {
        let mut table = Filling::new(2);
        for number in 0..10 {
            table.put(&[(u64::MAX << 32 | number, number as u32)]).unwrap();
        }
        assert_eq!(table.filled, [2, 8]);
        assert_eq!(value(&table, 0, 1), [9]);
    }

    #[test]
    fn names_come_in_any_order_and_twice() {
        let mut names = Names::default();
        for (hash, node) in [(9, 5), (8, 4), (9, 2), (9, 5)] {
            names.push(hash, node);
        }
        let table = names.finish().unwrap();
        assert_eq!(table.lists, [2, 2, 5]);
        assert_eq!(table.buckets[0][BUCKET..BUCKET + 3], [4, 1 << 31, FREE]);
    }
}
