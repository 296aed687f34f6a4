//! Modules: files and directories by dotted names, and the library's.

use model::ids::{BindingId, ScopeId};
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, FileId, Policy, Session, Space, SpaceId};

use super::names;

/// What a path below the root of the tree is as a module.
#[derive(Clone, Copy)]
pub(super) enum Found {
    /// A file, also a package's `__init__`.
    File(FileId),
    /// A directory without `__init__`.
    Directory(SpaceId),
}

impl From<Found> for Entity {
    fn from(found: Found) -> Self {
        match found {
            Found::File(file) => Self::Module(file),
            Found::Directory(space) => Self::Space(space),
        }
    }
}

/// The module of a path: a file, a package's `__init__`, a directory. Source is preferred to stubs: it is the definition.
pub(super) fn at(cx: &mut Session<'_>, path: &str) -> Option<Found> {
    if let Some(file) = file_at(cx, path) {
        return Some(Found::File(file));
    }
    cx.ask("directory", path);
    cx.world.files.has_directory(path).then(|| Found::Directory(cx.space(path)))
}

/// The module file of a path.
pub(super) fn file_at(cx: &mut Session<'_>, path: &str) -> Option<FileId> {
    let mut name = String::with_capacity(path.len() + 13);
    for ending in ["/__init__.py", ".py", "/__init__.pyi", ".pyi"] {
        name.clear();
        name.push_str(path);
        name.push_str(ending);
        if let Some(file) = cx.find_file(&name) {
            return Some(file);
        }
    }
    None
}

/// The library's module with this dotted name, when the stubs have it.
pub(super) fn library(name: &str) -> Option<FileId> {
    let name = if name == "typing_extensions" { "typing" } else { name };
    super::POLICY.std().units.iter().find(|unit| unit.placement.module == name).map(|unit| unit.id)
}

/// A member of a module as others see it: a name bound in it, brought by its star imports, a submodule, or one that every
/// module has.
pub(super) fn member(cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
    let found = bound(cx, module, name, space);
    if !found.is_missing() {
        return found;
    }
    if module.is_std() {
        return library_member(cx, module, name);
    }
    let unit = cx.unit(module);
    let star = super::imports::through_stars(cx, &unit, name, space);
    let found = star.or_else(|| submodule(cx, module, name));
    if found.is_missing() && IMPLICIT.contains(&name) {
        return Answer::one(Entity::Module(module), Rule::Builtin);
    }
    found.or_else(|| dynamic_member(cx, module, name))
}

/// Names that every module has without binding them.
pub(super) const IMPLICIT: &[&str] = &[
    "__name__",
    "__file__",
    "__doc__",
    "__path__",
    "__package__",
    "__spec__",
    "__loader__",
    "__dict__",
    "__builtins__",
];

/// What stubs do not list is there all the same, or is a module below.
fn library_member(cx: &mut Session<'_>, module: FileId, name: &str) -> Answer {
    let above = cx.unit(module).placement.module.clone();
    if above == "builtins" {
        return Answer::missing(Reason::UnknownName);
    }
    match library(&format!("{above}.{name}")) {
        Some(below) => Answer::one(Entity::Module(below), Rule::ModulePath),
        None => Answer::external(Rule::ExternalMember),
    }
}

/// A name bound at the top level of a module.
fn bound(cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
    cx.ask_name(name);
    let unit = cx.unit(module);
    let Some(id) = unit.name(name) else { return Answer::missing(Reason::MissingExport) };
    let bindings: Vec<BindingId> = unit.bindings_in(ScopeId::new(0), id).collect();
    let found = match bindings[..] {
        [] => return Answer::missing(Reason::MissingExport),
        [one] => cx.bound(&unit, one, space),
        _ => names::of_scope(cx, &unit, &bindings, space),
    };
    match found.rule {
        Rule::LexicalScope => found.by(Rule::ModuleMember),
        _ => found,
    }
}

/// A module with a `__getattr__` of its own has members that nobody wrote down.
fn dynamic_member(cx: &mut Session<'_>, module: FileId, name: &str) -> Answer {
    if name != "__getattr__" && !bound(cx, module, "__getattr__", Space::Value).is_missing() {
        return Answer::missing(Reason::Computed);
    }
    Answer::missing(Reason::MissingExport)
}

/// A module below a package.
pub(super) fn submodule(cx: &mut Session<'_>, module: FileId, name: &str) -> Answer {
    if module.is_std() {
        return library_member(cx, module, name);
    }
    let path = &cx.world.files.entry(module).path;
    let Some(directory) = path.parent().filter(|_| path.stem() == "__init__") else {
        return Answer::missing(Reason::MissingExport);
    };
    below(cx, directory, name)
}

/// A file or directory below a directory without `__init__`.
pub(super) fn directory_member(cx: &mut Session<'_>, of: SpaceId, name: &str) -> Answer {
    let directory = cx.types.space_text(of).to_owned();
    below(cx, &directory, name)
}

fn below(cx: &mut Session<'_>, directory: &str, name: &str) -> Answer {
    match at(cx, &super::project::join(directory, name)) {
        Some(found) => Answer::one(found.into(), Rule::ModulePath),
        None => Answer::missing(Reason::MissingExport),
    }
}
