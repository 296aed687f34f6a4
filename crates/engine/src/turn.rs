//! Writing a database out of turn: what keepers do for indexing, for whatever else rewrites one.

use std::path::Path;
use std::time::Duration;

use store::StoreError;
use store::writer::{self, WRITER};

use crate::error::EngineError;
use crate::index::IndexOptions;
use crate::keeper::held;
use crate::run_log::{self, Invocation};

/// How something that writes a database behaves towards others.
#[derive(Clone, Debug)]
pub struct WriteTerms {
    /// How long to wait for another process that writes it.
    pub patience: Duration,
    /// What is noted in the execution log; `None` notes nothing.
    pub invocation: Option<Invocation>,
}

impl Default for WriteTerms {
    fn default() -> Self {
        Self { patience: IndexOptions::default().patience, invocation: None }
    }
}

/// Does something to a database while nobody else writes it, and notes it in its execution log.
///
/// # Errors
/// [`EngineError::Held`] when another process writes for too long, and those of `work`.
pub(crate) fn alone<T>(
    db: &Path,
    terms: &WriteTerms,
    work: impl FnOnce() -> Result<T, EngineError>,
) -> Result<T, EngineError> {
    let invocation = terms.invocation.clone().unwrap_or_default();
    let holder = run_log::holder(&invocation);
    let lock = writer::take(db, WRITER, &holder, terms.patience)?.ok_or_else(|| held(db, WRITER))?;
    let done = noted(db, terms.invocation.as_ref(), work);
    drop(lock);
    done
}

/// Does something to a database and notes it in its execution log. A database that is damaged, or not there, is left alone.
///
/// # Errors
/// Those of `work`.
pub(crate) fn noted<T>(
    db: &Path,
    invocation: Option<&Invocation>,
    work: impl FnOnce() -> Result<T, EngineError>,
) -> Result<T, EngineError> {
    let run = invocation.map(run_log::begin);
    let done = work();
    let error = done.as_ref().err();
    if let Some(mut run) = run
        && !matches!(error, Some(EngineError::Store(StoreError::Corrupt { .. })))
    {
        run_log::end(&mut run, error);
        run_log::write(db, &run);
    }
    done
}
