//! The reference implementation: obviously right, in memory, for tests and for building a view aside.

mod history;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError, RwLock};

use model::codec;
use model::facts::FileFacts;
use model::hash::ContentHash;
use model::ids::SymbolId;
use model::outcome::Resolution;
use model::path::RepoPath;
use model::structure::FileStructure;

use crate::batch::{FileWrite, ResolutionWrite, WriteBatch};
use crate::blob::{Blob, decompress, structure_of};
use crate::contract::{Content, Each, EachRow, Snapshot, Store};
use crate::edges::file_edges;
use crate::error::StoreError;
use crate::feed::{EventRow, FeedBounds, Sequence};
use crate::memory::history::{Feed, Log};
use crate::records::{
    BlobKey, CountedFile, FileEdges, FileRank, FileRecord, FileStamp, FqnHit, Index, IndexRow,
    LanguageCounts, Revision, SkippedRecord, StampedFile, StoredFile, SymbolHit, SymbolPlace, SymbolRow,
    ViewMeta,
};
use crate::run::RunRecord;

/// A store in memory. A snapshot is a shared copy of its state.
pub struct MemoryStore {
    state: RwLock<Arc<State>>,
}

#[derive(Clone)]
struct State {
    meta: ViewMeta,
    files: BTreeMap<RepoPath, Kept>,
    skipped: BTreeMap<RepoPath, SkippedRecord>,
    blobs: BTreeMap<BlobKey, Blob>,
    ids: BTreeMap<SymbolId, (RepoPath, String)>,
    pending: BTreeMap<RepoPath, Vec<u8>>,
    feed: Feed,
    log: Log,
}

/// A file as it is kept.
#[derive(Clone)]
struct Kept {
    record: FileRecord,
    id: SymbolId,
    symbols: Vec<SymbolRow>,
    keys: Vec<u32>,
    /// Outcomes, and whether they can be trusted.
    resolution: Option<(ResolutionWrite, bool)>,
}

impl Default for MemoryStore {
    fn default() -> Self {
        let meta = ViewMeta {
            revision: Revision(0),
            digest_sum: model::hash::DigestSum::default(),
            backend: "memory",
            format: "none",
            schema_version: 1,
            tool_version: String::new(),
            root: String::new(),
            projects: String::new(),
            selection: String::new(),
        };
        let state = State {
            meta,
            files: BTreeMap::new(),
            skipped: BTreeMap::new(),
            blobs: BTreeMap::new(),
            ids: BTreeMap::new(),
            pending: BTreeMap::new(),
            feed: Feed::default(),
            log: Log::default(),
        };
        Self { state: RwLock::new(Arc::new(state)) }
    }
}

impl MemoryStore {
    /// The newest state, for as long as it is wanted: it outlives the store.
    pub fn newest(&self) -> Box<dyn Snapshot> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Box::new(MemorySnapshot(Arc::clone(&state)))
    }
}

impl Store for MemoryStore {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        Ok(self.newest())
    }

    fn apply(&self, batch: WriteBatch) -> Result<Revision, StoreError> {
        let mut slot = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if batch.is_empty() {
            return Ok(slot.meta.revision);
        }
        let mut state = State::clone(&slot);
        state.apply(batch)?;
        let revision = state.meta.revision;
        *slot = Arc::new(state);
        Ok(revision)
    }
}

impl State {
    fn apply(&mut self, mut batch: WriteBatch) -> Result<(), StoreError> {
        self.log.note(std::mem::take(&mut batch.runs));
        if batch.is_empty() {
            return Ok(());
        }
        for (path, edges) in batch.pending {
            if self.files.contains_key(&path) {
                self.pending.insert(path, edges);
            }
        }
        let putting: BTreeSet<&RepoPath> = batch.put.iter().map(|file| &file.record.path).collect();
        for path in batch.delete.iter().filter(|path| !putting.contains(path)) {
            self.pending.remove(path);
        }
        for path in batch.delete.iter().chain(batch.put.iter().map(|file| &file.record.path)) {
            self.take_out(path);
        }
        for file in batch.put {
            self.put(file)?;
        }
        for (path, mtime_ns) in batch.touch {
            if let Some(kept) = self.files.get_mut(&path) {
                kept.record.mtime_ns = mtime_ns;
            }
        }
        batch.stale.iter().for_each(|path| self.distrust(path));
        batch.resolve.into_iter().for_each(|resolution| self.resolve(resolution));
        let used: BTreeSet<BlobKey> = self.files.values().map(|kept| BlobKey::of(&kept.record)).collect();
        self.blobs.retain(|key, _| used.contains(key));
        let view = batch.view;
        if let Some(skipped) = view.skipped {
            self.skipped = skipped.into_iter().map(|record| (record.path.clone(), record)).collect();
        }
        self.meta.tool_version = view.tool_version.unwrap_or_else(|| self.meta.tool_version.clone());
        self.meta.root = view.root.unwrap_or_else(|| self.meta.root.clone());
        self.meta.projects = view.projects.unwrap_or_else(|| self.meta.projects.clone());
        self.meta.selection = view.selection.unwrap_or_else(|| self.meta.selection.clone());
        self.meta.revision = Revision(self.meta.revision.0 + 1);
        let events = batch.events.iter().map(|event| (self.meta.revision, event));
        self.feed.length.append(&mut self.feed.events, events)
    }

