//! Changes of a view, collected and committed in batches of bounded size, and told in the feed.

use std::sync::Arc;

use model::codec;
use model::event::{EventDetails, EventKind};
use model::facts::FileFacts;
use model::path::RepoPath;
use model::structure::FileStructure;
use resolve::Unit;
use rustc_hash::FxHashSet;
use store::{
    Blob, BlobKey, EventWrite, FileRecord, ResolutionWrite, RunRecord, SkippedRecord, Snapshot, Store,
    StoreError, ViewChange, WriteBatch,
};

use crate::clock;
use crate::extraction::{Indexed, Step};
use crate::feed::{Change, KnownEdges, linked};
use crate::resolution::{Concern, FileChange, Kept, Renamed, Wake};
use crate::tally::Tally;
use crate::view::View;

/// Bytes of source after which an update is committed, so that memory stays bounded and a kill loses little.
const BATCH_BYTES: u64 = 64 * 1024 * 1024;
/// Files after which an update is committed, and outcomes are.
const BATCH_FILES: usize = 2_000;

/// Files whose facts are handed on to those who resolve them. Those of more are read from the store again.
const KEPT_UNITS: u64 = 500;

/// Changed files on their way into the store.
pub(crate) struct Update<'a> {
    store: &'a dyn Store,
    run: RunRecord,
    batch: WriteBatch,
    changes: Vec<(FileChange, Change)>,
    bytes: u64,
    /// What files had before that were replaced or taken out: the store drops it with the batch.
    replaced: Vec<BlobKey>,
    /// The same of batches that are committed.
    dropped: FxHashSet<BlobKey>,
    /// What changes of the view, in the order of writing, for whoever keeps it in memory.
    pub(crate) written: Vec<Written>,
    /// What was told.
    pub(crate) tally: Tally,
}

/// What became of a record.
pub(crate) enum Written {
    /// It was put.
    Put(Box<Placed>),
    /// It was taken out.
    Gone(RepoPath),
    /// Only its time is another.
    Touched(RepoPath, i64),
    /// Its outcomes are not trusted any more.
    Stale(RepoPath),
}

/// A record that was put, with what is known of its file.
pub(crate) struct Placed {
    pub(crate) record: FileRecord,
    /// The facts, while there are not too many of them; without the file's number.
    pub(crate) unit: Option<Arc<Unit>>,
    pub(crate) renamed: Renamed,
}

