//! The help of every command, and one JSON answer of each: a change shows in a diff.

use crate::fixture::Tree;
use crate::judge::Judge;
use crate::shop;

/// Every command with arguments that it answers over the fixture.
const COMMANDS: &[(&str, &[&str])] = &[
    ("index", &["index"]),
    ("status", &["status"]),
    ("verify", &["verify", "--deep"]),
    ("files", &["files"]),
    ("query", &["query", "--file", "c/vec.c"]),
    ("find", &["find", "square", "--with-context", "--with-checksums"]),
    ("search", &["search", "shape are*", "--limit", "3", "--with-context", "--context-lines", "1"]),
    ("get", &["get", "square"]),
    ("get-file", &["get-file", "c/vec.c"]),
    ("label", &["label", "--label", "rust", "--label", "fn", "--show-code"]),
    ("collisions", &["collisions", "--by", "name", "--limit", "2"]),
    ("chunks", &["chunks", "--file", "src/lib.rs"]),
    ("chunk-by-symbol", &["chunk-by-symbol", "square", "--signature", "--context-lines", "1"]),
    ("chunk-by-span", &["chunk-by-span", "--file", "py/shapes.py", "--lines", "5:6"]),
    ("cfg", &["cfg", "py/shapes.py:10"]),
    ("paths-in", &["paths-in", "py/shapes.py:10"]),
    ("metrics", &["metrics", "--top", "2"]),
    ("doctor", &["doctor"]),
    ("detect", &["detect", "--backends"]),
    (
        "migrate-backend",
        &["migrate-backend", "--input", ".magellan/index.db", "--output", "copy.db", "--dry-run"],
    ),
    ("migrate", &["migrate", "--dry-run"]),
    ("compact", &["compact"]),
    ("snapshot-export", &["snapshot", "export", "index.snapshot"]),
    ("refresh", &["refresh", "c", "notes.txt", "ignored/secret.py"]),
    ("delete", &["delete", "--file", "java", "py/shapes.py"]),
];

/// Questions about references, each with the name of its snapshot, over the tree of [`shop`].
const EDGES: &[(&str, &[&str])] = &[
    ("refs", &["refs", "make"]),
    ("refs-out", &["refs", "checkout", "--direction", "out"]),
    ("callers", &["callers", "make", "--depth", "2"]),
    ("callees", &["callees", "shop/app.py", "--depth", "2"]),
    ("reachable", &["reachable", "make", "--reverse", "--edges", "calls,refs"]),
    ("impact", &["impact", "make"]),
    ("paths", &["paths", "--start", "shop/app.py", "--end", "make"]),
    ("dominators", &["dominators", "shop/app.py"]),
    ("slice", &["slice", "--target", "shop/app.py:9"]),
    ("cycles", &["cycles", "--level", "file", "--edges", "imports,calls"]),
    ("condense", &["condense", "--members"]),
    ("modules", &["modules", "--layer", "c=c/**", "--layer", "shop=shop/**"]),
    ("hotspots", &["hotspots", "--by", "pagerank"]),
    ("why", &["why", "shop/app.py:9:12"]),
    ("implementations", &["implementations", "Animal"]),
    ("hierarchy", &["hierarchy", "Book"]),
    ("dead-code", &["dead-code", "--state", "all", "--limit", "4"]),
    ("ast", &["ast", "--file", "c/use.c", "--position", "3:28"]),
    ("find-ast", &["find-ast", "--query", "(call function: (identifier) @f (#eq? @f \"build\"))"]),
];

/// Questions over the tree of [`shop`] whose answer is drawn, in both languages of drawings.
const DRAWN: &[(&str, &[&str])] = &[
    ("hotspots", &["hotspots", "--by", "pagerank"]),
    ("dead-code", &["dead-code", "--state", "all", "--limit", "12"]),
];

