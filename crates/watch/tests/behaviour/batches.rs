//! When a batch is given out, and what makes none.

use std::fs;
use std::io::Write;
use std::process::Command;
use std::thread;
use std::time::Duration;

use watch::{Changes, WatchOptions};

use crate::trees::{LONG, QUIET, Watched, path, paths, write};

#[test]
fn a_burst_is_few_batches() {
    let files: Vec<_> = (0..5000).map(|n| format!("{}/{n}.c", n % 50)).collect();
    let directories: Vec<_> = (0..50).map(|n| format!("{n}/x")).collect();
    let directories: Vec<_> = directories.iter().map(String::as_str).collect();
    let mut tree = Watched::new(&directories);
    files.iter().for_each(|file| write(&tree.at(file), ""));
    let (mut batches, mut found) = (0, paths(&[]));
    while found.len() < files.len() {
        found.extend(tree.next().paths);
        batches += 1;
    }
    assert_eq!(found, files.iter().map(|file| path(file)).collect());
    // Written before anybody asked: one batch, but for a machine that tells late.
    assert!(batches < 100, "{batches}");
}

#[test]
fn what_happens_while_nobody_waits_is_kept() {
    let mut tree = Watched::new(&["a.c", "b.c"]);
    write(&tree.at("a.c"), "changed");
    assert_eq!(tree.watcher.next(Some(Duration::ZERO)), Changes::default());
    write(&tree.at("b.c"), "changed");
    thread::sleep(QUIET);
    assert_eq!(tree.gather(&["a.c", "b.c"]), paths(&["a.c", "b.c"]));
}

#[test]
fn a_file_that_is_written_without_end_is_told_in_between() {
    let options = WatchOptions {
        debounce: Duration::from_secs(3600),
        longest_wait: Duration::from_millis(50),
        ..WatchOptions::default()
    };
    let mut tree = Watched::with(&["log"], "", options);
    let mut log = fs::File::create(tree.at("log")).expect("writable");
    for _ in 0..3 {
        log.write_all(b"a line\n").expect("writable");
        assert_eq!(tree.next().paths, paths(&["log"]));
    }
}

#[test]
fn reading_and_listing_make_no_batch() {
    let mut tree = Watched::new(&["a.c", "d/b.c"]);
    for _ in 0..100 {
        fs::read(tree.at("a.c")).expect("readable");
        fs::read(tree.at("d/b.c")).expect("readable");
        tree.directories();
    }
    assert_eq!(tree.watcher.next(Some(QUIET)), Changes::default());
    tree.expect_nothing();
}

#[test]
fn version_control_and_databases_make_no_batch() {
    let ignore = vec!["map.db".into()];
    let mut tree = Watched::with(&["a.c"], "", WatchOptions { ignore, ..WatchOptions::default() });
    for private in
        [".magellan/db", ".hg/store", "map.db", "map.db-wal", "map.db-lock", "map.db-graph.tmp-1-0"]
    {
        write(&tree.at(private), "changed");
    }
    tree.expect_nothing();
    write(&tree.at("map.db.c"), "");
    assert_eq!(tree.gather(&["map.db.c"]), paths(&["map.db.c"]));
}

#[test]
fn a_wait_that_is_over_answers_nothing() {
    let mut tree = Watched::new(&["a.c"]);
    assert!(tree.watcher.next(Some(Duration::from_millis(1))).is_empty());
}

#[test]
fn another_thread_ends_a_wait() {
    let mut tree = Watched::new(&["a.c"]);
    let waker = tree.watcher.waker();
    let other = thread::spawn(move || {
        thread::sleep(QUIET);
        waker.wake();
    });
    assert_eq!(tree.watcher.next(None), Changes { woken: true, ..Changes::default() });
    other.join().expect("it only wakes");

    tree.watcher.waker().wake();
    write(&tree.at("a.c"), "changed");
    assert!(tree.watcher.next(None).woken, "also when it was woken before");
    assert_eq!(tree.next().paths, paths(&["a.c"]), "and nothing is lost");
}

#[test]
fn while_git_holds_its_lock_the_batch_waits() {
    let mut tree = Watched::new(&[".git/HEAD", "a.c", "b.c"]);
    write(&tree.at(".git/index.lock"), "");
    write(&tree.at("a.c"), "of the other branch");
    assert!(tree.watcher.next(Some(QUIET)).is_empty());
    write(&tree.at("b.c"), "of the other branch");
    assert!(tree.watcher.next(Some(QUIET)).is_empty());
    fs::rename(tree.at(".git/index.lock"), tree.at(".git/index")).expect("writable");
    assert_eq!(tree.next().paths, paths(&["a.c", "b.c"]));
}

#[test]
fn a_switch_of_branches_is_one_batch_and_tells_of_the_head() {
    let names: Vec<_> = (0..200).map(|n| format!("{}/{n}.c", n % 10)).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let mut tree = Watched::new(&names);
    let root = tree.at("");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(&root).args(["-c", "user.name=x", "-c", "user.email=x@example.com"]);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let status = git.args(arguments).output().expect("git runs").status;
        assert!(status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    git(&["switch", "-qc", "other"]);
    names.iter().for_each(|name| write(&root.join(name), "of the other branch"));
    git(&["commit", "-qam", "two"]);
    // The repository is new to the watcher.
    tree.gather(&names);
    tree.follow_all();
    while !tree.watcher.next(Some(QUIET)).is_empty() {}

    git(&["switch", "-q", "-"]);
    let (mut found, mut head) = (paths(&[]), false);
    while !head || found.len() < names.len() {
        let changes = tree.next();
        head |= changes.head;
        found.extend(changes.paths);
    }
    assert_eq!(found, paths(&names));
}

#[test]
fn polling_tells_of_the_root_at_every_interval() {
    let poll_interval = Duration::from_millis(10);
    let options = WatchOptions { poll: true, poll_interval, ..WatchOptions::default() };
    let mut tree = Watched::with(&["d/a.c"], "", options);
    for _ in 0..3 {
        assert_eq!(tree.watcher.next(Some(LONG)), Changes { paths: paths(&[""]), ..Changes::default() });
    }
    tree.watcher.waker().wake();
    assert!(tree.watcher.next(None).woken);
}
