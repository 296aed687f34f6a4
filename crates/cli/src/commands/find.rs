//! `magellan find`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::Database;
use engine::query::{self, NamePattern, Views};
use wire::{FindAnswer, Symbol};

use super::rich::{self, Rich};
use super::symbol_filter::{SymbolFilter, glob};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Find symbols by name
///
/// NAME is a name or a fully qualified name; with --glob it is a pattern. An empty answer is an answer: exit status 0.
#[derive(Args, Debug)]
pub(crate) struct Find {
    /// Name, fully qualified name, or pattern
    name: String,
    /// NAME is a glob: `*`, `?`, `[a-z]`, `{a,b}`; with `.`, `:`, `#` or `/` in it, one over fully qualified names
    #[arg(long)]
    glob: bool,
    #[command(flatten)]
    filter: SymbolFilter,
    /// Show at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    rich: Rich,
}

impl Find {
    /// Finds and lists in canonical order.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let name = if self.glob {
            NamePattern::Glob(glob(&self.name)?)
        } else {
            NamePattern::Exact(self.name.clone())
        };
        let found =
            query::find(db.snapshot(), &self.filter.query(name, self.limit)?).map_err(database::failed)?;
        let symbols = rich_symbols(&db, &found.symbols, &self.rich)?;
        let shown = symbols.len() as u64;
        let mut envelope = commands::envelope("find", FindAnswer { symbols });
        envelope.total = Some(found.total);
        envelope.truncated = Some(shown < found.total);
        let total = found.total;
        commands::tell(&db, output, envelope, |out, answer| {
            human(out, &answer.symbols)?;
            if total > shown {
                writeln!(out, "{} more", total - shown)?;
            }
            Ok(())
        })
    }
}

/// Symbols with what `rich` asks for.
pub(super) fn rich_symbols(
    db: &Database,
    infos: &[query::SymbolInfo],
    rich: &Rich,
) -> Result<Vec<Symbol>, Failure> {
    let views = Views::new(db.snapshot());
    infos.iter().map(|info| rich.symbol(&views, info)).collect()
}

/// One line a symbol, and its context below.
pub(super) fn human(out: &mut dyn Write, symbols: &[Symbol]) -> io::Result<()> {
    for symbol in symbols {
        let at = &symbol.name_span;
        writeln!(
            out,
            "{}:{}:{}  {} {}",
            at.path, at.start_line, at.start_col, symbol.kind, symbol.display_fqn
        )?;
        rich::human(out, symbol)?;
    }
    Ok(())
}
