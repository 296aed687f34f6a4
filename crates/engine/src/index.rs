//! Indexing: make the view say what the tree says, at the cost of what changed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::thread::available_parallelism;

use model::hash::Digest;
use source::{DiscoverOptions, FileSystem, OsFiles};
use store::{FileWrite, LanguageCounts, SkippedRecord, Snapshot, Store, StoreError, ViewChange, WriteBatch};

use crate::error::EngineError;
use crate::extraction::{FactsByKey, Limits, Outcome, Worker};
use crate::plan::{Known, Task, plan};
use crate::{VERSION, backends, clock, database, pipeline};

/// Bytes of source after which an update is committed, so that memory stays bounded and a kill loses little.
const BATCH_BYTES: u64 = 64 * 1024 * 1024;

/// What to index, and how.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches, as users set them")]
pub struct IndexOptions {
    /// Which files.
    pub discover: DiscoverOptions,
    /// Larger files are skipped. Bytes.
    pub max_file_size: u64,
    /// Read minified files too.
    pub minified: bool,
    /// Threads; 0 for one a core.
    pub threads: usize,
    /// Build anew even when there is a database.
    pub rebuild: bool,
    /// Read every file, also those whose size and time say that they have not changed.
    pub verify: bool,
    /// Index the root of the disk or the home directory all the same.
    pub force: bool,
}

impl Default for IndexOptions {
    fn default() -> Self {
        Self {
            discover: DiscoverOptions::default(),
            max_file_size: 16 * 1024 * 1024,
            minified: false,
            threads: 0,
            rebuild: false,
            verify: false,
            force: false,
        }
    }
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct IndexReport {
    /// Sums by language, of the whole view.
    pub languages: Vec<LanguageCounts>,
    /// What is not indexed: reason → how many entries.
    pub skipped: BTreeMap<String, u64>,
    /// Files whose facts were extracted, or placed anew.
    pub written: u64,
    /// Files that were as they had been.
    pub unchanged: u64,
    /// Files that were taken out.
    pub removed: u64,
    /// Whether the view was built from nothing.
    pub cold: bool,
    /// The view's digest.
    pub digest: Digest,
    /// Revision of the store.
    pub revision: u64,
}

impl IndexReport {
    /// Whether the run changed nothing.
    pub fn is_unchanged(&self) -> bool {
        !self.cold && self.written == 0 && self.removed == 0
    }
}

/// Told how a run goes on.
pub trait Progress {
    /// The tree is listed: so many files have to be read.
    fn planned(&self, files: u64);
    /// The next file, in path order, is done with.
    fn file_done(&self, path: &str);
    /// All files are read; what is left is the store's work.
    fn finishing(&self);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn planned(&self, _files: u64) {}
    fn file_done(&self, _path: &str) {}
    fn finishing(&self) {}
}

/// Makes the database at `db` say what the tree at `root` says.
///
/// Without a database one is built aside and put in place whole; otherwise only what changed is read and written.
///
/// # Errors
/// When the root cannot be listed or the store fails. Single files never fail a run: they are reported as skipped or
/// have diagnostics.
pub fn index(
    root: &Path,
    db: &Path,
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<IndexReport, EngineError> {
    let files = open_tree(root, options.force)?;
    database::prepare_directory(db, files.root())?;
    let store = match backends::open(db) {
        Err(StoreError::NotFound { .. } | StoreError::Older { .. }) => None,
        Ok(_) | Err(StoreError::Corrupt { .. }) if options.rebuild => None,
        other => Some(other?),
    };
    let view_root = database::root_as_stored(db, files.root());
    let run = Run { files: &files, options, progress, view_root };
    match store {
        Some(store) => run.update(store.as_ref()),
        None => run.build(db),
    }
}

fn open_tree(root: &Path, force: bool) -> Result<OsFiles, EngineError> {
    Ok(OsFiles::open(root, force)?)
}

/// One run over a tree.
pub(crate) struct Run<'a> {
    pub(crate) files: &'a dyn FileSystem,
    pub(crate) options: &'a IndexOptions,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) view_root: String,
}

/// What a run counted.
#[derive(Default)]
struct Tally {
    written: u64,
    unchanged: u64,
    removed: u64,
    skipped: Vec<SkippedRecord>,
}

impl Run<'_> {
    /// Builds a view from nothing.
    pub(crate) fn build(&self, db: &Path) -> Result<IndexReport, EngineError> {
        let load = RefCell::new(backends::bulk(db)?);
        let discovery = self.files.discover(&self.options.discover)?;
        let plan = plan(self.files, discovery, Known::default(), self.options.verify);
        let mut tally = Tally { skipped: plan.skipped, ..Tally::default() };
        self.extract(&plan.tasks, &|_| Ok(None), |_, outcome| {
            match outcome {
                Outcome::Indexed(file) => {
                    tally.written += 1;
                    load.borrow_mut().put(*file)?;
                }
                Outcome::Skipped(record) => tally.skipped.push(record),
                Outcome::Touched | Outcome::Vanished => {}
            }
            Ok(())
        })?;
        self.progress.finishing();
        load.into_inner().finish(self.view_change(tally.skipped.clone()))?;
        report(backends::snapshot(db)?.as_ref(), &tally, true)
    }

