//! Callers at any distance, along the graph.

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
    let found = query::callers_in(views, &traversal::graph(db)?, subject, depth);
    match found {
        // What lies beside the database is damaged: it is only a cache.
        Err(GraphQuestionError::Graph(_)) => {
            query::callers_in(views, &traversal::graph_anew(db)?, subject, depth).map_err(failed)
        }
        other => other.map_err(failed),
    }
}

fn failed(error: GraphQuestionError) -> EngineError {
    match error {
        GraphQuestionError::Store(error) => error.into(),
        GraphQuestionError::Graph(error) => error.into(),
    }
}
