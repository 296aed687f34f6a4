//! Strongly connected components.
//!
//! D. J. Pearce, "A space-efficient algorithm for finding strongly connected components", 2016: Tarjan's algorithm
//! with one number for each node. Without recursion, so that long chains need no deep stack.

use std::convert::Infallible;

use crate::digraph::{Digraph, Vertex};
use crate::edges::{Edges, KindSet};
use crate::error::GraphError;
use crate::form::Direction;
use crate::graph::Graph;
use crate::node::Node;

/// Every node of a graph, or vertex of a digraph, in exactly one component: those that reach each other. Components come by
/// their first member, their members canonically.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Components<N = Node> {
    starts: Vec<u32>,
    members: Vec<N>,
}

impl<N: Copy> Components<N> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The components.
    pub fn iter(&self) -> impl Iterator<Item = &[N]> {
        self.starts.windows(2).map(|ends| &self.members[ends[0] as usize..ends[1] as usize])
    }

    /// The components in which something reaches another: of two members and more. See [`Digraph::loops`] for the rest of
    /// what reaches itself.
    pub fn cyclic(&self) -> impl Iterator<Item = &[N]> {
        self.iter().filter(|component| component.len() > 1)
    }
}

impl Graph {
    /// The strongly connected components over edges of these kinds. Linear.
    ///
    /// # Errors
    /// When the form turns out to be damaged.
    pub fn components(&self, kinds: &KindSet) -> Result<Components, GraphError> {
        let mut search = Search::new(Followed { graph: self, kinds }, self.bound());
        for node in self.nodes() {
            search.from(node.raw())?;
        }
        Ok(grouped(&search.numbers, self.nodes(), Node::index))
    }
}

impl Digraph {
    /// The strongly connected components. Linear.
    pub fn components(&self) -> Components<Vertex> {
        let mut search = Search::new(self, self.len());
        for vertex in self.vertices() {
            let Ok(()) = search.from(vertex.raw());
        }
        grouped(&search.numbers, self.vertices(), Vertex::index)
    }
}

/// Groups what there is, canonically, by number: one for each component, counted down from the last.
fn grouped<N: Copy>(
    numbers: &[u32],
    all: impl Iterator<Item = N> + Clone,
    index: impl Fn(N) -> usize,
) -> Components<N> {
    let count = numbers.iter().filter(|&&number| number != 0).min().map_or(0, |least| u32::MAX - least + 1);
    let mut order = vec![u32::MAX; count as usize];
    let mut starts = vec![0u32];
    let component = |member: N| (u32::MAX - numbers[index(member)]) as usize;
    for member in all.clone() {
        let place = &mut order[component(member)];
        if *place == u32::MAX {
            *place = starts.len() as u32 - 1;
            starts.push(0);
        }
        starts[*place as usize + 1] += 1;
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    let mut next = starts.clone();
    let mut members: Vec<N> = all.clone().collect();
    for member in all {
        let place = &mut next[order[component(member)] as usize];
        members[*place as usize] = member;
        *place += 1;
    }
    Components { starts, members }
}

/// What a search goes along.
trait Arcs {
    /// Where arcs of a node lead to.
    type Ends: Iterator<Item = u32>;
    /// Why that cannot be said.
    type Error;

    fn ends(&self, of: u32) -> Result<Self::Ends, Self::Error>;
}

/// Edges of some kinds of a graph.
struct Followed<'g> {
    graph: &'g Graph,
    kinds: &'g KindSet,
}

/// The ends of edges of some kinds.
struct FollowedEnds<'g> {
    edges: Edges<'g>,
    kinds: &'g KindSet,
}

impl Iterator for FollowedEnds<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        loop {
            let (end, kind) = self.edges.pop_first()?;
            if self.kinds.has(kind) {
                return Some(end);
            }
        }
    }
}

impl<'g> Arcs for Followed<'g> {
    type Ends = FollowedEnds<'g>;
    type Error = GraphError;

    #[inline]
    fn ends(&self, of: u32) -> Result<Self::Ends, GraphError> {
        Ok(FollowedEnds { edges: self.graph.edges(Node::new(of), Direction::Out)?, kinds: self.kinds })
    }
}

impl<'g> Arcs for &'g Digraph {
    type Ends = std::iter::Map<std::slice::Iter<'g, Vertex>, fn(&Vertex) -> u32>;
    type Error = Infallible;

    #[inline]
    fn ends(&self, of: u32) -> Result<Self::Ends, Infallible> {
        let raw: fn(&Vertex) -> u32 = |end| end.raw();
        Ok(Digraph::ends(self, Vertex::new(of)).iter().map(raw))
    }
}

/// A depth-first search.
struct Search<A: Arcs> {
    arcs: A,
    /// 0 before a node is met; then its index, counted up from 1, or the least that it reaches; then the number of its
    /// component, counted down from the last. Indices of nodes without a component are always the smaller ones.
    numbers: Vec<u32>,
    next_index: u32,
    next_component: u32,
    /// Nodes that are done and wait for the root of their component.
    waiting: Vec<u32>,
    frames: Vec<Frame<A::Ends>>,
}

/// A node whose arcs are being followed.
struct Frame<I> {
    node: u32,
    ends: I,
    is_root: bool,
}

impl<A: Arcs> Search<A> {
    /// A search along arcs between nodes of numbers below `bound`.
    fn new(arcs: A, bound: u32) -> Self {
        let numbers = vec![0; bound as usize];
        let (waiting, frames) = (Vec::new(), Vec::new());
        Self { arcs, numbers, next_index: 1, next_component: u32::MAX, waiting, frames }
    }

    /// Finds the components of everything that a node reaches.
    fn from(&mut self, node: u32) -> Result<(), A::Error> {
        if self.numbers[node as usize] == 0 {
            self.enter(node)?;
        }
        while let Some(frame) = self.frames.last_mut() {
            match frame.ends.next() {
                Some(end) if self.numbers[end as usize] == 0 => self.enter(end)?,
                Some(end) => frame.reaches(end, &mut self.numbers),
                None => self.leave(),
            }
        }
        Ok(())
    }

    fn enter(&mut self, node: u32) -> Result<(), A::Error> {
        self.numbers[node as usize] = self.next_index;
        self.next_index += 1;
        let ends = self.arcs.ends(node)?;
        self.frames.push(Frame { node, ends, is_root: true });
        Ok(())
    }

    fn leave(&mut self) {
        let Some(done) = self.frames.pop() else { return };
        if done.is_root {
            self.close(done.node);
        } else {
            self.waiting.push(done.node);
        }
        if let Some(parent) = self.frames.last_mut() {
            parent.reaches(done.node, &mut self.numbers);
        }
    }

    /// Makes a component of a root and all that waits for it.
    fn close(&mut self, root: u32) {
        let index = self.numbers[root as usize];
        self.next_index -= 1;
        while let Some(&node) = self.waiting.last()
            && self.numbers[node as usize] >= index
        {
            self.waiting.pop();
            self.numbers[node as usize] = self.next_component;
            self.next_index -= 1;
        }
        self.numbers[root as usize] = self.next_component;
        self.next_component -= 1;
    }
}

impl<I> Frame<I> {
    #[inline]
    fn reaches(&mut self, end: u32, numbers: &mut [u32]) {
        let least = numbers[end as usize];
        if least < numbers[self.node as usize] {
            numbers[self.node as usize] = least;
            self.is_root = false;
        }
    }
}
