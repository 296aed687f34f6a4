//! What can be a root, and what lies below it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use source::{DiscoverOptions, FileSystem, OsFiles, SourceError};

use crate::trees::{on_disk, open, path};

#[test]
fn the_file_system_and_the_home_directory_must_be_forced() {
    let home = std::env::home_dir().filter(|home| home.is_dir());
    for broad in [Some("/".into()), home].into_iter().flatten() {
        let error = OsFiles::open(&broad, false).expect_err("too broad");
        assert!(matches!(error, SourceError::RootTooBroad { .. }), "{error}");
        assert!(error.hint().is_some());
        assert!(OsFiles::open(&broad, true).is_ok());
    }
}

#[test]
fn only_directories_are_roots() {
    let place = on_disk(&[("file", "")]);
    let error = OsFiles::open(&place.path().join("file"), false).expect_err("a file");
    assert!(matches!(error, SourceError::RootNotADirectory { .. }), "{error}");
    let error = OsFiles::open(&place.path().join("none"), false).expect_err("nothing");
    assert!(matches!(error, SourceError::RootNotFound { .. }), "{error}");
}

#[test]
fn a_root_that_vanished_is_an_error() {
    let place = on_disk(&[("root/a", "")]);
    let files = open(&place.path().join("root"));
    fs::remove_dir_all(place.path().join("root")).expect("it exists");
    let error = files.discover(&DiscoverOptions::default()).expect_err("gone");
    assert!(matches!(error, SourceError::RootNotFound { .. }), "{error}");
}

#[test]
fn links_in_the_path_of_the_root_are_resolved() {
    let place = on_disk(&[("real/d/a.c", "")]);
    let link = place.path().join("link");
    symlink("real", &link).expect("writable");
    let files = open(&link);
    let real = place.path().join("real").canonicalize().expect("it exists");
    assert_eq!(files.root(), real);
    assert_eq!(files.repo_path(&real.join("d/a.c")), Some(path("d/a.c")));
    assert_eq!(files.repo_path(&link.join("d/a.c")), Some(path("d/a.c")), "through the link");
}

#[test]
fn paths_below_the_root() {
    let place = on_disk(&[("d/a.c", "")]);
    let files = open(place.path());
    let below = |text: &str| files.repo_path(Path::new(text));
    assert_eq!(below("d/a.c"), Some(path("d/a.c")));
    assert_eq!(below("./d/../e//b.c"), Some(path("e/b.c")), "it need not exist");
    assert_eq!(below(""), Some(path("")));
    assert_eq!(files.repo_path(files.root()), Some(path("")));
    for outside in ["../x", "/usr/bin/env", ".."] {
        assert_eq!(below(outside), None, "{outside}");
    }
}
