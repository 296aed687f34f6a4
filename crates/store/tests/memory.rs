//! The contract, on the store in memory.

use store::{MemoryStore, Store};

fn empty() -> ((), Box<dyn Store>) {
    ((), Box::new(MemoryStore::default()))
}

store::contract_suite!(empty);
