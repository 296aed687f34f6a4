//! `magellan cfg`

mod drawing;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use wire::{CfgAnswer, CfgGraph, Span, Symbol};

use super::function_argument::{Function, FunctionArgument};
use super::picture::first_line;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// Show the control flow graph of a function
///
/// Blocks with their statements, and how control gets from one to the next; which blocks dominate which, loops, and on which
/// decisions it hangs whether a block runs. `--output dot` and `--output mermaid` draw it. SYMBOL is as for `get`; in Python, JavaScript and
/// TypeScript a file stands for its own code.
#[derive(Args, Debug)]
pub(crate) struct Cfg {
    #[command(flatten)]
    function: FunctionArgument,
}

impl Cfg {
    /// Shows one graph.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let Function { view, symbol, flow, lambdas } = self.function.find(&db)?;
        let located = |flow: &engine::FunctionFlow| Span::new(symbol.path.as_str(), &view.locate(flow.span));
        let answer = CfgAnswer {
            symbol: Symbol::from(&symbol),
            span: located(&flow),
            graph: CfgGraph::new(&view, &flow),
            lambdas: lambdas.iter().map(located).collect(),
        };
        let text = |span: &Span| view.text(engine::Span::new(span.start_byte, span.end_byte));
        if let Some(language) = output.drawing() {
            return output::text(&drawing::picture(&answer, &text).draw(language));
        }
        let envelope = commands::envelope("cfg", answer);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, &text))
    }
}

fn human(out: &mut dyn Write, answer: &CfgAnswer, text: &dyn Fn(&Span) -> String) -> io::Result<()> {
    let CfgAnswer { symbol, span, graph, lambdas } = answer;
    let at = format!("{}:{}:{}", span.path, span.start_line, span.start_col);
    writeln!(out, "{at}  {} {}, cyclomatic {}", symbol.kind, symbol.display_fqn, graph.cyclomatic)?;
    for block in &graph.blocks {
        let unreachable = if block.reachable { "" } else { " (unreachable)" };
        let copy = if block.copy { " (copy)" } else { "" };
        writeln!(out, "{:>4} {}{unreachable}{copy}", block.id, block.kind)?;
        for statement in &block.statements {
            writeln!(out, "       {:>5}  {}", statement.start_line, first_line(&text(statement)))?;
        }
        for edge in graph.edges.iter().filter(|edge| edge.from == block.id) {
            let never = if edge.never { " (never)" } else { "" };
            writeln!(out, "       -> {} {}{never}", edge.to, edge.kind)?;
        }
    }
    for found in &graph.loops {
        let blocks: Vec<String> = found.blocks.iter().map(u32::to_string).collect();
        writeln!(out, "loop {}: {}", found.head, blocks.join(" "))?;
    }
    for (index, lambda) in lambdas.iter().enumerate() {
        writeln!(out, "lambda {}: {}:{}:{}", index + 1, lambda.path, lambda.start_line, lambda.start_col)?;
    }
    Ok(())
}
