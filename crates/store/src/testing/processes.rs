//! Rules about several processes: who waits, who is refused, what a kill leaves behind. Run on every store by
//! [`process_suite!`](crate::process_suite); `path` lies in a directory of its own.
#![allow(missing_docs, reason = "the name of each function is the rule that it checks")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::disk::view;
use super::files::{dump, file};
use super::history::{event, events};
use crate::{Backend, BulkLoad, FileWrite, MemoryStore, Sequence, Snapshot, Store, StoreError, WriteBatch};

/// Names the database for a test that runs as a process of its own.
pub const DATABASE: &str = "STORE_TEST_DATABASE";

/// The file with this number.
pub fn numbered(number: u64) -> FileWrite {
    file(&format!("f{number:04}"), &["shared", &format!("name{number}")])
}

/// Builds a database of the files `0..files`.
///
/// # Errors
/// Those of the build.
pub fn build(backend: &'static Backend, path: &Path, files: u64) -> Result<(), StoreError> {
    let mut build: Box<dyn BulkLoad> = (backend.bulk)(path)?;
    (0..files).try_for_each(|number| build.put(numbered(number)))?;
    build.finish(view()).map(drop)
}

/// Puts the file with this number, and tells of it.
///
/// # Panics
/// When it cannot be put.
pub fn put(store: &dyn Store, number: u64) -> u64 {
    let file = numbered(number);
    let events = vec![event(file.record.path.as_str(), "put")];
    let batch = WriteBatch { put: vec![file], events, ..WriteBatch::default() };
    store.apply(batch).expect("applies").0
}

/// How many files a database has.
///
/// # Panics
/// When it cannot be read.
pub fn files(backend: &'static Backend, path: &Path) -> u64 {
    let counts = (backend.snapshot)(path).expect("opens").counts().expect("counts");
    counts.iter().map(|language| language.files).sum()
}

/// What a store says that holds the files `0..count`.
///
/// # Panics
/// Never: the store in memory takes them.
pub fn expected(count: u64) -> String {
    let memory = MemoryStore::default();
    let put = (0..count).map(numbered).collect();
    memory.apply(WriteBatch { put, view: view(), ..WriteBatch::default() }).expect("applies");
    dump(memory.snapshot().expect("snapshot").as_ref())
}

/// Starts one of the ignored tests of the suite in another process.
///
/// # Panics
/// When it does not start.
pub fn start(test: &str, database: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("the test's own binary"));
    command.args(["--exact", test, "--ignored", "--nocapture"]).env(DATABASE, database);
    command.stdout(Stdio::piped()).spawn().expect("starts")
}

/// Kills a process once it has written `lines` lines with a number in them; gives the last number.
fn kill_after(mut child: Child, lines: usize) -> u64 {
    let mut output = BufReader::new(child.stdout.take().expect("piped")).lines();
    let numbers = output.by_ref().filter_map(|line| line.expect("text").strip_prefix("done ")?.parse().ok());
    let last = numbers.take(lines).last().expect("the process works");
    child.kill().expect("kills");
    child.wait().expect("ends");
    last
}

fn directory(path: &Path) -> &Path {
    path.parent().expect("a database lies in a directory")
}

pub fn writing_process(backend: &'static Backend, path: &Path) {
    let store = (backend.open)(path).expect("opens");
    for number in 1..100_000 {
        put(store.as_ref(), number);
        println!("\ndone {number}");
    }
}

pub fn building_process(backend: &'static Backend, path: &Path) {
    let mut build = (backend.bulk)(path).expect("a build");
    for number in 0..100_000 {
        build.put(numbered(number)).expect("put");
        println!("\ndone {number}");
    }
}

pub fn a_killed_writer_leaves_all_that_it_committed_and_nothing_else(backend: &'static Backend, path: &Path) {
    for lines in [1, 7, 40] {
        build(backend, path, 1).expect("published");
        let committed = kill_after(start("writing_process", path), lines);
        // Whoever reads next needs no repair first, and sees whole batches.
        let snapshot = (backend.snapshot)(path).expect("opens");
        let revision = snapshot.meta().expect("meta").revision.0;
        assert!(revision > committed, "revision {revision} after {committed} commits");
        assert_eq!(dump(snapshot.as_ref()), expected(revision));
        tells_of_every_batch(snapshot.as_ref());
        drop(snapshot);
        let store = (backend.open)(path).expect("opens for writing");
        put(store.as_ref(), revision);
        let snapshot = store.snapshot().expect("snapshot");
        assert_eq!(dump(snapshot.as_ref()), expected(revision + 1));
        tells_of_every_batch(snapshot.as_ref());
    }
}

/// States that the feed has one event for each batch since the build, which made the first state of one file.
fn tells_of_every_batch(snapshot: &dyn Snapshot) {
    let revision = snapshot.meta().expect("meta").revision.0;
    let told: Vec<_> = events(snapshot, Sequence(0))
        .into_iter()
        .map(|row| (row.sequence.0, row.revision.0, row.event.path))
        .collect();
    let expected: Vec<_> =
        (1..revision).map(|number| (number, number + 1, Some(numbered(number).record.path))).collect();
    assert_eq!(told, expected);
    assert_eq!(snapshot.feed().expect("the feed").next, Sequence(revision));
}

