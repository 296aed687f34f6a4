//! Indexing: make the view say what the tree says, at the cost of what changed.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::hash::Digest;
use model::path::RepoPath;
use resolve::{FileId, World};
use source::{DiscoverOptions, Discovery, FileSystem, OsFiles};
use store::{
    Backend, BulkLoad, DetectError, FileRecord, LanguageCounts, SkippedRecord, Snapshot, Store, StoreError,
    ViewChange, WriteBatch,
};

use crate::backends::BACKENDS;
use crate::error::EngineError;
use crate::extraction::{ContentByKey, Limits, Outcome, Worker};
use crate::plan::{Known, Task, plan};
use crate::resolution::{self, Collected, Sessions, StoreProvider, TreeManifests};
use crate::update::{Update, Writes};
use crate::{VERSION, backends, clock, database, pipeline, selection};

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
    /// Of which kind a database is that has to be made; `None` for the kind of what is replaced, or the usual one. A database
    /// that is there keeps its kind.
    pub backend: Option<&'static Backend>,
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
            backend: None,
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
    /// Files whose references were resolved, or resolved again.
    pub resolved: u64,
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
        !self.cold && self.written == 0 && self.removed == 0 && self.resolved == 0
    }
}

/// Told how a run goes on.
pub trait Progress {
    /// The tree is listed: so many files have to be read.
    fn planned(&self, files: u64);
    /// The next file, in path order, is read or resolved.
    fn file_done(&self, path: &str);
    /// All files are read: the references of so many have to be resolved.
    fn resolving(&self, files: u64);
    /// All files are done with; what is left is the store's work.
    fn finishing(&self);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn planned(&self, _files: u64) {}
    fn resolving(&self, _files: u64) {}
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
    let found = found_at(db, options)?;
    let view_root = database::root_as_stored(db, files.root());
    let run = Run { files: &files, options, progress, view_root };
    match found {
        Found::Kept(store) => run.update(store.as_ref()),
        Found::ToBuild(backend) => run.build(db, backend),
    }
}

/// What there is to index into.
enum Found {
    /// A database that is brought up to date.
    Kept(Box<dyn Store>),
    /// None, or one that is built anew, as a database of this kind.
    ToBuild(&'static Backend),
}

/// Looks at what is at `db`. A database that is to be built anew is not opened: it may be damaged.
fn found_at(db: &Path, options: &IndexOptions) -> Result<Found, EngineError> {
    let format = match backends::detect_backend_format(db) {
        Err(DetectError::DatabaseNotFound { .. }) => {
            return Ok(Found::ToBuild(options.backend.unwrap_or(BACKENDS[0])));
        }
        format => format?,
    };
    if let Some(wanted) = options.backend.filter(|wanted| *wanted != format.backend) {
        let (path, is, wanted) = (db.to_owned(), format.backend.name, wanted.name);
        return Err(EngineError::OtherBackend { path, is, wanted });
    }
    if options.rebuild || format.version < format.backend.version {
        return Ok(Found::ToBuild(format.backend));
    }
    Ok(Found::Kept((format.backend.open)(db)?))
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
    resolved: u64,
    skipped: Vec<SkippedRecord>,
}

impl Run<'_> {
    /// Builds a view from nothing.
    pub(crate) fn build(&self, db: &Path, backend: &Backend) -> Result<IndexReport, EngineError> {
        let load = Mutex::new((backend.bulk)(db)?);
        let discovery = self.files.discover(&self.options.discover)?;
        let paths = manifest_paths(&discovery);
        let plan = plan(self.files, discovery, Known::default(), self.options.verify);
        let mut tally = Tally { skipped: plan.skipped, ..Tally::default() };
        let mut collected = Collected::default();
        self.extract(&plan.tasks, None, |_, outcome| {
            match outcome {
                Outcome::Indexed(file) => {
                    tally.written += 1;
                    collected.add(file.write.record.clone(), file.unit);
                    locked(&load).put(file.write)?;
                }
                Outcome::Skipped(record) => tally.skipped.push(record),
                Outcome::Touched | Outcome::Vanished => {}
            }
            Ok(())
        })?;
        let projects = self.resolve_all(&mut collected, &paths, &load)?;
        tally.resolved = tally.written;
        self.progress.finishing();
        let change = ViewChange { projects: Some(projects), ..self.view_change(tally.skipped.clone()) };
        let load = load.into_inner().unwrap_or_else(PoisonError::into_inner);
        load.finish(change)?;
        report(backends::snapshot(db)?.as_ref(), &tally, true)
    }

    /// Resolves every file of a cold build; gives what the project models are.
    fn resolve_all(
        &self,
        collected: &mut Collected,
        paths: &[RepoPath],
        load: &Mutex<Box<dyn BulkLoad>>,
    ) -> Result<String, EngineError> {
        let files = resolution::files_of(collected.records.iter());
        let provider = collected.provider(load);
        let manifests = TreeManifests::new(self.files, paths.iter());
        let world = World::new(&files, &provider, languages::POLICIES, &manifests);
        let all: Vec<FileId> = files.iter().map(|(id, _)| id).collect();
        let sessions = Sessions { world: &world, threads: self.threads() };
        self.progress.resolving(all.len() as u64);
        resolution::resolve(&sessions, &all, |write| {
            provider.failure().map_or(Ok(()), Err)?;
            self.progress.file_done(write.path.as_str());
            locked(load).resolve(write)
        })?;
        Ok(resolution::project_keys(&world))
    }

