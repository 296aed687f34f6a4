//! `magellan implementations`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::{self, Views};
use wire::{ImplementationsAnswer, Related, Symbol, Target};

use super::rich::Surroundings;
use super::sites;
use super::symbol_argument::SymbolArgument;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List what implements or extends a type, or overrides a member
///
/// Of a type the types below it, nearest first; of a member the members of the same name in the types below the one that it
/// belongs to. SYMBOL is as for `refs`.
#[derive(Args, Debug)]
pub(crate) struct Implementations {
    #[command(flatten)]
    symbol: SymbolArgument,
    /// Show at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Implementations {
    /// Lists nearest first.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let subject = self.symbol.subject(&db)?;
        let views = Views::new(db.snapshot());
        let found = query::implementations(&views, &subject).map_err(database::failed)?;
        let shown = &found[..found.len().min(self.limit.unwrap_or(usize::MAX))];
        let answer = ImplementationsAnswer {
            symbol: Symbol::from(&subject.symbol),
            implementations: related(&views, shown)?,
        };
        let left = found.len() - shown.len();
        let mut envelope = commands::envelope("implementations", answer);
        envelope.total = Some(found.len() as u64);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| {
            answer.implementations.iter().try_for_each(|related| line(out, related, "below"))?;
            if left > 0 { writeln!(out, "{left} more") } else { Ok(()) }
        })
    }
}

/// Types or members around one, described.
pub(super) fn related(views: &Views<'_>, found: &[query::Related]) -> Result<Vec<Related>, Failure> {
    let one = |related: &query::Related| -> Result<Related, Failure> {
        Ok(Related {
            depth: related.depth,
            symbol: Symbol::from(related.symbol.as_ref()),
            with: Target::from(related.with.as_ref()),
            site: sites::describe_one(views, &related.site, &Surroundings::default())?,
        })
    };
    found.iter().map(one).collect()
}

/// A line on a type or member; `word` says on which side of the other it stands.
pub(super) fn line(out: &mut dyn Write, related: &Related, word: &str) -> io::Result<()> {
    let (symbol, at) = (&related.symbol, &related.symbol.name_span);
    let with = related.with.display_fqn.as_deref().unwrap_or_default();
    write!(out, "{}:{}:{}  {} {}", at.path, at.start_line, at.start_col, symbol.kind, symbol.display_fqn)?;
    writeln!(out, "  ({word} {with}, {})", sites::place(&related.site))
}
