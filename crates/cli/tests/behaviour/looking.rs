//! `files`, `query`, `find`, `get`, `get-file`: asking an index.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;

use crate::fixture::{Tree, column, permissions_are_ignored, said};
use crate::schema::validate;

#[test]
fn files_lists_by_path_and_skipped_says_why() {
    let tree = Tree::indexed();
    let files = tree.json(&["files"]);
    let paths = column(&files["data"]["files"], "path");
    assert_eq!(
        paths,
        ["c/vec.c", "c/vec.h", "java/Main.java", "py/shapes.py", "src/lib.rs", "web/app.ts", "web/util.js"]
    );
    let skipped = tree.json(&["files", "--skipped"]);
    let skipped = &skipped["data"]["skipped"];
    let ignored = skipped.as_array().expect("an array").iter().find(|entry| entry["path"] == "ignored");
    assert_eq!(ignored.expect("what .gitignore names is listed")["is_dir"], true);
    let text = tree.ok(&["files", "--skipped", "--reason", "no-language", "--path", "*.txt"]);
    assert_eq!(text, "notes.txt  no-language\n");
    assert!(tree.ok(&["files", "--lang", "java"]).starts_with("java/Main.java  java  "));
}

#[test]
fn a_file_may_be_named_from_anywhere_in_any_way() {
    let tree = Tree::indexed();
    let absolute = tree.root().join("src/lib.rs");
    let absolute = absolute.to_str().expect("UTF-8");
    let expected = tree.ok(&["query", "--file", "src/lib.rs"]);
    assert!(expected.contains("struct Circle") && expected.contains("square"), "{expected}");
    for (directory, name) in [
        ("", absolute),
        ("", "./src/lib.rs"),
        ("src", "lib.rs"),
        ("py", "../src/lib.rs"),
        ("py", "src/lib.rs"),
        ("py", absolute),
    ] {
        let answer = said(&mut tree.command(directory, &["query", "--file", name]));
        assert_eq!(answer.stdout, expected, "{name} in {directory}: {}", answer.stderr);
    }
}

#[test]
fn query_narrows_by_kind_and_shows_extents() {
    let tree = Tree::indexed();
    let answer = tree.json(&["query", "--file", "src/lib.rs", "--kind", "function"]);
    assert_eq!(column(&answer["data"]["symbols"], "name"), ["square"]);
    assert_eq!(answer["total"], 1);
    let text = tree.ok(&["query", "--file", "src/lib.rs", "--kind", "function", "--show-extent"]);
    assert!(text.contains("lines 15-17, bytes "), "{text}");
}

#[test]
fn find_takes_names_globs_and_filters() {
    let tree = Tree::indexed();
    let names = |arguments: &[&str]| {
        let answer = tree.json(&[&["find"], arguments].concat());
        column(&answer["data"]["symbols"], "name").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names(&["area"]), ["area", "area"]);
    assert_eq!(names(&["area", "--lang", "python"]), ["area"]);
    assert_eq!(names(&["area", "--path", "src/**"]), ["area"]);
    assert_eq!(names(&["--glob", "{tot,gre}*"]), ["total", "greet"]);
    assert_eq!(names(&["--glob", "[cC]ir*", "--kind", "struct"]), ["Circle"]);
    assert!(names(&["no_such_name"]).is_empty());
    let limited = tree.json(&["find", "area", "--limit", "1"]);
    assert_eq!((&limited["total"], &limited["truncated"]), (&2.into(), &true.into()));
    assert_eq!(column(&limited["data"]["symbols"], "name"), ["area"]);
    assert!(tree.ok(&["find", "area", "--limit", "1"]).ends_with("1 more\n"));
}

#[test]
fn found_symbols_come_with_context_and_checksums_when_asked_for() {
    let tree = Tree::indexed();
    let answer = tree.json(&["find", "square", "--with-context", "--context-lines", "1", "--with-checksums"]);
    let square = &answer["data"]["symbols"][0];
    assert_eq!(square["context"]["first_line"], 14);
    assert_eq!(square["context"]["lines"][1], "fn square(x: f64) -> f64 {");
    assert_eq!(square["checksums"]["symbol"].as_str().map(str::len), Some(64));
}

#[test]
fn every_way_to_name_a_symbol_gets_the_same_source() {
    let tree = Tree::indexed();
    let found = tree.json(&["find", "square"]);
    let symbol = &found["data"]["symbols"][0];
    let text = |key: &str| symbol[key].as_str().expect("a text").to_owned();
    let id = text("symbol_id");
    let names = [
        id.clone(),
        id[..8].to_owned(),
        text("canonical_fqn"),
        text("display_fqn"),
        "src/lib.rs:15".to_owned(),
        "src/lib.rs:15:3".to_owned(),
        "square".to_owned(),
    ];
    for name in &names {
        assert_eq!(tree.ok(&["get", name]), "fn square(x: f64) -> f64 {\n    x * x\n}\n", "{name}");
    }
}

