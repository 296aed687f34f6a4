//! The places outside of a tree that decide what is found in it.

use std::fs;
use std::path::Path;

use source::Outside;

use crate::trees::{on_disk, open};

/// The directories below `top` that matter to the tree at `root`, each with the names that do. Git's global ignore file
/// is a matter of the machine and left out.
fn places(top: &Path, outside: &Outside) -> Vec<String> {
    let top = top.canonicalize().expect("it exists");
    let below = outside
        .rules
        .iter()
        .filter_map(|place| Some((place.directory.strip_prefix(&top).ok()?, &place.names)));
    below
        .map(|(directory, names)| {
            let names: Vec<_> = names.iter().map(|name| name.to_string_lossy()).collect();
            format!("{}: {}", directory.display(), names.join(" "))
        })
        .collect()
}

#[test]
fn directories_above_the_root_matter_up_to_the_top_of_the_work_tree() {
    let place = on_disk(&[(".gitignore", ""), ("repo/.git/HEAD", ""), ("repo/pkg/app/a.c", "")]);
    let outside = open(&place.path().join("repo/pkg/app")).outside();
    assert_eq!(
        places(place.path(), &outside),
        [
            "repo: .git .gitattributes .gitignore .ignore .magellanignore",
            "repo/.git/info: exclude",
            "repo/pkg: .git .gitattributes .gitignore .ignore .magellanignore",
        ]
    );
    let git = place.path().canonicalize().expect("it exists").join("repo/.git");
    assert_eq!(outside.git, Some(git));
}

#[test]
fn above_the_top_of_a_work_tree_only_settings_matter() {
    let place = on_disk(&[("repo/.git/info/exclude", "")]);
    let outside = open(&place.path().join("repo")).outside();
    assert_eq!(places(place.path(), &outside), ["repo/.git/info: exclude"]);
}

#[test]
fn a_linked_work_tree_has_a_head_of_its_own_and_shares_the_exclude_file() {
    let place = on_disk(&[
        ("main/.git/info/exclude", ""),
        ("main/.git/worktrees/side/commondir", "../..\n"),
        ("side/a.c", ""),
    ]);
    fs::write(place.path().join("side/.git"), "gitdir: ../main/.git/worktrees/side\n").expect("writable");
    let outside = open(&place.path().join("side")).outside();
    assert_eq!(places(place.path(), &outside), ["main/.git/info: exclude"]);
    let own = place.path().canonicalize().expect("it exists").join("main/.git/worktrees/side");
    assert_eq!(outside.git, Some(own));
}

#[test]
fn without_a_repository_nothing_around_the_tree_matters() {
    let place = on_disk(&[("a/b.c", "")]);
    let outside = open(&place.path().join("a")).outside();
    assert_eq!((places(place.path(), &outside), &outside.git), (vec![], &None));
}