/// Questions about what a compiler says, each with the name of its snapshot, over the tree of [`shop`] with the index of [`Judge`].
const JUDGED: &[(&str, &[&str])] = &[
    ("import-scip", &["import", "scip", "judge.scip"]),
    ("import", &["import", "list"]),
    ("audit", &["audit", "--oracle", "judge.scip"]),
    ("refs-judged", &["refs", "make", "--rest"]),
    ("callees-judged", &["callees", "checkout"]),
    ("why-judged", &["why", "shop/app.py:12:14"]),
];

/// Commands whose answer is not a snapshot of its own.
const OTHERS: &[&[&str]] = &[
    &["snapshot"],
    &["snapshot", "export"],
    &["snapshot", "import"],
    &["watch"],
    &["export"],
    &["log"],
    &["events"],
    &["doctor"],
    &["doctor", "resolve"],
    &["import", "scip"],
    &["import", "list"],
    &["import", "drop"],
];

/// Every command, each once, by the arguments that name it.
pub(crate) fn commands() -> Vec<&'static [&'static str]> {
    let named = COMMANDS.iter().chain(EDGES).chain(JUDGED).map(|(_, arguments)| &arguments[..1]);
    let mut known = std::collections::BTreeSet::new();
    named.chain(OTHERS.iter().copied()).filter(|command| known.insert(*command)).collect()
}

#[test]
fn help() {
    let tree = Tree::new();
    let mut text = tree.ok(&["--help"]);
    for command in commands() {
        let help = tree.ok(&[command, &["--help"][..]].concat());
        text = format!("{text}\n════ {}\n{help}", command.join(" "));
    }
    // The environment is the tester's.
    insta::with_settings!({ filters => [(r"\[env: MAGELLAN_DB=[^\]]*\]", "[env: MAGELLAN_DB=]")] }, {
        insta::assert_snapshot!(text);
    });
}

#[test]
fn answers() {
    let tree = Tree::indexed();
    COMMANDS.iter().for_each(|(name, arguments)| snapshot(&tree, name, arguments));
    let tree = shop::indexed();
    for (name, arguments) in EDGES {
        snapshot(&tree, name, arguments);
        insta::assert_snapshot!(format!("{name}-human"), tree.ok(arguments));
    }
    Judge::of_shop(&tree).write(&tree);
    for (name, arguments) in JUDGED {
        snapshot(&tree, name, arguments);
        insta::assert_snapshot!(format!("{name}-human"), tree.ok(arguments));
    }
}

#[test]
fn drawings() {
    let tree = shop::indexed();
    for (name, arguments) in DRAWN {
        for language in ["dot", "mermaid"] {
            let drawing = tree.ok(&[arguments, &["--output", language][..]].concat());
            insta::assert_snapshot!(format!("{name}-{language}"), drawing);
        }
    }
}

/// A JSON answer without what differs from run to run.
fn snapshot(tree: &Tree, name: &str, arguments: &[&str]) {
    let root = tree.root().display().to_string();
    // `migrate-backend` has an `--output` of its own.
    let text = if arguments.contains(&"--output") {
        let line = tree.ok(&[arguments, &["-j"][..]].concat());
        serde_json::to_string_pretty(&crate::fixture::parse(&line)).expect("JSON")
    } else {
        tree.ok(&[arguments, &["--output", "pretty"][..]].concat())
    };
    let text = text.replace(&root, "ROOT");
    insta::with_settings!({ filters => [
        (r#""execution_id": "[0-9a-f-]{36}""#, r#""execution_id": "EXECUTION""#),
        (r#""(database_bytes|bytes_before|bytes_after)": \d+"#, r#""$1": 0"#),
        (r#"(digest)": "[0-9a-f]+""#, r#"$1": "DIGEST""#),
        // A slow machine lets time pass, after which times of files are trusted: one more revision.
        (r#"revision": \d+"#, r#"revision": 1"#),
    ] }, {
        insta::assert_snapshot!(name, text);
    });
}