    fn take_out(&mut self, path: &RepoPath) {
        self.distrust(path);
        let Some(kept) = self.files.remove(path) else { return };
        self.meta.digest_sum.remove(&kept.record.digest);
        self.ids.remove(&kept.id);
        for symbol in kept.symbols {
            self.ids.remove(&symbol.id);
        }
    }

    fn distrust(&mut self, path: &RepoPath) {
        let Some(kept) = self.files.get_mut(path) else { return };
        kept.record.resolved_by = None;
        if let Some((resolution, trusted @ true)) = &mut kept.resolution {
            self.meta.digest_sum.remove(&resolution.digest);
            *trusted = false;
        }
    }

    fn resolve(&mut self, resolution: ResolutionWrite) {
        self.distrust(&resolution.path);
        self.pending.remove(&resolution.path);
        let Some(kept) = self.files.get_mut(&resolution.path) else { return };
        kept.record.resolved_by = Some(resolution.fingerprint);
        self.meta.digest_sum.add(&resolution.digest);
        kept.resolution = Some((resolution, true));
    }

    fn put(&mut self, file: FileWrite) -> Result<(), StoreError> {
        let FileWrite { mut record, id, blob, symbols, keys } = file;
        record.resolved_by = None;
        let key = BlobKey::of(&record);
        match blob {
            Some(blob) => drop(self.blobs.entry(key).or_insert(blob)),
            None if self.blobs.contains_key(&key) => {}
            None => return Err(StoreError::MissingBlob { path: record.path.to_string() }),
        }
        if let Some((path, name)) = self.ids.insert(id, (record.path.clone(), "the file".to_owned())) {
            let (first, second) = (format!("{name} in {path}"), format!("the file {}", record.path));
            return Err(StoreError::Collision { id, first, second });
        }
        for symbol in &symbols {
            let here = (record.path.clone(), symbol.name.clone());
            if let Some((path, name)) = self.ids.insert(symbol.id, here) {
                let first = format!("{name} in {path}");
                let second = format!("{} in {}", symbol.name, record.path);
                return Err(StoreError::Collision { id: symbol.id, first, second });
            }
        }
        self.meta.digest_sum.add(&record.digest);
        self.files.insert(record.path.clone(), Kept { record, id, symbols, keys, resolution: None });
        Ok(())
    }
}

struct MemorySnapshot(Arc<State>);

impl MemorySnapshot {
    /// The outcomes of a file, when they can be trusted.
    fn trusted(&self, path: &RepoPath) -> Option<&ResolutionWrite> {
        let (write, trusted) = self.0.files.get(path)?.resolution.as_ref()?;
        trusted.then_some(write)
    }

    /// All symbols whose FQN is wanted, by FQN, path and ordinal.
    fn fqns(&self, wanted: impl Fn(&str) -> bool) -> Vec<FqnHit> {
        let mut hits = Vec::new();
        for Kept { record, symbols, .. } in self.0.files.values() {
            hits.extend(symbols.iter().filter(|row| wanted(&row.fqn)).map(|row| FqnHit {
                fqn: row.fqn.clone(),
                path: record.path.clone(),
                ordinal: row.ordinal,
                kind: row.kind,
            }));
        }
        hits.sort();
        hits
    }

