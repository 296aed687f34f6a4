//! Ways through the graph from one symbol to another.

use std::rc::Rc;

use graph::{Direction, Graph, Node, Subgraph};
use model::ids::SiteId;
use model::kinds::Role;
use model::outcome::OutcomeKind;
use model::path::RepoPath;

use crate::calls::{GraphQuestionError, callees_at};
use crate::edge_groups::EdgeGroups;
use crate::ends::with_ends;
use crate::file_view::{Located, SymbolInfo};
use crate::nodes::{nodes_of, symbol_at};
use crate::subject::Subject;
use crate::views::Views;

/// Which ways are wanted.
#[derive(Clone, Debug)]
pub struct RoutesQuery {
    /// Along which edges.
    pub groups: EdgeGroups,
    /// Over so many edges at most.
    pub depth: u32,
    /// So many at most.
    pub limit: usize,
}

/// Ways from one symbol to another, or to anything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Routes {
    /// The shortest first, then in canonical order. None passes a symbol twice.
    pub found: Vec<Route>,
    /// Whether there are more of the wanted length.
    pub more: bool,
    /// Where they begin.
    pub starts: Vec<Rc<SymbolInfo>>,
}

/// A way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// The symbols that it passes, both ends included.
    pub symbols: Vec<Rc<SymbolInfo>>,
    /// How each leads to the next: one fewer.
    pub steps: Vec<RouteStep>,
}

/// How a symbol leads to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteStep {
    /// What the first site does with the other.
    pub role: Role,
    /// Whether the other is, at that site, one of a proved set.
    pub dispatch: bool,
    /// Where the first site stands.
    pub path: RepoPath,
    /// Its place.
    pub location: Located,
    /// How many sites there are.
    pub sites: u64,
}

/// The first ways from `start` to `end`, or to anything at all.
///
/// Of a type or file any definition inside is an end. Costs the edges of what lies between both, and for each way found those again in
/// the worst case (Yen 1971).
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn routes(
    views: &Views<'_>,
    graph: &Graph,
    start: &Subject,
    end: Option<&Subject>,
    query: &RoutesQuery,
) -> Result<Routes, GraphQuestionError> {
    let starts = nodes_of(views, graph, start)?;
    let ends = end.map(|end| nodes_of(views, graph, end)).transpose()?;
    let between = between(graph, &starts, ends.as_deref(), query)?;
    let (digraph, source, sink) = with_ends(&between, &starts, ends.as_deref());
    let found = match sink {
        // The way into the first start and the one out of the last end are edges of their own.
        Some(sink) => digraph.paths_between(source, sink, query.limit, query.depth.saturating_add(2)),
        None => digraph.paths_from(
            source,
            query.limit.saturating_add(starts.len()),
            query.depth.saturating_add(1),
        ),
    };
    let mut routes = Routes { more: found.more, ..Routes::default() };
    for start in starts {
        routes.starts.push(symbol_at(views, graph.place(start)?)?);
    }
    for path in found.paths {
        let inner = path.iter().filter(|vertex| **vertex != source && Some(**vertex) != sink);
        let nodes: Vec<Node> = inner.map(|vertex| between.node(*vertex)).collect();
        // The start alone is no way.
        if nodes.len() > 1 || sink.is_some() {
            routes.found.push(described(views, graph, &nodes, &query.groups)?);
        }
    }
    routes.more |= routes.found.len() > query.limit;
    routes.found.truncate(query.limit);
    Ok(routes)
}

/// What lies on ways of the wanted length.
fn between(
    graph: &Graph,
    starts: &[Node],
    ends: Option<&[Node]>,
    query: &RoutesQuery,
) -> Result<Subgraph, GraphQuestionError> {
    let kinds = query.groups.kinds();
    Ok(match ends {
        Some(ends) => Subgraph::between(graph, starts, ends, &kinds, query.depth)?,
        None => Subgraph::within(graph, starts, Direction::Out, &kinds, query.depth)?,
    })
}

fn described(
    views: &Views<'_>,
    graph: &Graph,
    nodes: &[Node],
    groups: &EdgeGroups,
) -> Result<Route, GraphQuestionError> {
    let mut symbols = Vec::with_capacity(nodes.len());
    for node in nodes {
        symbols.push(symbol_at(views, graph.place(*node)?)?);
    }
    let mut steps = Vec::with_capacity(nodes.len().saturating_sub(1));
    for pair in symbols.windows(2) {
        steps.extend(step(views, &pair[0], &pair[1], groups)?);
    }
    Ok(Route { symbols, steps })
}

/// How one symbol leads to another.
fn step(
    views: &Views<'_>,
    from: &SymbolInfo,
    to: &SymbolInfo,
    groups: &EdgeGroups,
) -> Result<Option<RouteStep>, GraphQuestionError> {
    let view = views.file(&from.path)?;
    let leads = |at: &SiteId| {
        let site = view.facts.site(*at);
        site.within == from.def && groups.have(site.role) && callees_at(&view, *at).contains(&to.id)
    };
    let mut sites = view.sites().filter(leads);
    let Some(first) = sites.next() else { return Ok(None) };
    let site = view.facts.site(first);
    Ok(Some(RouteStep {
        role: site.role,
        dispatch: view.outcome(first).kind == OutcomeKind::Dispatch,
        path: from.path.clone(),
        location: view.locate(site.span),
        sites: 1 + sites.count() as u64,
    }))
}
