//! A form that is older than its database, and what changed since.

use graph::{ChangedFile, Graph, Place};
use model::edges::{Edge, EdgeKind};
use proptest::prelude::*;

use crate::tree::{File, Tree, any_edit, assert_shows, id, spot};

proptest! {
    #[test]
    fn an_overlay_answers_as_a_new_form_would((before, after) in any_edit()) {
        let dir = tempfile::tempdir().unwrap();
        let form = before.form(&dir.path().join("form"));
        assert_shows(&after.overlaid(&form), &after);
    }
}

#[test]
fn edges_follow_the_ids_of_their_targets_and_go_with_them() {
    let dir = tempfile::tempdir().unwrap();
    let user =
        File::new(&["use"]).edge(Some(0), 0, "lib", Some("kept")).edge(Some(0), 0, "lib", Some("lost"));
    let before = Tree::of([("lib", File::new(&["lost", "kept"])), ("user", user.clone())]);
    let after = Tree::of([("lib", File::new(&["new", "newer", "kept"])), ("user", user)]);
    let graph = after.overlaid(&before.form(&dir.path().join("form")));
    let user = graph.node("user", Some(0.into())).unwrap().unwrap();
    let targets: Vec<_> = graph.outgoing(user).unwrap().nodes().map(|node| spot(&graph, node)).collect();
    assert_eq!(targets, [("lib".to_owned(), Some(2))]);
    assert_shows(&graph, &after);
}

#[test]
fn an_edge_to_what_was_nowhere_finds_it_when_it_comes() {
    let dir = tempfile::tempdir().unwrap();
    let user = File::new(&[]).edge(None, 4, "lib", Some("late"));
    let before = Tree::of([("user", user.clone())]);
    let after = Tree::of([("lib", File::new(&["late"])), ("user", user)]);
    let graph = after.overlaid(&before.form(&dir.path().join("form")));
    let file = graph.node("user", None).unwrap().unwrap();
    assert_eq!(graph.outgoing(file).unwrap().len(), 1);
}

#[test]
fn nothing_changed_is_no_difference() {
    let dir = tempfile::tempdir().unwrap();
    let tree = Tree::of([("a", File::new(&["x"]).edge(None, 0, "a", Some("x")))]);
    let form = tree.form(&dir.path().join("form"));
    let graph = tree.overlaid(&form);
    assert_shows(&graph, &tree);
    assert_eq!(graph.bound(), form.nodes());
}

#[test]
fn what_is_gone_is_no_node() {
    let dir = tempfile::tempdir().unwrap();
    let before = Tree::of([("a", File::new(&["x"])), ("b", File::new(&[]))]);
    let after = Tree::of([("b", File::new(&[]))]);
    let form = before.form(&dir.path().join("form"));
    let gone = Graph::new(form.clone()).node("a", None).unwrap().unwrap();
    let graph = after.overlaid(&form);
    assert!(graph.outgoing(gone).is_err() && graph.place(gone).is_err());
    assert_eq!(graph.node("a", None).unwrap(), None);
}

fn file<'a>(path: &'a str, edges: &'a [Edge], targets: Vec<Option<Place<'a>>>) -> ChangedFile<'a> {
    ChangedFile { path, id: id(path, None), ids: &[], edges, targets, fqns: vec![] }
}

#[test]
fn contradictions_are_errors() {
    let dir = tempfile::tempdir().unwrap();
    let form = Tree::default().form(&dir.path().join("form"));
    let edge = Edge { source: Some(0.into()), target: 0, kind: EdgeKind::from_raw(0).expect("0 is a kind") };
    let target = Some(Place { path: "a", def: None });
    let of_file = Edge { source: None, ..edge };
    let overlaid = |files: &[ChangedFile<'_>]| Graph::overlaid(form.clone(), files, &[]);
    assert!(overlaid(&[file("a", &[edge], vec![target])]).is_err(), "the file has no definition 0");
    assert!(overlaid(&[file("a", &[of_file], vec![])]).is_err(), "there is no target 0");
    assert!(overlaid(&[file("b", &[], vec![]), file("a", &[], vec![])]).is_err(), "paths ascend");
    assert!(overlaid(&[file("a", &[of_file], vec![target])]).is_ok());
}
