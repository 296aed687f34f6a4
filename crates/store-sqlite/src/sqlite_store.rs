//! The store: one writer, a connection of its own for each snapshot.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use model::hash::DigestSum;
use model::path::RepoPath;
use rusqlite::Connection;
use store::beside::side_file;
use store::{FileRecord, FileWrite, Revision, Snapshot, Store, StoreError, ViewChange, WriteBatch};

use crate::failure::sql;
use crate::pool::Pool;
use crate::removal::Removal;
use crate::snapshot::SqliteSnapshot;
use crate::writer::Writer;
use crate::{access, execution_log, feed, outcomes, pending, write};

/// Size of the write-ahead log after which a batch is followed by a checkpoint.
const MAX_LOG_BYTES: u64 = 16 * 1024 * 1024;

/// A database file.
pub struct SqliteStore {
    path: PathBuf,
    /// `None` when opened for reading.
    writer: Option<Mutex<Writer>>,
    readers: Arc<Pool>,
}

impl SqliteStore {
    /// Opens an existing database for reading and writing. What a killed build of it left behind is removed.
    ///
    /// # Errors
    /// When there is none, or it is not one of ours, or damaged, or may not be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = Writer::open(path)?;
        crate::bulk::remove_abandoned(path)?;
        Ok(Self { path: path.to_owned(), writer: Some(Mutex::new(writer)), readers: Arc::default() })
    }

    /// Opens an existing database for reading. Creates and changes nothing.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        drop(access::open_reader(path)?);
        Ok(Self { path: path.to_owned(), writer: None, readers: Arc::default() })
    }

    /// A snapshot without opening a store first: what a one-shot question needs.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn snapshot_of(path: &Path) -> Result<Box<dyn Snapshot>, StoreError> {
        Ok(Box::new(SqliteSnapshot::of(path)?))
    }
}

impl Store for SqliteStore {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        Ok(Box::new(SqliteSnapshot::open(&self.path, &self.readers)?))
    }

    fn apply(&self, batch: WriteBatch) -> Result<Revision, StoreError> {
        let Some(writer) = &self.writer else {
            return Err(StoreError::ReadOnly { reason: "it was opened for reading".to_owned() });
        };
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        let revision = writer.change(&self.path, |connection| apply(connection, &batch))?;
        let log = std::fs::metadata(side_file(&self.path, "-wal"));
        if log.is_ok_and(|log| log.len() > MAX_LOG_BYTES) {
            writer.checkpoint(&self.path)?;
        }
        Ok(revision)
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.readers.close();
        if let Some(writer) = &self.writer {
            let writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            // Everything is committed in the log; whoever opens next can do it when it fails now.
            drop(writer.checkpoint(&self.path));
        }
    }
}

fn apply(connection: &Connection, batch: &WriteBatch) -> Result<Revision, StoreError> {
    let mut view = ViewState::read(connection)?;
    execution_log::note(connection, &batch.runs)?;
    if batch.is_only_runs() {
        return Ok(view.revision);
    }
    pending::keep(connection, batch)?;
    let mut removal = Removal::default();
    for path in &batch.delete {
        if let Some(record) = view.known(connection, path)? {
            removal.take_out(connection, &record)?;
        }
    }
    let mut rows = Vec::with_capacity(batch.put.len());
    for file in &batch.put {
        let known = view.known(connection, &file.record.path)?;
        let row = known.map(|record| removal.take_out_to_replace(connection, &record)).transpose()?.flatten();
        rows.push((row, file));
    }
    removal.search(connection)?;
    // New files take rows that are free, after those that are taken again.
    rows.sort_by_key(|(row, _)| row.is_none());
    let mut put = Vec::with_capacity(rows.len());
    for (row, file) in rows {
        view.digest_sum.add(&file.record.digest);
        put.push((write::put(connection, row, file, &mut removal.postings)?, file));
    }
    removal.write_fqns(connection, &put)?;
    for path in &batch.stale {
        outcomes::distrust(connection, path, &mut view.digest_sum)?;
    }
    for resolution in &batch.resolve {
        outcomes::replace(connection, resolution, &mut view.digest_sum, &mut removal.postings)?;
        pending::forget(connection, &resolution.path)?;
    }
    removal.sweep(connection)?;
    for (path, mtime_ns) in &batch.touch {
        let touch = "UPDATE file SET mtime_ns = ?2 WHERE path = ?1";
        connection.execute(touch, (path.as_str(), mtime_ns)).map_err(sql("writing a file"))?;
    }
    removal.postings.write(connection)?;
    view.revision.0 += 1;
    view.write(connection, &batch.view)?;
    feed::append(connection, batch.events.iter().map(|event| (view.revision, event)))?;
    Ok(view.revision)
}

/// What the `meta` table says of the view.
pub(crate) struct ViewState {
    pub(crate) revision: Revision,
    pub(crate) digest_sum: DigestSum,
}

impl ViewState {
    /// The first state of a view, without files yet.
    pub(crate) fn first() -> Self {
        Self { revision: Revision(1), digest_sum: DigestSum::default() }
    }

    fn read(connection: &Connection) -> Result<Self, StoreError> {
        let meta = crate::snapshot::meta(connection)?;
        Ok(Self { revision: meta.revision, digest_sum: meta.digest_sum })
    }

    /// The record of a file that is about to be taken out, which is not counted any more.
    fn known(&mut self, connection: &Connection, path: &RepoPath) -> Result<Option<FileRecord>, StoreError> {
        let Some(record) = crate::snapshot::file(connection, path)? else { return Ok(None) };
        outcomes::distrust(connection, path, &mut self.digest_sum)?;
        self.digest_sum.remove(&record.digest);
        Ok(Some(record))
    }

    /// Counts a file of a bulk load.
    pub(crate) fn add(&mut self, file: &FileWrite) {
        self.digest_sum.add(&file.record.digest);
    }

    pub(crate) fn write(&self, connection: &Connection, change: &ViewChange) -> Result<(), StoreError> {
        write::put_meta(connection, "revision", self.revision.0.cast_signed())?;
        write::put_meta(connection, "digest_sum", self.digest_sum.to_bytes())?;
        write::put_meta(connection, "digest", self.digest_sum.finish().to_string())?;
        let texts = [
            ("tool_version", &change.tool_version),
            ("root", &change.root),
            ("projects", &change.projects),
            ("selection", &change.selection),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                write::put_meta(connection, key, text)?;
            }
        }
        match &change.skipped {
            Some(skipped) => write::put_skipped(connection, skipped),
            None => Ok(()),
        }
    }
}
