//! What every way from a vertex to another passes.

use petgraph::algo::dominators::simple_fast;
use petgraph::visit::{GraphBase, GraphRef, IntoNeighbors, VisitMap, Visitable};

use crate::bits::Bits;
use crate::digraph::{Digraph, Vertex};

/// The dominators of everything that a vertex reaches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DominatorTree {
    root: Vertex,
    immediate: Vec<Option<Vertex>>,
}

impl Digraph {
    /// The dominators of what is reached from `root`: by the algorithm of Cooper, Harvey and Kennedy, near linear
    /// unless chains of dominators are long, quadratic at worst.
    ///
    /// # Panics
    /// When the root is no vertex.
    pub fn dominators(&self, root: Vertex) -> DominatorTree {
        let found = simple_fast(Adapter(self), root.raw());
        let mut immediate = vec![None; self.len() as usize];
        for reached in self.path_tree(root, u32::MAX).reached() {
            let closest = found.immediate_dominator(reached.vertex.raw());
            immediate[reached.vertex.index()] = closest.map(Vertex::new);
        }
        DominatorTree { root, immediate }
    }
}

impl DominatorTree {
    /// The vertex whose ways are looked at.
    pub fn root(&self) -> Vertex {
        self.root
    }

    /// The closest other vertex that every way from the root to this one passes. `None` for the root, and for what it
    /// does not reach.
    pub fn immediate(&self, vertex: Vertex) -> Option<Vertex> {
        self.immediate.get(vertex.index()).copied().flatten()
    }

    /// All other vertices that every way from the root to this one passes, the closest first, the root last.
    pub fn above(&self, vertex: Vertex) -> impl Iterator<Item = Vertex> + '_ {
        std::iter::successors(self.immediate(vertex), |&at| self.immediate(at))
    }

    /// How many others each vertex dominates: what the root would not reach without it. Linear.
    pub fn dominated(&self) -> Vec<u32> {
        let mut children = vec![0u32; self.immediate.len()];
        for parent in self.immediate.iter().flatten() {
            children[parent.index()] += 1;
        }
        let is_leaf = |vertex: &u32| children[*vertex as usize] == 0;
        let leaves = (0..self.immediate.len() as u32).filter(is_leaf).map(Vertex::new);
        let mut waiting: Vec<Vertex> = leaves.collect();
        let mut counts = vec![0; children.len()];
        while let Some(done) = waiting.pop() {
            let Some(parent) = self.immediate(done) else { continue };
            counts[parent.index()] += counts[done.index()] + 1;
            children[parent.index()] -= 1;
            if children[parent.index()] == 0 {
                waiting.push(parent);
            }
        }
        counts
    }
}

/// A digraph as petgraph sees one.
#[derive(Clone, Copy)]
struct Adapter<'g>(&'g Digraph);

/// Which vertices were visited.
struct Visited(Bits);

impl GraphBase for Adapter<'_> {
    type EdgeId = ();
    type NodeId = u32;
}

impl GraphRef for Adapter<'_> {}

impl<'g> IntoNeighbors for Adapter<'g> {
    type Neighbors = std::iter::Map<std::slice::Iter<'g, Vertex>, fn(&Vertex) -> u32>;

    fn neighbors(self, of: u32) -> Self::Neighbors {
        self.0.ends(Vertex::new(of)).iter().map(|end| end.raw())
    }
}

impl Visitable for Adapter<'_> {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(Bits::new(self.0.len() as usize))
    }

    fn reset_map(&self, map: &mut Visited) {
        *map = self.visit_map();
    }
}

impl VisitMap<u32> for Visited {
    fn visit(&mut self, vertex: u32) -> bool {
        self.0.insert(vertex)
    }

    fn is_visited(&self, vertex: &u32) -> bool {
        self.0.has(*vertex)
    }

    fn unvisit(&mut self, vertex: u32) -> bool {
        let was_visited = self.0.has(vertex);
        self.0.remove(vertex);
        was_visited
    }
}
