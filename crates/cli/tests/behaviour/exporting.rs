//! `export`: what is chosen, and where it goes. What formats look like is tested where they are made.

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
    assert_eq!((&rows[0]["type"], &rows[0]["version"]), (&"version".into(), &"1.1.0".into()));
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
fn only_some_kinds_of_rows_can_be_chosen() {
    let tree = Tree::indexed();
    let kinds = |arguments: &[&str]| {
        let text = tree.ok(&[&["export"], arguments].concat());
        let mut kinds: Vec<String> =
            text.lines().map(|line| parse(line)["type"].as_str().expect("a type").to_owned()).collect();
        kinds.sort();
        kinds.dedup();
        kinds.join(" ")
    };
    assert_eq!(kinds(&["--symbols"]), "symbol version");
    assert_eq!(kinds(&["--calls", "--references"]), "call reference version");
    assert_eq!(kinds(&["--calls", "--lang", "python"]), "version", "nothing that Python calls is proved");
    let all = kinds(&["--all", "--include-collisions"]);
    for kind in ["ast", "cfg_block", "cfg_edge", "chunk", "collision", "label", "metrics"] {
        assert!(all.contains(kind), "no {kind} in {all}");
    }
}

#[test]
fn a_choice_that_a_format_has_no_use_for_is_refused() {
    let tree = Tree::indexed();
    for (format, option) in
        [("csv", "--all"), ("dot", "--symbols"), ("ctags", "--minify"), ("jsonl", "--level=file")]
    {
        let error = tree.error(2, &["export", "--format", format, option]);
        assert_eq!(error["code"], "invalid-argument", "{format} {option}");
        let message = error["message"].as_str().expect("a message");
        assert!(message.contains(format) && message.starts_with(&option[..5]), "{message}");
    }
    assert_eq!(tree.error(2, &["export", "--kind", "gadget"])["code"], "invalid-argument");
    assert_eq!(tree.error(2, &["export", "--path", "[unclosed"])["code"], "invalid-argument");
    assert_eq!(tree.error(2, &["export", "--lang", "cobol"])["code"], "invalid-argument");
}

#[test]
fn tables_go_to_a_directory_or_one_of_them_to_standard_output() {
    let tree = Tree::indexed();
    let directory = tree.root().join("tables/");
    let out = directory.to_str().expect("UTF-8");
    assert_eq!(tree.error(2, &["export", "--format", "csv"])["code"], "invalid-argument");
    let listed = || {
        let entries = std::fs::read_dir(&directory).expect("the directory");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
        names.sort();
        names.join(" ")
    };
    tree.ok(&["export", "--format", "parquet", "--symbols", "--out", out]);
    assert_eq!(listed(), "export.parquet symbols.parquet");
    tree.ok(&["export", "--format", "csv", "--out", out]);
    assert_eq!(
        listed(),
        "calls.csv diagnostics.csv export.csv files.csv imports.csv references.csv symbols.csv targets.csv"
    );
    let symbols = std::fs::read_to_string(directory.join("symbols.csv")).expect("the table");
    assert_eq!(tree.ok(&["export", "--format", "csv", "--table", "symbols"]), symbols);
    assert!(
        symbols.starts_with(
            "path,start_byte,end_byte,start_line,start_col,end_line,end_col,symbol_id,kind,name,"
        )
    );

    std::fs::write(directory.join("thesis.txt"), "years of work").expect("a file");
    let refused = tree.error(2, &["export", "--format", "csv", "--out", out]);
    assert!(refused["message"].as_str().expect("a message").contains("thesis.txt"), "{refused}");
    assert!(listed().ends_with("targets.csv thesis.txt"), "nothing is lost");
}

#[test]
fn an_export_that_cannot_be_written_leaves_nothing() {
    let tree = Tree::indexed();
    for format in ["jsonl", "csv"] {
        let arguments = ["export", "--format", format, "--out", "no/such/directory/x"];
        assert_eq!(tree.error(5, &arguments)["code"], "io-not-found");
    }
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
    let tables = ["csv", "parquet"].map(|format| ["export", "--format", format, "--table", "symbols"]);
    let streams = ["cypher", "ctags"].map(|format| ["export", "--format", format]);
    let others: [&[&str]; 3] = [&["export"], &["query", "--file", "many.py"], &["get-file", "many.py", "-j"]];
    let exports = tables.iter().map(|table| &table[..]).chain(streams.iter().map(|stream| &stream[..]));
    for arguments in exports.chain(others) {
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
