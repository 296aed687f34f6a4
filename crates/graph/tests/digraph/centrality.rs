//! Ranks and betweenness.

#![allow(clippy::cast_precision_loss, reason = "digraphs of tests are small")]

use graph::{BetweennessLimits, Digraph, PageRankLimits, Vertex};
use proptest::prelude::*;

use crate::literal::{Literal, literals, rings};

/// What a walk at random is at, by the matrix of its chances.
fn ranks(literal: &Literal, damping: f64) -> Vec<f64> {
    let count = f64::from(literal.count);
    let chance = |from: u32, to: u32| {
        let ends = literal.ends(from).count() as f64;
        let on = if ends == 0.0 {
            1.0 / count
        } else {
            f64::from(u8::from(literal.arcs.contains(&(from, to)))) / ends
        };
        damping * on + (1.0 - damping) / count
    };
    let mut ranks = vec![1.0 / count; literal.count as usize];
    for _ in 0..300 {
        let rank = |to: u32| (0..literal.count).map(|from| ranks[from as usize] * chance(from, to)).sum();
        ranks = (0..literal.count).map(rank).collect();
    }
    ranks
}

/// By listing all shortest paths from some vertices.
fn betweenness(literal: &Literal, starts: &[u32]) -> Vec<f64> {
    let mut scores = vec![0.0; literal.count as usize];
    for &from in starts {
        let all = literal.paths(from, literal.count);
        for to in (0..literal.count).filter(|&to| to != from) {
            let paths: Vec<_> = all.iter().filter(|path| path.last() == Some(&to)).collect();
            let shortest: Vec<_> = paths.iter().filter(|path| path.len() == paths[0].len()).collect();
            for path in &shortest {
                for &between in &path[1..path.len() - 1] {
                    scores[between as usize] += 1.0 / shortest.len() as f64;
                }
            }
        }
    }
    scores
}

fn assert_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let is_close =
        |(found, expected): (&f64, &f64)| (found - expected).abs() <= 1e-7 * (1.0 + expected.abs());
    assert!(found.iter().zip(expected).all(is_close), "{found:?} is not {expected:?}");
}

/// What has arcs to follow, in an order every beginning of which is spaced evenly.
fn sources(literal: &Literal) -> Vec<u32> {
    let sources: Vec<u32> = (0..literal.count).filter(|&at| literal.ends(at).next().is_some()).collect();
    let mut places: Vec<u32> = (0..sources.len() as u32).collect();
    places.sort_by_key(|place| place.reverse_bits());
    places.iter().map(|&place| sources[place as usize]).collect()
}

fn assert_between(literal: &Literal) {
    let digraph = literal.digraph();
    let exact = digraph.betweenness(BetweennessLimits::default());
    let sources = sources(literal);
    assert!(exact.is_exact && exact.pivots == exact.sources && exact.sources as usize == sources.len());
    assert_close(&exact.scores, &betweenness(literal, &(0..literal.count).collect::<Vec<_>>()));
    for steps in [0, 5, 20, 50] {
        let found = digraph.betweenness(BetweennessLimits { steps });
        assert_eq!(found.is_exact, found.pivots as usize == sources.len());
        let seen = |&from: &u32| {
            let reached = literal.distances(from, None);
            reached.keys().map(|&at| 1 + literal.ends(at).count() as u64).sum::<u64>()
        };
        let pivots = &sources[..found.pivots as usize];
        // It stops when the limit is reached, and not before.
        assert!(pivots[..pivots.len().saturating_sub(1)].iter().map(seen).sum::<u64>() < steps.max(1));
        assert!(found.is_exact || pivots.iter().map(seen).sum::<u64>() >= steps);
        let scale = sources.len() as f64 / pivots.len() as f64;
        let expected: Vec<f64> = betweenness(literal, pivots).iter().map(|score| score * scale).collect();
        if !sources.is_empty() {
            assert_close(&found.scores, &expected);
        }
    }
}

proptest! {
    #[test]
    fn a_rank_is_the_chance_that_a_walk_comes_by(literal in literals(), damping in 0.0f64..0.95) {
        let limits = PageRankLimits { damping, rounds: 1000, tolerance: 1e-10 };
        let found = literal.digraph().page_rank(limits);
        prop_assert!(found.converged);
        prop_assert!((found.ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert_close(&found.ranks, &ranks(&literal, damping));
        // As it is by default, and in one round.
        let usual = literal.digraph().page_rank(PageRankLimits::default());
        prop_assert!(usual.converged);
        assert_close(&usual.ranks, &ranks(&literal, 0.85));
        let one = literal.digraph().page_rank(PageRankLimits { rounds: 1, tolerance: 0.0, ..limits });
        prop_assert_eq!(one.rounds, 1);
    }

    #[test]
    fn betweenness_is_a_share_of_shortest_paths(literal in literals()) {
        assert_between(&literal);
    }

    #[test]
    fn long_paths_share_too(literal in rings()) {
        assert_between(&literal);
    }
}

#[test]
fn more_paths_than_numbers_can_count_have_shares() {
    // Diamonds in a row: each doubles the paths.
    let diamonds = 3_000;
    let arcs = (0..diamonds).flat_map(|at| {
        let [top, left, right, bottom] = [0, 1, 2, 3].map(|behind| Vertex::new(at * 3 + behind));
        [(top, left), (top, right), (left, bottom), (right, bottom)]
    });
    let row = Digraph::new(diamonds * 3 + 1, arcs.collect());
    let found = row.betweenness(BetweennessLimits { steps: 1 });
    assert_eq!(found.pivots, 1);
    let scale = f64::from(found.sources);
    for at in 0..diamonds {
        let behind = f64::from((diamonds - at - 1) * 3 + 1);
        let sides = [found.scores[at as usize * 3 + 1], found.scores[at as usize * 3 + 2]];
        assert_close(&sides, &[behind / 2.0 * scale, behind / 2.0 * scale]);
    }
}

#[test]
fn nothing_has_no_ranks() {
    let none = Digraph::default();
    assert!(none.page_rank(PageRankLimits::default()).ranks.is_empty());
    assert!(none.betweenness(BetweennessLimits::default()).is_exact);
    let three = Digraph::new(3, Vec::new());
    assert_eq!(three.page_rank(PageRankLimits::default()).ranks, [1.0 / 3.0; 3]);
    assert!(three.betweenness(BetweennessLimits { steps: 0 }).is_exact);
    let pair = Digraph::new(3, vec![(Vertex::new(2), Vertex::new(0))]);
    assert_eq!(pair.betweenness(BetweennessLimits { steps: 0 }).pivots, 1);
}
