//! Giving unused space back.

use std::fs::File;
use std::path::Path;

use store::StoreError;

use crate::building::Building;
use crate::files::{Hold, make_guard, try_hold};
use crate::layout::View;
use crate::pages::{self, Meta};
use crate::registry::{self, Purpose};
use crate::{copy, publish};

/// Writes everything anew without gaps, checks it, and puts it in the place of the database. Readers go on meanwhile.
///
/// # Errors
/// [`StoreError::Locked`] when somebody else has the database open, or wrote to it meanwhile. It is as it was then.
pub(crate) fn compact(path: &Path) -> Result<(), StoreError> {
    let opened = registry::open(path, Purpose::Write)?;
    let path = path.canonicalize().map_err(StoreError::io(path.display().to_string()))?;
    let mut building = Building::create(&path)?;
    let txn = opened.read()?;
    copy::pack(View { txn: &txn, tables: opened.tables() }, &mut building)?;
    building.complete()?;
    let transaction = txn.id() as u64;
    drop(txn);
    drop(opened);
    check(&building)?;
    let locked = || StoreError::locked(&path);
    let guard = make_guard(&path)?;
    if registry::is_open(&path) || !try_hold(&guard, Hold::Alone, &path)? {
        return Err(locked());
    }
    let file = File::open(&path).map_err(StoreError::io(path.display().to_string()))?;
    if Meta::newest(&file).ok().is_none_or(|now| now.transaction != transaction) {
        return Err(locked());
    }
    publish::put_in_place(&building)?;
    drop(guard);
    publish::make_lock(&path)
}

/// Looks at the pages of what was written before anything is given up for it.
fn check(building: &Building) -> Result<(), StoreError> {
    let path = building.path();
    let file = File::open(&path).map_err(StoreError::io(path.display().to_string()))?;
    let meta = Meta::newest(&file).map_err(|_| StoreError::corrupt("the compacted file", "its head"))?;
    let damage = pages::verify(&file, &meta).map_err(StoreError::io(path.display().to_string()))?;
    match damage.first() {
        None => Ok(()),
        Some(damage) => {
            Err(StoreError::corrupt("the compacted file", format!("{}: {}", damage.place, damage.what)))
        }
    }
}
