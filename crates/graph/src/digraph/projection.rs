//! Digraphs made of digraphs: of groups of vertices, and of some of the vertices.

use super::{Digraph, Rows, Vertex};

impl Digraph {
    /// The digraph of `groups` groups of these vertices: an arc of the one is an arc of the other from group to group, and
    /// weights add up. What stays within a group, and what is in none, is dropped. Linear, but for sorting the ends of
    /// each group.
    ///
    /// # Panics
    /// When a vertex is in a group that there is not.
    #[must_use]
    pub fn projected(&self, groups: u32, group_of: impl Fn(Vertex) -> Option<Vertex>) -> Self {
        let of: Vec<Option<Vertex>> = self.vertices().map(group_of).collect();
        let members = Members::new(groups, &of);
        let mut rows = Rows::default();
        // Of the group at hand: the sum of weights to each other one, and those for which it is not 0.
        let mut sums = vec![0u32; groups as usize];
        let mut met = Vec::new();
        for (group, members) in (0..).map(Vertex).zip(members.iter()) {
            for (end, weight) in members.iter().flat_map(|&member| self.arcs(member)) {
                let Some(end) = of[end.index()].filter(|&end| end != group) else { continue };
                if sums[end.index()] == 0 {
                    met.push(end);
                }
                sums[end.index()] = sums[end.index()].saturating_add(weight);
            }
            met.sort_unstable();
            for end in met.drain(..) {
                rows.push_weighted(end, std::mem::take(&mut sums[end.index()]));
            }
            rows.end_row();
        }
        rows.finish()
    }

    /// The digraph of the vertices `kept` alone, numbered as they stand there, and the arcs between them. Costs those
    /// vertices with their arcs, and one number for each vertex of all.
    ///
    /// # Panics
    /// When `kept` does not ascend, or one of it is no vertex.
    #[must_use]
    pub fn restricted(&self, kept: &[Vertex]) -> Self {
        assert!(kept.is_sorted_by(|before, after| before < after), "each is kept once, in order");
        let mut numbers = vec![0; self.len() as usize];
        self.restricted_by(kept, &mut numbers, true)
    }

    /// The same with a list of zeros to note numbers in, which has only zeros afterwards: what is left of many small
    /// parts of a large digraph then costs those parts. Arcs of a vertex to itself are kept if `loops`.
    pub(crate) fn restricted_by(&self, kept: &[Vertex], numbers: &mut [u32], loops: bool) -> Self {
        for (number, vertex) in (1..).zip(kept) {
            numbers[vertex.index()] = number;
        }
        let mut rows = Rows::default();
        for &vertex in kept {
            for (end, weight) in self.arcs(vertex) {
                if let Some(number) = numbers[end.index()].checked_sub(1)
                    && (loops || end != vertex)
                {
                    rows.push_weighted(Vertex(number), weight);
                }
            }
            rows.end_row();
        }
        kept.iter().for_each(|vertex| numbers[vertex.index()] = 0);
        rows.finish()
    }
}

/// Vertices by group.
struct Members {
    starts: Vec<u32>,
    vertices: Vec<Vertex>,
}

impl Members {
    /// Sorts by counting.
    fn new(groups: u32, of: &[Option<Vertex>]) -> Self {
        let mut starts = vec![0u32; groups as usize + 1];
        for group in of.iter().flatten() {
            starts[group.index() + 1] += 1;
        }
        for group in 1..starts.len() {
            starts[group] += starts[group - 1];
        }
        let mut next = starts.clone();
        let mut vertices = vec![Vertex(0); starts[groups as usize] as usize];
        for (vertex, group) in (0..).map(Vertex).zip(of) {
            if let Some(group) = group {
                let place = &mut next[group.index()];
                vertices[*place as usize] = vertex;
                *place += 1;
            }
        }
        Self { starts, vertices }
    }

    /// The vertices of each group, ascending.
    fn iter(&self) -> impl Iterator<Item = &[Vertex]> {
        self.starts.windows(2).map(|ends| &self.vertices[ends[0] as usize..ends[1] as usize])
    }
}
