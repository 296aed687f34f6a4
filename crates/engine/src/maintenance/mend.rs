//! Mending a database: everything that follows from sound facts, sources and outcomes is written anew.

use std::path::Path;

use model::path::RepoPath;
use store::{Backend, StoreError};

use super::copy::{Copy, Unreadable};
use crate::backends;
use crate::database::{self, Database};
use crate::error::EngineError;
use crate::index::Progress;
use crate::turn::{self, WriteTerms};

/// What mending did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mended {
    /// Files whose facts or source could not be read. They are not in the database any more, and no outcomes are, since any
    /// may rest on them: indexing reads these files again and resolves all.
    pub lost: Vec<RepoPath>,
    /// Files whose outcomes could not be read, though their facts could: indexing resolves them again.
    pub unresolved: Vec<RepoPath>,
}

/// Builds a database anew from what it keeps of its files, in place of what it was. Feed and execution log are carried as far as they can be
/// read, and the feed goes on with an event that tells its followers to read the view again.
///
/// # Errors
/// When its files cannot be listed, it cannot be written, another process writes it for too long, or its structure is damaged and its kind of store cannot be let at
/// that; it is as it was then.
pub fn mend(path: &Path, terms: &WriteTerms, progress: &dyn Progress) -> Result<Mended, EngineError> {
    let backend = backends::detect_backend_format(path)?.backend;
    turn::alone(path, terms, || rebuild(path, backend, progress))
}

fn rebuild(path: &Path, backend: &Backend, progress: &dyn Progress) -> Result<Mended, EngineError> {
    if !backend.stands_damage
        && let Some(damage) = (backend.integrity)(path)?.first()
    {
        return Err(StoreError::corrupt(
            "the structure of the file",
            format!("{}: {}", damage.place, damage.what),
        )
        .into());
    }
    let db = Database::open(path)?;
    let copy = Copy {
        from: &db,
        unreadable: Unreadable::IsLeftOut,
        root: database::root_as_stored(path, db.root()),
        progress,
    };
    let missing = copy.build((backend.bulk)(path)?)?;
    Ok(Mended { lost: missing.files, unresolved: missing.outcomes })
}
