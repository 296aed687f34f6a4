//! Changes of a view, collected and committed in batches of bounded size.

use model::path::RepoPath;
use store::{BlobKey, ResolutionWrite, Snapshot, Store, StoreError, ViewChange, WriteBatch};

use crate::clock;
use crate::extraction::Indexed;
use crate::plan::Task;
use crate::resolution::{Concern, FileChange, Wake};

/// Bytes of source after which an update is committed, so that memory stays bounded and a kill loses little.
const BATCH_BYTES: u64 = 64 * 1024 * 1024;
/// Files after which outcomes are committed.
const BATCH_FILES: usize = 2_000;

/// Changed files on their way into the store.
pub(crate) struct Update<'a> {
    store: &'a dyn Store,
    batch: WriteBatch,
    changes: Vec<FileChange>,
    bytes: u64,
}

impl<'a> Update<'a> {
    pub(crate) fn new(store: &'a dyn Store) -> Self {
        Self { store, batch: WriteBatch::default(), changes: Vec::new(), bytes: 0 }
    }

    /// A file that is gone.
    pub(crate) fn delete(&mut self, snapshot: &dyn Snapshot, path: &RepoPath) -> Result<(), StoreError> {
        let Some(record) = snapshot.file(path)? else { return Ok(()) };
        let concern = Concern::of_kept(&record, snapshot.content(&BlobKey::of(&record)), None)?;
        self.changes.push(FileChange { path: path.clone(), language: record.language, concern });
        self.batch.delete.push(path.clone());
        Ok(())
    }

    /// A file that is indexed no longer, when it was.
    pub(crate) fn drop_known(&mut self, task: &Task) -> Result<(), StoreError> {
        if task.known.is_none() {
            return Ok(());
        }
        let snapshot = self.store.snapshot()?;
        self.delete(snapshot.as_ref(), &task.candidate.path)
    }

    /// A file whose bytes are as they were.
    pub(crate) fn touch(&mut self, task: &Task) {
        let mtime_ns = clock::trusted(task.candidate.stamp.mtime_ns, clock::now_ns());
        if task.known.as_ref().is_some_and(|known| known.mtime_ns != mtime_ns) {
            self.batch.touch.push((task.candidate.path.clone(), mtime_ns));
        }
    }

    /// A file with new facts or in a new place.
    pub(crate) fn put(&mut self, file: Indexed) -> Result<(), StoreError> {
        let record = &file.write.record;
        self.bytes += record.size;
        self.changes.push(FileChange {
            path: record.path.clone(),
            language: record.language.clone(),
            concern: file.concern,
        });
        self.batch.put.push(file.write);
        if self.bytes >= BATCH_BYTES {
            self.bytes = 0;
            return self.commit();
        }
        Ok(())
    }

    /// Commits what is left, and what is said of the view.
    pub(crate) fn finish(mut self, view: ViewChange) -> Result<(), StoreError> {
        self.batch.view = view;
        self.commit()
    }

    /// A change and the distrust of the outcomes that it concerns are one transaction: a kill leaves no outcome that
    /// is trusted and wrong.
    fn commit(&mut self) -> Result<(), StoreError> {
        let mut batch = std::mem::take(&mut self.batch);
        batch.stale = self.woken()?;
        self.store.apply(batch).map(drop)
    }

    fn woken(&mut self) -> Result<Vec<RepoPath>, StoreError> {
        let changes = std::mem::take(&mut self.changes);
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let snapshot = self.store.snapshot()?;
        let mut wake = Wake::new(snapshot.as_ref());
        changes.iter().try_for_each(|change| wake.add(change))?;
        Ok(wake.finish())
    }
}

/// Outcomes on their way into the store.
pub(crate) struct Writes<'a> {
    store: &'a dyn Store,
    batch: WriteBatch,
}

impl<'a> Writes<'a> {
    pub(crate) fn new(store: &'a dyn Store) -> Self {
        Self { store, batch: WriteBatch::default() }
    }

    pub(crate) fn add(&mut self, write: ResolutionWrite) -> Result<(), StoreError> {
        self.batch.resolve.push(write);
        if self.batch.resolve.len() >= BATCH_FILES { self.commit() } else { Ok(()) }
    }

    pub(crate) fn finish(mut self) -> Result<(), StoreError> {
        self.commit()
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.store.apply(std::mem::take(&mut self.batch)).map(drop)
    }
}