pub fn a_killed_build_leaves_the_database_as_it_was(backend: &'static Backend, path: &Path) {
    build(backend, path, 2).expect("published");
    let before = fs::read(path).expect("reads");
    kill_after(start("building_process", path), 50);
    assert_eq!(fs::read(path).expect("reads"), before);
    assert!(fs::read_dir(directory(path)).expect("lists").count() > 2, "the kill leaves files behind");
    build(backend, path, 3).expect("the next build is not in the way of what was left");
    let mut names: Vec<_> = fs::read_dir(directory(path))
        .expect("lists")
        .map(|entry| entry.expect("entry").file_name())
        .collect();
    names.sort();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("building")), "{names:?}");
    assert_eq!(files(backend, path), 3);
}

pub fn a_writer_removes_what_a_killed_build_left(backend: &'static Backend, path: &Path) {
    build(backend, path, 2).expect("published");
    kill_after(start("building_process", path), 50);
    put((backend.open)(path).expect("opens for writing").as_ref(), 2);
    let mut names: Vec<_> = fs::read_dir(directory(path))
        .expect("lists")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(!names.iter().any(|name| name.contains("building")), "{names:?}");
    assert_eq!(files(backend, path), 3);
}

pub fn a_writer_leaves_a_build_alone_that_is_going_on(backend: &'static Backend, path: &Path) {
    build(backend, path, 1).expect("published");
    let mut going_on: Box<dyn BulkLoad> = (backend.bulk)(path).expect("a build");
    going_on.put(numbered(0)).expect("put");
    put((backend.open)(path).expect("opens for writing").as_ref(), 1);
    going_on.put(numbered(1)).expect("put");
    going_on.put(numbered(2)).expect("put");
    going_on.finish(view()).expect("published");
    assert_eq!(files(backend, path), 3);
}

pub fn a_second_build_of_the_same_database_is_refused(backend: &'static Backend, path: &Path) {
    let mut first: Box<dyn BulkLoad> = (backend.bulk)(path).expect("a build");
    first.put(numbered(0)).expect("put");
    assert!(matches!((backend.bulk)(path).err(), Some(StoreError::Locked { .. })));
    first.put(numbered(1)).expect("put");
    first.finish(view()).expect("published");
    assert_eq!(dump((backend.snapshot)(path).expect("opens").as_ref()), expected(2));
    build(backend, path, 3).expect("once it is finished the next may begin");
    assert_eq!(files(backend, path), 3);
}

pub fn builds_in_two_processes_do_not_mix(backend: &'static Backend, path: &Path) {
    let mut other = start("building_process", path);
    let mut output = BufReader::new(other.stdout.take().expect("piped")).lines();
    assert!(output.by_ref().map(|line| line.expect("text")).any(|line| line.starts_with("done")));
    assert!(matches!(build(backend, path, 2), Err(StoreError::Locked { .. })));
    other.kill().expect("kills");
    other.wait().expect("ends");
    build(backend, path, 2).expect("a killed process holds nothing");
    assert_eq!(files(backend, path), 2);
}

pub fn a_reader_does_not_hold_up_a_new_build(backend: &'static Backend, path: &Path) {
    build(backend, path, 1).expect("published");
    let reader = (backend.snapshot)(path).expect("opens");
    let before = dump(reader.as_ref());
    let (done, published) = mpsc::channel();
    let target = path.to_owned();
    std::thread::spawn(move || done.send(build(backend, &target, 2)));
    published.recv_timeout(Duration::from_secs(20)).expect("does not wait for readers").expect("published");
    assert_eq!(dump(reader.as_ref()), before);
    assert_eq!(files(backend, path), 2);
}

pub fn a_reader_of_the_log_does_not_hold_up_a_new_build(backend: &'static Backend, path: &Path) {
    build(backend, path, 1).expect("published");
    let writer = (backend.open)(path).expect("opens");
    put(writer.as_ref(), 1);
    let reader = writer.snapshot().expect("snapshot");
    let before = dump(reader.as_ref());
    build(backend, path, 5).expect("published");
    assert_eq!(dump(reader.as_ref()), before);
    assert_eq!(files(backend, path), 5);
}

pub fn a_writer_that_was_open_before_a_new_build_writes_to_it(backend: &'static Backend, path: &Path) {
    build(backend, path, 1).expect("published");
    let writer = (backend.open)(path).expect("opens");
    put(writer.as_ref(), 1);
    build(backend, path, 5).expect("published");
    put(writer.as_ref(), 5);
    assert_eq!(dump((backend.snapshot)(path).expect("opens").as_ref()), expected(6));
    assert_eq!(dump(writer.snapshot().expect("snapshot").as_ref()), expected(6));
}

pub fn two_writers_take_turns(backend: &'static Backend, path: &Path) {
    build(backend, path, 0).expect("published");
    let write = |first: u64| {
        let store = (backend.open)(path).expect("opens");
        for number in (first..60).step_by(2) {
            put(store.as_ref(), number);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(0));
        scope.spawn(|| write(1));
    });
    assert_eq!(dump((backend.snapshot)(path).expect("opens").as_ref()), expected(60));
}

pub fn a_reader_sees_whole_batches_while_another_process_writes(backend: &'static Backend, path: &Path) {
    build(backend, path, 1).expect("published");
    let mut writer = start("writing_process", path);
    let mut lines = BufReader::new(writer.stdout.take().expect("piped")).lines();
    for _ in 0..8 {
        lines.next().expect("a line").expect("text");
        let snapshot = (backend.snapshot)(path).expect("opens");
        let revision = snapshot.meta().expect("meta").revision.0;
        assert_eq!(dump(snapshot.as_ref()), expected(revision));
        tells_of_every_batch(snapshot.as_ref());
    }
    writer.kill().expect("kills");
    writer.wait().expect("ends");
}
