//! A database being built in a file beside its place.

use std::cell::RefCell;
use std::fs::File;
use std::path::{Path, PathBuf};

use mapping::{Environment, EnvironmentAccess};
use store::StoreError;
use store::beside::{Claim, remove, side_file};

use crate::chunks::{Filler, Number};
use crate::failure::lmdb;
use crate::layout::{Change, Space, Tables, View};
use crate::opened::open_in;
use crate::{network, space_left};

/// What is gathered before it is written. Bytes.
const BATCH: usize = 16 << 20;
/// Address space for a build. Bytes.
const MAP_SIZE: u64 = 1 << 40;
/// Where address space is limited, less is asked for down to this. Bytes.
const MIN_MAP_SIZE: u64 = 1 << 30;

/// A database being built. What is left of it is removed when it is dropped.
pub(crate) struct Building {
    target: PathBuf,
    open: Option<(Environment, Tables)>,
    waiting: RefCell<Waiting>,
    /// How full the pages of chunked values are.
    fillers: [Filler; Space::ALL.len()],
    /// The largest number of each space of chunked values.
    last: [Option<u64>; Space::ALL.len()],
    /// Given back last, when nothing is left of the build.
    _claim: Claim,
}

/// Entries that are not written yet.
#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    entries: Vec<WaitingEntry>,
}

struct WaitingEntry {
    space: Space,
    /// Above all others of its space.
    is_last: bool,
    /// Where key and value end.
    key_end: usize,
    value_end: usize,
}

/// Removes what a killed build of `target` left behind. Nothing when somebody builds it now.
///
/// # Errors
/// When a file cannot be removed.
pub(crate) fn remove_abandoned(target: &Path) -> Result<(), StoreError> {
    Claim::remove_abandoned(target, remove_files)
}

fn building(target: &Path) -> PathBuf {
    side_file(target, "-building")
}

fn sorting(target: &Path) -> PathBuf {
    side_file(target, "-building-sorting")
}

fn remove_files(target: &Path) -> Result<(), StoreError> {
    [sorting(target), building(target)].iter().try_for_each(|path| remove(path))
}

impl Building {
    /// Begins to build what will take the place of `target`. What a killed build left behind is removed.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when somebody builds `target` already, or when the file beside it cannot be made.
    pub(crate) fn create(target: &Path) -> Result<Self, StoreError> {
        if target.as_os_str() == ":memory:" {
            return Err(StoreError::InMemory);
        }
        let claim = Claim::take(target)?;
        // Where the claim is, the database will be.
        network::refuse(&side_file(target, "-building-lock"))?;
        let mut building = Self {
            target: target.to_owned(),
            open: None,
            waiting: RefCell::default(),
            fillers: std::array::from_fn(|_| Filler::default()),
            last: [None; Space::ALL.len()],
            _claim: claim,
        };
        building.remove_files()?;
        let environment = building.environment()?;
        let tables = Tables::create(&environment)?;
        building.open = Some((environment, tables));
        Ok(building)
    }

    fn environment(&self) -> Result<Environment, StoreError> {
        let path = self.path();
        // Made here, so that its permissions are those of any new file.
        File::create(&path).map_err(StoreError::io(path.display().to_string()))?;
        let opened = open_in(&path, EnvironmentAccess::Build, MAP_SIZE, MIN_MAP_SIZE);
        opened.map_err(lmdb("creating", &path))
    }

    /// Where it is built.
    pub(crate) fn path(&self) -> PathBuf {
        building(&self.target)
    }

    /// Where it will be.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A file for sorting.
    pub(crate) fn sorting_path(&self) -> PathBuf {
        sorting(&self.target)
    }

    fn remove_files(&self) -> Result<(), StoreError> {
        remove_files(&self.target)
    }

    /// Adds an entry to a space.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn put(&mut self, space: Space, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.waiting.get_mut().push(space, false, key, value);
        self.write_when_much()
    }

    /// Adds an entry to a space, above all that it has.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn append(&mut self, space: Space, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.waiting.get_mut().push(space, true, key, value);
        self.write_when_much()
    }

    /// Adds a value under a number that has none. Pages are full when numbers ascend.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn put_chunks(
        &mut self,
        space: Space,
        number: impl Number,
        value: &[u8],
    ) -> Result<(), StoreError> {
        let (last, this) = (&mut self.last[space as usize], number.into());
        let is_last = last.is_none_or(|last| last < this);
        *last = Some(last.map_or(this, |last| last.max(this)));
        let waiting = self.waiting.get_mut();
        self.fillers[space as usize].each_chunk(number, value, |key, chunk| {
            waiting.push(space, is_last, key, chunk);
            Ok(())
        })?;
        self.write_when_much()
    }

    fn write_when_much(&mut self) -> Result<(), StoreError> {
        if self.waiting.get_mut().bytes.len() < BATCH { Ok(()) } else { self.write() }
    }

    /// Writes what is waiting.
    pub(crate) fn write(&self) -> Result<(), StoreError> {
        let mut waiting = self.waiting.borrow_mut();
        if waiting.entries.is_empty() {
            return Ok(());
        }
        self.change(|change| waiting.write(change))?;
        waiting.bytes.clear();
        waiting.entries.clear();
        Ok(())
    }

    /// Whether something of a space is not written yet.
    pub(crate) fn is_waiting(&self, space: Space) -> bool {
        self.waiting.borrow().entries.iter().any(|entry| entry.space == space)
    }

    /// Makes a change at once.
    pub(crate) fn change(
        &self,
        make: impl FnOnce(&mut Change<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let (environment, tables) = self.open()?;
        let failed = || lmdb("building", &self.target);
        let txn = environment.write_txn().map_err(failed())?;
        let mut change = Change { txn, tables: *tables };
        let outcome = make(&mut change).and_then(|()| change.txn.commit().map_err(failed()));
        outcome.map_err(|error| space_left::explain(&self.target, error))
    }

    /// Reads what has been written.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(View<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (environment, tables) = self.open()?;
        let txn = environment.read_txn().map_err(lmdb("reading", &self.target))?;
        read(View { txn: &txn, tables })
    }

    fn open(&self) -> Result<&(Environment, Tables), StoreError> {
        self.open.as_ref().ok_or_else(|| StoreError::ReadOnly { reason: "the build is finished".to_owned() })
    }

    /// Writes everything and flushes it to the disk: from here on the file is whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn complete(&mut self) -> Result<(), StoreError> {
        self.write()?;
        drop(self.open.take());
        let path = self.path();
        let synced = File::open(&path).and_then(|file| file.sync_all());
        synced.map_err(StoreError::io(path.display().to_string()))
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        drop(self.open.take());
        // What stays is removed by the next build. After publishing there is nothing.
        drop(self.remove_files());
    }
}

impl Waiting {
    fn push(&mut self, space: Space, is_last: bool, key: &[u8], value: &[u8]) {
        self.bytes.extend_from_slice(key);
        let key_end = self.bytes.len();
        self.bytes.extend_from_slice(value);
        self.entries.push(WaitingEntry { space, is_last, key_end, value_end: self.bytes.len() });
    }

    fn write(&self, change: &mut Change<'_>) -> Result<(), StoreError> {
        let mut start = 0;
        for &WaitingEntry { space, is_last, key_end, value_end } in &self.entries {
            let (key, value) = (&self.bytes[start..key_end], &self.bytes[key_end..value_end]);
            if is_last {
                change.append(space, key, value)?;
            } else {
                change.put(space, key, value)?;
            }
            start = value_end;
        }
        Ok(())
    }
}
