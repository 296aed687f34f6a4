//! All files of a tree together: who uses what, and what follows.

mod found;
mod fragments;
mod members;
mod modules;
mod network;
mod possible;
mod reach;
mod told;

pub use self::told::Liveness;

use std::collections::BTreeMap;

use model::ids::{DefId, SymbolId};
use model::path::RepoPath;
use model::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::file::{DefSummary, FileSummary};
use crate::rules::{Listed, Surface};
use crate::verdict::{Because, Doubt, Node, Root};

/// What is taken of definitions that can be named from outside of their package.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Api {
    /// Those of libraries are used, those of programs are not, and where no manifest says which it is, nobody can tell.
    #[default]
    ByManifest,
    /// All are used.
    Used,
    /// None is, but by the tree: the tree is all that there is.
    Unused,
}

/// A name in code or text that may mean a definition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mentioned {
    /// The file's place among the files that were added.
    pub file: u32,
    /// Where.
    pub span: Span,
}

/// Most sites and users that a reason names.
const NAMED: usize = 3;

/// Files that are put together. They must come in path order.
pub struct Tree {
    pub(crate) files: Vec<FileSummary>,
    /// The number of each file's own node; its definitions follow.
    pub(crate) bases: Vec<u32>,
    nodes: u32,
    by_id: FxHashMap<SymbolId, u32>,
    by_path: BTreeMap<RepoPath, u32>,
    listed: Listed,
    api: Api,
    foreign: Foreign,
}

/// Files of a tree that are not read: other languages, templates, settings.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    /// Their paths.
    pub paths: Vec<String>,
    /// The first of them that spells a name, by the key of the name.
    pub spelled: FxHashMap<u64, String>,
}

impl Tree {
    /// No files yet.
    pub fn new(listed: Listed, api: Api, foreign: Foreign) -> Self {
        Self {
            files: Vec::new(),
            bases: Vec::new(),
            nodes: 0,
            by_id: FxHashMap::default(),
            by_path: BTreeMap::new(),
            listed,
            api,
            foreign,
        }
    }

    /// Adds the next file.
    pub fn add(&mut self, mut file: FileSummary) {
        let base = self.nodes;
        self.bases.push(base);
        self.by_id.insert(file.file_id, base);
        for (index, id) in std::mem::take(&mut file.ids).into_iter().enumerate() {
            self.by_id.insert(id, base + 1 + index as u32);
        }
        self.nodes += 1 + file.defs.len() as u32;
        self.by_path.insert(file.path.clone(), self.files.len() as u32);
        self.files.push(file);
    }

    /// The number of a node.
    pub(crate) fn number(&self, file: usize, def: Option<DefId>) -> u32 {
        self.bases[file] + def.map_or(0, |def| def.index() as u32 + 1)
    }

    /// The file of a node. O(log files).
    pub(crate) fn file_of(&self, node: u32) -> usize {
        self.bases.partition_point(|base| *base <= node) - 1
    }

    /// The node with a number.
    pub(crate) fn node(&self, number: u32) -> Node {
        let file = self.file_of(number);
        let def = (number - self.bases[file]).checked_sub(1).map(DefId::new);
        Node { file: file as u32, def }
    }

    /// What is known of a definition; `None` for a file.
    pub(crate) fn def(&self, number: u32) -> Option<&DefSummary> {
        let file = self.file_of(number);
        let index = (number - self.bases[file]).checked_sub(1)?;
        self.files[file].defs.get(index as usize)
    }

    /// The node that a target of a file is; `None` when the tree has it no more.
    pub(crate) fn target(&self, file: usize, target: u32) -> Option<u32> {
        let id = self.files[file].targets.get(target as usize)?;
        self.by_id.get(id).copied()
    }

    /// Whether a node is a definition, or stands in it.
    pub(crate) fn is_within(&self, node: u32, around: u32) -> bool {
        let file = self.file_of(node);
        let mut next = Some(node);
        while let Some(node) = next {
            if node == around {
                return true;
            }
            next = match self.def(node).map(|def| &def.owner) {
                Some(crate::file::Owner::Def(parent)) => Some(self.number(file, Some(*parent))),
                _ => None,
            };
        }
        false
    }

    pub(crate) fn nodes(&self) -> u32 {
        self.nodes
    }

    /// Every definition with its number and its file.
    pub(crate) fn defs(&self) -> impl Iterator<Item = (u32, usize, &DefSummary)> {
        self.files.iter().enumerate().flat_map(move |(file, summary)| {
            let first = self.bases[file] + 1;
            summary.defs.iter().enumerate().map(move |(index, def)| (first + index as u32, file, def))
        })
    }

