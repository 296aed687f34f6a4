//! Options that add to each symbol or site of an answer.

use std::io::{self, Write};

use clap::Args;
use engine::query::{self, CallEdge, FileView, Subject, SymbolInfo, Views};
use wire::{CallSummary, Checksums, Context, Symbol, Target};

use crate::database;
use crate::failure::Failure;

/// Options that add source lines.
#[derive(Args, Debug, Clone, Default)]
pub(crate) struct Surroundings {
    /// Add the source lines around each name
    #[arg(long)]
    with_context: bool,
    /// Lines before and after (with --with-context) [default: 2]
    #[arg(long, value_name = "N")]
    context_lines: Option<u32>,
}

/// Options that add to each symbol of an answer.
#[derive(Args, Debug, Clone, Default)]
pub(crate) struct Rich {
    #[command(flatten)]
    surroundings: Surroundings,
    /// Add BLAKE3 hashes of each symbol's file and text
    #[arg(long)]
    with_checksums: bool,
    /// Add what calls each symbol
    #[arg(long)]
    with_callers: bool,
    /// Add what each symbol calls
    #[arg(long)]
    with_callees: bool,
}

impl Surroundings {
    /// The lines around a line, when they are wanted.
    pub(crate) fn of(&self, view: &FileView, line: u32) -> Option<Context> {
        self.with_context.then(|| context(view, line, self.context_lines.unwrap_or(2)))
    }
}

impl Rich {
    /// How many lines are wanted around the text itself, rather than around the name.
    pub(crate) fn lines_around(&self) -> Option<u32> {
        self.surroundings.context_lines.filter(|_| !self.surroundings.with_context)
    }

    /// The symbol with what was asked for.
    pub(crate) fn symbol(&self, views: &Views<'_>, info: &SymbolInfo) -> Result<Symbol, Failure> {
        let mut symbol = Symbol::from(info);
        if self.surroundings.with_context || self.with_checksums {
            let view = views.file(&info.path).map_err(database::failed)?;
            symbol.context = self.surroundings.of(&view, info.name_location.start.line);
            symbol.checksums = self.with_checksums.then(|| checksums(&view, info));
        }
        let subject = Subject::new(info.clone());
        if self.with_callers {
            let found = query::callers(views, &subject, 1).map_err(database::failed)?;
            symbol.callers = Some(summaries(&found.reached));
        }
        if self.with_callees {
            let found = query::callees(views, &subject, 1).map_err(database::failed)?;
            symbol.callees = Some(summaries(&found.reached));
        }
        Ok(symbol)
    }
}

fn checksums(view: &FileView, info: &SymbolInfo) -> Checksums {
    let text = engine::hash::ContentHash::of(info.location.span.of(&view.source));
    Checksums { file: view.record.content_hash.to_string(), symbol: text.to_string() }
}

fn summaries(reached: &[query::Reached]) -> Vec<CallSummary> {
    let summary = |reached: &query::Reached| CallSummary {
        symbol: Target::from(reached.symbol.as_ref()),
        sites: reached.edges.iter().map(|edge| edge.sites.len() as u64).sum(),
        dispatch: reached.edges.iter().all(|edge: &CallEdge| edge.dispatch),
    };
    reached.iter().map(summary).collect()
}

fn context(view: &FileView, line: u32, around: u32) -> Context {
    let first_line = line.saturating_sub(around).max(1);
    let text = String::from_utf8_lossy(&view.source);
    let wanted = (line - first_line + around + 1) as usize;
    let lines = text.lines().skip(first_line as usize - 1).take(wanted).map(str::to_owned).collect();
    Context { first_line, lines }
}

/// What was added to a symbol, below its line.
pub(super) fn human(out: &mut dyn Write, symbol: &Symbol) -> io::Result<()> {
    human_context(out, symbol.context.as_ref())?;
    for (what, calls) in [("called by", &symbol.callers), ("calls", &symbol.callees)] {
        for call in calls.iter().flatten() {
            let dispatch = if call.dispatch { ", dispatch" } else { "" };
            writeln!(out, "  {what} {}  ({} sites{dispatch})", target(&call.symbol), call.sites)?;
        }
    }
    Ok(())
}

/// Source lines with their numbers.
pub(super) fn human_context(out: &mut dyn Write, context: Option<&Context>) -> io::Result<()> {
    for (line, number) in context.iter().flat_map(|context| context.lines.iter().zip(context.first_line..)) {
        writeln!(out, "  {number:>6} | {line}")?;
    }
    Ok(())
}

/// `kind fqn  path:line:column`.
pub(super) fn target(target: &Target) -> String {
    let (Some(kind), Some(fqn), Some(path)) = (target.kind, &target.display_fqn, &target.path) else {
        return target.symbol_id.clone();
    };
    let (line, column) = (target.start_line.unwrap_or(1), target.start_col.unwrap_or(0));
    format!("{kind} {fqn}  {path}:{line}:{column}")
}
