//! The tree of modules: which file a `mod x;` means, which module declares a file, where a crate begins.

use std::sync::Arc;

use model::facts::Import;
use model::ids::{DefId, ImportId, NameId, ScopeId};
use model::kinds::{DefKind, ImportKind, ScopeKind};
use resolve::{DefRef, Entity, FileId, Session, Unit};
use rustc_hash::FxHashMap;

use super::project::{Cargo, Package, join};

/// A module: a file, or the scope of a module written inside of one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Module {
    /// The file.
    pub(super) file: FileId,
    /// The scope of the module's items.
    pub(super) scope: ScopeId,
}

impl Module {
    /// The module that a file is.
    pub(super) const fn of_file(file: FileId) -> Self {
        Self { file, scope: ScopeId::new(0) }
    }
}

/// What a session learnt of the tree.
#[derive(Default)]
struct Tree {
    parents: FxHashMap<FileId, Option<Module>>,
    children: FxHashMap<(FileId, ImportId), Option<FileId>>,
    roots: FxHashMap<FileId, FileId>,
    compiled: FxHashMap<FileId, bool>,
}

/// The module around a scope.
pub(super) fn around(unit: &Unit, scope: ScopeId) -> Module {
    let is_module = |scope: &ScopeId| matches!(unit.scope(*scope).kind, ScopeKind::Module | ScopeKind::File);
    let scope = unit.scopes_from(scope).find(is_module).unwrap_or(ScopeId::new(0));
    Module { file: unit.id, scope }
}

/// The module around a module.
pub(super) fn parent(cx: &mut Session<'_>, module: Module) -> Option<Module> {
    let unit = cx.unit(module.file);
    match unit.scope(module.scope).parent {
        Some(outer) => Some(around(&unit, outer)),
        None => parent_of_file(cx, module.file),
    }
}

/// The file that the crate of a file begins with.
pub(super) fn root(cx: &mut Session<'_>, file: FileId) -> FileId {
    const LONGEST: usize = 64;
    if let Some(&known) = cx.table::<Tree>().roots.get(&file) {
        return known;
    }
    let mut current = file;
    for _ in 0..LONGEST {
        match parent_of_file(cx, current) {
            Some(above) if above.file != current && above.file != file => current = above.file,
            _ => break,
        }
    }
    cx.table::<Tree>().roots.insert(file, current);
    current
}

/// Whether code of one file can be compiled together with that of another: when it is in a tree that a crate begins, or
/// both are in one tree. Files that no crate has (samples, templates) give nothing to others.
pub(super) fn is_compiled(cx: &mut Session<'_>, file: FileId) -> bool {
    if file.is_std() || file == cx.file() {
        return true;
    }
    if let Some(&known) = cx.table::<Tree>().compiled.get(&file) {
        return known;
    }
    let start = root(cx, file);
    let unit = cx.unit(start);
    let (cargo, package) = package(cx, &unit);
    let path = unit.placement.path.clone();
    let compiled = package.is_none() || cargo.is_root(&path) || root(cx, cx.file()) == start;
    cx.table::<Tree>().compiled.insert(file, compiled);
    compiled
}

/// Whether a file's crate is among those of the session's file: its own package, or one that it depends on.
pub(super) fn is_linked(cx: &mut Session<'_>, file: FileId) -> bool {
    if file.is_std() || file == cx.file() {
        return true;
    }
    let unit = cx.unit(file);
    let cargo: &Cargo = cx.project(&unit);
    let here = &cx.world.files.entry(cx.file()).path;
    cargo.links(here, &unit.placement.path) || root(cx, cx.file()) == root(cx, file)
}

/// The package of a file, and all packages.
pub(super) fn package<'w>(cx: &Session<'w>, unit: &Unit) -> (&'w Cargo, Option<&'w Package>) {
    let cargo: &'w Cargo = cx.project(unit);
    (cargo, cargo.package_of(&unit.placement.path))
}

/// The module that a definition of kind `Module` is: its own scope, or the file that it declares.
pub(super) fn of_def(cx: &mut Session<'_>, def: DefRef) -> Option<Module> {
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    if facts.kind != DefKind::Module {
        return None;
    }
    if let Some(scope) = facts.opens {
        return Some(Module { file: def.file, scope });
    }
    let import = declaration(&unit, def.def)?;
    child(cx, &unit, import).map(Module::of_file)
}

/// The module that an entity is.
pub(super) fn of_entity(cx: &mut Session<'_>, entity: Entity) -> Option<Module> {
    match entity {
        Entity::Module(file) => Some(Module::of_file(file)),
        Entity::Def(def) => of_def(cx, def),
        _ => None,
    }
}

/// A module as what names stand for.
pub(super) fn entity(cx: &mut Session<'_>, module: Module) -> Entity {
    let unit = cx.unit(module.file);
    match unit.scope(module.scope).owner {
        Some(owner) if module.scope != ScopeId::new(0) => Entity::Def(DefRef::new(module.file, owner)),
        _ => Entity::Module(module.file),
    }
}

/// What a definition is as an entity: a `mod x;` is its file, everything else itself.
pub(super) fn seen_through(cx: &mut Session<'_>, def: DefRef) -> Entity {
    match of_def(cx, def) {
        Some(module) if module.scope == ScopeId::new(0) => Entity::Module(module.file),
        _ => Entity::Def(def),
    }
}

/// The `mod x;` that made a definition.
fn declaration(unit: &Unit, def: DefId) -> Option<ImportId> {
    let span = unit.def(def).name_span;
    let found = unit.facts.imports.iter().position(|import| {
        import.kind == ImportKind::Child && import.span.start <= span.start && span.end <= import.span.end
    });
    found.map(|index| ImportId::new(index as u32))
}

