//! Digraphs made of lists and of each other.

use std::collections::{BTreeMap, BTreeSet};

use graph::{Digraph, Vertex};
use proptest::prelude::*;

use crate::literal::{Literal, literals, raw, vertices};

/// All arcs with their weights.
fn arcs(digraph: &Digraph) -> BTreeMap<(u32, u32), u32> {
    let of = |from: Vertex| digraph.arcs(from).map(move |(to, weight)| ((from.raw(), to.raw()), weight));
    digraph.vertices().flat_map(of).collect()
}

proptest! {
    #[test]
    fn it_has_the_arcs_that_it_is_made_of(literal in literals()) {
        let digraph = literal.digraph();
        prop_assert_eq!(digraph.len(), literal.count);
        prop_assert_eq!(digraph.arc_count(), literal.arcs.len());
        for from in digraph.vertices() {
            prop_assert_eq!(raw(digraph.ends(from)), literal.ends(from.raw()).collect::<Vec<_>>());
            for to in digraph.vertices() {
                prop_assert_eq!(digraph.has_arc(from, to), literal.arcs.contains(&(from.raw(), to.raw())));
            }
        }
        let linked = (0..literal.count).filter(|&at| literal.arcs.iter().any(|&(from, to)| from == at || to == at));
        prop_assert_eq!(raw(&digraph.linked()), linked.collect::<Vec<_>>());
        let to_themselves: Vec<u32> = (0..literal.count).filter(|&at| literal.arcs.contains(&(at, at))).collect();
        prop_assert_eq!(raw(&digraph.loops().collect::<Vec<_>>()), to_themselves);
    }

    #[test]
    fn turning_round_turns_every_arc(literal in literals()) {
        let turned = Literal::of(literal.count, literal.arcs.iter().map(|&(from, to)| (to, from)));
        prop_assert_eq!(literal.digraph().reversed(), turned.digraph());
    }

    #[test]
    fn a_projection_counts_arcs_between_groups(
        literal in literals(),
        of in prop::collection::vec(prop::option::of(0u32..4), 9),
        second in prop::collection::vec(prop::option::of(0u32..3), 4),
    ) {
        let digraph = literal.digraph();
        let projected = digraph.projected(4, |vertex| of[vertex.index()].map(Vertex::new));
        let mut expected = BTreeMap::<(u32, u32), u32>::new();
        for &(from, to) in &literal.arcs {
            if let (Some(from), Some(to)) = (of[from as usize], of[to as usize]) && from != to {
                *expected.entry((from, to)).or_default() += 1;
            }
        }
        prop_assert_eq!(projected.len(), 4);
        prop_assert_eq!(arcs(&projected), expected);
        prop_assert_eq!(arcs(&projected.reversed().reversed()), arcs(&projected));
        // Groups of groups are groups.
        let twice = projected.projected(3, |group| second[group.index()].map(Vertex::new));
        let at_once = digraph.projected(3, |vertex| second[of[vertex.index()]? as usize].map(Vertex::new));
        prop_assert_eq!(twice, at_once);
    }

    #[test]
    fn a_restriction_keeps_what_is_between_the_kept(literal in literals(), keep in prop::collection::vec(any::<bool>(), 9)) {
        let kept: Vec<u32> = (0..literal.count).filter(|&at| keep[at as usize]).collect();
        let number = |at: &u32| kept.binary_search(at).ok().map(|number| number as u32);
        let between: BTreeSet<(u32, u32)> =
            literal.arcs.iter().filter_map(|(from, to)| Some((number(from)?, number(to)?))).collect();
        let restricted = literal.digraph().restricted(&vertices(&kept));
        prop_assert_eq!(restricted, Literal::of(kept.len() as u32, between).digraph());
    }
}

#[test]
fn an_empty_digraph_answers() {
    let none = Digraph::new(0, Vec::new());
    assert!(none.is_empty() && none.components().is_empty() && none.reversed().is_empty());
    assert_eq!(none, Digraph::default());
}
