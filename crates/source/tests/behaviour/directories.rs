//! Which directories were listed.

use std::fs;

use source::{DiscoverOptions, Discovery, FileSystem, MemoryFiles, is_private};

use crate::trees::{discover, on_disk, path};

fn listed(found: &Discovery) -> Vec<&str> {
    found.directories.iter().map(model::path::RepoPath::as_str).collect()
}

#[test]
fn all_that_are_walked_are_named_with_the_root_and_the_empty_ones() {
    let place = on_disk(&[
        (".git/HEAD", ""),
        (".gitignore", "out/"),
        ("a/b/x.c", ""),
        ("a-b/.magellan/db", ""),
        ("out/x.o", ""),
    ]);
    fs::create_dir(place.path().join("empty")).expect("writable");
    assert_eq!(listed(&discover(place.path())), ["", "a", "a-b", "a/b", "empty"]);
}

#[test]
fn the_root_of_an_empty_tree_is_listed() {
    assert_eq!(listed(&discover(on_disk(&[]).path())), [""]);
    assert_eq!(
        listed(&MemoryFiles::default().discover(&DiscoverOptions::default()).expect("listable")),
        [""]
    );
}

#[test]
fn a_root_inside_of_a_work_tree_is_the_empty_path() {
    let place = on_disk(&[("repo/.git/HEAD", ""), ("repo/pkg/app/src/a.c", ""), ("repo/pkg/lib/b.c", "")]);
    assert_eq!(listed(&discover(&place.path().join("repo/pkg/app"))), ["", "src"]);
}

#[test]
fn of_single_paths_those_asked_for_and_those_below_are_named_and_not_the_way_to_them() {
    let files = MemoryFiles::new([("a/b/c/x.c", ""), ("a/d/x.c", ""), ("e/x.c", ""), ("f.c", "")]);
    let asking = |only: &[&str]| {
        let only = only.iter().map(|text| path(text)).collect();
        files.discover(&DiscoverOptions { only, ..DiscoverOptions::default() }).expect("listable")
    };
    assert_eq!(listed(&asking(&["a/b", "f.c"])), ["a/b", "a/b/c"]);
    assert_eq!(listed(&asking(&["a/d/x.c"])), [""; 0]);
    assert_eq!(listed(&asking(&[""])), ["", "a", "a/b", "a/b/c", "a/d", "e"]);
}

#[test]
fn directories_of_version_control_are_private_and_files_of_their_name_are_not() {
    for (name, is_dir) in [(".git", true), (".git", false), (".hg", true), (".magellan", true)] {
        assert!(is_private(name, is_dir), "{name}");
    }
    for (name, is_dir) in [(".hg", false), (".github", true), (".gitignore", false)] {
        assert!(!is_private(name, is_dir), "{name}");
    }
}
