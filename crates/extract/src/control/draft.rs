//! A graph under construction, and what makes it tidy at the end.

use model::control::{Block, BlockKind, ControlFlow, Edge, EdgeKind};
use model::ids::BlockId;
use model::span::Span;

/// Where exceptions leave the function, while the graph is under construction.
pub(super) const RAISE: BlockId = BlockId::new(2);

/// Blocks and edges in the order of their making.
pub(super) struct Draft {
    blocks: Vec<Block>,
    /// Whether the way out of a block by an exception is drawn.
    guarded: Vec<bool>,
    edges: Vec<Edge>,
}

impl Draft {
    /// A graph with entry, exit and the place where exceptions leave.
    pub(super) fn new() -> Self {
        let mut draft = Self { blocks: Vec::new(), guarded: Vec::new(), edges: Vec::new() };
        for kind in [BlockKind::Entry, BlockKind::Exit, BlockKind::Raise] {
            draft.block(kind, false);
        }
        draft
    }

    /// A new block.
    pub(super) fn block(&mut self, kind: BlockKind, copy: bool) -> BlockId {
        let (span, statements) = (Span::default(), Vec::new());
        self.blocks.push(Block { kind, span, statements, reachable: false, copy });
        self.guarded.push(false);
        BlockId::new(self.blocks.len() as u32 - 1)
    }

    /// How many blocks there are.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// A new edge.
    pub(super) fn edge(&mut self, from: BlockId, to: BlockId, kind: EdgeKind) {
        self.edges.push(Edge { from, to, kind, never: false });
    }

    /// A new edge that is never taken when `never`.
    pub(super) fn edge_if(&mut self, from: BlockId, to: BlockId, kind: EdgeKind, never: bool) {
        self.edges.push(Edge { from, to, kind, never });
    }

    /// Adds a statement to a block.
    pub(super) fn note(&mut self, block: BlockId, span: Span) {
        let statements = &mut self.blocks[block.index()].statements;
        if statements.last() != Some(&span) {
            statements.push(span);
        }
    }

    /// Whether this is the first time that a way out by an exception is asked for.
    pub(super) fn guard(&mut self, block: BlockId) -> bool {
        !std::mem::replace(&mut self.guarded[block.index()], true)
    }

    /// Takes out the edges to a block.
    pub(super) fn cut(&mut self, block: BlockId) {
        self.edges.retain(|edge| edge.to != block);
    }

    /// The graph: without blocks that stand for nothing, numbered in reverse post-order.
    pub(super) fn finish(mut self) -> ControlFlow {
        self.fold();
        let order = self.order();
        self.numbered(&order)
    }

    /// Leads around empty blocks with a single way on.
    fn fold(&mut self) {
        let mut ways = vec![0u32; self.blocks.len()];
        let mut on: Vec<Option<(BlockId, bool)>> = vec![None; self.blocks.len()];
        for edge in &self.edges {
            ways[edge.from.index()] += 1;
            let plain = edge.kind == EdgeKind::Fallthrough && !edge.never && edge.to != edge.from;
            on[edge.from.index()] = Some((edge.to, plain));
        }
        let passes = |block: BlockId| -> Option<BlockId> {
            let is_empty = block.index() > RAISE.index() && self.blocks[block.index()].statements.is_empty();
            let (to, plain) = on[block.index()]?;
            (is_empty && plain && ways[block.index()] == 1).then_some(to)
        };
        let goal = |start: BlockId| {
            let mut at = start;
            // As many steps as blocks: a ring of empty blocks has no end.
            for _ in 0..self.blocks.len() {
                match passes(at) {
                    Some(next) => at = next,
                    None => return at,
                }
            }
            start
        };
        let goals: Vec<BlockId> =
            (0..self.blocks.len() as u32).map(|block| goal(BlockId::new(block))).collect();
        let folded: Vec<bool> = goals.iter().enumerate().map(|(at, goal)| goal.index() != at).collect();
        self.edges.retain_mut(|edge| {
            edge.to = goals[edge.to.index()];
            !folded[edge.from.index()]
        });
    }

    /// Blocks to be kept, in their final order; the number of those that can be reached.
    fn order(&mut self) -> Vec<BlockId> {
        // By source, and under a source in the order of making: the order in which it decides.
        self.edges.sort_by_key(|edge| edge.from);
        let starts = self.starts();
        let mut reached = self.reverse_post_order(&starts);
        for block in &reached {
            self.blocks[block.index()].reachable = true;
        }
        let mut has_way = vec![false; self.blocks.len()];
        self.edges.iter().for_each(|edge| has_way[edge.to.index()] = true);
        let entry_first = |block: &BlockId| *block != ControlFlow::ENTRY && *block != ControlFlow::EXIT;
        reached.retain(entry_first);
        let left = (RAISE.raw()..self.blocks.len() as u32).map(BlockId::new).filter(|block| {
            let draft = &self.blocks[block.index()];
            !draft.reachable && (!draft.statements.is_empty() || has_way[block.index()])
        });
        let left: Vec<BlockId> = left.collect();
        [ControlFlow::ENTRY, ControlFlow::EXIT].into_iter().chain(reached).chain(left).collect()
    }

    /// Where the edges of each block begin.
    fn starts(&self) -> Vec<usize> {
        let mut starts = vec![0; self.blocks.len() + 1];
        for edge in &self.edges {
            starts[edge.from.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        starts
    }

    /// What the entry leads to, each block before those it leads to, loops apart. Without recursion.
    fn reverse_post_order(&self, starts: &[usize]) -> Vec<BlockId> {
        let mut seen = vec![false; self.blocks.len()];
        let mut order = Vec::new();
        let mut stack = vec![(ControlFlow::ENTRY, starts[0])];
        seen[0] = true;
        while let Some((block, next)) = stack.pop() {
            // Later ways first, so that the first one comes first once everything is turned round.
            let (start, end) = (starts[block.index()], starts[block.index() + 1]);
            if next == end {
                order.push(block);
                continue;
            }
            stack.push((block, next + 1));
            let edge = self.edges[end - 1 - (next - start)];
            if !edge.never && !std::mem::replace(&mut seen[edge.to.index()], true) {
                stack.push((edge.to, starts[edge.to.index()]));
            }
        }
        order.reverse();
        order
    }

    fn numbered(mut self, order: &[BlockId]) -> ControlFlow {
        let mut numbers: Vec<Option<BlockId>> = vec![None; self.blocks.len()];
        for (number, block) in order.iter().enumerate() {
            numbers[block.index()] = Some(BlockId::new(number as u32));
        }
        let blocks = order.iter().map(|block| {
            let mut block = std::mem::replace(
                &mut self.blocks[block.index()],
                Block {
                    kind: BlockKind::Body,
                    span: Span::default(),
                    statements: Vec::new(),
                    reachable: false,
                    copy: false,
                },
            );
            block.span = hull(&block.statements);
            block
        });
        let blocks = blocks.collect();
        let placed = |edge: &Edge| {
            let (from, to) = (numbers[edge.from.index()]?, numbers[edge.to.index()]?);
            Some(Edge { from, to, ..*edge })
        };
        let mut edges: Vec<Edge> = self.edges.iter().filter_map(placed).collect();
        edges.sort_by_key(|edge| edge.from);
        ControlFlow { blocks, edges }
    }
}

fn hull(statements: &[Span]) -> Span {
    let start = statements.iter().map(|span| span.start).min().unwrap_or_default();
    let end = statements.iter().map(|span| span.end).max().unwrap_or_default();
    Span::new(start, end)
}
