//! Whether the outcome of a site is what an assertion says.

use std::collections::{BTreeMap, BTreeSet};

use model::facts::Site;
use model::ids::{DefId, SymbolId};
use model::kinds::Role;
use model::outcome::{OutcomeKind, Resolution, SiteOutcome};
use model::path::RepoPath;
use model::symbol::Symbols;
use resolve::Unit;

use super::words::Outcome;
use crate::linked::Linked;
use crate::spelling::import_spellings;

/// What the targets of a tree are called.
#[derive(Default)]
pub(super) struct Names {
    targets: BTreeMap<SymbolId, Target>,
    /// For each name that several targets share their files.
    shared: BTreeMap<String, BTreeSet<RepoPath>>,
}

/// A definition or a module, as assertions name it.
struct Target {
    name: String,
    path: RepoPath,
    line: u32,
}

impl Target {
    /// `NAME`, `NAME@LINE`, `NAME@PATH` or `NAME@PATH:LINE`.
    fn is(&self, wanted: &str) -> bool {
        let at = wanted.strip_prefix(self.name.as_str());
        at.is_some_and(|at| at.is_empty() || at.strip_prefix('@').is_some_and(|place| self.stands_at(place)))
    }

    fn stands_at(&self, place: &str) -> bool {
        let (path, line) = (self.path.as_str(), self.line.to_string());
        place == line || place == path || place == format!("{path}:{line}")
    }
}

impl Names {
    pub(super) fn new(linked: &Linked) -> Self {
        let mut names = Self::default();
        let mut count: BTreeMap<String, Vec<RepoPath>> = BTreeMap::new();
        let places = linked.places();
        for unit in linked.provider.units() {
            let symbols = Symbols::new(&unit.facts, &unit.placement);
            let ids = unit.ids().iter().enumerate();
            let defs = ids.map(|(index, id)| (*id, symbols.display_fqn(DefId::new(index as u32))));
            let module = (unit.file_symbol(), format!("module {}", unit.placement.path));
            for (id, name) in defs.chain([module]) {
                let (path, position) = &places[&id];
                count.entry(name.clone()).or_default().push(path.clone());
                names.targets.insert(id, Target { name, path: path.clone(), line: position.line });
            }
        }
        count.retain(|_, paths| paths.len() > 1);
        names.shared = count.into_iter().map(|(name, paths)| (name, paths.into_iter().collect())).collect();
        names
    }

    /// A target so that only it is meant.
    fn shown(&self, id: SymbolId) -> String {
        let Some(target) = self.targets.get(&id) else { return "a target that is nowhere".to_owned() };
        let (name, line) = (&target.name, target.line);
        match self.shared.get(name).map(BTreeSet::len) {
            None => name.clone(),
            Some(1) => format!("{name}@{line}"),
            Some(_) => format!("{name}@{}:{line}", target.path),
        }
    }

    fn is(&self, id: SymbolId, wanted: &str) -> bool {
        self.targets.get(&id).is_some_and(|target| target.is(wanted))
    }
}

/// The resolution of one file.
pub(super) struct Outcomes<'a> {
    pub(super) unit: &'a Unit,
    pub(super) resolution: &'a Resolution,
    pub(super) names: &'a Names,
}

