//! Facts from a snapshot of a store, read when asked for.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use resolve::{DefRef, FileId, Files, Named, Provider, Unit, key};
use store::{BlobKey, FileRecord, Snapshot, StoreError};

use super::units::{UnitCache, stored_content, unit_from};
use crate::failures::Failures;

/// Gives facts of a committed view.
pub(crate) struct StoreProvider<'a> {
    snapshot: Mutex<Box<dyn Snapshot + 'a>>,
    files: &'a Files,
    records: &'a [FileRecord],
    units: &'a UnitCache,
    failures: Failures<StoreError>,
}

impl<'a> StoreProvider<'a> {
    /// A provider of the files of `records`, which `files` indexes in the same order; `units` may know some of them already.
    pub(crate) fn new(
        snapshot: Box<dyn Snapshot + 'a>,
        files: &'a Files,
        records: &'a [FileRecord],
        units: &'a UnitCache,
    ) -> Self {
        Self { snapshot: Mutex::new(snapshot), files, records, units, failures: Failures::default() }
    }

    /// The first failure to read, if any.
    pub(crate) fn failure(&self) -> Option<StoreError> {
        self.failures.take()
    }

    fn ask<T>(&self, question: impl FnOnce(&dyn Snapshot) -> Result<T, StoreError>) -> Option<T> {
        let snapshot = self.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        self.failures.note(question(snapshot.as_ref()))
    }
}

impl Provider for StoreProvider<'_> {
    fn unit(&self, file: FileId) -> Arc<Unit> {
        let record = &self.records[file.index()];
        self.units.get(file, || {
            let content = self.ask(|snapshot| stored_content(record, snapshot.content(&BlobKey::of(record))));
            // Without facts only until the failure is told: outcomes that may rest on it are not stored.
            unit_from(file, record, content.unwrap_or_default())
        })
    }

    fn defs_named(&self, name: &str, each: &mut dyn FnMut(Named)) {
        self.ask(|snapshot| {
            snapshot.symbols_named(name, &mut |hit| {
                if let Some(file) = self.files.find(hit.path.as_str()) {
                    let def = DefRef::new(file, hit.ordinal);
                    each(Named { def, kind: hit.kind, marks: hit.marks });
                }
                ControlFlow::Continue(())
            })
        });
    }

    fn inheriting(&self, name: &str) -> Vec<FileId> {
        let mut files = Vec::new();
        self.ask(|snapshot| {
            snapshot.files_with_key(key("inherits", name), &mut |path| {
                files.extend(self.files.find(path.as_str()));
                ControlFlow::Continue(())
            })
        });
        files
    }
}
