//! Several processes on one database: the rules of all stores, and those of this one.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

use store::testing::dump;
use store::testing::processes::{DATABASE, build, expected, files, numbered, put, start};
use store::{Store, StoreError, WriteBatch};
use store_native::{BACKEND, NativeStore};

store::process_suite!(BACKEND);

#[test]
#[ignore = "a process of another test"]
fn holding_process() {
    let Some(path) = std::env::var_os(DATABASE) else { return };
    // What a writer does first, and then nothing more.
    let file = fs::File::open(path).expect("opens");
    file.lock().expect("locks");
    println!("\ndone 0");
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
#[ignore = "a process of another test"]
fn reading_process() {
    let Some(path) = std::env::var_os(DATABASE) else { return };
    let _snapshot = NativeStore::snapshot_of(Path::new(&path)).expect("opens");
    println!("\ndone 0");
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn locks_of_a_file_that_was_moved_away_are_not_taken_for_those_of_another() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build(&BACKEND, &path, 1).expect("published");
    let mut reader = start("reading_process", &path);
    let mut output = BufReader::new(reader.stdout.take().expect("piped")).lines();
    assert!(output.by_ref().map(|line| line.expect("text")).any(|line| line.starts_with("done")));
    let other = directory.path().join("other.db");
    build(&BACKEND, &other, 5).expect("published");
    for number in 5..9 {
        put(&NativeStore::open(&other).expect("opens"), number);
    }
    fs::rename(&other, &path).expect("moves");
    assert!(matches!(NativeStore::snapshot_of(&path).err(), Some(StoreError::Locked { .. })));
    reader.kill().expect("kills");
    reader.wait().expect("ends");
    assert_eq!(dump(NativeStore::snapshot_of(&path).expect("opens").as_ref()), expected(9));
}

#[test]
fn kills_at_any_moment_leave_whole_batches_and_sound_pages() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build(&BACKEND, &path, 1).expect("published");
    for round in 0..12 {
        let revision = NativeStore::snapshot_of(&path).expect("opens").meta().expect("meta").revision.0;
        let mut writer = start("writing_process", &path);
        let mut output = BufReader::new(writer.stdout.take().expect("piped")).lines();
        assert!(output.by_ref().map(|line| line.expect("text")).any(|line| line.starts_with("done")));
        std::thread::sleep(Duration::from_micros(round * 1_777));
        writer.kill().expect("kills");
        writer.wait().expect("ends");
        assert_eq!((store_native::BACKEND.integrity)(&path).expect("reads"), Vec::new());
        let snapshot = NativeStore::snapshot_of(&path).expect("opens");
        assert!(snapshot.meta().expect("meta").revision.0 > revision);
        let files = files(&BACKEND, &path);
        assert_eq!(dump(snapshot.as_ref()), expected(files));
    }
}

#[test]
fn a_writer_that_does_not_end_keeps_its_database() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build(&BACKEND, &path, 1).expect("published");
    let writer = NativeStore::open(&path).expect("opens");
    let mut other = start("holding_process", &path);
    let mut output = BufReader::new(other.stdout.take().expect("piped")).lines();
    assert!(output.by_ref().map(|line| line.expect("text")).any(|line| line.starts_with("done")));
    let batch = WriteBatch { put: vec![numbered(1)], ..WriteBatch::default() };
    assert!(matches!(writer.apply(batch), Err(StoreError::Locked { .. })));
    assert!(matches!(build(&BACKEND, &path, 5), Err(StoreError::Locked { .. })));
    other.kill().expect("kills");
    other.wait().expect("ends");
    assert_eq!(dump(NativeStore::snapshot_of(&path).expect("opens").as_ref()), expected(1));
    put(&writer, 1);
}
