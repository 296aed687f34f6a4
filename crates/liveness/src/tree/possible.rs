//! Names that may mean definitions.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::file::{DefSummary, Mention, Shape};
use crate::rules::Surface;
use crate::tree::Tree;
use crate::verdict::Doubt;

/// Where a mention is: its file and its place among the file's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    pub(crate) file: u32,
    pub(crate) index: u32,
}

/// Definitions and mentions by name.
pub(crate) struct Names {
    /// Definitions that are asked about, by the key of their name, ascending.
    defs: FxHashMap<u64, Vec<u32>>,
    /// Mentions by the node that they stand in, sorted.
    by_source: Vec<(u32, Place)>,
    /// Mentions by the key of the name, sorted.
    by_name: Vec<(u64, Place)>,
    /// Names under which others are brought, by the key of what they are called there.
    aliases: FxHashMap<u64, Vec<u64>>,
    /// Names of files that are included as text.
    included: FxHashSet<String>,
    /// Definitions that stand for others in some configurations, by the key of their name.
    conditional: FxHashMap<u64, Vec<u32>>,
}

impl Names {
    pub(crate) fn new(tree: &Tree) -> Self {
        let mut defs: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, _, def) in tree.defs().filter(|(_, _, def)| def.asked) {
            defs.entry(def.key).or_default().push(number);
        }
        let (mut by_source, mut by_name) = (Vec::new(), Vec::new());
        let mut aliases: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
        let mut included = FxHashSet::default();
        for (file, summary) in tree.files.iter().enumerate() {
            for (index, mention) in summary.mentions.iter().enumerate() {
                let place = Place { file: file as u32, index: index as u32 };
                by_source.push((tree.number(file, mention.source), place));
                by_name.push((mention.name, place));
            }
            for (local, member) in &summary.aliases {
                aliases.entry(*local).or_default().push(*member);
            }
            included.extend(summary.includes.iter().filter(|name| !summary.rules.is_header(name)).cloned());
        }
        by_source.sort_unstable();
        by_name.sort_unstable();
        aliases.values_mut().for_each(|members| {
            members.sort_unstable();
            members.dedup();
        });
        let mut names =
            Self { defs, by_source, by_name, aliases, included, conditional: FxHashMap::default() };
        names.find_conditional(tree);
        names
    }

    /// Finds what is there in some configurations only and may be meant where another definition of its name is found.
    fn find_conditional(&mut self, tree: &Tree) {
        let files = conditional_files(tree);
        for (number, file, def) in tree.defs().filter(|(_, _, def)| def.asked) {
            let joined = self.is_joined(tree, file);
            if def.conditional || joined || files[file] {
                self.conditional.entry(def.key).or_default().push(number);
            }
        }
    }

    /// Whether a definition is one that may stand for others of its name.
    pub(crate) fn stands_for_others(&self, tree: &Tree, number: u32) -> bool {
        let key = tree.def(number).map(|def| def.key);
        key.and_then(|key| self.conditional.get(&key)).is_some_and(|all| all.contains(&number))
    }

    /// Other definitions of a name.
    pub(crate) fn homonyms<'a>(&'a self, tree: &'a Tree, number: u32) -> impl Iterator<Item = u32> + 'a {
        let key = tree.def(number).map(|def| def.key);
        let all = key.and_then(|key| self.defs.get(&key)).into_iter().flatten().copied();
        let rules = move |number| tree.files[tree.file_of(number)].rules;
        all.filter(move |other| *other != number && std::ptr::eq(rules(*other), rules(number)))
    }

    /// Definitions that may stand for this one in another configuration.
    pub(crate) fn stand_for<'a>(&'a self, tree: &'a Tree, number: u32) -> impl Iterator<Item = u32> + 'a {
        let def = tree.def(number);
        let others = def.and_then(|def| self.conditional.get(&def.key)).into_iter().flatten().copied();
        // What nobody outside of its file sees stands for others of this file, unless text is shared.
        let seen = move |other: u32| {
            let (here, there) = (tree.file_of(number), tree.file_of(other));
            here == there || !tree.def(other).is_some_and(|def| def.confined) || self.is_joined(tree, there)
        };
        others.filter(move |other| {
            let rules = |number| tree.files[tree.file_of(number)].rules;
            let member = |number| tree.def(number).is_some_and(|def| def.member);
            *other != number
                && std::ptr::eq(rules(*other), rules(number))
                && member(*other) == member(number)
                && seen(*other)
        })
    }

    /// The mentions in a node.
    pub(crate) fn in_node(&self, node: u32) -> impl Iterator<Item = Place> + '_ {
        let start = self.by_source.partition_point(|(source, _)| *source < node);
        self.by_source[start..].iter().take_while(move |(source, _)| *source == node).map(|(_, place)| *place)
    }

    /// The mentions of what is called so, also under other names.
    pub(crate) fn of_name(&self, key: u64) -> Vec<Place> {
        let others =
            self.aliases.iter().filter(|(_, members)| members.contains(&key)).map(|(local, _)| *local);
        let mut keys: Vec<u64> = others.chain([key]).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut places: Vec<Place> = Vec::new();
        for key in keys {
            let start = self.by_name.partition_point(|(name, _)| *name < key);
            places.extend(
                self.by_name[start..].iter().take_while(|(name, _)| *name == key).map(|(_, place)| *place),
            );
        }
        places.sort_unstable();
        places
    }

    /// The definitions that a name may mean, itself or through what it is short for.
    pub(crate) fn meant(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        let through = self.aliases.get(&key).into_iter().flatten().copied();
        std::iter::once(key).chain(through).flat_map(|key| self.defs.get(&key).into_iter().flatten().copied())
    }

    /// Whether a mention may mean a definition.
    pub(crate) fn meets(&self, tree: &Tree, place: Place, mention: &Mention, number: u32) -> bool {
        let file = tree.file_of(number);
        let Some(def) = tree.def(number) else { return false };
        let (here, there) = (&tree.files[place.file as usize], &tree.files[file]);
        if mention.doubt == Doubt::NamedInText && def.confined && there.rules.pastes {
            // What the compiler alone sees is not found by text.
            return false;
        }
        let same_family = std::ptr::eq(here.rules, there.rules);
        // Code that the linker joins finds what interpreters and others have by the names that it spells, whatever they hide.
        let is_native = here.rules.surface == Surface::Linked;
        if !(same_family || mention.doubt == Doubt::NamedInText || def.visible || is_native) {
            return false;
        }
        if mention.doubt == Doubt::SpelledInFile {
            let inside = mention
                .source
                .is_some_and(|source| tree.is_within(tree.number(place.file as usize, Some(source)), number));
            // What no fact is about may be anything of the file.
            let is_unread = mention.source.is_none() && mention.shape == Shape::Any;
            if place.file as usize != file || (def.member && !is_unread) || inside {
                return false;
            }
        }
        // What finds members by name can open private ones.
        let finds_private =
            mention.doubt == Doubt::NamedInText && there.rules.surface == Surface::Inheritable;
        // A header is read where it is included, with all that is hidden there.
        let from_header = here.rules.is_header(here.path.file_name());
        if def.confined
            && place.file as usize != file
            && !from_header
            && !finds_private
            && !self.is_included(here.path.file_name())
            && !self.is_included(there.path.file_name())
        {
            return false;
        }
        fits(def, mention, there.rules.implicit_this, there.rules.module_members)
    }

    /// Whether a file is included as text, or includes text: what it includes names its definitions, also those that nobody else sees.
    fn is_joined(&self, tree: &Tree, file: usize) -> bool {
        let summary = &tree.files[file];
        self.is_included(summary.path.file_name())
            || summary.includes.iter().any(|name| !summary.rules.is_header(name))
    }

    fn is_included(&self, name: &str) -> bool {
        self.included.contains(name)
    }
}

/// Files that are parts of others under a condition, with all their parts.
fn conditional_files(tree: &Tree) -> Vec<bool> {
    let mut conditional = vec![false; tree.files.len()];
    let mut open: Vec<usize> = Vec::new();
    for (file, summary) in tree.files.iter().enumerate() {
        let parts = summary.children.iter().filter(|(_, conditional)| *conditional);
        open.extend(
            parts.filter_map(|(target, _)| tree.target(file, *target)).map(|node| tree.file_of(node)),
        );
    }
    while let Some(file) = open.pop() {
        if !std::mem::replace(&mut conditional[file], true) {
            let parts = tree.files[file].children.iter();
            open.extend(
                parts.filter_map(|(target, _)| tree.target(file, *target)).map(|node| tree.file_of(node)),
            );
        }
    }
    conditional
}

fn fits(def: &DefSummary, mention: &Mention, implicit_this: bool, module_members: bool) -> bool {
    if mention.doubt == Doubt::SameMemberName && !def.member {
        return false;
    }
    match mention.shape {
        Shape::Bare => !def.member || implicit_this,
        Shape::Dot => def.member || (module_members && !def.confined),
        Shape::Macro => def.is_macro,
        Shape::Any => true,
    }
}