    /// All symbols that `wanted` accepts, by path and ordinal.
    fn select(&self, wanted: impl Fn(&SymbolRow) -> bool) -> Vec<SymbolHit> {
        let mut hits = Vec::new();
        for Kept { record, symbols, .. } in self.0.files.values() {
            for row in symbols.iter().filter(|row| wanted(row)) {
                hits.push(SymbolHit {
                    path: record.path.clone(),
                    language: record.language.clone(),
                    ordinal: row.ordinal,
                    name: row.name.clone(),
                    kind: row.kind,
                    marks: row.marks,
                });
            }
        }
        hits
    }
}

fn push<T>(items: impl IntoIterator<Item = T>, each: Each<'_, T>) {
    let _: ControlFlow<()> = items.into_iter().try_for_each(each);
}

impl Snapshot for MemorySnapshot {
    fn meta(&self) -> Result<ViewMeta, StoreError> {
        Ok(self.0.meta.clone())
    }

    fn counts(&self) -> Result<Vec<LanguageCounts>, StoreError> {
        let mut counts: BTreeMap<&str, LanguageCounts> = BTreeMap::new();
        for Kept { record, .. } in self.0.files.values() {
            let sum = counts.entry(&record.language).or_default();
            sum.language.clone_from(&record.language);
            sum.add(record);
        }
        Ok(counts.into_values().collect())
    }

    fn file(&self, path: &RepoPath) -> Result<Option<FileRecord>, StoreError> {
        Ok(self.0.files.get(path).map(|kept| kept.record.clone()))
    }

    fn files(&self, each: Each<'_, FileRecord>) -> Result<(), StoreError> {
        push(self.0.files.values().map(|kept| kept.record.clone()), each);
        Ok(())
    }

    fn skipped(&self, each: Each<'_, SkippedRecord>) -> Result<(), StoreError> {
        push(self.0.skipped.values().cloned(), each);
        Ok(())
    }

    fn has_blob(&self, key: &BlobKey) -> Result<bool, StoreError> {
        Ok(self.0.blobs.contains_key(key))
    }

