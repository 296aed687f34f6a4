//! `chunks`, `chunk-by-symbol`, `chunk-by-span` and what `get` shows of a symbol; `label`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fixture::{Tree, column, said};

/// A tree with everything that is hard to cut.
const HARD: &[(&str, &str)] = &[
    (
        "shapes.py",
        "import os\n\n\nclass Outer:\n    \"\"\"Outer.\"\"\"\n\n    size = 1\n\n    def area(self):\n        def inner():\n            return 1\n        \
         return inner()\n\n    class Nested:\n        def deep(self):\n            pass\n\n    last = 2\n\n\nx, y = 1, 2\nprint(x)\n",
    ),
    (
        "many.c",
        "/* Two. */\nint a, b;\nint f(void) { return a; } int g(void) { return b; }\nstruct { int n; } s;\n",
    ),
    (
        "accents.js",
        "// \u{e9}\u{1F600}\nconst caf\u{e9} = () => '\u{1F600}';\n\nmodule.exports = { caf\u{e9} };\n",
    ),
    ("latin.c", "\u{feff}int caf(void) { return 1; }\r\n\r\nint z;"),
    ("empty.py", ""),
    ("blank.py", "\n\n"),
    (
        "Shop.java",
        "package shop;\n\n/** A shop. */\npublic class Shop {\n    private int n;\n\n    /** Sells. */\n    @Deprecated\n    public void sell() {}\n\n    \
         public static void main(String[] args) {}\n\n    enum Kind { A, B }\n}\n",
    ),
];

fn chunks(tree: &Tree, arguments: &[&str]) -> Vec<Value> {
    let answer = tree.json(&[&["chunks"], arguments].concat());
    answer["data"]["chunks"].as_array().expect("an array").clone()
}

#[test]
fn the_chunks_of_a_file_are_the_file() {
    for files in [HARD, crate::fixture::FILES] {
        let tree = Tree::of(files);
        tree.ok(&["index"]);
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for chunk in chunks(&tree, &[]) {
            let path = chunk["span"]["path"].as_str().expect("a path").to_owned();
            let text = texts.entry(path).or_default();
            assert_eq!(chunk["span"]["start_byte"], text.len(), "{chunk}");
            text.push_str(chunk["content"].as_str().expect("a text"));
            assert_eq!(chunk["span"]["end_byte"], text.len(), "{chunk}");
            let bytes = chunk["bytes"].as_u64().expect("a number");
            assert_eq!(chunk["tokens"].as_u64(), Some(bytes.div_ceil(4)));
        }
        let indexed = tree.json(&["files"]);
        for path in column(&indexed["data"]["files"], "path") {
            let (_, expected) = files.iter().find(|(known, _)| *known == path).expect("one of the tree");
            assert_eq!(texts.get(path).map_or("", String::as_str), *expected, "{path}");
        }
    }
}

#[test]
fn types_are_divided_and_functions_are_not() {
    let tree = Tree::of(HARD);
    tree.ok(&["index"]);
    let human = tree.ok(&["chunks", "--file", "shapes.py"]);
    let lines: Vec<&str> = human.lines().map(|line| line.split("  (").next().expect("a line")).collect();
    assert_eq!(
        lines,
        [
            "shapes.py:1-3  text",
            "shapes.py:4-8  part of class shapes.Outer",
            "shapes.py:9-13  method shapes.Outer.area",
            "shapes.py:14-14  part of class shapes.Outer.Nested",
            "shapes.py:15-17  method shapes.Outer.Nested.deep",
            "shapes.py:18-20  part of class shapes.Outer",
            "shapes.py:21-21  variable shapes.x and 1 more",
            "shapes.py:22-22  text",
        ]
    );
    let methods = chunks(&tree, &["--kind", "method", "--path", "*.java"]);
    assert!(
        methods[0]["content"].as_str().expect("a text").starts_with("    /** Sells. */\n    @Deprecated")
    );
    let some = tree.json(&["chunks", "--kind", "text", "--limit", "1"]);
    assert_eq!(
        (&some["truncated"], some["data"]["chunks"].as_array().map(Vec::len)),
        (&true.into(), Some(1))
    );
    assert!(tree.ok(&["chunks", "--file", "many.c", "--show-code"]).contains("\nint a, b;\n"));
    assert_eq!(tree.error(2, &["chunks", "--kind", "gadget"])["code"], "invalid-argument");
}

#[test]
fn get_shows_doc_signature_and_surroundings() {
    let tree = Tree::indexed();
    assert_eq!(tree.ok(&["get", "square", "--signature"]), "fn square(x: f64) -> f64\n");
    let documented = tree.ok(&["get", "area", "--lang", "rust", "--with-doc", "--signature"]);
    assert_eq!(documented, "/// Its area.\n    pub fn area(&self) -> f64\n");
    let around = tree.json(&["get", "square", "--context-lines", "2"]);
    assert_eq!(around["data"]["before"]["lines"], serde_json::json!(["}", ""]));
    assert!(around["data"].get("after").is_none(), "nothing is behind it");
    assert_eq!((&around["data"]["lines"], &around["data"]["bytes"]), (&3.into(), &38.into()));
    assert!(tree.ok(&["get", "square", "--context-lines", "1"]).starts_with("\nfn square"));
    let chunk = tree.json(&["chunk-by-symbol", "square"]);
    assert_eq!(chunk["data"]["chunk"]["content"], around["data"]["source"]);
    assert_eq!(chunk["data"]["chunk"]["content_hash"], around["data"]["content_hash"]);
    assert_eq!(tree.error(1, &["chunk-by-symbol", "nothing"])["code"], "symbol-not-found");
}

