//! Program slices inside of a function: the statements that a statement depends on, or that depend on it (Weiser 1981), by reachability in the
//! program dependence graph (Ferrante, Ottenstein and Warren 1987).
//!
//! ```text
//! occurrences of variables ──per statement──► reaching definitions ──► data dependence ┐
//! control flow graph ──────────────────────────────────────────────► control dependence ┴► slice
//! ```
//!
//! Data goes through local variables, and through fields and globals that are known by their definition. What is written through an
//! element, a member, a pointer or a method of a variable may change it: such writes add to what was there before and replace nothing.
//! Variables that may mean the same memory are told by how they are made of one another (`aliases`): a change through one may change the others.

mod aliases;
mod dependence;
mod handed;
mod reaching;
mod variables;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use graph::Direction;
use model::control::{BlockKind, ControlFlow, EdgeKind};
use model::ids::BlockId;
use model::span::Span;

use self::dependence::{Link, Links};
use self::variables::Variables;
use crate::file_view::FileView;

/// A function to slice.
#[derive(Clone, Copy, Debug)]
pub struct Sliced<'a> {
    /// Its extent.
    pub span: Span,
    /// Its control flow.
    pub flow: &'a ControlFlow,
}

/// Why a statement is in a slice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SliceReason {
    /// It was asked about.
    Target,
    /// A value goes from one to the other.
    Data,
    /// One decides whether the other runs.
    Control,
    /// It leaves a place that something in the slice decides about.
    Jump,
}

impl SliceReason {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Data => "data",
            Self::Control => "control",
            Self::Jump => "jump",
        }
    }
}

/// A statement of a slice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SliceStatement {
    /// The statement.
    pub span: Span,
    /// Why it is there: what was found first, going away from the target.
    pub reason: SliceReason,
    /// The statement nearer to the target that it is there for; `None` for targets.
    pub for_the_sake_of: Option<Span>,
    /// The variable that carries the value.
    pub variable: Option<String>,
}

/// A slice of a function.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slice {
    /// Its statements, by position; none twice.
    pub statements: Vec<SliceStatement>,
    /// The parameters and other variables from outside whose first value it depends on, by name. Going forward: nothing.
    pub inputs: Vec<String>,
    /// Whether what leaves the function may depend on the target. Going backward: no.
    pub leaves: bool,
}

/// A statement in its block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Statement {
    block: BlockId,
    span: Span,
}

/// The statements that stand on a line, 1-based: those that begin there, else those that reach over it, the innermost.
pub fn statements_on(view: &FileView, function: &Sliced<'_>, line: u32) -> Vec<Span> {
    let all = || function.flow.blocks.iter().flat_map(|block| block.statements.iter().copied());
    let lines = |span: Span| {
        let at = view.locate(span);
        (at.start.line, at.end.line)
    };
    let mut found: Vec<Span> = all().filter(|span| lines(*span).0 == line).collect();
    if found.is_empty() {
        let over = all().filter(|span| (lines(*span).0..=lines(*span).1).contains(&line));
        found = over.min_by_key(|span| (span.len(), span.start)).into_iter().collect();
    }
    found.sort();
    found.dedup();
    found
}

/// The slice of a function for some of its statements.
///
/// Linear in statements and their dependences; reaching definitions cost blocks times definitions of variables, a bit each.
pub fn slice(view: &FileView, function: &Sliced<'_>, targets: &[Span], direction: Direction) -> Slice {
    let statements = statements(function.flow);
    let variables = Variables::of(view, function, &statements);
    let links = Links::new(function.flow, &statements, &variables, direction);
    let mut walk = Walk { statements: &statements, found: BTreeMap::new(), waiting: VecDeque::new() };
    let chosen = (0..statements.len()).filter(|at| targets.contains(&statements[*at].span));
    chosen.for_each(|at| walk.reach(at, SliceReason::Target, None, None));
    walk.follow(&links);
    walk.add_jumps(function.flow, &links, direction);
    let inputs: BTreeSet<usize> = match direction {
        Direction::Out => {
            let read = walk.found.keys().flat_map(|at| links.inputs(*at));
            read.filter(|variable| variables.is_given(*variable)).collect()
        }
        Direction::In => BTreeSet::new(),
    };
    let leaves = direction == Direction::In && walk.leaves(function.flow);
    let name = |variable: usize| variables.name(variable).to_owned();
    let inputs: BTreeSet<String> = inputs.into_iter().map(name).collect();
    Slice { statements: walk.told(&variables), inputs: inputs.into_iter().collect(), leaves }
}

