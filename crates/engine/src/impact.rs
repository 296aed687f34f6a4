//! What a change touches: who depends on symbols at any distance, and which tests among them.

use std::collections::BTreeSet;
use std::rc::Rc;

use graph::{Direction, Graph, Node};
use model::ids::DefId;
use model::kinds::Modifiers;
use model::path::RepoPath;
use query::{FileView, GraphQuestionError, PlacesOfFile, Reach, ReachQuery, Subject, SymbolInfo, Views};
use store::{Snapshot, StoreError};

use crate::calls::along_graph;
use crate::database::Database;
use crate::error::EngineError;
use crate::{git, scan};

/// What changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changed {
    /// The symbols, in canonical order; of a type or file everything defined inside counts as changed too.
    pub symbols: Vec<Rc<SymbolInfo>>,
    /// Files that are gone: what depended on them cannot be told any more.
    pub removed: Vec<RepoPath>,
    /// Files that differ and are not in the index.
    pub not_indexed: Vec<RepoPath>,
}

/// What a change touches.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Impact {
    /// Everything that depends on it, the nearest first.
    pub reach: Reach,
    /// The tests among them and among what changed, by distance and then in canonical order.
    pub tests: Vec<(Rc<SymbolInfo>, u32)>,
}

/// The symbols that differ between a revision of git and the working tree: the innermost definition of each line, as it is indexed.
///
/// # Errors
/// [`EngineError::Git`] when git is not there, the root is in no working tree, or the revision is not known; when the database cannot be
/// read.
pub fn changed_since(db: &Database, views: &Views<'_>, revision: &str) -> Result<Changed, EngineError> {
    let mut changed = Changed::default();
    for file in git::changed_lines(db, revision)? {
        if file.removed {
            changed.removed.push(file.path);
            continue;
        }
        let Some(view) = views.find(&file.path)? else {
            changed.not_indexed.push(file.path);
            continue;
        };
        let defs = query::definitions_on(&view, &file.lines);
        changed.symbols.extend(defs.into_iter().map(|def| Rc::new(view.symbol_or_file(def))));
    }
    changed.symbols.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(changed)
}

/// Everything that depends on `subjects`, and the tests among it.
///
/// Linear in what is found; reads the files that it is in.
///
/// # Errors
/// When the database cannot be read.
pub fn impact(
    db: &Database,
    views: &Views<'_>,
    subjects: &[Subject],
    alone: &[Rc<SymbolInfo>],
    query: &ReachQuery,
) -> Result<Impact, EngineError> {
    let query = ReachQuery { direction: Direction::In, ..query.clone() };
    let reach = along_graph(db, |graph| {
        query::reachable_from(views, graph, &starts(views, graph, subjects, alone)?, &query)
    })?;
    let mut places = reach.places.clone();
    places.extend(starting_places(&reach));
    let tests = tests(db, &places)?;
    Ok(Impact { reach, tests })
}

/// The nodes of whole subjects, and those of symbols that stand for nothing but themselves.
fn starts(
    views: &Views<'_>,
    graph: &Graph,
    subjects: &[Subject],
    alone: &[Rc<SymbolInfo>],
) -> Result<Vec<Node>, GraphQuestionError> {
    let mut nodes = Vec::new();
    for subject in subjects {
        nodes.extend(query::nodes_of(views, graph, subject)?);
    }
    for symbol in alone {
        nodes.extend(graph.node(symbol.path.as_str(), symbol.def)?);
    }
    nodes.sort_by_key(|node| graph.rank(*node));
    nodes.dedup();
    Ok(nodes)
}

/// What the question began at, at distance 0.
fn starting_places(reach: &Reach) -> Vec<PlacesOfFile> {
    let place =
        |symbol: &Rc<SymbolInfo>| PlacesOfFile { path: symbol.path.clone(), reached: vec![(symbol.def, 0)] };
    reach.starts.iter().map(place).collect()
}

/// The tests among symbols: functions that are marked as tests, and files of tests whose own code is reached.
fn tests(db: &Database, places: &[PlacesOfFile]) -> Result<Vec<(Rc<SymbolInfo>, u32)>, EngineError> {
    let mut tests: Vec<(Rc<SymbolInfo>, u32)> = Vec::new();
    let read = |snapshot: &dyn Snapshot, places: &PlacesOfFile| {
        let path = &places.path;
        let missing = || StoreError::corrupt("a file of the graph", path.as_str());
        let record = snapshot.file(path)?.ok_or_else(missing)?;
        let view = FileView::without_outcomes(snapshot, record)?;
        let is_test = |def: Option<DefId>| match def {
            Some(def) => view.facts.def(def).modifiers.contains(Modifiers::TEST),
            None => view.facts.tests || query::is_test_path(path),
        };
        let reached = places.reached.iter().filter(|(def, _)| is_test(*def));
        Ok(reached.map(|(def, depth)| (view.symbol_or_file(*def), *depth)).collect::<Vec<_>>())
    };
    scan::scan(db, places, read, |found| {
        tests.extend(found.into_iter().map(|(symbol, depth)| (Rc::new(symbol), depth)));
        Ok(())
    })?;
    tests.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.order().cmp(&b.0.order())));
    let mut known = BTreeSet::new();
    tests.retain(|(symbol, _)| known.insert(symbol.id));
    Ok(tests)
}
