//! Packages: what they contain, and which of several types of one name is meant.
//!
//! A file's package is what it says. Types are found by the file that convention has them in, else by their name
//! anywhere. A tree may hold one package in several places (main and test sources, modules of a build, unrelated
//! repositories): the nearest build counts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use model::facts::Def;
use model::ids::{DefId, ScopeId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use model::path::RepoPath;
use resolve::{Answer, DefRef, Entity, FileId, Files, Manifests, Project, Session, Unit};
use rustc_hash::{FxHashMap, FxHashSet};

use super::stubs;

/// Files that make their directory a module of a build.
pub(super) const BUILD_FILES: &[&str] =
    &["pom.xml", "build.gradle", "build.gradle.kts", "build.xml", "BUILD", "BUILD.bazel", "module-info.java"];

/// Most definitions of one name that are looked at in files which convention does not expect them in.
const MOST: usize = 256;

/// Files that are asked whether their directory's last names are their package, at most.
const EXAMPLES: usize = 4;

/// The builds of a tree, and its packages.
pub(super) struct Layout {
    /// Directories of the builds, numbered.
    modules: Arc<BTreeMap<String, u32>>,
    /// Where files stand, when that was asked.
    places: Vec<OnceLock<Place>>,
    /// A few directories for each name that their files may have as package, by what is hashed from it.
    packages: Arc<FxHashMap<u32, Vec<RepoPath>>>,
    /// Names of directories: a package's first name is one of them.
    segments: Arc<FxHashSet<u32>>,
}

impl Layout {
    /// The same builds and packages, and nobody asked where files stand.
    pub(super) fn renewed(&self) -> Self {
        let (modules, packages) = (Arc::clone(&self.modules), Arc::clone(&self.packages));
        let places = self.places.iter().map(|_| OnceLock::new()).collect();
        Self { modules, places, packages, segments: Arc::clone(&self.segments) }
    }
}

/// Its identity is the builds: packages are asked for one by one.
impl std::fmt::Debug for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.modules.keys()).finish()
    }
}

/// Reads where modules of builds begin. Linear in the directories.
pub(super) fn layout(files: &Files, manifests: &dyn Manifests) -> Project {
    let directories = BUILD_FILES.iter().flat_map(|name| manifests.named(name));
    let modules: BTreeSet<String> = directories.map(|path| path.parent().unwrap_or("").to_owned()).collect();
    let modules = Arc::new(modules.into_iter().zip(0..).collect());
    let mut packages: FxHashMap<u32, Vec<RepoPath>> = FxHashMap::default();
    let mut segments = FxHashSet::default();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut places = Vec::new();
    for (file, entry) in files.iter().filter(|(_, entry)| entry.language == "java") {
        let directory = entry.path.parent().unwrap_or("");
        places.resize_with(file.index() + 1, OnceLock::new);
        // The first file of a directory speaks for it.
        if seen.insert(directory) {
            for name in package_names(directory) {
                let examples: &mut Vec<RepoPath> =
                    packages.entry(resolve::key("package", &name)).or_default();
                // Each top folder may be a repository that sees only its own.
                let of_top = examples.iter().filter(|example| top(example) == top(&entry.path));
                if of_top.count() < EXAMPLES {
                    examples.push(entry.path.clone());
                }
            }
            segments.extend(directory.split('/').map(|name| resolve::key("package-segment", name)));
        }
    }
    let (packages, segments) = (Arc::new(packages), Arc::new(segments));
    Arc::new(Layout { modules, places, packages, segments })
}

fn top(path: &RepoPath) -> &str {
    path.as_str().split('/').next().unwrap_or_default()
}

/// The packages that files of a directory can belong to, for all source roots that it can have.
fn package_names(directory: &str) -> impl Iterator<Item = String> + '_ {
    let starts = std::iter::once(0).chain(directory.match_indices('/').map(|(at, _)| at + 1));
    starts.map(|start| directory[start..].replace('/', "."))
}

/// The package that a file says it belongs to.
pub(super) fn package_of(unit: &Unit) -> &str {
    match unit.facts.defs.first() {
        Some(first) if first.kind == DefKind::Namespace => unit.text(first.name),
        _ => "",
    }
}

/// What a session has found of packages.
#[derive(Default)]
struct Found {
    /// Whether the tree has files of a package.
    packages: FxHashMap<Box<str>, bool>,
    /// Files called like a type, by its name.
    expected: FxHashMap<Box<str>, Rc<[FileId]>>,
    /// Top-level types by name.
    all: FxHashMap<Box<str>, Rc<[DefRef]>>,
}

