//! Reading one committed state.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use heed::{RoTxn, WithoutTls};
use model::facts::FileFacts;
use model::hash::ContentHash;
use model::ids::SymbolId;
use model::outcome::Resolution;
use model::path::RepoPath;
use model::structure::FileStructure;
use store::{
    BlobKey, Content, Each, EachRow, EventRow, FeedBounds, FileEdges, FileRecord, FileStamp, FqnHit, Index,
    LanguageCounts, RunRecord, Sequence, SkippedRecord, Snapshot, StampedFile, StoreError, StoredFile,
    SymbolHit, SymbolPlace, ViewMeta,
};

use crate::layout::View;
use crate::opened::Opened;
use crate::{blobs, execution_log, feed, listing, meta, outcomes, paths, pending, skipped, whole};

/// A read transaction.
pub(crate) struct NativeSnapshot {
    // Ends before the environment closes.
    txn: RoTxn<'static, WithoutTls>,
    opened: Arc<Opened>,
}

impl NativeSnapshot {
    /// The newest state of an open database.
    pub(crate) fn of(opened: Arc<Opened>) -> Result<Self, StoreError> {
        Ok(Self { txn: opened.read()?, opened })
    }

    fn view(&self) -> View<'_> {
        View { txn: &self.txn, tables: self.opened.tables() }
    }

    /// Gives all files in path order.
    fn each_file(
        &self,
        each: &mut dyn FnMut(u32, FileRecord) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        let view = self.view();
        paths::each_number(view, &mut |number| each(number, paths::stored(view, number)?.record))
    }
}

impl Snapshot for NativeSnapshot {
    fn meta(&self) -> Result<ViewMeta, StoreError> {
        meta::read(self.view())
    }

    fn counts(&self) -> Result<Vec<LanguageCounts>, StoreError> {
        let mut counts: BTreeMap<String, LanguageCounts> = BTreeMap::new();
        self.each_file(&mut |_, record| {
            let sum = counts.entry(record.language.clone()).or_default();
            sum.add(&record);
            sum.language = record.language;
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(counts.into_values().collect())
    }

    fn file(&self, path: &RepoPath) -> Result<Option<FileRecord>, StoreError> {
        let number = paths::number(self.view(), path)?;
        number.map(|number| paths::record(self.view(), number)).transpose()
    }

    fn files(&self, each: Each<'_, FileRecord>) -> Result<(), StoreError> {
        self.each_file(&mut |number, mut record| {
            record.resolved_by =
                outcomes::resolved(self.view(), number)?.map(|resolved| resolved.fingerprint);
            Ok(each(record))
        })
    }

    fn skipped(&self, each: Each<'_, SkippedRecord>) -> Result<(), StoreError> {
        skipped::each(self.view(), each)
    }

    fn has_blob(&self, key: &BlobKey) -> Result<bool, StoreError> {
        Ok(blobs::find(self.view(), key)?.is_some())
    }

    fn facts(&self, key: &BlobKey) -> Result<Option<FileFacts>, StoreError> {
        Ok(self.content(key)?.map(|(facts, _)| facts))
    }

    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        let Some(entry) = blobs::find(self.view(), key)? else { return Ok(None) };
        blobs::content(self.view(), entry.number, &key.content_hash.to_string()).map(Some)
    }

    fn structure(&self, key: &BlobKey) -> Result<Option<FileStructure>, StoreError> {
        let Some(entry) = blobs::find(self.view(), key)? else { return Ok(None) };
        blobs::structure(self.view(), entry.number, &key.content_hash.to_string()).map(Some)
    }

    fn structures(&self, each: Each<'_, (RepoPath, FileStructure)>) -> Result<(), StoreError> {
        paths::each_number(self.view(), &mut |number| {
            let stored = paths::stored(self.view(), number)?;
            let structure = blobs::structure(self.view(), stored.blob, stored.record.path.as_str())?;
            Ok(each((stored.record.path, structure)))
        })
    }

    fn source(&self, hash: &ContentHash) -> Result<Option<Vec<u8>>, StoreError> {
        blobs::source(self.view(), hash)
    }

    fn resolution(&self, path: &RepoPath) -> Result<Option<Resolution>, StoreError> {
        outcomes::resolution(self.view(), path)
    }

    fn targets(&self, path: &RepoPath) -> Result<Option<Vec<SymbolId>>, StoreError> {
        outcomes::targets(self.view(), path)
    }

    fn edges(&self, path: &RepoPath) -> Result<Option<FileEdges>, StoreError> {
        outcomes::edges(self.view(), path)
    }

    fn files_with_key(&self, key: u32, each: Each<'_, RepoPath>) -> Result<(), StoreError> {
        listing::files_with_key(self.view(), key, each)
    }

    fn symbols_by_id(&self, prefix: &str, each: Each<'_, SymbolPlace>) -> Result<(), StoreError> {
        listing::symbols_by_id(self.view(), prefix, each)
    }

    fn symbols_named(&self, name: &str, each: Each<'_, SymbolHit>) -> Result<(), StoreError> {
        listing::symbols_named(self.view(), name, each)
    }

    fn symbols_matching(
        &self,
        prefix: &str,
        wanted: &dyn Fn(&str) -> bool,
        each: Each<'_, SymbolHit>,
    ) -> Result<(), StoreError> {
        listing::symbols_matching(self.view(), prefix, wanted, each)
    }

    fn symbols_with_fqn(&self, fqn: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
        listing::symbols_with_fqn(self.view(), fqn, each)
    }

    fn fqns_with_prefix(&self, prefix: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
        listing::fqns_with_prefix(self.view(), prefix, each)
    }

    fn stamps(&self, each: Each<'_, StampedFile>) -> Result<(), StoreError> {
        self.each_file(&mut |number, record| {
            let resolved = outcomes::resolved(self.view(), number)?;
            let stamp = FileStamp::new(&record.digest, resolved.as_ref().map(|resolved| &resolved.digest));
            Ok(each(StampedFile { path: record.path, definitions: record.definitions, stamp }))
        })
    }

    fn index(&self, index: Index, each: EachRow<'_>) -> Result<(), StoreError> {
        whole::index(self.view(), index, each)
    }

    fn feed(&self) -> Result<FeedBounds, StoreError> {
        meta::feed_length(self.view()).map(|length| length.bounds)
    }

    fn events(&self, since: Sequence, each: Each<'_, EventRow>) -> Result<(), StoreError> {
        feed::events(self.view(), since, each)
    }

    fn pending(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, StoreError> {
        pending::of(self.view(), path)
    }

    fn runs(&self, each: Each<'_, RunRecord>) -> Result<(), StoreError> {
        execution_log::each(self.view(), each)
    }

    fn stored(&self, path: &RepoPath) -> Result<Option<StoredFile>, StoreError> {
        let view = self.view();
        let Some(number) = paths::number(view, path)? else { return Ok(None) };
        let blob = blobs::compressed(view, paths::stored(view, number)?.blob, path.as_str())?;
        let record = paths::record(view, number)?;
        let resolution = outcomes::stored(view, number, &record)?;
        Ok(Some(StoredFile { record, blob, resolution }))
    }
}
