//! Imports: of types, of static members, of all of a package or type.

use std::sync::Arc;

use model::facts::{Import, ImportFlags};
use model::ids::{ImportId, NameId};
use model::kinds::ImportKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, FileId, Question, Session, Unit};
use rustc_hash::FxHashMap;

use super::members;
use super::packages;
use super::stubs;

/// What a single import brings: a type, or static members of one name.
pub(super) fn import(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId) -> Answer {
    let facts = *unit.facts.import(import);
    if facts.kind != ImportKind::Member {
        return Answer::missing(Reason::NotModelled);
    }
    let Some(member) = facts.member.map(|name| unit.text(name)) else {
        return Answer::missing(Reason::NotModelled);
    };
    if !facts.flags.contains(ImportFlags::STATIC) {
        let path = format!("{}.{member}", path(unit, &facts));
        return in_packages(cx, unit, &path).by(Rule::ImportBinding);
    }
    match class(cx, unit, &facts) {
        Ok(class) => {
            let found = members::statics(cx, class, member);
            if found.is_missing() && members::leaves(cx, class) {
                return Answer::external(Rule::ExternalImport);
            }
            found.by(Rule::ImportBinding)
        }
        Err(answer) => answer,
    }
}

/// The class whose static members a static import brings.
pub(super) fn class(cx: &mut Session<'_>, unit: &Arc<Unit>, import: &Import) -> Result<DefRef, Answer> {
    let found = in_packages(cx, unit, &path(unit, import));
    match found.what {
        resolve::What::One(Entity::Def(def)) => Ok(def),
        _ => Err(found),
    }
}

/// An import's path without the name that it brings, with dots.
fn path(unit: &Unit, import: &Import) -> String {
    let mut path = String::new();
    for name in unit.facts.list::<NameId>(import.path) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(unit.text(name));
    }
    path
}

/// An import of all that a package or class has.
pub(super) struct Star {
    pub(super) import: ImportId,
    pub(super) is_static: bool,
    /// What it names, with dots.
    pub(super) path: String,
}

/// The imports of a file that bring all of something.
pub(super) fn stars(unit: &Unit) -> Vec<Star> {
    let imports = unit.facts.imports.iter().enumerate();
    let stars = imports.filter(|(_, import)| import.kind == ImportKind::Star);
    stars
        .map(|(index, import)| Star {
            import: ImportId::new(index as u32),
            is_static: members::is_static_import(import),
            path: path(unit, import),
        })
        .collect()
}

/// What the star import of a file names.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Starred(FileId, ImportId);

impl Question for Starred {
    type Answer = Answer;
}

/// The class that a star import names; missing for a package of the tree or of the library's stub.
pub(super) fn starred(cx: &mut Session<'_>, unit: &Arc<Unit>, star: &Star) -> Answer {
    let nothing = Answer::missing(Reason::UnknownName);
    cx.remembered(Starred(unit.id, star.import), nothing, |cx| {
        let found = in_packages(cx, unit, &star.path);
        match found.what {
            resolve::What::One(Entity::Def(_)) | resolve::What::External => found,
            _ if packages::exists(cx, unit, &star.path) || stubs::is_package(&star.path) => nothing,
            _ => Answer::external(Rule::StarImport),
        }
    })
}

/// What a segment of an import stands for.
pub(super) fn segment(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, segment: u16) -> Answer {
    let facts = *unit.facts.import(import);
    let at = usize::from(segment);
    let path = path(unit, &facts);
    if at >= facts.path.len as usize {
        return cx.imported(unit, import, resolve::Space::Value);
    }
    let end = path.match_indices('.').nth(at).map_or(path.len(), |(end, _)| end);
    if facts.kind == ImportKind::Module {
        return package(cx, &path[..end]);
    }
    let path = &path[..end];
    if let Some(&known) = cx.table::<Paths>().0.get(path) {
        return known;
    }
    let found = in_packages(cx, unit, path).by(Rule::QualifiedPath);
    cx.table::<Paths>().0.insert(path.into(), found);
    found
}

/// What beginnings of the file's imports mean: many begin alike.
#[derive(Default)]
struct Paths(FxHashMap<Box<str>, Answer>);

fn package(cx: &mut Session<'_>, name: &str) -> Answer {
    let space = cx.space(name);
    Answer::one(Entity::Space(space), Rule::ModulePath)
}

/// What a path with dots means that begins with a package: a type, or a package.
pub(super) fn in_packages(cx: &mut Session<'_>, unit: &Arc<Unit>, path: &str) -> Answer {
    let starts = || std::iter::once(0).chain(path.match_indices('.').map(|(dot, _)| dot + 1));
    let is_capital = |start: &usize| path[*start..].chars().next().is_some_and(char::is_uppercase);
    let first_capital = starts().find(is_capital);
    let others = starts().skip(1).filter(|start| Some(*start) != first_capital);
    for start in first_capital.into_iter().chain(others) {
        let package = &path[..start.saturating_sub(1)];
        let (name, inner) = match path[start..].split_once('.') {
            Some((name, inner)) => (name, Some(inner)),
            None => (&path[start..], None),
        };
        let found = packages::type_in(cx, unit, package, name);
        if !found.is_missing() {
            let names = inner.into_iter().flat_map(|inner| inner.split('.'));
            return names.fold(found, |outer, name| members::type_of_answer(cx, outer, name));
        }
    }
    missing(cx, unit, path, first_capital)
}

/// No type was found: a package, something outside, or something that the tree should have.
fn missing(cx: &mut Session<'_>, unit: &Unit, path: &str, first_capital: Option<usize>) -> Answer {
    let Some(first_capital) = first_capital else { return package(cx, path) };
    let name = &path[..first_capital.saturating_sub(1)];
    if packages::exists(cx, unit, name) && !stubs::is_package(name) {
        return Answer::missing(Reason::MissingExport);
    }
    Answer::external(Rule::ExternalImport)
}