/// Whether the tree has files of a package.
pub(super) fn exists(cx: &mut Session<'_>, from: &Unit, package: &str) -> bool {
    if let Some(&known) = cx.table::<Found>().packages.get(package) {
        return known;
    }
    cx.ask("package", package);
    cx.ask_name(package);
    let examples = cx.project::<Layout>(from).packages.get(&resolve::key("package", package));
    let found = examples.into_iter().flatten().any(|path| {
        let Some(file) = cx.find_file(path.as_str()).filter(|file| cx.is_near(*file)) else { return false };
        let unit = cx.unit(file);
        package_of(&unit) == package
    });
    cx.table::<Found>().packages.insert(package.into(), found);
    found
}

/// Whether packages of the tree may begin with a name.
pub(super) fn may_begin(cx: &mut Session<'_>, from: &Unit, name: &str) -> bool {
    cx.ask("package-segment", name);
    cx.project::<Layout>(from).segments.contains(&resolve::key("package-segment", name))
}

/// What other files may have asked of the directory of a file: its first file speaks for it.
pub(super) fn file_keys(path: &str) -> Vec<(&'static str, String)> {
    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let packages = package_names(directory).map(|name| ("package", name));
    packages.chain(directory.split('/').map(|name| ("package-segment", name.to_owned()))).collect()
}

/// The top-level type called `name` of a package, as a file sees it.
pub(super) fn type_in(cx: &mut Session<'_>, from: &Unit, package: &str, name: &str) -> Answer {
    if from.id.is_std() {
        return library(package, name);
    }
    let mut found = in_expected_files(cx, package, name);
    if found.is_empty() {
        found = anywhere(cx, from, package, name);
    }
    if found.is_empty() {
        return library(package, name);
    }
    nearest(cx, from, &found)
}

fn library(package: &str, name: &str) -> Answer {
    match stubs::find(package, name) {
        Some(def) => Answer::def(def, Rule::SamePackage),
        None => Answer::missing(Reason::UnknownName),
    }
}

/// In files called like the type, in a directory called like the package.
fn in_expected_files(cx: &mut Session<'_>, package: &str, name: &str) -> Vec<DefRef> {
    let mut found = Vec::new();
    for &file in &*expected_files(cx, name) {
        let directory = cx.world.files.entry(file).path.parent().unwrap_or("");
        if ends_in(directory, package) {
            cx.ask_name(name);
            let unit = cx.unit(file);
            if package_of(&unit) == package {
                found.extend(top_level(&unit, name));
            }
        }
    }
    found
}

/// The files that are called like a type.
fn expected_files(cx: &mut Session<'_>, name: &str) -> Rc<[FileId]> {
    if let Some(known) = cx.table::<Found>().expected.get(name) {
        return Rc::clone(known);
    }
    let files: Rc<[FileId]> = cx.files_named(&format!("{name}.java")).into();
    cx.table::<Found>().expected.insert(name.into(), Rc::clone(&files));
    files
}

/// Whether a directory ends in the names of a package.
fn ends_in(directory: &str, package: &str) -> bool {
    let mut segments = directory.rsplit('/');
    package.rsplit('.').filter(|name| !name.is_empty()).all(|name| segments.next() == Some(name))
}

fn top_level(unit: &Unit, name: &str) -> Option<DefRef> {
    let name = unit.name(name)?;
    unit.bindings_in(ScopeId::new(0), name).find_map(|binding| {
        let def = unit.binding(binding).def?;
        is_type(unit.def(def).kind).then(|| DefRef::new(unit.id, def))
    })
}

/// In any file of the package: several types may share one.
fn anywhere(cx: &mut Session<'_>, from: &Unit, package: &str, name: &str) -> Vec<DefRef> {
    let mut found = all_named(cx, from, name).to_vec();
    found.retain(|def| package_of(&cx.unit(def.file)) == package);
    found
}

/// The top-level types called `name`, wherever they are.
fn all_named(cx: &mut Session<'_>, from: &Unit, name: &str) -> Rc<[DefRef]> {
    if let Some(known) = cx.table::<Found>().all.get(name) {
        return Rc::clone(known);
    }
    let named = cx.defs_named_where(name, |named| is_type(named.kind)).into_iter().take(MOST);
    let found: Rc<[DefRef]> = named
        .filter(|def| {
            let unit = cx.unit(def.file);
            unit.policy == from.policy && is_top_level_type(unit.def(def.def))
        })
        .collect();
    cx.table::<Found>().all.insert(name.into(), Rc::clone(&found));
    found
}

