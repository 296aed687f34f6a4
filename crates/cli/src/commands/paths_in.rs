//! `magellan paths-in`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use clap::builder::RangedU64ValueParser;
use engine::control_analysis::{PathLimits, paths};
use wire::{PathIn, PathsInAnswer, Span, Symbol};

use super::function_argument::{Function, FunctionArgument};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List the ways through a function
///
/// Each way is a row of blocks, as `cfg` numbers them, from the entry to where control leaves. There are more ways than anybody can
/// list: the options bound what is looked for, and the answer says whether there are more. SYMBOL is as for `cfg`.
#[derive(Args, Debug)]
pub(crate) struct PathsIn {
    #[command(flatten)]
    function: FunctionArgument,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = RangedU64ValueParser::<usize>::new().range(1..=100_000))]
    limit: usize,
    /// Of at most so many steps
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = RangedU64ValueParser::<usize>::new().range(1..=100_000))]
    max_length: usize,
    /// Come to no block more often than this: 2 goes round every loop once
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = RangedU64ValueParser::<u32>::new().range(1..=100))]
    visits: u32,
    /// With the ways that an exception takes wherever one could be thrown
    #[arg(long)]
    exceptions: bool,
}

impl PathsIn {
    /// Lists ways, depth first.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let Function { view, symbol, flow, .. } = self.function.find(&db)?;
        let limits = PathLimits { paths: self.limit, edges: self.max_length, visits: self.visits };
        let found = paths(&flow.graph, limits, self.exceptions);
        let answer = PathsInAnswer {
            symbol: Symbol::from(&symbol),
            span: Span::new(symbol.path.as_str(), &view.locate(flow.span)),
            paths: found.paths.iter().map(|edges| PathIn::new(&view, &flow.graph, edges)).collect(),
        };
        let mut envelope = commands::envelope("paths-in", answer);
        envelope.truncated = Some(found.more);
        commands::tell(&db, output, envelope, |out, answer| {
            answer.paths.iter().try_for_each(|path| human(out, path))?;
            if found.more { writeln!(out, "more") } else { Ok(()) }
        })
    }
}

fn human(out: &mut dyn Write, path: &PathIn) -> io::Result<()> {
    let blocks: Vec<String> = path.blocks.iter().map(u32::to_string).collect();
    let lines: Vec<String> = path.lines.iter().map(u32::to_string).collect();
    let end = path.edges.last().copied().unwrap_or_default();
    writeln!(out, "{}  ({end}; lines {})", blocks.join(" "), lines.join(" "))
}
