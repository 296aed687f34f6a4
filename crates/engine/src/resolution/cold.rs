//! What a cold build knows of its files when all are extracted.

use std::sync::{Arc, Mutex, PoisonError};

use resolve::{FileId, NameIndex, NameIndexBuilder, Named, Provider, Unit, supertype_names};
use rustc_hash::FxHashMap;
use store::{BlobKey, BulkLoad, FileRecord, StoreError};

use super::units::{UnitCache, stored_content, unit_from};
use crate::failures::Failures;

/// Files as they arrive in path order.
#[derive(Default)]
pub(crate) struct Collected {
    /// Their records.
    pub(crate) records: Vec<FileRecord>,
    by_name: NameIndexBuilder,
    inheriting: FxHashMap<Box<str>, Vec<FileId>>,
    units: UnitCache,
}

impl Collected {
    /// Adds the next file; its unit gets its number.
    pub(crate) fn add(&mut self, record: FileRecord, mut unit: Arc<Unit>) {
        let file = FileId::new(self.records.len() as u32);
        Arc::get_mut(&mut unit).expect("nobody else has a unit that has just been made").id = file;
        self.by_name.add(file, &unit);
        for name in supertype_names(&unit) {
            self.inheriting.entry(name.into()).or_default().push(file);
        }
        self.records.push(record);
        self.units.keep(unit);
    }

    /// A provider of these files that reads what is not kept from `load`; the files' names in it move there.
    pub(crate) fn provider<'a>(&'a mut self, load: &'a Mutex<Box<dyn BulkLoad>>) -> ColdProvider<'a> {
        let by_name = std::mem::take(&mut self.by_name).finish();
        ColdProvider { collected: self, by_name, load, failures: Failures::default() }
    }
}

/// Gives facts during a cold build.
pub(crate) struct ColdProvider<'a> {
    collected: &'a Collected,
    by_name: NameIndex,
    load: &'a Mutex<Box<dyn BulkLoad>>,
    failures: Failures<StoreError>,
}

impl ColdProvider<'_> {
    /// The first failure to read facts, if any.
    pub(crate) fn failure(&self) -> Option<StoreError> {
        self.failures.take()
    }
}

impl Provider for ColdProvider<'_> {
    fn unit(&self, file: FileId) -> Arc<Unit> {
        let record = &self.collected.records[file.index()];
        self.collected.units.get(file, || {
            let load = self.load.lock().unwrap_or_else(PoisonError::into_inner);
            let content = load.content(&BlobKey::of(record));
            drop(load);
            let content = self.failures.note(stored_content(record, content));
            unit_from(file, record, content.unwrap_or_default())
        })
    }

    fn defs_named(&self, name: &str, each: &mut dyn FnMut(Named)) {
        self.by_name.get(name).iter().copied().for_each(each);
    }

    fn inheriting(&self, name: &str) -> Vec<FileId> {
        self.collected.inheriting.get(name).cloned().unwrap_or_default()
    }
}
