//! One environment a file in a process: LMDB's locks belong to the process, and closing one handle gives up those of all.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use mapping::EnvironmentAccess;
use store::StoreError;

use crate::files::{self, Hold, find_guard, lock_path, make_guard, try_hold};
use crate::opened::{Ground, Opened};
use crate::{network, probe};
use store::beside::{identity, identity_of};

static OPENED: Mutex<BTreeMap<PathBuf, Weak<Opened>>> = Mutex::new(BTreeMap::new());

/// What a database is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// Creates and changes nothing, but registers as a reader in a lock file that is there.
    Read,
    /// Makes the lock file and the guard when they are not there.
    Write,
}

/// Opens an existing database, or takes part in what is open.
///
/// # Errors
/// When there is none, or it is not one of ours, or damaged, or may not be written; [`StoreError::Locked`] when somebody in
/// this process still uses a file that was replaced, or somebody replaces it just now and does not end.
pub(crate) fn open(path: &Path, purpose: Purpose) -> Result<Arc<Opened>, StoreError> {
    let canonical = look(path)?;
    if purpose == Purpose::Write && !may_write(&canonical) {
        return Err(StoreError::ReadOnly { reason: "it may only be read".to_owned() });
    }
    files::wait_for(path, || {
        let mut registry = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = registry.get(&canonical).and_then(Weak::upgrade) {
            let serves = opened.is_current() && (purpose == Purpose::Read || opened.is_writable());
            // Another one can only be opened when this one is closed.
            return Ok(serves.then_some(opened));
        }
        registry.retain(|_, opened| opened.strong_count() > 0);
        let opened = open_new(path, &canonical, purpose)?.map(Arc::new);
        if let Some(opened) = &opened {
            registry.insert(canonical.clone(), Arc::downgrade(opened));
        }
        Ok(opened)
    })
}

/// The environment of a file, when somebody in this process has it open.
pub(crate) fn is_open(path: &Path) -> bool {
    let registry = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    let canonical = path.canonicalize().ok();
    canonical.and_then(|path| registry.get(&path)?.upgrade()).is_some()
}

/// Looks at the file before LMDB does, which would make one that is not there.
fn look(path: &Path) -> Result<PathBuf, StoreError> {
    if path.as_os_str() == ":memory:" {
        return Err(StoreError::InMemory);
    }
    let io = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::NotFound { path: path.to_owned() },
        _ => StoreError::io(path.display().to_string())(error),
    };
    let metadata = std::fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        let found = if metadata.is_dir() { "it is a directory" } else { "it is not a plain file" };
        return Err(StoreError::Foreign { path: path.to_owned(), found: found.to_owned() });
    }
    path.canonicalize().map_err(io)
}

/// Opens what nobody in this process has open. `None` when it must be tried again.
fn open_new(path: &Path, canonical: &Path, purpose: Purpose) -> Result<Option<Opened>, StoreError> {
    network::refuse(canonical)?;
    let data = File::open(canonical).map_err(StoreError::io(path.display().to_string()))?;
    // Before anything is made beside it.
    probe::check(path, &data)?;
    let guard = match purpose {
        Purpose::Write => Some(make_guard(canonical)?),
        Purpose::Read => find_guard(canonical),
    };
    if let Some(guard) = &guard
        && !try_hold(guard, Hold::Shared, path)?
    {
        return Ok(None);
    }
    let access = access(canonical, purpose, guard.is_some());
    if access == EnvironmentAccess::ReadUnregistered && !try_hold(&data, Hold::Shared, path)? {
        return Ok(None);
    }
    // A build may have replaced the file before the guard was held.
    let held = data.metadata().ok().and_then(|metadata| identity_of(&metadata));
    if held != identity(canonical) {
        return Ok(None);
    }
    if purpose == Purpose::Write {
        make_lock(canonical)?;
    }
    Opened::open(canonical, Ground { data, guard, access })
}

/// Makes the lock file with the permissions of any new file; LMDB would make it for its owner alone. Nobody in this process has
/// it open, so that no lock is given up.
fn make_lock(path: &Path) -> Result<(), StoreError> {
    let lock = lock_path(path);
    match File::create_new(&lock) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::io(lock.display().to_string())(error))
        }
        _ => Ok(()),
    }
}

/// How a file is opened: for writing wherever possible, so that whoever comes later in this process can write.
fn access(path: &Path, purpose: Purpose, guarded: bool) -> EnvironmentAccess {
    let can_register = purpose == Purpose::Write || is_writable(&lock_path(path));
    match (can_register, guarded && is_writable(path)) {
        (true, true) => EnvironmentAccess::Write,
        (true, false) => EnvironmentAccess::Read,
        (false, _) => EnvironmentAccess::ReadUnregistered,
    }
}

/// Whether a database may be written, together with the files beside it.
fn may_write(path: &Path) -> bool {
    let lock = lock_path(path);
    let beside = if lock.exists() { is_writable(&lock) } else { path.parent().is_some_and(is_writable) };
    is_writable(path) && beside
}

/// Whether a file is there and may be written. Does not open it.
#[cfg(unix)]
fn is_writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| !metadata.permissions().readonly())
}
