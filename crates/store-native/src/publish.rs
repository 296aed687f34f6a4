//! Putting a finished build in the place of what is at the target.

use std::path::Path;

use store::StoreError;
use store::beside::{remove, sync_directory};

use crate::building::Building;
use crate::copy;
use crate::files::{self, Hold, lock_path, make_guard, try_hold};
use crate::registry::{self, Purpose};

/// Puts what was built in the place of the target, atomically. Where nobody has the target open, by renaming; else inside of
/// the file that is there, in one change, so that whoever has it open goes on with it.
///
/// # Errors
/// [`StoreError::Locked`] when a writer does not end, or the file in use is of another version. The target is as it was then.
pub(crate) fn publish(building: &Building) -> Result<(), StoreError> {
    let target = building.target();
    files::wait_for(target, || {
        if rename(building)? {
            return make_lock(target).map(Some);
        }
        match registry::open(target, Purpose::Write) {
            Ok(opened) => opened.change(|change| copy::replace_all(building, change)),
            // Another kind of store has the guard: its readers keep the file that they have.
            Err(StoreError::Foreign { .. } | StoreError::NotFound { .. }) => {
                put_in_place(building).and_then(|()| make_lock(target)).map(Some)
            }
            // It may be closed or replaced just now.
            Err(StoreError::Locked { .. } | StoreError::Older { .. } | StoreError::Newer { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    })
}

/// Puts what was built in the place of the target by renaming, when nobody has the target open; gives whether it did.
///
/// # Errors
/// When the system cannot.
pub(crate) fn rename(building: &Building) -> Result<bool, StoreError> {
    let target = building.target();
    let guard = make_guard(target)?;
    if !try_hold(&guard, Hold::Alone, target)? {
        return Ok(false);
    }
    put_in_place(building)?;
    Ok(true)
}

/// Renames what was built; the caller knows that nobody uses the old file's locks.
pub(crate) fn put_in_place(building: &Building) -> Result<(), StoreError> {
    let target = building.target();
    // It tells of readers of the old file.
    remove(&lock_path(target))?;
    std::fs::rename(building.path(), target).map_err(StoreError::io(target.display().to_string()))?;
    sync_directory(target)
}

/// Makes the lock file of a database, so that readers, who make nothing, can register.
///
/// # Errors
/// When the database cannot be opened.
pub(crate) fn make_lock(target: &Path) -> Result<(), StoreError> {
    registry::open(target, Purpose::Write).map(drop)
}
