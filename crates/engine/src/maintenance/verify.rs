//! Comparing a database with its tree. Writes nothing and takes no lock.
//!
//! Equal means that bringing the database up to date would change no file of it, no outcome, and nothing that the feed tells of.

mod rebuild;

use std::collections::{BTreeMap, BTreeSet};

use model::path::RepoPath;
use resolve::Links;
use source::{FileSystem as _, OsFiles};
use store::{FileRecord, SkippedRecord};

pub use self::rebuild::Rebuilt;
use crate::database::Database;
use crate::error::EngineError;
use crate::extraction::{Limits, Outcome, Worker};
use crate::index::{IndexOptions, Progress, Silent};
use crate::place::{LazyPlaces, Places};
use crate::plan::{Plan, Planner, Task, read_small};
use crate::resolution::{ManifestNames, TreeManifests};
use crate::run::all_paths;
use crate::update::is_told;
use crate::view::Scope;
use crate::warm::Warm;
use crate::{pipeline, resolution, selection};

/// Paths: how many, and the first of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listed {
    /// How many there are.
    pub count: u64,
    /// The first in order, as many as were asked for.
    pub paths: Vec<RepoPath>,
}

/// How a database and its tree differ.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// Files that would be indexed and are not in the database.
    pub new: Listed,
    /// Files of the database that are gone from the tree, or would be left out now.
    pub missing: Listed,
    /// Files that have other bytes.
    pub changed: Listed,
    /// What is left out for another reason than the database says, and what it says is left out and is not there.
    pub skipped: Listed,
    /// Files with the same bytes whose facts or outcomes are not those of this program's rules, or cannot be trusted: they wait to be
    /// resolved, stand elsewhere now, or a manifest says something else.
    pub stale: Listed,
    /// Files that are as the database says.
    pub unchanged: u64,
    /// What building the view anew gave, when that was asked for.
    pub deep: Option<Rebuilt>,
}

impl Verified {
    /// Whether nothing differs.
    pub fn is_equal(&self) -> bool {
        let kinds = [&self.new, &self.missing, &self.changed, &self.skipped, &self.stale];
        kinds.iter().all(|listed| listed.count == 0) && self.deep.as_ref().is_none_or(Rebuilt::is_equal)
    }
}

/// Compares a database with its tree: by size and time, and by content where these differ or cannot be trusted. With `deep` every
/// file is read, the view is built anew in memory, and what it says of each file is compared too. At most `limit` paths of each kind are named.
///
/// # Errors
/// When the database cannot be read or its tree cannot be listed, or `progress` wants it to end.
pub fn verify(
    db: &Database,
    deep: bool,
    limit: usize,
    progress: &dyn Progress,
) -> Result<Verified, EngineError> {
    let tree = Tree::of(db, deep)?;
    let warm = Warm::load(db.snapshot())?;
    let mut found = tree.compare(&warm, progress)?;
    found.stale.extend(tree.untrusted(&warm, &found.manifests));
    let mut verified = found.verified(limit);
    if deep {
        verified.deep = Some(tree.rebuild(db, limit, progress)?);
    }
    progress.finishing();
    Ok(verified)
}

/// How many files of a database and its tree differ, as [`verify`] without a look at outcomes: the cost is that of listing the tree, and of reading what
/// has another size or time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TreeDifference {
    /// Files that have other bytes.
    pub changed: u64,
    /// Files that would be indexed and are not in the database.
    pub new: u64,
    /// Files of the database that are gone from the tree, or would be left out now.
    pub missing: u64,
}

/// See [`TreeDifference`].
///
/// # Errors
/// As [`verify`].
pub fn tree_difference(db: &Database) -> Result<TreeDifference, EngineError> {
    let found = Tree::of(db, false)?.compare(&Warm::load(db.snapshot())?, &Silent)?;
    let count = |paths: &BTreeSet<RepoPath>| paths.len() as u64;
    Ok(TreeDifference {
        changed: count(&found.changed),
        new: count(&found.new),
        missing: count(&found.missing),
    })
}

/// The tree of a database, with the options that say which files of it are indexed.
struct Tree {
    files: OsFiles,
    options: IndexOptions,
}

/// What differs.
#[derive(Default)]
struct Found {
    new: BTreeSet<RepoPath>,
    missing: BTreeSet<RepoPath>,
    changed: BTreeSet<RepoPath>,
    skipped: BTreeSet<RepoPath>,
    stale: BTreeSet<RepoPath>,
    /// Files of the database.
    files: u64,
    /// Manifests of the tree.
    manifests: Vec<RepoPath>,
}

impl Tree {
    fn of(db: &Database, verify: bool) -> Result<Self, EngineError> {
        let options = IndexOptions { force: true, verify, ..IndexOptions::default() };
        let options = selection::from_text(&db.snapshot().meta()?.selection, &options);
        Ok(Self { files: OsFiles::open(db.root(), true)?, options })
    }