    /// Brings a view up to date.
    pub(crate) fn update(&self, store: &dyn Store) -> Result<IndexReport, EngineError> {
        let snapshot = store.snapshot()?;
        let known = known(snapshot.as_ref())?;
        let before: BTreeMap<_, _> = known.skipped.clone();
        let discovery = self.files.discover(&self.options.discover)?;
        let paths = manifest_paths(&discovery);
        let plan = plan(self.files, discovery, known, self.options.verify);
        let mut update = Update::new(store);
        plan.gone.iter().try_for_each(|path| update.delete(snapshot.as_ref(), path))?;
        drop(snapshot);
        let mut tally =
            Tally { unchanged: plan.unchanged, removed: plan.gone.len() as u64, ..Tally::default() };
        let mut skipped = plan.skipped.clone();
        let known_content = |key: &_| store.snapshot()?.content(key);
        self.extract(&plan.tasks, Some(&known_content), |task, outcome| match outcome {
            Outcome::Indexed(file) => {
                tally.written += 1;
                update.put(*file)
            }
            Outcome::Touched => {
                tally.unchanged += 1;
                update.touch(task);
                Ok(())
            }
            Outcome::Skipped(record) => {
                skipped.push(record);
                tally.removed += u64::from(task.known.is_some());
                update.drop_known(task)
            }
            Outcome::Vanished => {
                tally.removed += u64::from(task.known.is_some());
                update.drop_known(task)
            }
        })?;
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        let as_before = skipped.iter().eq(before.values());
        update.finish(if as_before { ViewChange::default() } else { self.view_change(skipped) })?;
        tally.resolved = self.resolve_stale(store, &paths)?;
        self.progress.finishing();
        let snapshot = store.snapshot()?;
        report(snapshot.as_ref(), &tally, false)
    }

    /// Resolves the files of a view whose outcomes are missing, were made by other rules, or under another project
    /// model; gives their number.
    fn resolve_stale(&self, store: &dyn Store, paths: &[RepoPath]) -> Result<u64, EngineError> {
        let snapshot = store.snapshot()?;
        let records = resolution::records(snapshot.as_ref())?;
        let files = resolution::files_of(records.iter());
        let before = snapshot.meta()?.projects;
        let provider = StoreProvider::new(snapshot, &files, &records);
        let manifests = TreeManifests::new(self.files, paths.iter());
        let world = World::new(&files, &provider, languages::POLICIES, &manifests);
        let projects = resolution::project_keys(&world);
        let moved = resolution::languages_with_other_projects(&before, &projects);
        let is_moved = |record: &&FileRecord| moved.contains(&record.language.as_str());
        if before != projects {
            let stale = records.iter().filter(is_moved).map(|record| record.path.clone()).collect();
            let view = ViewChange { projects: Some(projects), ..ViewChange::default() };
            store.apply(WriteBatch { stale, view, ..WriteBatch::default() })?;
        }
        let is_stale = |record: &FileRecord| {
            let wanted = resolution::fingerprint(&record.language);
            wanted.is_some() && (record.resolved_by != wanted || is_moved(&record))
        };
        let stale: Vec<FileId> =
            files.iter().map(|(id, _)| id).filter(|id| is_stale(&records[id.index()])).collect();
        if stale.is_empty() {
            return Ok(0);
        }
        self.progress.resolving(stale.len() as u64);
        let sessions = Sessions { world: &world, threads: self.threads() };
        let mut writes = Writes::new(store);
        resolution::resolve(&sessions, &stale, |write| {
            provider.failure().map_or(Ok(()), Err)?;
            self.progress.file_done(write.path.as_str());
            writes.add(write)
        })?;
        writes.finish()?;
        Ok(stale.len() as u64)
    }

    fn view_change(&self, mut skipped: Vec<SkippedRecord>) -> ViewChange {
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        ViewChange {
            tool_version: Some(VERSION.to_owned()),
            root: Some(self.view_root.clone()),
            skipped: Some(skipped),
            projects: None,
            selection: Some(selection::to_text(self.options)),
        }
    }

    /// Works on all tasks on all threads; `take` gets the outcomes in path order.
    fn extract(
        &self,
        tasks: &[Task],
        known_content: Option<ContentByKey<'_>>,
        mut take: impl FnMut(&Task, Outcome) -> Result<(), StoreError>,
    ) -> Result<(), EngineError> {
        self.progress.planned(tasks.len() as u64);
        let limits = Limits { max_file_size: self.options.max_file_size, minified: self.options.minified };
        let now = clock::now_ns();
        pipeline::ordered(
            tasks.len(),
            self.threads(),
            || Worker::new(self.files, limits, known_content),
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
            0 => pipeline::cores(),
            threads => threads,
        }
    }
}

/// Where manifests may be, in path order: also among what is not to be indexed. A repository may hide a manifest from
/// version control that it keeps under it all the same.
fn manifest_paths(discovery: &Discovery) -> Vec<RepoPath> {
    let left_out = discovery.skipped.iter().filter(|skipped| !skipped.is_dir).map(|skipped| &skipped.path);
    let mut paths: Vec<RepoPath> =
        discovery.files.iter().map(|file| &file.path).chain(left_out).cloned().collect();
    paths.sort();
    paths
}

/// The load of a cold build, for the moment.
fn locked(load: &Mutex<Box<dyn BulkLoad>>) -> MutexGuard<'_, Box<dyn BulkLoad>> {
    load.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Forgets times that are too fresh to be trusted.
fn trusted(mut outcome: Outcome, now: i64) -> Outcome {
    match &mut outcome {
        Outcome::Indexed(file) => {
            file.write.record.mtime_ns = clock::trusted(file.write.record.mtime_ns, now);
        }
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
        resolved: tally.resolved,
        cold,
        digest: meta.digest(),
        revision: meta.revision.0,
    })
}
