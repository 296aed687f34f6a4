//! `verify`, `status` and `log`: how fresh an index is, who keeps it so, and what has written it.

use std::fs;

use serde_json::{Value, json};

use crate::fixture::{Tree, column};
use crate::schema::validate;

/// Changes a file, adds one and takes one away.
fn disturb(tree: &Tree) {
    tree.write("web/util.js", "function thrice(f) {}\n");
    tree.write("py/more.py", "def more(): pass\n");
    fs::remove_file(tree.root().join("c/vec.c")).expect("removing");
}

#[test]
fn verify_tells_what_refresh_would_do() {
    let tree = Tree::indexed();
    assert_eq!(tree.ok(&["verify"]), "equal: 7 files are as indexed\n");
    assert_eq!(
        tree.ok(&["verify", "--deep"]),
        "equal: 7 files are as indexed, and so is an index built anew\n"
    );
    disturb(&tree);
    let said = tree.run(&["verify"]);
    assert_eq!(said.status, 1);
    let expected = "new      1\n  py/more.py\nmissing  1\n  c/vec.c\nchanged  1\n  web/util.js\n\
                    5 files are as indexed; `magellan refresh` updates the rest\n";
    assert_eq!(said.stdout, expected);
    let deep = tree.run(&["verify", "--deep", "--limit", "1"]);
    assert_eq!(deep.status, 1);
    assert!(deep.stdout.contains("differ   3\n  c/vec.c\n  2 more\n"), "{}", deep.stdout);
    tree.ok(&["refresh"]);
    assert_eq!(tree.run(&["verify", "--deep"]).status, 0);
}

#[test]
fn status_tells_how_the_tree_differs_unless_it_has_to_be_quick() {
    let tree = Tree::indexed();
    assert!(tree.ok(&["status"]).contains("\ntree     as indexed\n"));
    disturb(&tree);
    let human = tree.ok(&["status"]);
    assert!(human.contains("tree     1 changed, 1 new, 1 missing since indexing"), "{human}");
    let status = tree.json(&["status"]);
    assert_eq!(status["data"]["tree"], json!({"changed": 1, "new": 1, "missing": 1}));
    validate("status", &status);
    assert_eq!(tree.json(&["status", "--quick"])["data"].get("tree"), None);
}

#[test]
fn status_answers_when_the_tree_is_gone() {
    let tree = Tree::new();
    let elsewhere = tempfile::tempdir().expect("a temporary directory");
    let db = elsewhere.path().join("map.db").display().to_string();
    tree.ok(&["index", "web", "--db", &db]);
    fs::rename(tree.root().join("web"), tree.root().join("gone")).expect("renaming");
    let said = tree.run(&["status", "--db", &db]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    assert!(said.stderr.contains("the tree cannot be looked at"), "{}", said.stderr);
    assert_eq!(tree.error(5, &["verify", "--db", &db])["code"], "io-not-found");
}

#[test]
fn status_tells_who_watches_and_who_writes() {
    let tree = Tree::indexed();
    for (suffix, key, word) in
        [("-watcher", "watched_by", "watched"), ("-writer", "written_now_by", "writing")]
    {
        let path = tree.root().join(format!(".magellan/index.db{suffix}"));
        assert_eq!(tree.json(&["status"])["data"].get(key), None);
        let lock =
            fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path).expect("a file");
        lock.lock().expect("locks");
        fs::write(&path, "12\n1798761599999\nhere\nwatch\n").expect("a note");
        let status = tree.json(&["status"]);
        let holder =
            json!({"process": 12, "host": "here", "since": "2026-12-31T23:59:59Z", "command": "watch"});
        assert_eq!(status["data"][key], holder);
        validate("status", &status);
        let human = tree.ok(&["status", "--quick"]);
        let line = format!("{word}  by `magellan watch`, process 12 on here, since 2026-12-31T23:59:59Z\n");
        assert!(human.contains(&line), "{human}");
    }
}

/// Command, arguments and outcome of each run of a log.
fn runs(log: &Value) -> Vec<(String, Value, String)> {
    let rows = &log["data"]["runs"];
    let texts = |key| column(rows, key).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let arguments = rows.as_array().expect("an array").iter().map(|run| run["arguments"].clone());
    let pairs = texts("command").into_iter().zip(arguments).zip(texts("outcome"));
    pairs.map(|((command, arguments), outcome)| (command, arguments, outcome)).collect()
}