fn is_top_level_type(facts: &Def) -> bool {
    facts.parent.is_none() && is_type(facts.kind)
}

/// Whether definitions of this kind are types.
pub(super) fn is_type(kind: DefKind) -> bool {
    matches!(
        kind,
        DefKind::Class | DefKind::Interface | DefKind::Enum | DefKind::Record | DefKind::Annotation
    )
}

/// The one that a file means of several types of one name, when the layout of builds tells.
pub(super) fn nearest(cx: &mut Session<'_>, from: &Unit, found: &[DefRef]) -> Answer {
    if let [one] = *found {
        return Answer::def(one, Rule::SamePackage);
    }
    if let Some(own) = found.iter().find(|def| def.file == from.id) {
        return Answer::def(*own, Rule::SamePackage);
    }
    let layout = cx.project::<Layout>(from);
    let here = layout.place(from);
    let ranked: Vec<(Rank, DefRef)> = found
        .iter()
        .map(|&def| {
            let unit = cx.unit(def.file);
            (here.rank(&layout.place(&unit)), def)
        })
        .collect();
    let best = ranked.iter().map(|(rank, _)| rank).min().cloned();
    let best: Vec<Entity> = ranked
        .iter()
        .filter(|(rank, _)| Some(rank) == best.as_ref())
        .map(|(_, def)| Entity::Def(*def))
        .collect();
    cx.candidates(&best, Reason::Ambiguous, Rule::SamePackage)
}

/// How far one source root is from another; smaller is nearer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    other_root: bool,
    other_module: bool,
    unrelated: bool,
    /// Builds between the common one and that of the other file, then of this file.
    down: usize,
    up: usize,
    /// Test sources come after main ones, those for later versions after the plain ones.
    root: (bool, usize),
}

impl Layout {
    fn place<'a>(&'a self, unit: &Unit) -> Cow<'a, Place> {
        match self.places.get(unit.id.index()) {
            Some(place) => Cow::Borrowed(place.get_or_init(|| Place::of(self, unit))),
            None => Cow::Owned(Place::of(self, unit)),
        }
    }
}

/// Where a file stands in builds.
#[derive(Clone)]
struct Place {
    /// The builds around it, innermost first.
    modules: Vec<u32>,
    /// Its directory without the part that its package names.
    root: String,
    is_test: bool,
    version: usize,
}

impl Place {
    fn of(layout: &Layout, unit: &Unit) -> Self {
        let directory = unit.placement.path.parent().unwrap_or("");
        let package = package_of(unit).replace('.', "/");
        let root = directory.strip_suffix(package.as_str()).unwrap_or(directory).trim_end_matches('/');
        let mut modules = Vec::new();
        let mut next = Some(root);
        while let Some(current) = next {
            modules.extend(layout.modules.get(current));
            next = match current.rfind('/') {
                Some(slash) => Some(&current[..slash]),
                None if current.is_empty() => None,
                None => Some(""),
            };
        }
        let is_test = root.split('/').any(|segment| segment.to_ascii_lowercase().contains("test"));
        Self { modules, root: root.to_owned(), is_test, version: version_suffix(root) }
    }

    fn rank(&self, other: &Self) -> Rank {
        let common = self.modules.iter().position(|module| other.modules.contains(module));
        let down = common.and_then(|at| other.modules.iter().position(|it| *it == self.modules[at]));
        let other_root = self.root != other.root;
        Rank {
            other_root,
            other_module: self.modules.first() != other.modules.first(),
            unrelated: common.is_none(),
            down: down.unwrap_or(0),
            up: common.unwrap_or(0),
            root: if other_root { (other.is_test, other.version) } else { (false, 0) },
        }
    }
}

/// The number that a source root of a multi-release archive ends in (`java11`), 0 for plain ones.
fn version_suffix(root: &str) -> usize {
    let digits = root.len() - root.trim_end_matches(|end: char| end.is_ascii_digit()).len();
    root[root.len() - digits..].parse().unwrap_or(0)
}

/// Stands for a file where a definition is asked for.
pub(super) fn file_level(unit: &Unit) -> DefRef {
    DefRef::new(unit.id, DefId::new(u32::MAX))
}
