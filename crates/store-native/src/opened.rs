//! A database file that is open, shared by everybody in the process who uses it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, TryLockError};

use heed::{MdbError, RoTxn, WithoutTls};
use mapping::{Environment, EnvironmentAccess, EnvironmentOptions, open_environment};
use store::StoreError;

use crate::failure::lmdb;
use crate::files::{self, Hold};
use crate::layout::{Change, MAX_DATABASES, Tables};
use crate::pages::Meta;
use crate::space_left;
use store::beside::{Identity, identity, identity_of};

/// Address space for a file, unless it needs more: it costs nothing before it is used. Bytes.
const MAP_SIZE: u64 = 64 << 30;
/// Where address space is limited, less is asked for down to this. Bytes.
const MIN_MAP_SIZE: u64 = 64 << 20;
/// Map sizes are multiples of this, which every page size divides. Bytes.
const MAP_STEP: u64 = 1 << 16;
/// Read transactions at one time, in all processes.
const MAX_READERS: u32 = 1024;

/// An open database file.
pub(crate) struct Opened {
    environment: Environment,
    tables: Tables,
    path: PathBuf,
    identity: Option<Identity>,
    access: EnvironmentAccess,
    /// Whose turn it is to write, in this process.
    turn: Mutex<()>,
    /// The file itself: who writes locks it alone, who reads without being registered locks it with others.
    data: File,
    /// Held with others as long as the environment lives.
    _guard: Option<File>,
}

/// A file that is locked; given back when dropped.
struct Held<'f>(&'f File);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // Closing the file gives it back at the latest.
        drop(self.0.unlock());
    }
}

/// What an environment is opened over.
pub(crate) struct Ground {
    pub(crate) data: File,
    pub(crate) guard: Option<File>,
    pub(crate) access: EnvironmentAccess,
}

impl Opened {
    /// Opens the environment at a canonical path. `None` when somebody in this process is just closing it, or somebody holds its
    /// lock file for another file.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(crate) fn open(path: &Path, ground: Ground) -> Result<Option<Self>, StoreError> {
        let Ground { data, guard, access } = ground;
        let metadata = data.metadata().map_err(StoreError::io(path.display().to_string()))?;
        let Some(environment) = environment(path, access, metadata.len())? else { return Ok(None) };
        if access != EnvironmentAccess::ReadUnregistered {
            environment.clear_stale_readers().map_err(lmdb("opening", path))?;
            if !locks_are_of(&environment, &data, path)? {
                return Ok(None);
            }
        }
        let tables = Tables::open(&environment)?;
        let identity = identity_of(&metadata);
        Ok(Some(Self {
            environment,
            tables,
            path: path.to_owned(),
            identity,
            access,
            turn: Mutex::new(()),
            data,
            _guard: guard,
        }))
    }

    /// Whether the file is still the one at its path.
    pub(crate) fn is_current(&self) -> bool {
        identity(&self.path) == self.identity
    }

    /// Whether it can be written.
    pub(crate) fn is_writable(&self) -> bool {
        self.access == EnvironmentAccess::Write
    }

    /// Handles of the key spaces.
    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The newest state, held until it is dropped.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn read(&self) -> Result<RoTxn<'static, WithoutTls>, StoreError> {
        let begin = || self.environment.clone().static_read_txn();
        let mut txn = begin();
        if matches!(txn, Err(heed::Error::Mdb(MdbError::ReadersFull))) {
            self.environment.clear_stale_readers().map_err(lmdb("reading", &self.path))?;
            txn = begin();
        }
        txn.map_err(lmdb("reading", &self.path))
    }

    /// Makes a change, whole or not at all. `None` when another file has taken the place of this one.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when somebody else writes and does not end, and those of `make`. Nothing has changed then.
    pub(crate) fn change<T>(
        &self,
        make: impl FnOnce(&mut Change<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let _turn = self.turn()?;
        files::hold(&self.data, Hold::Alone, &self.path)?;
        let _held = Held(&self.data);
        if self.is_current() { self.change_now(make).map(Some) } else { Ok(None) }
    }

    fn turn(&self) -> Result<MutexGuard<'_, ()>, StoreError> {
        files::wait_for(&self.path, || match self.turn.try_lock() {
            Ok(turn) => Ok(Some(turn)),
            Err(TryLockError::Poisoned(turn)) => Ok(Some(turn.into_inner())),
            Err(TryLockError::WouldBlock) => Ok(None),
        })
    }

    fn change_now<T>(
        &self,
        make: impl FnOnce(&mut Change<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let failed = || lmdb("writing", &self.path);
        let txn = self.environment.write_txn().map_err(failed())?;
        let mut change = Change { txn, tables: self.tables };
        let outcome =
            make(&mut change).and_then(|value| change.txn.commit().map_err(failed()).map(|()| value));
        outcome.map_err(|error| space_left::explain(&self.path, error))
    }
}

/// Whether the lock file tells of this data file. Others may hold it for a file that was moved away; its counter of
/// transactions is not that of this one then.
fn locks_are_of(environment: &Environment, data: &File, path: &Path) -> Result<bool, StoreError> {
    let newest = || Meta::newest(data).map_or(0, |meta| meta.transaction);
    let before = newest();
    let counted = environment.read_txn().map_err(lmdb("opening", path))?.id() as u64;
    Ok((before..=newest()).contains(&counted))
}

fn environment(
    path: &Path,
    access: EnvironmentAccess,
    length: u64,
) -> Result<Option<Environment>, StoreError> {
    let (most, least) = (MAP_SIZE.max(length.saturating_mul(4)), MIN_MAP_SIZE.max(length));
    match open_in(path, access, most, least) {
        Err(heed::Error::EnvAlreadyOpened) => Ok(None),
        opened => opened.map(Some).map_err(lmdb("opening", path)),
    }
}

/// Opens an environment in as much address space as there is, from `most` down to `least` bytes.
pub(crate) fn open_in(
    path: &Path,
    access: EnvironmentAccess,
    most: u64,
    least: u64,
) -> heed::Result<Environment> {
    let mut size = most;
    loop {
        let map_size = size.next_multiple_of(MAP_STEP).min(usize::MAX as u64 / 2) as usize;
        let options =
            EnvironmentOptions { access, map_size, max_readers: MAX_READERS, max_databases: MAX_DATABASES };
        match open_environment(path, &options) {
            Err(heed::Error::Io(error))
                if error.kind() == std::io::ErrorKind::OutOfMemory && size / 2 >= least =>
            {
                size /= 2;
            }
            opened => return opened,
        }
    }
}
