//! `ast` and `find-ast`: syntax trees and what is found in them.

use serde_json::Value;

use crate::fixture::{Tree, column};
use crate::shop;

/// What tells a match apart: its file, line and text.
fn places(answer: &Value) -> Vec<String> {
    let matches = answer["data"]["matches"].as_array().expect("an array");
    let place = |found: &Value| {
        let (path, text) = (found["span"]["path"].as_str(), found["text"].as_str());
        format!("{}:{} {}", path.unwrap_or_default(), found["span"]["start_line"], text.unwrap_or_default())
    };
    matches.iter().map(place).collect()
}

#[test]
fn a_tree_is_shown_indented_with_fields_places_and_texts() {
    let tree = Tree::indexed();
    assert_eq!(
        tree.ok(&["ast", "--file", "java/Main.java", "--depth", "3"]),
        "program 1:0-4:0\n  class_declaration 1:0-3:1\n    name: identifier 1:6-1:10 \"Main\"\n    body: class_body 1:11-3:1\n      \
         method_declaration 2:4-2:34\n"
    );
    let symbol = tree.ok(&["ast", "--symbol", "square", "--all", "--depth", "1"]);
    let lines: Vec<&str> = symbol.lines().collect();
    assert_eq!(lines[..3], ["in source_file", "function_item 15:0-17:1", "  \"fn\" 15:0-15:2"]);
}

#[test]
fn a_place_or_a_symbol_gives_the_part_around_it() {
    let tree = Tree::indexed();
    let at = tree.json(&["ast", "--file", "c/vec.c", "--position", "3:31"]);
    assert_eq!(at["data"]["nodes"][0]["text"], "a");
    assert_eq!(at["data"]["nodes"][0]["field"], "left");
    assert_eq!(
        column(&at["data"]["above"], "kind"),
        [
            "translation_unit",
            "function_definition",
            "compound_statement",
            "return_statement",
            "binary_expression"
        ]
    );
    let whole = tree.json(&["ast", "--file", "c/vec.c"]);
    let id = &at["data"]["nodes"][0]["id"];
    let same = whole["data"]["nodes"].as_array().expect("an array").iter().find(|node| node["id"] == *id);
    assert_eq!(same.expect("ids are those of the whole")["span"], at["data"]["nodes"][0]["span"]);
    assert_eq!(tree.error(3, &["ast", "--symbol", "area"])["code"], "symbol-ambiguous");
    let one = tree.json(&["ast", "--symbol", "area", "--file", "py/shapes.py", "--limit", "2"]);
    assert_eq!(column(&one["data"]["nodes"], "kind"), ["function_definition", "identifier"]);
    assert_eq!(one["truncated"], true);
    assert_eq!(tree.error(2, &["ast", "--file", "c/vec.c", "--position", "99:0"])["code"], "invalid-span");
    assert_eq!(tree.error(2, &["ast", "--file", "c/vec.c", "--position", "x"])["code"], "invalid-argument");
    assert_eq!(tree.error(1, &["ast", "--file", "none.c"])["code"], "file-not-indexed");
}

#[test]
fn errors_missing_tokens_and_masked_bytes_are_told() {
    let tree = Tree::of(&[
        ("a.c", "#define API __attribute__((visibility(\"default\")))\nAPI int f(void) { return 1 }\n"),
        ("b.py", "def f():\n    return ) + 1\n"),
    ]);
    tree.ok(&["index"]);
    let said = tree.run(&["ast", "--file", "a.c"]);
    assert!(said.stdout.contains("MISSING \";\""), "{}", said.stdout);
    assert!(tree.ok(&["ast", "--file", "b.py"]).contains("ERROR"));
    let errors = tree.json(&["find-ast", "--kind", "ERROR"]);
    assert_eq!(column(&errors["data"]["matches"], "kind"), ["ERROR"]);
    let missing = tree.json(&["find-ast", "--query", "(MISSING \";\") @m"]);
    assert_eq!(missing["total"], 1);
    // What a mask takes away is not in the tree; where it stood is told.
    let macros =
        Tree::of(&[("m.c", "static BUG_ON_ZERO int f(void) { return 1; }\nEXPORT_SYMBOL(f)\nint g;\n")]);
    macros.ok(&["index"]);
    let answer = macros.json(&["ast", "--file", "m.c"]);
    assert!(answer["data"]["masked_bytes"].as_u64().is_some());
}

