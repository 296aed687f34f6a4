//! `magellan dead-code`

mod drawing;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use engine::{DeadCodeQuery, ExportedApi, UseState};
use wire::{DeadCodeAnswer, DeadCodeEntry, Why};

use super::symbol_filter::{Passing, SymbolFilter};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// List definitions that nothing uses
///
/// A definition is `alive` when proved uses reach it from what is surely run: entry points, tests, what frameworks and runtimes call, the
/// public interface of libraries. It is `unknown` when something that is not settled may use it: names that are not resolved, text that
/// spells it, a base that nobody has seen; each reason is told with its places. It is `dead` only when neither holds. `docs/roots.md` has
/// the rules. Functions, methods, types, constants, module-level variables and macros are judged; fields and members of enumerations go
/// with their type.
#[derive(Args, Debug)]
pub(crate) struct DeadCode {
    #[command(flatten)]
    filter: SymbolFilter,
    /// List definitions in this state (may be repeated)
    #[arg(long = "state", value_name = "STATE", value_enum, default_values_t = [StateArgument::Dead])]
    states: Vec<StateArgument>,
    /// What to take of definitions that can be named from outside of their package
    #[arg(long, value_name = "API", value_enum, default_value_t)]
    exported_api: ApiArgument,
    /// Show at most so many; all are counted
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
}

/// A state.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum StateArgument {
    /// Nothing that runs can use it
    Dead,
    /// Something that is not settled may use it
    Unknown,
    /// Something that runs uses it
    Alive,
    /// Any
    All,
}

/// What is taken of what can be named from outside.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
enum ApiArgument {
    /// Used in libraries, unused in programs, `unknown` where no manifest says which it is
    #[default]
    Auto,
    /// All of it is used
    Used,
    /// None of it is, but by the tree: the tree is the whole program
    Unused,
}

impl DeadCode {
    /// Judges and lists.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let found = engine::dead_code(&db, &self.query()?)?;
        let answer = DeadCodeAnswer::from(&found);
        let total: u64 = self.states().iter().map(|state| found.count(*state)).sum();
        let more = total - answer.definitions.len() as u64;
        if let Some(language) = output.drawing() {
            return output::text(&drawing::picture(&answer, more).draw(language));
        }
        let mut envelope = commands::envelope("dead-code", answer);
        envelope.total = Some(total);
        envelope.truncated = Some(more > 0);
        commands::tell(&db, output, envelope, |out, answer| {
            answer.definitions.iter().try_for_each(|entry| human(out, entry))?;
            if more > 0 {
                writeln!(out, "{more} more")?;
            }
            writeln!(out, "{} dead, {} unknown, {} alive", answer.dead, answer.unknown, answer.alive)
        })
    }

    fn query(&self) -> Result<DeadCodeQuery, Failure> {
        let Passing { kinds, languages, path } = self.filter.passing()?;
        let api = match self.exported_api {
            ApiArgument::Auto => ExportedApi::ByManifest,
            ApiArgument::Used => ExportedApi::Used,
            ApiArgument::Unused => ExportedApi::Unused,
        };
        Ok(DeadCodeQuery { api, states: self.states(), languages, kinds, path, limit: self.limit })
    }

    /// The states that are listed, each once.
    fn states(&self) -> Vec<UseState> {
        let wants = |state| {
            self.states.iter().any(|wanted| match wanted {
                StateArgument::Dead => state == UseState::Dead,
                StateArgument::Unknown => state == UseState::Unknown,
                StateArgument::Alive => state == UseState::Alive,
                StateArgument::All => true,
            })
        };
        UseState::ALL.iter().copied().filter(|state| wants(*state)).collect()
    }
}

fn human(out: &mut dyn Write, entry: &DeadCodeEntry) -> io::Result<()> {
    let (symbol, at) = (&entry.symbol, &entry.symbol.name_span);
    write!(out, "{}:{}:{}  ", at.path, at.start_line, at.start_col)?;
    writeln!(out, "{} {} {}", entry.state, symbol.kind, symbol.display_fqn)?;
    entry.why.iter().filter(|why| why.reason != "no-use").try_for_each(|why| reason(out, why))
}

fn reason(out: &mut dyn Write, why: &Why) -> io::Result<()> {
    write!(out, "    {}", why.reason)?;
    why.detail.iter().try_for_each(|detail| write!(out, " ({detail})"))?;
    let mut told = 0;
    for user in &why.users {
        let at = &user.at;
        write!(out, "{} {} {}:{}", if told == 0 { ":" } else { "," }, user.name, at.path, at.line)?;
        told += 1;
    }
    for site in &why.sites {
        write!(out, "{} {}:{}:{}", if told == 0 { ":" } else { "," }, site.path, site.line, site.col)?;
        told += 1;
    }
    let more = why.count.unwrap_or(0).saturating_sub(told);
    if more > 0 && told > 0 {
        write!(out, ", {more} more")?;
    }
    writeln!(out)
}
