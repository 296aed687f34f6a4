//! Paths: each kind of list is the beginning of all there are, in order.

use graph::{Digraph, PathList, Vertex};
use proptest::prelude::*;

use crate::literal::{Literal, literals, raw, rings};

fn raws(list: &PathList) -> Vec<Vec<u32>> {
    list.paths.iter().map(|path| raw(path)).collect()
}

/// Asserts that a list is the first `count` of all paths.
fn assert_first(found: &PathList, count: usize, all: &[Vec<u32>]) {
    assert_eq!(raws(found), all[..count.min(all.len())]);
    assert_eq!(found.more, all.len() > count);
}

fn assert_paths(literal: &Literal, edges: u32) {
    let digraph = literal.digraph();
    for from in digraph.vertices() {
        let all = literal.paths(from.raw(), edges);
        for count in [0, 1, 3, 7, 100_000] {
            assert_first(&digraph.paths_from(from, count, edges), count, &all[1..]);
        }
        let tree = digraph.path_tree(from, edges);
        let distances = literal.distances(from.raw(), None);
        assert_eq!(tree.reached().len(), distances.values().filter(|&&distance| distance <= edges).count());
        assert!(tree.reached().is_sorted_by_key(|reached| {
            let path = tree.path(reached.vertex).unwrap();
            (path.len(), path)
        }));
        for to in digraph.vertices() {
            let between: Vec<Vec<u32>> =
                all.iter().filter(|path| path.last() == Some(&to.raw())).cloned().collect();
            for count in [0, 1, 2, 5, 100_000] {
                assert_first(&digraph.paths_between(from, to, count, edges), count, &between);
            }
            assert_eq!(tree.path(to).as_deref().map(raw), between.first().cloned());
            assert_eq!(digraph.shortest_path(from, to, edges), tree.path(to));
            assert_eq!(
                tree.get(to).map(|reached| reached.distance),
                between.first().map(|path| path.len() as u32 - 1)
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn paths_come_by_length_and_canonically(literal in literals(), edges in 0u32..8) {
        assert_paths(&literal, edges);
    }

    #[test]
    fn long_paths_come_so_too(literal in rings(), edges in 3u32..12) {
        assert_paths(&literal, edges);
    }
}

#[test]
fn a_few_of_countless_paths_are_told_at_once() {
    // Twenty thousand times two ways on: more paths than there are atoms.
    let count = 40_001;
    let arcs = (0..count - 2).flat_map(|at| [1, 2].map(|step| (Vertex::new(at), Vertex::new(at + step))));
    let ladder = Digraph::new(count, arcs.collect());
    let (from, to) = (Vertex::new(0), Vertex::new(count - 1));
    let found = ladder.paths_between(from, Vertex::new(400), 50, u32::MAX);
    assert!(found.more && found.paths.len() == 50);
    assert_eq!(found.paths[0].len(), 201);
    assert_eq!(ladder.shortest_path(from, to, u32::MAX).unwrap().len(), 20_001);
    assert_eq!(ladder.paths_between(from, to, 1, 20_000).paths.len(), 1);
    assert!(ladder.paths_from(from, 1000, u32::MAX).more);
}