    /// What is made of definitions that can be named from outside.
    fn seen(&self, doors: &Doors, number: u32, file: usize, def: &DefSummary) -> Seen {
        let summary = &self.files[file];
        let path = summary.path.as_str();
        // What is only declared, as an abstract member is, is not asked about, and what others make of it hangs on it.
        if !def.visible {
            return Seen::No;
        }
        match self.api {
            Api::Unused => return Seen::No,
            Api::Used => return Seen::Used("all that is visible counts as used"),
            Api::ByManifest => {}
        }
        let is_found =
            matches!(summary.rules.surface, Surface::Inheritable | Surface::Unmarked | Surface::Exported);
        match self.listed.is_library(path) {
            // Runners and their plug-ins have rules of their own.
            _ if summary.is_test && is_found => Seen::Doubtful(Doubt::TestRunner, ""),
            Some(false) => Seen::No,
            _ if summary.is_test && summary.rules.surface != Surface::Linked => Seen::No,
            None => Seen::Doubtful(Doubt::VisibleOutside, ""),
            Some(true) if summary.rules.surface != Surface::Exported => Seen::Used(""),
            Some(true) => match self.listed.doors(path) {
                None => {
                    Seen::Doubtful(Doubt::VisibleOutside, "its package lets others import any of its files")
                }
                Some(_) if doors.show(self, number, file) => Seen::Used(""),
                Some(_) => Seen::No,
            },
        }
    }
}

