//! What the definitions of a file refer to: the edges of all graph formats.

use std::collections::BTreeMap;

use engine::ids::{DefId, SymbolId};
use engine::query::{EdgeGroup, FileView};
use engine::{DefKind, OutcomeKind, StoreError};

use crate::Selection;
use crate::places::{Place, Places};

/// What a link is, but for how many sites make it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Link {
    /// The definition that refers; `None` for the file itself.
    pub(crate) source: Option<DefId>,
    /// What it refers to.
    pub(crate) target: SymbolId,
    /// What it does with it.
    pub(crate) group: EdgeGroup,
    /// What is known: proved, one of a proved set, or one of several that fit.
    pub(crate) outcome: OutcomeKind,
}

/// The links of a file between definitions that are both selected, each with how many sites make it and with the place of its target.
pub(crate) fn links(
    view: &FileView,
    selection: &Selection,
    places: &Places<'_>,
) -> Result<Vec<(Link, u64, Place)>, StoreError> {
    let mut found = Vec::new();
    for (link, sites) in counted(view, selection) {
        if let Some(place) = places.get(link.target)?.filter(|place| place.is_in(selection)) {
            found.push((link, sites, place));
        }
    }
    Ok(found)
}

fn counted(view: &FileView, selection: &Selection) -> BTreeMap<Link, u64> {
    let mut counts = BTreeMap::new();
    for site in view.sites() {
        let facts = view.facts.site(site);
        let outcome = view.outcome(site);
        let kind = facts.within.map_or(DefKind::File, |def| view.facts.def(def).kind);
        if !selection.is_edge(outcome.kind)
            || !selection.edges.have(facts.role)
            || !selection.accepts_kind(kind)
        {
            continue;
        }
        let mut targets = view.targets(&outcome);
        if outcome.kind == OutcomeKind::Resolved {
            // Behind the first stand declarations of the same thing.
            targets.truncate(1);
        }
        for target in targets {
            let group = EdgeGroup::of(facts.role);
            let link = Link { source: facts.within, target, group, outcome: outcome.kind };
            *counts.entry(link).or_default() += 1;
        }
    }
    counts
}
