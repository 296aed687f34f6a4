//! A tree in turmoil, watched, and compared with a cold index whenever all is quiet.

use std::path::{Path, PathBuf};
use std::time::Duration;

use engine::Backend;
use tempfile::TempDir;

use super::asking::Askers;
use super::followed::Followed;
use super::git::Git;
use super::ground::copy_tree;
use super::meddling::Meddler;
use crate::error::TrialError;
use crate::program::Program;

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
