//! A feed that is damaged behind the store's back: an error that says where, never a panic or a hang.

use std::path::Path;

use heed::types::Bytes;
use mapping::{EnvironmentAccess, EnvironmentOptions, open_environment};
use store::testing::disk::build_with_history;
use store::testing::{event, events};
use store::{History, Sequence, Snapshot, Store, StoreError, WriteBatch};
use store_native::{BACKEND, NativeStore};

/// Sets, or takes out, the value of a key.
fn spoil(path: &Path, table: &str, key: &[u8], value: Option<&[u8]>) {
    let options = EnvironmentOptions {
        access: EnvironmentAccess::Write,
        map_size: 1 << 30,
        max_readers: 8,
        max_databases: 32,
    };
    let environment = open_environment(path, &options).expect("opens");
    let mut txn = environment.write_txn().expect("begins");
    let table: heed::Database<Bytes, Bytes> =
        environment.open_database(&txn, Some(table)).expect("opens").expect("is there");
    match value {
        Some(value) => table.put(&mut txn, key, value).expect("writes"),
        None => drop(table.delete(&mut txn, key).expect("writes")),
    }
    txn.commit().expect("commits");
}

/// What reading the history of a spoiled database says, and what telling one more event does.
fn spoiled(
    table: &str,
    key: &[u8],
    value: Option<&[u8]>,
) -> (Result<History, StoreError>, Result<Vec<u64>, StoreError>) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build_with_history(&BACKEND, &path);
    spoil(&path, table, key, value);
    let store = NativeStore::open(&path).expect("opens");
    let read = History::read(store.snapshot().expect("a snapshot").as_ref());
    let told = store.apply(WriteBatch { events: vec![event("a", "more")], ..WriteBatch::default() });
    let last = |snapshot: Box<dyn Snapshot + '_>| {
        events(snapshot.as_ref(), Sequence(3)).iter().map(|row| row.sequence.0).collect()
    };
    (read, told.map(|_| last(store.snapshot().expect("a snapshot"))))
}

fn corrupt<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> String {
    match outcome {
        Err(StoreError::Corrupt { what, place }) => format!("{what} at {place}"),
        other => panic!("expected damage, got {other:?}"),
    }
}

#[test]
fn an_event_that_is_gone_or_cut_is_told_by_number() {
    let second = 2u64.to_be_bytes();
    let (read, told) = spoiled("feed", &second, None);
    assert_eq!(corrupt(read), "the feed at event 2");
    assert_eq!(told.expect("others can be added"), [4]);
    for value in [&b""[..], b"\0", &[0xff; 40]] {
        let (read, told) = spoiled("feed", &second, Some(value));
        assert!(corrupt(read).starts_with("the feed at event 2"));
        assert_eq!(told.expect("others can be added"), [4]);
    }
}

#[test]
fn a_chunk_without_its_beginning_is_damage() {
    let key = [&2u64.to_be_bytes()[..], &[0, 0, 0, 2]].concat();
    let (read, _) = spoiled("feed", &key, Some(b"more"));
    assert_eq!(corrupt(read), "feed at 2");
    let (read, _) = spoiled("feed", b"short", Some(b"more"));
    assert_eq!(corrupt(read), "feed at a key");
}

#[test]
fn a_number_that_is_given_already_is_not_given_again() {
    let (read, told) = spoiled("feed", &9u64.to_be_bytes(), Some(b"from later"));
    assert!(corrupt(read).starts_with("the feed"));
    assert_eq!(corrupt(told), "the feed at event 4 is there already");
}

#[test]
fn bounds_that_no_feed_has_are_refused() {
    let numbers = |numbers: [u64; 3]| numbers.map(u64::to_be_bytes).concat();
    for value in [numbers([0, u64::MAX, 0]), numbers([5, 4, 0]), numbers([1, 4, 0])[..23].to_vec()] {
        let (read, told) = spoiled("meta", b"feed", Some(&value));
        corrupt(read);
        corrupt(told);
    }
    let (read, _) = spoiled("meta", b"feed", Some(&numbers([2, 4, 0])));
    assert_eq!(corrupt(read), "the feed at event 2");
}

#[test]
fn a_run_that_is_cut_is_damage() {
    let (read, told) = spoiled("run", b"short", Some(b"more"));
    assert!(corrupt(read).starts_with("the execution log"));
    told.expect("the feed is sound");
}