#[test]
fn nodes_of_a_kind_are_found_in_every_language_that_has_them() {
    let tree = shop::indexed();
    let calls =
        tree.json(&["find-ast", "--kind", "call", "--path", "shop/app.py", "--limit", "2", "--count"]);
    assert_eq!(places(&calls), ["shop/app.py:9 build(3)", "shop/app.py:10 first.total()"]);
    assert_eq!((&calls["total"], &calls["truncated"]), (&10.into(), &true.into()));
    let query = ["find-ast", "--query", "(call)", "--path", "shop/app.py", "--limit", "2"];
    let ended = tree.json(&query);
    assert_eq!((ended.get("total"), &ended["truncated"]), (None, &true.into()));
    let counted = tree.json(&[&query[..], &["--count"]].concat());
    assert_eq!((&counted["total"], &counted["data"]["matches"]), (&10.into(), &ended["data"]["matches"]));
    assert_eq!(calls["data"]["matches"][0]["in"]["display_fqn"], "shop.app.checkout");
    assert!(column(&calls["data"]["not_for"], "language").contains(&"rust"));
    let inside = tree.json(&["find-ast", "--kind", "call", "--within", "again"]);
    assert_eq!(places(&inside), ["shop/app.py:17 checkout([n])", "shop/app.py:18 again(n - 1)"]);
    let java = tree.json(&["find-ast", "--kind", "return_statement", "--lang", "java"]);
    assert_eq!(java["total"], 3);
    let error = tree.error(2, &["find-ast", "--kind", "return_statment"]);
    assert_eq!(error["code"], "unknown-node-kind");
    assert!(error["hint"].as_str().expect("a hint").contains("return_statement"));
    assert_eq!(tree.error(2, &["find-ast", "--kind", "call", "--lang", "cobol"])["code"], "invalid-argument");
}

#[test]
fn queries_have_captures_and_predicates() {
    let tree = shop::indexed();
    let query = r#"(call function: (identifier) @f arguments: (argument_list) @args (#eq? @f "again"))"#;
    let answer = tree.json(&["find-ast", "--query", query]);
    assert_eq!(places(&answer), ["shop/app.py:18 again(n - 1)", "shop/app.py:26 again(2)"]);
    let captures = &answer["data"]["matches"][0]["captures"];
    assert_eq!(column(captures, "name"), ["f", "args"]);
    assert_eq!(column(captures, "text"), ["again", "(n - 1)"]);
    assert!(answer["data"]["matches"][1].get("in").is_none(), "at file level");
    let human = tree.ok(&["find-ast", "--query", query, "--limit", "1", "--count"]);
    assert_eq!(
        human,
        "shop/app.py:18:11  pattern 0  in shop.app.again  | again(n - 1)\n  18:11  @f identifier  | again\n  \
         18:16  @args argument_list  | (n - 1)\n1 more\n"
    );
    let ignored = tree.json(&["find-ast", "--query", "((identifier) @x (#set! a b) (#lua-match? @x \"a\"))"]);
    assert_eq!(ignored["data"]["not_evaluated"], serde_json::json!(["#lua-match?", "#set!"]));
}

#[test]
fn a_query_for_no_language_says_where_and_what() {
    let tree = shop::indexed();
    let error = |query: &str| {
        let error = tree.error(2, &["find-ast", "--query", query]);
        assert_eq!(error["code"], "invalid-query");
        error["message"].as_str().expect("a message").to_owned()
    };
    assert!(error("(call").contains("at 1:5: "));
    assert!(error("(nonsense)").contains("at 1:1: there is no kind of node `nonsense` (in c, "));
    assert!(error("((_) @x (#match? @x \"[\"))").contains("Invalid regex"));
    assert!(error(&"(".repeat(5000)).contains("nest too deeply"));
}

#[test]
fn counts_made_when_indexing_are_those_of_the_trees() {
    let files = [
        ("a.rs", "//! Doc.\n/// More.\n// Plain.\nfn a() { b(/* x */); \"\\n\"; }\n"),
        ("a.py", "# c\ndef f(x):\n    return f'{x}' )\n"),
        ("a.ts", "/** d */\nexport const a = <T,>(x: T) => x!;\n"),
        ("a.tsx", "export const A = () => <p>hello {1}</p>;\n"),
        ("A.java", "/** d */ class A { int n = 1 /* two */; void f() { n++ } }\n"),
        ("a.c", "#define X(a) a\nint f(void) { return X(1) }\n"),
    ];
    let tree = Tree::of(&files);
    tree.ok(&["index"]);
    for (path, _) in files {
        let nodes = tree.json(&["ast", "--file", path, "--all"]);
        let nodes = nodes["data"]["nodes"].as_array().expect("an array").clone();
        let named: std::collections::BTreeSet<&str> = nodes
            .iter()
            .filter(|node| node["named"] == true)
            .filter_map(|node| node["kind"].as_str())
            .collect();
        for kind in named {
            let in_tree = nodes.iter().filter(|node| node["kind"] == kind && node["named"] == true).count();
            for limit in ["0", "1000"] {
                let found = tree.json(&["find-ast", "--kind", kind, "--path", path, "--limit", limit]);
                assert_eq!(found["total"], in_tree, "{kind} in {path}");
            }
        }
    }
}
