//! What is next to a node, and everything within some steps, level by level.

use crate::bits::Bits;
use crate::edges::KindSet;
use crate::error::GraphError;
use crate::form::Direction;
use crate::graph::Graph;
use crate::node::Node;

impl Graph {
    /// The nodes that edges of these kinds lead to or come from, each once, canonically.
    ///
    /// # Errors
    /// When the form turns out to be damaged, or this is no node of the graph.
    pub fn neighbours(
        &self,
        node: Node,
        direction: Direction,
        kinds: &KindSet,
    ) -> Result<Vec<Node>, GraphError> {
        let mut ends: Vec<Node> = self.edges(node, direction)?.nodes_by(kinds).collect();
        ends.dedup();
        Ok(ends)
    }

    /// All nodes that are at most `depth` edges of these kinds from one of `starts`, with their distance: by distance,
    /// then canonically. The starts are at distance 0. Linear in the edges of what it finds.
    ///
    /// # Errors
    /// When the form turns out to be damaged, or a start is no node of the graph.
    pub fn breadth_first(
        &self,
        starts: &[Node],
        direction: Direction,
        kinds: &KindSet,
        depth: u32,
    ) -> Result<Vec<(Node, u32)>, GraphError> {
        let mut levels = Levels::new(self);
        for start in starts {
            // Asking for its edges says whether there is such a node.
            self.edges(*start, direction)?;
            levels.reach(start.raw());
        }
        let mut found = Vec::new();
        for distance in 0.. {
            let level = levels.next();
            found.extend(level.iter().map(|&node| (Node::new(node), distance)));
            if level.is_empty() || distance == depth {
                break;
            }
            for node in level {
                for end in self.edges(Node::new(node), direction)?.nodes_by(kinds) {
                    levels.reach(end.raw());
                }
            }
        }
        Ok(found)
    }
}

/// The level that is being found.
struct Levels<'g> {
    graph: &'g Graph,
    seen: Bits,
    level: Vec<u32>,
    sorter: Bits,
}

impl<'g> Levels<'g> {
    fn new(graph: &'g Graph) -> Self {
        let bound = graph.bound() as usize;
        Self { graph, seen: Bits::new(bound), level: Vec::new(), sorter: Bits::default() }
    }

    #[inline]
    fn reach(&mut self, node: u32) {
        if self.seen.insert(node) {
            self.level.push(node);
        }
    }

    /// What was reached since the last level, canonically.
    fn next(&mut self) -> Vec<u32> {
        let mut level = std::mem::take(&mut self.level);
        let bound = self.graph.bound() as usize;
        // Going through all bits is cheaper than comparing once a level has one in some fifty.
        if level.len() > bound / 64 {
            if self.sorter.is_empty() {
                self.sorter = Bits::new(bound);
            }
            level.iter().for_each(|&node| _ = self.sorter.insert(node));
            level.clear();
            self.sorter.drain_into(&mut level);
        } else {
            level.sort_unstable();
        }
        // Numbers of changed files follow those of the form: two runs that the sort only merges.
        level.sort_by_key(|&node| self.graph.rank(Node::new(node)));
        level
    }
}
