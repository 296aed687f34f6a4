//! `kill -9` while a tree in turmoil is watched.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use engine::{Backend, Database};
use store::History;

use crate::error::TrialError;
use crate::live::{Followed, Git, Meddler};
use crate::program::Program;
use crate::random::Random;
use crate::state::State;
use crate::tree::Tree;

/// Operations between a start and the next one, at most.
const OPERATIONS: usize = 60;
/// At every so manieth kill it is waited until a watcher has brought everything in order.
const HEAL: usize = 4;
/// A kill comes this long after the start of a watcher at most; one in five comes in the first tenth of it.
const LATEST: Duration = Duration::from_millis(1_500);
/// A watcher that gets no further for so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct WatcherReport {
    /// Watchers that were killed.
    pub kills: usize,
    /// What was done to the tree meanwhile.
    pub operations: usize,
    /// Batches that watchers told of before they were killed.
    pub batches: usize,
    /// How often the database was newer than the last batch that was told.
    pub newer: usize,
    /// How often another watcher brought everything to what a cold index says.
    pub healed: usize,
    /// Laws that are broken, each with the kill that showed it.
    pub findings: Vec<String>,
}

/// Kills so many watchers, one after the other, at random moments while the tree changes, and looks at what each leaves.
///
/// # Errors
/// When the trial itself cannot go on. What the program does wrong is in the report.
pub fn kill_watchers(
    program: &Program,
    backend: &'static Backend,
    (kills, modules): (usize, u64),
    seed: u64,
) -> Result<WatcherReport, TrialError> {
    let directory = tempfile::tempdir().map_err(TrialError::io("a temporary directory"))?;
    let root = directory.path().join("tree");
    Tree::grow(&root, modules)?;
    let git = Git::found(&root)?;
    let meddler = Meddler::new(&root, &directory.path().join("outside"), Some(git), seed);
    let mut meddler = meddler.map_err(TrialError::io("a tree in turmoil"))?;
    meddler.branch(3, 10)?;
    let followed = Followed::start(program, backend, &root, directory.path(), PATIENCE)?;
    let mut trial = Trial { program, root: &root, followed, random: Random::new(seed), numbers: (0, 0) };
    let mut report = WatcherReport::default();
    for kill in 0..kills {
        let done = trial.one(&mut meddler, &mut report);
        let done = done.and_then(|()| {
            if (kill + 1) % HEAL == 0 || kill + 1 == kills { trial.heal(&mut report) } else { Ok(()) }
        });
        if let Err(error) = done {
            report.findings.push(format!("kill {kill} (seed {seed}): {error}"));
            let last = meddler.log.iter().rev().take(OPERATIONS * HEAL).rev();
            report.findings.push(last.cloned().collect::<Vec<_>>().join("\n  "));
            report.findings.push(format!("kept in {}", directory.keep().display()));
            break;
        }
    }
    report.operations = meddler.log.len();
    report.batches = trial.followed.batches;
    Ok(report)
}

struct Trial<'a> {
    program: &'a Program,
    root: &'a Path,
    followed: Followed<'a>,
    random: Random,
    /// The newest revision seen, and the number of the next event then.
    numbers: (u64, u64),
}

impl Trial<'_> {
    /// Lets the tree change, kills the watcher meanwhile, looks, and starts another.
    fn one(&mut self, meddler: &mut Meddler, report: &mut WatcherReport) -> Result<(), TrialError> {
        let latest = if self.random.chance(20) { LATEST / 10 } else { LATEST };
        let moment = latest.mul_f64(self.random.share());
        let stop = AtomicBool::new(false);
        let killed = std::thread::scope(|scope| {
            let changing = scope.spawn(|| change(meddler, &stop));
            std::thread::sleep(moment);
            let killed = self.followed.kill().cloned();
            stop.store(true, Ordering::Relaxed);
            let changed = changing.join().unwrap_or_else(|_| Err(TrialError::Broken("a panic".to_owned())));
            changed.and(killed)
        });
        report.kills += 1;
        let state = self.look(&killed?)?;
        report.newer += usize::from(state);
        self.followed.restart()
    }

    /// Looks at what a kill left, before anything is repaired; whether it is newer than what was told last.
    fn look(&mut self, told: &(u64, String)) -> Result<bool, TrialError> {
        let db = self.followed.db.clone();
        // First without any other process having been there.
        let state = State::read(&db)?;
        self.check_doctor(&db)?;
        if state.revision < told.0.max(self.numbers.0) {
            let known = told.0.max(self.numbers.0);
            return Err(TrialError::Broken(format!("revision {} after {known}", state.revision)));
        }
        if state.revision == told.0 && state.digest.to_string() != told.1 {
            let digest = state.digest;
            return Err(TrialError::Broken(format!(
                "revision {} is {digest}, it was told as {}",
                told.0, told.1
            )));
        }
        let next = feed_of(&db)?;
        if next < self.numbers.1 {
            return Err(TrialError::Broken(format!("event {next} comes next; it was {}", self.numbers.1)));
        }
        self.numbers = (state.revision, next);
        Ok(state.revision > told.0)
    }

    fn check_doctor(&self, db: &Path) -> Result<(), TrialError> {
        let shown = db.display().to_string();
        let answer = self.program.answer(self.root, &["doctor", "--db", &shown])?;
        if answer["sound"] == true {
            return Ok(());
        }
        Err(TrialError::Broken(format!("doctor: {}", answer["findings"])))
    }

    /// The watcher that runs brings everything to what a cold index says.
    fn heal(&mut self, report: &mut WatcherReport) -> Result<(), TrialError> {
        self.followed.settle(true)?;
        report.healed += 1;
        Ok(())
    }
}

fn change(meddler: &mut Meddler, stop: &AtomicBool) -> Result<(), TrialError> {
    for _ in 0..OPERATIONS {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        meddler.step().map_err(TrialError::io("the tree"))?;
        meddler.pause();
    }
    Ok(())
}

/// The number of the event that comes next. Those that are there must have consecutive numbers, and lead to no state that
/// does not exist.
fn feed_of(db: &Path) -> Result<u64, TrialError> {
    let database = Database::open(db).map_err(|error| TrialError::Read { db: db.to_owned(), error })?;
    let read = || TrialError::read(db);
    let history = History::read(database.snapshot()).map_err(read())?;
    let meta = database.snapshot().meta().map_err(read())?;
    if let Some(row) = history.events.iter().find(|row| row.revision > meta.revision) {
        let (event, revision) = (row.sequence.0, row.revision.0);
        return Err(TrialError::Broken(format!(
            "event {event} led to revision {revision}, which there is not"
        )));
    }
    Ok(history.bounds.next.0)
}