#[test]
fn a_span_never_cuts_a_character() {
    let tree = Tree::of(HARD);
    tree.ok(&["index"]);
    let source = HARD[2].1;
    for (start, end) in (0..20).flat_map(|start| (start..20).map(move |end| (start, end))) {
        let [from, to] = [start, end].map(|at: usize| at.to_string());
        let said = said(
            &mut tree.command("", &["chunk-by-span", "--file", "accents.js", "--start", &from, "--end", &to]),
        );
        let whole = source.is_char_boundary(start) && source.is_char_boundary(end);
        assert_eq!(said.status, if whole { 0 } else { 2 }, "{start}..{end}: {}", said.stderr);
        if whole {
            assert_eq!(said.stdout, format!("{}\n", &source[start..end]));
        }
    }
    let error = tree.error(2, &["chunk-by-span", "--file", "accents.js", "--start", "4", "--end", "6"]);
    assert_eq!(
        (&error["code"], &error["hint"]),
        (&"invalid-span".into(), &"the whole characters are at --start 3 --end 9".into())
    );
    for beyond in [["--start", "9", "--end", "999"], ["--start", "9", "--end", "8"]] {
        let arguments = [&["chunk-by-span", "--file", "many.c"], &beyond[..]].concat();
        assert_eq!(tree.error(2, &arguments)["code"], "invalid-span");
    }
    let lines = tree.json(&["chunk-by-span", "--file", "many.c", "--lines", "2:2", "--context-lines", "1"]);
    assert_eq!(lines["data"]["chunk"]["content"], "int a, b;\n");
    assert_eq!(lines["data"]["chunk"]["after"]["first_line"], 3);
    assert_eq!(
        tree.error(2, &["chunk-by-span", "--file", "many.c", "--lines", "9:10"])["code"],
        "invalid-span"
    );
    let inside = tree.json(&["chunk-by-span", "--file", "shapes.py", "--lines", "10:11"]);
    assert_eq!(inside["data"]["chunk"]["symbol"]["display_fqn"], "shapes.Outer.area");
}

/// Definitions of each language that bear a label of their own.
const LABELLED: &[(&str, &str)] = &[
    (
        "tests/test_a.py",
        "import pytest\n\n\n@pytest.fixture\ndef db():\n    pass\n\n\ndef test_b(db):\n    def test_inner():\n        pass\n\n\nclass TestC:\n    def test_d(self):\n        pass\n",
    ),
    ("run.py", "def go():\n    pass\n\n\nif __name__ == \"__main__\":\n    go()\n"),
    (
        "src/main.rs",
        "fn main() {}\n\n#[deprecated]\npub async unsafe fn old() {}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn works() {}\n}\n",
    ),
    (
        "A.java",
        "class A {\n    public static void main(String[] args) {}\n    @Test void checks() {}\n    @BeforeEach void prepare() {}\n    /** @deprecated */ void old() {}\n}\n",
    ),
    ("a.test.ts", "/** @deprecated use b */\nexport function a() {}\n\ndescribe('a', () => { a(); });\n"),
    ("m.cc", "[[deprecated]] void old();\n\nTEST(Suite, Works) { old(); }\n\nint main() { return 0; }\n"),
    ("m.c", "__attribute__((deprecated)) int old(void) { return 1; }\n\nint main(void) { return old(); }\n"),
];

#[test]
fn labels_of_every_language_are_found() {
    let tree = Tree::of(LABELLED);
    tree.ok(&["index"]);
    let names = |labels: &[&str]| {
        let arguments: Vec<&str> = labels.iter().flat_map(|label| ["--label", label]).collect();
        let answer = tree.json(&[&["label"], &arguments[..]].concat());
        column(&answer["data"]["symbols"], "display_fqn").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names(&["entry-point"]), ["A.main", "main", "main", "run.go", "main::main"]);
    assert_eq!(names(&["deprecated"]), ["A.old", "a.test.a", "old", "old", "main::old"]);
    assert_eq!(names(&["test", "python"]), ["test_a.test_b", "test_a.TestC", "test_a.TestC.test_d"]);
    assert_eq!(names(&["fixture"]), ["A.prepare", "test_a.db"]);
    assert_eq!(names(&["rust", "fn", "async"]), ["main::old"]);
    assert_eq!(names(&["test", "cpp"]), ["Suite.Works"]);
    assert_eq!(names(&["test-file", "typescript"]), ["a.test.a"]);
    let not = tree.json(&["label", "--any", "rust", "--any", "c", "--not", "entry-point", "--not", "module"]);
    assert_eq!(column(&not["data"]["symbols"], "name"), ["old", "old", "works"]);
    assert_eq!(tree.error(2, &["label", "--label", "gadget"])["code"], "invalid-argument");
}

#[test]
fn all_labels_are_listed_with_counts() {
    let tree = Tree::of(LABELLED);
    tree.ok(&["index"]);
    let list = tree.json(&["label", "--list"]);
    let entry = |label: &str| {
        let labels = list["data"]["labels"].as_array().expect("an array");
        labels.iter().find(|entry| entry["label"] == label).expect("every label is listed").clone()
    };
    assert_eq!(entry("deprecated")["definitions"], 5);
    assert_eq!(
        entry("test")["by_language"],
        serde_json::json!({"cpp": 1, "java": 1, "python": 3, "rust": 1})
    );
    assert_eq!(entry("sealed")["definitions"], 0);
    for entry in list["data"]["labels"].as_array().expect("an array") {
        let label = entry["label"].as_str().expect("a text");
        let found = tree.json(&["label", "--label", label]);
        assert_eq!(found["total"], entry["definitions"], "{label}");
        let symbols = found["data"]["symbols"].as_array().expect("an array");
        assert!(
            symbols.iter().all(|symbol| symbol["labels"].as_array().expect("labels").contains(&label.into()))
        );
    }
}
