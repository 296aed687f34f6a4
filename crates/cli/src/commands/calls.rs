//! What `magellan callers` and `magellan callees` share.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use clap::builder::RangedU64ValueParser;
use engine::Database;
use engine::query::{self, CallEdge, Reached, Subject, Views};
use wire::{Call, CallsAnswer, Symbol, Target};

use super::rich::{self, Surroundings};
use super::sites;
use super::symbol_argument::SymbolArgument;
use super::tier_argument::TierArgument;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Arguments of `callers` and `callees`.
#[derive(Args, Debug)]
pub(crate) struct Calls {
    #[command(flatten)]
    symbol: SymbolArgument,
    /// Follow so many calls
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = RangedU64ValueParser::<u32>::new().range(1..=1000))]
    depth: u32,
    /// Show at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    tier: TierArgument,
    #[command(flatten)]
    surroundings: Surroundings,
}

/// Which end of calls is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    Callers,
    Callees,
}

impl Calls {
    /// Lists by depth.
    pub(super) fn run(&self, end: End, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let subject = self.symbol.subject(&db)?;
        let tiers = self.tier.tiers(&db)?;
        let views = Views::with_tiers(db.snapshot(), &tiers);
        let (reached, spelled, outcomes) = self.find(end, &db, &views, &subject)?;
        let shown = &reached[..reached.len().min(self.limit.unwrap_or(usize::MAX))];
        let answer = CallsAnswer {
            symbol: Symbol::from(&subject.symbol),
            declarations: subject.declarations.iter().map(Symbol::from).collect(),
            depth: self.depth,
            calls: shown.iter().map(|reached| self.call(&views, reached)).collect::<Result<_, _>>()?,
            spelled,
            outcomes,
        };
        let name = if end == End::Callers { "callers" } else { "callees" };
        let left = reached.len() - shown.len();
        let mut envelope = commands::envelope(name, answer);
        envelope.total = Some(reached.len() as u64);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }

    #[allow(clippy::type_complexity, reason = "taken apart at once by its only user")]
    fn find(
        &self,
        end: End,
        db: &Database,
        views: &Views<'_>,
        subject: &Subject,
    ) -> Result<(Vec<Reached>, Option<wire::SpelledCounts>, Option<wire::OutcomeCounts>), Failure> {
        if end == End::Callers {
            let found = engine::callers(db, views, subject, self.depth)?;
            let counts = wire::SpelledCounts::new(subject.spelled(), &found.counts);
            return Ok((found.reached, Some(counts), None));
        }
        let found = query::callees(views, subject, self.depth).map_err(database::failed)?;
        Ok((found.reached, None, Some(wire::OutcomeCounts::from(&found.counts))))
    }

    fn call(&self, views: &Views<'_>, reached: &Reached) -> Result<Call, Failure> {
        let edge = |edge: &CallEdge| -> Result<wire::CallEdge, Failure> {
            Ok(wire::CallEdge {
                with: Target::from(edge.with.as_ref()),
                dispatch: edge.dispatch,
                sites: sites::describe(views, &edge.sites, &self.surroundings)?,
            })
        };
        Ok(Call {
            depth: reached.depth,
            symbol: Symbol::from(reached.symbol.as_ref()),
            edges: reached.edges.iter().map(edge).collect::<Result<_, _>>()?,
        })
    }
}

fn human(out: &mut dyn Write, answer: &CallsAnswer, left: usize) -> io::Result<()> {
    for call in &answer.calls {
        let (symbol, at) = (&call.symbol, &call.symbol.name_span);
        write!(out, "{}:{}:{}  {} ", at.path, at.start_line, at.start_col, symbol.kind)?;
        write!(out, "{}", symbol.display_fqn)?;
        writeln!(
            out,
            "{}",
            if call.depth > 1 { format!("  (depth {})", call.depth) } else { String::new() }
        )?;
        for edge in &call.edges {
            let via = edge.with.display_fqn.as_deref().filter(|_| call.depth > 1);
            let via = via.map_or_else(String::new, |fqn| format!("  via {fqn}"));
            for site in &edge.sites {
                writeln!(out, "    {}  ({}){via}", sites::place(site), sites::ending(site))?;
                rich::human_context(out, site.context.as_ref())?;
            }
        }
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    sites::declarations(out, &answer.declarations)?;
    answer.spelled.iter().try_for_each(|counts| sites::spelled(out, counts, "calls"))?;
    answer.outcomes.iter().try_for_each(|counts| sites::outcomes(out, counts, "calls"))
}