#[test]
fn an_ambiguous_name_lists_every_candidate() {
    let tree = Tree::indexed();
    let failure = tree.run(&["get", "area"]);
    assert_eq!((failure.status, failure.stdout.as_str()), (3, ""));
    assert!(
        failure.stderr.contains("py/shapes.py:5") && failure.stderr.contains("src/lib.rs:10"),
        "{}",
        failure.stderr
    );
    let error = tree.error(3, &["get", "area"]);
    assert_eq!(error["code"], "symbol-ambiguous");
    assert_eq!(error["candidates"].as_array().map(Vec::len), Some(2));
    assert!(tree.ok(&["get", "area", "--lang", "rust", "--with-docs"]).starts_with("/// Its area."));
}

#[test]
fn a_changed_file_is_shown_as_indexed_and_called_stale() {
    let tree = Tree::indexed();
    let before = tree.ok(&["get-file", "web/util.js"]);
    tree.write("web/util.js", "changed\n");
    let after = tree.run(&["get-file", "web/util.js"]);
    assert_eq!((after.status, after.stdout), (0, before));
    assert!(after.stderr.starts_with("note: web/util.js changed since indexing"), "{}", after.stderr);
    let json = tree.json(&["get-file", "web/util.js"]);
    assert_eq!(json["freshness"]["stale_files"], serde_json::json!(["web/util.js"]));
    let other = tree.json(&["get-file", "web/app.ts"]);
    assert_eq!(other["freshness"]["stale_files"], serde_json::json!([]));
}

#[test]
fn asking_leaves_no_trace_beside_the_database() {
    let tree = Tree::indexed();
    let directory = tree.root().join(".magellan");
    let before = (names(&directory), fs::read(directory.join("index.db")).expect("the database"));
    ask_everything(&tree);
    assert_eq!(before, (names(&directory), fs::read(directory.join("index.db")).expect("the database")));
}

#[test]
fn a_read_only_directory_can_be_asked() {
    let tree = Tree::indexed();
    if permissions_are_ignored(&tree.root()) {
        return;
    }
    let directory = tree.root().join(".magellan");
    let set =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    set(&directory.join("index.db"), 0o444);
    set(&directory, 0o555);
    ask_everything(&tree);
    set(&directory, 0o755);
}

fn ask_everything(tree: &Tree) {
    for question in [
        &["status"][..],
        &["files"],
        &["files", "--skipped"],
        &["query", "--file", "src/lib.rs"],
        &["find", "area"],
        &["get", "square"],
        &["get-file", "src/lib.rs"],
        &["export"],
    ] {
        tree.ok(question);
    }
}

fn names(directory: &Path) -> BTreeSet<std::ffi::OsString> {
    let entries = fs::read_dir(directory).expect("a directory");
    entries.map(|entry| entry.expect("an entry").file_name()).collect()
}

#[test]
fn collisions_are_what_the_export_says_is_named_alike() {
    let tree = Tree::of(&[
        ("a.py", "def run(): pass\n\ndef run(): pass\n\nclass A:\n    def run(self): pass\n"),
        ("b.c", "int run(void);\nint run(void) { return 1; }\nint other(int);\n"),
        ("c.c", "int other(int x) { return x; }\nstatic int alone(void) { return 2; }\n"),
    ]);
    tree.ok(&["index"]);
    let export = tree.ok(&["export"]);
    let symbols: Vec<Value> =
        export.lines().map(crate::fixture::parse).filter(|row| row["type"] == "symbol").collect();
    for (by, field) in [("name", "name"), ("display-fqn", "display_fqn"), ("canonical-fqn", "canonical_fqn")]
    {
        for declarations in [false, true] {
            let is_declaration = |row: &Value| {
                row["modifiers"].as_array().is_some_and(|all| all.contains(&"declaration".into()))
            };
            let mut wanted: BTreeMap<String, u64> = BTreeMap::new();
            for row in symbols.iter().filter(|row| declarations || !is_declaration(row)) {
                *wanted.entry(row[field].as_str().expect("a name").to_owned()).or_default() += 1;
            }
            wanted.retain(|_, count| *count > 1);
            let mut asked = vec!["collisions", "--by", by];
            asked.extend(declarations.then_some("--declarations"));
            let answer = tree.json(&asked);
            validate("collisions", &answer);
            let found = answer["data"]["collisions"].as_array().expect("a list").iter();
            let found: BTreeMap<String, u64> = found
                .map(|one| {
                    (one["name"].as_str().expect("a name").to_owned(), one["count"].as_u64().unwrap_or(0))
                })
                .collect();
            assert_eq!(found, wanted, "{by} {declarations}");
            assert!(!found.is_empty(), "{by} {declarations}");
        }
    }
    let cut = tree.json(&["collisions", "--by", "name", "--limit", "1", "--members", "2"]);
    assert_eq!((&cut["total"], &cut["truncated"]), (&1.into(), &false.into()));
    assert_eq!(cut["data"]["collisions"][0]["count"], 4);
    assert_eq!(cut["data"]["collisions"][0]["symbols"].as_array().map(Vec::len), Some(2));
    assert_eq!(tree.error(2, &["collisions", "--kind", "nothing"])["code"], "invalid-argument");
}
