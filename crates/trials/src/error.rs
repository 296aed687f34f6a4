//! Why a trial could not go on, or what it found.

use std::io;
use std::path::PathBuf;

use engine::{EngineError, StoreError};
use thiserror::Error;

/// What ends a trial early.
#[derive(Debug, Error)]
pub enum TrialError {
    /// The system failed the trial, not the program.
    #[error("{what}: {error}")]
    Io {
        /// What was done, or to what.
        what: String,
        /// Why it failed.
        #[source]
        error: io::Error,
    },
    /// A database cannot be read through the library.
    #[error("{}: {error}", db.display())]
    Read {
        /// The database.
        db: PathBuf,
        /// Why.
        #[source]
        error: EngineError,
    },
    /// The program did not end in its time.
    #[error("`{command}` did not end within {seconds} s")]
    Hangs {
        /// The command line.
        command: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The program said what it must not say.
    #[error("`{command}` ended with {status}: {said}")]
    Said {
        /// The command line.
        command: String,
        /// How it ended.
        status: String,
        /// What it wrote.
        said: String,
    },
    /// A law is broken.
    #[error("{0}")]
    Broken(String),
}

impl TrialError {
    /// Wraps an input/output error.
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { what: what.into(), error }
    }

    /// Wraps a failure of the library.
    pub(crate) fn read(db: &std::path::Path) -> impl FnOnce(StoreError) -> Self {
        let db = db.to_owned();
        move |error| Self::Read { db, error: error.into() }
    }
}
