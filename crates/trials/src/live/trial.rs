//! A tree in turmoil, watched, and compared with a cold index whenever all is quiet.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::{Backend, Database};
use tempfile::TempDir;

use super::asking::Askers;
use super::comparing::compare;
use super::following::Following;
use super::git::Git;
use super::ground::{copy_tree, remove_tree};
use super::meddling::Meddler;
use crate::error::TrialError;
use crate::program::Program;

/// For how long a database has to stay what it is to be at rest.
const REST: Duration = Duration::from_millis(150);
/// Branches of the repository, and what makes each differ from the one before.
const BRANCHES: (usize, usize) = (3, 25);
/// Exports are compared at every so manieth check, and at the last.
const WHOLE: usize = 5;

/// What is done.
#[derive(Clone, Debug)]
pub struct Live<'a> {
    /// The program.
    pub program: &'a Program,
    /// The kind of store.
    pub backend: &'static Backend,
    /// A tree; it is copied and stays as it is.
    pub tree: &'a Path,
    /// How many operations.
    pub operations: usize,
    /// After so many it is waited until all is quiet.
    pub every: usize,
    /// How many processes ask meanwhile.
    pub askers: usize,
    /// A watcher that gets no further for so long has failed.
    pub patience: Duration,
    /// Where chance begins.
    pub seed: u64,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct LiveReport {
    /// Operations that were done.
    pub operations: usize,
    /// How often the database was compared with a cold index.
    pub checks: usize,
    /// Batches that the watcher committed.
    pub batches: usize,
    /// Questions that were answered meanwhile.
    pub answers: u64,
    /// The longest time from the last operation of a group until the database was what a cold index is; the time of the cold
    /// index is not part of it when it took longer.
    pub longest: Duration,
    /// Laws that are broken.
    pub findings: Vec<String>,
    /// Everything that was done, when something was found.
    pub log: Vec<String>,
    /// Where tree and databases are kept, when something was found.
    pub kept: Option<PathBuf>,
}

impl Live<'_> {
    /// Does it all.
    ///
    /// # Errors
    /// When the trial itself cannot go on. What the program does wrong is in the report.
    pub fn run(&self) -> Result<LiveReport, TrialError> {
        let directory = tempfile::tempdir().map_err(TrialError::io("a temporary directory"))?;
        let root = directory.path().join("tree");
        copy_tree(self.tree, &root)?;
        let git = Git::found(&root)?;
        let outside = directory.path().join("outside");
        let meddler = Meddler::new(&root, &outside, Some(git), self.seed);
        let mut meddler = meddler.map_err(TrialError::io(outside.display().to_string()))?;
        meddler.branch(BRANCHES.0, BRANCHES.1)?;
        let mut report = LiveReport::default();
        let before = meddler.log.len();
        let done = self.follow(&root, directory.path(), &mut meddler, &mut report);
        report.operations = meddler.log.len() - before;
        if let Err(error) = done {
            report.findings.push(error.to_string());
        }
        if !report.findings.is_empty() {
            report.log = std::mem::take(&mut meddler.log);
            report.kept = Some(keep(directory));
        }
        Ok(report)
    }

    fn follow(
        &self,
        root: &Path,
        directory: &Path,
        meddler: &mut Meddler,
        report: &mut LiveReport,
    ) -> Result<(), TrialError> {
        let mut followed = Followed::start(self.program, self.backend, root, directory, self.patience)?;
        let names = names(self.program, root, &followed.db)?;
        let askers = Askers::start(self.program, root, &followed.db, &names, self.askers);
        let done = self.meddle(&mut followed, meddler, report);
        let asked = askers.end();
        report.answers = asked.answers;
        report.findings.extend(asked.findings);
        report.batches = followed.batches;
        done?;
        followed.stop()
    }

    fn meddle(
        &self,
        followed: &mut Followed<'_>,
        meddler: &mut Meddler,
        report: &mut LiveReport,
    ) -> Result<(), TrialError> {
        let mut done = 0;
        while done < self.operations {
            let group = self.every.min(self.operations - done);
            for _ in 0..group {
                meddler.step().map_err(TrialError::io("the tree"))?;
                meddler.pause();
            }
            done += group;
            report.checks += 1;
            let is_whole = report.checks.is_multiple_of(WHOLE) || done >= self.operations;
            let settled = followed.settle(is_whole);
            let at = |error| TrialError::Broken(format!("after {done} operations: {error}"));
            report.longest = report.longest.max(settled.map_err(at)?);
        }
        Ok(())
    }
}

/// Keeps a directory for whoever looks into a finding.
pub(super) fn keep(directory: TempDir) -> PathBuf {
    directory.keep()
}

/// Names to ask about.
fn names(program: &Program, root: &Path, db: &Path) -> Result<Vec<String>, TrialError> {
    let shown = db.display().to_string();
    let found = program.answer(root, &["find", "*e*", "--glob", "--limit", "200", "--db", &shown])?;
    let symbols = found["symbols"].as_array().cloned().unwrap_or_default();
    Ok(symbols.iter().filter_map(|symbol| symbol["name"].as_str().map(str::to_owned)).collect())
}

