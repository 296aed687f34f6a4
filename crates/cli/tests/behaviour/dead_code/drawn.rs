//! Drawings of `dead-code`.

use crate::fixture::Tree;

#[test]
fn answers_are_drawn_with_the_users_that_they_name() {
    let source = "def _a(): pass\ndef _d(): _a()\ndef _e(): pass\ndef _f(): _e()\nprint(x.y._f)\n";
    let tree = Tree::of(&[("m.py", source)]);
    tree.ok(&["index"]);
    let dot = tree.ok(&["dead-code", "--state", "all", "--output", "dot"]);
    assert_eq!(
        dot,
        "digraph dead_code {
  node [shape=box, fontname=monospace];
  label=\"2 dead, 2 unknown, 0 alive\";
  b0 [label=\"m._a\\lm.py:1\\ldead function\\l\", style=dashed];
  b1 [label=\"m._d\\lm.py:2\\ldead function\\l\", style=dashed];
  b2 [label=\"m._e\\lm.py:3\\lunknown function\\l\"];
  b3 [label=\"m._f\\lm.py:4\\lunknown function\\lopen-site\\lspelled-in-file\\l\"];
  b1 -> b0 [label=\"only-dead-users\", style=dotted];
  b3 -> b2 [label=\"unknown-user\"];
}
"
    );
    let mermaid = tree.ok(&["dead-code", "--limit", "1", "--output", "mermaid"]);
    assert_eq!(
        mermaid,
        "flowchart TD
  b0[\"m._a<br/>m.py:1<br/>dead function\"]
  b1[\"m._d<br/>m.py:2<br/>dead\"]
  b2[\"1 more\"]
  b1 -.->|only-dead-users| b0
",
        "a user that is not listed is drawn all the same"
    );
}

#[test]
fn a_drawing_tells_how_many_users_the_answer_does_not_name() {
    let users = |number: u32| format!("def _u{number}(): _a()\nx.y._u{number}\n");
    let source = (0..9).map(users).collect::<String>() + "def _a(): pass\n";
    let tree = Tree::of(&[("m.py", &source)]);
    tree.ok(&["index"]);
    let why = tree.json(&["dead-code", "--state", "unknown"])["data"]["definitions"][9]["why"][0].clone();
    let named = why["users"].as_array().map_or(0, Vec::len);
    assert_eq!((&why["reason"], &why["count"]), (&"unknown-user".into(), &9.into()));
    let dot = tree.ok(&["dead-code", "--state", "unknown", "--output", "dot"]);
    assert_eq!(dot.matches(" -> b9 ").count(), named);
    assert!(named < 9 && dot.contains(&format!("\\lunknown-user: {} more\\l", 9 - named)), "{dot}");
}
