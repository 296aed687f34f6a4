//! Imports: of types, of static members, of all of a package or type.

use std::sync::Arc;

use model::facts::{Import, ImportFlags};
use model::ids::{ImportId, NameId};
use model::kinds::ImportKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, Unit};

use super::members;
use super::packages;
use super::stubs;

/// What a single import brings: a type, or static members of one name.
pub(super) fn import(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId) -> Answer {
    let facts = *unit.facts.import(import);
    if facts.kind != ImportKind::Member {
        return Answer::missing(Reason::NotModelled);
    }
    let Some(member) = facts.member.map(|name| unit.text(name).to_owned()) else {
        return Answer::missing(Reason::NotModelled);
    };
    let mut path = segments(unit, &facts);
    if !facts.flags.contains(ImportFlags::STATIC) {
        path.push(member);
        return in_packages(cx, unit, &path).by(Rule::ImportBinding);
    }
    match class(cx, unit, &facts) {
        Ok(class) => {
            let found = members::statics(cx, class, &member);
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
    let path = segments(unit, import);
    let found = in_packages(cx, unit, &path);
    match found.what {
        resolve::What::One(Entity::Def(def)) => Ok(def),
        _ => Err(found),
    }
}

/// The names of an import's path.
pub(super) fn segments(unit: &Unit, import: &Import) -> Vec<String> {
    unit.facts.list::<NameId>(import.path).map(|name| unit.text(name).to_owned()).collect()
}

/// What a segment of an import stands for.
pub(super) fn segment(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, segment: u16) -> Answer {
    let facts = *unit.facts.import(import);
    let at = usize::from(segment);
    let mut path = segments(unit, &facts);
    if at >= path.len() {
        return cx.imported(unit, import, resolve::Space::Value);
    }
    let whole = facts.kind == ImportKind::Module;
    path.truncate(at + 1);
    if whole {
        return package(cx, &path.join("."));
    }
    in_packages(cx, unit, &path).by(Rule::QualifiedPath)
}

fn package(cx: &mut Session<'_>, name: &str) -> Answer {
    let space = cx.space(name);
    Answer::one(Entity::Space(space), Rule::ModulePath)
}

/// What a path means that begins with a package: a type, or a package.
pub(super) fn in_packages(cx: &mut Session<'_>, unit: &Arc<Unit>, path: &[String]) -> Answer {
    let is_capital = |name: &String| name.chars().next().is_some_and(char::is_uppercase);
    let first_capital = path.iter().position(is_capital);
    let by_convention = first_capital.into_iter();
    let others = (1..path.len()).filter(|at| Some(*at) != first_capital);
    for at in by_convention.chain(others) {
        let found = packages::type_in(cx, unit, &path[..at].join("."), &path[at]);
        if !found.is_missing() {
            return nested(cx, found, &path[at + 1..]);
        }
    }
    missing(cx, unit, path, first_capital)
}

fn nested(cx: &mut Session<'_>, outer: Answer, path: &[String]) -> Answer {
    let mut found = outer;
    for name in path {
        found = members::type_of_answer(cx, found, name);
    }
    found
}

/// No type was found: a package, something outside, or something that the tree should have.
fn missing(cx: &mut Session<'_>, unit: &Unit, path: &[String], first_capital: Option<usize>) -> Answer {
    let end = first_capital.unwrap_or(path.len());
    let name = path[..end].join(".");
    if first_capital.is_none() {
        return package(cx, &name);
    }
    if packages::exists(cx, unit, &name) && !stubs::is_package(&name) {
        return Answer::missing(Reason::MissingExport);
    }
    Answer::external(Rule::ExternalImport)
}