/// What is made of a definition that can be named from outside.
enum Seen {
    No,
    Used(&'static str),
    Doubtful(Doubt, &'static str),
}

/// Files of packages with a closed list of modules that show what they export, and what they export of others.
struct Doors {
    files: Vec<bool>,
    shown: Vec<bool>,
}

impl Doors {
    fn new(tree: &Tree) -> Self {
        let mut files = vec![false; tree.files.len()];
        let listed = tree.listed.doors.iter().flat_map(|(_, paths)| paths);
        let mut open: Vec<u32> = listed.filter_map(|path| tree.by_path.get(path).copied()).collect();
        let mut shown = vec![false; tree.nodes as usize];
        while let Some(file) = open.pop() {
            let file = file as usize;
            if std::mem::replace(&mut files[file], true) {
                continue;
            }
            let exports = &tree.files[file].exports;
            exports.iter().filter_map(|target| tree.target(file, *target)).for_each(|node| {
                shown[node as usize] = true;
            });
            let stars = tree.files[file].star_exports.iter();
            open.extend(
                stars.filter_map(|target| tree.target(file, *target)).map(|node| tree.file_of(node) as u32),
            );
        }
        Self { files, shown }
    }

    /// Whether a definition, or what it is a member of, can be imported from a door.
    fn show(&self, tree: &Tree, number: u32, file: usize) -> bool {
        let mut next = Some(number);
        while let Some(number) = next {
            if self.files[file] || self.shown[number as usize] {
                return true;
            }
            next = match tree.def(number).map(|def| &def.owner) {
                Some(crate::file::Owner::Def(parent)) => Some(tree.number(file, Some(*parent))),
                _ => None,
            };
        }
        false
    }
}

/// Roots and doubts of definitions that hold without looking at uses.
pub(crate) struct Given {
    /// By number of the node.
    pub(crate) roots: Vec<(u32, Because<Root>, bool)>,
    /// By number of the node; all are with the owner.
    pub(crate) doubts: Vec<(u32, Because<Doubt>)>,
}

impl Tree {
    /// What holds of each definition by itself, in order.
    pub(crate) fn given(&self) -> Given {
        let doors = Doors::new(self);
        let mut given = Given { roots: Vec::new(), doubts: Vec::new() };
        let foreign = self.foreign_by_rules();
        let undeclared = self.undeclared();
        let enumerating = self.enumerating();
        let named = self.types_in_text();
        for (number, file, def) in self.defs() {
            if let Some(root) = &def.root {
                given.roots.push((number, root.clone(), def.root_with_owner));
            }
            match self.seen(&doors, number, file, def) {
                Seen::Used(detail) if def.root.is_none() || def.root_with_owner => {
                    let because = Because { reason: Root::ExportedApi, detail: detail.to_owned() };
                    given.roots.push((number, because, false));
                }
                Seen::Doubtful(reason, detail) => {
                    given.doubts.push((number, Because { reason, detail: detail.to_owned() }));
                }
                _ => {}
            }
            if let (true, Some(path)) = (def.visible, foreign.get(self.files[file].rules.languages[0])) {
                given.doubts.push((number, Because { reason: Doubt::ForeignFiles, detail: path.clone() }));
            }
            if let (true, Some(detail)) = (def.accessor, enumerating.get(self.files[file].rules.languages[0]))
            {
                given.doubts.push((number, Because { reason: Doubt::HandedOn, detail: detail.clone() }));
            }
            if let (true, crate::file::Owner::Def(owner)) = (def.member && !def.hidden, &def.owner)
                && named.contains(&self.number(file, Some(*owner)))
            {
                let detail = "text names its type, whose members what reads the text may find".to_owned();
                given.doubts.push((number, Because { reason: Doubt::HandedOn, detail }));
            }
            if let Some(path) = self.spelled_in_text(file, def) {
                given.doubts.push((number, Because { reason: Doubt::NamedInText, detail: path.to_owned() }));
            }
            if undeclared[file] {
                given.doubts.push((number, Because { reason: Doubt::NoModule, detail: String::new() }));
            }
            if let Some(path) = self.unread_around(file) {
                given.doubts.push((number, Because { reason: Doubt::ForeignFiles, detail: path.to_owned() }));
            }
            given.doubts.extend(def.doubts.iter().map(|doubt| (number, doubt.clone())));
        }
        for (path, name, by) in &self.listed.entries {
            let Some(&file) = self.by_path.get(path) else { continue };
            let first = self.bases[file as usize] + 1;
            let summary = &self.files[file as usize];
            for (index, _) in summary.defs.iter().enumerate().filter(|(_, def)| summary.is_named(def, name)) {
                let because = Because { reason: Root::Manifest, detail: by.clone() };
                given.roots.push((first + index as u32, because, false));
            }
        }
        for (file, summary) in self.files.iter().enumerate() {
            let handed = summary.escapes.iter().filter_map(|target| self.target(file, *target));
            for module in handed {
                let of = self.file_of(module);
                let because = Because { reason: Doubt::HandedOn, detail: summary.path.as_str().to_owned() };
                let defs = self.files[of].defs.iter().enumerate();
                let base = self.bases[of];
                // Of a type, what it declares may be made at run time, and what it has be enumerated.
                let enumerates = !self.files[of].rules.plain_of_types.is_empty();
                let is_open = |def: &DefSummary| match module.checked_sub(base + 1).map(DefId::new) {
                    None => def.owner == crate::file::Owner::None && !def.confined,
                    Some(ty) => {
                        def.owner == crate::file::Owner::Def(ty) && def.member && (def.bodiless || enumerates)
                    }
                };
                let open = defs.filter(|(_, def)| is_open(def));
                given.doubts.extend(open.map(|(index, _)| (base + 1 + index as u32, because.clone())));
            }
        }
        given.roots.sort();
        given
    }

    /// Types that text names, in languages in which what is named so may be enumerated.
    fn types_in_text(&self) -> FxHashSet<u32> {
        let enumerable = |summary: &FileSummary| !summary.rules.plain_of_types.is_empty();
        let mentions =
            self.files.iter().filter(|summary| enumerable(summary)).flat_map(|summary| &summary.mentions);
        let keys: FxHashSet<u64> = mentions
            .filter(|mention| mention.doubt == Doubt::NamedInText)
            .map(|mention| mention.name)
            .chain(self.foreign.spelled.keys().copied())
            .collect();
        let types = self.defs().filter(|(_, file, def)| {
            def.is_type && enumerable(&self.files[*file]) && keys.contains(&def.key)
        });
        types.map(|(number, ..)| number).collect()
    }

    /// The first thing that enumerates members, by family of languages.
    fn enumerating(&self) -> BTreeMap<&'static str, String> {
        let mut found = BTreeMap::new();
        for summary in self.files.iter().filter(|summary| !summary.enumerates.is_empty()) {
            let detail =
                || format!("`{}` in {} may be handed objects of its type", summary.enumerates, summary.path);
            found.entry(summary.rules.languages[0]).or_insert_with(detail);
        }
        found
    }

    /// A file that is not read and spells the name of a definition; what the linker alone knows is not found by text.
    fn spelled_in_text(&self, file: usize, def: &DefSummary) -> Option<&str> {
        let found = self.foreign.spelled.get(&def.key)?;
        (def.asked && self.files[file].rules.surface != Surface::Linked).then_some(found)
    }

    /// A manifest that cannot be read in a directory around a file: it may name what the file has.
    fn unread_around(&self, file: usize) -> Option<&str> {
        let path = self.files[file].path.as_str();
        let around = |unread: &&RepoPath| {
            let directory = unread.parent().unwrap_or_default();
            directory.is_empty() || path.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/'))
        };
        self.listed.unread.iter().find(around).map(RepoPath::as_str)
    }

    /// The first file that may use definitions of each family of languages and is not read.
    fn foreign_by_rules(&self) -> BTreeMap<&'static str, String> {
        let mut found = BTreeMap::new();
        for summary in &self.files {
            let family = summary.rules.languages[0];
            if found.contains_key(family) {
                continue;
            }
            let is_foreign = |path: &&String| summary.rules.foreign.iter().any(|end| path.ends_with(end));
            let first = self.foreign.paths.iter().find(is_foreign).cloned();
            found.insert(family, first);
        }
        found.into_iter().filter_map(|(family, first)| Some((family, first?))).collect()
    }
}
