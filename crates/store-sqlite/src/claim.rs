//! Who builds: one process at a time for each database.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use store::StoreError;

use crate::access::side_file;

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
        let subject = lock.display().to_string();
        loop {
            let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&lock);
            let held = opened.map_err(StoreError::io(&subject))?;
            match held.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(StoreError::locked(target)),
                Err(TryLockError::Error(error)) => return Err(StoreError::io(&subject)(error)),
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

/// What tells a file from another that took its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Identity {
    device: u64,
    file: u64,
}

/// The identity of the file at `path` now; `None` when there is none, or where the system does not tell.
pub(crate) fn identity(path: &Path) -> Option<Identity> {
    std::fs::metadata(path).ok().and_then(|metadata| identity_of(&metadata))
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have none")]
fn identity_of(metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some(Identity { device: metadata.dev(), file: metadata.ino() })
}

/// Elsewhere a file that is open cannot be replaced.
#[cfg(not(unix))]
fn identity_of(_metadata: &Metadata) -> Option<Identity> {
    None
}
