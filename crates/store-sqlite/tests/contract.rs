//! The contract, on SQLite.

use store::Store;
use store_sqlite::BACKEND;
use tempfile::TempDir;

fn empty() -> (TempDir, Box<dyn Store>) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let store = store::testing::disk::empty(&BACKEND, &directory.path().join("x.db"));
    (directory, store)
}

store::contract_suite!(empty);
