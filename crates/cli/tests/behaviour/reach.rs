//! Questions along the graph: `reachable`, `impact`, `paths`, `dominators`, `cycles`, `condense`, `modules`, `hotspots` by rank.

use std::process::Command;

use crate::fixture::{Tree, column, said};
use crate::schema::validate;

const LIB: &str = "def low():\n    return 1\n\n\ndef mid():\n    return low()\n\n\ndef top(x):\n    x.unknown_thing()\n    return mid() + low()\n\n\n\
                   class Base:\n    def run(self):\n        return top(None)\n\n\nclass Sub(Base):\n    pass\n";
const TEST: &str = "from lib import mid\n\n\ndef test_mid():\n    assert mid() == 1\n";

fn tree() -> Tree {
    let tree = Tree::of(&[("lib.py", LIB), ("tests/test_lib.py", TEST)]);
    tree.ok(&["index"]);
    tree
}

fn names(answer: &serde_json::Value, list: &str) -> Vec<(u64, String)> {
    let entries = answer["data"][list].as_array().expect("a list");
    let name = |entry: &serde_json::Value| {
        let name = entry["symbol"]["display_fqn"].as_str().expect("a name").to_owned();
        (entry["depth"].as_u64().expect("a depth"), name)
    };
    entries.iter().map(name).collect()
}

fn reached(entries: &[(u64, &str)]) -> Vec<(u64, String)> {
    entries.iter().map(|(depth, name)| (*depth, (*name).to_owned())).collect()
}

#[test]
fn reachable_goes_both_ways_and_says_what_is_not_known() {
    let tree = tree();
    let answer = tree.json(&["reachable", "top"]);
    validate("reachable", &answer);
    assert_eq!(names(&answer, "reached"), reached(&[(1, "lib.low"), (1, "lib.mid")]));
    assert_eq!(answer["data"]["uncertainty"]["unresolved"], 1, "`x.unknown_thing()` may lead anywhere");
    let answer = tree.json(&["reachable", "--symbol", "low", "--reverse"]);
    let expected = [(1, "lib.mid"), (1, "lib.top"), (2, "lib.Base.run"), (2, "test_lib.test_mid")];
    assert_eq!(names(&answer, "reached"), reached(&expected));
    assert_eq!(answer["data"]["by_depth"], serde_json::json!([2, 2]));
    assert_eq!(answer["data"]["files"], 2);
    assert_eq!(answer["data"]["reached"][2]["via"]["display_fqn"], "lib.top");
}

#[test]
fn reachable_is_bounded_by_depth_edges_and_limit() {
    let tree = tree();
    let near = tree.json(&["reachable", "low", "--reverse", "--depth", "1"]);
    assert_eq!(near["total"], 2);
    let few = tree.json(&["reachable", "low", "--reverse", "--limit", "1"]);
    assert_eq!((&few["total"], &few["truncated"]), (&4.into(), &true.into()));
    assert_eq!(few["data"]["uncertainty"]["more"], true);
    let heirs = tree.json(&["reachable", "Base", "--reverse", "--edges", "inherits"]);
    assert_eq!(names(&heirs, "reached"), reached(&[(1, "lib.Sub")]));
    let refused = said(&mut tree.command("", &["reachable", "low", "--edges", "friends"]));
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("calls, refs, imports, inherits"), "{}", refused.stderr);
}

#[test]
fn a_type_or_file_stands_for_all_that_is_in_it() {
    let tree = tree();
    let of_class = tree.json(&["reachable", "Base"]);
    assert_eq!(names(&of_class, "reached"), reached(&[(1, "lib.top"), (2, "lib.low"), (2, "lib.mid")]));
    let of_file = tree.json(&["reachable", "lib.py", "--reverse"]);
    assert_eq!(names(&of_file, "reached"), reached(&[(1, "test_lib.test_mid")]));
}

#[test]
fn graphs_of_reach_are_drawn() {
    let tree = tree();
    let dot = tree.ok(&["reachable", "low", "--reverse", "--output", "dot"]);
    assert!(dot.starts_with("digraph reachable {") && dot.contains("b1 -> b0 [label=\"\"];"), "{dot}");
    let mermaid = tree.ok(&["impact", "low", "--output", "mermaid"]);
    assert!(mermaid.starts_with("flowchart TD\n") && mermaid.contains("b1 --> b0"), "{mermaid}");
}

#[test]
fn impact_tells_dependants_tests_and_files() {
    let tree = tree();
    let answer = tree.json(&["impact", "mid"]);
    validate("impact", &answer);
    let expected = [(1, "lib.top"), (1, "test_lib.test_mid"), (2, "lib.Base.run"), (3, "lib.Sub")];
    let found = names(&answer, "dependants");
    assert_eq!(found, reached(&expected[..3]), "`Sub` inherits from the type, not from its method");
    assert_eq!(names(&answer, "tests"), reached(&[(1, "test_lib.test_mid")]));
    assert_eq!(column(&answer["data"]["files"], "path"), ["lib.py", "tests/test_lib.py"]);
    assert_eq!(answer["data"]["files"][1]["tests"], 1);
}

