//! Nodes of a graph as a digraph.

use crate::digraph::{Digraph, Rows, Vertex};
use crate::edges::KindSet;
use crate::error::GraphError;
use crate::form::Direction;
use crate::graph::Graph;
use crate::node::Node;

/// Some nodes of a graph and the edges of some kinds between them. Its vertices are the nodes in canonical order, so it does
/// not show whether there is an overlay.
#[derive(Clone, Debug)]
pub struct Subgraph {
    digraph: Digraph,
    nodes: Vec<Node>,
    /// One more than the vertex of each node; 0 for what is none of it.
    numbers: Vec<u32>,
}

impl Subgraph {
    /// All nodes. With [`Direction::In`], arcs lead from what is referred to, to what refers to it. Linear.
    ///
    /// # Errors
    /// When the form turns out to be damaged.
    pub fn whole(graph: &Graph, direction: Direction, kinds: &KindSet) -> Result<Self, GraphError> {
        Self::of(graph, graph.nodes().collect(), direction, kinds)
    }

    /// All nodes that an edge of these kinds leads to or from; most definitions have no calls, so for calls that is a
    /// small part. Linear.
    ///
    /// # Errors
    /// When the form turns out to be damaged.
    pub fn linked(graph: &Graph, direction: Direction, kinds: &KindSet) -> Result<Self, GraphError> {
        let whole = Self::whole(graph, direction, kinds)?;
        let linked = whole.digraph.linked();
        let nodes: Vec<Node> = linked.iter().map(|&vertex| whole.node(vertex)).collect();
        let mut numbers = whole.numbers;
        numbers.fill(0);
        (1..).zip(&nodes).for_each(|(number, node)| numbers[node.index()] = number);
        Ok(Self { digraph: whole.digraph.restricted(&linked), nodes, numbers })
    }

    /// These nodes, in any order, each counting once. Costs sorting them, their edges, and a number for each node of
    /// the graph.
    ///
    /// # Errors
    /// When the form turns out to be damaged, or one is no node of the graph.
    pub fn induced(
        graph: &Graph,
        mut nodes: Vec<Node>,
        direction: Direction,
        kinds: &KindSet,
    ) -> Result<Self, GraphError> {
        nodes.sort_by_cached_key(|&node| graph.rank(node));
        nodes.dedup();
        Self::of(graph, nodes, direction, kinds)
    }

    /// What is at most `depth` edges away from one of `starts`. See [`Subgraph::induced`].
    ///
    /// # Errors
    /// When the form turns out to be damaged, or a start is no node of the graph.
    pub fn within(
        graph: &Graph,
        starts: &[Node],
        direction: Direction,
        kinds: &KindSet,
        depth: u32,
    ) -> Result<Self, GraphError> {
        let found = graph.breadth_first(starts, direction, kinds, depth)?;
        let nodes = found.into_iter().map(|(node, _)| node).collect();
        Self::induced(graph, nodes, direction, kinds)
    }

    /// What lies on a way of at most `edges` edges from one of some nodes to one of others: enough for every path between them of
    /// that length. Empty when there is none. See [`Subgraph::induced`].
    ///
    /// # Errors
    /// When the form turns out to be damaged, or an end is no node of the graph.
    pub fn between(
        graph: &Graph,
        from: &[Node],
        to: &[Node],
        kinds: &KindSet,
        edges: u32,
    ) -> Result<Self, GraphError> {
        let forth = graph.breadth_first(from, Direction::Out, kinds, edges)?;
        let back = graph.breadth_first(to, Direction::In, kinds, edges)?;
        // How many more edges a way to a node may have.
        let mut left = vec![None; graph.bound() as usize];
        back.iter().for_each(|&(node, distance)| left[node.index()] = Some(edges - distance));
        let is_between = |(node, distance): (Node, u32)| {
            left[node.index()].is_some_and(|left| distance <= left).then_some(node)
        };
        let nodes = forth.into_iter().filter_map(is_between).collect();
        Self::induced(graph, nodes, Direction::Out, kinds)
    }

    /// Nodes in canonical order.
    fn of(
        graph: &Graph,
        nodes: Vec<Node>,
        direction: Direction,
        kinds: &KindSet,
    ) -> Result<Self, GraphError> {
        let mut numbers = vec![0u32; graph.bound() as usize];
        for (number, node) in (1..).zip(&nodes) {
            *numbers.get_mut(node.index()).ok_or(GraphError::NoSuchNode { node: node.raw() })? = number;
        }
        let mut rows = Rows::default();
        for &node in &nodes {
            for end in graph.edges(node, direction)?.nodes_by(kinds) {
                if let Some(number) = numbers[end.index()].checked_sub(1) {
                    rows.push(Vertex::new(number));
                }
            }
            rows.end_row();
        }
        Ok(Self { digraph: rows.finish(), nodes, numbers })
    }

    /// The digraph.
    pub fn digraph(&self) -> &Digraph {
        &self.digraph
    }

    /// The nodes, by vertex.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node that a vertex stands for.
    ///
    /// # Panics
    /// When it is no vertex of the digraph.
    #[inline]
    pub fn node(&self, vertex: Vertex) -> Node {
        self.nodes[vertex.index()]
    }

    /// The vertex of a node, if it is there.
    #[inline]
    pub fn vertex(&self, node: Node) -> Option<Vertex> {
        self.numbers.get(node.index())?.checked_sub(1).map(Vertex::new)
    }

    /// The digraph of files: the node of each file that something here belongs to, by vertex, and the arcs that lead
    /// from file to file, weighing how many arcs of this one they stand for.
    ///
    /// # Errors
    /// When the form turns out to be damaged.
    pub fn by_file(&self, graph: &Graph) -> Result<(Digraph, Vec<Node>), GraphError> {
        let files = graph.files()?;
        let mut of = Vec::with_capacity(self.nodes.len());
        let mut kept: Vec<Node> = Vec::new();
        let mut behind = 0;
        for &node in &self.nodes {
            // Both ascend canonically.
            while files.get(behind).is_some_and(|&file| graph.rank(file) <= graph.rank(node)) {
                behind += 1;
            }
            let file = files[..behind].last().copied().ok_or(GraphError::NoSuchNode { node: node.raw() })?;
            if kept.last() != Some(&file) {
                kept.push(file);
            }
            of.push(Vertex::new(kept.len() as u32 - 1));
        }
        let digraph = self.digraph.projected(kept.len() as u32, |vertex| Some(of[vertex.index()]));
        Ok((digraph, kept))
    }
}
