//! What this kind of store offers.

use std::fs::File;
use std::path::Path;

use store::{Backend, Damage, StoreError};

use crate::bulk::BulkBuild;
use crate::compact::compact;
use crate::earlier;
use crate::files::{self, Hold};
use crate::layout::SCHEMA_VERSION;
use crate::native_store::NativeStore;
use crate::pages::{self, BadMeta, Meta};
use crate::probe::probe;

/// What the store is called.
pub(crate) const NAME: &str = "native";

/// The native store.
pub const BACKEND: Backend = Backend {
    name: NAME,
    about: "LMDB: memory-mapped pages, the fastest to write and to ask",
    version: SCHEMA_VERSION,
    probe,
    open: |path| Ok(Box::new(NativeStore::open(path)?)),
    snapshot: NativeStore::snapshot_of,
    bulk: |path| Ok(Box::new(BulkBuild::create(path)?)),
    compact,
    integrity,
    earlier: earlier::EARLIER,
    copy: earlier::copy,
    adopt: earlier::adopt,
    stands_damage: false,
    beside: &["-guard", "-lock"],
};

/// Walks all pages of a database file without opening it. Writers wait meanwhile.
///
/// # Errors
/// [`StoreError::Locked`] when a writer does not end, or when the file cannot be read.
fn integrity(path: &Path) -> Result<Vec<Damage>, StoreError> {
    let io = || StoreError::io(path.display().to_string());
    let file = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::NotFound { path: path.to_owned() },
        _ => io()(error),
    })?;
    files::hold(&file, Hold::Shared, path)?;
    match Meta::newest(&file) {
        Ok(meta) => pages::verify(&file, &meta).map_err(io()),
        Err(BadMeta::Io(error)) => Err(io()(error)),
        Err(BadMeta::Foreign) => {
            let found = "it does not begin like an LMDB database".to_owned();
            Err(StoreError::Foreign { path: path.to_owned(), found })
        }
        Err(BadMeta::Damaged(what)) => {
            Ok(vec![Damage { place: "meta pages".to_owned(), what: what.to_owned() }])
        }
    }
}
