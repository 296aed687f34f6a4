//! Putting a finished build in the place of what is at the target.

use std::fs::File;
use std::path::Path;

use rusqlite::Connection;
use store::StoreError;

use crate::access;
use crate::failure::sql_on;

/// Puts `built` in the place of `target`, atomically. Readers keep what they have open; a writer that is at work is
/// waited for, and later ones find the new file ([`crate::SqliteStore`] looks for it before each change).
///
/// # Errors
/// [`StoreError::Locked`] when a writer does not end. `target` is as it was then.
pub(crate) fn publish(built: &Path, target: &Path) -> Result<(), StoreError> {
    let io = |path: &Path| StoreError::io(path.display().to_string());
    File::open(built).and_then(|file| file.sync_all()).map_err(io(built))?;
    drop(access::open_guard(target)?);
    let writers_wait = hold_writers(target)?;
    // The log belongs to the old file; beside the new one it would be taken for its own.
    for suffix in ["-wal", "-shm"] {
        let stale = access::side_file(target, suffix);
        match std::fs::remove_file(&stale) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(&stale)(error)),
            _ => {}
        }
    }
    std::fs::rename(built, target).map_err(io(target))?;
    drop(writers_wait);
    sync_directory(target)
}

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

/// A rename is durable only when its directory is.
fn sync_directory(path: &Path) -> Result<(), StoreError> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(StoreError::io(directory.display().to_string()))
}
