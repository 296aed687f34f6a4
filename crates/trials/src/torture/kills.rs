//! `kill -9` while an index is made or brought up to date.

use std::fs;
use std::path::Path;
use std::time::Duration;

use engine::Backend;

use super::ground::{Ground, index};
use crate::error::TrialError;
use crate::program::{Program, Running};
use crate::random::Random;
use crate::state::State;

/// What is killed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// A cold index, where there was none.
    Cold,
    /// A cold index in place of one that is there.
    Rebuild,
    /// An update, with a traversal form beside the database.
    Update,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 3] = [Self::Cold, Self::Rebuild, Self::Update];

    /// What it is called in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cold => "index, cold",
            Self::Rebuild => "index --rebuild",
            Self::Update => "index, update",
        }
    }
}

/// What came of kills.
#[derive(Clone, Debug, Default)]
pub struct KillReport {
    /// How many processes were killed, those included that had ended by then.
    pub kills: usize,
    /// How many had ended.
    pub ended: usize,
    /// After how many the database was as before.
    pub before: usize,
    /// After how many it was on the way: files as they are now, not all references resolved.
    pub between: usize,
    /// After how many it was as after a whole run.
    pub after: usize,
    /// Laws that are broken, each with the kill that showed it.
    pub findings: Vec<String>,
}

/// Kills so many runs of a deed, at moments that are spread over how long it takes, and looks at what each leaves.
///
/// # Errors
/// When the trial itself cannot go on. What the program does wrong is in the report.
pub fn kill(
    program: &Program,
    backend: &'static Backend,
    deed: Deed,
    (kills, modules): (usize, u64),
    random: &mut Random,
) -> Result<KillReport, TrialError> {
    let mut ground = Ground::new(program, backend, modules)?;
    let mut report = KillReport::default();
    for number in 0..kills {
        let moment = moment(ground.takes, number, kills, random);
        if let Err(error) = one(&mut ground, deed, number, moment, &mut report) {
            report
                .findings
                .push(format!("{} killed after {moment:?} (kill {number}): {error}", deed.as_str()));
        }
    }
    Ok(report)
}

/// The moment of a kill: anywhere in its share of the time that a run takes, and some beyond it.
pub(super) fn moment(takes: Duration, number: usize, kills: usize, random: &mut Random) -> Duration {
    #[allow(clippy::cast_precision_loss, reason = "kills are few")]
    let share = (number as f64 + random.share()) / kills as f64;
    takes.mul_f64(share * 1.1)
}

fn one(
    ground: &mut Ground<'_>,
    deed: Deed,
    number: usize,
    moment: Duration,
    report: &mut KillReport,
) -> Result<(), TrialError> {
    let directory = ground.directory("trial")?;
    let db = directory.join("index.db");
    // A trial that found something may have left anything.
    if deed == Deed::Cold
        || !db.exists()
        || !State::read(&db).is_ok_and(|held| held.is_same(ground.expected()))
    {
        fs::remove_dir_all(&directory).map_err(TrialError::io(directory.display().to_string()))?;
    }
    if deed != Deed::Cold && !db.exists() {
        ground.index(&db)?;
    }
    if deed == Deed::Update && number.is_multiple_of(2) {
        ask_of_the_graph(ground, &db)?;
    }
    ground.turn()?;
    let more: &[&str] = if deed == Deed::Rebuild { &["--rebuild"] } else { &[] };
    let arguments = index(&db, ground.backend, more);
    let running = Running::start(ground.program.command(ground.tree.root(), &arguments))?;
    report.ended += usize::from(running.kill_after(moment)?);
    report.kills += 1;
    look(ground, deed, &db, report)?;
    ground.recover(&db)?;
    ask_of_the_graph(ground, &db)
}

/// Looks at what a kill left, before anything is repaired.
fn look(ground: &Ground<'_>, deed: Deed, db: &Path, report: &mut KillReport) -> Result<(), TrialError> {
    if deed == Deed::Cold && !db.exists() {
        report.before += 1;
        return Ok(());
    }
    // First without any other process having been there.
    let at_once = State::read(db)?;
    let held = ground.sound(db)?;
    if !held.is_same(&at_once) {
        return Err(TrialError::Broken("reading changed what is read".to_owned()));
    }
    let (before, after) = (ground.other(), ground.expected());
    if held.is_same(after) {
        report.after += 1;
    } else if deed != Deed::Cold && held.is_same(before) {
        report.before += 1;
    } else if deed == Deed::Update {
        held.check_between(before, after)?;
        report.between += 1;
    } else {
        return Err(TrialError::Broken(format!("half a database: {} files", held.files())));
    }
    Ok(())
}

/// Callers of callers are answered from the traversal form beside a database, and alike without it.
fn ask_of_the_graph(ground: &Ground<'_>, db: &Path) -> Result<(), TrialError> {
    let shown = db.display().to_string();
    let ask =
        || ground.program.answer(ground.tree.root(), &["callers", "run8", "--depth", "3", "--db", &shown]);
    let answer = ask()?;
    let graph = engine::traversal_path(db);
    fs::remove_file(&graph).map_err(TrialError::io(graph.display().to_string()))?;
    if ask()? != answer {
        return Err(TrialError::Broken("the traversal form beside the database is not its own".to_owned()));
    }
    Ok(())
}
