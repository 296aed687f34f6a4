//! Types and what they inherit: which members override which, and which may override what is outside of the tree.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::file::Owner;
use crate::tree::Tree;
use crate::tree::network::Way;

/// What follows from inheritance.
pub(crate) struct Inheritance {
    /// From a member to those that override it.
    pub(crate) overriding: Vec<(u32, Way)>,
    /// Members of types with a base outside of the tree, that may override a member of it: the base's name, and whether they surely do.
    pub(crate) outside: Vec<(u32, String, bool)>,
    /// Members of types with a base whose file looks members up by a computed name, with what does.
    pub(crate) computed: Vec<(u32, String)>,
}

pub(crate) fn inheritance(tree: &Tree) -> Inheritance {
    let reading = Reading::new(tree);
    let mut found = Inheritance { overriding: Vec::new(), outside: Vec::new(), computed: Vec::new() };
    // Types without a base that counts are among them: their members may say that they override.
    let mut types: Vec<u32> = reading.bases.keys().chain(reading.members.keys()).copied().collect();
    types.sort_unstable();
    types.dedup();
    for ty in types {
        reading.of_type(ty, &mut found);
        reading.brought_together(ty, &mut found);
    }
    found.overriding.sort_unstable();
    found.overriding.dedup();
    found.outside.sort_unstable();
    found.outside.dedup();
    found
}

struct Reading<'a> {
    tree: &'a Tree,
    /// Bases in the tree by type.
    bases: FxHashMap<u32, Vec<u32>>,
    /// A base outside of the tree by type, and whether it is proved to be outside.
    outside: FxHashMap<u32, (&'a str, bool)>,
    /// Members by the key of their name, by type.
    members: FxHashMap<u32, Vec<(u64, u32)>>,
}

impl<'a> Reading<'a> {
    fn new(tree: &'a Tree) -> Self {
        let (mut bases, mut outside) = (FxHashMap::default(), FxHashMap::default());
        let mut members: FxHashMap<u32, Vec<(u64, u32)>> = FxHashMap::default();
        for (number, file, def) in tree.defs() {
            let known: Vec<u32> = def.bases.iter().filter_map(|&base| tree.target(file, base)).collect();
            if let Some((name, proved)) = &def.outside {
                outside.insert(number, (name.as_str(), *proved));
            }
            if !known.is_empty() || def.outside.is_some() {
                bases.insert(number, known);
            }
            if let (Owner::Def(parent), true) = (&def.owner, def.member) {
                members.entry(tree.number(file, Some(*parent))).or_default().push((def.key, number));
            }
        }
        Self { tree, bases, outside, members }
    }

    fn of_type(&self, ty: u32, found: &mut Inheritance) {
        let above = all_above(&self.bases, ty);
        let outside = std::iter::once(&ty).chain(&above).find_map(|ty| self.outside.get(ty));
        for &(key, member) in self.members.get(&ty).into_iter().flatten() {
            let Some(def) = self.tree.def(member) else { continue };
            let mut overridden = false;
            for base in &above {
                let members = self.members.get(base).into_iter().flatten();
                for &(_, other) in members.filter(|(other, _)| *other == key) {
                    overridden = true;
                    found.overriding.push((other, Way { to: member, gated: true }));
                    // Without what it overrides it could not be there.
                    if def.overrides
                        || self.is_impl(ty)
                        || self.tree.def(other).is_some_and(|def| def.bodiless)
                    {
                        found.overriding.push((member, Way { to: other, gated: true }));
                    }
                }
            }
            // Members of an `impl` are there for its trait.
            self.use_of_traits(ty, member, &above, found);
            let computing = above.iter().map(|base| &self.tree.files[self.tree.file_of(*base)].computed);
            if let Some(what) = computing.into_iter().find(|what| !what.is_empty()) {
                found.computed.push((member, what.clone()));
            }
            if !def.overridable {
                continue;
            }
            match outside {
                Some((name, proved)) => {
                    let surely = (*proved && self.is_impl(ty)) || (def.overrides && !overridden);
                    found.outside.push((member, (*name).to_owned(), surely));
                }
                None if def.overrides && !overridden => found.outside.push((member, String::new(), false)),
                None => {}
            }
        }
    }

    /// A type with several bases may take a member of one for that of another, which knows nothing of it:
    /// `class Both extends Base implements Interface`.
    fn brought_together(&self, ty: u32, found: &mut Inheritance) {
        let direct = self.bases.get(&ty).map_or(0, Vec::len);
        let outside = self.outside.get(&ty);
        if direct + usize::from(outside.is_some()) < 2 {
            return;
        }
        let above = all_above(&self.bases, ty);
        let mut named: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
        for &base in &above {
            for &(key, member) in self.members.get(&base).into_iter().flatten() {
                named.entry(key).or_default().push((base, member));
                let open = self.tree.def(member).is_some_and(|def| def.overridable);
                if let (true, Some((name, _))) = (open, outside) {
                    found.outside.push((member, (*name).to_owned(), false));
                }
            }
        }
        for same in named.into_values().filter(|same| same.len() > 1) {
            for &(asked, other) in &same {
                let below = all_above(&self.bases, asked);
                let taken = same.iter().filter(|(base, member)| *member != other && !below.contains(base));
                found.overriding.extend(taken.map(|&(_, to)| (other, Way { to, gated: true })));
            }
        }
    }

    fn is_impl(&self, ty: u32) -> bool {
        self.tree.def(ty).is_some_and(|def| def.is_impl)
    }

    fn use_of_traits(&self, ty: u32, member: u32, above: &[u32], found: &mut Inheritance) {
        if self.is_impl(ty) {
            found.overriding.extend(above.iter().map(|&to| (member, Way { to, gated: false })));
        }
    }
}

/// All that a type inherits, by the bases of each type in the tree.
pub(super) fn all_above(bases: &FxHashMap<u32, Vec<u32>>, ty: u32) -> Vec<u32> {
    let (mut found, mut seen) = (Vec::new(), FxHashSet::default());
    seen.insert(ty);
    let mut next = vec![ty];
    while let Some(ty) = next.pop() {
        for &base in bases.get(&ty).into_iter().flatten() {
            if seen.insert(base) {
                found.push(base);
                next.push(base);
            }
        }
    }
    found
}
