//! Why a site means what it means: the derivation, made anew.
//!
//! Sessions are pure functions of the view, so the facts that an outcome rests on need not be stored: resolving the one
//! site again, with every step noted, gives them.

use std::ops::ControlFlow;

use model::ids::{SiteId, SymbolId};
use model::outcome::{OutcomeKind, Reason, Rule};
use model::path::RepoPath;
use model::span::Span;
use resolve::{Session, World};
use source::OsFiles;
use store::{FileRecord, Snapshot, StoreError};

use super::names::Names;
use super::{StoreProvider, TreeManifests, UnitCache, files_of};
use crate::database::Database;
use crate::error::EngineError;

/// A fact that an outcome rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DerivationStep {
    /// What kind of fact.
    pub what: &'static str,
    /// The file that it stands in.
    pub path: RepoPath,
    /// Where.
    pub span: Span,
}

/// The outcome of a site with the facts that it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Derivation {
    /// How the site ended.
    pub kind: OutcomeKind,
    /// The rule that proved it.
    pub rule: Option<Rule>,
    /// Why it is unresolved.
    pub reason: Option<Reason>,
    /// What it means.
    pub targets: Vec<SymbolId>,
    /// What was read to find that, in the order of reading.
    pub steps: Vec<DerivationStep>,
}

/// Resolves one site of a file anew and tells every step. Costs listing the files of the view and what the site needs.
///
/// # Errors
/// When the database cannot be read.
pub fn explain(db: &Database, path: &RepoPath, site: SiteId) -> Result<Option<Derivation>, EngineError> {
    Ok(explain_all(db, &[(path, site)])?.pop().flatten())
}

/// As [`explain`], for many sites: the files of the view are listed once. `None` for a site that is not there.
///
/// # Errors
/// When the database cannot be read.
pub fn explain_all(
    db: &Database,
    sites: &[(&RepoPath, SiteId)],
) -> Result<Vec<Option<Derivation>>, EngineError> {
    let snapshot = db.snapshot();
    let records = records(snapshot)?;
    let files = files_of(records.iter());
    let tree = OsFiles::open(db.root(), true)?;
    let paths = all_paths(snapshot, &records)?;
    let manifests = TreeManifests::new(&tree, paths.iter());
    let (units, names) = (UnitCache::default(), Names::default());
    let opener = db.opener();
    let provider = StoreProvider::new(|| opener.snapshot(), &files, &records, &units, &names);
    let world = World::new(&files, &provider, languages::POLICIES, &manifests);
    let derive = |(path, site): &(&RepoPath, SiteId)| derivation(&world, path, *site);
    let derivations = sites.iter().map(derive).collect();
    match provider.failure() {
        Some(failure) => Err(failure.into()),
        None => Ok(derivations),
    }
}

fn derivation(world: &World<'_>, path: &RepoPath, site: SiteId) -> Option<Derivation> {
    let file = world.files.find(path.as_str())?;
    let (resolution, steps) = Session::new(world, file).explain(site);
    let outcome = resolution.outcomes.first()?;
    let step = |step: resolve::Step| DerivationStep {
        what: step.what,
        path: world.files.entry(step.file).path.clone(),
        span: step.span,
    };
    Some(Derivation {
        kind: outcome.kind,
        rule: outcome.rule,
        reason: outcome.reason,
        targets: resolution.targets_of(outcome).collect(),
        steps: steps.into_iter().map(step).collect(),
    })
}

/// All records of a view in path order.
pub(crate) fn records(snapshot: &dyn Snapshot) -> Result<Vec<FileRecord>, StoreError> {
    let mut records = Vec::new();
    snapshot.files(&mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    })?;
    Ok(records)
}

/// The paths of everything that was listed, in order: manifests are among what no language claims or what is ignored.
fn all_paths(snapshot: &dyn Snapshot, records: &[FileRecord]) -> Result<Vec<RepoPath>, StoreError> {
    let mut paths: Vec<RepoPath> = records.iter().map(|record| record.path.clone()).collect();
    snapshot.skipped(&mut |record| {
        paths.extend(Some(record.path).filter(|_| !record.is_dir));
        ControlFlow::Continue(())
    })?;
    paths.sort();
    Ok(paths)
}
