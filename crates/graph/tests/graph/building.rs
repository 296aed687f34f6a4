//! Building forms.

use std::path::Path;

use graph::{BuildError, Builder, Form, Graph, GraphError};
use model::ids::DefId;
use proptest::prelude::*;

use crate::tree::{File, Tree, any_tree, assert_shows, id, stamp};

proptest! {
    #[test]
    fn a_form_shows_its_tree(tree in any_tree()) {
        let dir = tempfile::tempdir().unwrap();
        assert_shows(&Graph::new(tree.form(&dir.path().join("form"))), &tree);
    }
}

fn sample() -> Tree {
    Tree::of([
        ("a", File::new(&["x", "y"]).edge(Some(0), 0, "b", Some("x")).edge(Some(1), 1, "a", Some("x"))),
        ("b", File::new(&["x"]).edge(None, 4, "a", None)),
    ])
}

fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn equal_trees_give_equal_bytes() {
    let dir = tempfile::tempdir().unwrap();
    sample().form(&dir.path().join("one"));
    sample().form(&dir.path().join("two"));
    let bytes = |name| std::fs::read(dir.path().join(name)).unwrap();
    assert_eq!(bytes("one"), bytes("two"));
}

#[test]
fn edges_may_come_unsorted_and_ids_in_any_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut other = sample();
    for file in other.0.values_mut() {
        file.edges.reverse();
    }
    sample().form(&dir.path().join("one"));
    // Only the stamps of the files differ: the tests' stamp is a hash of the text.
    assert_shows(&Graph::new(other.form(&dir.path().join("two"))), &sample());
}

#[test]
fn a_form_of_nothing_is_a_form() {
    let dir = tempfile::tempdir().unwrap();
    let graph = Graph::new(Tree::default().form(&dir.path().join("form")));
    assert!(graph.is_empty());
    assert_shows(&graph, &Tree::default());
}

#[test]
fn names_that_many_share_are_all_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    let mut builder = Builder::new(stamp(1));
    builder.file("a", 3000, 0).unwrap();
    for def in 0..3000 {
        builder.fqn(if def % 2 == 0 { "init" } else { "exit" }, 0, DefId::new(def)).unwrap();
        builder.fqn(&format!("own{def}"), 0, DefId::new(def)).unwrap();
    }
    builder.finish(&path).unwrap();
    let graph = Graph::new(Form::open(&path, None).unwrap().into());
    let init: Vec<_> = graph.with_fqn("init").unwrap().map(graph::Node::raw).collect();
    assert_eq!(init, (0..3000).step_by(2).map(|def| def + 1).collect::<Vec<_>>());
    for def in 0..3000 {
        let own: Vec<_> = graph.with_fqn(&format!("own{def}")).unwrap().map(graph::Node::raw).collect();
        assert_eq!(own, [def + 1]);
    }
}

#[test]
fn a_form_is_opened_for_the_state_that_it_shows() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    assert!(matches!(Form::open(&path, None), Err(GraphError::NotFound { .. })));
    sample().form(&path);
    assert_eq!(Form::open(&path, None).unwrap().stamp(), stamp(1));
    let error = Form::open(&path, Some(&stamp(2))).unwrap_err();
    assert!(matches!(error, GraphError::Stale { found, .. } if found == stamp(1)));
}

#[test]
fn a_form_that_cannot_be_written_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let error = sample().builder().finish(&dir.path().join("nowhere/form")).unwrap_err();
    assert!(matches!(error, BuildError::Io { .. }));
    std::fs::write(dir.path().join("file"), b"").unwrap();
    assert!(sample().builder().finish(&dir.path().join("file/form")).is_err(), "a file is no directory");
    std::fs::remove_file(dir.path().join("file")).unwrap();
    // A directory cannot be replaced by a file: everything is written when that shows.
    std::fs::create_dir_all(dir.path().join("form/full")).unwrap();
    assert!(sample().builder().finish(&dir.path().join("form")).is_err());
    assert_eq!(names(dir.path()), ["form"]);
}

#[test]
fn two_builders_at_once_leave_one_whole_form() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..20).for_each(|_| sample().builder().finish(&path).unwrap()));
        }
    });
    assert_eq!(names(dir.path()), ["form"]);
    assert_shows(&Graph::new(Form::open(&path, None).unwrap().into()), &sample());
}

#[test]
fn a_graph_keeps_the_form_that_it_was_opened_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    let graph = Graph::new(sample().form(&path));
    Tree::default().form(&path);
    assert_shows(&graph, &sample());
}

#[test]
fn what_comes_out_of_order_or_is_nowhere_is_refused() {
    let mut builder = Builder::new(stamp(1));
    builder.file("b", 1, 0).unwrap();
    assert!(matches!(builder.file("a", 0, 0), Err(BuildError::Order { .. })));
    assert!(matches!(builder.file("b", 0, 0), Err(BuildError::Order { .. })));
    builder.file("c", 1, 0).unwrap();
    assert!(builder.id(id("c", None), 2, None).is_err(), "there is no third file");
    assert!(builder.id(id("b", Some("x")), 0, Some(DefId::new(1))).is_err(), "the file has one definition");
    assert!(builder.fqn("x", 1, DefId::new(1)).is_err());
    builder.id(id("b", None), 0, None).unwrap();
    assert!(builder.id(id("b", Some("x")), 0, None).is_err(), "it has an id");
    assert!(builder.file("d", 1, 0).is_err(), "ids have come");
    builder.edges(1, &[], &[]).unwrap();
    assert!(builder.edges(0, &[], &[]).is_err(), "files ascend");
    assert!(builder.edges(1, &[], &[]).is_err(), "each file once");
    assert!(builder.id(id("c", None), 1, None).is_err(), "edges have come");
}
