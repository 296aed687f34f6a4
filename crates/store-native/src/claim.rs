//! Who builds: one process at a time for each database.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use store::StoreError;

use crate::files::{Hold, identity, identity_of, side_file, try_hold};

/// The right to build a database. Given back when dropped, or by the system when the process is killed.
pub(crate) struct Claim {
    lock: PathBuf,
    _held: File,
}

impl Claim {
    /// Takes the right to build `target`.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when somebody builds it already.
    pub(crate) fn take(target: &Path) -> Result<Self, StoreError> {
        let lock = lock(target);
        loop {
            let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&lock);
            let held = opened.map_err(StoreError::io(lock.display().to_string()))?;
            if !try_hold(&held, Hold::Alone, &lock)? {
                return Err(StoreError::locked(target));
            }
            // Whoever held it before may have removed it after it was opened here.
            let mine = held.metadata().ok().and_then(|metadata| identity_of(&metadata));
            if identity(&lock) == mine {
                return Ok(Self { lock, _held: held });
            }
        }
    }
}

impl Claim {
    /// Whether somebody builds `target`, or was killed while doing so.
    pub(crate) fn may_be_held(target: &Path) -> bool {
        lock(target).exists()
    }
}

fn lock(target: &Path) -> PathBuf {
    side_file(target, "-building-lock")
}

impl Drop for Claim {
    fn drop(&mut self) {
        // A lock that stays is taken by the next build.
        drop(std::fs::remove_file(&self.lock));
    }
}
