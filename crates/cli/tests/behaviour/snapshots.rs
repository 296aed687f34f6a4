//! The help of every command, and one JSON answer of each: a change shows in a diff.

use crate::fixture::Tree;

/// Every command with arguments that it answers over the fixture.
const COMMANDS: &[(&str, &[&str])] = &[
    ("index", &["index"]),
    ("status", &["status"]),
    ("files", &["files"]),
    ("query", &["query", "--file", "c/vec.c"]),
    ("find", &["find", "square", "--with-context", "--with-checksums"]),
    ("get", &["get", "square"]),
    ("get-file", &["get-file", "c/vec.c"]),
];

#[test]
fn help() {
    let tree = Tree::new();
    let mut text = tree.ok(&["--help"]);
    for command in COMMANDS.iter().map(|(name, _)| *name).chain(["export"]) {
        text = format!("{text}\n════ {command}\n{}", tree.ok(&[command, "--help"]));
    }
    // The environment is the tester's.
    insta::with_settings!({ filters => [(r"\[env: MAGELLAN_DB=[^\]]*\]", "[env: MAGELLAN_DB=]")] }, {
        insta::assert_snapshot!(text);
    });
}

#[test]
fn answers() {
    let tree = Tree::indexed();
    let root = tree.root().display().to_string();
    for (name, arguments) in COMMANDS {
        let text = tree.ok(&[arguments, &["--output", "pretty"][..]].concat()).replace(&root, "ROOT");
        insta::with_settings!({ filters => [
            (r#""execution_id": "[0-9a-f-]{36}""#, r#""execution_id": "EXECUTION""#),
            (r#""database_bytes": \d+"#, r#""database_bytes": 0"#),
            (r#""digest": "[0-9a-f]+""#, r#""digest": "DIGEST""#),
        ] }, {
            insta::assert_snapshot!(*name, text);
        });
    }
}
