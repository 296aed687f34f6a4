//! `reachable`, `impact`.

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
    tree.write("lib.py", &LIB.replace("    return low()\n", "    return 2\n"));
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