    fn facts(&self, key: &BlobKey) -> Result<Option<FileFacts>, StoreError> {
        self.content(key).map(|content| content.map(|(facts, _)| facts))
    }

    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        let Some(blob) = self.0.blobs.get(key) else { return Ok(None) };
        let place = key.content_hash.to_string();
        let bytes = decompress(&blob.facts, "facts", &place)?;
        let source = decompress(&blob.source, "source", &place)?;
        let facts = codec::decode(&bytes, &source).map_err(|_| StoreError::corrupt("facts", place))?;
        Ok(Some((facts, source)))
    }

    fn structure(&self, key: &BlobKey) -> Result<Option<FileStructure>, StoreError> {
        let blob = self.0.blobs.get(key);
        blob.map(|blob| structure_of(&blob.structure, &key.content_hash.to_string())).transpose()
    }

    fn structures(&self, each: Each<'_, CountedFile>) -> Result<(), StoreError> {
        for (path, kept) in &self.0.files {
            let BlobKey { language, fingerprint, .. } = BlobKey::of(&kept.record);
            let Some(structure) = self.structure(&BlobKey::of(&kept.record))? else { continue };
            if each(CountedFile { path: path.clone(), language, fingerprint, structure }).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn source(&self, hash: &ContentHash) -> Result<Option<Vec<u8>>, StoreError> {
        let blob = self.0.blobs.iter().find(|(key, _)| key.content_hash == *hash);
        blob.map(|(_, blob)| decompress(&blob.source, "source", &hash.to_string())).transpose()
    }

    fn resolution(&self, path: &RepoPath) -> Result<Option<Resolution>, StoreError> {
        let Some(write) = self.trusted(path) else { return Ok(None) };
        let place = path.as_str();
        let bytes = decompress(&write.outcomes, "outcomes", place)?;
        let decoded = codec::decode_outcomes(&bytes, write.targets.clone());
        decoded.map(Some).map_err(|_| StoreError::corrupt("outcomes", place))
    }

    fn targets(&self, path: &RepoPath) -> Result<Option<Vec<SymbolId>>, StoreError> {
        Ok(self.trusted(path).map(|write| write.targets.clone()))
    }

    fn edges(&self, path: &RepoPath) -> Result<Option<FileEdges>, StoreError> {
        self.trusted(path).map(|write| file_edges(path, &write.edges, write.targets.clone())).transpose()
    }

    fn files_with_key(&self, key: u32, each: Each<'_, RepoPath>) -> Result<(), StoreError> {
        let has = |kept: &&Kept| {
            let asked = kept.resolution.as_ref().is_some_and(|(write, _)| write.asked.contains(&key));
            asked || kept.keys.contains(&key)
        };
        push(self.0.files.values().filter(has).map(|kept| kept.record.path.clone()), each);
        Ok(())
    }

    fn symbols_by_id(&self, prefix: &str, each: Each<'_, SymbolPlace>) -> Result<(), StoreError> {
        let mut places = Vec::new();
        for Kept { record, id, symbols, .. } in self.0.files.values() {
            let own = symbols.iter().map(|row| (row.id, Some(row.ordinal))).chain([(*id, None)]);
            for (id, ordinal) in own.filter(|(id, _)| id.to_string().starts_with(prefix)) {
                places.push(SymbolPlace { id, path: record.path.clone(), ordinal });
            }
        }
        places.sort_by_key(|place| place.id);
        push(places, each);
        Ok(())
    }

    fn symbols_named(&self, name: &str, each: Each<'_, SymbolHit>) -> Result<(), StoreError> {
        push(self.select(|row| row.name == name), each);
        Ok(())
    }

    fn symbols_matching(
        &self,
        prefix: &str,
        wanted: &dyn Fn(&str) -> bool,
        each: Each<'_, SymbolHit>,
    ) -> Result<(), StoreError> {
        let mut hits = self.select(|row| row.name.starts_with(prefix) && wanted(&row.name));
        hits.sort_by(|a, b| a.name.cmp(&b.name));
        push(hits, each);
        Ok(())
    }

    fn symbols_with_fqn(&self, fqn: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
        push(self.fqns(|known| known == fqn), each);
        Ok(())
    }

    fn fqns_with_prefix(&self, prefix: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
        push(self.fqns(|known| known.starts_with(prefix)), each);
        Ok(())
    }

    fn stamps(&self, each: Each<'_, StampedFile>) -> Result<(), StoreError> {
        let stamped = |kept: &Kept| {
            let path = kept.record.path.clone();
            let outcomes = self.trusted(&path).map(|write| &write.digest);
            let stamp = FileStamp::new(&kept.record.digest, outcomes);
            StampedFile { path, definitions: kept.record.definitions, stamp }
        };
        push(self.0.files.values().map(stamped), each);
        Ok(())
    }

    fn index(&self, index: Index, each: EachRow<'_>) -> Result<(), StoreError> {
        for (rank, kept) in (0..).map(FileRank).zip(self.0.files.values()) {
            match index {
                Index::Ids => {
                    each(IndexRow::Id(kept.id, rank, None));
                    kept.symbols.iter().for_each(|row| each(IndexRow::Id(row.id, rank, Some(row.ordinal))));
                }
                Index::Names => kept.symbols.iter().for_each(|row| {
                    each(IndexRow::Name(&row.name, rank, row.ordinal, row.kind, row.marks));
                }),
                Index::Fqns => {
                    kept.symbols
                        .iter()
                        .for_each(|row| each(IndexRow::Fqn(&row.fqn, rank, row.ordinal, row.kind)));
                }
                Index::Keys => {
                    let asked = kept.resolution.iter().flat_map(|(write, _)| &write.asked);
                    asked.chain(&kept.keys).for_each(|&key| each(IndexRow::Key(key, rank)));
                }
            }
        }
        Ok(())
    }

    fn feed(&self) -> Result<FeedBounds, StoreError> {
        Ok(self.0.feed.length.bounds)
    }

    fn events(&self, since: Sequence, each: Each<'_, EventRow>) -> Result<(), StoreError> {
        push(self.0.feed.events.after(since).cloned(), each);
        Ok(())
    }

    fn pending(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.pending.get(path).cloned())
    }

    fn runs(&self, each: Each<'_, RunRecord>) -> Result<(), StoreError> {
        push(self.0.log.0.values().cloned(), each);
        Ok(())
    }

    fn stored(&self, path: &RepoPath) -> Result<Option<StoredFile>, StoreError> {
        let Some(kept) = self.0.files.get(path) else { return Ok(None) };
        let blob = self.0.blobs.get(&BlobKey::of(&kept.record)).expect("a file keeps its blob");
        let resolution = self.trusted(path).cloned();
        Ok(Some(StoredFile { record: kept.record.clone(), blob: blob.clone(), resolution }))
    }
}