impl<'a> Update<'a> {
    pub(crate) fn new(store: &'a dyn Store, run: RunRecord) -> Self {
        Self {
            store,
            run,
            batch: WriteBatch::default(),
            changes: Vec::new(),
            bytes: 0,
            replaced: Vec::new(),
            dropped: FxHashSet::default(),
            written: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// A file that is gone.
    pub(crate) fn delete(
        &mut self,
        snapshot: &dyn Snapshot,
        view: &View,
        path: &RepoPath,
    ) -> Result<(), StoreError> {
        let Some(record) = snapshot.file(path)? else { return Ok(()) };
        let kept = Kept::of(&record, snapshot.content(&BlobKey::of(&record)))?;
        let concern = match &kept {
            Some(kept) => Concern::of(Some(&kept.version(&record)), None),
            None => Concern::of_unknown(None),
        };
        let mut change = Change::of(kept.as_ref().map(Kept::side).as_ref(), None);
        change.kind = EventKind::FileRemoved;
        let leads = view.leads(path, &record.language);
        let file = FileChange { path: path.clone(), language: record.language.clone(), concern, leads };
        self.changes.push((file, change));
        self.replaced.push(BlobKey::of(&record));
        self.batch.delete.push(path.clone());
        self.written.push(Written::Gone(path.clone()));
        self.tally.removed += 1;
        self.commit_when_full()
    }

    /// A file that is indexed no longer, when it was.
    pub(crate) fn drop_known(&mut self, view: &View, known: Option<&FileRecord>) -> Result<(), StoreError> {
        let Some(known) = known else { return Ok(()) };
        let snapshot = self.store.snapshot()?;
        self.delete(snapshot.as_ref(), view, &known.path)
    }

    /// A file whose bytes are as they were.
    pub(crate) fn touch(&mut self, known: Option<&FileRecord>, mtime_ns: i64) {
        let mtime_ns = clock::trusted(mtime_ns, clock::now_ns());
        if let Some(known) = known.filter(|known| known.mtime_ns != mtime_ns) {
            self.batch.touch.push((known.path.clone(), mtime_ns));
            self.written.push(Written::Touched(known.path.clone(), mtime_ns));
        }
    }

    /// A file with new facts or in a new place. `view` is as it was before all changes.
    pub(crate) fn put(
        &mut self,
        view: &View,
        known: Option<&FileRecord>,
        mut file: Indexed,
    ) -> Result<(), StoreError> {
        self.replaced.extend(known.map(BlobKey::of));
        if let Some((bytes, structure)) =
            file.spare.take().filter(|_| self.dropped.contains(&BlobKey::of(&file.write.record)))
        {
            file.write.blob = Some(blob(&file.unit.facts, &structure, &bytes)?);
        }
        let record = FileRecord { resolved_by: None, ..file.write.record.clone() };
        self.bytes += record.size;
        let Step { concern, change, renamed } = file.step.expect("a view is there to be changed");
        let leads = known.into_iter().chain([&record]).any(|at| view.leads(&record.path, &at.language));
        let (path, language) = (record.path.clone(), record.language.clone());
        self.changes.push((FileChange { path, language, concern, leads }, change));
        let unit = Some(file.unit).filter(|_| self.tally.written < KEPT_UNITS);
        self.written.push(Written::Put(Box::new(Placed { record, unit, renamed })));
        self.tally.written += 1;
        self.batch.put.push(file.write);
        self.commit_when_full()
    }

    /// Something that is listed and not indexed, for another reason than before.
    pub(crate) fn tell_skipped(&mut self, skipped: &SkippedRecord) {
        let details = EventDetails { reason: skipped.reason.clone(), ..EventDetails::default() };
        self.tell(EventKind::FileSkipped, Some(skipped.path.clone()), details);
    }

    /// Files whose outcomes are not to be trusted any more, for a reason that concerns all of a kind; with what is said of the view.
    pub(crate) fn distrust(&mut self, paths: Vec<RepoPath>, view: ViewChange) -> Result<(), StoreError> {
        let snapshot = self.store.snapshot()?;
        self.keep_edges(snapshot.as_ref(), &paths, &FxHashSet::default())?;
        self.written.extend(paths.iter().cloned().map(Written::Stale));
        self.batch.stale = paths;
        self.batch.view = view;
        self.apply()
    }

    /// Commits what is left, and what is said of the view.
    pub(crate) fn finish(&mut self, view: ViewChange) -> Result<(), StoreError> {
        self.batch.view = view;
        self.commit()
    }

    fn commit_when_full(&mut self) -> Result<(), StoreError> {
        if self.bytes >= BATCH_BYTES || self.changes.len() >= BATCH_FILES { self.commit() } else { Ok(()) }
    }

    /// A change and the distrust of the outcomes that it concerns are one transaction: a kill leaves no outcome that
    /// is trusted and wrong.
    fn commit(&mut self) -> Result<(), StoreError> {
        self.bytes = 0;
        let changes = std::mem::take(&mut self.changes);
        if !changes.is_empty() {
            let snapshot = self.store.snapshot()?;
            let mut wake = Wake::new(snapshot.as_ref());
            changes.iter().try_for_each(|(change, _)| wake.add(change))?;
            let woken = wake.finish();
            let own: FxHashSet<&RepoPath> = changes.iter().map(|(file, _)| &file.path).collect();
            self.keep_edges(snapshot.as_ref(), &woken, &own)?;
            self.written.extend(woken.iter().cloned().map(Written::Stale));
            self.batch.stale = woken;
            for (file, change) in changes {
                self.tell_change(snapshot.as_ref(), file.path, change)?;
            }
        }
        self.apply()
    }

    /// Keeps what the edges of files that will be resolved again are, but for `own` ones, which say something else themselves.
    fn keep_edges(
        &mut self,
        snapshot: &dyn Snapshot,
        paths: &[RepoPath],
        own: &FxHashSet<&RepoPath>,
    ) -> Result<(), StoreError> {
        for path in paths.iter().filter(|path| !own.contains(path)) {
            if snapshot.pending(path)?.is_some() {
                continue;
            }
            if let Some(known) = KnownEdges::of(snapshot, path)? {
                self.batch.pending.push((path.clone(), known.encode()));
            }
        }
        Ok(())
    }

    fn tell_change(
        &mut self,
        snapshot: &dyn Snapshot,
        path: RepoPath,
        change: Change,
    ) -> Result<(), StoreError> {
        let Change { kind, mut details, sources_before } = change;
        if let Some(sources) = sources_before
            && let Some(known) = KnownEdges::of(snapshot, &path)?
        {
            let edges = known.named(&sources);
            if kind == EventKind::FileRemoved {
                details.edges_removed = edges;
            } else {
                self.batch.pending.push((path.clone(), KnownEdges::Named(edges).encode()));
            }
        }
        self.tell(kind, Some(path), details);
        Ok(())
    }

    fn tell(&mut self, kind: EventKind, path: Option<RepoPath>, details: EventDetails) {
        self.tally.count(kind, path.as_ref(), &details);
        self.batch.events.push(EventWrite { kind, path, at_ms: clock::now_ms(), details });
    }

    fn apply(&mut self) -> Result<(), StoreError> {
        self.dropped.extend(self.replaced.drain(..));
        apply(self.store, std::mem::take(&mut self.batch), &self.run)
    }
}

/// Facts, structure and bytes as they are kept.
fn blob(facts: &FileFacts, structure: &FileStructure, bytes: &[u8]) -> Result<Blob, StoreError> {
    let (mut encoded, mut encoded_structure) = (Vec::new(), Vec::new());
    codec::encode(facts, bytes, &mut encoded);
    codec::encode_structure(structure, &mut encoded_structure);
    Blob::compress(&encoded, &encoded_structure, bytes)
}

/// Applies a batch, when it changes anything, and notes the run that it is part of.
fn apply(store: &dyn Store, mut batch: WriteBatch, run: &RunRecord) -> Result<(), StoreError> {
    if batch.is_empty() {
        return Ok(());
    }
    batch.runs.push(run.clone());
    store.apply(batch).map(drop)
}

/// Outcomes on their way into the store.
pub(crate) struct Writes<'a> {
    store: &'a dyn Store,
    /// The state before.
    snapshot: Box<dyn Snapshot + 'a>,
    run: RunRecord,
    batch: WriteBatch,
    /// The files whose outcomes were written, with the fingerprint of the rules.
    pub(crate) resolved: Vec<(RepoPath, u64)>,
    /// What was told.
    pub(crate) tally: Tally,
}

impl<'a> Writes<'a> {
    pub(crate) fn new(store: &'a dyn Store, run: RunRecord) -> Result<Self, StoreError> {
        let (batch, tally) = (WriteBatch::default(), Tally::default());
        Ok(Self { store, snapshot: store.snapshot()?, run, batch, resolved: Vec::new(), tally })
    }