/// The file that a `mod x;` means.
pub(super) fn child(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId) -> Option<FileId> {
    if let Some(&known) = cx.table::<Tree>().children.get(&(unit.id, import)) {
        return known;
    }
    let facts = *unit.facts.import(import);
    let found = places(unit, &facts).into_iter().find_map(|path| cx.find_file(&path));
    cx.table::<Tree>().children.insert((unit.id, import), found);
    found
}

/// Where the file of a `mod x;` may be, likeliest first.
fn places(unit: &Unit, import: &Import) -> Vec<String> {
    let path = &unit.placement.path;
    let directory = path.parent().unwrap_or("");
    let beside = matches!(path.stem(), "mod" | "lib" | "main");
    let below = join(directory, path.stem());
    let mut inner: Vec<&str> = Vec::new();
    for scope in unit.scopes_from(import.scope).filter(|scope| unit.scope(*scope).kind == ScopeKind::Module) {
        inner.extend(unit.scope(scope).owner.map(|owner| unit.def_name(owner)));
    }
    inner.reverse();
    let inner = inner.join("/");
    let written = unit.facts.list::<NameId>(import.path).next().map_or("", |name| unit.text(name));
    let name = import.member.map_or("", |name| unit.text(name));
    if written != name {
        return match inner.as_str() {
            "" => vec![join(directory, written)],
            inner => {
                let bases = if beside { [directory, directory] } else { [&below, directory] };
                bases.map(|base| join(&join(base, inner), written)).to_vec()
            }
        };
    }
    // A root of a crate may have any name; its modules stand beside it.
    let bases: &[&str] = if beside { &[directory] } else { &[&below, directory] };
    let bases = bases.iter().map(|base| join(base, &inner));
    bases
        .flat_map(|base| [join(&base, &format!("{name}.rs")), join(&base, &format!("{name}/mod.rs"))])
        .collect()
}

fn parent_of_file(cx: &mut Session<'_>, file: FileId) -> Option<Module> {
    if file.is_std() {
        return None;
    }
    if let Some(&known) = cx.table::<Tree>().parents.get(&file) {
        return known;
    }
    // A file cannot be above itself.
    cx.table::<Tree>().parents.insert(file, None);
    let found = find_parent(cx, file);
    cx.table::<Tree>().parents.insert(file, found);
    found
}

fn find_parent(cx: &mut Session<'_>, file: FileId) -> Option<Module> {
    const HIGHEST: usize = 3;
    let unit = cx.unit(file);
    let path = unit.placement.path.clone();
    let cargo: &Cargo = cx.project(&unit);
    let stem = path.stem();
    if matches!(stem, "lib" | "main") || cargo.roots_near(path.as_str()).any(|root| root == path.as_str()) {
        return None;
    }
    let mut directory = path.parent().unwrap_or("");
    if stem == "mod" {
        directory = directory.rsplit_once('/').map_or("", |(above, _)| above);
    }
    for _ in 0..HIGHEST {
        for candidate in candidates(cx, directory, cargo, path.as_str()) {
            let declares = cx.find_file(&candidate).filter(|candidate| *candidate != file);
            if let Some(found) = declares.and_then(|above| declared_in(cx, above, file)) {
                return Some(found);
            }
        }
        if directory.is_empty() {
            break;
        }
        directory = directory.rsplit_once('/').map_or("", |(above, _)| above);
    }
    None
}

/// Files that may declare a module whose file stands in `directory`.
fn candidates(cx: &Session<'_>, directory: &str, cargo: &Cargo, path: &str) -> Vec<String> {
    const MOST: usize = 40;
    let mut all: Vec<String> =
        ["mod.rs", "lib.rs", "main.rs"].iter().map(|name| join(directory, name)).collect();
    if !directory.is_empty() {
        all.insert(1, format!("{directory}.rs"));
    }
    let is_in = |root: &&str| root.rsplit_once('/').map_or("", |(above, _)| above) == directory;
    all.extend(cargo.roots_near(path).filter(is_in).map(str::to_owned));
    let last = directory.rsplit('/').next().unwrap_or_default();
    if matches!(last, "tests" | "examples" | "benches" | "bin") {
        // Every file directly in such a directory is a crate, and may share modules with the others.
        let files = cx.world.files;
        let direct = files.below(directory).map(|id| files.entry(FileId::new(id)).path.as_str());
        let direct = direct.filter(|path| path.rsplit_once('/').is_some_and(|(above, _)| above == directory));
        all.extend(
            direct
                .filter(|path| path.rsplit_once('.').is_some_and(|(_, end)| end == "rs"))
                .take(MOST)
                .map(str::to_owned),
        );
    }
    all
}

/// The module of `above` that declares `file`.
fn declared_in(cx: &mut Session<'_>, above: FileId, file: FileId) -> Option<Module> {
    let unit = cx.unit(above);
    let path = cx.unit(file).placement.path.clone();
    let (stem, name) = (path.stem().to_owned(), path.file_name().to_owned());
    let directory = path.parent().unwrap_or("").rsplit('/').next().unwrap_or_default().to_owned();
    for (index, import) in unit.facts.imports.iter().enumerate() {
        if import.kind != ImportKind::Child {
            continue;
        }
        let written = unit.facts.list::<NameId>(import.path).next().map_or("", |path| unit.text(path));
        let may_be = written == stem || written == directory || written.ends_with(&name);
        if may_be && child(cx, &unit, ImportId::new(index as u32)) == Some(file) {
            cx.ask_name(import.member.map_or("", |member| unit.text(member)));
            return Some(around(&unit, import.scope));
        }
    }
    cx.ask_name(&stem);
    None
}
