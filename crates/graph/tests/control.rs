//! What follows from control flow graphs, against definitions taken literally, on random graphs.

use std::collections::BTreeSet;

use graph::control::{ControlAnalysis, PathLimits, paths};
use model::control::{Block, BlockKind, ControlFlow, Edge, EdgeKind};
use model::ids::BlockId;
use model::span::Span;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

/// A graph of `count` blocks, the entry and the exit among them, with these edges; marks say what the edges say.
fn graph(count: u32, edges: &[(u32, u32, bool)]) -> ControlFlow {
    let kind = |index| match index {
        0 => BlockKind::Entry,
        1 => BlockKind::Exit,
        _ => BlockKind::Body,
    };
    let block = |index| Block {
        kind: kind(index),
        span: Span::default(),
        statements: Vec::new(),
        reachable: false,
        copy: false,
    };
    let mut edges: Vec<Edge> = edges
        .iter()
        .map(|&(from, to, never)| Edge {
            from: BlockId::new(from),
            to: BlockId::new(to),
            kind: EdgeKind::Fallthrough,
            never,
        })
        .collect();
    edges.sort_by_key(|edge| edge.from);
    let mut flow = ControlFlow { blocks: (0..count).map(block).collect(), edges };
    for index in reached(&flow, 0, None) {
        flow.blocks[index].reachable = true;
    }
    flow
}

/// Random graphs: nothing leads out of the exit or into the entry.
fn graphs() -> impl Strategy<Value = ControlFlow> {
    (2u32..9).prop_flat_map(|count| {
        let edge = (0..count, 1..count, any::<u8>()).prop_map(|(from, to, never)| {
            let from = if from == 1 { 0 } else { from };
            (from, to, never < 20)
        });
        vec(edge, 0..18).prop_map(move |edges| graph(count, &edges))
    })
}

/// What can be reached from a block without passing another.
fn reached(flow: &ControlFlow, from: usize, without: Option<usize>) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        if Some(at) != without && seen.insert(at) {
            let on = flow.edges.iter().filter(|edge| edge.from.index() == at && !edge.never);
            waiting.extend(on.map(|edge| edge.to.index()));
        }
    }
    seen
}

/// The blocks above one in a tree of immediate dominators.
fn chain(tree: &[Option<BlockId>], of: usize) -> BTreeSet<usize> {
    std::iter::successors(tree[of], |at| tree[at.index()]).map(BlockId::index).collect()
}

proptest::proptest! {
    #[test]
    fn a_dominator_is_on_every_way_from_the_entry(flow in graphs()) {
        let analysis = ControlAnalysis::of(&flow);
        let all = reached(&flow, 0, None);
        for &at in &all {
            let expected: BTreeSet<usize> =
                all.iter().copied().filter(|&by| by != at && !reached(&flow, 0, Some(by)).contains(&at)).collect();
            proptest::prop_assert_eq!(chain(&analysis.dominators, at), expected, "block {}", at);
        }
        for at in (0..flow.blocks.len()).filter(|at| !all.contains(at)) {
            proptest::prop_assert_eq!(analysis.dominators[at], None);
        }
    }

    #[test]
    fn a_post_dominator_is_on_every_way_to_the_exit(flow in graphs()) {
        let analysis = ControlAnalysis::of(&flow);
        // Where some block never gets out, post-dominance is a matter of convention.
        let all = reached(&flow, 0, None);
        if all.iter().all(|&at| reached(&flow, at, None).contains(&1)) {
            for &at in &all {
                let expected: BTreeSet<usize> =
                    all.iter().copied().filter(|&by| by != at && !reached(&flow, at, Some(by)).contains(&1)).collect();
                proptest::prop_assert_eq!(chain(&analysis.post_dominators, at), expected, "block {}", at);
            }
        }
    }

    #[test]
    fn a_loop_is_what_leads_back_without_passing_its_head(flow in graphs()) {
        let analysis = ControlAnalysis::of(&flow);
        let all = reached(&flow, 0, None);
        let dominates = |by: usize, at: usize| by == at || chain(&analysis.dominators, at).contains(&by);
        let mut heads = BTreeSet::new();
        for edge in flow.edges.iter().filter(|edge| !edge.never && all.contains(&edge.from.index())) {
            if dominates(edge.to.index(), edge.from.index()) {
                heads.insert(edge.to);
            }
        }
        proptest::prop_assert_eq!(analysis.loops.iter().map(|found| found.head).collect::<BTreeSet<_>>(), heads);
        for found in &analysis.loops {
            for block in &found.blocks {
                let without_head = reached(&flow, block.index(), Some(found.head.index()));
                let leads_back = found.latches.iter().any(|latch| without_head.contains(&latch.index()));
                proptest::prop_assert!(*block == found.head || leads_back);
                proptest::prop_assert!(dominates(found.head.index(), block.index()));
            }
        }
    }

    #[test]
    fn a_block_depends_on_an_edge_that_makes_it_sure(flow in graphs()) {
        let analysis = ControlAnalysis::of(&flow);
        let all = reached(&flow, 0, None);
        let sure = |at: usize, from: usize| at == from || chain(&analysis.post_dominators, from).contains(&at);
        let mut expected = BTreeSet::new();
        for edge in flow.edges.iter().filter(|edge| !edge.never && all.contains(&edge.from.index())) {
            // Sure after the edge, and not so before it, but by going round.
            let strictly_before = |at: usize| chain(&analysis.post_dominators, edge.from.index()).contains(&at);
            expected.extend(all.iter().filter(|&&at| sure(at, edge.to.index()) && !strictly_before(at)).map(|&at| (at, edge.from.index())));
        }
        let found: BTreeSet<(usize, usize)> =
            analysis.dependences.iter().map(|found| (found.block.index(), found.on.index())).collect();
        proptest::prop_assert_eq!(found, expected);
    }

    #[test]
    fn paths_lead_from_the_entry_to_an_end_and_are_all_that_do(flow in graphs(), visits in 1u32..3) {
        let limits = PathLimits { paths: 100_000, edges: 1_000, visits };
        let found = paths(&flow, limits, true);
        let mut expected = BTreeSet::new();
        every_way(&flow, 0, &mut Vec::new(), &mut vec![0; flow.blocks.len()], visits, &mut expected);
        let told: BTreeSet<Vec<usize>> = found.paths.iter().cloned().collect();
        proptest::prop_assert_eq!(told.len(), found.paths.len(), "each once");
        proptest::prop_assert_eq!(told, expected);
        let few = paths(&flow, PathLimits { paths: 2, ..limits }, true);
        proptest::prop_assert_eq!(&few.paths[..], &found.paths[..found.paths.len().min(2)]);
    }
}

/// Every way to the exit that comes to no block more often than `visits`, by recursion.
fn every_way(
    flow: &ControlFlow,
    at: usize,
    taken: &mut Vec<usize>,
    visited: &mut Vec<u32>,
    visits: u32,
    found: &mut BTreeSet<Vec<usize>>,
) {
    if at == 1 {
        found.insert(taken.clone());
        return;
    }
    if visited[at] == visits {
        return;
    }
    visited[at] += 1;
    for (number, edge) in flow.edges.iter().enumerate() {
        if edge.from.index() == at && !edge.never {
            taken.push(number);
            every_way(flow, edge.to.index(), taken, visited, visits, found);
            taken.pop();
        }
    }
    visited[at] -= 1;
}
