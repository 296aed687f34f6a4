//! Questions over whole graphs, against naive answers.

use std::collections::{BTreeMap, BTreeSet};

use graph::{Direction, Form, Graph, KindSet, Node};
use model::kinds::Role;
use proptest::prelude::*;

use crate::tree::{Edges, File, Spot, Tree, any_edit, spot, stamp};

/// Distances from a node, by going on until nothing is new.
fn distances(edges: &Edges, start: &Spot, depth: u32, wanted: impl Fn(u8) -> bool) -> BTreeMap<Spot, u32> {
    let mut found = BTreeMap::from([(start.clone(), 0)]);
    for distance in 1..=depth {
        let last: Vec<Spot> =
            found.iter().filter(|(_, at)| **at == distance - 1).map(|(spot, _)| spot.clone()).collect();
        for (end, kind) in last.iter().flat_map(|spot| &edges[spot]) {
            if wanted(*kind) {
                found.entry(end.clone()).or_insert(distance);
            }
        }
    }
    found
}

fn components(tree: &Tree, edges: &Edges) -> BTreeSet<Vec<Spot>> {
    let reach: BTreeMap<Spot, BTreeSet<Spot>> = tree
        .spots()
        .into_iter()
        .map(|spot| (spot.clone(), distances(edges, &spot, 99, |_| true).into_keys().collect()))
        .collect();
    let of = |spot: &Spot| reach[spot].iter().filter(|end| reach[*end].contains(spot)).cloned().collect();
    reach.keys().map(of).collect()
}

fn is_call(kind: u8) -> bool {
    [0, 0x80].contains(&kind)
}

fn assert_answers(graph: &Graph, tree: &Tree) {
    let (out, into) = tree.edges();
    let calls = KindSet::of(|kind| kind.role == Role::Call);
    for start in graph.nodes() {
        for depth in [0, 1, 2, u32::MAX] {
            let found = graph.breadth_first(&[start], Direction::Out, &KindSet::all(), depth).unwrap();
            assert!(found.is_sorted_by_key(|&(node, distance)| (distance, graph.rank(node))));
            let found: Vec<_> =
                found.into_iter().map(|(node, distance)| (spot(graph, node), distance)).collect();
            let naive = distances(&out, &spot(graph, start), depth.min(99), |_| true);
            assert_eq!(found.len(), naive.len());
            assert_eq!(found.into_iter().collect::<BTreeMap<_, _>>(), naive);
        }
        let ends: BTreeSet<&Spot> =
            out[&spot(graph, start)].iter().filter(|(_, kind)| is_call(*kind)).map(|(end, _)| end).collect();
        let found = graph.neighbours(start, Direction::Out, &calls).unwrap();
        assert!(found.into_iter().map(|node| spot(graph, node)).eq(ends.into_iter().cloned()));
        let found = graph.breadth_first(&[start], Direction::In, &calls, 3).unwrap();
        let found: BTreeMap<_, _> =
            found.into_iter().map(|(node, distance)| (spot(graph, node), distance)).collect();
        assert_eq!(found, distances(&into, &spot(graph, start), 3, is_call));
    }
    let found = graph.components(&KindSet::all()).unwrap();
    assert!(found.iter().all(|component| component.is_sorted_by_key(|&node| graph.rank(node))));
    assert!(found.iter().is_sorted_by_key(|component| graph.rank(component[0])));
    let found = found.iter().map(|component| component.iter().map(|&node| spot(graph, node)).collect());
    assert_eq!(found.collect::<BTreeSet<Vec<Spot>>>(), components(tree, &out));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn questions_have_their_naive_answers((before, after) in any_edit()) {
        let dir = tempfile::tempdir().unwrap();
        let form = before.form(&dir.path().join("form"));
        assert_answers(&Graph::new(form.clone()), &before);
        assert_answers(&after.overlaid(&form), &after);
    }
}

#[test]
fn a_long_chain_needs_no_deep_stack() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    let names: Vec<String> = (0..100_000).map(|number| format!("n{number}")).collect();
    let mut file = File::new(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for number in 0..99_999 {
        file = file.edge(Some(number), 0, "a", Some(&names[number as usize + 1]));
    }
    let chain = Tree::of([("a", file.clone())]);
    chain.builder().finish(&path).unwrap();
    let graph = Graph::new(Form::open(&path, Some(&stamp(1))).unwrap().into());
    let start = [Node::new(1)];
    let found = graph.breadth_first(&start, Direction::Out, &KindSet::all(), u32::MAX).unwrap();
    assert_eq!(found.last(), Some(&(Node::new(100_000), 99_999)));
    assert_eq!(graph.components(&KindSet::all()).unwrap().len(), 100_001);

    let ring = Tree::of([("a", file.edge(Some(99_999), 0, "a", Some("n0")))]);
    let graph = Graph::new(ring.form(&path));
    let components = graph.components(&KindSet::all()).unwrap();
    assert_eq!(components.cyclic().map(<[Node]>::len).collect::<Vec<_>>(), [100_000]);
    assert_eq!(components.len(), 2);
}

#[test]
fn nodes_of_other_graphs_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let graph = Graph::new(Tree::of([("a", File::new(&[]))]).form(&dir.path().join("form")));
    let foreign = Node::new(7);
    assert!(
        graph.outgoing(foreign).is_err() && graph.incoming(foreign).is_err() && graph.place(foreign).is_err()
    );
    assert!(graph.breadth_first(&[foreign], Direction::Out, &KindSet::all(), 1).is_err());
}
