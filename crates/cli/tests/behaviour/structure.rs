//! `cfg`, `paths-in`, `metrics`, `hotspots`.

use std::process::Command;

use crate::fixture::{Tree, column, said};
use crate::schema::validate;

const SOURCE: &str = "def spread(xs, low):\n    found = []\n    for x in xs:\n        if x < low or x is None:\n            continue\n        \
                      found.append(x)\n    return sorted(found, key=lambda x: x if x else 0)\n\n\ndef call():\n    return spread([], 1)\n";

fn tree() -> Tree {
    let tree = Tree::of(&[("a.py", SOURCE), ("b.c", "int one(void) { return 1; }\n")]);
    tree.ok(&["index"]);
    tree
}

#[test]
fn cfg_tells_blocks_edges_and_what_follows_from_them() {
    let tree = tree();
    let answer = tree.json(&["cfg", "spread"]);
    validate("cfg", &answer);
    let graph = &answer["data"]["graph"];
    assert_eq!(graph["cyclomatic"], 4, "the loop, the condition and its `or`");
    assert_eq!(graph["blocks"][0]["kind"], "entry");
    let head = graph["loops"][0]["head"].as_u64().expect("one loop") as usize;
    assert_eq!(graph["blocks"][head]["kind"], "loop");
    assert_eq!(graph["blocks"][head]["statements"][0]["start_line"], 3);
    assert_eq!(answer["data"]["lambdas"].as_array().map(Vec::len), Some(1));
    let lambda = tree.json(&["cfg", "spread", "--lambda", "1"]);
    assert_eq!(lambda["data"]["graph"]["cyclomatic"], 2);
    assert_eq!(lambda["data"]["span"], answer["data"]["lambdas"][0]);
    let text = tree.ok(&["cfg", "spread"]);
    assert!(text.starts_with("a.py:1:0  function a.spread, cyclomatic 4\n"), "{text}");
    assert!(text.contains("x < low") && text.contains("-> ") && text.contains("lambda 1: a.py:7:"), "{text}");
}

#[test]
fn cfg_draws() {
    let tree = tree();
    let dot = tree.ok(&["cfg", "spread", "--output", "dot"]);
    assert!(dot.starts_with("digraph cfg {") && dot.contains("b0 -> b2 [label=\"fallthrough\"]"), "{dot}");
    let mermaid = tree.ok(&["cfg", "spread", "--output", "mermaid"]);
    assert!(mermaid.starts_with("flowchart TD\n") && mermaid.contains("b0 -->|fallthrough| b2"), "{mermaid}");
    assert!(mermaid.contains("x #60; low"), "what could mean something is written by number: {mermaid}");
    let refused = said(&mut tree.command("", &["find", "spread", "--output", "dot"]));
    assert_eq!(refused.status, 2, "{}", refused.stderr);
}

#[test]
fn what_has_no_body_has_no_graph() {
    let tree = tree();
    let refused = said(&mut tree.command("", &["cfg", "b.c"]));
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("has no body that runs"), "{}", refused.stderr);
    let file = tree.json(&["cfg", "a.py"]);
    assert_eq!(file["data"]["graph"]["cyclomatic"], 1, "a file of Python has code of its own");
    let refused = said(&mut tree.command("", &["cfg", "spread", "--lambda", "2"]));
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("it has 1, counted from 1"), "{}", refused.stderr);
}

#[test]
fn paths_in_goes_every_way_within_bounds() {
    let tree = tree();
    let answer = tree.json(&["paths-in", "spread"]);
    validate("paths-in", &answer);
    let paths = answer["data"]["paths"].as_array().expect("paths");
    // None; one round each: not below and not nothing, below, nothing.
    assert_eq!(paths.len(), 4, "{answer}");
    assert!(paths.iter().all(|path| path["edges"].as_array().is_some_and(|edges| edges.last().is_some())));
    assert_eq!(answer["truncated"], true, "more rounds are possible");
    let few = tree.json(&["paths-in", "spread", "--limit", "1"]);
    assert_eq!(few["data"]["paths"].as_array().map(Vec::len), Some(1));
    let straight = tree.json(&["paths-in", "one"]);
    assert_eq!(
        (&straight["truncated"], &straight["data"]["paths"][0]["lines"][0]),
        (&false.into(), &1.into())
    );
}

