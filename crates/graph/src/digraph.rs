//! Directed graphs that algorithms run over: of symbols, of files, of whatever groups them.
//!
//! Vertices are `0..n`, and that is their canonical order: whoever makes a digraph numbers them so. What an algorithm
//! answers is a function of the digraph alone, so equal digraphs give equal answers.

mod projection;

use crate::bits::Bits;

/// A vertex of a digraph: a number that means something in one digraph only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Vertex(u32);

impl Vertex {
    /// The vertex with this number.
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

/// A directed graph in two flat lists. From one vertex to another there is at most one arc, with a weight: how many it
/// stands for. A vertex may have an arc to itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Digraph {
    /// Where the arcs of each vertex start, and the end of all.
    starts: Vec<u32>,
    /// Ends of arcs, ascending for each vertex.
    ends: Vec<Vertex>,
    /// Weights of arcs; none at all when each is 1.
    weights: Vec<u32>,
}

impl Default for Digraph {
    fn default() -> Self {
        Self { starts: vec![0], ends: Vec::new(), weights: Vec::new() }
    }
}

impl Digraph {
    /// A digraph of so many vertices with these arcs, in any order; equal ones count once. Sorts them.
    ///
    /// # Panics
    /// When an arc is of or to a vertex that there is not.
    pub fn new(vertices: u32, mut arcs: Vec<(Vertex, Vertex)>) -> Self {
        arcs.sort_unstable();
        arcs.dedup();
        assert!(arcs.iter().all(|&(from, to)| from.max(to).raw() < vertices), "arcs are between vertices");
        let mut arcs = arcs.into_iter().peekable();
        let mut rows = Rows::default();
        for from in 0..vertices {
            while let Some((_, to)) = arcs.next_if(|(start, _)| start.raw() == from) {
                rows.push(to);
            }
            rows.end_row();
        }
        rows.finish()
    }

    /// Number of vertices.
    pub fn len(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of arcs.
    pub fn arc_count(&self) -> usize {
        self.ends.len()
    }

    /// All vertices in canonical order.
    pub fn vertices(&self) -> impl DoubleEndedIterator<Item = Vertex> + ExactSizeIterator + Clone + use<> {
        (0..self.len()).map(Vertex)
    }

    /// Where the arcs of a vertex lead to, ascending.
    #[inline]
    pub fn ends(&self, from: Vertex) -> &[Vertex] {
        &self.ends[self.row(from)]
    }

    /// Where the arcs of a vertex lead to, ascending, each with its weight.
    pub fn arcs(&self, from: Vertex) -> impl Iterator<Item = (Vertex, u32)> + '_ {
        let weight = |arc| self.weights.get(arc).copied().unwrap_or(1);
        self.row(from).map(move |arc| (self.ends[arc], weight(arc)))
    }

    /// Whether there is an arc. Logarithmic in the arcs of its start.
    #[inline]
    pub fn has_arc(&self, from: Vertex, to: Vertex) -> bool {
        self.ends(from).binary_search(&to).is_ok()
    }

    /// The vertices with an arc to themselves, ascending: of calls, what is directly recursive.
    pub fn loops(&self) -> impl Iterator<Item = Vertex> + '_ {
        self.vertices().filter(|&vertex| self.has_arc(vertex, vertex))
    }

    /// The vertices that an arc leads to or from, ascending. Linear.
    pub fn linked(&self) -> Vec<Vertex> {
        let mut linked = Bits::new(self.len() as usize);
        self.ends.iter().for_each(|end| _ = linked.insert(end.raw()));
        let is_linked = |vertex: &Vertex| !self.ends(*vertex).is_empty() || linked.has(vertex.raw());
        self.vertices().filter(is_linked).collect()
    }

    #[inline]
    fn row(&self, from: Vertex) -> std::ops::Range<usize> {
        self.starts[from.index()] as usize..self.starts[from.index() + 1] as usize
    }

    /// All arcs turned round, with their weights. Linear.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let mut starts = vec![0u32; self.starts.len()];
        for end in &self.ends {
            starts[end.index() + 1] += 1;
        }
        for vertex in 1..starts.len() {
            starts[vertex] += starts[vertex - 1];
        }
        let mut next = starts.clone();
        let mut ends = vec![Vertex(0); self.ends.len()];
        let mut weights = vec![0; self.weights.len()];
        // Starts ascend, so ends of the reversed arcs do.
        for from in self.vertices() {
            for arc in self.row(from) {
                let place = &mut next[self.ends[arc].index()];
                ends[*place as usize] = from;
                if let Some(weight) = self.weights.get(arc) {
                    weights[*place as usize] = *weight;
                }
                *place += 1;
            }
        }
        Self { starts, ends, weights }
    }
}

/// A digraph that is being made, vertex by vertex.
pub(crate) struct Rows {
    made: Digraph,
    all_one: bool,
}

impl Default for Rows {
    fn default() -> Self {
        Self { made: Digraph::default(), all_one: true }
    }
}

impl Rows {
    /// Adds an arc of the present vertex, of weight 1; its end must be above the last one's or equal to it.
    #[inline]
    pub(crate) fn push(&mut self, end: Vertex) {
        let start = *self.made.starts.last().expect("a first start is always there") as usize;
        if self.made.ends[start..].last() != Some(&end) {
            self.made.ends.push(end);
        }
    }

    /// Goes on to the next vertex.
    pub(crate) fn end_row(&mut self) {
        self.made.starts.push(self.made.ends.len() as u32);
    }

    /// Adds an arc with a weight; a digraph has those either for all of its arcs or for none.
    pub(crate) fn push_weighted(&mut self, end: Vertex, weight: u32) {
        self.made.ends.push(end);
        self.made.weights.push(weight);
        self.all_one &= weight == 1;
    }

    /// The digraph.
    pub(crate) fn finish(mut self) -> Digraph {
        if self.all_one {
            self.made.weights = Vec::new();
        }
        self.made
    }
}
