//! Who calls a function and whom it calls, breadth first.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use graph::{Graph, GraphError, KindSet, Node};
use model::ids::{DefId, SiteId, SymbolId};
use model::kinds::Role;
use model::outcome::OutcomeKind;
use model::path::RepoPath;
use store::StoreError;
use thiserror::Error;

use crate::file_view::{FileView, SymbolInfo};
use crate::outcomes::OutcomeCounts;
use crate::references::{SiteFilter, SpelledCounts, references};
use crate::sites::{SiteRef, is_edge, within};
use crate::subject::Subject;
use crate::views::Views;

/// The calls between two symbols.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallEdge {
    /// The symbol at the other end: one step nearer to the symbol asked about.
    pub with: Rc<SymbolInfo>,
    /// Where the calls stand, in canonical order.
    pub sites: Vec<SiteRef>,
    /// Whether every one of them is a dispatch: the callee is one of a proved set.
    pub dispatch: bool,
}

/// A symbol that calls, or is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reached {
    /// The symbol.
    pub symbol: Rc<SymbolInfo>,
    /// Fewest calls between it and the symbol asked about.
    pub depth: u32,
    /// The calls that lead to it from one step nearer.
    pub edges: Vec<CallEdge>,
}

/// The callers of a symbol.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Callers {
    /// Each once, by depth and then in canonical order.
    pub reached: Vec<Reached>,
    /// What became of all calls that spell the name of the symbol asked about.
    pub counts: SpelledCounts,
}

/// What a symbol calls.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Callees {
    /// Each once, by depth and then in canonical order.
    pub reached: Vec<Reached>,
    /// How all calls in the symbol asked about ended.
    pub counts: OutcomeCounts,
}

/// Calls found from one symbol: the other end, where, and whether it is a dispatch.
type Found = Vec<(Rc<SymbolInfo>, SiteRef, bool)>;

/// The functions, types and files that call `subject`, directly or through others up to `depth` calls away.
///
/// # Errors
/// When the store cannot be read.
pub fn callers(views: &Views<'_>, subject: &Subject, depth: u32) -> Result<Callers, StoreError> {
    let (first, counts) = calls_of(views, subject)?;
    let next = |symbol: &Rc<SymbolInfo>| -> Result<Found, StoreError> {
        Ok(calls_of(views, &Subject::new((**symbol).clone()))?.0)
    };
    Ok(Callers { reached: breadth_first(subject, first, depth, next)?, counts })
}

/// As [`callers`], following callers of callers in the graph instead of looking for every mention of their names: costs the
/// files of the callers found.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn callers_in(
    views: &Views<'_>,
    graph: &Graph,
    subject: &Subject,
    depth: u32,
) -> Result<Callers, GraphQuestionError> {
    let (first, counts) = calls_of(views, subject)?;
    let calls = KindSet::of(|kind| kind.role == Role::Call);
    let next = |symbol: &Rc<SymbolInfo>| calls_into(views, graph, &calls, symbol);
    Ok(Callers { reached: breadth_first(subject, first, depth, next)?, counts })
}

