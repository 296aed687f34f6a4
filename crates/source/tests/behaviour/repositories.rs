//! Git repositories around, at, below and beside the root.

use std::fs;
use std::process::Command;

use source::DiscoverOptions;

use crate::trees::{check, discover, lines, on_disk};

#[test]
fn info_exclude_holds_from_the_top_of_the_work_tree() {
    check(
        &[(".git/info/exclude", "*.tmp\n/only"), ("a/only", ""), ("a/x.tmp", ""), ("only", "")],
        &DiscoverOptions::default(),
        &[
            "a/only",
            "a/x.tmp -- ignored (.git/info/exclude: *.tmp)",
            "only -- ignored (.git/info/exclude: /only)",
        ],
    );
}

#[test]
fn a_gitignore_beats_info_exclude() {
    check(
        &[(".git/info/exclude", "*.tmp"), (".gitignore", "!a.tmp"), ("a.tmp", "")],
        &DiscoverOptions::default(),
        &[".gitignore", "a.tmp"],
    );
}

#[test]
fn git_rules_do_not_reach_into_a_nested_repository_other_rules_do() {
    check(
        &[
            (".gitattributes", "*.c linguist-vendored"),
            (".gitignore", "*.1"),
            (".ignore", "*.2"),
            ("sub/.git/info/exclude", "*.3"),
            ("sub/a.1", ""),
            ("sub/a.2", ""),
            ("sub/a.3", ""),
            ("sub/a.c", ""),
        ],
        &DiscoverOptions::default(),
        &[
            ".gitattributes",
            ".gitignore",
            ".ignore",
            "sub/a.1",
            "sub/a.2 -- ignored (.ignore: *.2)",
            "sub/a.3 -- ignored (sub/.git/info/exclude: *.3)",
            "sub/a.c",
        ],
    );
}

#[test]
fn rules_above_the_root_hold_up_to_the_top_of_the_repository() {
    let place = on_disk(&[
        (".gitignore", "*.rs"),
        ("repo/.git/info/exclude", "*.tmp"),
        ("repo/.gitattributes", "pkg/app/*.go linguist-generated"),
        ("repo/.gitignore", "*.log\n/pkg/app/anchored"),
        ("repo/pkg/.gitignore", "!keep.log"),
        ("repo/pkg/app/a.go", ""),
        ("repo/pkg/app/a.log", ""),
        ("repo/pkg/app/a.rs", ""),
        ("repo/pkg/app/a.tmp", ""),
        ("repo/pkg/app/anchored", ""),
        ("repo/pkg/app/keep.log", ""),
        ("repo/pkg/app/sub/.ignore", "b"),
        ("repo/pkg/app/sub/b", ""),
    ]);
    assert_eq!(
        lines(&discover(&place.path().join("repo/pkg/app"))),
        [
            "a.go generated",
            "a.log -- ignored (../../.gitignore: *.log)",
            "a.rs",
            "a.tmp -- ignored (../../.git/info/exclude: *.tmp)",
            "anchored -- ignored (../../.gitignore: /pkg/app/anchored)",
            "keep.log",
            "sub/.ignore",
            "sub/b -- ignored (sub/.ignore: b)",
        ]
    );
}

#[test]
fn a_linked_work_tree_shares_the_exclude_file_of_its_repository() {
    let place = on_disk(&[
        ("main/.git/info/exclude", "*.tmp"),
        ("main/.git/worktrees/side/commondir", "../..\n"),
        ("side/a.tmp", ""),
        ("side/b.c", ""),
    ]);
    let own = place.path().join("main/.git/worktrees/side");
    fs::write(place.path().join("side/.git"), format!("gitdir: {}\n", own.display())).expect("writable");
    assert_eq!(
        lines(&discover(&place.path().join("side"))),
        ["a.tmp -- ignored (.git/info/exclude: *.tmp)", "b.c"]
    );
}

/// The body of the test below, run in a process of its own because it depends on the environment.
#[test]
#[ignore = "run by `the_global_ignore_file_holds`"]
fn list_the_tree_named_in_the_environment() {
    let root = std::env::var_os("SOURCE_TEST_ROOT").expect("set by the other test");
    let expected = ["a.glob -- ignored (core.excludesFile: *.glob)", "kept/.gitignore", "kept/a.glob"];
    assert_eq!(lines(&discover(root.as_ref())), expected);
}

#[test]
fn the_global_ignore_file_holds() {
    let place = on_disk(&[
        ("config/git/ignore", "*.glob"),
        ("tree/a.glob", ""),
        ("tree/kept/.gitignore", "!*.glob"),
        ("tree/kept/a.glob", ""),
    ]);
    let output = Command::new(std::env::current_exe().expect("a running test has a program"))
        .args(["--exact", "--ignored", "repositories::list_the_tree_named_in_the_environment"])
        .env("SOURCE_TEST_ROOT", place.path().join("tree"))
        .env("XDG_CONFIG_HOME", place.path().join("config"))
        .env("HOME", place.path())
        .env_remove("GIT_CONFIG_GLOBAL")
        .env("GIT_CONFIG_SYSTEM", place.path().join("none"))
        .output()
        .expect("the test program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}
