//! What only a real file system can hold: links, pipes, forbidden directories, any order.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use source::{DiscoverOptions, FileSystem, SkipReason};

use crate::trees::{discover, lines, on_disk, open, path};

pub(crate) fn make_pipe(at: &Path) {
    let status = Command::new("mkfifo").arg(at).status().expect("mkfifo runs");
    assert!(status.success());
}

#[test]
fn links_are_reported_and_not_followed() {
    let place = on_disk(&[("a/x.c", ""), ("outside/secret", "")]);
    let root = place.path().join("a");
    symlink("x.c", root.join("to-file")).expect("writable");
    symlink("../outside", root.join("out-of-root")).expect("writable");
    symlink(".", root.join("loop")).expect("writable");
    symlink("nowhere", root.join("dangling")).expect("writable");
    assert_eq!(
        lines(&discover(&root)),
        ["dangling -- symlink", "loop -- symlink", "out-of-root -- symlink", "to-file -- symlink", "x.c"]
    );
}

#[test]
fn an_ignored_link_is_called_ignored() {
    let place = on_disk(&[(".gitignore", "node_modules")]);
    symlink("/usr", place.path().join("node_modules")).expect("writable");
    let expected = [".gitignore", "node_modules -- ignored (.gitignore: node_modules)"];
    assert_eq!(lines(&discover(place.path())), expected);
}

#[test]
fn pipes_and_sockets_are_reported_and_do_not_block() {
    let place = on_disk(&[("a.c", "")]);
    make_pipe(&place.path().join("pipe"));
    let _socket = UnixListener::bind(place.path().join("socket")).expect("writable");
    assert_eq!(lines(&discover(place.path())), ["a.c", "pipe -- not-a-file", "socket -- not-a-file"]);
}

#[test]
fn a_pipe_or_link_named_like_an_ignore_file_has_no_rules() {
    let place = on_disk(&[("a.c", ""), ("b/.gitignore.real", "*"), ("b/a.c", "")]);
    make_pipe(&place.path().join(".gitignore"));
    symlink(".gitignore.real", place.path().join("b/.gitignore")).expect("writable");
    assert_eq!(
        lines(&discover(place.path())),
        [".gitignore -- not-a-file", "a.c", "b/.gitignore -- symlink", "b/.gitignore.real", "b/a.c"]
    );
}

#[test]
fn a_directory_that_may_not_be_listed_is_one_entry() {
    let place = on_disk(&[("a.c", ""), ("closed/b.c", "")]);
    let closed = place.path().join("closed");
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).expect("it is ours");
    let can_list_all_the_same = fs::read_dir(&closed).is_ok();
    let found = lines(&discover(place.path()));
    fs::set_permissions(&closed, Permissions::from_mode(0o755)).expect("it is ours");
    // Nothing is closed to the superuser.
    if !can_list_all_the_same {
        assert_eq!(found, ["a.c", "closed/ -- unreadable (permission denied)"]);
    }
}

#[test]
fn the_order_of_creation_does_not_show() {
    let names: Vec<_> = (0..200).map(|n| format!("{}/{}.c", n % 7, n * 7919 % 1009)).collect();
    let mut files: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    files.extend([("3.c", ""), ("3-a/x.c", ""), (".gitignore", "*9.c")]);
    let forward = lines(&discover(on_disk(&files).path()));
    files.reverse();
    assert_eq!(lines(&discover(on_disk(&files).path())), forward);
    assert!(forward.is_sorted_by_key(|line| line.split(" --").next().map(str::to_owned)));
}

#[test]
fn a_deep_tree_needs_no_deep_stack() {
    let deep = "d/".repeat(1500) + "a.c";
    let place = on_disk(&[("x.c", "")]);
    let status = Command::new("mkdir").arg("-p").arg(place.path().join(&deep)).status().expect("mkdir runs");
    assert!(status.success());
    let last = format!("{deep}/b.c");
    fs::write(place.path().join(&last), "").expect("writable");
    assert_eq!(lines(&discover(place.path())), [last.as_str(), "x.c"]);
}

#[test]
fn stamps_tell_size_and_time() {
    let place = on_disk(&[("a.c", "12345")]);
    let files = open(place.path());
    let found = files.discover(&DiscoverOptions::default()).expect("listable").files[0].stamp;
    assert_eq!(found.size, 5);
    assert_eq!(files.stat(&path("a.c")).expect("it exists"), found);
}

#[test]
fn a_stamp_is_another_after_every_change_of_bytes_rights_or_time() {
    let place = on_disk(&[("a.c", "12345")]);
    let files = open(place.path());
    let stamp = || files.stat(&path("a.c")).expect("it exists");
    let file = fs::File::options().write(true).open(place.path().join("a.c")).expect("opens");
    let seconds = |seconds| std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
    let settle = || std::thread::sleep(std::time::Duration::from_millis(20));
    let before = stamp();
    settle();
    file.set_modified(seconds(1_000)).expect("ages");
    let aged = stamp();
    assert_ne!(aged, before, "a time that is set back does not hide a change");
    settle();
    let mut rights = file.metadata().expect("rights").permissions();
    rights.set_readonly(true);
    fs::set_permissions(place.path().join("a.c"), rights).expect("changes rights");
    assert_ne!(stamp(), aged, "rights decide whether it can be read");
    file.set_modified(seconds(10_000_000_000)).expect("is of the future");
    assert_eq!(stamp().mtime_ns, i64::MAX, "times saturate");
}

#[test]
fn reasons_have_stable_names() {
    assert_eq!(SkipReason::NotAFile.as_str(), "not-a-file");
    assert_eq!(SkipReason::NameNotUtf8.as_str(), "name-not-utf8");
    assert_eq!(SkipReason::Unreadable(std::io::ErrorKind::PermissionDenied).as_str(), "unreadable");
}