#[test]
fn impact_of_a_diff_begins_at_what_differs() {
    let tree = tree();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(tree.root()).args(["-c", "user.name=t", "-c", "user.email=t@t"]).args(arguments);
        assert!(command.output().expect("git runs").status.success(), "{arguments:?}");
    };
    tree.write("gone.py", "def gone():\n    pass\n");
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    tree.write("lib.py", LIB.replace("    return low()\n", "    return 2\n"));
    tree.write("new.txt", "not source\n");
    std::fs::remove_file(tree.root().join("gone.py")).expect("it is there");
    tree.ok(&["index"]);
    let answer = tree.json(&["impact", "--diff", "HEAD"]);
    validate("impact", &answer);
    assert_eq!(column(&answer["data"]["changed"], "display_fqn"), ["lib.mid"]);
    assert_eq!(answer["data"]["removed_files"], serde_json::json!(["gone.py"]));
    assert_eq!(answer["data"]["files_not_indexed"], serde_json::json!(["new.txt"]));
    assert_eq!(names(&answer, "tests"), reached(&[(1, "test_lib.test_mid")]));
    let refused = said(&mut tree.command("", &["impact", "--diff", "nope"]));
    assert_eq!(refused.status, 5, "{}", refused.stderr);
    assert!(refused.stderr.contains("git knows no commit `nope`"), "{}", refused.stderr);
    let refused = said(&mut tree.command("", &["impact"]));
    assert_eq!(refused.status, 2, "{}", refused.stderr);
}

fn path_names(path: &serde_json::Value) -> Vec<&str> {
    column(&path["symbols"], "display_fqn")
}

#[test]
fn paths_come_shortest_first() {
    let tree = tree();
    let answer = tree.json(&["paths", "--start", "Base", "--end", "low"]);
    validate("paths", &answer);
    let paths = answer["data"]["paths"].as_array().expect("paths");
    assert_eq!(path_names(&paths[0]), ["lib.Base.run", "lib.top", "lib.low"]);
    assert_eq!(path_names(&paths[1]), ["lib.Base.run", "lib.top", "lib.mid", "lib.low"]);
    assert_eq!((paths.len(), &answer["truncated"]), (2, &false.into()));
    assert_eq!(paths[0]["steps"][0]["site"]["start_line"], 16);
    assert_eq!(answer["data"]["uncertainty"]["unresolved"], 1);
    let one = tree.json(&["paths", "--start", "Base", "--end", "low", "--limit", "1"]);
    assert_eq!(
        (one["truncated"].as_bool(), one["data"]["paths"].as_array().map(Vec::len)),
        (Some(true), Some(1))
    );
    let none = tree.json(&["paths", "--start", "low", "--end", "top"]);
    assert_eq!(none["total"], 0);
    let short = tree.json(&["paths", "--start", "Base", "--end", "low", "--max-depth", "2"]);
    assert_eq!(short["total"], 1);
    let anywhere = tree.json(&["paths", "--start", "top"]);
    let paths = anywhere["data"]["paths"].as_array().expect("paths");
    let expected: [&[&str]; 3] =
        [&["lib.top", "lib.low"], &["lib.top", "lib.mid"], &["lib.top", "lib.mid", "lib.low"]];
    assert_eq!(paths.iter().map(path_names).collect::<Vec<_>>(), expected);
}

#[test]
fn dominators_are_what_every_way_passes() {
    let tree = tree();
    let answer = tree.json(&["dominators", "test_mid", "--of", "low"]);
    validate("dominators", &answer);
    let names: Vec<_> = answer["data"]["dominators"].as_array().expect("a list").iter().collect();
    assert_eq!(names[0]["symbol"]["display_fqn"], "lib.mid");
    assert_eq!(names[1]["symbol"]["display_fqn"], "test_lib.test_mid");
    let of_class = tree.json(&["dominators", "run"]);
    let first = &of_class["data"]["dominators"][0];
    assert_eq!((&first["symbol"]["display_fqn"], &first["dominated"]), (&"lib.top".into(), &2.into()));
    let never = tree.json(&["dominators", "low", "--of", "top"]);
    assert_eq!(never["data"]["target_reached"], false);
}

fn tangled() -> Tree {
    let tree = Tree::of(&[
        ("a/one.py", "from b.two import pong\n\n\ndef ping(n):\n    return pong(n - 1) if n else 0\n"),
        ("b/two.py", "import a.one\n\n\ndef pong(n):\n    return a.one.ping(n - 1)\n"),
        ("c.py", "from a.one import ping\n\n\ndef again(n):\n    return again(n - 1) if n else ping(3)\n"),
        ("a/__init__.py", ""),
        ("b/__init__.py", ""),
    ]);
    tree.ok(&["index"]);
    tree
}

