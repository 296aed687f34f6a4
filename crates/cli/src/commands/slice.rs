//! `magellan slice`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use std::rc::Rc;

use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use engine::query::{EdgeGroup, EdgeGroups, FileView, Reach, ReachQuery, SliceStatement, Subject, Views};
use engine::{Database, Direction, ProgramSlice};
use wire::{ReachedSymbol, SliceAnswer, SlicedStatement, Span, Symbol, Target};

use super::picture::{Arrow, Node, Picture, first_line};
use super::sites;
use super::symbol_argument::subject;
use super::symbol_filter::SymbolFilter;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// Show what a statement or symbol depends on, or what depends on it
///
/// With a line, `SYMBOL:LINE` or `PATH:LINE`, statement by statement inside of the function: values go through variables, decisions decide what
/// runs. Across calls, and without a line, symbol by symbol. Names of one memory are known where the function itself makes them such.
#[derive(Args, Debug)]
pub(crate) struct Slice {
    /// A symbol, as for `refs`, with a line behind a colon or without
    #[arg(long, value_name = "SYMBOL[:LINE]")]
    target: String,
    #[command(flatten)]
    filter: SymbolFilter,
    /// To what the target depends on, or to what depends on the target
    #[arg(long, value_name = "DIRECTION", value_enum, default_value_t = To::Backward)]
    direction: To,
    /// Follow so many calls; all of them when absent
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<u32>::new().range(1..))]
    depth: Option<u32>,
    /// Show at most so many symbols across calls, each way
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum To {
    Backward,
    Forward,
}

impl To {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Backward => "backward",
            Self::Forward => "forward",
        }
    }
}

impl Slice {
    /// Shows one slice.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let (subject, line) = self.target(&db)?;
        let views = Views::new(db.snapshot());
        let direction = if self.direction == To::Backward { Direction::Out } else { Direction::In };
        let groups = EdgeGroups::new(&[EdgeGroup::Calls]);
        let depth = self.depth.unwrap_or(u32::MAX);
        let query = ReachQuery { direction, groups: groups.clone(), depth, limit: self.limit };
        let Some(found) = engine::program_slice(&db, &views, &subject, line, direction, &query)? else {
            return Err(no_statement(&subject, line.unwrap_or_default()));
        };
        let near: Vec<_> = subject.symbols().cloned().map(Rc::new).collect();
        let uncertainty = engine::uncertainty(&db, &near, Direction::Out, &groups)?;
        let view = views.file(&subject.symbol.path).map_err(database::failed)?;
        let answer = self.answer(&view, &subject, line, &found, wire::Uncertainty::from(&uncertainty));
        if let Some(language) = output.drawing() {
            return output::text(&picture(&answer).draw(language));
        }
        let is_cut = |shown: &[ReachedSymbol], all: u64| (shown.len() as u64) < all;
        let cut = is_cut(&answer.calls, answer.call_count) || is_cut(&answer.callers, answer.caller_count);
        let mut envelope = commands::envelope("slice", answer);
        envelope.total = Some(found.inside.statements.len() as u64);
        envelope.truncated = Some(cut);
        commands::tell(&db, output, envelope, human)
    }

    /// What is meant: the symbol of the longest beginning of the text that means one, and a line.
    fn target(&self, db: &Database) -> Result<(Subject, Option<u32>), Failure> {
        let whole = subject(db, &self.target, &self.filter);
        let Some((before, line)) = self.target.rsplit_once(':') else { return Ok((whole?, None)) };
        let Ok(line) = line.parse::<u32>() else { return Ok((whole?, None)) };
        // `PATH:LINE` is a symbol by itself: that which stands there.
        match (whole, subject(db, before, &self.filter)) {
            (Ok(at_line), _) => Ok((at_line, Some(line))),
            (Err(_), Ok(named)) => Ok((named, Some(line))),
            (Err(error), Err(_)) => Err(error),
        }
    }

    fn answer(
        &self,
        view: &FileView,
        subject: &Subject,
        line: Option<u32>,
        found: &ProgramSlice,
        uncertainty: wire::Uncertainty,
    ) -> SliceAnswer {
        let path = view.record.path.as_str();
        let statement = |statement: &SliceStatement| SlicedStatement {
            span: Span::new(path, &view.locate(statement.span)),
            reason: statement.reason.as_str(),
            for_line: statement.for_the_sake_of.map(|span| view.locate(span).start.line),
            variable: statement.variable.clone(),
            text: first_line(&view.text(statement.span)),
        };
        let reached = |reach: Option<&Reach>| -> Vec<ReachedSymbol> {
            reach.iter().flat_map(|reach| &reach.found).map(ReachedSymbol::from).collect()
        };
        let count = |reach: Option<&Reach>| reach.map_or(0, |reach| reach.total);
        let called = found.calls.as_ref().filter(|_| line.is_some());
        SliceAnswer {
            symbol: Symbol::from(&subject.symbol),
            direction: self.direction.as_str(),
            line,
            statements: found.inside.statements.iter().map(statement).collect(),
            inputs: found.inside.inputs.clone(),
            leaves: found.inside.leaves,
            called: called
                .iter()
                .flat_map(|reach| &reach.starts)
                .map(|symbol| Target::from(symbol.as_ref()))
                .collect(),
            calls: reached(found.calls.as_ref()),
            call_count: count(found.calls.as_ref()),
            callers: reached(found.callers.as_ref()),
            caller_count: count(found.callers.as_ref()),
            uncertainty,
        }
    }
}

