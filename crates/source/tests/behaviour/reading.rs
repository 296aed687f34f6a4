//! Reading, and the many reasons why it fails.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;

use model::hash::ContentHash;
use source::{FileSystem, ReadError};

use crate::disk::make_pipe;
use crate::trees::{discover, on_disk, open, path};

#[test]
fn a_file_is_read_whole_up_to_the_cap() {
    let place = on_disk(&[("d/a.c", "12345"), ("empty", "")]);
    let files = open(place.path());
    assert_eq!(files.read(&path("d/a.c"), 5).expect("readable"), b"12345");
    assert_eq!(files.read(&path("d/a.c"), u64::MAX).expect("readable"), b"12345");
    assert_eq!(files.read(&path("empty"), 0).expect("readable"), b"");
    assert_eq!(files.content_hash(&path("d/a.c"), 5).expect("readable"), ContentHash::of(b"12345"));
    let error = files.read(&path("d/a.c"), 4).expect_err("too large");
    assert!(matches!(error, ReadError::TooLarge { size: 5, cap: 4, .. }), "{error}");
}

#[test]
fn what_was_deleted_after_discovery_has_vanished() {
    let place = on_disk(&[("a.c", ""), ("d/b.c", "")]);
    let found = discover(place.path());
    fs::remove_file(place.path().join("a.c")).expect("it exists");
    fs::remove_dir_all(place.path().join("d")).expect("it exists");
    fs::write(place.path().join("d"), "now a file").expect("writable");
    let files = open(place.path());
    for file in found.files {
        assert!(matches!(files.read(&file.path, 9), Err(ReadError::Vanished { .. })), "{}", file.path);
        let error = files.stat(&file.path).expect_err("gone");
        assert!(matches!(error, ReadError::Vanished { .. }), "{error}");
        assert_eq!(error.path(), &file.path);
    }
}

#[test]
fn only_regular_files_are_read_and_nothing_blocks() {
    let place = on_disk(&[("d/a.c", "")]);
    make_pipe(&place.path().join("pipe"));
    let _socket = UnixListener::bind(place.path().join("socket")).expect("writable");
    let files = open(place.path());
    for name in ["d", "pipe", "socket", ""] {
        assert!(matches!(files.read(&path(name), 9), Err(ReadError::NotAFile { .. })), "{name:?}");
        assert!(matches!(files.stat(&path(name)), Err(ReadError::NotAFile { .. })), "{name:?}");
    }
}

#[test]
fn no_link_is_followed_at_any_place_in_the_path() {
    let place = on_disk(&[("root/a.c", "inside"), ("outside/secret", "outside")]);
    let root = place.path().join("root");
    symlink("../outside", root.join("dir")).expect("writable");
    symlink("a.c", root.join("file")).expect("writable");
    let files = open(&root);
    for name in ["dir/secret", "file"] {
        assert!(matches!(files.read(&path(name), 9), Err(ReadError::NotAFile { .. })), "{name}");
        assert!(matches!(files.stat(&path(name)), Err(ReadError::NotAFile { .. })), "{name}");
    }
}

#[test]
fn a_directory_replaced_by_a_link_after_discovery_does_not_lead_out() {
    let place = on_disk(&[("root/d/a.c", "inside"), ("outside/a.c", "outside")]);
    let root = place.path().join("root");
    let files = open(&root);
    let found = discover(&root);
    fs::remove_dir_all(root.join("d")).expect("it exists");
    symlink("../outside", root.join("d")).expect("writable");
    assert!(files.read(&found.files[0].path, 99).is_err());
}

#[test]
fn a_file_that_may_not_be_read_is_found_and_refused_when_read() {
    let place = on_disk(&[("a.c", "")]);
    let file = place.path().join("a.c");
    fs::set_permissions(&file, Permissions::from_mode(0o000)).expect("it is ours");
    let files = open(place.path());
    assert_eq!(discover(place.path()).files.len(), 1);
    assert!(files.stat(&path("a.c")).is_ok());
    // Nothing is closed to the superuser.
    if fs::read(&file).is_err() {
        let error = files.read(&path("a.c"), 9).expect_err("forbidden");
        assert!(matches!(error, ReadError::PermissionDenied { .. }), "{error}");
    }
}
