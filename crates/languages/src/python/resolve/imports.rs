//! Imports.

use std::sync::Arc;

use model::facts::Import;
use model::ids::{ImportId, NameId, ScopeId};
use model::kinds::{ImportKind, Role};
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, FileId, Session, Space, Unit, What};

use super::library::is_library;
use super::modules::{self, Found};
use super::project::{Layout, join};

/// What an import's name stands for.
pub(super) fn import(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
    let facts = *unit.facts.import(import);
    if facts.kind == ImportKind::Member {
        return member(cx, unit, &facts, space);
    }
    let first = unit.facts.list::<NameId>(facts.path).next();
    let renamed = facts.local != first;
    module(cx, unit, &facts, if renamed { usize::MAX } else { 1 })
}

/// `from module import name`: a name of the module, else a module below it.
fn member(cx: &mut Session<'_>, unit: &Arc<Unit>, import: &Import, space: Space) -> Answer {
    let module = module(cx, unit, import, usize::MAX);
    let Some(name) = import.member else { return Answer::missing(Reason::MissingExport) };
    let name = unit.text(name);
    // A package that imports a module below itself means the module, not the name that this import makes.
    let found = match module.what {
        What::One(Entity::Module(file)) if file == unit.id => modules::submodule(cx, file, name),
        _ => cx.member_of_answer(module, name, space),
    };
    found.by(Rule::ImportBinding)
}

/// What a segment of an import stands for.
pub(super) fn segment(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, segment: u16) -> Answer {
    let facts = *unit.facts.import(import);
    if u32::from(segment) >= facts.path.len {
        return cx.imported(unit, import, Space::Value);
    }
    module(cx, unit, &facts, usize::from(segment) + 1)
}

/// The module named by the first `count` segments of an import's path.
pub(super) fn module(cx: &mut Session<'_>, unit: &Arc<Unit>, import: &Import, count: usize) -> Answer {
    if unit.id.is_std() {
        return library_module(unit, import, count);
    }
    let all: Vec<&str> = unit.facts.list(import.path).map(|name: NameId| unit.text(name)).collect();
    let count = count.min(all.len());
    let directory = unit.placement.path.parent().unwrap_or("");
    if import.level > 0 {
        return relative(cx, directory, import.level, &all[..count]);
    }
    let member = import.member.map(|name| unit.text(name));
    match base(cx, unit, directory, &all, member) {
        Base::Tree(root) => walk(cx, &root, &all[..count]),
        Base::Library => library_at(&all[..count]),
    }
}

fn library_module(unit: &Unit, import: &Import, count: usize) -> Answer {
    let all: Vec<&str> = unit.facts.list(import.path).map(|name: NameId| unit.text(name)).collect();
    library_at(&all[..count.min(all.len())])
}

fn library_at(segments: &[&str]) -> Answer {
    match modules::library(&segments.join(".")) {
        Some(file) => Answer::one(Entity::Module(file), Rule::ExternalImport),
        None => Answer::external(Rule::ExternalImport),
    }
}

fn relative(cx: &mut Session<'_>, directory: &str, level: u32, segments: &[&str]) -> Answer {
    let mut base = directory;
    for _ in 1..level {
        base = base.rsplit_once('/').map_or("", |(above, _)| above);
    }
    walk(cx, base, segments)
}

/// Where an absolute import starts.
enum Base {
    /// A directory of the tree.
    Tree(String),
    /// The library, or a distribution that is not in the tree.
    Library,
}

/// The first root that has the module: those of distributions; for what the library does not have, the directories around
/// the file that a program or test runner starts from.
fn base(cx: &mut Session<'_>, unit: &Unit, directory: &str, path: &[&str], member: Option<&str>) -> Base {
    let Some(first) = path.first() else { return Base::Library };
    let layout: &Layout = cx.project(unit);
    for root in layout.roots(directory, |root| cx.is_near_directory(root)) {
        if has_module(cx, root, path, member) {
            return Base::Tree(root.to_owned());
        }
    }
    if is_library(first) {
        return Base::Library;
    }
    let mut next = Some(outside_packages(cx, directory));
    while let Some(current) = next.filter(|current| cx.is_near_directory(current)) {
        if modules::file_at(cx, &join(&current, first)).is_some() {
            return Base::Tree(current);
        }
        next = (!current.is_empty())
            .then(|| current.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned()));
    }
    Base::Library
}

