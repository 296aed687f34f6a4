//! Slices: statements inside of a function, symbols across calls.

use std::collections::BTreeSet;
use std::rc::Rc;

use graph::{Direction, Graph, Node};
use model::ids::SymbolId;
use model::kinds::Role;
use model::span::Span;
use query::{
    FileView, GraphQuestionError, Reach, ReachQuery, Slice, Sliced, Subject, SymbolInfo, Views, is_edge,
};

use crate::calls::along_graph;
use crate::database::Database;
use crate::error::EngineError;
use crate::flow;

/// A slice of the whole program, as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProgramSlice {
    /// The statements that were asked about, by position; none when the question was about the whole symbol.
    pub targets: Vec<Span>,
    /// The slice inside of the function.
    pub inside: Slice,
    /// What is called by statements of the slice, and what that calls: where values come from, or go to.
    pub calls: Option<Reach>,
    /// What calls the function: backward when the slice depends on what it is given, forward when what it gives depends on the target.
    pub callers: Option<Reach>,
}

/// The slice for a symbol or, with `line`, for the statements on a line of it, 1-based. With [`Direction::Out`] what they depend on, with
/// [`Direction::In`] what depends on them.
///
/// Gives `None` when there is no statement on the line. Costs parsing the file and what [`query::slice`] does; what is reached across calls costs
/// its edges.
///
/// # Errors
/// [`EngineError::NoTree`] when a line is asked about in a language that this program does not know; when the database cannot be read.
pub fn program_slice(
    db: &Database,
    views: &Views<'_>,
    subject: &Subject,
    line: Option<u32>,
    direction: Direction,
    reach: &ReachQuery,
) -> Result<Option<ProgramSlice>, EngineError> {
    let Some(line) = line else {
        let found = whole(db, views, subject, direction, reach)?;
        let (calls, callers) =
            if direction == Direction::Out { (Some(found), None) } else { (None, Some(found)) };
        return Ok(Some(ProgramSlice { calls, callers, ..ProgramSlice::default() }));
    };
    let symbol = &subject.symbol;
    let view = views.file(&symbol.path)?;
    let Some((targets, inside)) = inside(&view, symbol, line, direction)? else { return Ok(None) };
    let called = called(&view, symbol, &inside);
    let calls = across(db, views, &called, &ReachQuery { direction: Direction::Out, ..reach.clone() })?;
    let is_given = direction == Direction::Out && !inside.inputs.is_empty();
    let asks_callers = is_given || inside.leaves;
    let callers = asks_callers.then(|| whole(db, views, subject, Direction::In, reach)).transpose()?;
    Ok(Some(ProgramSlice { targets, inside, calls: Some(calls), callers }))
}

/// Everything that a symbol reaches or is reached from.
fn whole(
    db: &Database,
    views: &Views<'_>,
    subject: &Subject,
    direction: Direction,
    reach: &ReachQuery,
) -> Result<Reach, EngineError> {
    let query = ReachQuery { direction, ..reach.clone() };
    along_graph(db, |graph| query::reachable(views, graph, subject, &query))
}

/// The statements on a line, and the slice of the function or lambda that they stand in.
fn inside(
    view: &FileView,
    symbol: &SymbolInfo,
    line: u32,
    direction: Direction,
) -> Result<Option<(Vec<Span>, Slice)>, EngineError> {
    let flows = flow::control_flow_of(view, symbol)?;
    // A lambda's statements are its own; the innermost function that has some on the line is meant.
    for flow in flows.iter().rev() {
        let function = Sliced { span: flow.span, flow: &flow.graph };
        let targets = query::statements_on(view, &function, line);
        if !targets.is_empty() {
            let slice = query::slice(view, &function, &targets, direction);
            return Ok(Some((targets, slice)));
        }
    }
    Ok(None)
}

/// What is called in statements of a slice.
fn called(view: &FileView, symbol: &SymbolInfo, slice: &Slice) -> BTreeSet<SymbolId> {
    let mut called = BTreeSet::new();
    for at in view.sites() {
        let site = view.facts.site(at);
        let is_in = site.within == symbol.def
            && slice.statements.iter().any(|statement| statement.span.contains(site.span));
        let outcome = view.outcome(at);
        if is_in && site.role == Role::Call && is_edge(outcome.kind) {
            called.extend(view.targets(&outcome));
        }
    }
    called
}

/// What is called and everything that it reaches.
fn across(
    db: &Database,
    views: &Views<'_>,
    called: &BTreeSet<SymbolId>,
    query: &ReachQuery,
) -> Result<Reach, EngineError> {
    along_graph(db, |graph| {
        let starts = nodes(views, graph, called)?;
        query::reachable_from(views, graph, &starts, query)
    })
}

fn nodes(
    views: &Views<'_>,
    graph: &Graph,
    symbols: &BTreeSet<SymbolId>,
) -> Result<Vec<Node>, GraphQuestionError> {
    let mut nodes = Vec::new();
    for &id in symbols {
        let symbol: Option<Rc<SymbolInfo>> = views.symbol(id)?;
        if let Some(symbol) = symbol {
            nodes.extend(graph.node(symbol.path.as_str(), symbol.def)?);
        }
    }
    nodes.sort_by_key(|node| graph.rank(*node));
    nodes.dedup();
    Ok(nodes)
}
