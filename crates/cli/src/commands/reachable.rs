//! `magellan reachable`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use clap::builder::RangedU64ValueParser;
use engine::Direction;
use engine::query::{Reach, ReachQuery, Subject, Views};
use wire::{ReachAnswer, ReachedSymbol, Symbol};

use super::edge_argument::EdgeArgument;
use super::picture::{Arrow, Node, Picture};
use super::sites;
use super::symbol_argument::NamedSymbol;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// List everything that a symbol reaches, or that reaches it
///
/// Follows proved edges of the graph to any distance, the nearest first: what a function calls, what that calls, and so on; `--reverse`
/// lists what leads to it. A file, module or type stands for everything defined inside. Sites around the answer that are not
/// resolved are counted: they might lead further. SYMBOL is as for `refs`.
#[derive(Args, Debug)]
pub(crate) struct Reachable {
    #[command(flatten)]
    symbol: NamedSymbol,
    /// List what reaches the symbol instead
    #[arg(long)]
    reverse: bool,
    #[command(flatten)]
    edges: EdgeArgument,
    /// Follow so many edges; all of them when absent
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<u32>::new().range(1..))]
    depth: Option<u32>,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
}

impl Reachable {
    /// Lists by distance.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let subject = self.symbol.subject(&db)?;
        let views = Views::new(db.snapshot());
        let groups = self.edges.groups();
        let direction = if self.reverse { Direction::In } else { Direction::Out };
        let depth = self.depth.unwrap_or(u32::MAX);
        let query = ReachQuery { direction, groups: groups.clone(), depth, limit: self.limit };
        let reach = engine::reachable(&db, &views, &subject, &query)?;
        let shown = reach.found.iter().map(|reached| &reached.symbol);
        let near: Vec<_> = reach.starts.iter().chain(shown).cloned().collect();
        let mut uncertainty = engine::uncertainty(&db, &near, direction, &groups)?;
        let left = reach.total - reach.found.len() as u64;
        uncertainty.more |= left > 0;
        let answer = self.answer(&subject, &groups, &reach, &uncertainty);
        if let Some(language) = output.drawing() {
            let mut picture = picture(&answer);
            picture.leave_out(left);
            return output::text(&picture.draw(language));
        }
        let mut envelope = commands::envelope("reachable", answer);
        envelope.total = Some(reach.total);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }

    fn answer(
        &self,
        subject: &Subject,
        groups: &engine::query::EdgeGroups,
        reach: &Reach,
        uncertainty: &engine::query::Uncertainty,
    ) -> ReachAnswer {
        ReachAnswer {
            symbol: Symbol::from(&subject.symbol),
            declarations: subject.declarations.iter().map(Symbol::from).collect(),
            reverse: self.reverse,
            edges: groups.iter().map(engine::query::EdgeGroup::as_str).collect(),
            depth: self.depth,
            files: reach.places.len() as u64,
            by_depth: reach.by_depth.clone(),
            reached: reach.found.iter().map(ReachedSymbol::from).collect(),
            uncertainty: wire::Uncertainty::from(uncertainty),
        }
    }
}

fn human(out: &mut dyn Write, answer: &ReachAnswer, left: u64) -> io::Result<()> {
    for reached in &answer.reached {
        let (symbol, at) = (&reached.symbol, &reached.symbol.name_span);
        write!(
            out,
            "{:>3}  {}:{}:{}  {} ",
            reached.depth, at.path, at.start_line, at.start_col, symbol.kind
        )?;
        let via = reached.via.display_fqn.as_deref().unwrap_or_default();
        writeln!(out, "{}  via {via}", symbol.display_fqn)?;
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    let total: u64 = answer.by_depth.iter().sum();
    let farthest = answer.by_depth.len();
    writeln!(out, "{total} symbols in {} files, at most {farthest} edges away", answer.files)?;
    sites::declarations(out, &answer.declarations)?;
    sites::uncertainty(out, &answer.uncertainty)
}

/// The symbols shown, each with the way that it was reached.
fn picture(answer: &ReachAnswer) -> Picture {
    let symbols = std::iter::once(&answer.symbol).chain(answer.reached.iter().map(|reached| &reached.symbol));
    let symbols: Vec<&Symbol> = symbols.collect();
    let numbers: BTreeMap<&str, usize> =
        (symbols.iter().map(|symbol| symbol.symbol_id.as_str())).zip(0..).collect();
    // What a type holds is not drawn by itself.
    let number = |id: &str| numbers.get(id).copied().unwrap_or(0);
    let arrow = |reached: &ReachedSymbol| {
        let (near, far) = (number(&reached.via.symbol_id), number(&reached.symbol.symbol_id));
        let (from, to) = if answer.reverse { (far, near) } else { (near, far) };
        Arrow { from, to, label: String::new(), faint: false }
    };
    Picture {
        name: "reachable",
        title: answer.symbol.display_fqn.clone(),
        boxes: symbols.into_iter().map(Node::of_symbol).collect(),
        arrows: answer.reached.iter().map(arrow).collect(),
    }
}
