//! What lies outside of the tree and decides what is found in it; the root itself.

use std::fs;

use watch::WatchOptions;

use crate::trees::{QUIET, Watched, path, paths, write};

fn in_repository() -> Watched {
    Watched::with(&["repo/.git/HEAD", "repo/pkg/a.c", "repo/other/b.c"], "repo/pkg", WatchOptions::default())
}

/// Waits for a batch that says that rules changed.
fn expect_rules(tree: &mut Watched) {
    while !tree.next().rules {}
    // One change can be told in several batches.
    while !tree.watcher.next(Some(QUIET)).is_empty() {}
}

#[test]
fn ignore_files_above_the_root_are_rules_and_other_files_there_are_nothing() {
    let mut tree = in_repository();
    write(&tree.outside("repo/other.c"), "");
    write(&tree.outside("repo/other/b.c"), "changed");
    tree.expect_nothing();
    for name in [".gitignore", ".ignore", ".magellanignore", ".gitattributes"] {
        write(&tree.outside("repo").join(name), "");
        expect_rules(&mut tree);
    }
}

#[test]
fn the_exclude_file_is_a_rule_also_when_its_directory_is_new() {
    let mut tree = in_repository();
    write(&tree.outside("repo/.git/info/exclude"), "*.o");
    expect_rules(&mut tree);
    write(&tree.outside("repo/.git/info/exclude"), "*.x");
    expect_rules(&mut tree);
    fs::remove_dir_all(tree.outside("repo/.git/info")).expect("it exists");
    expect_rules(&mut tree);
    write(&tree.outside("repo/.git/info/exclude"), "*.y");
    expect_rules(&mut tree);
}

#[test]
fn a_repository_that_begins_or_ends_changes_the_rules_below() {
    let mut tree = Watched::new(&["sub/a.c"]);
    write(&tree.at("sub/.git/HEAD"), "");
    assert_eq!(tree.gather(&["sub"]), paths(&["sub"]));
    fs::remove_dir_all(tree.at("sub/.git")).expect("it exists");
    assert_eq!(tree.gather(&["sub"]), paths(&["sub"]));

    write(&tree.at(".git/HEAD"), "");
    let changes = tree.next();
    assert!(changes.rules && changes.paths == paths(&[""]), "{changes:?}");
}

#[test]
fn a_new_head_is_told() {
    let mut tree = in_repository();
    write(&tree.outside("repo/.git/HEAD.lock"), "ref: refs/heads/other");
    fs::rename(tree.outside("repo/.git/HEAD.lock"), tree.outside("repo/.git/HEAD")).expect("writable");
    let changes = tree.next();
    assert!(changes.head && changes.paths.is_empty(), "{changes:?}");
}

#[test]
fn a_root_that_is_gone_is_a_rescan_and_told_of_until_it_is_followed_again() {
    let options =
        WatchOptions { poll_interval: std::time::Duration::from_millis(10), ..WatchOptions::default() };
    let mut tree = Watched::with(&["tree/a.c"], "tree", options);
    fs::rename(tree.at(""), tree.outside("elsewhere")).expect("writable");
    let changes = tree.next();
    assert!(changes.rescan && changes.paths.is_empty(), "{changes:?}");
    assert_eq!(tree.watcher.follow(&[path("")]), watch::Followed::default(), "there is none");
    assert_eq!(tree.next().paths, paths(&[""]));

    write(&tree.at("a.c"), "");
    tree.follow_all();
    while !tree.watcher.next(Some(QUIET)).is_empty() {}
    write(&tree.at("b.c"), "");
    assert_eq!(tree.gather(&["b.c"]), paths(&["b.c"]));
}
