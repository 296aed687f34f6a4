//! Putting a finished build in the place of what is at the target.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use store::StoreError;
use store::beside::{remove, side_file, sync_directory};

use crate::access;
use crate::failure::sql_on;

/// Puts `built` in the place of `target`, atomically. Readers keep what they have open; a writer that is at work is
/// waited for, and later ones find the new file ([`crate::SqliteStore`] looks for it before each change).
///
/// The log of the old file must go before the new one comes, which would take it for its own. So that a kill in between loses
/// nothing, the file is only replaced when its log is empty; when readers keep it from being emptied, the pages of the
/// new one are written into the old one, in one change.
///
/// # Errors
/// [`StoreError::Locked`] when a writer does not end. `target` is as it was then.
pub(crate) fn publish(built: &Path, target: &Path) -> Result<(), StoreError> {
    File::open(built).and_then(|file| file.sync_all()).map_err(io(built))?;
    drop(access::open_guard(target)?);
    match hold_writers(target)? {
        Some(writers_wait) if has_log(target) => {
            drop(writers_wait);
            write_into(built, target)?;
            std::fs::remove_file(built).map_err(io(built))
        }
        writers_wait => {
            replace(built, target)?;
            drop(writers_wait);
            sync_directory(target)
        }
    }
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    StoreError::io(path.display().to_string())
}

fn has_log(target: &Path) -> bool {
    std::fs::metadata(side_file(target, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Puts one file in the place of the other, whose log is empty.
fn replace(built: &Path, target: &Path) -> Result<(), StoreError> {
    for suffix in ["-wal", "-shm"] {
        remove(&side_file(target, suffix))?;
    }
    std::fs::rename(built, target).map_err(io(target))
}

/// Writes all pages of one file into the other in one change, through its log.
fn write_into(built: &Path, target: &Path) -> Result<(), StoreError> {
    let failed = sql_on("replacing", target);
    let from = access::open_reader(built)?;
    let mut into = access::open_writer(target)?;
    let backup = Backup::new(&from.connection, &mut into).map_err(&failed)?;
    let start = Instant::now();
    while backup.step(ALL_PAGES).map_err(&failed)? != StepResult::Done {
        if start.elapsed() > access::BUSY_TIMEOUT {
            return Err(StoreError::locked(target));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(backup);
    access::checkpoint(&into, target)
}

/// To [`Backup::step`]: not in steps.
const ALL_PAGES: i32 = -1;

/// Begins a change of the old database, so that nobody else can. What its log holds is moved into it where readers
/// allow, so that a kill before the renaming loses nothing. `None` when there is no database that could be changed.
fn hold_writers(target: &Path) -> Result<Option<Connection>, StoreError> {
    let begun = access::open_writer(target).and_then(|connection| {
        access::checkpoint(&connection, target)?;
        connection.execute_batch("BEGIN IMMEDIATE").map_err(sql_on("replacing", target))?;
        Ok(connection)
    });
    match begun {
        Ok(connection) => Ok(Some(connection)),
        Err(locked @ StoreError::Locked { .. }) => Err(locked),
        Err(_) => Ok(None),
    }
}