#[test]
fn metrics_rank_functions_and_files() {
    let tree = tree();
    let answer = tree.json(&["metrics"]);
    validate("metrics", &answer);
    let functions = &answer["data"]["functions"];
    assert_eq!(functions[0]["symbol"]["name"], "spread");
    let metrics = &functions[0]["metrics"];
    assert_eq!(
        (&metrics["cyclomatic"], &metrics["cognitive"], &metrics["nesting"]),
        (&4.into(), &4.into(), &2.into())
    );
    assert_eq!((&metrics["code_lines"], &metrics["parameters"]), (&7.into(), &2.into()));
    assert_eq!(functions[0]["calls"]["fan_in"], 1);
    assert_eq!(functions[1]["symbol"]["name"], "call", "equals come by path and position");
    assert_eq!(functions[1]["calls"]["fan_out"], 1);
    assert_eq!(answer["total"], 3);
    let all = tree.json(&["metrics", "--nameless", "--sort", "nesting", "--top", "2"]);
    assert_eq!((&all["total"], &all["truncated"]), (&5.into(), &true.into()));
    let files = tree.json(&["metrics", "--files", "--sort", "lines", "--lang", "c"]);
    validate("metrics", &files);
    assert_eq!(column(&files["data"]["files"], "path"), ["b.c"]);
}

#[test]
fn hotspots_weigh_complexity_by_change() {
    let tree = tree();
    let nowhere = said(&mut tree.command("", &["hotspots"]));
    assert_eq!(nowhere.status, 5, "no repository: {}", nowhere.stderr);
    assert!(nowhere.stderr.contains("needs no history"), "{}", nowhere.stderr);
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(tree.root()).args(["-c", "user.name=a", "-c", "user.email=a@b"]).args(arguments);
        assert!(git.output().expect("git runs").status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "a.py", "b.c"]);
    git(&["commit", "-qm", "first"]);
    tree.write("b.c", "int one(void) { return 2; }\n");
    git(&["commit", "-qam", "second"]);
    tree.ok(&["index"]);
    let answer = tree.json(&["hotspots"]);
    validate("hotspots", &answer);
    let found = &answer["data"]["hotspots"];
    assert_eq!(column(found, "path"), ["a.py", "b.c"]);
    assert_eq!((&found[0]["commits"], &found[1]["commits"]), (&1.into(), &2.into()));
    assert_eq!(found[1]["score"], 2);
    let newest = tree.json(&["hotspots", "--commits", "1"]);
    assert_eq!(column(&newest["data"]["hotspots"], "path"), ["b.c"]);
    let drawn = tree.ok(&["hotspots", "--top", "1", "--output", "dot"]);
    assert!(
        drawn.contains("b0 [label=\"a.py\\lchanges ") && drawn.contains("b1 [label=\"1 more\\l\""),
        "{drawn}"
    );
    assert!(!drawn.contains("->"), "files are weighed by no edge: {drawn}");
}

#[test]
fn metrics_rank_by_calls() {
    let tree = Tree::of(&[(
        "a.py",
        "def low():\n    return 1\n\n\ndef mid():\n    return low() + low()\n\n\ndef top():\n    return mid() + low()\n",
    )]);
    tree.ok(&["index"]);
    for (sort, key, first) in [("fan-in", "fan_in", ("a.low", 2)), ("fan-out", "fan_out", ("a.top", 2))] {
        let answer = tree.json(&["metrics", "--sort", sort]);
        validate("metrics", &answer);
        let best = &answer["data"]["functions"][0];
        assert_eq!(answer["data"]["sort"], sort);
        assert_eq!(
            (best["symbol"]["display_fqn"].as_str(), &best["calls"][key]),
            (Some(first.0), &first.1.into())
        );
    }
    let refused = said(&mut tree.command("", &["metrics", "--files", "--sort", "fan-in"]));
    assert_eq!(refused.status, 2, "{}", refused.stderr);
    assert!(refused.stderr.contains("files cannot be sorted by `fan-in`"), "{}", refused.stderr);
}
