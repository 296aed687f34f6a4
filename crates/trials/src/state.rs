//! What a database holds, read through the library.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use engine::hash::{Digest, DigestSum, FileDigest};
use engine::{Database, FileRecord, StoreError};

use crate::error::TrialError;

/// A committed state of a database, compared file by file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// By path.
    files: BTreeMap<String, Held>,
    /// The view's digest.
    pub digest: Digest,
    /// Revision of the store.
    pub revision: u64,
}

/// What is kept of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Held {
    facts: FileDigest,
    outcomes: Option<FileDigest>,
    is_trusted: bool,
}

impl State {
    /// Reads the newest state of a database, file by file.
    ///
    /// # Errors
    /// When it cannot be read; when the digest that it keeps is not the one that its files give, or its sums are not those
    /// of its files: the state is torn then.
    pub fn read(db: &Path) -> Result<Self, TrialError> {
        let database = Database::open(db).map_err(|error| TrialError::Read { db: db.to_owned(), error })?;
        Self::of(&database)
    }

    /// The same of a database that is open. It gives the same whenever it is asked, whatever is written meanwhile.
    ///
    /// # Errors
    /// As [`State::read`].
    pub fn of(database: &Database) -> Result<Self, TrialError> {
        let read = TrialError::read(database.path());
        let (state, torn) = of(database).map_err(read)?;
        torn.map_or(Ok(state), |what| {
            Err(TrialError::Broken(format!("{}: torn: {what}", database.path().display())))
        })
    }

    /// Whether both hold the same files with the same outcomes. Revisions may differ.
    pub fn is_same(&self, other: &Self) -> bool {
        self.files == other.files && self.digest == other.digest
    }

    /// Whether an update of `from` to `to` may commit this on its way: nothing yet; or all files as they will be, each with
    /// outcomes that are final or not trusted.
    ///
    /// # Errors
    /// With what it may not.
    pub fn check_between(&self, from: &Self, to: &Self) -> Result<(), TrialError> {
        if self.files == from.files {
            return Ok(());
        }
        let facts = |state: &Self| -> Vec<(String, FileDigest)> {
            state.files.iter().map(|(path, held)| (path.clone(), held.facts)).collect()
        };
        if facts(self) != facts(to) {
            return Err(TrialError::Broken("files are neither those before nor those after".to_owned()));
        }
        let wrong = self
            .files
            .iter()
            .find(|(path, held)| held.is_trusted && held.outcomes != to.files[*path].outcomes);
        wrong.map_or(Ok(()), |(path, _)| {
            Err(TrialError::Broken(format!("outcomes of {path} are trusted and are not those after")))
        })
    }

    /// How many files it has.
    pub fn files(&self) -> usize {
        self.files.len()
    }
}

/// Reads a state, and tells how it contradicts itself.
fn of(database: &Database) -> Result<(State, Option<String>), StoreError> {
    let snapshot = database.snapshot();
    let meta = snapshot.meta()?;
    let mut records: Vec<FileRecord> = Vec::new();
    snapshot.files(&mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    })?;
    let mut sum = DigestSum::default();
    let mut files = BTreeMap::new();
    for record in &records {
        let kept = snapshot
            .stored(&record.path)?
            .ok_or_else(|| StoreError::corrupt("a file that is listed", record.path.as_str()))?;
        let outcomes = kept.resolution.map(|resolution| resolution.digest);
        sum.add(&record.digest);
        outcomes.iter().for_each(|digest| sum.add(digest));
        let is_trusted = record.resolved_by.is_some();
        files.insert(record.path.to_string(), Held { facts: record.digest, outcomes, is_trusted });
    }
    let counted: u64 = snapshot.counts()?.iter().map(|language| language.definitions).sum();
    let definitions: u64 = records.iter().map(|record| u64::from(record.definitions)).sum();
    let torn = if sum != meta.digest_sum {
        Some(format!("digest {}, the files give {}", meta.digest(), sum.finish()))
    } else if counted != definitions {
        Some(format!("{counted} definitions counted, the files have {definitions}"))
    } else {
        None
    };
    Ok((State { files, digest: meta.digest(), revision: meta.revision.0 }, torn))
}
