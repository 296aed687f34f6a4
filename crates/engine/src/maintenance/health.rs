//! Checking a database.

use std::path::Path;

use model::hash::{DigestSum, FileDigest};
use store::{BackendFormat, History, Index, Snapshot, StoreError};

use super::copy::stored;
use super::derive::{Difference, derive};
use super::recount::{Tally, held};
use crate::backends;
use crate::database::Database;
use crate::error::EngineError;
use crate::resolution::records;
use crate::scan::scan;

/// What is checked, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Check {
    /// The file is a database of a kind that is known here.
    Format,
    /// Its layout is the one that this program reads.
    Schema,
    /// The structure of the file: every page, table and key space.
    Integrity,
    /// The facts and sources of files can be read and belong together.
    Facts,
    /// The outcomes of files can be read and belong to the facts.
    Outcomes,
    /// The edges of files follow from facts and outcomes.
    Edges,
    /// No row of an index belongs to a file that is not there.
    Orphans,
    /// The indexes hold what the files say.
    Indexes,
    /// The digest is the one of the files.
    Digest,
    /// The change feed and the execution log can be read, and events are numbered without a gap, as many as there are said to be.
    History,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 10] = [
        Self::Format,
        Self::Schema,
        Self::Integrity,
        Self::Facts,
        Self::Outcomes,
        Self::Edges,
        Self::Orphans,
        Self::Indexes,
        Self::Digest,
        Self::History,
    ];

    /// The stable text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Schema => "schema",
            Self::Integrity => "integrity",
            Self::Facts => "facts",
            Self::Outcomes => "outcomes",
            Self::Edges => "edges",
            Self::Orphans => "orphans",
            Self::Indexes => "indexes",
            Self::Digest => "digest",
            Self::History => "history",
        }
    }
}

/// Something wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// Which check found it.
    pub check: Check,
    /// The file, index or part of the database.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// Whether it can be derived again from what is sound.
    pub derivable: bool,
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Health {
    /// What the file is.
    pub format: BackendFormat,
    /// How many files were looked at.
    pub files: u64,
    /// How many rows the indexes should have.
    pub definitions: u64,
    /// What is wrong, in order. Empty when nothing is.
    pub findings: Vec<Finding>,
}

/// Checks a database: its structure, every file in it, and that all its indexes, edges and digests are what the files say.
/// Reads everything, on all threads; changes nothing.
///
/// # Errors
/// When it is no database, or so damaged that its files cannot even be listed.
pub fn health(path: &Path) -> Result<Health, EngineError> {
    let format = backends::detect_backend_format(path)?;
    if format.version != format.backend.version {
        let what = format!("this program reads layout {}: indexing builds it anew", format.backend.version);
        let place = format!("layout {}", format.version);
        let findings = vec![Finding { check: Check::Schema, place, what, derivable: false }];
        return Ok(Health { format, files: 0, definitions: 0, findings });
    }
    let mut findings: Vec<Finding> = (format.backend.integrity)(path)?
        .into_iter()
        .map(|damage| Finding {
            check: Check::Integrity,
            place: damage.place,
            what: damage.what,
            derivable: false,
        })
        .collect();
    let mut health = Health { format, files: 0, definitions: 0, findings: Vec::new() };
    // A structure that is not sound is not walked: what comes of it would be noise.
    if findings.is_empty() {
        let db = Database::open(path)?;
        let mut survey = Survey::default();
        survey.files(&db)?;
        survey.indexes(db.snapshot())?;
        survey.digest(db.snapshot())?;
        survey.history(db.snapshot())?;
        health.files = survey.tallies.len() as u64;
        health.definitions = survey.definitions;
        findings = survey.findings;
    }
    findings.sort();
    health.findings = findings;
    Ok(health)
}

/// What is known while a database is looked at.
#[derive(Default)]
struct Survey {
    findings: Vec<Finding>,
    /// What indexes should hold, by rank; `None` for files that cannot be read.
    tallies: Vec<Option<Tally>>,
    /// Whether outcomes are trusted, by rank.
    trusted: Vec<bool>,
    paths: Vec<String>,
    sum: DigestSum,
    definitions: u64,
}