/// All statements, block by block.
fn statements(flow: &ControlFlow) -> Vec<Statement> {
    let of_block = |(block, number): (&model::control::Block, u32)| {
        let block_id = BlockId::new(number);
        block
            .statements
            .iter()
            .map(move |span| Statement { block: block_id, span: *span })
            .collect::<Vec<_>>()
    };
    flow.blocks.iter().zip(0..).flat_map(of_block).collect()
}

/// Statements that were reached, each with how.
struct Walk<'a> {
    statements: &'a [Statement],
    found: BTreeMap<usize, (SliceReason, Option<usize>, Option<usize>)>,
    waiting: VecDeque<usize>,
}

impl Walk<'_> {
    fn reach(&mut self, at: usize, reason: SliceReason, from: Option<usize>, variable: Option<usize>) {
        if let std::collections::btree_map::Entry::Vacant(entry) = self.found.entry(at) {
            entry.insert((reason, from, variable));
            self.waiting.push_back(at);
        }
    }

    fn follow(&mut self, links: &Links) {
        while let Some(at) = self.waiting.pop_front() {
            for link in links.of(at) {
                match link {
                    Link::Data { to, variable } => {
                        self.reach(to, SliceReason::Data, Some(at), Some(variable));
                    }
                    Link::Control { to } => self.reach(to, SliceReason::Control, Some(at), None),
                }
            }
        }
    }

    /// Jumps that a decision of a backward slice decides about change what runs, and so belong to it, with what decides about them.
    fn add_jumps(&mut self, flow: &ControlFlow, links: &Links, direction: Direction) {
        if direction == Direction::In {
            return;
        }
        loop {
            let jumps = (0..self.statements.len()).filter(|at| !self.found.contains_key(at));
            let mut jumps = jumps.filter(|at| self.jumps_over_something(flow, *at));
            let for_whom = |at: usize| {
                links
                    .deciding(at)
                    .find(|decision| self.found.contains_key(decision))
                    .or_else(|| self.held_in_loop(flow, at))
                    .map(|for_it| (at, for_it))
            };
            let Some((at, for_it)) = jumps.find_map(for_whom) else { return };
            self.reach(at, SliceReason::Jump, Some(for_it), None);
            // A jump's own value does not matter to what it jumps over.
            self.waiting.clear();
            for link in links.of(at) {
                if let Link::Control { to } = link {
                    self.reach(to, SliceReason::Control, Some(at), None);
                }
            }
            self.follow(links);
        }
    }

    /// Whether a statement is a jump that statements of the slice may not run for: any that leaves a loop; others when some of the slice stand
    /// behind it, or in a loop around both.
    fn jumps_over_something(&self, flow: &ControlFlow, at: usize) -> bool {
        let Statement { block, span } = self.statements[at];
        let breaks = flow.edges.iter().any(|edge| edge.from == block && edge.kind == EdgeKind::Break);
        let is_behind = |other: &usize| self.statements[*other].span.start >= span.end;
        let in_loop =
            || flow.edges.iter().any(|edge| edge.kind == EdgeKind::LoopBack && self.spans(flow, *edge, span));
        is_jump(flow, self.statements, at)
            && (breaks
                || self.found.keys().any(is_behind)
                || in_loop()
                || self.held_in_loop(flow, at).is_some())
    }

    /// A statement of the slice in a loop that a jump leaves. Nothing decides about the only way out of a loop, and yet it ends the rounds.
    fn held_in_loop(&self, flow: &ControlFlow, at: usize) -> Option<usize> {
        let Statement { block, span } = self.statements[at];
        let breaks = flow.edges.iter().any(|edge| edge.from == block && edge.kind == EdgeKind::Break);
        let leaves = |blocks: &BTreeSet<BlockId>| {
            let ways = || flow.edges.iter().filter(|edge| edge.from == block && !edge.never);
            is_written_in(flow, blocks, block, span, breaks) && ways().all(|edge| !blocks.contains(&edge.to))
        };
        let loops = flow.edges.iter().filter(|edge| edge.kind == EdgeKind::LoopBack);
        let left = loops.map(|back| loop_blocks(flow, *back)).filter(leaves);
        let held = |blocks: BTreeSet<BlockId>| {
            self.found.keys().copied().find(|held| blocks.contains(&self.statements[*held].block))
        };
        left.filter_map(held).min()
    }

    /// Whether the text from a loop's head to its end holds both a place and a statement of the slice.
    fn spans(&self, flow: &ControlFlow, back: model::control::Edge, place: Span) -> bool {
        let (head, end) = (flow.blocks[back.to.index()].span, flow.blocks[back.from.index()].span);
        let whole = Span::new(head.start.min(end.start), head.end.max(end.end));
        whole.contains(place) && self.found.keys().any(|at| whole.contains(self.statements[*at].span))
    }

    /// Whether a value or exception that a statement in it makes leaves the function.
    fn leaves(&self, flow: &ControlFlow) -> bool {
        let ends = |edge: &&model::control::Edge| {
            let target = flow.blocks[edge.to.index()].kind;
            matches!(target, BlockKind::Exit | BlockKind::Raise)
                && matches!(
                    edge.kind,
                    EdgeKind::Return | EdgeKind::Throw | EdgeKind::Question | EdgeKind::Fallthrough
                )
        };
        let blocks: BTreeSet<BlockId> = flow.edges.iter().filter(ends).map(|edge| edge.from).collect();
        self.found.keys().any(|at| {
            let last =
                self.statements.get(at + 1).is_none_or(|next| next.block != self.statements[*at].block);
            last && blocks.contains(&self.statements[*at].block)
        })
    }

    fn told(&self, variables: &Variables) -> Vec<SliceStatement> {
        let mut told: Vec<SliceStatement> = (self.found.iter())
            .map(|(at, (reason, from, variable))| SliceStatement {
                span: self.statements[*at].span,
                reason: *reason,
                for_the_sake_of: from.map(|from| self.statements[from].span),
                variable: variable.map(|variable| variables.name(variable).to_owned()),
            })
            .collect();
        told.sort_by_key(|statement| (statement.span, statement.reason));
        told.dedup_by_key(|statement| statement.span);
        told
    }
}

