//! Strongly connected components.
//!
//! D. J. Pearce, "A space-efficient algorithm for finding strongly connected components", 2016: Tarjan's algorithm
//! with one number for each node. Without recursion, so that long chains need no deep stack.

use crate::edges::{Edges, KindSet};
use crate::error::GraphError;
use crate::form::Direction;
use crate::graph::Graph;
use crate::node::Node;

/// Every node in exactly one component: those that reach each other. Components come by their first node, their nodes
/// canonically.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Components {
    starts: Vec<u32>,
    members: Vec<Node>,
}

impl Components {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The components.
    pub fn iter(&self) -> impl Iterator<Item = &[Node]> {
        self.starts.windows(2).map(|ends| &self.members[ends[0] as usize..ends[1] as usize])
    }

    /// The components in which something reaches another: of two nodes and more.
    pub fn cyclic(&self) -> impl Iterator<Item = &[Node]> {
        self.iter().filter(|component| component.len() > 1)
    }
}

impl Graph {
    /// The strongly connected components over edges of these kinds. Linear.
    ///
    /// # Errors
    /// When the form turns out to be damaged.
    pub fn components(&self, kinds: &KindSet) -> Result<Components, GraphError> {
        let mut search = Search::new(self, kinds);
        for node in self.nodes() {
            search.from(node.raw())?;
        }
        Ok(self.grouped(&search.numbers))
    }

    /// Groups nodes by number, a number for each component counted down from the last.
    fn grouped(&self, numbers: &[u32]) -> Components {
        let count =
            numbers.iter().filter(|&&number| number != 0).min().map_or(0, |least| u32::MAX - least + 1);
        let mut order = vec![u32::MAX; count as usize];
        let mut starts = vec![0u32];
        let component = |node: Node| (u32::MAX - numbers[node.index()]) as usize;
        for node in self.nodes() {
            let place = &mut order[component(node)];
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
        let mut members = vec![Node::new(0); self.len() as usize];
        for node in self.nodes() {
            let place = &mut next[order[component(node)] as usize];
            members[*place as usize] = node;
            *place += 1;
        }
        Components { starts, members }
    }
}

/// A depth-first search.
struct Search<'g> {
    graph: &'g Graph,
    kinds: &'g KindSet,
    /// 0 before a node is met; then its index, counted up from 1, or the least that it reaches; then the number of its
    /// component, counted down from the last. Indices of nodes without a component are always the smaller ones.
    numbers: Vec<u32>,
    next_index: u32,
    next_component: u32,
    /// Nodes that are done and wait for the root of their component.
    waiting: Vec<u32>,
    frames: Vec<Frame<'g>>,
}

/// A node whose edges are being followed.
struct Frame<'g> {
    node: u32,
    edges: Edges<'g>,
    is_root: bool,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Graph, kinds: &'g KindSet) -> Self {
        let numbers = vec![0; graph.bound() as usize];
        let (waiting, frames) = (Vec::new(), Vec::new());
        Self { graph, kinds, numbers, next_index: 1, next_component: u32::MAX, waiting, frames }
    }

    /// Finds the components of everything that a node reaches.
    fn from(&mut self, node: u32) -> Result<(), GraphError> {
        if self.numbers[node as usize] == 0 {
            self.enter(node)?;
        }
        while let Some(frame) = self.frames.last_mut() {
            match frame.edges.pop_first() {
                Some((_, kind)) if !self.kinds.has(kind) => {}
                Some((end, _)) if self.numbers[end as usize] == 0 => self.enter(end)?,
                Some((end, _)) => frame.reaches(end, &mut self.numbers),
                None => self.leave(),
            }
        }
        Ok(())
    }

    fn enter(&mut self, node: u32) -> Result<(), GraphError> {
        self.numbers[node as usize] = self.next_index;
        self.next_index += 1;
        let edges = self.graph.edges(Node::new(node), Direction::Out)?;
        self.frames.push(Frame { node, edges, is_root: true });
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

impl Frame<'_> {
    #[inline]
    fn reaches(&mut self, end: u32, numbers: &mut [u32]) {
        let least = numbers[end as usize];
        if least < numbers[self.node as usize] {
            numbers[self.node as usize] = least;
            self.is_root = false;
        }
    }
}
