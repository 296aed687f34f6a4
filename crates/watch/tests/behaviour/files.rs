//! What happens to files and directories, and what is told of it.

use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;

use crate::trees::{Watched, path, paths, write};

#[test]
fn files_that_are_made_written_and_removed() {
    let mut tree = Watched::new(&["a.c", "sub/b.c"]);
    write(&tree.at("new.c"), "");
    assert_eq!(tree.gather(&["new.c"]), paths(&["new.c"]));
    write(&tree.at("sub/b.c"), "changed");
    assert_eq!(tree.gather(&["sub/b.c"]), paths(&["sub/b.c"]));
    fs::remove_file(tree.at("a.c")).expect("it exists");
    assert_eq!(tree.gather(&["a.c"]), paths(&["a.c"]));
}

#[test]
fn both_names_of_a_renamed_file() {
    let mut tree = Watched::new(&["a.c", "sub/x"]);
    fs::rename(tree.at("a.c"), tree.at("sub/b.c")).expect("writable");
    assert_eq!(tree.gather(&["a.c", "sub/b.c"]), paths(&["a.c", "sub/b.c"]));
}

#[test]
fn a_file_that_leaves_the_tree_or_comes_from_elsewhere() {
    let mut tree = Watched::with(&["tree/a.c", "b.c"], "tree", watch::WatchOptions::default());
    fs::rename(tree.at("a.c"), tree.outside("a.c")).expect("writable");
    fs::rename(tree.outside("b.c"), tree.at("b.c")).expect("writable");
    assert_eq!(tree.gather(&["a.c", "b.c"]), paths(&["a.c", "b.c"]));
}

#[test]
fn a_save_by_renaming_over_the_old_file() {
    let mut tree = Watched::new(&["a.c"]);
    write(&tree.at("a.c.tmp"), "changed");
    fs::rename(tree.at("a.c.tmp"), tree.at("a.c")).expect("writable");
    assert_eq!(tree.gather(&["a.c", "a.c.tmp"]), paths(&["a.c", "a.c.tmp"]));
}

#[test]
fn permissions_count_as_a_change() {
    let mut tree = Watched::new(&["a.c"]);
    fs::set_permissions(tree.at("a.c"), Permissions::from_mode(0o600)).expect("it is ours");
    assert_eq!(tree.gather(&["a.c"]), paths(&["a.c"]));
}

#[test]
fn a_name_that_is_not_utf8_is_told_as_the_discovery_tells_it() {
    let mut tree = Watched::new(&["a.c"]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9");
    fs::create_dir(tree.at("").join(name)).expect("writable");
    assert_eq!(tree.gather(&[r"caf\xE9"]), paths(&[r"caf\xE9"]));
    tree.follow_all();
    write(&tree.at("").join(name).join("b.c"), "");
    assert_eq!(tree.gather(&[r"caf\xE9/b.c"]), paths(&[r"caf\xE9/b.c"]));
}

#[test]
fn a_new_directory_is_told_and_what_is_in_it_once_it_is_followed() {
    let mut tree = Watched::new(&["a.c"]);
    write(&tree.at("x/y/z/b.c"), "");
    assert!(tree.gather(&["x"]).contains(&path("x")));
    tree.follow_all();
    write(&tree.at("x/y/z/c.c"), "");
    assert_eq!(tree.gather(&["x/y/z/c.c"]), paths(&["x/y/z/c.c"]));
}

#[test]
fn a_renamed_directory_tells_under_its_new_name_alone() {
    let mut tree = Watched::new(&["old/sub/a.c"]);
    fs::rename(tree.at("old"), tree.at("new")).expect("writable");
    assert_eq!(tree.gather(&["new", "old"]), paths(&["new", "old"]));
    write(&tree.at("new/sub/a.c"), "not followed yet");
    tree.expect_nothing();

    tree.follow_all();
    write(&tree.at("new/sub/a.c"), "changed");
    assert_eq!(tree.gather(&["new/sub/a.c"]), paths(&["new/sub/a.c"]));
}

#[test]
fn a_directory_that_was_moved_out_tells_nothing_more() {
    let mut tree = Watched::with(&["tree/d/sub/a.c"], "tree", watch::WatchOptions::default());
    fs::rename(tree.at("d"), tree.outside("d")).expect("writable");
    assert_eq!(tree.gather(&["d"]), paths(&["d"]));
    write(&tree.outside("d/sub/a.c"), "changed");
    tree.expect_nothing();
}

#[test]
fn a_directory_that_is_made_anew_under_the_same_name_tells_again() {
    let mut tree = Watched::new(&["d/sub/a.c"]);
    for text in ["once", "twice", "thrice"] {
        fs::remove_dir_all(tree.at("d")).expect("it exists");
        write(&tree.at("d/sub/a.c"), text);
        tree.gather(&["d"]);
        assert_eq!(tree.watcher.followed(), paths(&[""]), "the old one");
        tree.follow_all();
        assert_eq!(tree.watcher.followed(), paths(&["", "d", "d/sub"]));
        write(&tree.at("d/sub/a.c"), "changed");
        assert_eq!(tree.gather(&["d/sub/a.c"]), paths(&["d/sub/a.c"]));
    }
}

#[test]
fn forgotten_directories_tell_nothing_more() {
    let mut tree = Watched::new(&["d/sub/a.c", "d-e/a.c"]);
    tree.watcher.forget(&[path("d")]);
    write(&tree.at("d/sub/a.c"), "changed");
    write(&tree.at("d-e/a.c"), "changed");
    assert_eq!(tree.gather(&["d-e/a.c"]), paths(&["d-e/a.c"]));
}

#[test]
fn ignored_directories_are_not_followed_and_tell_nothing() {
    let mut tree = Watched::new(&["a.c", "out/sub/x.o"]);
    write(&tree.at(".gitignore"), "/out/");
    tree.gather(&[".gitignore"]);
    tree.watcher.forget(&[path("out")]);
    tree.follow_all();
    write(&tree.at("out/sub/x.o"), "changed");
    tree.expect_nothing();
}
