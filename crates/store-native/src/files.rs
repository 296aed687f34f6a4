//! The files beside a database, and who holds which.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use store::StoreError;
use store::beside::side_file;

/// How long anybody waits for somebody else.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is looked whether the wait is over.
const PAUSE: Duration = Duration::from_millis(1);

/// LMDB's lock file. Never opened here: closing any handle of it would give up the locks of the whole process.
pub(crate) fn lock_path(path: &Path) -> PathBuf {
    side_file(path, "-lock")
}

fn guard_path(path: &Path) -> PathBuf {
    side_file(path, "-guard")
}

/// The guard, an empty file: who has the database open holds it together with others, who replaces the file holds it alone.
pub(crate) fn make_guard(path: &Path) -> Result<File, StoreError> {
    let guard = guard_path(path);
    let subject = guard.display().to_string();
    OpenOptions::new().create(true).truncate(false).write(true).open(guard).map_err(StoreError::io(subject))
}

/// The guard when there is one that may be opened.
pub(crate) fn find_guard(path: &Path) -> Option<File> {
    File::open(guard_path(path)).ok()
}

/// How a file is locked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hold {
    /// Together with others.
    Shared,
    /// Alone.
    Alone,
}

/// Locks a file at once or not at all.
///
/// # Errors
/// When the system cannot lock it.
pub(crate) fn try_hold(file: &File, hold: Hold, path: &Path) -> Result<bool, StoreError> {
    let tried = match hold {
        Hold::Shared => file.try_lock_shared(),
        Hold::Alone => file.try_lock(),
    };
    match tried {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(StoreError::io(path.display().to_string())(error)),
    }
}

/// Locks a file, waiting for others up to [`PATIENCE`].
///
/// # Errors
/// [`StoreError::Locked`] when they do not end.
pub(crate) fn hold(file: &File, hold: Hold, path: &Path) -> Result<(), StoreError> {
    wait_for(path, || Ok(try_hold(file, hold, path)?.then_some(())))
}

/// Asks again and again until there is an answer, up to [`PATIENCE`].
///
/// # Errors
/// [`StoreError::Locked`] when there is none, and those of `ask`.
pub(crate) fn wait_for<T>(
    path: &Path,
    mut ask: impl FnMut() -> Result<Option<T>, StoreError>,
) -> Result<T, StoreError> {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if started.elapsed() > PATIENCE {
            return Err(StoreError::locked(path));
        }
        std::thread::sleep(PAUSE);
    }
}
