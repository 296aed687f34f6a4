//! The contract, on LMDB.

use store::{BulkLoad, Store, ViewChange};
use store_native::{BulkBuild, NativeStore};
use tempfile::TempDir;

fn empty() -> (TempDir, Box<dyn Store>) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    let build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    let view = ViewChange {
        tool_version: Some(String::new()),
        root: Some(String::new()),
        skipped: None,
        projects: Some(String::new()),
    };
    build.finish(view).expect("an empty database");
    (directory, Box::new(NativeStore::open(&path).expect("opens")))
}

store::contract_suite!(empty);
