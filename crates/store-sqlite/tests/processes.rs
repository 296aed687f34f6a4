//! Several processes on one database: who waits, who is refused, what a kill leaves behind.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use store::testing::{dump, file};
use store::{BulkLoad, FileWrite, MemoryStore, Store, StoreError, ViewChange, WriteBatch};
use store_sqlite::{BulkBuild, SqliteStore};

/// Names the database for a test that runs as a process of its own.
const DATABASE: &str = "STORE_SQLITE_TEST_DATABASE";

fn view() -> ViewChange {
    ViewChange {
        tool_version: Some("t".to_owned()),
        root: Some("r".to_owned()),
        skipped: Some(Vec::new()),
        projects: Some(String::new()),
    }
}

fn numbered(number: u64) -> FileWrite {
    file(&format!("f{number:04}"), &["shared", &format!("name{number}")])
}

fn build(path: &Path, files: u64) -> Result<(), StoreError> {
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(path)?);
    (0..files).try_for_each(|number| build.put(numbered(number)))?;
    build.finish(view()).map(drop)
}

fn put(store: &dyn Store, number: u64) -> u64 {
    let batch = WriteBatch { put: vec![numbered(number)], ..WriteBatch::default() };
    store.apply(batch).expect("applies").0
}

fn files(path: &Path) -> u64 {
    let counts = SqliteStore::snapshot_of(path).expect("opens").counts().expect("counts");
    counts.iter().map(|language| language.files).sum()
}

/// What a store says that holds the files `0..count`.
fn expected(count: u64) -> String {
    let memory = MemoryStore::default();
    let put = (0..count).map(numbered).collect();
    memory.apply(WriteBatch { put, view: view(), ..WriteBatch::default() }).expect("applies");
    dump(memory.snapshot().expect("snapshot").as_ref())
}

fn temporary() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    (directory, path)
}

