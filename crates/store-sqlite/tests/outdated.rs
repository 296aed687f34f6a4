//! Files whose definitions were stored by other rules, or whose facts are damaged, can still be replaced and deleted.

use std::path::Path;

use rusqlite::Connection;
use store::testing::disk::view;
use store::testing::{dump, dump_index, file, path};
use store::{BulkLoad, Index, MemoryStore, Store, StoreError, WriteBatch};
use store_sqlite::{BulkBuild, SqliteStore};

/// A database of three files, changed behind the store's back by `spoil`.
fn spoiled(at: &Path, spoil: &str) {
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(at).expect("a build"));
    for name in ["a", "b", "c"] {
        build.put(file(name, &[name, "shared"])).expect("put");
    }
    build.finish(view()).expect("published");
    Connection::open(at).expect("opens").execute_batch(spoil).expect("spoils");
}

/// Replaces `b`, deletes `c`, and compares with a store that never knew what was spoiled.
fn replaces_and_deletes(spoil: &str) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let at = directory.path().join("x.db");
    spoiled(&at, spoil);
    let store = SqliteStore::open(&at).expect("opens");
    let batch =
        WriteBatch { put: vec![file("b", &["new"])], delete: vec![path("c")], ..WriteBatch::default() };
    store.apply(batch).expect("what is replaced need not be readable");
    let memory = MemoryStore::default();
    let put = vec![file("a", &["a", "shared"]), file("b", &["new"])];
    memory.apply(WriteBatch { put, view: view(), ..WriteBatch::default() }).expect("applies");
    let (stored, expected) = (store.snapshot().expect("snapshot"), memory.snapshot().expect("snapshot"));
    assert_eq!(dump(stored.as_ref()), dump(expected.as_ref()));
    assert_eq!(rows(&at), [3, 3, 3], "definitions, names and ids");
    for index in Index::ALL {
        let (stored, expected) = (dump_index(stored.as_ref(), index), dump_index(expected.as_ref(), index));
        assert_eq!(stored, expected, "the index of {}", index.as_str());
    }
}

/// What files say that they define, and what is there.
fn rows(at: &Path) -> [u32; 3] {
    let connection = Connection::open(at).expect("opens");
    [
        "SELECT sum(definitions) FROM file",
        "SELECT count(*) FROM symbol",
        "SELECT count(ordinal) FROM symbol_id",
    ]
    .map(|query| connection.query_row(query, [], |row| row.get(0)).expect("counts"))
}

#[test]
fn facts_of_another_encoding_do_not_block_their_replacement() {
    replaces_and_deletes("UPDATE content SET facts = x'00' WHERE blob_id > 1");
}

#[test]
fn a_damaged_source_does_not_block_its_replacement() {
    replaces_and_deletes("UPDATE content SET source = x'28b52ffd' WHERE blob_id > 1");
}

#[test]
fn ids_made_by_other_rules_go_with_their_file() {
    replaces_and_deletes(
        "UPDATE symbol_id SET symbol_id = CAST(x'aabbccdd' || substr(symbol_id, 5) AS BLOB) WHERE file_id > 1",
    );
}

#[test]
fn names_made_by_other_rules_go_with_their_file() {
    replaces_and_deletes("UPDATE symbol SET name = 'old ' || name WHERE file_id > 1");
}

#[test]
fn qualified_names_made_by_other_rules_go_with_their_file() {
    // The names of `b` and `c` under the rules that stored them: the entries of one block, one letter changed in each.
    replaces_and_deletes(
        "UPDATE fqn_block SET entries = CAST(replace(replace(CAST(entries AS TEXT), 'b.s', 'b.t'), 'c.s', 'c.t') AS BLOB)",
    );
}

#[test]
fn an_earlier_layout_is_refused_by_name() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let at = directory.path().join("x.db");
    spoiled(&at, "PRAGMA user_version = 1");
    match SqliteStore::open(&at) {
        Err(StoreError::Older { found, supported, .. }) => {
            assert_eq!((found, supported), (1, store_sqlite::SCHEMA_VERSION));
        }
        other => panic!("expected an earlier layout, got {:?}", other.err()),
    }
}
