//! Giving space back.

use std::path::Path;

use store::{Backend, StoreError};

use super::migrate::{contents, size};
use crate::backends;
use crate::database::Database;
use crate::error::EngineError;
use crate::turn::{self, WriteTerms};

/// What compacting did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compacted {
    /// Size before. Bytes.
    pub bytes_before: u64,
    /// Size after. Bytes.
    pub bytes_after: u64,
}

/// Rewrites a database without the space that deleted data has left. What it holds stays the same, which is checked.
///
/// # Errors
/// When the database cannot be read or written, another process writes it for too long, or somebody uses it so that it cannot be replaced.
pub fn compact(path: &Path, terms: &WriteTerms) -> Result<Compacted, EngineError> {
    let backend = backends::detect_backend_format(path)?.backend;
    let bytes_before = turn::alone(path, terms, || {
        let bytes_before = size(path)?;
        rewrite(path, backend)?;
        Ok(bytes_before)
    })?;
    Ok(Compacted { bytes_before, bytes_after: size(path)? })
}

fn rewrite(path: &Path, backend: &Backend) -> Result<(), EngineError> {
    let before = contents(&Database::open(path)?)?;
    (backend.compact)(path)?;
    let after = contents(&Database::open(path)?)?;
    if after != before {
        return Err(StoreError::corrupt("the compacted database", path.display().to_string()).into());
    }
    Ok(())
}
