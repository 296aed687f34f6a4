//! What a run counted.

use model::event::{DiagnosticNote, EventDetails, EventKind};
use model::path::RepoPath;

/// How many diagnostics are told one by one.
const DIAGNOSTICS: usize = 1_000;

/// A diagnostic of a file, or why it is not indexed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// Something in the file.
    Diagnostic(RepoPath, DiagnosticNote),
    /// The file is not indexed, for a reason with this stable code.
    Skipped(RepoPath, String),
}

/// Sums over the changes of a run or a batch.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Files whose facts were extracted, or placed anew.
    pub written: u64,
    /// Files that were as they had been.
    pub unchanged: u64,
    /// Files that were taken out.
    pub removed: u64,
    /// Files whose references were resolved, or resolved again.
    pub resolved: u64,
    /// Definitions that came.
    pub symbols_added: u64,
    /// Definitions that went.
    pub symbols_removed: u64,
    /// Edges that came.
    pub edges_added: u64,
    /// Edges that went.
    pub edges_removed: u64,
    /// Diagnostics of files whose diagnostics are others now, and files that are newly left out; some thousand at most.
    pub diagnostics: Vec<Told>,
}

impl Tally {
    /// Adds what an event tells.
    pub(crate) fn count(&mut self, kind: EventKind, path: Option<&RepoPath>, details: &EventDetails) {
        self.symbols_added += details.symbols_added.len() as u64;
        self.symbols_removed += details.symbols_removed.len() as u64;
        self.edges_added += details.edges_added.len() as u64;
        self.edges_removed += details.edges_removed.len() as u64;
        let Some(path) = path.filter(|_| self.diagnostics.len() < DIAGNOSTICS) else { return };
        if kind == EventKind::FileSkipped {
            self.diagnostics.push(Told::Skipped(path.clone(), details.reason.clone()));
        }
        self.diagnostics.extend(details.diagnostics.iter().map(|note| Told::Diagnostic(path.clone(), *note)));
    }

    /// Adds another's sums.
    pub(crate) fn add(&mut self, other: Self) {
        self.written += other.written;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
        self.resolved += other.resolved;
        self.symbols_added += other.symbols_added;
        self.symbols_removed += other.symbols_removed;
        self.edges_added += other.edges_added;
        self.edges_removed += other.edges_removed;
        self.diagnostics.extend(other.diagnostics);
    }

    /// The sums of both.
    #[must_use]
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.add(other);
        self
    }

    /// Whether there is nothing to tell.
    pub(crate) fn is_quiet(&self) -> bool {
        self.is_unchanged() && self.diagnostics.is_empty()
    }

    /// Whether nothing was changed.
    pub fn is_unchanged(&self) -> bool {
        self.written == 0 && self.removed == 0 && self.resolved == 0
    }
}
