//! One pass over a tree: building a view from nothing, and reading the files that a plan names.

use std::sync::{Mutex, MutexGuard, PoisonError};

use model::event::{EventDetails, EventKind};
use model::path::RepoPath;
use resolve::{FileId, Links, World};
use source::{Discovery, FileSystem};
use store::{
    BulkLoad, EventRow, EventWrite, FeedBounds, History, Revision, RunRecord, Sequence, SkippedRecord,
    StoreError, ViewChange,
};

use crate::error::EngineError;
use crate::extraction::{Indexed, Limits, Outcome, Snapshots, Worker};
use crate::index::{IndexOptions, Progress};
use crate::place::{LazyPlaces, Places};
use crate::plan::{Planner, Task, read_small};
use crate::refresh::Refreshed;
use crate::resolution::{self, Collected, Sessions, TreeManifests};
use crate::tally::Tally;
use crate::view::{Scope, View};
use crate::{VERSION, clock, pipeline, searching, selection};

/// One run over a tree.
pub(crate) struct Run<'a> {
    pub(crate) files: &'a dyn FileSystem,
    pub(crate) options: &'a IndexOptions,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) view_root: &'a str,
    /// As it is noted in the log.
    pub(crate) record: &'a RunRecord,
}

/// Why work ended before its end.
pub(crate) enum Ended {
    /// Somebody wanted it to.
    Stopped,
    /// The store failed.
    Failed(StoreError),
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl From<Ended> for EngineError {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Stopped => Self::Stopped,
            Ended::Failed(error) => error.into(),
        }
    }
}

impl Run<'_> {
    /// Builds a view from nothing into `load`, and publishes it. Its files are put into `index`, too.
    pub(crate) fn build(
        &self,
        load: Box<dyn BulkLoad>,
        index: &mut searching::Build,
    ) -> Result<Refreshed, EngineError> {
        let load = Mutex::new(load);
        let mut discovery = self.files.discover(&self.options.discover)?;
        let directories = std::mem::take(&mut discovery.directories);
        let manifests = TreeManifests::new(self.files, all_paths(&discovery));
        let found: Vec<RepoPath> = discovery.files.iter().map(|file| file.path.clone()).collect();
        let places = LazyPlaces::new(None, || self.places(found.iter()));
        let view = View::default();
        let planner = Planner { files: self.files, view: &view, places: &places, moves: true, verify: false };
        let plan = planner.plan(discovery, &Scope::All);
        let (mut tally, mut skipped) = (Tally::default(), plan.skipped);
        let mut collected = Collected::default();
        self.extract(&plan.tasks, None, |_, outcome| {
            match outcome {
                Outcome::Indexed(file) => {
                    tally.written += 1;
                    let Indexed { write, unit, document, .. } = *file;
                    document.into_iter().for_each(|document| index.add(&write.record, document));
                    collected.add(write.record.clone(), unit);
                    locked(&load).put(write)?;
                }
                Outcome::Skipped(record) => skipped.push(record),
                Outcome::Touched | Outcome::Vanished => {}
            }
            Ok(())
        })?;
        drop(plan.tasks);
        let projects = self.resolve_all(&mut collected, &manifests, &load)?;
        tally.resolved = tally.written;
        self.progress.finishing();
        let change = ViewChange { projects: Some(projects), ..self.view_change(skipped) };
        let mut load = load.into_inner().unwrap_or_else(PoisonError::into_inner);
        load.history(beginning(vec![self.record.clone()]))?;
        load.finish(change)?;
        Ok(Refreshed { tally, scope: Scope::All, directories })
    }

    /// Resolves every file of a cold build; gives what the project models are.
    fn resolve_all(
        &self,
        collected: &mut Collected,
        manifests: &TreeManifests<'_>,
        load: &Mutex<Box<dyn BulkLoad>>,
    ) -> Result<String, EngineError> {
        let files = resolution::files_of(collected.records.iter());
        let provider = collected.provider(load);
        let links = Links::new(&files, languages::POLICIES, manifests);
        let world = World::linked(&files, &provider, languages::POLICIES, &links);
        let all: Vec<FileId> = files.iter().map(|(id, _)| id).collect();
        let sessions = Sessions { world: &world, threads: self.threads() };
        self.progress.resolving(all.len() as u64);
        resolution::resolve(&sessions, &all, |write, _| {
            self.go_on()?;
            provider.failure().map_or(Ok(()), Err)?;
            self.progress.file_done(write.path.as_str());
            Ok::<_, Ended>(locked(load).resolve(write)?)
        })?;
        Ok(resolution::project_keys(&links))
    }

    /// What is said of the view, `skipped` in any order.
    pub(crate) fn view_change(&self, mut skipped: Vec<SkippedRecord>) -> ViewChange {
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        ViewChange {
            tool_version: Some(VERSION.to_owned()),
            root: Some(self.view_root.to_owned()),
            skipped: Some(skipped),
            projects: None,
            selection: Some(selection::to_text(self.options)),
        }
    }

    /// Where files of a tree with these paths stand.
    pub(crate) fn places<'p>(&self, paths: impl Iterator<Item = &'p RepoPath>) -> Places {
        Places::new(paths.map(RepoPath::as_str), &|path| read_small(self.files, path))
    }

    /// Works on all tasks on all threads; `take` gets the outcomes in path order.
    pub(crate) fn extract<'s>(
        &'s self,
        tasks: &[Task],
        known: Option<Snapshots<'s>>,
        mut take: impl FnMut(&Task, Outcome) -> Result<(), StoreError>,
    ) -> Result<(), Ended> {
        self.progress.planned(tasks.len() as u64);
        let limits = Limits { max_file_size: self.options.max_file_size, minified: self.options.minified };
        let now = clock::now_ns();
        pipeline::ordered(
            tasks.len(),
            self.threads(),
            || Worker::new(self.files, limits, known),
            |worker, index| worker.process(&tasks[index]),
            |index, outcome| {
                self.go_on()?;
                self.progress.file_done(tasks[index].candidate.path.as_str());
                Ok(take(&tasks[index], trusted(outcome?, now))?)
            },
        )
    }

    /// An error when somebody wants the run to end.
    pub(crate) fn go_on(&self) -> Result<(), Ended> {
        if self.progress.is_stopped() { Err(Ended::Stopped) } else { Ok(()) }
    }

    pub(crate) fn threads(&self) -> usize {
        match self.options.threads {
            0 => pipeline::cores(),
            threads => threads,
        }
    }
}

/// Where manifests may be: also among what is not to be indexed. A repository may hide a manifest from version control that it
/// keeps under it all the same.
pub(crate) fn all_paths(discovery: &Discovery) -> impl Iterator<Item = &RepoPath> {
    let left_out = discovery.skipped.iter().filter(|skipped| !skipped.is_dir).map(|skipped| &skipped.path);
    discovery.files.iter().map(|file| &file.path).chain(left_out)
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

/// What a database that is made now begins with: an event that says so, numbered by the time.
pub(crate) fn beginning(runs: Vec<RunRecord>) -> History {
    let at_ms = clock::now_ms();
    let first = Sequence(at_ms);
    let details = EventDetails::default();
    let event = EventWrite { kind: EventKind::Rebuilt, path: None, at_ms, details };
    History {
        bounds: FeedBounds { first, next: first.next() },
        events: vec![EventRow { sequence: first, revision: Revision(1), event }],
        runs,
    }
}