fn no_statement(subject: &Subject, line: u32) -> Failure {
    let symbol = &subject.symbol;
    let what = format!("`{}` has no statement on line {line}", symbol.display_fqn);
    let (first, last) = (symbol.location.start.line, symbol.location.end.line);
    Failure::argument(what)
        .hint(format!("it reaches from line {first} to {last}; `magellan cfg` lists its statements"))
}

fn human(out: &mut dyn Write, answer: &SliceAnswer) -> io::Result<()> {
    let name = &answer.symbol.display_fqn;
    writeln!(out, "{} slice of {} {name}", answer.direction, answer.symbol.kind)?;
    for statement in &answer.statements {
        let why = match (&statement.variable, statement.for_line) {
            (Some(variable), Some(line)) => format!("{} {variable}, line {line}", statement.reason),
            (None, Some(line)) => format!("{}, line {line}", statement.reason),
            _ => statement.reason.to_owned(),
        };
        writeln!(out, "{:>6}  {:<60}  ({why})", statement.span.start_line, statement.text)?;
    }
    if !answer.inputs.is_empty() {
        writeln!(out, "depends on what is given: {}", answer.inputs.join(", "))?;
    }
    if answer.leaves {
        writeln!(out, "what leaves the function depends on it")?;
    }
    let listed = |out: &mut dyn Write, title: &str, found: &[ReachedSymbol], all: u64| -> io::Result<()> {
        if all == 0 {
            return Ok(());
        }
        writeln!(out, "{title}: {all}")?;
        for reached in found {
            let at = &reached.symbol.name_span;
            let place = format!("{}:{}", at.path, at.start_line);
            writeln!(out, "{:>6}  {place}  {}", reached.depth, reached.symbol.display_fqn)?;
        }
        if all > found.len() as u64 {
            writeln!(out, "        {} more", all - found.len() as u64)
        } else {
            Ok(())
        }
    };
    if !answer.called.is_empty() {
        let names: Vec<&str> =
            answer.called.iter().filter_map(|called| called.display_fqn.as_deref()).collect();
        writeln!(out, "called there: {}", names.join(", "))?;
    }
    listed(out, "called from there", &answer.calls, answer.call_count)?;
    listed(out, "callers", &answer.callers, answer.caller_count)?;
    sites::uncertainty(out, &answer.uncertainty)
}

/// The statements, each with an arrow to what it is there for; forward the other way round.
fn picture(answer: &SliceAnswer) -> Picture {
    let mut picture =
        Picture { name: "slice", title: answer.symbol.display_fqn.clone(), ..Picture::default() };
    let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
    for statement in &answer.statements {
        let line = statement.span.start_line;
        let text = format!("{line}: {}", statement.text);
        let number = picture.put(Node { lines: vec![text], faint: false });
        lines.entry(line).or_insert(number);
    }
    for (number, statement) in answer.statements.iter().enumerate() {
        let Some(&nearer) = statement.for_line.as_ref().and_then(|line| lines.get(line)) else { continue };
        let (from, to) = if answer.direction == "backward" { (number, nearer) } else { (nearer, number) };
        let label = statement.variable.clone().unwrap_or_else(|| statement.reason.to_owned());
        picture.arrows.push(Arrow { from, to, label, faint: statement.reason != "data" });
    }
    picture
}