    fn compare(&self, warm: &Warm, progress: &dyn Progress) -> Result<Found, EngineError> {
        let discovery = self.files.discover(&self.options.discover)?;
        let names = ManifestNames::new();
        let manifests = all_paths(&discovery).filter(|path| names.have(path)).cloned().collect();
        let paths: Vec<String> = discovery.files.iter().map(|file| file.path.to_string()).collect();
        let places = LazyPlaces::new(None, || {
            Places::new(paths.iter().map(String::as_str), &|path| read_small(&self.files, path))
        });
        let (view, verify) = (&warm.view, self.options.verify);
        let planner = Planner { files: &self.files, view, places: &places, moves: true, verify };
        let Plan { tasks, gone, mut skipped, .. } = planner.plan(discovery, &Scope::All);
        let mut found = Found { missing: gone.into_iter().collect(), manifests, ..Found::default() };
        found.files = view.records.len() as u64;
        self.look_into(&tasks, progress, |task, differs| found.add(task, differs, &mut skipped))?;
        found.compare_skipped(&view.skipped, skipped);
        Ok(found)
    }

    /// Reads files on all threads, and hands over how each differs, in path order.
    fn look_into(
        &self,
        tasks: &[Task],
        progress: &dyn Progress,
        mut take: impl FnMut(&Task, Differs),
    ) -> Result<(), EngineError> {
        progress.planned(tasks.len() as u64);
        let IndexOptions { max_file_size, minified, .. } = self.options;
        let limits = Limits { max_file_size, minified };
        pipeline::ordered(
            tasks.len(),
            pipeline::cores(),
            || Worker::new(&self.files, limits, None),
            |worker, index| differs(worker, &tasks[index]),
            |index, differs| {
                if progress.is_stopped() {
                    return Err(EngineError::Stopped);
                }
                progress.file_done(tasks[index].candidate.path.as_str());
                take(&tasks[index], differs);
                Ok(())
            },
        )
    }

    /// Files whose outcomes are missing, were made by other rules, or under another project model.
    fn untrusted(&self, warm: &Warm, manifests: &[RepoPath]) -> Vec<RepoPath> {
        let records = &warm.view.records;
        let mut stale: Vec<RepoPath> =
            warm.stale().into_iter().map(|file| records[file.index()].path.clone()).collect();
        let files = resolution::files_of(records.iter());
        let manifests = TreeManifests::new(&self.files, manifests.iter());
        let projects = resolution::project_keys(&Links::new(&files, languages::POLICIES, &manifests));
        let moved = resolution::languages_with_other_projects(&warm.projects, &projects);
        let is_moved = |record: &&FileRecord| moved.contains(&record.language.as_str());
        stale.extend(records.iter().filter(is_moved).map(|record| record.path.clone()));
        stale
    }
}

/// How a file of the tree differs from what a database says of it.
enum Differs {
    /// It does not.
    Not,
    /// In its bytes, or the database does not know it.
    Bytes,
    /// In where it stands, or in the rules that were applied.
    Place,
    /// It would be left out.
    Skipped(SkippedRecord),
    /// It is not there any more.
    Gone,
}

fn differs(worker: &Worker<'_>, task: &Task) -> Differs {
    match worker.read(task) {
        Ok(read) => match &task.known {
            Some(known) if known.content_hash == read.content_hash => Differs::Place,
            _ => Differs::Bytes,
        },
        Err(Outcome::Skipped(record)) => Differs::Skipped(record),
        Err(Outcome::Vanished) => Differs::Gone,
        Err(Outcome::Touched | Outcome::Indexed(_)) => Differs::Not,
    }
}

impl Found {
    fn add(&mut self, task: &Task, differs: Differs, skipped: &mut Vec<SkippedRecord>) {
        let path = || task.candidate.path.clone();
        let is_known = task.known.is_some();
        match differs {
            Differs::Bytes if is_known => _ = self.changed.insert(path()),
            Differs::Bytes => _ = self.new.insert(path()),
            Differs::Place => _ = self.stale.insert(path()),
            Differs::Skipped(_) | Differs::Gone if is_known => _ = self.missing.insert(path()),
            Differs::Skipped(record) => skipped.push(record),
            Differs::Not | Differs::Gone => {}
        }
    }

    /// What was skipped `before` against what is `now`. Paths that are of another kind already are left to that; so is what nobody is told
    /// of when it comes or goes, such as text files.
    fn compare_skipped(&mut self, before: &BTreeMap<RepoPath, SkippedRecord>, now: Vec<SkippedRecord>) {
        let now: BTreeMap<RepoPath, SkippedRecord> =
            now.into_iter().map(|record| (record.path.clone(), record)).collect();
        for (path, record) in &now {
            let differs = match before.get(path) {
                Some(known) => known.reason != record.reason,
                None => is_told(record) && !self.missing.contains(path),
            };
            if differs {
                self.skipped.insert(path.clone());
            }
        }
        let gone = before.values().filter(|record| !now.contains_key(&record.path) && is_told(record));
        let gone = gone.filter(|record| !self.new.contains(&record.path));
        self.skipped.extend(gone.map(|record| record.path.clone()));
    }

    fn verified(mut self, limit: usize) -> Verified {
        let elsewhere = |path: &RepoPath| self.changed.contains(path) || self.missing.contains(path);
        self.stale.retain(|path| !elsewhere(path));
        let differing = self.missing.len() + self.changed.len() + self.stale.len();
        Verified {
            new: listed(self.new, limit),
            missing: listed(self.missing, limit),
            changed: listed(self.changed, limit),
            skipped: listed(self.skipped, limit),
            stale: listed(self.stale, limit),
            unchanged: self.files - differing as u64,
            deep: None,
        }
    }
}

fn listed(paths: BTreeSet<RepoPath>, limit: usize) -> Listed {
    Listed { count: paths.len() as u64, paths: paths.into_iter().take(limit).collect() }
}
