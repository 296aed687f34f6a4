//! Files beside a database, as every kind of store on disk has them, and who builds.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// The file beside a database with this suffix.
pub fn side_file(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Removes a file that may not be there.
///
/// # Errors
/// When it is there and cannot be removed.
pub fn remove(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::io(path.display().to_string())(error))
        }
        _ => Ok(()),
    }
}

/// Removes a database that nobody uses, with all that lies beside it by these suffixes.
///
/// # Errors
/// When something is there and cannot be removed.
pub fn remove_database(path: &Path, beside: &[&str]) -> Result<(), StoreError> {
    beside.iter().try_for_each(|suffix| remove(&side_file(path, suffix)))?;
    remove(path)
}

/// Makes a rename durable: it is only when its directory is.
///
/// # Errors
/// When the directory cannot be flushed.
pub fn sync_directory(path: &Path) -> Result<(), StoreError> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(StoreError::io(directory.display().to_string()))
}

/// What tells a file from another that took its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity {
    device: u64,
    file: u64,
}

/// The identity of the file at `path` now; `None` when there is none, or where the system does not tell.
pub fn identity(path: &Path) -> Option<Identity> {
    std::fs::metadata(path).ok().and_then(|metadata| identity_of(&metadata))
}

/// The identity of a file that was looked at; `None` where the system does not tell.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have none")]
pub fn identity_of(metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some(Identity { device: metadata.dev(), file: metadata.ino() })
}

/// Elsewhere a file that is open cannot be replaced.
#[cfg(not(unix))]
pub fn identity_of(_metadata: &Metadata) -> Option<Identity> {
    None
}

/// The right to build a database. Given back when dropped, or by the system when the process is killed.
pub struct Claim {
    lock: PathBuf,
    _held: File,
}

impl Claim {
    /// Takes the right to build `target`.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when somebody builds it already.
    pub fn take(target: &Path) -> Result<Self, StoreError> {
        let lock = lock_of(target);
        let io = || StoreError::io(lock.display().to_string());
        loop {
            let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&lock);
            let held = opened.map_err(io())?;
            match held.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(StoreError::locked(target)),
                Err(TryLockError::Error(error)) => return Err(io()(error)),
            }
            // Whoever held it before may have removed it after it was opened here.
            let mine = held.metadata().ok().and_then(|metadata| identity_of(&metadata));
            if identity(&lock) == mine {
                return Ok(Self { lock, _held: held });
            }
        }
    }

    /// Removes what a killed build of `target` left behind, with `remove_files`. Nothing when somebody builds it now.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub fn remove_abandoned(
        target: &Path,
        remove_files: impl FnOnce(&Path) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // Builds make the lock first and remove it last.
        if !lock_of(target).exists() {
            return Ok(());
        }
        match Self::take(target) {
            Ok(_claim) => remove_files(target),
            Err(StoreError::Locked { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // A lock that stays is taken by the next build.
        drop(std::fs::remove_file(&self.lock));
    }
}

fn lock_of(target: &Path) -> PathBuf {
    side_file(target, "-building-lock")
}