/// A tree that is followed, and what it takes to compare.
pub(super) struct Followed<'a> {
    program: &'a Program,
    backend: &'static Backend,
    root: PathBuf,
    /// The database that is kept up to date.
    pub(super) db: PathBuf,
    cold: PathBuf,
    watcher: Following,
    patience: Duration,
    /// Batches that were told.
    pub(super) batches: usize,
    /// The newest state that was told, and its digest.
    last: (u64, String),
}

impl<'a> Followed<'a> {
    /// Starts a watcher, with the database inside of the tree, as is usual.
    pub(super) fn start(
        program: &'a Program,
        backend: &'static Backend,
        root: &Path,
        directory: &Path,
        patience: Duration,
    ) -> Result<Self, TrialError> {
        let db = root.join(".magellan/index.db");
        let shown = db.display().to_string();
        program.answer(root, &["index", "-q", "--backend", backend.name, "--db", &shown])?;
        let mut watcher = Following::start(program, root, &db, directory, &[])?;
        watcher.wait_for("following", patience)?;
        Ok(Self {
            program,
            backend,
            root: root.to_owned(),
            cold: directory.join("cold").join("index.db"),
            watcher,
            patience,
            batches: 0,
            last: (0, String::new()),
            db,
        })
    }

    /// Waits until the database is what a cold index of the tree is, and stays so; gives how long that took.
    ///
    /// # Errors
    /// When it gets no further, or says something else than before for the same revision; with how it differs.
    pub(super) fn settle(&mut self, is_whole: bool) -> Result<Duration, TrialError> {
        let begun = Instant::now();
        let cold = self.index_cold()?;
        let (mut seen, mut moved, mut equal) = (None, Instant::now(), None);
        loop {
            self.take_in()?;
            let now = self.state()?;
            if seen.as_ref() != Some(&now) {
                (seen, moved, equal) = (Some(now.clone()), Instant::now(), None);
            }
            if now.1 == cold {
                let since: Instant = *equal.get_or_insert_with(Instant::now);
                if since.elapsed() >= REST {
                    let took = since.duration_since(begun);
                    return self.check_whole(is_whole, false).map(|()| took);
                }
            } else if moved.elapsed() > self.patience {
                return self.check_whole(true, true).map(|()| begun.elapsed());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends the watcher; it has to end well.
    pub(super) fn stop(self) -> Result<(), TrialError> {
        self.watcher.stop(self.patience).map(drop)
    }

    /// Indexes the tree into a new database elsewhere; gives its digest.
    fn index_cold(&self) -> Result<String, TrialError> {
        let directory = self.cold.parent().unwrap_or(Path::new(""));
        remove_tree(directory)?;
        fs::create_dir_all(directory).map_err(TrialError::io(directory.display().to_string()))?;
        let shown = self.cold.display().to_string();
        let arguments = ["index", "-q", "--backend", self.backend.name, "--db", &shown];
        let answer = self.program.answer(&self.root, &arguments)?;
        Ok(answer["digest"].as_str().unwrap_or_default().to_owned())
    }

    fn state(&self) -> Result<(u64, String), TrialError> {
        let open = |error| TrialError::Read { db: self.db.clone(), error };
        let database = Database::open(&self.db).map_err(open)?;
        let meta = database.snapshot().meta().map_err(TrialError::read(&self.db))?;
        Ok((meta.revision.0, meta.digest().to_string()))
    }

    /// Reads what the watcher told. A revision never goes back and is one digest; trouble is a finding.
    fn take_in(&mut self) -> Result<(), TrialError> {
        for line in self.watcher.lines()? {
            if line["event"] == "trouble" || line["event"] == "limited" {
                return Err(TrialError::Broken(format!("the watcher says: {line}")));
            }
            let Some(revision) = line["revision"].as_u64() else { continue };
            self.batches += usize::from(line["event"] == "batch");
            let digest = line["digest"].as_str().unwrap_or_default().to_owned();
            if revision < self.last.0 || (revision == self.last.0 && digest != self.last.1) {
                return Err(TrialError::Broken(format!(
                    "after revision {} the watcher says: {line}",
                    self.last.0
                )));
            }
            self.last = (revision, digest);
        }
        self.watcher.check_alive()
    }

    /// Compares with the cold database in everything, when that is wanted.
    fn check_whole(&self, is_whole: bool, is_stuck: bool) -> Result<(), TrialError> {
        if !is_whole {
            return Ok(());
        }
        let difference = compare(self.program, &self.root, &self.db, &self.cold)?;
        let difference = match difference {
            None if is_stuck => "digests differ, exports do not".to_owned(),
            None => return Ok(()),
            Some(difference) => difference.to_string(),
        };
        let patience = self.patience.as_secs();
        let stuck = if is_stuck { format!("no further in {patience} s; ") } else { String::new() };
        Err(TrialError::Broken(format!("{stuck}{difference}")))
    }
}
