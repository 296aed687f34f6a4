//! `slice`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::fixture::{Tree, column};
use crate::schema::validate;

const PYTHON: &str = "def f(n, xs):\n    total = 0\n    other = 1\n    for x in xs:\n        if x > n:\n            total += x\n            other = other * 2\n        \
                      xs.append(other)\n    d = {}\n    d['k'] = other\n    with open(n) as fh:\n        a = fh.read()\n    return total\n\n\ndef caller():\n    return f(1, [])\n";
const C: &str = "int h(int *p);\n\nint g(int n, int *p, struct s *q) {\n    int total = 0, other = 1;\n    for (int i = 0; i < n; i++) {\n        if (p[i] > 3)\n            total += p[i];\n        \
                 else {\n            other++;\n            continue;\n        }\n        q->len = other;\n        h(&total);\n    }\n    if (n < 0)\n        return -1;\n    return total;\n}\n";
const RUST: &str = "fn k(n: i32, v: &mut Vec<i32>) -> i32 {\n    let mut total = 0;\n    let (a, b) = (n, 2);\n    let c = a * 3;\n    while let Some(x) = v.pop() {\n        total += x;\n    \
                    }\n    let total = total + b;\n    println!(\"{}\", c);\n    total\n}\n";
const SCRIPT: &str = "function m(n, o) {\n  let total = 0;\n  o.len = n;\n  for (const x of n.items) {\n    total = total + x;\n  }\n  const cb = (y) => { total += y; };\n  return total;\n}\n";
const JAVA: &str = "class A {\n  int z;\n  int t(int n) {\n    int a = n;\n    this.z = a;\n    int b = 2;\n    try {\n      b = z;\n    } catch (RuntimeException e) {\n      b = 0;\n    }\n    return b;\n  }\n}\n";

fn tree() -> Tree {
    let files = [("a.py", PYTHON), ("b.c", C), ("c.rs", RUST), ("d.js", SCRIPT), ("A.java", JAVA)];
    let tree = Tree::of(&files);
    tree.ok(&["index"]);
    tree
}

fn lines(answer: &Value) -> BTreeSet<u64> {
    let statements = answer["data"]["statements"].as_array().expect("statements");
    statements.iter().map(|statement| statement["span"]["start_line"].as_u64().expect("a line")).collect()
}

fn slice(tree: &Tree, target: &str, direction: &str) -> Value {
    let answer = tree.json(&["slice", "--target", target, "--direction", direction]);
    validate("slice", &answer);
    answer
}

#[test]
fn backward_slices_hold_what_a_statement_depends_on() {
    let tree = tree();
    // Target, lines of the slice, and what is given from outside.
    let cases: [(&str, &[u64], &[&str]); 9] = [
        ("f:13", &[2, 3, 4, 5, 6, 7, 8, 13], &["n", "xs"]),
        ("f:12", &[11, 12], &["n"]),
        ("f:9", &[9], &[]),
        ("g:17", &[4, 5, 6, 7, 10, 13, 15, 16, 17], &["n", "p"]),
        ("g:12", &[4, 5, 6, 9, 12, 10], &["n", "p", "q"]),
        ("k:10", &[2, 3, 5, 6, 8, 10], &["n", "v"]),
        // What is stored in `o` is reached from it, and a change of `o` may be one of `n`.
        ("m:8", &[2, 3, 4, 5, 7, 8], &["n", "o"]),
        ("m:3", &[3], &["n", "o"]),
        ("A.java:12", &[4, 5, 8, 10, 12], &["n", "z"]),
    ];
    for (target, expected, inputs) in cases {
        let answer = slice(&tree, target, "backward");
        let expected: BTreeSet<u64> = expected.iter().copied().collect();
        assert_eq!(lines(&answer), expected, "{target}: {:#}", answer["data"]["statements"]);
        assert_eq!(answer["data"]["inputs"], serde_json::json!(inputs), "{target}");
    }
}

#[test]
fn forward_slices_hold_what_depends_on_a_statement() {
    let tree = tree();
    let cases: [(&str, &[u64], bool); 4] = [
        ("f:3", &[3, 4, 5, 6, 7, 8, 10, 13], true),
        ("f:9", &[9, 10], false),
        ("k:4", &[4, 9], false),
        ("g:15", &[15, 16, 17], true),
    ];
    for (target, expected, leaves) in cases {
        let answer = slice(&tree, target, "forward");
        let expected: BTreeSet<u64> = expected.iter().copied().collect();
        assert_eq!(lines(&answer), expected, "{target}: {:#}", answer["data"]["statements"]);
        assert_eq!(answer["data"]["leaves"], leaves, "{target}");
    }
}

/// Jumps apart, which only backward slices take in, one direction is the other turned round.
#[test]
fn what_depends_on_a_line_is_what_it_is_in_the_slice_of() {
    let tree = tree();
    for (name, last, jumps) in [("f", 13, &[][..]), ("g", 17, &[10, 16][..]), ("k", 10, &[]), ("m", 8, &[])] {
        let mut of: BTreeMap<(u64, &str), BTreeSet<u64>> = BTreeMap::new();
        for line in 1..=last {
            for direction in ["backward", "forward"] {
                let said = tree.run(&[
                    "slice",
                    "--target",
                    &format!("{name}:{line}"),
                    "--direction",
                    direction,
                    "--json",
                ]);
                if said.status == 0 {
                    of.insert((line, direction), lines(&crate::fixture::parse(&said.stdout)));
                }
            }
        }
        assert!(of.len() > 10, "{name} has statements");
        for (line, back) in of
            .iter()
            .filter(|((_, direction), _)| *direction == "backward")
            .map(|((line, _), set)| (*line, set))
        {
            let fore: BTreeSet<u64> = (of.iter())
                .filter(|((from, direction), set)| {
                    *direction == "forward" && set.contains(&line) && *from > 0
                })
                .map(|((from, _), _)| *from)
                .collect();
            let missing: Vec<_> = fore.difference(back).collect();
            assert!(missing.is_empty(), "{name}:{line} lacks {missing:?}");
            let more: Vec<_> = back.difference(&fore).filter(|line| jumps.is_empty() && **line > 0).collect();
            assert!(more.is_empty(), "{name}:{line} has {more:?} beyond what depends on it");
        }
    }
}

#[test]
fn slices_go_on_across_calls() {
    let tree = tree();
    let answer = slice(&tree, "g:13", "backward");
    assert_eq!(column(&answer["data"]["called"], "display_fqn"), ["h"]);
    let answer = slice(&tree, "f:13", "backward");
    let callers = answer["data"]["callers"].as_array().expect("callers");
    assert_eq!(callers[0]["symbol"]["display_fqn"], "a.caller", "its slice depends on what it is given");
    let whole = slice(&tree, "f", "forward");
    assert_eq!((lines(&whole).len(), &whole["data"]["caller_count"]), (0, &1.into()));
    let whole = slice(&tree, "caller", "backward");
    assert_eq!(whole["data"]["calls"][0]["symbol"]["display_fqn"], "a.f");
}

#[test]
fn a_line_without_statement_is_refused() {
    let tree = tree();
    let refused = tree.error(2, &["slice", "--target", "f:99"]);
    assert!(
        refused["message"].as_str().is_some_and(|said| said.contains("no statement on line 99")),
        "{refused}"
    );
    tree.error(1, &["slice", "--target", "nobody:3"]);
    let drawn = tree.ok(&["slice", "--target", "k:10", "--output", "dot"]);
    assert!(drawn.contains("[label=\"total\"]"), "{drawn}");
}
