//! `magellan collisions`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use engine::{CollisionQuery, NameField};
use wire::{CollisionEntry, CollisionsAnswer};

use super::symbol_filter::{Passing, SymbolFilter};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List names that several definitions bear
///
/// A command that is given such a name lists what it can mean and exits with status 3; an id always means one definition. The names that most
/// definitions bear come first.
#[derive(Args, Debug)]
pub(crate) struct Collisions {
    /// Which name: what a definition is called, what a person of its language would write, or with package and path
    #[arg(long, value_name = "FIELD", default_value = NameField::default().as_str(), value_parser = PossibleValuesParser::new(NameField::ALL.map(NameField::as_str)))]
    by: String,
    #[command(flatten)]
    filter: SymbolFilter,
    /// Count declarations without a body, too (prototypes, `extern`, overload signatures)
    #[arg(long)]
    declarations: bool,
    /// Show at most so many names; all are counted
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Show at most so many definitions of each; all are counted
    #[arg(long, value_name = "N", default_value_t = 10)]
    members: usize,
}

impl Collisions {
    /// Lists them.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let field = NameField::ALL.into_iter().find(|field| field.as_str() == self.by);
        let field = field.expect("nothing but the names of fields is accepted");
        let Passing { kinds, languages, path } = self.filter.passing()?;
        let (declarations, limit, members) = (self.declarations, self.limit, self.members);
        let query = CollisionQuery { field, kinds, languages, path, declarations, limit, members };
        let found = engine::collisions(&db, &query)?;
        let answer = CollisionsAnswer {
            by: field.as_str(),
            definitions: found.definitions,
            collisions: found.found.iter().map(CollisionEntry::from).collect(),
        };
        let more = found.total - answer.collisions.len() as u64;
        let mut envelope = commands::envelope("collisions", answer);
        envelope.total = Some(found.total);
        envelope.truncated = Some(more > 0);
        commands::tell(&db, output, envelope, |out, answer| {
            answer.collisions.iter().try_for_each(|entry| human(out, entry))?;
            if more > 0 {
                writeln!(out, "{more} more")?;
            }
            writeln!(out, "{} names, {} definitions", found.total, answer.definitions)
        })
    }
}

fn human(out: &mut dyn Write, entry: &CollisionEntry) -> io::Result<()> {
    writeln!(out, "{} ({})", entry.name, entry.count)?;
    for symbol in &entry.symbols {
        let at = &symbol.name_span;
        writeln!(out, "  {}:{}:{}  {}", at.path, at.start_line, at.start_col, symbol.kind)?;
    }
    match entry.count - entry.symbols.len() as u64 {
        0 => Ok(()),
        more => writeln!(out, "  {more} more"),
    }
}
