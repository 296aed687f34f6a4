//! Several processes on one database: the rules of all stores, and those of this one.

use std::fs;

use store::testing::dump;
use store::testing::processes::{build, expected, numbered, put};
use store::{Store, StoreError, WriteBatch};
use store_sqlite::{BACKEND, SqliteStore};

store::process_suite!(BACKEND);

#[test]
fn an_empty_log_is_not_joined() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build(&BACKEND, &path, 2).expect("published");
    fs::write(directory.path().join("x.db-wal"), "").expect("a log with nothing in it");
    assert_eq!(dump(SqliteStore::snapshot_of(&path).expect("opens").as_ref()), expected(2));
    assert!(!directory.path().join("x.db-shm").exists(), "joining it would have made its index");
}

#[test]
fn a_writer_that_does_not_end_keeps_its_database() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build(&BACKEND, &path, 1).expect("published");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE; DELETE FROM skipped").expect("begins a change");
    assert!(matches!(build(&BACKEND, &path, 5), Err(StoreError::Locked { .. })));
    other.execute_batch("COMMIT").expect("ends");
    assert_eq!(dump(SqliteStore::snapshot_of(&path).expect("opens").as_ref()), expected(1));
}

#[test]
fn a_reader_of_a_copied_file_keeps_its_view() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build(&BACKEND, &path, 40).expect("published");
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
