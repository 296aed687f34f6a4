//! Failures: exit statuses, codes, and where they are told.

use crate::fixture::{Tree, parse, program, said};

#[test]
fn each_failure_has_its_status_and_code() {
    let tree = Tree::indexed();
    for (status, code, arguments) in [
        (1, "symbol-not-found", &["get", "no_such_symbol"][..]),
        (1, "file-not-indexed", &["query", "--file", "notes.txt"]),
        (1, "file-not-indexed", &["get-file", "no/such/file.rs"]),
        (2, "invalid-argument", &["find", "x", "--kind", "no-such-kind"]),
        (2, "invalid-argument", &["find", "x", "--lang", "klingon"]),
        (2, "invalid-argument", &["find", "--glob", "[a"]),
        (2, "invalid-argument", &["files", "--path", "{a"]),
        (2, "invalid-argument", &["index", "--include", "[a"]),
        (2, "invalid-argument", &["query", "--file", "src/lib.rs", "--kind", "no-such-kind"]),
        (2, "path-outside-root", &["query", "--file", "/etc/passwd"]),
        (2, "refused-root", &["index", "/", "--db", "root.db"]),
        (3, "symbol-ambiguous", &["get", "area"]),
        (4, "db-not-found", &["status", "--db", "no-such.db"]),
        (4, "db-unknown-format", &["status", "--db", "notes.txt"]),
        (5, "io-not-found", &["index", "no-such-directory"]),
    ] {
        let error = tree.error(status, arguments);
        assert_eq!(error["code"], code, "{arguments:?}: {error}");
        assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{error}");
        let told = tree.run(arguments);
        assert_eq!((told.status, told.stdout.as_str()), (status, ""), "{arguments:?}");
        assert!(told.stderr.contains("error: "), "{}", told.stderr);
    }
    assert!(!tree.root().join("root.db").exists(), "a refused root leaves no database");
}

#[test]
fn a_file_that_is_no_database_is_not_overwritten() {
    let tree = Tree::new();
    for rebuild in [&["index", "--db", "notes.txt"][..], &["index", "--db", "notes.txt", "--rebuild"]] {
        assert_eq!(tree.error(4, rebuild)["code"], "db-unknown-format");
        assert_eq!(
            std::fs::read_to_string(tree.root().join("notes.txt")).expect("the notes"),
            "No language.\n"
        );
    }
}

#[test]
fn without_a_database_the_hint_says_what_to_do() {
    let nowhere = tempfile::tempdir().expect("a temporary directory");
    let told = said(program(nowhere.path()).arg("status"));
    assert_eq!(told.status, 4);
    assert!(told.stderr.contains("hint: run `magellan index PATH` first"), "{}", told.stderr);
    let json = parse(&said(program(nowhere.path()).args(["status", "-j"])).stdout);
    assert!(json["error"]["hint"].is_string(), "{json}");
}

#[test]
fn misuse_is_status_2_and_help_and_version_are_0() {
    let tree = Tree::new();
    assert_eq!(tree.run(&["no-such-command"]).status, 2);
    assert_eq!(tree.run(&["find"]).status, 2);
    assert_eq!(tree.run(&["export", "--format", "no-such-format"]).status, 2);
    assert_eq!(tree.run(&["--help"]).status, 0);
    assert_eq!(tree.ok(&["--version"]), format!("magellan {}\n", env!("CARGO_PKG_VERSION")));
}
