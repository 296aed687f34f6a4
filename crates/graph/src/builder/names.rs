//! The table of FQNs: buckets of one cache line, filled in the order of hashes.

use crate::format::{BUCKET, BUCKET_BYTES, FREE, LIST};
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
    pub(super) buckets: Vec<u8>,
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

impl Filling {
    fn new(count: u32) -> Self {
        let mut empty = [0; BUCKET_BYTES];
        empty[BUCKET_BYTES / 2..].fill(u8::MAX);
        debug_assert_eq!(FREE.to_le_bytes(), [u8::MAX; 4]);
        let table = Table { buckets: empty.repeat(count as usize), lists: Vec::new() };
        Self { table, filled: vec![0; count as usize] }
    }

    /// Adds a hash with its nodes, ascending.
    fn put(&mut self, same: &[(u64, u32)]) -> Option<()> {
        let &[(hash, node), ..] = same else { return Some(()) };
        let value = if same.len() == 1 { node } else { self.list(same)? };
        let mut bucket = share(hash, self.filled.len() as u32) as usize;
        while usize::from(self.filled[bucket]) == BUCKET {
            bucket = if bucket + 1 == self.filled.len() { 0 } else { bucket + 1 };
        }
        let mark = bucket * BUCKET_BYTES + usize::from(self.filled[bucket]) * 4;
        self.filled[bucket] += 1;
        for (start, number) in [(mark, hash as u32), (mark + BUCKET_BYTES / 2, value)] {
            self.table.buckets[start..start + 4].copy_from_slice(&number.to_le_bytes());
        }
        Some(())
    }

    fn list(&mut self, same: &[(u64, u32)]) -> Option<u32> {
        let lists = &mut self.table.lists;
        let place = u32::try_from(lists.len()).ok().filter(|&place| place < LIST - 1)?;
        lists.push(same.len() as u32);
        lists.extend(same.iter().map(|&(_, node)| node));
        Some(place | LIST)
    }
}
