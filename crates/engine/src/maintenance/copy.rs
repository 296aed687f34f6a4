//! Copying a view into a store that is being built.

use model::path::RepoPath;
use store::{BulkLoad, FileRecord, FileWrite, ResolutionWrite, Snapshot, StoreError, ViewChange};

use super::derive::{Derived, Difference, derive};
use super::history::history;
use crate::database::Database;
use crate::error::EngineError;
use crate::index::Progress;
use crate::resolution::records;
use crate::scan::scan;
use crate::view::said_of;

/// What a copy does with files whose facts or source cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unreadable {
    /// The copy fails.
    Fails,
    /// They are left out. Nothing is known of what they said then, so no outcome is carried: any may rest on them.
    IsLeftOut,
}

/// What a copy does not have.
#[derive(Default)]
pub(super) struct Missing {
    /// Files that were left out.
    pub(super) files: Vec<RepoPath>,
    /// Files whose outcomes cannot be read, though their facts can.
    pub(super) outcomes: Vec<RepoPath>,
}

/// A view to be copied.
pub(super) struct Copy<'a> {
    pub(super) from: &'a Database,
    pub(super) unreadable: Unreadable,
    /// Where the copy's root is, as its database writes it down.
    pub(super) root: String,
    pub(super) progress: &'a dyn Progress,
}

/// Takes what comes of each file, in path order.
type Take<'a> = &'a mut dyn FnMut(&FileRecord, Result<Derived, StoreError>) -> Result<(), StoreError>;

impl Copy<'_> {
    /// Copies everything into `load` and publishes it; gives what the copy does not have.
    ///
    /// # Errors
    /// When the view cannot be read or the copy not written. Nothing is published then.
    pub(super) fn build(&self, mut load: Box<dyn BulkLoad>) -> Result<Missing, EngineError> {
        let snapshot = self.from.snapshot();
        let records = records(snapshot)?;
        self.progress.planned(records.len() as u64);
        let mut missing = Missing::default();
        self.each(&records, &mut |record, derived| {
            self.progress.file_done(record.path.as_str());
            match derived {
                Ok(derived) => {
                    if derived.differences.contains(&Difference::Outcomes) {
                        missing.outcomes.push(record.path.clone());
                    }
                    load.put(derived.write)
                }
                Err(StoreError::Corrupt { .. }) if self.unreadable == Unreadable::IsLeftOut => {
                    missing.files.push(record.path.clone());
                    Ok(())
                }
                Err(error) => Err(error),
            }
        })?;
        if missing.files.is_empty() {
            self.progress.resolving(records.len() as u64);
            self.each(&records, &mut |record, derived| {
                self.progress.file_done(record.path.as_str());
                derived?.resolution.map_or(Ok(()), |resolution| load.resolve(resolution))
            })?;
        }
        self.progress.finishing();
        load.history(history(snapshot, &records, self.unreadable)?)?;
        load.finish(ViewChange { root: Some(self.root.clone()), ..said_of(snapshot)? })?;
        Ok(missing)
    }

    /// Derives every file on all threads; what comes out is taken in path order.
    fn each(&self, records: &[FileRecord], take: Take<'_>) -> Result<(), StoreError> {
        let read = |snapshot: &dyn Snapshot, record: &FileRecord| {
            Ok((record.clone(), stored(snapshot, record).and_then(derive)))
        };
        scan(self.from, records, read, |(record, derived)| take(&record, derived))
    }
}

/// The files of a database that are wanted, with all that a store keeps of each, and its outcomes when there are some, in path
/// order: for whoever writes them elsewhere.
///
/// # Errors
/// When a file cannot be read, and those of `take`.
pub fn file_writes(
    db: &Database,
    wanted: &dyn Fn(&RepoPath) -> bool,
    take: &mut dyn FnMut(FileWrite, Option<ResolutionWrite>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut records = records(db.snapshot())?;
    records.retain(|record| wanted(&record.path));
    let read = |snapshot: &dyn Snapshot, record: &FileRecord| stored(snapshot, record).and_then(derive);
    scan(db, &records, read, |Derived { write, resolution, .. }| take(write, resolution))
}

/// What is kept of a file that is listed.
pub(super) fn stored(snapshot: &dyn Snapshot, record: &FileRecord) -> Result<store::StoredFile, StoreError> {
    snapshot
        .stored(&record.path)?
        .ok_or_else(|| StoreError::corrupt("a file that is listed", record.path.as_str()))
}