#[test]
fn cycles_tell_recursion_from_imports() {
    let tree = tangled();
    let answer = tree.json(&["cycles"]);
    validate("cycles", &answer);
    let cycles = answer["data"]["cycles"].as_array().expect("cycles");
    assert_eq!((&cycles[0]["kind"], &cycles[0]["size"]), (&"mutual-recursion".into(), &2.into()));
    assert_eq!(column(&cycles[0]["witness"], "name"), ["a.one.ping", "b.two.pong"]);
    assert_eq!((&cycles[1]["kind"], &cycles[1]["shortest"]), (&"recursion".into(), &true.into()));
    assert_eq!(column(&cycles[1]["members"], "name"), ["c.again"]);
    let files = tree.json(&["cycles", "--level", "file"]);
    assert_eq!(files["data"]["cycles"][0]["kind"], "import-cycle");
    assert_eq!(column(&files["data"]["cycles"][0]["witness"], "name"), ["a/one.py", "b/two.py"]);
    let directories = tree.json(&["cycles", "--level", "module", "--edges", "calls,imports"]);
    assert_eq!(directories["data"]["cycles"][0]["kind"], "dependency-cycle");
    assert!(tree.ok(&["cycles", "--output", "dot"]).contains("b0 -> b1"));
}

#[test]
fn condensing_leaves_no_cycle() {
    let tree = tangled();
    let answer = tree.json(&["condense", "--members"]);
    validate("condense", &answer);
    let components = answer["data"]["components"].as_array().expect("components");
    assert_eq!(column(&components[0]["members"], "name"), ["c.again"]);
    assert_eq!(column(&components[1]["members"], "name"), ["a.one.ping", "b.two.pong"]);
    assert_eq!(components[0]["leads_to"], serde_json::json!([1]));
    assert_eq!((&components[0]["layer"], &components[1]["layer"]), (&1.into(), &0.into()));
}

#[test]
fn modules_are_layered_and_judged() {
    let tree = tangled();
    let answer = tree.json(&["modules"]);
    validate("modules", &answer);
    assert_eq!(column(&answer["data"]["units"], "name"), [".", "a", "b"]);
    assert_eq!(answer["data"]["units"][0]["layer"], 1);
    assert_eq!(answer["data"]["units"][0]["depends_on"][0]["name"], "a");
    let judged = tree.json(&["modules", "--layer", "low=a/**", "--layer", "top=c.py"]);
    validate("modules", &judged);
    assert_eq!(
        column(&judged["data"]["violations"], "to"),
        ["a/__init__.py", "a/one.py"],
        "the package runs too"
    );
    let found = &judged["data"]["violations"][1];
    assert_eq!(found["from"], "c.py");
    assert_eq!((&found["from_layer"], &found["site"]["start_line"]), (&"top".into(), &1.into()));
    let right = tree.json(&["modules", "--layer", "top=c.py", "--layer", "low=a/**"]);
    assert_eq!(right["data"]["violation_count"], 0);
    let refused = said(&mut tree.command("", &["modules", "--layer", "nonsense"]));
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("`nonsense` is no layer"), "{}", refused.stderr);
}

#[test]
fn hotspots_by_rank_are_what_much_hangs_on() {
    let tree = tree();
    for by in ["pagerank", "betweenness"] {
        let answer = tree.json(&["hotspots", "--by", by]);
        validate("hotspots", &answer);
        assert_eq!((&answer["data"]["by"], &answer["data"]["exact"]), (&by.into(), &true.into()));
        let first = &answer["data"]["symbols"][0]["symbol"]["display_fqn"];
        assert_eq!(first, if by == "pagerank" { "lib.low" } else { "lib.top" }, "{answer}");
    }
    let elsewhere = tree.json(&["hotspots", "--by", "pagerank", "--path", "tests/**", "--top", "1"]);
    assert_eq!(elsewhere["data"]["symbols"][0]["symbol"]["display_fqn"], "test_lib.test_mid");
}

#[test]
fn hotspots_by_rank_are_drawn_with_the_edges_that_weighed_them() {
    let source = "def low():\n    return low\n\n\ndef mid():\n    low()\n    mid()\n\n\ndef top():\n    mid()\n    low()\n";
    let tree = Tree::of(&[("a.py", source)]);
    tree.ok(&["index"]);
    let drawn = |arguments: &[&str]| {
        let ranked = ["hotspots", "--by", "pagerank", "--output", "mermaid"];
        let text = tree.ok(&[&ranked, arguments].concat());
        // Scores are no matter here.
        let lines = text.lines().map(|line| line.split("<br/>pagerank").next().unwrap_or_default());
        lines.map(str::trim).map(str::to_owned).collect::<Vec<_>>()
    };
    let boxes = ["b0[\"a.low<br/>a.py:1", "b1[\"a.mid<br/>a.py:5", "b2[\"a.top<br/>a.py:10"];
    let calls = ["b1 --> b0", "b1 --> b1", "b2 --> b0", "b2 --> b1"];
    assert_eq!(drawn(&[]), [&["flowchart TD"], &boxes[..], &calls[..]].concat());
    assert_eq!(
        drawn(&["--top", "2"]),
        ["flowchart TD", boxes[0], boxes[1], "b2[\"1 more\"]", "b1 --> b0", "b1 --> b1"],
        "the ends that are not shown go with their edges"
    );
    let refs = drawn(&["--edges", "refs"]);
    assert_eq!(refs, ["flowchart TD", boxes[0], "b0 --> b0"], "edges of other kinds weigh nothing");
}
