//! Many processes read while others write.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use engine::{Backend, Database};
use serde_json::Value;

use super::ground::{Ground, index};
use crate::error::TrialError;
use crate::program::{PATIENCE, Program, Running, Said};
use crate::state::State;
use crate::tree::Form;

/// Who takes part, and for how long.
pub struct Crowd<'a> {
    /// The program.
    pub program: &'a Program,
    /// The kind of store.
    pub backend: &'static Backend,
    /// How many readers.
    pub readers: usize,
    /// How long they read.
    pub lasts: Duration,
    /// How many files the tree has; each round changes all of them.
    pub modules: u64,
    /// A process that calls [`read_for_a_while`] with the database, the file that stops it, and a limit in seconds, and prints
    /// what that gives.
    pub reader: &'a dyn Fn(&Path, &Path, u64) -> Command,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct CrowdReport {
    /// How often the writer indexed an edited tree.
    pub rounds: usize,
    /// How often all readers together read a whole state.
    pub snapshots: u64,
    /// How many different states they saw.
    pub states: usize,
    /// How often a second writer ended well, after the first or before it.
    pub waited: usize,
    /// How often a second writer was refused.
    pub refused: usize,
    /// What a refused writer was told; the last one.
    pub told: Option<String>,
    /// Laws that are broken.
    pub findings: Vec<String>,
}

impl Crowd<'_> {
    /// Lets them all run.
    ///
    /// # Errors
    /// When the trial itself cannot go on. What the program does wrong is in the report.
    pub fn run(&self) -> Result<CrowdReport, TrialError> {
        let ground = Ground::new(self.program, self.backend, self.modules)?;
        let directory = ground.directory("crowd")?;
        let (db, stop) = (directory.join("index.db"), ground.directory("signals")?.join("stop"));
        // Copied, as people do it: nothing but the file itself.
        let made = ground.directory("made")?.join("index.db");
        ground.index(&made)?;
        fs::copy(&made, &db).map_err(TrialError::io(db.display().to_string()))?;
        let limit = self.lasts + PATIENCE;
        let start = |_| Running::start((self.reader)(&db, &stop, limit.as_secs()));
        let readers: Vec<Running> = (0..self.readers).map(start).collect::<Result<_, _>>()?;
        let mut report = CrowdReport::default();
        if let Err(error) = self.write(&ground, &db, &mut report) {
            report.findings.push(format!("writer, round {}: {error}", report.rounds));
        }
        fs::write(&stop, "").map_err(TrialError::io("the file that stops readers"))?;
        collect(readers, &mut report);
        if let Err(error) = check_end(&ground, &db) {
            report.findings.push(format!("at the end: {error}"));
        }
        Ok(report)
    }

    /// Edits and indexes, round for round; in every second round another writer starts meanwhile.
    fn write(&self, ground: &Ground<'_>, db: &Path, report: &mut CrowdReport) -> Result<(), TrialError> {
        let started = Instant::now();
        while started.elapsed() < self.lasts {
            let round = report.rounds as u32;
            ground.tree.edit(Form(u64::from(round) + 1))?;
            let start = || {
                let arguments = [index(db, self.backend, &[]), vec!["-j".to_owned()]].concat();
                Running::start(self.program.command(ground.tree.root(), &arguments))
            };
            let first = start()?;
            let second = (round % 2 == 1).then(|| {
                std::thread::sleep(ground.takes * (round % 9) / 10);
                start()
            });
            let said = [Some(first.end()?), second.transpose()?.map(Running::end).transpose()?];
            judge(&said, report)?;
            report.rounds += 1;
        }
        Ok(())
    }
}

