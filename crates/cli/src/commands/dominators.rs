//! `magellan dominators`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use std::rc::Rc;

use clap::Args;
use engine::Direction;
use engine::query::{EdgeGroup, Views};
use wire::{DominatorEntry, DominatorsAnswer, Symbol};

use super::edge_argument::EdgeArgument;
use super::picture::{Arrow, Node, Picture};
use super::sites;
use super::symbol_argument::{SymbolArgument, subject};
use super::symbol_filter::SymbolFilter;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// List the symbols that every way from SYMBOL to something else passes
///
/// Those come first without which most would not be reached. With `--of` the dominators of one symbol are listed, the closest first.
/// Dominators inside of a function are part of `cfg`. SYMBOL is as for `refs`; a file or type stands for everything defined inside.
#[derive(Args, Debug)]
pub(crate) struct Dominators {
    #[command(flatten)]
    symbol: SymbolArgument,
    /// Only what every way to this symbol passes
    #[arg(long, value_name = "SYMBOL")]
    of: Option<String>,
    #[command(flatten)]
    edges: EdgeArgument,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
}

impl Dominators {
    /// Lists by what would not be reached.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let root = self.symbol.subject(&db)?;
        let of = self.of.as_deref().map(|of| subject(&db, of, &SymbolFilter::default())).transpose()?;
        let views = Views::new(db.snapshot());
        let groups = self.edges.groups();
        let found = engine::dominators(&db, &views, &root, of.as_ref(), &groups, self.limit)?;
        let shown = found.found.iter().map(|dominator| Rc::clone(&dominator.symbol));
        let near: Vec<_> = root.symbols().cloned().map(Rc::new).chain(shown).collect();
        let mut uncertainty = engine::uncertainty(&db, &near, Direction::Out, &groups)?;
        uncertainty.more |= found.reached > near.len() as u64;
        let answer = DominatorsAnswer {
            symbol: Symbol::from(&root.symbol),
            target: of.as_ref().map(|of| Symbol::from(&of.symbol)),
            target_reached: found.is_reached,
            edges: groups.iter().map(EdgeGroup::as_str).collect(),
            reached: found.reached,
            dominators: found.found.iter().map(DominatorEntry::from).collect(),
            uncertainty: wire::Uncertainty::from(&uncertainty),
        };
        let left = found.total - answer.dominators.len() as u64;
        if let Some(language) = output.drawing() {
            let mut picture = picture(&answer);
            picture.leave_out(left);
            return output::text(&picture.draw(language));
        }
        let mut envelope = commands::envelope("dominators", answer);
        envelope.total = Some(found.total);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }
}

fn human(out: &mut dyn Write, answer: &DominatorsAnswer, left: u64) -> io::Result<()> {
    for dominator in &answer.dominators {
        let at = &dominator.symbol.name_span;
        let by = dominator.by.as_ref().and_then(|by| by.display_fqn.as_deref());
        let by = by.map_or_else(String::new, |by| format!("  after {by}"));
        let place = format!("{}:{}", at.path, at.start_line);
        writeln!(out, "{:>6}  {place}  {}{by}", dominator.dominated, dominator.symbol.display_fqn)?;
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    match &answer.target {
        Some(target) if !answer.target_reached => {
            writeln!(out, "{} is not reached from {}", target.display_fqn, answer.symbol.display_fqn)?;
        }
        _ => writeln!(out, "{} symbols are reached", answer.reached)?,
    }
    sites::uncertainty(out, &answer.uncertainty)
}

/// The tree of what is shown.
fn picture(answer: &DominatorsAnswer) -> Picture {
    let mut picture =
        Picture { name: "dominators", title: answer.symbol.display_fqn.clone(), ..Picture::default() };
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for dominator in &answer.dominators {
        let id = dominator.symbol.symbol_id.as_str();
        let to = *numbers.entry(id).or_insert_with(|| picture.put(Node::of_symbol(&dominator.symbol)));
        if let Some(by) = &dominator.by {
            let from = *numbers.entry(&by.symbol_id).or_insert_with(|| picture.put(Node::of_target(by)));
            picture.arrows.push(Arrow { from, to, label: String::new(), faint: false });
        }
    }
    picture
}
