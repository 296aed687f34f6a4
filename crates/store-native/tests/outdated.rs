//! Files whose definitions were stored by other rules, or whose facts are damaged, can still be replaced and deleted.

use std::path::Path;

use heed::types::Bytes;
use mapping::{EnvironmentAccess, EnvironmentOptions, open_environment};
use model::ids::SymbolId;
use store::testing::disk::view;
use store::testing::{dump, dump_index, file, path};
use store::{BulkLoad, FileWrite, Index, MemoryStore, Store, WriteBatch};
use store_native::{BulkBuild, NativeStore};

/// A database of three files, two of them stored by other rules.
fn build(at: &Path, other_rules: impl Fn(&mut FileWrite)) {
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(at).expect("a build"));
    for name in ["a", "b", "c"] {
        let mut write = file(name, &[name, "shared"]);
        if name != "a" {
            other_rules(&mut write);
        }
        build.put(write).expect("put");
    }
    build.finish(view()).expect("published");
}

/// Replaces `b`, deletes `c`, and compares with a store that never knew what was stored before.
fn replaces_and_deletes(at: &Path, new: FileWrite) {
    let store = NativeStore::open(at).expect("opens");
    let batch = WriteBatch { put: vec![new.clone()], delete: vec![path("c")], ..WriteBatch::default() };
    store.apply(batch).expect("what is replaced need not be readable");
    let memory = MemoryStore::default();
    let put = vec![file("a", &["a", "shared"]), new];
    memory.apply(WriteBatch { put, view: view(), ..WriteBatch::default() }).expect("applies");
    let (stored, expected) = (store.snapshot().expect("snapshot"), memory.snapshot().expect("snapshot"));
    assert_eq!(dump(stored.as_ref()), dump(expected.as_ref()));
    for index in Index::ALL {
        let (stored, expected) = (dump_index(stored.as_ref(), index), dump_index(expected.as_ref(), index));
        assert_eq!(stored, expected, "the index of {}", index.as_str());
    }
}

/// A database whose last two contents are spoiled behind the store's back.
fn spoiled(spoil: impl Fn(&mut Vec<u8>)) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let at = directory.path().join("x.db");
    build(&at, |_| {});
    let options = EnvironmentOptions {
        access: EnvironmentAccess::Write,
        map_size: 1 << 30,
        max_readers: 8,
        max_databases: 32,
    };
    let environment = open_environment(&at, &options).expect("opens");
    let mut txn = environment.write_txn().expect("begins");
    let content: heed::Database<Bytes, Bytes> =
        environment.open_database(&txn, Some("content")).expect("opens").expect("is there");
    for number in 1u32..3 {
        let key = number.to_be_bytes();
        let mut value = content.get(&txn, &key).expect("reads").expect("is there").to_vec();
        spoil(&mut value);
        content.put(&mut txn, &key, &value).expect("writes");
    }
    txn.commit().expect("commits");
    drop(environment);
    replaces_and_deletes(&at, file("b", &["new"]));
}

/// Files that were stored by other rules: replaced by other definitions, and by the same ones under new rules.
fn stored_by(other_rules: impl Fn(&mut FileWrite)) {
    let same = file("b", &["b", "shared"]);
    let record = store::FileRecord { fingerprint: 1, ..same.record.clone() };
    for new in [file("b", &["new"]), FileWrite { record, ..same }] {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let at = directory.path().join("x.db");
        build(&at, &other_rules);
        replaces_and_deletes(&at, new);
    }
}

#[test]
fn facts_of_another_encoding_do_not_block_their_replacement() {
    spoiled(|content| content[4..12].fill(0));
}

#[test]
fn a_damaged_source_does_not_block_its_replacement() {
    spoiled(|content| content.truncate(content.len() - 3));
}

#[test]
fn contents_that_are_no_two_parts_do_not_block_their_replacement() {
    spoiled(|content| content.truncate(2));
}

#[test]
fn ids_made_by_other_rules_go_with_their_file() {
    stored_by(|write| {
        for symbol in &mut write.symbols {
            let mut id = *symbol.id.as_bytes();
            id[..4].fill(7);
            symbol.id = SymbolId::from_bytes(id);
        }
    });
}

#[test]
fn an_id_of_a_file_made_by_other_rules_goes_with_it() {
    stored_by(|write| {
        let mut id = *write.id.as_bytes();
        id[..4].fill(7);
        write.id = SymbolId::from_bytes(id);
    });
}

#[test]
fn names_made_by_other_rules_go_with_their_file() {
    stored_by(|write| write.symbols.iter_mut().for_each(|symbol| symbol.name.insert_str(0, "old ")));
}

#[test]
fn qualified_names_made_by_other_rules_go_with_their_file() {
    stored_by(|write| write.symbols.iter_mut().for_each(|symbol| symbol.fqn.insert_str(0, "old.")));
}

#[test]
fn definitions_that_facts_do_not_tell_go_with_their_file() {
    stored_by(|write| {
        let mut more = write.symbols[0].clone();
        more.ordinal = model::ids::DefId::new(2);
        more.id = SymbolId::from_bytes([write.record.path.as_str().as_bytes()[0]; 16]);
        write.symbols.push(more);
        write.record.definitions = 3;
    });
}