/// One writer of two at least succeeds; the other may be told that the database is locked.
fn judge(said: &[Option<Said>; 2], report: &mut CrowdReport) -> Result<(), TrialError> {
    let mut ended_well = 0;
    for one in said.iter().flatten() {
        if one.status == Some(0) {
            ended_well += 1;
            continue;
        }
        let error = one.json()?["error"].take();
        if one.status != Some(4) || error["code"] != "db-locked" {
            return Err(TrialError::Broken(format!("a writer failed: {one:?}")));
        }
        report.refused += 1;
        report.told = error["message"].as_str().map(str::to_owned);
    }
    if ended_well == 0 {
        return Err(TrialError::Broken("no writer succeeded".to_owned()));
    }
    report.waited += ended_well - 1;
    Ok(())
}

/// When all is quiet the database is what a cold index says, in every respect.
fn check_end(ground: &Ground<'_>, db: &Path) -> Result<(), TrialError> {
    ground.index(db)?;
    let held = ground.sound(db)?;
    let cold = ground.directory("end")?.join("index.db");
    ground.index(&cold)?;
    if !held.is_same(&State::read(&cold)?) {
        return Err(TrialError::Broken("the index that followed differs from a cold one".to_owned()));
    }
    ground.check_nothing_else(db)
}

/// Adds up what readers saw. All that saw one revision must have seen the same.
fn collect(readers: Vec<Running>, report: &mut CrowdReport) {
    let mut states: BTreeMap<u64, String> = BTreeMap::new();
    for reader in readers {
        match reader.end().and_then(|said| seen(&said)) {
            Ok((snapshots, seen)) => {
                report.snapshots += snapshots;
                for (revision, digest) in seen {
                    let known = states.entry(revision).or_insert_with(|| digest.clone());
                    if *known != digest {
                        report.findings.push(format!("revision {revision} is {known} and {digest}"));
                    }
                }
            }
            Err(error) => report.findings.push(format!("a reader: {error}")),
        }
    }
    report.states = states.len();
}

/// What a reader says that it saw.
fn seen(said: &Said) -> Result<(u64, BTreeMap<u64, String>), TrialError> {
    let line = said.stdout.lines().find(|line| line.starts_with('{')).filter(|_| said.status == Some(0));
    let answer: Option<Value> = line.and_then(|line| serde_json::from_str(line).ok());
    let broken = || TrialError::Broken(format!("{said:?}"));
    let answer = answer.ok_or_else(broken)?;
    let states = answer["states"].as_object().ok_or_else(broken)?;
    let states = states
        .iter()
        .filter_map(|(revision, digest)| Some((revision.parse().ok()?, digest.as_str()?.to_owned())));
    Ok((answer["snapshots"].as_u64().unwrap_or_default(), states.collect()))
}

/// Reads state after state until there is a file at `stop`; gives what was seen, as JSON in one line.
///
/// Every state must be whole, and stay as it is while it is held; revisions must not go back.
///
/// # Errors
/// With the law that is broken, or when the database cannot be read.
pub fn read_for_a_while(db: &Path, stop: &Path, seconds: u64) -> Result<String, TrialError> {
    let started = Instant::now();
    let mut states: BTreeMap<u64, String> = BTreeMap::new();
    let mut snapshots = 0u64;
    let mut last = 0;
    while !stop.exists() && started.elapsed() < Duration::from_secs(seconds) {
        let database = Database::open(db).map_err(|error| TrialError::Read { db: db.to_owned(), error })?;
        let state = State::of(&database)?;
        if state.revision < last {
            return Err(TrialError::Broken(format!("revision {} after {last}", state.revision)));
        }
        last = state.revision;
        // Some are held on to while the writer goes on, the first of all for long.
        if snapshots.is_multiple_of(4) {
            let long = if snapshots.is_multiple_of(16) { 2_000 } else { 50 };
            std::thread::sleep(Duration::from_millis(long));
            if State::of(&database)? != state {
                return Err(TrialError::Broken(format!("revision {last} changed while it was held")));
            }
        }
        snapshots += 1;
        let digest = state.digest.to_string();
        let known = states.entry(last).or_insert_with(|| digest.clone());
        if *known != digest {
            return Err(TrialError::Broken(format!("revision {last} is {known} and {digest}")));
        }
    }
    Ok(serde_json::json!({ "snapshots": snapshots, "states": states }).to_string())
}
