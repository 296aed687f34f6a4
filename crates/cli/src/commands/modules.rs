//! `magellan modules`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::{EdgeGroup, ModulesQuery, NamedLayer, Unit, Views};
use wire::{LayerEntry, ModuleEntry, ModulesAnswer, ViolationEntry};

use super::level_argument::ModuleLevelArgument;
use super::picture::{Arrow, Node, Picture};
use super::sites;
use super::symbol_filter::glob;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// Show which files, directories or packages depend on which, in layers
///
/// Layer 0 depends on nothing; what is in a circle shares a layer. With `--layer NAME=GLOB`, given from the top down, files that depend on
/// a layer above their own are listed: what may use what is yours to say.
#[derive(Args, Debug)]
pub(crate) struct Modules {
    #[command(flatten)]
    level: ModuleLevelArgument,
    /// A layer and the files of it, the top one first (may be repeated)
    #[arg(long = "layer", value_name = "NAME=GLOB")]
    layers: Vec<String>,
    /// Show at most so many units, and violations
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
}

impl Modules {
    /// Lists from the top layer down.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let layers = self.layers.iter().map(|layer| named(layer)).collect::<Result<Vec<_>, _>>()?;
        let db = database::open(global)?;
        let groups = self.level.groups();
        let level = self.level.level;
        let query = ModulesQuery { level, groups: groups.clone(), layers, limit: self.limit };
        let found = engine::modules(&db, &Views::new(db.snapshot()), &query)?;
        let names: Vec<&str> = query.layers.iter().map(|layer| layer.name.as_str()).collect();
        let layer = |(name, files): (&&str, &u64)| LayerEntry { name: (*name).to_owned(), files: *files };
        let shown: Vec<Unit> = found.units.iter().map(|unit| unit.unit.clone()).collect();
        let mut uncertainty = engine::uncertainty_in(&db, &shown, &groups)?;
        uncertainty.more |= found.total > shown.len() as u64;
        let answer = ModulesAnswer {
            level: level.as_str(),
            edges: groups.iter().map(EdgeGroup::as_str).collect(),
            layers: found.layers,
            dependences: found.arcs,
            units: found.units.iter().map(ModuleEntry::from).collect(),
            named_layers: names.iter().zip(&found.files_of_layers).map(layer).collect(),
            violation_count: found.violation_count,
            violations: found.violations.iter().map(|found| ViolationEntry::new(found, &names)).collect(),
            uncertainty: wire::Uncertainty::from(&uncertainty),
        };
        let left = found.total - answer.units.len() as u64;
        if let Some(language) = output.drawing() {
            let mut picture = picture(&answer);
            picture.leave_out(left);
            return output::text(&picture.draw(language));
        }
        let mut envelope = commands::envelope("modules", answer);
        envelope.total = Some(found.total);
        envelope.truncated = Some(left > 0 || found.violation_count > found.violations.len() as u64);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }
}

/// Reads a layer.
fn named(text: &str) -> Result<NamedLayer, Failure> {
    match text.split_once('=') {
        Some((name, pattern)) if !name.is_empty() => {
            Ok(NamedLayer { name: name.to_owned(), files: glob(pattern)? })
        }
        _ => Err(Failure::argument(format!("`{text}` is no layer"))
            .hint("write a name and a glob over paths: --layer 'ui=src/ui/**'")),
    }
}

fn human(out: &mut dyn Write, answer: &ModulesAnswer, left: u64) -> io::Result<()> {
    for unit in &answer.units {
        writeln!(out, "layer {}  {}  (used by {})", unit.layer, unit.name, unit.dependants)?;
        for end in &unit.depends_on {
            writeln!(out, "    -> {}  {}", end.name, end.edges)?;
        }
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    let total = answer.units.len() as u64 + left;
    writeln!(
        out,
        "{total} {}s in {} layers, {} dependences",
        answer.level, answer.layers, answer.dependences
    )?;
    for layer in &answer.named_layers {
        writeln!(out, "{}: {} files", layer.name, layer.files)?;
    }
    if answer.named_layers.is_empty() {
        return sites::uncertainty(out, &answer.uncertainty);
    }
    for found in &answer.violations {
        let line = found.site.as_ref().map_or_else(String::new, |at| format!(":{}", at.start_line));
        let (from, to) = (format!("{}{line} ({})", found.from, found.from_layer), &found.to);
        writeln!(out, "violation: {from} -> {to} ({}), {} edges", found.to_layer, found.edges)?;
    }
    let hidden = answer.violation_count - answer.violations.len() as u64;
    if hidden > 0 {
        writeln!(out, "{hidden} more violations")?;
    }
    writeln!(out, "{} violations", answer.violation_count)?;
    sites::uncertainty(out, &answer.uncertainty)
}

fn picture(answer: &ModulesAnswer) -> Picture {
    let numbers: BTreeMap<&str, usize> =
        answer.units.iter().map(|unit| unit.name.as_str()).zip(0..).collect();
    let node = |unit: &ModuleEntry| Node { lines: vec![unit.name.clone()], faint: false };
    let arrows = answer.units.iter().enumerate().flat_map(|(from, unit)| {
        let numbers = &numbers;
        unit.depends_on.iter().filter_map(move |end| {
            let to = *numbers.get(end.name.as_str())?;
            Some(Arrow { from, to, label: end.edges.to_string(), faint: false })
        })
    });
    Picture {
        name: "modules",
        title: answer.level.to_owned(),
        boxes: answer.units.iter().map(node).collect(),
        arrows: arrows.collect(),
    }
}
