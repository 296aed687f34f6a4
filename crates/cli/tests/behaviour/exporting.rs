//! `export`: the whole index as JSON.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::fixture::{Tree, parse};

#[test]
fn jsonl_begins_with_the_version_and_goes_by_path() {
    let tree = Tree::indexed();
    let out = tree.root().join("export.jsonl");
    tree.ok(&["export", "--format", "jsonl", "--out", out.to_str().expect("UTF-8")]);
    let text = std::fs::read_to_string(&out).expect("the export");
    assert_eq!(text, tree.ok(&["export"]), "a file and standard output get the same");
    let rows: Vec<Value> = text.lines().map(parse).collect();
    assert_eq!((&rows[0]["type"], &rows[0]["version"]), (&"version".into(), &"1.0.0".into()));
    assert_eq!(rows[0]["digest"], tree.json(&["status"])["data"]["digest"]);
    let paths: Vec<&str> = rows[1..].iter().map(|row| row["path"].as_str().expect("a path")).collect();
    assert!(paths.is_sorted(), "{paths:?}");
    for kind in ["file", "symbol", "reference", "import"] {
        assert!(rows.iter().any(|row| row["type"] == kind), "no {kind}");
    }
}

#[test]
fn json_is_one_object_with_the_same_rows() {
    let tree = Tree::indexed();
    let whole = parse(&tree.ok(&["export", "--format", "json"]));
    let lines = tree.ok(&["export"]);
    for (array, kind) in
        [("files", "file"), ("symbols", "symbol"), ("references", "reference"), ("imports", "import")]
    {
        let rows: Vec<Value> = lines.lines().map(parse).filter(|row| row["type"] == kind).collect();
        assert_eq!(whole[array], Value::Array(rows), "{array}");
    }
}

#[test]
fn kinds_of_rows_can_be_left_out() {
    let tree = Tree::indexed();
    let text = tree.ok(&["export", "--no-symbols", "--no-references"]);
    assert!(!text.contains(r#""type":"symbol""#) && !text.contains(r#""type":"reference""#));
    assert!(text.contains(r#""type":"file""#));
}

#[test]
fn an_export_that_cannot_be_written_leaves_nothing() {
    let tree = Tree::indexed();
    assert_eq!(tree.error(5, &["export", "--out", "no/such/directory/x"])["code"], "io-not-found");
    let partial = std::fs::read_dir(tree.root()).expect("the root");
    assert!(partial.flatten().all(|entry| !entry.file_name().to_string_lossy().contains("partial")));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let tree = Tree::new();
    // More than a pipe holds, so that the program has to notice that nobody reads.
    let many: String =
        (0..20_000).fold(String::new(), |text, n| text + &format!("def function_{n}(): pass\n"));
    tree.write("many.py", many);
    tree.ok(&["index"]);
    for arguments in [&["export"][..], &["query", "--file", "many.py"], &["get-file", "many.py", "-j"]] {
        let mut command = tree.command("", arguments);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut reader = BufReader::with_capacity(64, child.stdout.take().expect("piped"));
        reader.fill_buf().expect("the first bytes");
        drop(reader);
        let output = child.wait_with_output().expect("waiting");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}
