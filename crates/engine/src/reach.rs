//! Questions along the graph, with what is not known around their answers.

use std::ops::ControlFlow;
use std::rc::Rc;

use graph::Direction;
use model::path::RepoPath;
use query::{
    CentralSymbols, Centrality, CondenseQuery, Condensed, CyclesQuery, Dominance, EdgeGroups, FileView,
    Modules, ModulesQuery, Reach, ReachQuery, Routes, RoutesQuery, Subject, SymbolInfo, Tangles, Uncertainty,
    UncertaintySearch, Unit, Views,
};
use store::{Snapshot, StoreError};

use crate::calls::along_graph;
use crate::database::Database;
use crate::error::EngineError;
use crate::scan;

/// Everything that a subject reaches, or that reaches it.
///
/// # Errors
/// When the database cannot be read.
pub fn reachable(
    db: &Database,
    views: &Views<'_>,
    subject: &Subject,
    query: &ReachQuery,
) -> Result<Reach, EngineError> {
    along_graph(db, |graph| query::reachable(views, graph, subject, query))
}

/// Ways from one symbol to another, or to anything.
///
/// # Errors
/// When the database cannot be read.
pub fn routes(
    db: &Database,
    views: &Views<'_>,
    start: &Subject,
    end: Option<&Subject>,
    query: &RoutesQuery,
) -> Result<Routes, EngineError> {
    along_graph(db, |graph| query::routes(views, graph, start, end, query))
}

/// What reaches itself.
///
/// # Errors
/// When the database cannot be read.
pub fn cycles(db: &Database, views: &Views<'_>, query: &CyclesQuery) -> Result<Tangles, EngineError> {
    along_graph(db, |graph| query::cycles(views, graph, query))
}

/// The graph without cycles.
///
/// # Errors
/// When the database cannot be read.
pub fn condense(db: &Database, views: &Views<'_>, query: &CondenseQuery) -> Result<Condensed, EngineError> {
    along_graph(db, |graph| query::condense(views, graph, query))
}

/// What every way from a symbol passes.
///
/// # Errors
/// When the database cannot be read.
pub fn dominators(
    db: &Database,
    views: &Views<'_>,
    root: &Subject,
    target: Option<&Subject>,
    groups: &EdgeGroups,
    limit: usize,
) -> Result<Dominance, EngineError> {
    along_graph(db, |graph| query::dominators(views, graph, root, target, groups, limit))
}

/// The symbols that much hangs on.
///
/// # Errors
/// When the database cannot be read.
pub fn central(
    db: &Database,
    views: &Views<'_>,
    by: Centrality,
    groups: &EdgeGroups,
    accepts: &dyn Fn(&SymbolInfo) -> bool,
    limit: usize,
) -> Result<CentralSymbols, EngineError> {
    along_graph(db, |graph| query::central(views, graph, by, groups, accepts, limit))
}

/// Which files, directories or packages depend on which.
///
/// # Errors
/// When the database cannot be read.
pub fn modules(db: &Database, views: &Views<'_>, query: &ModulesQuery) -> Result<Modules, EngineError> {
    along_graph(db, |graph| query::modules(views, graph, query))
}

/// Counts the sites around `symbols` that might lead further in `direction`, had they been resolved.
///
/// Costs the files of the symbols or, against the edges, the files that spell their names: some thousands at most.
///
/// # Errors
/// When the database cannot be read.
pub fn uncertainty(
    db: &Database,
    symbols: &[Rc<SymbolInfo>],
    direction: Direction,
    groups: &EdgeGroups,
) -> Result<Uncertainty, EngineError> {
    counted(db, &UncertaintySearch::new(db.snapshot(), symbols, direction, groups)?)
}

/// The same in units of any level: in symbols, or in all files of files, directories or packages.
///
/// # Errors
/// When the database cannot be read.
pub fn uncertainty_in(
    db: &Database,
    units: &[Unit],
    groups: &EdgeGroups,
) -> Result<Uncertainty, EngineError> {
    let symbols: Vec<Rc<SymbolInfo>> = units.iter().filter_map(Unit::symbol).cloned().collect();
    if !symbols.is_empty() {
        return uncertainty(db, &symbols, Direction::Out, groups);
    }
    let mut files = Vec::new();
    db.snapshot().files(&mut |record| {
        if units.iter().any(|unit| unit.holds(&record.path, &record.package)) {
            files.push(record.path);
        }
        ControlFlow::Continue(())
    })?;
    counted(db, &UncertaintySearch::of_files(files, groups))
}

fn counted(db: &Database, search: &UncertaintySearch) -> Result<Uncertainty, EngineError> {
    let mut counts = Vec::new();
    let read = |snapshot: &dyn Snapshot, path: &RepoPath| {
        let missing = || StoreError::corrupt("a file that is named elsewhere", path.as_str());
        Ok(search.in_file(&FileView::load(snapshot, path)?.ok_or_else(missing)?))
    };
    scan::scan(db, &search.files, read, |count| {
        counts.push(count);
        Ok(())
    })?;
    Ok(search.finish(counts))
}