/// Starts one of the ignored tests below in another process.
fn start(test: &str, database: &Path) -> Child {
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

#[test]
#[ignore = "a process of another test"]
fn writing_process() {
    let Some(path) = std::env::var_os(DATABASE) else { return };
    let store = SqliteStore::open(Path::new(&path)).expect("opens");
    for number in 1..100_000 {
        put(&store, number);
        println!("\ndone {number}");
    }
}

#[test]
#[ignore = "a process of another test"]
fn building_process() {
    let Some(path) = std::env::var_os(DATABASE) else { return };
    let mut build = BulkBuild::create(Path::new(&path)).expect("a build");
    for number in 0..100_000 {
        build.put(numbered(number)).expect("put");
        println!("\ndone {number}");
    }
}

#[test]
fn a_killed_writer_leaves_all_that_it_committed_and_nothing_else() {
    for lines in [1, 7, 40] {
        let (_directory, path) = temporary();
        build(&path, 1).expect("published");
        let committed = kill_after(start("writing_process", &path), lines);
        // Whoever reads next needs no repair first, and sees whole batches.
        let snapshot = SqliteStore::snapshot_of(&path).expect("opens");
        let revision = snapshot.meta().expect("meta").revision.0;
        assert!(revision > committed, "revision {revision} after {committed} commits");
        assert_eq!(dump(snapshot.as_ref()), expected(revision));
        drop(snapshot);
        let store = SqliteStore::open(&path).expect("opens for writing");
        put(&store, revision);
        assert_eq!(dump(store.snapshot().expect("snapshot").as_ref()), expected(revision + 1));
    }
}

#[test]
fn a_killed_build_leaves_the_database_as_it_was() {
    let (directory, path) = temporary();
    build(&path, 2).expect("published");
    let before = fs::read(&path).expect("reads");
    kill_after(start("building_process", &path), 50);
    assert_eq!(fs::read(&path).expect("reads"), before);
    assert!(fs::read_dir(directory.path()).expect("lists").count() > 2, "the kill leaves files behind");
    build(&path, 3).expect("the next build is not in the way of what was left");
    let mut names: Vec<_> = fs::read_dir(directory.path())
        .expect("lists")
        .map(|entry| entry.expect("entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["x.db", "x.db-guard"]);
    assert_eq!(files(&path), 3);
}

#[test]
fn a_writer_removes_what_a_killed_build_left() {
    let (directory, path) = temporary();
    build(&path, 2).expect("published");
    kill_after(start("building_process", &path), 50);
    put(&SqliteStore::open(&path).expect("opens for writing"), 2);
    let mut names: Vec<_> = fs::read_dir(directory.path())
        .expect("lists")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(!names.iter().any(|name| name.contains("building")), "{names:?}");
    assert_eq!(files(&path), 3);
}

#[test]
fn a_writer_leaves_a_build_alone_that_is_going_on() {
    let (_directory, path) = temporary();
    build(&path, 1).expect("published");
    let mut going_on: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    going_on.put(numbered(0)).expect("put");
    put(&SqliteStore::open(&path).expect("opens for writing"), 1);
    going_on.put(numbered(1)).expect("put");
    going_on.put(numbered(2)).expect("put");
    going_on.finish(view()).expect("published");
    assert_eq!(files(&path), 3);
}

#[test]
fn a_second_build_of_the_same_database_is_refused() {
    let (_directory, path) = temporary();
    let mut first: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    first.put(numbered(0)).expect("put");
    assert!(matches!(BulkBuild::create(&path).err(), Some(StoreError::Locked { .. })));
    first.put(numbered(1)).expect("put");
    first.finish(view()).expect("published");
    assert_eq!(dump(SqliteStore::snapshot_of(&path).expect("opens").as_ref()), expected(2));
    build(&path, 3).expect("once it is finished the next may begin");
    assert_eq!(files(&path), 3);
}

#[test]
fn builds_in_two_processes_do_not_mix() {
    let (_directory, path) = temporary();
    let mut other = start("building_process", &path);
    let mut output = BufReader::new(other.stdout.take().expect("piped")).lines();
    assert!(output.by_ref().map(|line| line.expect("text")).any(|line| line.starts_with("done")));
    assert!(matches!(build(&path, 2), Err(StoreError::Locked { .. })));
    other.kill().expect("kills");
    other.wait().expect("ends");
    build(&path, 2).expect("a killed process holds nothing");
    assert_eq!(files(&path), 2);
}

#[test]
fn a_reader_of_a_copied_file_keeps_its_view() {
    let (directory, path) = temporary();
    build(&path, 40).expect("published");
    // Alone, as people copy databases and as a migration links them.
    let copy = directory.path().join("copy.db");
    fs::copy(&path, &copy).expect("copies");
    let reader = SqliteStore::snapshot_of(&copy).expect("opens");
    let writer = SqliteStore::open(&copy).expect("opens for writing");
    let delete = (0..40).map(|number| numbered(number).record.path).collect();
    writer.apply(WriteBatch { delete, ..WriteBatch::default() }).expect("applies");
    for number in 40..80 {
        put(&writer, number);
    }
    drop(writer);
    assert_eq!(dump(reader.as_ref()), expected(40));
}

#[test]
fn an_empty_log_is_not_joined() {
    let (directory, path) = temporary();
    build(&path, 2).expect("published");
    fs::write(directory.path().join("x.db-wal"), "").expect("a log with nothing in it");
    assert_eq!(dump(SqliteStore::snapshot_of(&path).expect("opens").as_ref()), expected(2));
    assert!(!directory.path().join("x.db-shm").exists(), "joining it would have made its index");
}

#[test]
fn a_reader_does_not_hold_up_a_new_build() {
    let (_directory, path) = temporary();
    build(&path, 1).expect("published");
    let reader = SqliteStore::snapshot_of(&path).expect("opens");
    let before = dump(reader.as_ref());
    let (done, published) = mpsc::channel();
    let target = path.clone();
    std::thread::spawn(move || done.send(build(&target, 2)));
    published.recv_timeout(Duration::from_secs(20)).expect("does not wait for readers").expect("published");
    assert_eq!(dump(reader.as_ref()), before);
    assert_eq!(files(&path), 2);
}

#[test]
fn a_reader_of_the_log_does_not_hold_up_a_new_build() {
    let (_directory, path) = temporary();
    build(&path, 1).expect("published");
    let writer = SqliteStore::open(&path).expect("opens");
    put(&writer, 1);
    let reader = writer.snapshot().expect("snapshot");
    let before = dump(reader.as_ref());
    build(&path, 5).expect("published");
    assert_eq!(dump(reader.as_ref()), before);
    assert_eq!(files(&path), 5);
}

#[test]
fn a_writer_that_was_open_before_a_new_build_writes_to_it() {
    let (_directory, path) = temporary();
    build(&path, 1).expect("published");
    let writer = SqliteStore::open(&path).expect("opens");
    put(&writer, 1);
    build(&path, 5).expect("published");
    put(&writer, 5);
    assert_eq!(dump(SqliteStore::snapshot_of(&path).expect("opens").as_ref()), expected(6));
    assert_eq!(dump(writer.snapshot().expect("snapshot").as_ref()), expected(6));
}

#[test]
fn two_writers_take_turns() {
    let (_directory, path) = temporary();
    build(&path, 0).expect("published");
    let write = |first: u64| {
        let store = SqliteStore::open(&path).expect("opens");
        for number in (first..60).step_by(2) {
            put(&store, number);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(0));
        scope.spawn(|| write(1));
    });
    assert_eq!(dump(SqliteStore::snapshot_of(&path).expect("opens").as_ref()), expected(60));
}

#[test]
fn a_reader_sees_whole_batches_while_another_process_writes() {
    let (_directory, path) = temporary();
    build(&path, 1).expect("published");
    let mut writer = start("writing_process", &path);
    let mut lines = BufReader::new(writer.stdout.take().expect("piped")).lines();
    for _ in 0..8 {
        lines.next().expect("a line").expect("text");
        let snapshot = SqliteStore::snapshot_of(&path).expect("opens");
        let revision = snapshot.meta().expect("meta").revision.0;
        assert_eq!(dump(snapshot.as_ref()), expected(revision));
    }
    writer.kill().expect("kills");
    writer.wait().expect("ends");
}

#[test]
fn a_writer_that_does_not_end_keeps_its_database() {
    let (_directory, path) = temporary();
    build(&path, 1).expect("published");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE; DELETE FROM skipped").expect("begins a change");
    assert!(matches!(build(&path, 5), Err(StoreError::Locked { .. })));
    other.execute_batch("COMMIT").expect("ends");
    assert_eq!(dump(SqliteStore::snapshot_of(&path).expect("opens").as_ref()), expected(1));
}
