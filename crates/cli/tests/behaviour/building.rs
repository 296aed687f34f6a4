//! `index` and `status`: building an index and bringing it up to date.

use std::fs;
use std::process::Stdio;

use crate::fixture::{Tree, program, said};

#[test]
fn the_first_run_builds_and_the_second_finds_nothing_to_do() {
    let tree = Tree::new();
    let first = tree.ok(&["index"]);
    assert!(first.starts_with("7 files written, 0 unchanged, 0 removed, 7 resolved\n"), "{first}");
    assert!(first.contains("digest   ") && first.contains("database "), "{first}");
    let second = tree.ok(&["index"]);
    assert!(second.starts_with("nothing changed: 7 files as indexed\n"), "{second}");
}

#[test]
fn only_a_changed_file_is_written_and_only_a_deleted_one_removed() {
    let tree = Tree::indexed();
    tree.write("web/util.js", "function thrice(f) {}\n");
    let changed = &tree.json(&["index"])["data"];
    assert_eq!((&changed["files_written"], &changed["files_unchanged"]), (&1.into(), &6.into()), "{changed}");
    fs::remove_file(tree.root().join("c/vec.c")).expect("removing");
    let removed = &tree.json(&["index"])["data"];
    assert_eq!((&removed["files_written"], &removed["files_removed"]), (&0.into(), &1.into()), "{removed}");
}

#[test]
fn status_tells_the_digest_and_sums_that_index_told() {
    let tree = Tree::new();
    let index = tree.json(&["index"]);
    let status = tree.json(&["status"]);
    for key in ["digest", "revision", "languages", "skipped"] {
        assert_eq!(index["data"][key], status["data"][key], "{key}");
    }
}

#[test]
fn the_database_directory_hides_itself_from_version_control() {
    let tree = Tree::indexed();
    let ignore = fs::read_to_string(tree.root().join(".magellan/.gitignore")).expect("an ignore file");
    assert_eq!(ignore, "*\n");
}

#[test]
fn a_database_may_stand_elsewhere_and_be_named_by_option_or_environment() {
    let tree = Tree::new();
    let elsewhere = tempfile::tempdir().expect("a temporary directory");
    let db = elsewhere.path().join("deep/map.db");
    let db = db.to_str().expect("UTF-8");
    tree.ok(&["index", "--db", db]);
    assert!(!tree.root().join(".magellan").exists());
    let by_option = tree.ok(&["files", "--db", db]);
    let by_environment = said(program(elsewhere.path()).arg("files").env("MAGELLAN_DB", db));
    assert_eq!(by_option, by_environment.stdout);
    assert!(by_option.contains("src/lib.rs"), "{by_option}");
}

#[test]
fn quiet_says_nothing() {
    let said = Tree::new().run(&["index", "--quiet"]);
    assert_eq!((said.status, said.stdout.as_str(), said.stderr.as_str()), (0, "", ""));
}

#[test]
fn a_killed_first_run_leaves_no_database_and_the_next_one_works() {
    let tree = Tree::new();
    for number in 0..400 {
        let functions: String = (0..100)
            .fold(String::new(), |text, n| text + &format!("def f{n}(x):\n    return g{number}(x)\n"));
        tree.write(&format!("many/m{number}.py"), functions);
    }
    let mut child = tree.command("", &["index", "--threads", "1"]);
    let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    // As soon as something is written, and long before all of it is.
    while child.try_wait().expect("waiting").is_none() && !tree.root().join(".magellan/.gitignore").exists() {
        std::thread::yield_now();
    }
    child.kill().expect("killing");
    let status = child.wait().expect("waiting");
    assert!(!status.success(), "the run ended before it could be killed");
    assert!(!tree.root().join(".magellan/index.db").exists());
    assert_eq!(tree.run(&["status"]).status, 4);
    let next = tree.json(&["index"]);
    assert_eq!(next["data"]["files_written"], 407);
    assert_eq!(tree.json(&["index"])["data"]["unchanged"], true);
}