#[test]
fn the_log_tells_what_was_run_newest_first() {
    let tree = Tree::new();
    tree.ok(&["--quiet", "index", "--exclude", "a b"]);
    disturb(&tree);
    tree.ok(&["refresh", "py", "-q"]);
    tree.ok(&["delete", "--file", "java"]);
    let log = tree.json(&["log"]);
    validate("log", &log);
    let done = |command: &str, arguments: Value| (command.to_owned(), arguments, "done".to_owned());
    let expected = [
        done("delete", json!(["--file", "java"])),
        done("refresh", json!(["py", "-q"])),
        done("index", json!(["--quiet", "--exclude", "a b"])),
    ];
    assert_eq!(runs(&log), expected);
    let run = &log["data"]["runs"][1];
    assert_eq!(
        run["counts"],
        json!({"batches": 1, "files_written": 1, "files_removed": 0, "files_resolved": 1})
    );
    for key in ["started", "ended"] {
        let time = run[key].as_str().expect("a time");
        assert!(time.starts_with("20") && time.ends_with('Z') && time.len() == 20, "{time}");
    }
    assert_eq!(run["tool_version"], log["tool_version"]);
    let human = tree.ok(&["log", "--command", "index"]);
    assert!(
        human.ends_with("  done         index --quiet --exclude 'a b'  (7 written, 0 removed, 7 resolved)\n"),
        "{human}"
    );
    let first = tree.json(&["log", "--limit", "1"]);
    assert_eq!((&first["total"], &first["truncated"]), (&3.into(), &true.into()));
    assert_eq!(runs(&first), expected[..1]);
    assert_eq!(runs(&tree.json(&["log", "--failed"])), []);
}

#[test]
fn the_log_tells_of_rewriting_too() {
    let tree = Tree::indexed();
    tree.ok(&["compact"]);
    let newest = |log: &Value| runs(log).swap_remove(0);
    assert_eq!(newest(&tree.json(&["log"])), ("compact".to_owned(), json!([]), "done".to_owned()));
    tree.ok(&["migrate-backend", "--input", ".magellan/index.db", "--output", "copy.db"]);
    let arguments = json!(["--input", ".magellan/index.db", "--output", "copy.db"]);
    let log = tree.json(&["log", "--db", "copy.db"]);
    assert_eq!(newest(&log), ("migrate-backend".to_owned(), arguments, "done".to_owned()));
}

#[test]
fn a_run_that_changes_nothing_is_noted_all_the_same() {
    let tree = Tree::indexed();
    let before = tree.json(&["status"])["data"]["revision"].clone();
    tree.ok(&["refresh", "--wait", "1"]);
    assert_eq!(runs(&tree.json(&["log"]))[0].1, json!(["--wait", "1"]));
    let after = tree.json(&["status"])["data"]["revision"].clone();
    // Times that are trusted now may make one more.
    assert!(after.as_u64() <= before.as_u64().map(|revision| revision + 1), "{before} {after}");
}

/// Questions whose answers speak of `shop/models.py`, also where they are about something else.
const ABOUT_MODELS: &[&[&str]] = &[
    &["files"],
    &["query", "--file", "shop/models.py"],
    &["find", "Item"],
    &["find", "checkout", "--with-callees"],
    &["get", "make"],
    &["get-file", "shop/models.py"],
    &["refs", "make"],
    &["refs", "checkout", "--direction", "out"],
    &["callers", "make"],
    &["callees", "checkout"],
    &["why", "shop/app.py:9:12"],
    &["implementations", "Item"],
    &["hierarchy", "Book"],
];

/// Asks every question and compares what is called stale, and how that is said.
fn assert_stale(tree: &Tree, stale: &Value, remark: &str) {
    for question in ABOUT_MODELS {
        assert_eq!(tree.json(question)["freshness"]["stale_files"], *stale, "{question:?}");
        let said = tree.run(question).stderr;
        assert!(said.starts_with(remark), "{question:?}: {said}");
        assert_eq!(said.is_empty(), remark.is_empty(), "{question:?}: {said}");
    }
}

#[test]
fn every_answer_tells_which_of_its_files_changed_or_are_gone() {
    let tree = crate::shop::indexed();
    assert_stale(&tree, &json!([]), "");
    let models = tree.root().join("shop/models.py");
    fs::write(&models, "def other(): pass\n").expect("writing");
    assert_stale(&tree, &json!(["shop/models.py"]), "note: shop/models.py changed since indexing");
    fs::remove_file(&models).expect("removing");
    assert_stale(&tree, &json!(["shop/models.py"]), "note: shop/models.py is gone since indexing");
}

#[test]
fn the_diagnosis_tells_whether_its_examples_are_stale() {
    let tree = crate::shop::indexed();
    tree.write("shop/app.py", "pass\n");
    let stale = tree.json(&["doctor", "resolve"])["freshness"]["stale_files"].clone();
    assert_eq!(stale, json!(["shop/app.py"]));
}

#[test]
fn an_export_is_the_same_whether_it_is_checked_or_not() {
    let tree = Tree::indexed();
    let plain = tree.run(&["export"]);
    disturb(&tree);
    let checked = tree.run(&["export", "--check-fresh"]);
    assert_eq!((checked.status, &checked.stdout), (0, &plain.stdout));
    assert!(
        checked.stderr.starts_with("note: the tree differs from what is exported: 1 files changed, 1 new")
    );
    assert_eq!(tree.run(&["export"]).stderr, "");
}
