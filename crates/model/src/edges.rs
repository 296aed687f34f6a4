//! The edges of a file: which definition refers to which, and how, as its resolved sites say.
//!
//! A digest of facts and outcomes that graph questions can do with: sites between the same two definitions in the same
//! role are one edge. It follows from both and is never part of the view's digest.

use crate::facts::FileFacts;
use crate::ids::DefId;
use crate::kinds::Role;
use crate::outcome::{OutcomeKind, Resolution, SiteOutcome};

/// What an edge says of its sites.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EdgeKind {
    /// What the source does with the target.
    pub role: Role,
    /// Whether the target is one of a proved set; else it is proved to be the one.
    pub dispatch: bool,
}

/// Marks a dispatch in the number of an edge's kind.
const DISPATCH: u8 = 0x80;

impl EdgeKind {
    /// As one byte.
    pub fn raw(self) -> u8 {
        let role = u8::try_from(u32::from(self.role)).expect("there are fewer than 128 roles");
        role | if self.dispatch { DISPATCH } else { 0 }
    }

    /// The reverse of [`EdgeKind::raw`]; `None` for a number that it does not give.
    pub fn from_raw(raw: u8) -> Option<Self> {
        let role = Role::from_raw(u32::from(raw & !DISPATCH))?;
        Some(Self { role, dispatch: raw & DISPATCH != 0 })
    }
}

/// One definition refers to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edge {
    /// The definition around the sites; `None` at file level, where the file itself refers.
    pub source: Option<DefId>,
    /// What is referred to: an index into the targets of the file's resolution.
    pub target: u32,
    /// How.
    pub kind: EdgeKind,
}

/// The edges of a file, ascending, each once. Only what is proved makes edges: the one target of a resolved site, and all
/// of a dispatch. Linear but for sorting.
pub fn edges(facts: &FileFacts, resolution: &Resolution) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (site, outcome) in facts.sites.iter().zip(&resolution.outcomes) {
        let Some(dispatch) = proves(outcome) else { continue };
        let kind = EdgeKind { role: site.role, dispatch };
        // Behind the target of a resolved site stand declarations of the same thing.
        let meant = if dispatch { usize::MAX } else { 1 };
        let targets = resolution.pool[outcome.targets.range()].iter().take(meant);
        edges.extend(targets.map(|&target| Edge { source: site.within, target, kind }));
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Whether an outcome makes edges, and if so whether they are dispatches.
fn proves(outcome: &SiteOutcome) -> Option<bool> {
    match outcome.kind {
        OutcomeKind::Resolved => Some(false),
        OutcomeKind::Dispatch => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::EdgeKind;
    use crate::kinds::Role;

    #[test]
    fn kinds_are_bytes_and_back() {
        for &role in Role::ALL {
            for dispatch in [false, true] {
                let kind = EdgeKind { role, dispatch };
                assert_eq!(EdgeKind::from_raw(kind.raw()), Some(kind));
            }
        }
        assert_eq!(EdgeKind::from_raw(0x7f), None);
    }
}
