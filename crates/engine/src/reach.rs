//! Questions along the graph, with what is not known around their answers.

use std::rc::Rc;

use graph::Direction;
use model::path::RepoPath;
use query::{
    EdgeGroups, FileView, Reach, ReachQuery, Subject, SymbolInfo, Uncertainty, UncertaintySearch, Views,
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
    let search = UncertaintySearch::new(db.snapshot(), symbols, direction, groups)?;
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
