//! What an index does when its database has lost what it lists.

use std::fs;
use std::path::PathBuf;

use engine::{Database, EngineError, IndexOptions, Silent, StoreError};
use rusqlite::Connection;

use crate::scratch::Scratch;

/// `one.py` imports from `two.py`, whose facts are spoiled; then `one.py` changes, and the tree is indexed again.
fn reindexed(scratch: &Scratch, spoil: &str) -> Result<engine::IndexReport, EngineError> {
    scratch.write("one.py", "from two import two\ntwo()\n");
    scratch.write("two.py", "def two(): pass\n");
    scratch.index(&IndexOptions::default());
    let connection = Connection::open(database(scratch)).expect("opens");
    connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {spoil}")).expect("spoils");
    drop(connection);
    scratch.write("one.py", "from two import two\n\ntwo()\n");
    engine::index(&scratch.root(), &database(scratch), &IndexOptions::default(), &Silent)
}

fn database(scratch: &Scratch) -> PathBuf {
    scratch.root().parent().expect("a directory").join("kept.db")
}

/// Facts that are gone are damage of the file that they were of, and nothing is resolved as if it had none.
fn is_told(spoil: &str) {
    let scratch = Scratch::new();
    match reindexed(&scratch, spoil) {
        Err(EngineError::Store(StoreError::Corrupt { what, place })) => {
            assert_eq!(what, "facts");
            assert!(place.starts_with("two.py"), "{place}");
        }
        other => panic!("expected damage, got {other:?}"),
    }
    let kept = Database::open(&database(&scratch)).expect("a database");
    let mut unresolved = 0;
    let each = &mut |record: engine::FileRecord| {
        unresolved += usize::from(record.resolved_by.is_none());
        std::ops::ControlFlow::Continue(())
    };
    kept.snapshot().files(each).expect("files");
    assert!(unresolved > 0, "no outcome that rests on the damage is trusted");

    // What is damaged is replaced when its file changes.
    scratch.write("two.py", "def two(): return 2\n");
    scratch.index(&IndexOptions::default());
    scratch.said().assert_same(&scratch.said_by_a_cold_build(), "after the damaged file was written anew");
    fs::remove_file(scratch.root().join("two.py")).expect("removing");
    scratch.index(&IndexOptions::default());
}

const OF_TWO: &str = "(SELECT blob_id FROM file WHERE path = 'two.py')";

#[test]
fn lost_content_is_damage() {
    is_told(&format!("DELETE FROM content WHERE blob_id = {OF_TWO}"));
}

#[test]
fn a_file_whose_content_has_a_key_that_is_not_its_own_is_read_anew() {
    let scratch = Scratch::new();
    let spoil = format!("UPDATE blob SET content_hash = zeroblob(32) WHERE blob_id = {OF_TWO}");
    assert_eq!(reindexed(&scratch, &spoil).expect("indexes").tally.written, 2);
    scratch.said().assert_same(&scratch.said_by_a_cold_build(), "after both files were read");
}

#[test]
fn unreadable_facts_are_damage() {
    is_told(&format!("UPDATE content SET facts = x'00' WHERE blob_id = {OF_TWO}"));
}
