//! Edges in both directions, by counting: a list that is transposed comes out sorted.

/// Edges in one direction: for each node where its edges begin, and then other end and kind of each as one number.
pub(super) struct Rows {
    pub(super) offsets: Vec<u32>,
    pub(super) ends: Vec<u64>,
}

/// Other end and kind as one number that sorts like both.
fn pack(node: u32, kind: u8) -> u64 {
    u64::from(node) << 8 | u64::from(kind)
}

/// The other end of a packed edge.
pub(super) fn node(end: u64) -> u32 {
    (end >> 8) as u32
}

/// The kind of a packed edge.
pub(super) fn kind(end: u64) -> u8 {
    end as u8
}

/// Edges as files give them, by source: five bytes each.
#[derive(Default)]
pub(super) struct Collected {
    /// Number of edges of each source, up to the last that has some.
    counts: Vec<u32>,
    targets: Vec<u32>,
    kinds: Vec<u8>,
}

impl Collected {
    /// Adds an edge. Sources ascend.
    pub(super) fn push(&mut self, source: u32, target: u32, kind: u8) {
        if self.counts.len() <= source as usize {
            self.counts.resize(source as usize + 1, 0);
        }
        self.counts[source as usize] += 1;
        self.targets.push(target);
        self.kinds.push(kind);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.targets.len()
    }

    /// Both directions, each edge once. Linear, 16 bytes an edge.
    pub(super) fn finish(self, nodes: usize) -> (Rows, Rows) {
        let mut into = self.transposed(nodes);
        drop(self);
        into.sort_and_dedup();
        (into.transposed(), into)
    }

    /// By target; each row is ascending by source, and by kind too when a file names each target once.
    fn transposed(&self, nodes: usize) -> Rows {
        let mut rows = Scatter::new(nodes, self.targets.iter().copied());
        let mut next = 0;
        for (source, &count) in self.counts.iter().enumerate() {
            for edge in next..next + count as usize {
                rows.put(self.targets[edge], pack(source as u32, self.kinds[edge]));
            }
            next += count as usize;
        }
        rows.finish()
    }
}

impl Rows {
    /// The same edges by their other ends. Each row is ascending when each row here is.
    fn transposed(&self) -> Self {
        let nodes = self.offsets.len() - 1;
        let mut rows = Scatter::new(nodes, self.ends.iter().map(|&end| node(end)));
        for (row, ends) in self.offsets.windows(2).enumerate() {
            for &end in &self.ends[ends[0] as usize..ends[1] as usize] {
                rows.put(node(end), pack(row as u32, kind(end)));
            }
        }
        rows.finish()
    }

    /// Sorts rows that are not, and takes away what is there twice.
    fn sort_and_dedup(&mut self) {
        let (mut start, mut kept) = (0, 0);
        for row in 0..self.offsets.len() - 1 {
            let end = self.offsets[row + 1] as usize;
            if !self.ends[start..end].is_sorted() {
                self.ends[start..end].sort_unstable();
            }
            let first = kept;
            for edge in start..end {
                if kept == first || self.ends[kept - 1] != self.ends[edge] {
                    self.ends[kept] = self.ends[edge];
                    kept += 1;
                }
            }
            self.offsets[row + 1] = kept as u32;
            start = end;
        }
        self.ends.truncate(kept);
    }
}

/// Puts ends into rows whose lengths are known.
struct Scatter {
    /// Where row `n` goes on stands at `n + 1`: when all is put, that is where the row ends.
    offsets: Vec<u32>,
    ends: Vec<u64>,
}

impl Scatter {
    fn new(nodes: usize, rows: impl Iterator<Item = u32>) -> Self {
        let mut offsets = vec![0; nodes + 2];
        let mut count = 0;
        for row in rows {
            offsets[row as usize + 2] += 1;
            count += 1;
        }
        for row in 2..offsets.len() {
            offsets[row] += offsets[row - 1];
        }
        Self { offsets, ends: vec![0; count] }
    }

    fn put(&mut self, row: u32, end: u64) {
        let place = &mut self.offsets[row as usize + 1];
        self.ends[*place as usize] = end;
        *place += 1;
    }

    fn finish(mut self) -> Rows {
        self.offsets.pop();
        Rows { offsets: self.offsets, ends: self.ends }
    }
}

#[cfg(test)]
mod tests {
    use super::{Collected, kind, node};

    #[test]
    fn both_directions_are_sorted_and_hold_each_edge_once() {
        let mut edges = Collected::default();
        for (source, target, kind) in [(0, 2, 1), (0, 1, 0), (0, 2, 0), (0, 2, 1), (2, 2, 5), (2, 0, 3)] {
            edges.push(source, target, kind);
        }
        let (out, into) = edges.finish(4);
        let ends = |ends: &[u64]| ends.iter().map(|&end| (node(end), kind(end))).collect::<Vec<_>>();
        assert_eq!(out.offsets, [0, 3, 3, 5, 5]);
        assert_eq!(ends(&out.ends), [(1, 0), (2, 0), (2, 1), (0, 3), (2, 5)]);
        assert_eq!(into.offsets, [0, 1, 2, 5, 5]);
        assert_eq!(ends(&into.ends), [(2, 3), (0, 0), (0, 0), (0, 1), (2, 5)]);
    }

    #[test]
    fn no_edges_make_empty_rows() {
        let (out, into) = Collected::default().finish(2);
        assert_eq!((out.offsets, into.offsets), (vec![0, 0, 0], vec![0, 0, 0]));
    }
}
