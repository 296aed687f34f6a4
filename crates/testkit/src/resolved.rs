//! Every file of a tree resolved, and what must hold of that whatever the files are.

use std::panic::{AssertUnwindSafe, catch_unwind};

use model::outcome::{OutcomeKind, Resolution, SiteOutcome};
use resolve::{FileId, Manifests, Resolved, Session, Unit, World};

use crate::linked::Linked;

/// In which order sessions run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// By path.
    Forward,
    /// By path, backwards.
    Backward,
}

/// Resolves every file of a tree; results are in path order whatever the order of sessions.
pub fn resolve_all(linked: &Linked, manifests: &dyn Manifests, order: Order) -> Vec<Resolved> {
    let world = World::new(&linked.files, &linked.provider, languages::POLICIES, manifests);
    let files = (0..linked.files.len() as u32).map(FileId::new);
    let run = |file| Session::new(&world, file).run();
    match order {
        Order::Forward => files.map(run).collect(),
        Order::Backward => {
            let mut all: Vec<Resolved> = files.rev().map(run).collect();
            all.reverse();
            all
        }
    }
}

/// As [`resolve_all`]; the message of a panic instead of the panic.
///
/// # Errors
/// When a policy or the engine panics.
pub fn try_resolve_all(
    linked: &Linked,
    manifests: &dyn Manifests,
    order: Order,
) -> Result<Vec<Resolved>, String> {
    let message = |panic: Box<dyn std::any::Any + Send>| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    };
    catch_unwind(AssertUnwindSafe(|| resolve_all(linked, manifests, order))).map_err(message)
}

/// What must not be in a file's resolution, whatever the file; empty when all is well.
///
/// Each site has one outcome; lists are in their tables; kinds have what belongs to them: a rule or a reason, one
/// target, several or none.
pub fn check_resolution(unit: &Unit, resolution: &Resolution) -> Vec<String> {
    let mut found = Vec::new();
    let (sites, outcomes) = (unit.facts.sites.len(), resolution.outcomes.len());
    if sites != outcomes {
        found.push(format!("{sites} sites have {outcomes} outcomes"));
    }
    if resolution.pool.iter().any(|index| *index as usize >= resolution.targets.len()) {
        found.push("the pool names a target that is not there".to_owned());
    }
    for (site, outcome) in unit.facts.sites.iter().zip(&resolution.outcomes) {
        let problem = if outcome.targets.range().end > resolution.pool.len() {
            Some("its targets are not in the pool".to_owned())
        } else {
            outcome_problem(outcome, resolution)
        };
        let name = unit.text(site.name);
        found.extend(problem.map(|problem| format!("`{name}` at byte {}: {problem}", site.span.start)));
    }
    found
}

fn outcome_problem(outcome: &SiteOutcome, resolution: &Resolution) -> Option<String> {
    let targets = resolution.targets_of(outcome).len();
    let (fits, wanted) = match outcome.kind {
        OutcomeKind::Resolved => (targets >= 1 && outcome.rule.is_some(), "a rule and a target"),
        OutcomeKind::Dispatch => (targets >= 1 && outcome.rule.is_some(), "a rule and targets"),
        OutcomeKind::Candidates => (targets >= 1 && outcome.reason.is_some(), "a reason and targets"),
        OutcomeKind::External | OutcomeKind::Local => {
            (targets == 0 && outcome.rule.is_some(), "a rule and no target")
        }
        OutcomeKind::Unresolved => (targets == 0 && outcome.reason.is_some(), "a reason and no target"),
    };
    (!fits).then(|| format!("{} needs {wanted}: {outcome:?}", outcome.kind))
}
