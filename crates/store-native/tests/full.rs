//! A disk without room: an error that says so, and nothing is lost.

use std::path::PathBuf;

use model::hash::ContentHash;
use store::testing::{dump_index, file};
use store::{BulkLoad, Index, Store, StoreError, ViewChange, WriteBatch};
use store_native::{BACKEND, BulkBuild, NativeStore};

/// Names a directory on a file system with a few megabytes, for the test that fills it:
/// `mount -t tmpfs -o size=3m tmpfs DIRECTORY`.
const DIRECTORY: &str = "STORE_NATIVE_TEST_SMALL_DISK";

fn incompressible(seed: u64) -> Vec<u8> {
    (0u64..10_000).flat_map(|at| *ContentHash::of(&(seed << 32 | at).to_be_bytes()).as_bytes()).collect()
}

/// Which files there are, and all rows of the indexes.
fn state(store: &NativeStore) -> String {
    let snapshot = store.snapshot().expect("a snapshot");
    let indexes = Index::ALL.map(|index| dump_index(snapshot.as_ref(), index));
    format!("{:?} {:?} {indexes:?}", snapshot.meta().expect("meta"), snapshot.counts().expect("counts"))
}

#[test]
#[ignore = "needs a small file system of its own"]
fn a_full_disk_is_an_error_that_loses_nothing() {
    let directory = PathBuf::from(std::env::var_os(DIRECTORY).expect("a directory"));
    let path = directory.join("x.db");
    let build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    let text = Some(String::new());
    let view = ViewChange {
        tool_version: text.clone(),
        root: text.clone(),
        skipped: None,
        projects: text,
        selection: None,
    };
    build.finish(view).expect("published");
    let store = NativeStore::open(&path).expect("opens");
    let mut before = String::new();
    let mut refused = None;
    for number in 0..100 {
        before = state(&store);
        let mut write = file(&format!("f{number:03}"), &[&format!("name{number}")]);
        let blob = write.blob.as_mut().expect("it has one");
        let filler = store::Blob::compress(&incompressible(number), b"", b"").expect("memory");
        blob.source.extend_from_slice(&filler.facts);
        refused = store.apply(WriteBatch { put: vec![write], ..WriteBatch::default() }).err();
        if refused.is_some() {
            break;
        }
    }
    assert!(matches!(refused, Some(StoreError::Full)), "{refused:?}");
    assert_eq!(state(&store), before);
    assert_eq!((BACKEND.integrity)(&path).expect("reads"), Vec::new());
    // What is given up makes room.
    let delete = vec![store::testing::path("f000")];
    store.apply(WriteBatch { delete, ..WriteBatch::default() }).expect("there is room for a little");
    assert_eq!((BACKEND.integrity)(&path).expect("reads"), Vec::new());
}
