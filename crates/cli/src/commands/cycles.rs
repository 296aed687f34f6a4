//! `magellan cycles`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::{CyclesQuery, EdgeGroup, Unit, Views};
use wire::{CycleEntry, CyclesAnswer};

use super::level_argument::{self, LevelArgument, told};
use super::picture::{Arrow, Picture};
use super::sites;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// List what depends on itself: recursion, files that import each other
///
/// Each entry is a strongly connected component, the largest first, with one shortest cycle. Only proved edges count.
#[derive(Args, Debug)]
pub(crate) struct Cycles {
    #[command(flatten)]
    level: LevelArgument,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Show at most so many members of each
    #[arg(long, value_name = "N", default_value_t = 10)]
    members: usize,
}

impl Cycles {
    /// Lists by size.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let groups = self.level.groups();
        let level = self.level.level;
        let query = CyclesQuery { level, groups: groups.clone(), limit: self.limit, members: self.members };
        let found = engine::cycles(&db, &Views::new(db.snapshot()), &query)?;
        let shown = found.found.iter().flat_map(|tangle| tangle.witness.iter().chain(&tangle.members));
        let shown: Vec<Unit> = shown.cloned().collect();
        let mut uncertainty = engine::uncertainty_in(&db, &shown, &groups)?;
        uncertainty.more |= found.units > shown.len() as u64;
        let answer = CyclesAnswer {
            level: level.as_str(),
            edges: groups.iter().map(EdgeGroup::as_str).collect(),
            units: found.units,
            single: found.single,
            cycles: found.found.iter().map(CycleEntry::from).collect(),
            uncertainty: wire::Uncertainty::from(&uncertainty),
        };
        let left = found.total - answer.cycles.len() as u64;
        if let Some(language) = output.drawing() {
            let mut picture = picture(&answer);
            picture.leave_out(left);
            return output::text(&picture.draw(language));
        }
        let mut envelope = commands::envelope("cycles", answer);
        envelope.total = Some(found.total);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }
}

fn human(out: &mut dyn Write, answer: &CyclesAnswer, left: u64) -> io::Result<()> {
    for cycle in &answer.cycles {
        writeln!(out, "{} of {}", cycle.kind, cycle.size)?;
        let shortest = if cycle.shortest { "shortest" } else { "a short" };
        writeln!(out, "  {shortest} cycle:")?;
        cycle.witness.iter().try_for_each(|unit| writeln!(out, "    {}", told(unit)))?;
        if cycle.size > cycle.witness.len() as u64 {
            writeln!(out, "  members:")?;
            cycle.members.iter().try_for_each(|unit| writeln!(out, "    {}", told(unit)))?;
            let hidden = cycle.size - cycle.members.len() as u64;
            if hidden > 0 {
                writeln!(out, "    {hidden} more")?;
            }
        }
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    let total = answer.cycles.len() as u64 + left;
    writeln!(out, "{total} cycles with {} units, {} of one unit alone", answer.units, answer.single)?;
    sites::uncertainty(out, &answer.uncertainty)
}

/// The shortest cycles.
fn picture(answer: &CyclesAnswer) -> Picture {
    let mut picture = Picture { name: "cycles", title: answer.level.to_owned(), ..Picture::default() };
    for cycle in &answer.cycles {
        let first = picture.boxes.len();
        picture.boxes.extend(cycle.witness.iter().map(level_argument::node));
        let length = cycle.witness.len();
        let arrow = |at| Arrow {
            from: first + at,
            to: first + (at + 1) % length,
            label: String::new(),
            faint: false,
        };
        picture.arrows.extend((0..length).map(arrow));
    }
    picture
}