/// Whether a jump out of a loop stands in its text. A `break` does when it does not stand before; others when they stand before the loop's end or
/// follow on a block of a loop that has no end of its own.
fn is_written_in(
    flow: &ControlFlow,
    blocks: &BTreeSet<BlockId>,
    at: BlockId,
    span: Span,
    breaks: bool,
) -> bool {
    let texts = blocks.iter().map(|block| flow.blocks[block.index()].span).filter(|text| !text.is_empty());
    let ends = texts.map(|text| (text.start, text.end));
    let (start, end) = ends.fold((u32::MAX, 0), |all, text| (all.0.min(text.0), all.1.max(text.1)));
    let is_endless = flow.edges.iter().any(|edge| edge.never && blocks.contains(&edge.from));
    let follows =
        || flow.edges.iter().any(|edge| edge.to == at && !edge.never && blocks.contains(&edge.from));
    start <= span.start && (breaks || span.start < end || is_endless && follows())
}

/// The blocks of the loop that an edge closes: those from which its end is reached without its head.
fn loop_blocks(flow: &ControlFlow, back: model::control::Edge) -> BTreeSet<BlockId> {
    let mut blocks = BTreeSet::from([back.to]);
    let mut waiting = vec![back.from];
    while let Some(block) = waiting.pop() {
        if blocks.insert(block) {
            waiting.extend(
                flow.edges.iter().filter(|edge| edge.to == block && !edge.never).map(|edge| edge.from),
            );
        }
    }
    blocks
}

/// Whether a statement is the last of a block that is left by a jump.
fn is_jump(flow: &ControlFlow, statements: &[Statement], at: usize) -> bool {
    let block = statements[at].block;
    let is_last = statements.get(at + 1).is_none_or(|next| next.block != block);
    let jumps = |kind| {
        matches!(
            kind,
            EdgeKind::Break
                | EdgeKind::Continue
                | EdgeKind::Return
                | EdgeKind::Goto
                | EdgeKind::Throw
                | EdgeKind::Abort
        )
    };
    let mut ways = flow.edges.iter().filter(|edge| edge.from == block && !edge.never);
    is_last && ways.next().is_some_and(|edge| jumps(edge.kind)) && ways.all(|edge| jumps(edge.kind))
}
