//! Facts from a store, read when asked for.

use std::ops::ControlFlow;
use std::sync::Arc;

use resolve::{DefRef, FileId, Files, Named, Provider, Unit, key};
use store::{BlobKey, FileRecord, Snapshot, StoreError};

use super::names::Names;
use super::snapshots::Snapshots;
use super::units::{UnitCache, stored_content, unit_from};
use crate::failures::Failures;

/// Gives facts of a committed view.
pub(crate) struct StoreProvider<'a> {
    snapshots: Snapshots<'a>,
    files: &'a Files,
    records: &'a [FileRecord],
    units: &'a UnitCache,
    names: &'a Names,
    failures: Failures<StoreError>,
}

impl<'a> StoreProvider<'a> {
    /// A provider of the files of `records`, which `files` indexes in the same order; `units` and `names` may know some of them
    /// already. All that `open` gives have to be of one state of the facts.
    pub(crate) fn new(
        open: impl Fn() -> Result<Box<dyn Snapshot + 'a>, StoreError> + Sync + 'a,
        files: &'a Files,
        records: &'a [FileRecord],
        units: &'a UnitCache,
        names: &'a Names,
    ) -> Self {
        let failures = Failures::default();
        Self { snapshots: Snapshots::new(open), files, records, units, names, failures }
    }

    /// The first failure to read, if any.
    pub(crate) fn failure(&self) -> Option<StoreError> {
        self.failures.take()
    }

    fn ask<T>(&self, question: impl FnOnce(&dyn Snapshot) -> Result<T, StoreError>) -> Option<T> {
        self.failures.note(self.snapshots.ask(question))
    }

    fn read_named(&self, name: &str) -> Vec<Named> {
        let mut named = Vec::new();
        self.ask(|snapshot| {
            snapshot.symbols_named(name, &mut |hit| {
                if let Some(file) = self.files.find(hit.path.as_str()) {
                    let def = DefRef::new(file, hit.ordinal);
                    named.push(Named { def, kind: hit.kind, marks: hit.marks });
                }
                ControlFlow::Continue(())
            })
        });
        named
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
        self.names.get(name, || self.read_named(name)).iter().copied().for_each(each);
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
