//! Strongly connected components and the cycles that witness them.

use graph::{Cycle, Cycles, Digraph, Vertex};
use proptest::prelude::*;

use crate::literal::{Literal, literals, raw, rings};

/// The shortest cycle of a component, by trying all.
fn cycle(literal: &Literal, component: &[u32]) -> Option<Vec<u32>> {
    let from = |start: u32| {
        literal.paths(start, literal.count).into_iter().filter(move |path| {
            let least = path.iter().min() == Some(&start);
            least && (path.len() > 1 || component.len() == 1)
        })
    };
    let closes = |path: &Vec<u32>| literal.arcs.contains(&(*path.last().unwrap(), path[0]));
    let all = component.iter().flat_map(|&start| from(start)).filter(closes);
    all.min_by_key(|path| (path.len(), path.clone()))
}

fn assert_witnessed(literal: &Literal) {
    let digraph = literal.digraph();
    let components = digraph.components();
    let found: Vec<Vec<u32>> = components.iter().map(raw).collect();
    assert_eq!(found, literal.components());
    let mut cycles = Cycles::new(&digraph);
    for component in components.iter() {
        let found = cycles.of(component);
        assert_eq!(found.is_some(), component.len() > 1 || digraph.has_arc(component[0], component[0]));
        assert!(found.as_ref().is_none_or(|found| found.is_shortest));
        assert_eq!(found.map(|found| raw(&found.vertices)), cycle(literal, &raw(component)));
        // With no work to spare it is a cycle at least.
        if let Some(Cycle { vertices, .. }) = Cycles::new(&digraph).with_work(0).of(component) {
            let next = vertices.iter().cycle().skip(1);
            assert!(vertices.iter().zip(next).all(|(&from, &to)| digraph.has_arc(from, to)));
            assert!(vertices.iter().all(|vertex| component.contains(vertex)));
        }
    }
}

proptest! {
    #[test]
    fn a_component_is_what_reaches_each_other_and_has_a_shortest_cycle(literal in literals()) {
        assert_witnessed(&literal);
    }

    #[test]
    fn long_cycles_are_found_too(literal in rings()) {
        assert_witnessed(&literal);
    }
}

#[test]
fn a_long_ring_costs_what_a_short_one_does() {
    let count = 300_000;
    let mut arcs: Vec<(Vertex, Vertex)> =
        (0..count).map(|at| (Vertex::new(at), Vertex::new((at + 1) % count))).collect();
    let ring = Digraph::new(count, arcs.clone());
    let whole: Vec<Vertex> = ring.vertices().collect();
    let found = Cycles::new(&ring).of(&whole).unwrap();
    assert!(found.is_shortest);
    assert_eq!(found.vertices, whole);
    // An arc back makes it two rings.
    arcs.push((Vertex::new(count / 2), Vertex::new(3)));
    let rings = Digraph::new(count, arcs);
    assert_eq!(Cycles::new(&rings).of(&whole).unwrap().vertices.len(), count as usize / 2 - 2);
}

#[test]
fn where_cycles_are_long_and_many_the_work_has_a_bound() {
    // A sheet whose rows and columns lead round.
    let side = 60;
    let at = |row: u32, column: u32| Vertex::new(row % side * side + column % side);
    let arcs = |row, column| [(at(row, column), at(row + 1, column)), (at(row, column), at(row, column + 1))];
    let sheet: Vec<_> =
        (0..side).flat_map(|row| (0..side).flat_map(move |column| arcs(row, column))).collect();
    let sheet = Digraph::new(side * side, sheet);
    let whole: Vec<Vertex> = sheet.vertices().collect();
    let found = Cycles::new(&sheet).with_work(100_000).of(&whole).unwrap();
    assert!(!found.is_shortest);
    assert_eq!(found.vertices.len(), 60);
}