/// Whether `root` has the module: its first segment is a file or package; a directory without `__init__` counts only when
/// the whole path leads to a file.
fn has_module(cx: &mut Session<'_>, root: &str, path: &[&str], member: Option<&str>) -> bool {
    let mut current = root.to_owned();
    let mut in_directory = false;
    for segment in path {
        current = join(&current, segment);
        match modules::at(cx, &current) {
            Some(Found::File(_)) => return true,
            Some(Found::Directory(_)) => in_directory = true,
            None => return false,
        }
    }
    in_directory && member.is_some_and(|name| modules::file_at(cx, &join(&current, name)).is_some())
}

/// The directory that holds the outermost package around `directory`, or it itself when it is no package.
fn outside_packages(cx: &mut Session<'_>, directory: &str) -> String {
    let mut current = directory;
    while !current.is_empty()
        && (cx.find_file(&join(current, "__init__.py")).is_some()
            || cx.find_file(&join(current, "__init__.pyi")).is_some())
    {
        current = current.rsplit_once('/').map_or("", |(above, _)| above);
    }
    current.to_owned()
}

fn walk(cx: &mut Session<'_>, base: &str, segments: &[&str]) -> Answer {
    let mut path = base.to_owned();
    let mut found = if segments.is_empty() { modules::at(cx, base) } else { None };
    for segment in segments {
        path = join(&path, segment);
        found = modules::at(cx, &path);
        if found.is_none() {
            return Answer::missing(Reason::MissingModule);
        }
    }
    found.map_or(Answer::missing(Reason::MissingModule), |found| Answer::one(found.into(), Rule::ModulePath))
}

/// A name that a star import of the file brings.
pub(super) fn through_stars(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str, space: Space) -> Answer {
    cx.ask_stars(unit.id);
    for import in stars(cx, unit).iter() {
        let found = module(cx, unit, import, usize::MAX);
        match found.what {
            What::One(Entity::Module(file)) if file != unit.id => {
                let found =
                    cx.deeper(Answer::missing(Reason::TooComplex), |cx| starred(cx, file, name, space));
                if !found.is_missing() {
                    return found.by(Rule::StarImport);
                }
            }
            _ => {}
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// Whether a star import of the file brings names from outside that nobody lists here.
pub(super) fn has_outer_star(cx: &mut Session<'_>, unit: &Arc<Unit>) -> bool {
    stars(cx, unit).iter().any(|import| {
        let found = module(cx, unit, import, usize::MAX);
        match found.what {
            What::External => true,
            What::One(Entity::Module(file)) => file.is_std(),
            _ => false,
        }
    })
}

/// A name of a module, when a star import of it brings the name.
fn starred(cx: &mut Session<'_>, file: FileId, name: &str, space: Space) -> Answer {
    let unit = cx.unit(file);
    cx.ask_name("__all__");
    let exported = match unit.name("__all__") {
        Some(id) if unit.bindings_in(ScopeId::new(0), id).next().is_some() => {
            unit.facts.sites.iter().any(|site| site.role == Role::Export && unit.text(site.name) == name)
                || unit.assigns(id).count() > 0
        }
        _ => !name.starts_with('_'),
    };
    // What the library's stubs do not list may be a built-in name as well.
    let listed = !file.is_std()
        || unit.name(name).is_some_and(|id| unit.bindings_in(ScopeId::new(0), id).next().is_some());
    if exported && listed {
        modules::member(cx, file, name, space)
    } else {
        Answer::missing(Reason::MissingExport)
    }
}

/// The star imports of each file met.
#[derive(Default)]
struct Stars(rustc_hash::FxHashMap<FileId, std::rc::Rc<[Import]>>);

/// The star imports at the top level of a file, last first: later ones win.
fn stars(cx: &mut Session<'_>, unit: &Arc<Unit>) -> std::rc::Rc<[Import]> {
    let table = &mut cx.table::<Stars>().0;
    let known = table.entry(unit.id).or_insert_with(|| {
        let all = unit.facts.imports.iter().rev();
        all.filter(|import| import.kind == ImportKind::Star).copied().collect()
    });
    std::rc::Rc::clone(known)
}
