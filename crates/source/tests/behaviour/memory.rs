//! Editing a tree in memory.

use source::{DiscoverOptions, FileSystem, MemoryFiles, ReadError};

use crate::trees::{lines, path};

fn listed(files: &MemoryFiles) -> Vec<String> {
    lines(&files.discover(&DiscoverOptions::default()).expect("listable"))
}

#[test]
fn files_are_written_read_and_removed() {
    let files = MemoryFiles::new([("a.c", "one")]);
    files.insert("d/b.c", "two");
    assert_eq!(files.read(&path("d/b.c"), 3).expect("readable"), b"two");
    assert!(matches!(files.read(&path("d/b.c"), 2), Err(ReadError::TooLarge { size: 3, cap: 2, .. })));
    assert!(matches!(files.read(&path("d"), 9), Err(ReadError::NotAFile { .. })));
    assert!(files.remove("d"));
    assert!(!files.remove("d"));
    assert!(matches!(files.stat(&path("d/b.c")), Err(ReadError::Vanished { .. })));
    assert_eq!(listed(&files), ["a.c"]);
}

#[test]
fn every_edit_is_later_than_all_before_and_renaming_is_none() {
    let files = MemoryFiles::new([("a", "x"), ("b", "x")]);
    let time = |name: &str| files.stat(&path(name)).expect("it exists").mtime_ns;
    assert!(time("a") < time("b"));
    files.insert("a", "y");
    let edited = time("a");
    assert!(edited > time("b"));
    files.rename("a", "c");
    assert_eq!(time("c"), edited);
    assert!(files.set_mtime("c", -5));
    assert_eq!(time("c"), -5);
}

#[test]
fn directories_move_as_a_whole() {
    let files = MemoryFiles::new([("d/a", ""), ("d/e/b", ""), ("d-c", ""), ("d.f", "")]);
    assert!(files.rename("d", "x/y"));
    assert!(!files.rename("d", "z"));
    assert_eq!(listed(&files), ["d-c", "d.f", "x/y/a", "x/y/e/b"]);
}

#[test]
fn what_is_in_the_way_gives_way() {
    let files = MemoryFiles::new([("a", "a file"), ("b/c/d", "")]);
    files.insert("a/x", "needs a directory");
    files.insert("b", "needs a name");
    assert_eq!(listed(&files), ["a/x", "b"]);
}

#[test]
fn reading_can_be_denied() {
    let files = MemoryFiles::new([("a", "x")]);
    assert!(files.deny("a"));
    assert!(matches!(files.read(&path("a"), 9), Err(ReadError::PermissionDenied { .. })));
    files.insert("a", "y");
    assert!(files.read(&path("a"), 9).is_ok());
}
