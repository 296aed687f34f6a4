//! `magellan hierarchy`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::{self, Views};
use wire::{HierarchyAnswer, Symbol};

use super::implementations::{line, related};
use super::rich::Surroundings;
use super::sites;
use super::symbol_argument::SymbolArgument;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List the types above and below a type
///
/// Nearest first, each with the name that says so. Supertypes outside of the repository are listed apart. SYMBOL is as for
/// `refs`.
#[derive(Args, Debug)]
pub(crate) struct Hierarchy {
    #[command(flatten)]
    symbol: SymbolArgument,
}

impl Hierarchy {
    /// Lists what is above, then what is below.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let subject = self.symbol.subject(&db)?;
        if !subject.symbol.kind.is_type() {
            let message = format!("{} is a {}, not a type", subject.symbol.display_fqn, subject.symbol.kind);
            return Err(Failure::argument(message).hint("`magellan implementations` takes members"));
        }
        let views = Views::new(db.snapshot());
        let found = query::hierarchy(&views, &subject).map_err(database::failed)?;
        let answer = HierarchyAnswer {
            symbol: Symbol::from(&subject.symbol),
            above: related(&views, &found.above)?,
            below: related(&views, &found.below)?,
            unknown_above: sites::describe(&views, &found.unknown_above, &Surroundings::default())?,
        };
        let envelope = commands::envelope("hierarchy", answer);
        commands::tell(&db, output, envelope, human)
    }
}

fn human(out: &mut dyn Write, answer: &HierarchyAnswer) -> io::Result<()> {
    answer.above.iter().try_for_each(|related| line(out, related, "above"))?;
    for site in &answer.unknown_above {
        let ending = sites::ending(site);
        writeln!(out, "{}  {}  (above {}, {ending})", sites::place(site), site.name, site.in_fqn)?;
    }
    let (symbol, at) = (&answer.symbol, &answer.symbol.name_span);
    writeln!(out, "{}:{}:{}  {} {}", at.path, at.start_line, at.start_col, symbol.kind, symbol.display_fqn)?;
    answer.below.iter().try_for_each(|related| line(out, related, "below"))
}
