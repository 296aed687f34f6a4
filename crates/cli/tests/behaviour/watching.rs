//! `watch`: one process keeps an index fresh, the others ask.

use std::fs;

use serde_json::{Value, json};

use crate::fixture::{Tree, column};
use crate::follower::Follower;

fn watch(tree: &Tree, arguments: &[&str]) -> Follower {
    Follower::start(tree, &[&["watch"], arguments].concat(), "watch")
}

/// Starts one and waits until it has seen the whole tree.
fn settled(tree: &Tree, arguments: &[&str]) -> Follower {
    let mut watch = watch(tree, arguments);
    assert_eq!(watch.next()["event"], "following");
    assert_eq!(watch.next()["event"], "batch");
    watch
}

/// The definitions of a file.
fn names(tree: &Tree, path: &str) -> Vec<String> {
    let answer = tree.json(&["query", "--file", path]);
    column(&answer["data"]["symbols"], "name").iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn what_is_saved_is_in_the_answers_of_other_processes_and_a_signal_ends_it_well() {
    for signal in ["-INT", "-TERM"] {
        let tree = Tree::new();
        let mut watch = settled(&tree, &[]);
        tree.write("web/util.js", "function thrice(f) { return f; }\n");
        let batch = watch.next();
        assert_eq!((&batch["event"], &batch["changes"]["files_written"]), (&json!("batch"), &json!(1)));
        assert_eq!(names(&tree, "web/util.js"), ["thrice"]);
        let status = tree.json(&["status"]);
        assert_eq!(status["data"]["digest"], batch["digest"]);
        assert_eq!(status["data"]["tree"], json!({"changed": 0, "new": 0, "missing": 0}));
        assert_eq!(status["data"]["watched_by"]["process"], watch.child.id());
        let (status, rest) = watch.end_by(signal);
        assert_eq!((status, rest.len()), (0, 1), "{rest:?}");
        assert_eq!(rest[0]["event"], "stopped");
        assert_eq!(tree.json(&["status"])["data"].get("watched_by"), None);
        assert_eq!(tree.run(&["verify", "--deep"]).status, 0);
    }
}

#[test]
fn a_second_watch_is_told_who_watches_and_anybody_may_still_write() {
    let tree = Tree::new();
    let mut watch = settled(&tree, &[]);
    let error = tree.error(4, &["watch", "--wait", "0"]);
    assert_eq!(error["code"], "db-locked");
    let process = watch.child.id();
    assert!(error["message"].as_str().expect("a text").contains(&format!("process {process}")), "{error}");
    tree.ok(&["delete", "--file", "c/vec.c"]);
    let told: Value = watch.next();
    assert_eq!(told["event"], "elsewhere");
    assert_eq!(told["digest"], tree.json(&["status"])["data"]["digest"]);
}

#[test]
fn the_tree_that_is_named_is_watched_whatever_tree_the_database_was_made_of() {
    let tree = Tree::of(&[("one/a.py", "def a(): pass\n"), ("two/b.py", "def b(): pass\n")]);
    tree.ok(&["index", "one", "--exclude", "*.js", "--db", "map.db"]);
    tree.write("one/c.py", "def c(): pass\n");
    tree.write("one/d.js", "function d() {}\n");
    let batch_of = |arguments: &[&str]| {
        let mut watch = watch(&tree, &[arguments, &["--db", "map.db"]].concat());
        watch.next();
        let batch = watch.next();
        watch.end_by("-TERM");
        (
            batch["changes"]["files_written"].clone(),
            column(&tree.json(&["files", "--db", "map.db"])["data"]["files"], "path").join(" "),
        )
    };
    assert_eq!(batch_of(&[]), (json!(1), "a.py c.py".to_owned()), "the tree and the files of the database");
    fs::remove_file(tree.root().join("one/c.py")).expect("removing");
    assert_eq!(batch_of(&["one"]).1, "a.py", "the same, by its name");
    assert_eq!(batch_of(&["--root", "two"]).1, "b.py");
}
