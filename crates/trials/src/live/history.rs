//! A history replayed, commit by commit, while a watcher follows.

use std::path::Path;
use std::time::{Duration, Instant};

use engine::Backend;

use super::followed::Followed;
use super::git::Git;
use super::trial::keep;
use crate::error::TrialError;
use crate::program::Program;

/// A history to be replayed.
pub struct Replay<'a> {
    /// The program.
    pub program: &'a Program,
    /// The kind of store.
    pub backend: &'static Backend,
    /// A repository: a work tree or a bare one. It stays as it is.
    pub repository: &'a Path,
    /// How many of the newest commits along first parents.
    pub commits: usize,
    /// At every so manieth commit, and at the last, the database is compared with a cold index.
    pub every: usize,
    /// A watcher that gets no further for so long has failed.
    pub patience: Duration,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct ReplayReport {
    /// Commits that were checked out.
    pub commits: usize,
    /// How often the database was compared with a cold index.
    pub checks: usize,
    /// Batches that the watcher committed.
    pub batches: usize,
    /// How long everything took.
    pub took: Duration,
    /// Laws that are broken.
    pub findings: Vec<String>,
}

impl Replay<'_> {
    /// Replays it.
    ///
    /// # Errors
    /// When the trial itself cannot go on. What the program does wrong is in the report.
    pub fn run(&self) -> Result<ReplayReport, TrialError> {
        let directory = tempfile::tempdir().map_err(TrialError::io("a temporary directory"))?;
        let (root, begun) = (directory.path().join("tree"), Instant::now());
        let git = Git::clone_of(self.repository, &root)?;
        let count = self.commits.to_string();
        let listed = git.run(&["rev-list", "--first-parent", "--reverse", "-n", &count, "HEAD"])?;
        let commits: Vec<&str> = listed.lines().collect();
        let mut report = ReplayReport::default();
        if let Err(error) = self.follow(&git, &root, directory.path(), &commits, &mut report) {
            let kept = keep(directory);
            report.findings.push(format!("{error} (kept in {})", kept.display()));
        }
        report.took = begun.elapsed();
        Ok(report)
    }

    fn follow(
        &self,
        git: &Git,
        root: &Path,
        directory: &Path,
        commits: &[&str],
        report: &mut ReplayReport,
    ) -> Result<(), TrialError> {
        let Some((first, later)) = commits.split_first() else { return Ok(()) };
        git.run(&["checkout", "-q", "--force", "--detach", first])?;
        let mut followed = Followed::start(self.program, self.backend, root, directory, self.patience)?;
        for (number, commit) in later.iter().enumerate() {
            git.run(&["checkout", "-q", "--force", "--detach", commit])?;
            report.commits += 1;
            if (number + 1).is_multiple_of(self.every) || number + 1 == later.len() {
                report.checks += 1;
                let settled = followed.settle(number + 1 == later.len());
                settled.map_err(|error| TrialError::Broken(format!("at commit {commit}: {error}")))?;
            }
            report.batches = followed.batches;
        }
        followed.stop()
    }
}
