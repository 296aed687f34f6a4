//! Proved uses between the definitions of a tree as lists by number.

use crate::file::{How, Owner};
use crate::tree::Tree;
use rustc_hash::FxHashMap;

/// Numbered nodes with lists of what each leads to.
pub(crate) struct Network {
    starts: Vec<u32>,
    ends: Vec<Way>,
}

/// Where a list of a node leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Way {
    pub(crate) to: u32,
    /// Whether it is open only when the owner of what it leads to is reached.
    pub(crate) gated: bool,
}

impl Network {
    /// Of pairs in any order.
    pub(crate) fn new(nodes: u32, mut pairs: Vec<(u32, Way)>) -> Self {
        pairs.sort_unstable();
        // The open way of two is the first.
        pairs.dedup_by_key(|(from, way)| (*from, way.to));
        let mut starts = vec![0; nodes as usize + 1];
        for (from, _) in &pairs {
            starts[*from as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        Self { starts, ends: pairs.into_iter().map(|(_, way)| way).collect() }
    }

    /// Where a node leads, ascending.
    pub(crate) fn ways(&self, node: u32) -> &[Way] {
        &self.ends[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}

/// Uses of a tree.
pub(crate) struct Uses {
    /// Proved ones.
    pub(crate) proved: Vec<(u32, Way)>,
    /// Those by candidates.
    pub(crate) candidates: Vec<(u32, u32, u32, model::span::Span)>,
}

/// All uses, with what follows from definitions belonging together.
pub(crate) fn uses(tree: &Tree) -> Uses {
    let mut uses = Uses { proved: Vec::new(), candidates: Vec::new() };
    for (file, summary) in tree.files.iter().enumerate() {
        for found in &summary.uses {
            let Some(to) = tree.target(file, found.target) else { continue };
            let from = tree.number(file, found.source);
            match found.how {
                How::Means => uses.proved.push((from, Way { to, gated: false })),
                How::Dispatches => uses.proved.push((from, Way { to, gated: true })),
                How::MayMean(span) => uses.candidates.push((from, to, file as u32, span)),
            }
        }
    }
    twins(tree, &mut uses.proved);
    types_of_members(tree, &mut uses.proved);
    uses
}

/// What is one definition in several places is used together.
fn twins(tree: &Tree, pairs: &mut Vec<(u32, Way)>) {
    let mut keys: Vec<(u64, u64, &str, u64, u32)> = Vec::new();
    for (number, file, def) in tree.defs() {
        if def.name.is_empty() {
            continue;
        }
        let place = if def.spread { 0 } else { file as u64 + 1 };
        let family = tree.files[file].rules.languages[0];
        keys.push((def.twin, place, family, def.signature, number));
        // One of a file's macros may seem to stand in a function, when the others do not.
        if def.is_macro && def.spread {
            keys.push((def.twin, file as u64 + 1, family, def.signature, number));
        }
    }
    declared_in_headers(tree, pairs);
    keys.sort_unstable();
    for pair in keys.windows(2) {
        let ((twin, place, family, signature, one), (twin2, place2, family2, signature2, other)) =
            (pair[0], pair[1]);
        if (twin, place, family, signature) == (twin2, place2, family2, signature2) {
            pairs.push((one, Way { to: other, gated: false }));
            pairs.push((other, Way { to: one, gated: false }));
        }
    }
}

/// What a header declares and uses is what each file that includes it hides under the name.
fn declared_in_headers(tree: &Tree, pairs: &mut Vec<(u32, Way)>) {
    let mut hidden: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (number, _, def) in
        tree.defs().filter(|(_, file, def)| def.confined && tree.files[*file].rules.pastes)
    {
        hidden.entry(def.twin).or_default().push(number);
    }
    let declared = tree.defs().filter(|(_, _, def)| def.bodiless && def.spread);
    for (number, _, def) in declared {
        let others = hidden.get(&def.twin).into_iter().flatten();
        pairs.extend(others.map(|&to| (number, Way { to, gated: false })));
    }
}

/// A member that is used uses its type.
fn types_of_members(tree: &Tree, pairs: &mut Vec<(u32, Way)>) {
    for (number, file, def) in tree.defs() {
        let owner = match def.owner {
            Owner::Def(parent) => Some(tree.number(file, Some(parent))),
            Owner::Target(_) | Owner::None => None,
        };
        if let (Some(owner), true) = (owner, def.member) {
            pairs.push((number, Way { to: owner, gated: false }));
        }
    }
}
