//! Random digraphs, and what is true of them by definition.

use std::collections::{BTreeMap, BTreeSet};

use graph::{Digraph, Vertex};
use proptest::prelude::*;

/// A digraph as a set of arcs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Literal {
    pub(crate) count: u32,
    pub(crate) arcs: BTreeSet<(u32, u32)>,
}

impl Literal {
    pub(crate) fn of(count: u32, arcs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        Self { count, arcs: arcs.into_iter().collect() }
    }

    pub(crate) fn digraph(&self) -> Digraph {
        let arc = |&(from, to): &(u32, u32)| (Vertex::new(from), Vertex::new(to));
        // Neither order nor repetition matters.
        let arcs = self.arcs.iter().rev().chain(self.arcs.iter().take(3)).map(arc).collect();
        Digraph::new(self.count, arcs)
    }

    pub(crate) fn ends(&self, from: u32) -> impl Iterator<Item = u32> + '_ {
        self.arcs.range((from, 0)..=(from, u32::MAX)).map(|&(_, to)| to)
    }

    /// Everything that is reached from a vertex without passing `without`, by distance.
    pub(crate) fn distances(&self, start: u32, without: Option<u32>) -> BTreeMap<u32, u32> {
        let mut found = BTreeMap::new();
        let mut level = BTreeSet::from([start]);
        for distance in 0.. {
            level.retain(|&at| Some(at) != without && !found.contains_key(&at));
            if level.is_empty() {
                break;
            }
            found.extend(level.iter().map(|&at| (at, distance)));
            level = level.iter().flat_map(|&at| self.ends(at)).collect();
        }
        found
    }

    /// Every path from a vertex that passes none twice, of at most `edges` arcs: by length, then canonically.
    pub(crate) fn paths(&self, from: u32, edges: u32) -> Vec<Vec<u32>> {
        let mut all: Vec<Vec<u32>> = Vec::new();
        let mut waiting = vec![vec![from]];
        while let Some(path) = waiting.pop() {
            if path.len() <= edges as usize {
                let last = *path.last().unwrap();
                let on = self.ends(last).filter(|end| !path.contains(end));
                waiting.extend(on.map(|end| [&path[..], &[end]].concat()));
            }
            all.push(path);
        }
        all.sort_by_key(|path| (path.len(), path.clone()));
        all
    }

    /// Which vertices reach each other, by the first of them.
    pub(crate) fn components(&self) -> Vec<Vec<u32>> {
        let reach: Vec<BTreeMap<u32, u32>> = (0..self.count).map(|at| self.distances(at, None)).collect();
        let of = |at: u32| {
            let both = |end: &u32| reach[*end as usize].contains_key(&at);
            reach[at as usize].keys().copied().filter(both).collect::<Vec<_>>()
        };
        (0..self.count).map(of).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Vertices as numbers.
pub(crate) fn raw(vertices: &[Vertex]) -> Vec<u32> {
    vertices.iter().map(|vertex| vertex.raw()).collect()
}

/// Numbers as vertices.
pub(crate) fn vertices(raw: &[u32]) -> Vec<Vertex> {
    raw.iter().map(|&number| Vertex::new(number)).collect()
}

/// Random digraphs of a few vertices: sparse, dense, with arcs to themselves.
pub(crate) fn literals() -> impl Strategy<Value = Literal> {
    (1u32..9).prop_flat_map(|count| {
        prop::collection::vec((0..count, 0..count), 0..26).prop_map(move |arcs| Literal::of(count, arcs))
    })
}

/// Random digraphs whose arcs lead but one or two vertices on, round a ring: without short cycles.
pub(crate) fn rings() -> impl Strategy<Value = Literal> {
    (3u32..13).prop_flat_map(|count| {
        let arc = (0..count, 1u32..4).prop_map(move |(from, step)| (from, (from + step) % count));
        (prop::collection::vec(arc, 0..30), Just(count)).prop_perturb(|(arcs, count), mut random| {
            // Numbers must not tell where in the ring a vertex is.
            let mut names: Vec<u32> = (0..count).collect();
            for last in (1..names.len()).rev() {
                names.swap(last, random.random_range(0..=last));
            }
            let name = |at: u32| names[at as usize];
            Literal::of(count, arcs.into_iter().map(|(from, to)| (name(from), name(to))))
        })
    })
}
