//! `search`: words, phrases and beginnings of words in text and names.

use std::fs;

use crate::fixture::{Tree, column};
use crate::schema::validate;

#[test]
fn hits_have_symbol_line_and_places() {
    let tree = Tree::indexed();
    let answer = tree.json(&["search", "square"]);
    validate("search", &answer);
    let hits = &answer["data"]["hits"];
    let symbols: Vec<&str> = hits
        .as_array()
        .expect("an array")
        .iter()
        .map(|hit| hit["symbol"]["display_fqn"].as_str().expect("a name"))
        .collect();
    assert_eq!(symbols, ["geometry::square", "shapes.Square", "geometry::Circle::area"]);
    assert_eq!(column(hits, "excerpt")[2], "square(self.radius) * 3.0");
    assert_eq!(hits[2]["span"]["start_line"], 11);
    assert_eq!(hits[2]["matches"].as_array().expect("an array").len(), 1);
    assert_eq!((answer["total"].as_u64(), answer["truncated"].as_bool()), (Some(3), Some(false)));
    let text = tree.ok(&["search", "square", "--limit", "1"]);
    assert_eq!(text, "src/lib.rs:15:3  function geometry::square\n    fn square(x: f64) -> f64 {\n2 more\n");
}

#[test]
fn words_are_found_in_names_and_filters_narrow() {
    let tree = Tree::indexed();
    assert_eq!(
        tree.ok(&["search", "hello"]),
        "web/app.ts:2:10  function web/app.greet\n    return `hello ${name}`;\n"
    );
    assert_eq!(tree.ok(&["search", "hello", "--names"]), "");
    assert_eq!(tree.ok(&["search", "no", "such", "word"]), "", "an empty answer is an answer");
    let java = tree.json(&["search", "r*", "--lang", "java", "--kind", "method"]);
    assert_eq!(java["data"]["hits"][0]["symbol"]["name"], "run");
    assert_eq!(java["data"]["terms"][0], "r*");
    let outside = tree.ok(&["search", "VEC_H", "--kind", "file"]);
    assert!(outside.starts_with("c/vec.h:1:8  file c/vec.h\n") || outside.is_empty(), "{outside}");
}

#[test]
fn what_cannot_be_searched_is_refused_by_name() {
    let tree = Tree::indexed();
    for (text, said) in [
        ("", "there is no word"),
        ("++", "`++` has no letter and no digit"),
        ("a*b", "`a*b` has a *"),
        ("\"open", "not closed: \"open"),
    ] {
        let error = tree.error(2, &["search", text]);
        assert_eq!(error["code"], "invalid-argument");
        assert!(error["message"].as_str().expect("a text").contains(said), "{text}: {error}");
    }
}

#[test]
fn an_index_that_is_gone_or_old_changes_no_answer() {
    let tree = Tree::indexed();
    let right = tree.ok(&["search", "are*"]);
    fs::remove_dir_all(tree.root().join(".magellan/index.db-search")).expect("removable");
    assert_eq!(tree.ok(&["search", "are*"]), right);
    fs::write(tree.root().join(".magellan/index.db-search"), "no directory").expect("writable");
    assert_eq!(tree.ok(&["search", "are*"]), right);
    tree.ok(&["index"]);
    assert_eq!(tree.ok(&["search", "are*"]), right);
    tree.write("py/shapes.py", "def acreage():\n    pass\n");
    assert!(
        tree.run(&["search", "are*"]).stderr.contains("py/shapes.py changed"),
        "what is shown is what was indexed"
    );
    tree.ok(&["refresh"]);
    assert!(tree.ok(&["search", "acre*"]).starts_with("py/shapes.py:1:4  function shapes.acreage\n"));
}
