//! `kill -9` while a database is copied into another kind of store.

use std::fs;
use std::path::Path;
use std::time::Instant;

use engine::{BACKENDS, Backend};

use super::ground::{Ground, others_beside};
use super::kills::{KillReport, moment};
use crate::error::TrialError;
use crate::program::{Program, Running};
use crate::random::Random;
use crate::state::State;

/// Kills so many migrations of a database of this kind, to each other kind in turn.
///
/// # Errors
/// When the trial itself cannot go on. What the program does wrong is in the report.
pub fn kill_migrations(
    program: &Program,
    backend: &'static Backend,
    (kills, modules): (usize, u64),
    random: &mut Random,
) -> Result<KillReport, TrialError> {
    let ground = Ground::new(program, backend, modules)?;
    let source = ground.directory("source")?.join("index.db");
    ground.index(&source)?;
    let others: Vec<&'static Backend> = BACKENDS.iter().copied().filter(|kind| *kind != backend).collect();
    let kinds = if others.is_empty() { vec![backend] } else { others };
    let trials = kinds.into_iter().map(|to| Trial { ground: &ground, source: &source, to });
    let trials: Vec<_> =
        trials.map(|trial| Ok((trial.whole()?, trial))).collect::<Result<_, TrialError>>()?;
    let mut report = KillReport::default();
    for number in 0..kills {
        let (takes, trial) = &trials[number % trials.len()];
        let moment = moment(*takes, number, kills, random);
        if let Err(error) = trial.one(moment, &mut report) {
            report.findings.push(format!("migration to {} killed after {moment:?}: {error}", trial.to.name));
        }
    }
    Ok(report)
}

/// One migration.
struct Trial<'a> {
    ground: &'a Ground<'a>,
    source: &'a Path,
    to: &'static Backend,
}

impl Trial<'_> {
    /// Migrates undisturbed; tells how long that takes.
    fn whole(&self) -> Result<std::time::Duration, TrialError> {
        let output = self.ground.directory("whole")?.join("index.db");
        let started = Instant::now();
        self.ground.program.answer(self.ground.tree.root(), &self.arguments(&output))?;
        let takes = started.elapsed();
        self.check_whole(&output)?;
        remove(&self.ground.directory("whole")?)?;
        Ok(takes)
    }

    fn one(&self, moment: std::time::Duration, report: &mut KillReport) -> Result<(), TrialError> {
        let directory = self.ground.directory("migrated")?;
        remove(&directory)?;
        let output = self.ground.directory("migrated")?.join("index.db");
        let arguments = self.arguments(&output);
        let running = Running::start(self.ground.program.command(self.ground.tree.root(), &arguments))?;
        report.ended += usize::from(running.kill_after(moment)?);
        report.kills += 1;
        if output.exists() {
            report.after += 1;
            self.check_whole(&output)?;
        } else {
            report.before += 1;
        }
        self.again(&output)
    }

    /// A second run with the same output: it succeeds, or is refused since the copy is there and whole; nothing else is left.
    fn again(&self, output: &Path) -> Result<(), TrialError> {
        let was_there = output.exists();
        let arguments = [self.arguments(output), vec!["-j".to_owned()]].concat();
        let said = self.ground.program.run(self.ground.tree.root(), &arguments)?;
        let expected = if was_there { Some(2) } else { Some(0) };
        if said.status != expected {
            return Err(TrialError::Broken(format!("the second run: {said:?}")));
        }
        self.check_whole(output)?;
        let others = others_beside(output, self.to)?;
        if !others.is_empty() {
            return Err(TrialError::Broken(format!(
                "left over: {others:?}, the copy was there: {was_there}"
            )));
        }
        Ok(())
    }

    /// The copy equals its source, and the source is as it was.
    fn check_whole(&self, output: &Path) -> Result<(), TrialError> {
        let copy = self.ground.sound(output)?;
        let source = State::read(self.source)?;
        if !copy.is_same(&source) || !source.is_same(self.ground.expected()) {
            return Err(TrialError::Broken("the copy is not equal to its source".to_owned()));
        }
        Ok(())
    }

    fn arguments(&self, output: &Path) -> Vec<String> {
        let paths = [self.source, output].map(|path| path.display().to_string());
        let [source, output] = paths.each_ref().map(String::as_str);
        ["migrate-backend", "-q", "--input", source, "--output", output, "--to", self.to.name]
            .map(str::to_owned)
            .to_vec()
    }
}

fn remove(directory: &Path) -> Result<(), TrialError> {
    fs::remove_dir_all(directory).map_err(TrialError::io(directory.display().to_string()))
}
