//! `magellan condense`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::{CondenseQuery, EdgeGroup, Unit, Views};
use wire::{ComponentEntry, CondenseAnswer};

use super::level_argument::{LevelArgument, node, told};
use super::picture::{Arrow, Picture};
use super::sites;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// Show the graph without cycles: what all reaches each other is one component
///
/// Components come in topological order, each before everything that it leads to, with the layer that they are in: layer 0 leads to
/// nothing. What has no edge to or from another is left out and counted.
#[derive(Args, Debug)]
pub(crate) struct Condense {
    #[command(flatten)]
    level: LevelArgument,
    /// List the members of each component
    #[arg(long)]
    members: bool,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
}

impl Condense {
    /// Lists in topological order.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let groups = self.level.groups();
        let level = self.level.level;
        let members = if self.members { usize::MAX } else { 1 };
        let query = CondenseQuery { level, groups: groups.clone(), limit: self.limit, members };
        let found = engine::condense(&db, &Views::new(db.snapshot()), &query)?;
        let shown: Vec<Unit> =
            found.components.iter().flat_map(|component| &component.members).cloned().collect();
        let mut uncertainty = engine::uncertainty_in(&db, &shown, &groups)?;
        uncertainty.more |= found.total > found.components.len() as u64;
        let answer = CondenseAnswer {
            level: level.as_str(),
            edges: groups.iter().map(EdgeGroup::as_str).collect(),
            layers: found.layers,
            isolated: found.isolated,
            components: found.components.iter().map(ComponentEntry::from).collect(),
            uncertainty: wire::Uncertainty::from(&uncertainty),
        };
        let left = found.total - answer.components.len() as u64;
        if let Some(language) = output.drawing() {
            let mut picture = picture(&answer);
            picture.leave_out(left);
            return output::text(&picture.draw(language));
        }
        let mut envelope = commands::envelope("condense", answer);
        envelope.total = Some(found.total);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }
}

fn human(out: &mut dyn Write, answer: &CondenseAnswer, left: u64) -> io::Result<()> {
    for component in &answer.components {
        let first = component.members.first().map(told).unwrap_or_default();
        let others =
            if component.size > 1 { format!(" and {} others", component.size - 1) } else { String::new() };
        writeln!(out, "{:>6}  layer {}  {first}{others}", component.number, component.layer)?;
        for member in component.members.iter().skip(1) {
            writeln!(out, "                {}", told(member))?;
        }
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    let total = answer.components.len() as u64 + left;
    writeln!(out, "{total} components in {} layers, {} without edges", answer.layers, answer.isolated)?;
    sites::uncertainty(out, &answer.uncertainty)
}

fn picture(answer: &CondenseAnswer) -> Picture {
    let boxes = answer.components.iter().map(|component| {
        let mut first = component
            .members
            .first()
            .map_or_else(|| super::picture::Node { lines: Vec::new(), faint: false }, node);
        if component.size > 1 {
            first.lines.push(format!("and {} others", component.size - 1));
        }
        first
    });
    let shown = answer.components.len() as u64;
    let arrows = answer.components.iter().flat_map(|component| {
        let ends = component.leads_to.iter().filter(move |end| **end < shown);
        ends.map(|end| Arrow {
            from: component.number as usize,
            to: *end as usize,
            label: String::new(),
            faint: false,
        })
    });
    Picture {
        name: "condense",
        title: answer.level.to_owned(),
        boxes: boxes.collect(),
        arrows: arrows.collect(),
    }
}