impl Outcomes<'_> {
    /// Whether the site with this index ended as expected.
    pub(super) fn holds(&self, site: usize, expected: &Outcome<'_>) -> bool {
        let Some(outcome) = self.resolution.outcomes.get(site) else { return false };
        let facts = &self.unit.facts.sites[site];
        let targets: Vec<SymbolId> = self.resolution.targets_of(outcome).collect();
        let first = |wanted: &str| targets.first().is_some_and(|first| self.names.is(*first, wanted));
        match expected {
            Outcome::Reference(wanted) => outcome.kind == OutcomeKind::Resolved && first(wanted),
            Outcome::Call(wanted) => {
                facts.role == Role::Call && outcome.kind == OutcomeKind::Resolved && first(wanted)
            }
            Outcome::Dispatch(wanted) => {
                outcome.kind == OutcomeKind::Dispatch && first(wanted[0]) && self.same(&targets, wanted)
            }
            Outcome::Candidates(wanted) => {
                outcome.kind == OutcomeKind::Candidates && self.same(&targets, wanted)
            }
            Outcome::External(name) => {
                outcome.kind == OutcomeKind::External && name.is_none_or(|name| self.external(facts, name))
            }
            Outcome::Local => outcome.kind == OutcomeKind::Local,
            Outcome::Unresolved(reason) => {
                outcome.kind == OutcomeKind::Unresolved && outcome.reason == Some(*reason)
            }
            Outcome::Why(rule) => outcome.rule == Some(*rule),
        }
    }

    /// An outcome as one would assert it.
    pub(super) fn shown(&self, site: usize) -> Option<String> {
        let outcome: &SiteOutcome = self.resolution.outcomes.get(site)?;
        let facts = &self.unit.facts.sites[site];
        let mut targets: Vec<String> =
            self.resolution.targets_of(outcome).map(|id| self.names.shown(id)).collect();
        if outcome.kind == OutcomeKind::External {
            targets.extend(import_spellings(self.unit, facts).into_iter().next());
        }
        let reason = outcome.reason.map(|reason| reason.as_str().to_owned());
        let said: Vec<String> = match outcome.kind {
            OutcomeKind::Unresolved => reason.clone().into_iter().collect(),
            OutcomeKind::Resolved => targets.into_iter().take(1).collect(),
            _ => targets,
        };
        let word = match (outcome.kind, facts.role) {
            (OutcomeKind::Resolved, Role::Call) => "call",
            (OutcomeKind::Resolved, _) => "ref",
            (kind, _) => kind.as_str(),
        };
        let colon = if said.is_empty() { "" } else { ": " };
        let mut text = format!("{word}{colon}{}", said.join(", "));
        text.extend(outcome.rule.map(|rule| format!(" (why: {rule})")));
        if outcome.kind == OutcomeKind::Candidates {
            text.extend(reason.map(|reason| format!(" (reason: {reason})")));
        }
        Some(text)
    }

    /// Whether each target is one that is wanted and the other way round.
    fn same(&self, targets: &[SymbolId], wanted: &[&str]) -> bool {
        let mut left = targets.to_vec();
        let mut wanted = wanted.to_vec();
        // Those that say where they stand choose first.
        wanted.sort_by_key(|name| !name.contains('@'));
        let mut take = |name: &str| {
            let found = left.iter().position(|id| self.names.is(*id, name));
            found.map(|index| left.swap_remove(index)).is_some()
        };
        wanted.iter().all(|name| take(name)) && left.is_empty()
    }

    /// Whether something outside may be called `name`: what its import says, else a definition of the library stub that
    /// has the site's name, else, as nothing is known, anything that ends with the site's name.
    fn external(&self, site: &Site, name: &str) -> bool {
        let spellings = import_spellings(self.unit, site);
        if spellings.iter().any(|spelling| spelling == name) {
            return true;
        }
        let own = self.unit.text(site.name);
        let stub = self.stub_names(own);
        if spellings.is_empty() && stub.is_empty() {
            return last_segment(name) == own;
        }
        stub.iter().any(|known| known == name)
    }

    fn stub_names(&self, own: &str) -> Vec<String> {
        let mut found = Vec::new();
        for unit in &languages::POLICIES[self.unit.policy].std().units {
            let symbols = Symbols::new(&unit.facts, &unit.placement);
            let same = unit.defs().filter(|(id, _)| unit.def_name(*id) == own);
            found.extend(same.map(|(id, _)| symbols.display_fqn(id)));
        }
        found
    }
}

/// What follows the last joint of a name.
fn last_segment(name: &str) -> &str {
    name.rsplit(['.', ':', '/', '#']).next().unwrap_or(name)
}