    pub(crate) fn add(&mut self, write: ResolutionWrite, unit: &Unit) -> Result<(), StoreError> {
        let known = KnownEdges::of(self.snapshot.as_ref(), &write.path)?;
        if let Some((kind, details)) = linked(known, &write, unit)? {
            self.tally.count(kind, Some(&write.path), &details);
            let (path, at_ms) = (Some(write.path.clone()), clock::now_ms());
            self.batch.events.push(EventWrite { kind, path, at_ms, details });
        }
        self.tally.resolved += 1;
        self.resolved.push((write.path.clone(), write.fingerprint));
        self.batch.resolve.push(write);
        if self.batch.resolve.len() >= BATCH_FILES { self.commit() } else { Ok(()) }
    }

    /// Commits what is left.
    pub(crate) fn finish(&mut self) -> Result<(), StoreError> {
        self.commit()
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        apply(self.store, std::mem::take(&mut self.batch), &self.run)
    }
}

/// The entries of `now` that are told of: files that could not be indexed, for a reason that they did not have `before`.
pub(crate) fn newly_skipped<'a>(
    before: &'a std::collections::BTreeMap<RepoPath, SkippedRecord>,
    now: &'a [SkippedRecord],
) -> impl Iterator<Item = &'a SkippedRecord> {
    now.iter().filter(move |record| {
        let as_before = before.get(&record.path).is_some_and(|known| known.reason == record.reason);
        !as_before && is_told(record)
    })
}

/// Whether anybody is told when this is left out: not of what is hidden on purpose, nor of text.
pub(crate) fn is_told(record: &SkippedRecord) -> bool {
    !["ignored", "excluded", crate::plan::NO_LANGUAGE].contains(&record.reason.as_str())
}
