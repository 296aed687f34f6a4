//! What follows from a control flow graph: dominators, loops, control dependence, paths.
//!
//! Only edges that can be taken and blocks that can be reached count; everything else has no answer.

mod paths;

use model::control::{BlockKind, ControlFlow, EdgeKind};
use model::ids::BlockId;
use petgraph::algo::dominators::{Dominators, simple_fast};
use petgraph::graph::{DiGraph, NodeIndex};

pub use paths::{PathLimits, Paths, paths};

/// A loop: a block that dominates one of the blocks that lead back to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NaturalLoop {
    /// Where every round begins.
    pub head: BlockId,
    /// Where rounds end, ascending.
    pub latches: Vec<BlockId>,
    /// All blocks of it, ascending.
    pub blocks: Vec<BlockId>,
}

/// Whether a block runs hangs on a decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Dependence {
    /// What depends.
    pub block: BlockId,
    /// The block that decides.
    pub on: BlockId,
    /// The way out of it after which the block is sure to run.
    pub edge: EdgeKind,
}

/// Everything that follows from a graph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ControlAnalysis {
    /// The closest block that every way from the entry to a block passes; none for the entry and for what cannot be reached.
    pub dominators: Vec<Option<BlockId>>,
    /// The closest block that every way from a block out of the function passes; none when there is no such block.
    pub post_dominators: Vec<Option<BlockId>>,
    /// Loops, by head.
    pub loops: Vec<NaturalLoop>,
    /// Control dependence (Ferrante, Ottenstein and Warren 1987), by block.
    pub dependences: Vec<Dependence>,
}

impl ControlAnalysis {
    /// Analyses a graph. Near linear for dominators and loops, quadratic at worst for dependence.
    pub fn of(flow: &ControlFlow) -> Self {
        let forward = forward(flow);
        let dominators = simple_fast(&forward, node(ControlFlow::ENTRY));
        let backward = backward(flow, &forward);
        let end = NodeIndex::new(flow.blocks.len());
        let post = simple_fast(&backward, end);
        let post_dominators = closest(flow, &post, Some(end));
        Self {
            dominators: closest(flow, &dominators, None),
            loops: loops(flow, &forward, &dominators),
            dependences: dependences(flow, &post_dominators),
            post_dominators,
        }
    }
}

fn node(block: BlockId) -> NodeIndex {
    NodeIndex::new(block.index())
}

fn block(node: NodeIndex) -> BlockId {
    BlockId::new(node.index() as u32)
}

/// The edges that can be taken between blocks that can be reached.
fn forward(flow: &ControlFlow) -> DiGraph<(), ()> {
    let mut graph = DiGraph::with_capacity(flow.blocks.len(), flow.edges.len());
    for _ in &flow.blocks {
        graph.add_node(());
    }
    for edge in flow.edges.iter().filter(|edge| !edge.never && flow.blocks[edge.from.index()].reachable) {
        graph.add_edge(node(edge.from), node(edge.to), ());
    }
    graph
}

/// The same edges turned round, from one node behind all ends. A part that no end can be reached from is tied to it by its last block,
/// so that endless loops have an order too.
fn backward(flow: &ControlFlow, forward: &DiGraph<(), ()>) -> DiGraph<(), ()> {
    let mut graph = forward.clone();
    graph.reverse();
    let end = graph.add_node(());
    let mut seen = vec![false; flow.blocks.len() + 1];
    for (index, found) in flow.blocks.iter().enumerate() {
        if found.reachable && matches!(found.kind, BlockKind::Exit | BlockKind::Raise) {
            graph.add_edge(end, NodeIndex::new(index), ());
            mark(&graph, NodeIndex::new(index), &mut seen);
        }
    }
    for index in (0..flow.blocks.len()).rev() {
        if flow.blocks[index].reachable && !seen[index] {
            graph.add_edge(end, NodeIndex::new(index), ());
            mark(&graph, NodeIndex::new(index), &mut seen);
        }
    }
    graph
}

fn mark(graph: &DiGraph<(), ()>, from: NodeIndex, seen: &mut [bool]) {
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut seen[at.index()], true) {
            waiting.extend(graph.neighbors(at));
        }
    }
}

fn closest(
    flow: &ControlFlow,
    dominators: &Dominators<NodeIndex>,
    apart: Option<NodeIndex>,
) -> Vec<Option<BlockId>> {
    let of = |index: usize| {
        let found = dominators.immediate_dominator(NodeIndex::new(index))?;
        (Some(found) != apart).then(|| block(found))
    };
    (0..flow.blocks.len()).map(of).collect()
}

fn loops(
    flow: &ControlFlow,
    forward: &DiGraph<(), ()>,
    dominators: &Dominators<NodeIndex>,
) -> Vec<NaturalLoop> {
    let mut found: Vec<NaturalLoop> = Vec::new();
    for head in (0..flow.blocks.len()).map(NodeIndex::new) {
        let back =
            |from: &NodeIndex| dominators.dominators(*from).is_some_and(|mut all| all.any(|at| at == head));
        let mut latches: Vec<NodeIndex> =
            forward.neighbors_directed(head, petgraph::Direction::Incoming).filter(back).collect();
        latches.sort_unstable();
        latches.dedup();
        if latches.is_empty() {
            continue;
        }
        let mut inside = vec![head];
        let mut waiting = latches.clone();
        while let Some(at) = waiting.pop() {
            if !inside.contains(&at) {
                inside.push(at);
                waiting.extend(forward.neighbors_directed(at, petgraph::Direction::Incoming));
            }
        }
        inside.sort_unstable();
        let blocks = |nodes: Vec<NodeIndex>| nodes.into_iter().map(block).collect();
        found.push(NaturalLoop { head: block(head), latches: blocks(latches), blocks: blocks(inside) });
    }
    found
}

/// A block depends on an edge when it post-dominates the edge's end but not its start.
fn dependences(flow: &ControlFlow, post_dominators: &[Option<BlockId>]) -> Vec<Dependence> {
    let mut found = Vec::new();
    for edge in flow.edges.iter().filter(|edge| !edge.never && flow.blocks[edge.from.index()].reachable) {
        let stop = post_dominators[edge.from.index()];
        let mut at = Some(edge.to);
        while let Some(block) = at.filter(|at| Some(*at) != stop) {
            found.push(Dependence { block, on: edge.from, edge: edge.kind });
            at = post_dominators[block.index()];
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