/// What one file contributes.
struct Looked {
    path: String,
    trusted: bool,
    digests: (FileDigest, Option<FileDigest>),
    definitions: u32,
    derived: Result<(Tally, Vec<Difference>), StoreError>,
}

impl Survey {
    fn files(&mut self, db: &Database) -> Result<(), StoreError> {
        let records = records(db.snapshot())?;
        let look = |snapshot: &dyn Snapshot, record: &store::FileRecord| {
            let kept = stored(snapshot, record);
            let outcomes =
                kept.as_ref().ok().and_then(|kept| kept.resolution.as_ref()).map(|write| write.digest);
            Ok(Looked {
                path: record.path.to_string(),
                trusted: record.resolved_by.is_some(),
                digests: (record.digest, outcomes),
                definitions: record.definitions,
                derived: kept.and_then(derive).map(|derived| {
                    let tally = Tally::expected(&derived.write, derived.resolution.as_ref());
                    (tally, derived.differences)
                }),
            })
        };
        scan(db, &records, look, |looked| {
            self.add(looked);
            Ok(())
        })
    }

    fn add(&mut self, looked: Looked) {
        let Looked { path, trusted, digests: (file, outcomes), definitions, derived } = looked;
        self.sum.add(&file);
        outcomes.iter().for_each(|digest| self.sum.add(digest));
        self.definitions += u64::from(definitions);
        let tally = match derived {
            Ok((tally, differences)) => {
                differences.into_iter().for_each(|difference| self.differs(&path, difference));
                Some(tally)
            }
            Err(error) => {
                self.find(Check::Facts, &path, error.to_string(), false);
                None
            }
        };
        self.tallies.push(tally);
        self.trusted.push(trusted);
        self.paths.push(path);
    }

    fn differs(&mut self, path: &str, difference: Difference) {
        let (check, what, derivable) = match difference {
            Difference::Counts => (Check::Facts, "the counts are not those of the facts", true),
            Difference::Digest => (Check::Digest, "the digest is not that of the facts", true),
            Difference::Outcomes => {
                (Check::Outcomes, "the outcomes cannot be read, or are of other facts", false)
            }
            Difference::OutcomesDigest => (Check::Outcomes, "the digest is not that of the outcomes", true),
            Difference::Edges => (Check::Edges, "the edges do not follow from the outcomes", true),
        };
        self.find(check, path, what.to_owned(), derivable);
    }

    fn find(&mut self, check: Check, place: &str, what: String, derivable: bool) {
        self.findings.push(Finding { check, place: place.to_owned(), what, derivable });
    }

    fn indexes(&mut self, snapshot: &dyn Snapshot) -> Result<(), StoreError> {
        let held = match held(snapshot, self.tallies.len()) {
            Ok(held) => held,
            Err(StoreError::Corrupt { what, place }) => {
                self.find(Check::Indexes, &place, format!("{what} cannot be read"), true);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        for (index, count) in Index::ALL.into_iter().zip(held.orphans).filter(|(_, count)| *count > 0) {
            self.find(Check::Orphans, index.as_str(), format!("{count} rows belong to no file"), true);
        }
        for (rank, held) in held.files.iter().enumerate() {
            let Some(expected) = self.tallies[rank] else { continue };
            let path = self.paths[rank].clone();
            for index in expected.differences(held, self.trusted[rank]) {
                let what = format!("the index of {} does not hold what the file says", index.as_str());
                self.find(Check::Indexes, &path, what, true);
            }
        }
        Ok(())
    }

    fn digest(&mut self, snapshot: &dyn Snapshot) -> Result<(), StoreError> {
        let kept = snapshot.meta()?.digest_sum;
        if kept != self.sum {
            let what = format!("it is {}, the files give {}", kept.finish(), self.sum.finish());
            self.find(Check::Digest, "database", what, true);
        }
        Ok(())
    }

    fn history(&mut self, snapshot: &dyn Snapshot) -> Result<(), StoreError> {
        match History::read(snapshot) {
            Ok(_) => Ok(()),
            Err(StoreError::Corrupt { what, place }) => {
                let what = format!("{what} cannot be read, or does not go on there");
                self.find(Check::History, &place, what, false);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
