//! The program dependence graph of a function, statement by statement.

use std::collections::BTreeSet;

use graph::Direction;
use graph::control::ControlAnalysis;
use model::control::{ControlFlow, EdgeKind};
use model::ids::BlockId;

use super::Statement;
use super::reaching::{Giver, Reaching};
use super::variables::Variables;

/// A step from a statement to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Link {
    /// A variable carries a value between them.
    Data {
        /// The other one.
        to: usize,
        /// The variable.
        variable: usize,
    },
    /// One of them decides whether the other runs.
    Control {
        /// The other one.
        to: usize,
    },
}

/// All steps in one direction: with [`Direction::Out`] to what a statement depends on, with [`Direction::In`] to what depends on it.
pub(super) struct Links {
    steps: Vec<BTreeSet<Link>>,
    /// By statement: what decides whether it runs.
    deciding: Vec<Vec<usize>>,
    /// By statement: the variables whose first value it reads.
    inputs: Vec<Vec<usize>>,
}

impl Links {
    pub(super) fn new(
        flow: &ControlFlow,
        statements: &[Statement],
        variables: &Variables,
        direction: Direction,
    ) -> Self {
        let reaching = Reaching::solve(flow, statements, variables);
        let decisions = decisions(flow, statements);
        let mut all = Self {
            steps: vec![BTreeSet::new(); statements.len()],
            deciding: statements.iter().map(|statement| decisions[statement.block.index()].clone()).collect(),
            inputs: vec![Vec::new(); statements.len()],
        };
        for at in 0..statements.len() {
            for (variable, giver) in reaching.givers(at) {
                match giver {
                    Giver::Outside => all.inputs[at].push(variable),
                    Giver::Statement(from) if direction == Direction::Out => {
                        all.steps[at].insert(Link::Data { to: from, variable });
                    }
                    Giver::Statement(from) => {
                        all.steps[from].insert(Link::Data { to: at, variable });
                    }
                }
            }
            for decision in all.deciding[at].clone() {
                let (from, to) = if direction == Direction::Out { (at, decision) } else { (decision, at) };
                all.steps[from].insert(Link::Control { to });
            }
        }
        all
    }

    /// The steps from a statement.
    pub(super) fn of(&self, at: usize) -> impl Iterator<Item = Link> + '_ {
        self.steps[at].iter().copied()
    }

    /// What decides whether a statement runs.
    pub(super) fn deciding(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.deciding[at].iter().copied()
    }

    /// The variables whose first value a statement reads.
    pub(super) fn inputs(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.inputs[at].iter().copied()
    }
}

/// For each block those that decide whether it runs. That nothing is thrown decides about nothing, for that could be said of any call; only what
/// runs when something is thrown hangs on that.
fn deciding_blocks(flow: &ControlFlow) -> Vec<Vec<BlockId>> {
    let calm = without_chances(flow);
    let mut on: Vec<Vec<BlockId>> = vec![Vec::new(); flow.blocks.len()];
    for (graph, is_calm) in [(&calm, true), (flow, false)] {
        for dependence in ControlAnalysis::of(graph).dependences {
            let block = dependence.block.index();
            if calm.blocks[block].reachable == is_calm {
                on[block].push(dependence.on);
            }
        }
    }
    on
}

/// The graph in which nothing is thrown but where the text says so.
fn without_chances(flow: &ControlFlow) -> ControlFlow {
    let mut calm = flow.clone();
    let goes_on = |from: BlockId| {
        flow.edges.iter().any(|edge| edge.from == from && edge.kind != EdgeKind::Throw && !edge.never)
    };
    for edge in &mut calm.edges {
        edge.never |= edge.kind == EdgeKind::Throw && goes_on(edge.from);
    }
    calm.blocks.iter_mut().for_each(|block| block.reachable = false);
    let mut waiting = vec![ControlFlow::ENTRY];
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut calm.blocks[at.index()].reachable, true) {
            waiting
                .extend(calm.edges.iter().filter(|edge| edge.from == at && !edge.never).map(|edge| edge.to));
        }
    }
    calm
}

/// For each block the statements that decide whether it runs: the last of each deciding block or, where that has none, what decides about it.
fn decisions(flow: &ControlFlow, statements: &[Statement]) -> Vec<Vec<usize>> {
    let mut last = vec![None; flow.blocks.len()];
    for (at, statement) in statements.iter().enumerate() {
        last[statement.block.index()] = Some(at);
    }
    let on = deciding_blocks(flow);
    let decide = |block: usize| {
        let mut found = BTreeSet::new();
        let mut known = BTreeSet::new();
        let mut waiting = on[block].clone();
        while let Some(decider) = waiting.pop() {
            if !known.insert(decider) {
                continue;
            }
            match last[decider.index()] {
                Some(at) => _ = found.insert(at),
                None => waiting.extend(&on[decider.index()]),
            }
        }
        found.into_iter().collect()
    };
    (0..flow.blocks.len()).map(decide).collect()
}