/// Why a question that goes along a graph has no answer.
#[derive(Debug, Error)]
pub enum GraphQuestionError {
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The graph is damaged.
    #[error(transparent)]
    Graph(#[from] GraphError),
}

/// The functions and types that `subject` calls, directly or through others up to `depth` calls away.
///
/// # Errors
/// When the store cannot be read.
pub fn callees(views: &Views<'_>, subject: &Subject, depth: u32) -> Result<Callees, StoreError> {
    let mut counts = OutcomeCounts::default();
    let mut first = Vec::new();
    for symbol in subject.symbols() {
        first.extend(calls_in(views, symbol, Some(&mut counts))?);
    }
    let next = |symbol: &Rc<SymbolInfo>| calls_in(views, symbol, None);
    Ok(Callees { reached: breadth_first(subject, first, depth, next)?, counts })
}

/// The calls that mean a symbol, with their callers.
fn calls_of(views: &Views<'_>, subject: &Subject) -> Result<(Found, SpelledCounts), StoreError> {
    let found = references(views, subject, &SiteFilter::calls())?;
    let mut calls = Vec::with_capacity(found.sites.len());
    for at in found.sites {
        let view = views.file(&at.path)?;
        let caller = within(views, &view, view.facts.site(at.site).within)?;
        let dispatch = view.outcome(at.site).kind == OutcomeKind::Dispatch;
        calls.push((caller, at, dispatch));
    }
    Ok((calls, found.counts))
}

/// The calls that mean a symbol, by the graph's edges into it.
fn calls_into(
    views: &Views<'_>,
    graph: &Graph,
    calls: &KindSet,
    symbol: &SymbolInfo,
) -> Result<Found, GraphQuestionError> {
    let mut found = Vec::new();
    for (path, def) in callers_by_graph(graph, calls, symbol)? {
        let view = views.file(&path)?;
        found.extend(calls_to(views, &view, symbol, |within| within == def)?);
    }
    let Some(tiers) = views.tiers() else { return Ok(found) };
    for path in tiers.files_meaning(&BTreeSet::from([symbol.id]))? {
        if let Some(view) = views.find(&path)? {
            found.extend(calls_to(views, &view, symbol, |_| true)?);
        }
    }
    Ok(found)
}

/// Where the definitions are from which the graph has calls to a symbol.
fn callers_by_graph(
    graph: &Graph,
    calls: &KindSet,
    symbol: &SymbolInfo,
) -> Result<Vec<(RepoPath, Option<DefId>)>, GraphQuestionError> {
    let Some(node) = graph.node(symbol.path.as_str(), symbol.def)? else { return Ok(Vec::new()) };
    let mut callers: Vec<Node> = graph.incoming(node)?.nodes_by(calls).collect();
    callers.dedup();
    let mut places = Vec::with_capacity(callers.len());
    for caller in callers {
        let place = graph.place(caller)?;
        let missing = || StoreError::corrupt("a file of the graph", place.path);
        places.push((RepoPath::new(place.path).ok_or_else(missing)?, place.def));
    }
    Ok(places)
}

/// The calls in a file that mean a symbol, those directly in the definitions that are wanted.
fn calls_to(
    views: &Views<'_>,
    view: &FileView,
    symbol: &SymbolInfo,
    is_wanted: impl Fn(Option<DefId>) -> bool,
) -> Result<Found, StoreError> {
    let mut found = Vec::new();
    for site in view.sites() {
        let facts = view.facts.site(site);
        if is_wanted(facts.within) && facts.role == Role::Call && callees_at(view, site).contains(&symbol.id)
        {
            let dispatch = view.outcome(site).kind == OutcomeKind::Dispatch;
            let at = SiteRef { path: view.record.path.clone(), site };
            found.push((within(views, view, facts.within)?, at, dispatch));
        }
    }
    Ok(found)
}

/// The calls that stand directly in a symbol, with what they call.
fn calls_in(
    views: &Views<'_>,
    symbol: &SymbolInfo,
    mut counts: Option<&mut OutcomeCounts>,
) -> Result<Found, StoreError> {
    let view = views.file(&symbol.path)?;
    let mut calls = Vec::new();
    for site in view.sites() {
        let facts = view.facts.site(site);
        if facts.within != symbol.def || facts.role != Role::Call {
            continue;
        }
        if let Some(counts) = &mut counts {
            counts.add(&view.outcome(site));
        }
        for callee in callees_at(&view, site) {
            let at = SiteRef { path: symbol.path.clone(), site };
            let dispatch = view.outcome(site).kind == OutcomeKind::Dispatch;
            calls.extend(views.symbol(callee)?.map(|callee| (callee, at, dispatch)));
        }
    }
    Ok(calls)
}

/// What a call reaches: the one target, or the set of a dispatch.
pub(crate) fn callees_at(view: &FileView, site: SiteId) -> Vec<SymbolId> {
    let outcome = view.outcome(site);
    if !is_edge(outcome.kind) {
        return Vec::new();
    }
    let mut targets = view.targets(&outcome);
    if outcome.kind == OutcomeKind::Resolved {
        // The rest declares the same thing.
        targets.truncate(1);
    }
    targets
}

fn breadth_first<E>(
    subject: &Subject,
    first: Found,
    depth: u32,
    mut next: impl FnMut(&Rc<SymbolInfo>) -> Result<Found, E>,
) -> Result<Vec<Reached>, E> {
    let mut reached = Vec::new();
    let mut seen = BTreeSet::new();
    // Calling oneself is shown, but not followed.
    let start = subject.ids();
    let root = Rc::new(subject.symbol.clone());
    let mut found: Vec<(Rc<SymbolInfo>, Found)> = vec![(root, first)];
    for level in 1..=depth {
        let level = gathered(level, found, &seen);
        seen.extend(level.iter().map(|reached| reached.symbol.id));
        found = Vec::new();
        for further in level.iter().filter(|reached| !start.contains(&reached.symbol.id)) {
            // The last level is not followed.
            if further.depth < depth {
                found.push((Rc::clone(&further.symbol), next(&further.symbol)?));
            }
        }
        reached.extend(level);
        if found.is_empty() {
            break;
        }
    }
    Ok(reached)
}

/// The symbols found from those of one level that were not seen before, in canonical order.
fn gathered(depth: u32, found: Vec<(Rc<SymbolInfo>, Found)>, seen: &BTreeSet<SymbolId>) -> Vec<Reached> {
    let mut by_symbol: BTreeMap<SymbolId, Reached> = BTreeMap::new();
    for (with, calls) in found {
        let mut edges: BTreeMap<SymbolId, (Rc<SymbolInfo>, CallEdge)> = BTreeMap::new();
        for (symbol, at, dispatch) in calls.into_iter().filter(|(symbol, ..)| !seen.contains(&symbol.id)) {
            let new = || CallEdge { with: Rc::clone(&with), sites: Vec::new(), dispatch: true };
            let (_, edge) = edges.entry(symbol.id).or_insert_with(|| (symbol, new()));
            edge.dispatch &= dispatch;
            edge.sites.push(at);
        }
        for (id, (symbol, mut edge)) in edges {
            edge.sites.sort();
            edge.sites.dedup();
            let new = || Reached { symbol, depth, edges: Vec::new() };
            by_symbol.entry(id).or_insert_with(new).edges.push(edge);
        }
    }
    let mut level: Vec<Reached> = by_symbol.into_values().collect();
    level.sort_by(|a, b| a.symbol.order().cmp(&b.symbol.order()));
    level
}