    /// Brings a view up to date.
    pub(crate) fn update(&self, store: &dyn Store) -> Result<IndexReport, EngineError> {
        let snapshot = store.snapshot()?;
        let known = known(snapshot.as_ref())?;
        let before: BTreeMap<_, _> = known.skipped.clone();
        let discovery = self.files.discover(&self.options.discover)?;
        let plan = plan(self.files, discovery, known, self.options.verify);
        drop(snapshot);
        let mut update = Update::new(store, plan.gone.clone());
        let mut tally =
            Tally { unchanged: plan.unchanged, removed: plan.gone.len() as u64, ..Tally::default() };
        let mut skipped = plan.skipped.clone();
        let known_facts = |key: &_| store.snapshot()?.facts(key);
        self.extract(&plan.tasks, &known_facts, |task, outcome| {
            update.add(task, outcome, &mut tally, &mut skipped)
        })?;
        self.progress.finishing();
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        let as_before = skipped.iter().eq(before.values());
        update.finish(if as_before { ViewChange::default() } else { self.view_change(skipped) })?;
        let snapshot = store.snapshot()?;
        report(snapshot.as_ref(), &tally, false)
    }

    fn view_change(&self, mut skipped: Vec<SkippedRecord>) -> ViewChange {
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        ViewChange {
            tool_version: Some(VERSION.to_owned()),
            root: Some(self.view_root.clone()),
            skipped: Some(skipped),
        }
    }

    /// Works on all tasks on all threads; `take` gets the outcomes in path order.
    fn extract(
        &self,
        tasks: &[Task],
        known_facts: FactsByKey<'_>,
        mut take: impl FnMut(&Task, Outcome) -> Result<(), StoreError>,
    ) -> Result<(), EngineError> {
        self.progress.planned(tasks.len() as u64);
        let limits = Limits { max_file_size: self.options.max_file_size, minified: self.options.minified };
        let now = clock::now_ns();
        pipeline::ordered(
            tasks.len(),
            self.threads(),
            || Worker::new(self.files, limits, known_facts),
            |worker, index| worker.process(&tasks[index]),
            |index, outcome| {
                self.progress.file_done(tasks[index].candidate.path.as_str());
                take(&tasks[index], trusted(outcome?, now))
            },
        )?;
        Ok(())
    }

    fn threads(&self) -> usize {
        match self.options.threads {
            0 => available_parallelism().map_or(1, usize::from),
            threads => threads,
        }
    }
}

/// Forgets times that are too fresh to be trusted.
fn trusted(mut outcome: Outcome, now: i64) -> Outcome {
    match &mut outcome {
        Outcome::Indexed(file) => file.record.mtime_ns = clock::trusted(file.record.mtime_ns, now),
        Outcome::Skipped(record) => record.mtime_ns = clock::trusted(record.mtime_ns, now),
        Outcome::Touched | Outcome::Vanished => {}
    }
    outcome
}

fn known(snapshot: &dyn Snapshot) -> Result<Known, StoreError> {
    let mut known = Known::default();
    snapshot.files(&mut |record| {
        known.files.insert(record.path.clone(), record);
        ControlFlow::Continue(())
    })?;
    snapshot.skipped(&mut |record| {
        known.skipped.insert(record.path.clone(), record);
        ControlFlow::Continue(())
    })?;
    Ok(known)
}

/// Collects changes and commits them in batches of bounded size.
struct Update<'a> {
    store: &'a dyn Store,
    batch: WriteBatch,
    bytes: u64,
}

impl<'a> Update<'a> {
    fn new(store: &'a dyn Store, gone: Vec<model::path::RepoPath>) -> Self {
        Self { store, batch: WriteBatch { delete: gone, ..WriteBatch::default() }, bytes: 0 }
    }

    fn add(
        &mut self,
        task: &Task,
        outcome: Outcome,
        tally: &mut Tally,
        skipped: &mut Vec<SkippedRecord>,
    ) -> Result<(), StoreError> {
        match outcome {
            Outcome::Indexed(file) => {
                tally.written += 1;
                return self.put(*file);
            }
            Outcome::Touched => {
                tally.unchanged += 1;
                let mtime_ns = clock::trusted(task.candidate.stamp.mtime_ns, clock::now_ns());
                if task.known.as_ref().is_some_and(|known| known.mtime_ns != mtime_ns) {
                    self.batch.touch.push((task.candidate.path.clone(), mtime_ns));
                }
                return Ok(());
            }
            Outcome::Skipped(record) => skipped.push(record),
            Outcome::Vanished => {}
        }
        if task.known.is_some() {
            tally.removed += 1;
            self.batch.delete.push(task.candidate.path.clone());
        }
        Ok(())
    }

    fn put(&mut self, file: FileWrite) -> Result<(), StoreError> {
        self.bytes += file.record.size;
        self.batch.put.push(file);
        if self.bytes >= BATCH_BYTES {
            self.bytes = 0;
            self.store.apply(std::mem::take(&mut self.batch))?;
        }
        Ok(())
    }

    fn finish(mut self, view: ViewChange) -> Result<(), StoreError> {
        self.batch.view = view;
        self.store.apply(self.batch).map(drop)
    }
}

fn report(snapshot: &dyn Snapshot, tally: &Tally, cold: bool) -> Result<IndexReport, EngineError> {
    let meta = snapshot.meta()?;
    let mut skipped = BTreeMap::new();
    snapshot.skipped(&mut |record| {
        *skipped.entry(record.reason).or_insert(0) += 1;
        ControlFlow::Continue(())
    })?;
    Ok(IndexReport {
        languages: snapshot.counts()?,
        skipped,
        written: tally.written,
        unchanged: tally.unchanged,
        removed: tally.removed,
        cold,
        digest: meta.digest(),
        revision: meta.revision.0,
    })
}
