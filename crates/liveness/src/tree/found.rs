//! Types that are found without a use: by test runners, because they inherit tests, and by their bases, which may keep lists of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::members::all_above;
use crate::file::Owner;
use crate::rules::FoundTypes;
use crate::tree::Tree;
use crate::verdict::{Because, Doubt, Root};

/// What follows for types from what they inherit.
pub(crate) struct Found {
    /// Types that are tests by what they inherit.
    pub(crate) tests: Vec<(u32, Because<Root>)>,
    /// Types that a base may find.
    pub(crate) doubts: Vec<(u32, Because<Doubt>)>,
}

impl Tree {
    /// Bases that are known to the tree and are no types themselves, as variables and other names of types, may be anything.
    pub(crate) fn open_bases(&mut self) {
        let mut open: Vec<(usize, usize, String)> = Vec::new();
        for (number, file, def) in self.defs() {
            let targets = def.bases.iter().filter_map(|&base| self.target(file, base));
            let other = targets.filter_map(|target| self.def(target)).find(|base| !base.is_type);
            if let (Some(other), None) = (other, &def.outside) {
                open.push((file, (number - self.bases[file] - 1) as usize, other.name.to_string()));
            }
        }
        for (file, index, name) in open {
            self.files[file].defs[index].outside = Some((name, false));
        }
    }
}

/// Finds them. Linear in the bases of all types, each with all that it inherits.
pub(crate) fn found(tree: &Tree) -> Found {
    let reading = Reading::new(tree);
    let mut found = Found { tests: Vec::new(), doubts: Vec::new() };
    let types = tree.defs().filter(|(_, _, def)| def.is_type && !def.is_impl);
    for (number, file, _) in types {
        let above = all_above(&reading.bases, number);
        if above.iter().any(|base| reading.testing.contains(base)) {
            found
                .tests
                .push((number, Because { reason: Root::Test, detail: "it inherits tests".to_owned() }));
        }
        let is_found = match tree.files[file].rules.found_types {
            FoundTypes::None => false,
            FoundTypes::InTests => tree.files[file].is_test,
            FoundTypes::Everywhere => true,
        };
        if let (true, Some(detail)) = (is_found, reading.finder(number, &above)) {
            found.doubts.push((number, Because { reason: Doubt::ExternalBase, detail }));
        }
    }
    found
}

struct Reading<'a> {
    tree: &'a Tree,
    /// Bases in the tree by type.
    bases: FxHashMap<u32, Vec<u32>>,
    /// Types with tests among their members.
    testing: FxHashSet<u32>,
    /// Types that take part in how others are made.
    registering: FxHashSet<u32>,
}

impl<'a> Reading<'a> {
    fn new(tree: &'a Tree) -> Self {
        let mut bases: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let (mut testing, mut registering) = (FxHashSet::default(), FxHashSet::default());
        for (number, file, def) in tree.defs() {
            let known: Vec<u32> = def.bases.iter().filter_map(|&base| tree.target(file, base)).collect();
            if !known.is_empty() {
                bases.insert(number, known);
            }
            let owner = match &def.owner {
                Owner::Def(parent) if def.member => tree.number(file, Some(*parent)),
                _ => number,
            };
            if def.member && def.root.as_ref().is_some_and(|root| root.reason == Root::Test) {
                testing.insert(owner);
            }
            if def.registers {
                registering.insert(if def.is_type { number } else { owner });
            }
        }
        Self { tree, bases, testing, registering }
    }

    /// The base that may find a type: one that is not in the tree, or that takes part in how types are made.
    fn finder(&self, ty: u32, above: &[u32]) -> Option<String> {
        let with_self = std::iter::once(&ty).chain(above);
        let outside = with_self.filter_map(|ty| self.tree.def(*ty)).find_map(|def| def.outside.as_ref());
        let registering = above.iter().find(|base| self.registering.contains(base));
        let name = registering.and_then(|base| self.tree.def(*base)).map(|def| def.name.to_string());
        outside.map(|(name, _)| name.clone()).or(name)
    }
}
