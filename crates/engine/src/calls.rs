//! Callers at any distance and numbers of calls, along the graph.

use graph::{Direction, Graph};
use query::measures::{self, MeasuredFunction, MeasuresQuery, Ranked};
use query::{Callers, GraphQuestionError, Subject, Views};

use crate::database::Database;
use crate::error::EngineError;
use crate::traversal;

/// The functions, types and files that call `subject`, directly or through others up to `depth` calls away. Direct callers
/// are found by name; further ones along the graph.
///
/// # Errors
/// When the database cannot be read.
pub fn callers(
    db: &Database,
    views: &Views<'_>,
    subject: &Subject,
    depth: u32,
) -> Result<Callers, EngineError> {
    if depth == 1 {
        return Ok(query::callers(views, subject, depth)?);
    }
    along_graph(db, |graph| query::callers_in(views, graph, subject, depth))
}

/// The functions that most others call, or that call most others.
///
/// # Errors
/// When the database cannot be read.
pub fn functions_by_calls(
    db: &Database,
    views: &Views<'_>,
    query: &MeasuresQuery,
    direction: Direction,
) -> Result<Ranked<MeasuredFunction>, EngineError> {
    along_graph(db, |graph| measures::functions_by_calls(views, graph, query, direction))
}

/// Asks a question of the graph, and again of one made anew when what lies beside the database is damaged: it is only a cache.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn along_graph<T>(
    db: &Database,
    ask: impl Fn(&Graph) -> Result<T, GraphQuestionError>,
) -> Result<T, EngineError> {
    match ask(&traversal::graph(db)?) {
        Err(GraphQuestionError::Graph(_)) => ask(&traversal::graph_anew(db)?).map_err(failed),
        other => other.map_err(failed),
    }
}

fn failed(error: GraphQuestionError) -> EngineError {
    match error {
        GraphQuestionError::Store(error) => error.into(),
        GraphQuestionError::Graph(error) => error.into(),
    }
}
