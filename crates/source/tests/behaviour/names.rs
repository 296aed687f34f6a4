//! Names that are not UTF-8.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use source::FileSystem;

use crate::trees::{discover, lines, on_disk, open, path};

fn write_raw(root: &Path, below: &[u8], contents: &str) {
    let file = root.join(OsStr::from_bytes(below));
    fs::create_dir_all(file.parent().expect("it is below the root")).expect("writable");
    fs::write(file, contents).expect("writable");
}

#[test]
fn the_path_that_is_found_can_be_read_again() {
    let place = on_disk(&[("plain\\name.c", "p")]);
    write_raw(place.path(), b"caf\xE9.c", "c");
    write_raw(place.path(), b"d\xFF\\e/\xC3.c", "d");
    write_raw(place.path(), b"d\xFF\\e/plain\\x41", "x");
    let found = discover(place.path());
    assert_eq!(lines(&found), [r"caf\xE9.c", r"d\xFF\\e/\xC3.c", r"d\xFF\\e/plain\x41", r"plain\name.c"]);
    let files = open(place.path());
    for (file, contents) in found.files.iter().zip(["c", "d", "x", "p"]) {
        assert_eq!(files.read(&file.path, 9).expect("readable"), contents.as_bytes(), "{}", file.path);
        assert_eq!(files.stat(&file.path).expect("readable"), file.stamp);
    }
}

#[test]
fn a_valid_name_that_looks_escaped_keeps_its_text() {
    let place = on_disk(&[("\\xFF", "plain"), ("d\\xFE/a", "plain")]);
    write_raw(place.path(), b"\xFF", "raw");
    write_raw(place.path(), b"d\xFE/b", "raw");
    let found = discover(place.path());
    assert_eq!(lines(&found), [r"\xFF", r"\xFF -- name-not-utf8", r"d\xFE/ -- name-not-utf8", r"d\xFE/a"]);
    assert_eq!(open(place.path()).read(&found.files[0].path, 9).expect("readable"), b"plain");
}

#[test]
fn rules_see_the_text() {
    let place = on_disk(&[(".gitignore", "*.log")]);
    write_raw(place.path(), b"\xE9.log", "");
    assert_eq!(lines(&discover(place.path())), [".gitignore", r"\xE9.log -- ignored (.gitignore: *.log)"]);
}

#[test]
fn paths_of_the_operating_system_become_the_same_text() {
    let place = on_disk(&[("a", "")]);
    let files = open(place.path());
    let raw = files.root().join(OsStr::from_bytes(b"d/caf\xE9.c"));
    assert_eq!(files.repo_path(&raw), Some(path(r"d/caf\xE9.c")));
}
