//! Telling a full disk from a failing one: LMDB reports a write that was cut short as a general failure.

use std::path::Path;

use store::StoreError;

/// With less than this left, a write that fails fails for want of room. Bytes.
const NOTHING: u64 = 1 << 20;

/// Makes a failure to write one of [`StoreError::Full`] when there is no room left.
pub(crate) fn explain(path: &Path, error: StoreError) -> StoreError {
    match error {
        StoreError::Io { .. } if left(path).is_some_and(|bytes| bytes < NOTHING) => StoreError::Full,
        error => error,
    }
}

/// How many bytes the file system of a path has left, which need not exist yet; `None` where the system does not tell.
#[cfg(unix)]
fn left(path: &Path) -> Option<u64> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = rustix::fs::statvfs(directory).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn left(_path: &Path) -> Option<u64> {
    None
}
