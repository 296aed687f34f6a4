//! Digraphs of components.

use std::collections::BTreeMap;

use graph::{Digraph, Vertex};
use proptest::prelude::*;

use crate::literal::{Literal, literals, raw};

/// The least list in which arcs lead from earlier to later: by taking the first that can come next.
fn order(literal: &Literal) -> Vec<u32> {
    let mut order: Vec<u32> = Vec::new();
    while order.len() < literal.count as usize {
        let is_free = |at: &u32| {
            let mut before = literal.arcs.iter().filter(|arc| arc.1 == *at);
            !order.contains(at) && before.all(|arc| order.contains(&arc.0))
        };
        order.push((0..literal.count).find(is_free).unwrap());
    }
    order
}

proptest! {
    #[test]
    fn components_are_ordered_and_layered_along_their_arcs(literal in literals()) {
        let condensation = literal.digraph().condensation();
        let components = literal.components();
        prop_assert_eq!(condensation.components().iter().map(raw).collect::<Vec<_>>(), components.clone());
        let of = |at: u32| components.iter().position(|component| component.contains(&at)).unwrap() as u32;
        let mut weights = BTreeMap::<(u32, u32), u32>::new();
        for (from, to) in literal.arcs.iter().map(|&(from, to)| (of(from), of(to))).filter(|(from, to)| from != to) {
            *weights.entry((from, to)).or_default() += 1;
        }
        let arcs = |from: Vertex| {
            condensation.digraph().arcs(from).map(move |(to, weight)| ((from.raw(), to.raw()), weight))
        };
        prop_assert_eq!(condensation.digraph().vertices().flat_map(arcs).collect::<BTreeMap<_, _>>(), weights.clone());
        let condensed = Literal::of(components.len() as u32, weights.into_keys());
        prop_assert_eq!(raw(condensation.order()), order(&condensed));
        for (number, component) in (0..).zip(&components) {
            prop_assert!(component.iter().all(|&at| condensation.component_of(Vertex::new(at)).raw() == number));
            let longest = condensed.paths(number, u32::MAX - 1).last().unwrap().len() - 1;
            prop_assert_eq!(condensation.layers()[number as usize] as usize, longest);
        }
    }
}

#[test]
fn a_long_chain_needs_no_deep_stack() {
    let count = 200_000;
    let chain = (1..count).map(|at| (Vertex::new(at - 1), Vertex::new(at))).collect();
    let condensation = Digraph::new(count, chain).condensation();
    assert!(condensation.order().is_sorted());
    assert!(condensation.layers().iter().copied().eq((0..count).rev()));
}
