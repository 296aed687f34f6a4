//! How many sites ended how.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use model::outcome::{OutcomeKind, Reason, SiteOutcome};
use store::{FileRecord, Snapshot, StoreError};

/// Sites by the way they ended.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OutcomeCounts {
    /// All.
    pub total: u64,
    /// One definition, proved.
    pub resolved: u64,
    /// A proved set.
    pub dispatch: u64,
    /// Several definitions fit, none is proved.
    pub candidates: u64,
    /// Proved to leave the repository.
    pub external: u64,
    /// A parameter or local variable.
    pub local: u64,
    /// Nothing is known, by reason.
    pub unresolved: BTreeMap<Reason, u64>,
}

impl OutcomeCounts {
    /// Adds a site.
    pub fn add(&mut self, outcome: &SiteOutcome) {
        self.add_many(outcome.kind, outcome.reason, 1);
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn add_all(&mut self, more: &Self) {
        let Self { total, resolved, dispatch, candidates, external, local, unresolved } = more;
        self.total += total;
        self.resolved += resolved;
        self.dispatch += dispatch;
        self.candidates += candidates;
        self.external += external;
        self.local += local;
        for (reason, sites) in unresolved {
            *self.unresolved.entry(*reason).or_insert(0) += sites;
        }
    }

    fn add_many(&mut self, kind: OutcomeKind, reason: Option<Reason>, sites: u64) {
        self.total += sites;
        match kind {
            OutcomeKind::Resolved => self.resolved += sites,
            OutcomeKind::Dispatch => self.dispatch += sites,
            OutcomeKind::Candidates => self.candidates += sites,
            OutcomeKind::External => self.external += sites,
            OutcomeKind::Local => self.local += sites,
            OutcomeKind::Unresolved => {
                *self.unresolved.entry(reason.unwrap_or(Reason::NotModelled)).or_insert(0) += sites;
            }
        }
    }

    /// How many are unresolved for whatever reason.
    pub fn all_unresolved(&self) -> u64 {
        self.unresolved.values().sum()
    }
}

/// The files of a language that have outcomes, and how their sites ended.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LanguageOutcomes {
    /// Files with outcomes that can be trusted.
    pub resolved_files: u64,
    /// Files without.
    pub unresolved_files: u64,
    /// Their sites.
    pub sites: OutcomeCounts,
}

/// How the sites of each language ended. Reads the outcomes of every file, but no facts.
///
/// # Errors
/// When the store cannot be read.
pub fn outcomes_by_language(
    snapshot: &dyn Snapshot,
) -> Result<BTreeMap<String, LanguageOutcomes>, StoreError> {
    let mut by_language: BTreeMap<String, LanguageOutcomes> = BTreeMap::new();
    for record in records(snapshot)? {
        let resolution = snapshot.resolution(&record.path)?;
        let known = by_language.entry(record.language).or_default();
        if let Some(resolution) = resolution {
            known.resolved_files += 1;
            resolution.outcomes.iter().for_each(|outcome| known.sites.add(outcome));
        } else {
            known.unresolved_files += 1;
            let reason = Some(Reason::NotResolvedYet);
            known.sites.add_many(OutcomeKind::Unresolved, reason, record.sites.into());
        }
    }
    Ok(by_language)
}

/// How many files have outcomes. Reads the list of files only.
///
/// # Errors
/// When the store cannot be read.
pub fn resolved_files(snapshot: &dyn Snapshot) -> Result<u64, StoreError> {
    let mut files = 0;
    snapshot.files(&mut |record| {
        files += u64::from(record.resolved_by.is_some());
        ControlFlow::Continue(())
    })?;
    Ok(files)
}

/// All files in path order.
pub(crate) fn records(snapshot: &dyn Snapshot) -> Result<Vec<FileRecord>, StoreError> {
    let mut records = Vec::new();
    snapshot.files(&mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    })?;
    Ok(records)
}
