//! Graphs as digraphs: the same with and without an overlay.

use std::collections::{BTreeMap, BTreeSet};

use graph::{Digraph, Direction, Graph, KindSet, Node, Subgraph, Vertex};
use model::kinds::Role;
use proptest::prelude::*;

use crate::tree::{Spot, Tree, any_edit, spot};

fn spots(graph: &Graph, nodes: &[Node]) -> Vec<Spot> {
    nodes.iter().map(|&node| spot(graph, node)).collect()
}

/// Arcs as what they lead between.
fn arcs(digraph: &Digraph, spots: &[Spot]) -> BTreeSet<(Spot, Spot)> {
    let of = |from: Vertex| {
        digraph.ends(from).iter().map(move |to| (spots[from.index()].clone(), spots[to.index()].clone()))
    };
    digraph.vertices().flat_map(of).collect()
}

/// All edges of calls.
fn calls(tree: &Tree) -> BTreeSet<(Spot, Spot)> {
    let (out, _) = tree.edges();
    let of = |(from, ends): (Spot, BTreeSet<(Spot, u8)>)| {
        let calls = ends.into_iter().filter(|(_, kind)| [0, 0x80].contains(kind));
        calls.map(|(to, _)| (from.clone(), to)).collect::<Vec<_>>()
    };
    out.into_iter().flat_map(of).collect()
}

fn assert_is(graph: &Graph, tree: &Tree) {
    let kinds = KindSet::of(|kind| kind.role == Role::Call);
    let whole = Subgraph::whole(graph, Direction::Out, &kinds).unwrap();
    let all = spots(graph, whole.nodes());
    assert_eq!(all, tree.spots());
    assert_eq!(arcs(whole.digraph(), &all), calls(tree));
    let back = Subgraph::whole(graph, Direction::In, &kinds).unwrap();
    assert_eq!(back.digraph(), &whole.digraph().reversed());
    for (vertex, &node) in whole.digraph().vertices().zip(whole.nodes()) {
        assert_eq!((whole.node(vertex), whole.vertex(node)), (node, Some(vertex)));
    }
    assert_eq!(whole.vertex(Node::new(graph.bound())), None);
    let linked = Subgraph::linked(graph, Direction::Out, &kinds).unwrap();
    let ends: BTreeSet<Spot> = calls(tree).into_iter().flat_map(|(from, to)| [from, to]).collect();
    let nodes = spots(graph, linked.nodes());
    assert!(nodes.iter().eq(&ends));
    assert_eq!(arcs(linked.digraph(), &nodes), calls(tree));
    for &node in whole.nodes() {
        assert_eq!(
            linked.vertex(node).map(|vertex| linked.node(vertex)),
            Some(node).filter(|_| ends.contains(&spot(graph, node)))
        );
    }
    assert_by_file(graph, tree, &whole);
}

fn assert_by_file(graph: &Graph, tree: &Tree, whole: &Subgraph) {
    let (files, nodes) = whole.by_file(graph).unwrap();
    assert_eq!(nodes, graph.files().unwrap());
    let paths: Vec<&String> = tree.0.keys().collect();
    let files_of = spots(graph, &nodes);
    assert!(files_of.iter().map(|(path, _)| path).eq(paths.iter().copied()));
    assert!(files_of.iter().all(|(_, def)| def.is_none()));
    let mut expected = BTreeMap::<(String, String), u32>::new();
    for ((from, _), (to, _)) in calls(tree).into_iter().filter(|(from, to)| from.0 != to.0) {
        *expected.entry((from, to)).or_default() += 1;
    }
    let path = |vertex: Vertex| paths[vertex.index()].clone();
    let of = |from: Vertex| files.arcs(from).map(move |(to, weight)| ((path(from), path(to)), weight));
    assert_eq!(files.vertices().flat_map(of).collect::<BTreeMap<_, _>>(), expected);
}

/// The part within reach of each node, and the part between two.
fn assert_parts(graph: &Graph) {
    let all = KindSet::all();
    let whole = Subgraph::whole(graph, Direction::Out, &all).unwrap();
    for &start in whole.nodes() {
        let near = graph.breadth_first(&[start], Direction::Out, &all, 2).unwrap();
        let mut kept: Vec<Vertex> = near.iter().filter_map(|&(node, _)| whole.vertex(node)).collect();
        kept.sort_unstable();
        let part = Subgraph::within(graph, &[start], Direction::Out, &all, 2).unwrap();
        assert_eq!(part.digraph(), &whole.digraph().restricted(&kept));
        for &end in whole.nodes() {
            let back = graph.breadth_first(&[end], Direction::In, &all, 2).unwrap();
            let back: BTreeMap<Node, u32> = back.into_iter().collect();
            let on_way =
                |(node, distance): &(Node, u32)| back.get(node).is_some_and(|rest| distance + rest <= 2);
            let mut kept: Vec<Node> =
                near.iter().filter(|near| on_way(near)).map(|&(node, _)| node).collect();
            kept.sort_by_key(|&node| graph.rank(node));
            assert_eq!(Subgraph::between(graph, &[start], &[end], &all, 2).unwrap().nodes(), kept);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_subgraph_does_not_show_an_overlay((before, after) in any_edit()) {
        let dir = tempfile::tempdir().unwrap();
        let overlaid = after.overlaid(&before.form(&dir.path().join("before")));
        let anew = Graph::new(after.form(&dir.path().join("after")));
        assert_is(&overlaid, &after);
        assert_is(&anew, &after);
        assert_parts(&overlaid);
        let digraph = |graph| Subgraph::whole(graph, Direction::Out, &KindSet::all()).unwrap().digraph().clone();
        prop_assert_eq!(digraph(&overlaid), digraph(&anew));
    }
}

#[test]
fn nodes_of_other_graphs_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let graph = Graph::new(Tree::default().form(&dir.path().join("form")));
    let foreign = Subgraph::induced(&graph, vec![Node::new(5)], Direction::Out, &KindSet::all());
    assert!(foreign.is_err());
    assert!(Subgraph::whole(&graph, Direction::Out, &KindSet::all()).unwrap().digraph().is_empty());
}
