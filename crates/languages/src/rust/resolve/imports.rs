//! Paths of `use`, `extern crate` and `mod`: from their first name to the last.

use std::sync::Arc;

use model::facts::{Import, ImportFlags};
use model::ids::{BindingId, ImportId, NameId, ScopeId};
use model::kinds::{DefKind, ImportKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, Space, Unit, What};

use super::modules::{self, Module};
use super::project::Dependency;
use super::{library, members, names};

/// What the name that an import brings stands for.
pub(super) fn import(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
    let facts = *unit.facts.import(import);
    match facts.kind {
        ImportKind::Child => child(cx, unit, import),
        ImportKind::Module if space == Space::Type => prefix(cx, unit, import, 1),
        ImportKind::Module => Answer::missing(Reason::MissingExport),
        _ => last(cx, unit, import, space).by(Rule::ImportBinding),
    }
}

fn child(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId) -> Answer {
    match modules::child(cx, unit, import) {
        Some(file) => Answer::one(Entity::Module(file), Rule::ModulePath),
        None => Answer::missing(Reason::MissingModule),
    }
}

/// What a segment of an import stands for.
pub(super) fn segment(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, segment: u16) -> Answer {
    let facts = *unit.facts.import(import);
    if facts.kind == ImportKind::Child {
        return child(cx, unit, import);
    }
    if u32::from(segment) < facts.path.len {
        return prefix(cx, unit, import, usize::from(segment) + 1);
    }
    let mut missing = Answer::missing(Reason::MissingExport);
    for space in [Space::Type, Space::Value, Space::Macro] {
        let found = cx.imported(unit, import, space);
        if !found.is_missing() {
            return found;
        }
        if space == Space::Type {
            missing = found;
        }
    }
    missing
}

/// The last name of an import.
fn last(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
    let facts = *unit.facts.import(import);
    let Some(member) = facts.member else { return Answer::missing(Reason::NotModelled) };
    let name = unit.text(member).to_owned();
    if facts.path.is_empty() {
        return first(cx, unit, &facts, &name, space);
    }
    let base = prefix(cx, unit, import, usize::MAX);
    let from = modules::around(unit, facts.scope);
    step(cx, base, &name, space, from)
}

/// What the first `count` segments of an import's path stand for.
pub(super) fn prefix(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, count: usize) -> Answer {
    let facts = *unit.facts.import(import);
    let segments: Vec<NameId> = unit.facts.list(facts.path).take(count).collect();
    let Some((head, rest)) = segments.split_first() else { return Answer::missing(Reason::NotModelled) };
    let from = modules::around(unit, facts.scope);
    let head = unit.text(*head).to_owned();
    let mut found = match facts.kind {
        ImportKind::Module if head != "self" => {
            extern_crate(cx, unit, &head).or_else(|| Answer::external(Rule::ExternalImport))
        }
        _ => first(cx, unit, &facts, &head, Space::Type),
    };
    for segment in rest {
        let name = unit.text(*segment).to_owned();
        found = step(cx, found, &name, Space::Type, from);
    }
    found
}

/// The first name of an import's path.
fn first(cx: &mut Session<'_>, unit: &Arc<Unit>, import: &Import, name: &str, space: Space) -> Answer {
    if let Some(found) = keyword(cx, unit, import.scope, name) {
        return found;
    }
    let (_, package) = modules::package(cx, unit);
    let rooted = package.is_some_and(|package| package.rooted_paths);
    if import.flags.contains(ImportFlags::GLOBAL) && !rooted {
        return extern_crate(cx, unit, name).or_else(|| Answer::external(Rule::ExternalImport));
    }
    let module = if rooted {
        Module::of_file(modules::root(cx, unit.id))
    } else {
        modules::around(unit, import.scope)
    };
    let local =
        if rooted { Answer::missing(Reason::UnknownName) } else { in_blocks(cx, unit, import, name, space) };
    let own = local.or_else(|| own_member(cx, module, name, space, import));
    let found = own.or_else(|| match space {
        Space::Type => extern_crate(cx, unit, name),
        _ => Answer::missing(Reason::UnknownName),
    });
    found.or_else(|| {
        let builtin = library::prelude(cx, name, space);
        if builtin.is_missing() { Answer::missing(Reason::MissingModule) } else { builtin }
    })
}

/// `crate`, `self` and `super`.
pub(super) fn keyword(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, name: &str) -> Option<Answer> {
    let here = modules::around(unit, scope);
    let module = match name {
        "crate" | "$crate" => Some(Module::of_file(modules::root(cx, unit.id))),
        "self" => Some(here),
        "super" => modules::parent(cx, here),
        _ => return None,
    };
    Some(match module {
        Some(module) => Answer::one(modules::entity(cx, module), Rule::ModulePath),
        None => Answer::missing(Reason::MissingModule),
    })
}

/// A name of the blocks around an import that stands inside of a function.
fn in_blocks(cx: &mut Session<'_>, unit: &Arc<Unit>, import: &Import, name: &str, space: Space) -> Answer {
    let Some(id) = unit.name(name) else { return Answer::missing(Reason::UnknownName) };
    let module = modules::around(unit, import.scope);
    let scopes: Vec<ScopeId> =
        unit.scopes_from(import.scope).take_while(|scope| *scope != module.scope).collect();
    for scope in scopes {
        let ids: Vec<BindingId> = unit.bindings_in(scope, id).collect();
        for binding in ids {
            if is_other(unit, binding, name) && names::sees(unit, binding, scope, u32::MAX, space) {
                return cx.bound(unit, binding, space);
            }
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// Whether a binding can be what a path that begins with `name` means: an import whose own path begins so would go round
/// in circles.
fn is_other(unit: &Unit, binding: BindingId, name: &str) -> bool {
    let Some(import) = unit.binding(binding).import else { return true };
    let facts = unit.facts.import(import);
    let head = unit.facts.list::<NameId>(facts.path).next().or(facts.member);
    head.is_none_or(|head| unit.text(head) != name) || facts.flags.contains(ImportFlags::GLOBAL)
}

/// A member of the module around an import, other than the import itself.
fn own_member(cx: &mut Session<'_>, module: Module, name: &str, space: Space, _import: &Import) -> Answer {
    let unit = cx.unit(module.file);
    let circular = unit
        .name(name)
        .is_some_and(|id| unit.bindings_in(module.scope, id).any(|binding| !is_other(&unit, binding, name)));
    if !circular {
        return names::member(cx, module, name, space, Some(module));
    }
    cx.ask_name(name);
    let id = unit.name(name).expect("a binding of this name was just seen");
    let others: Vec<BindingId> =
        unit.bindings_in(module.scope, id).filter(|binding| is_other(&unit, *binding, name)).collect();
    for binding in others {
        if names::sees(&unit, binding, module.scope, u32::MAX, space) {
            let found = cx.bound(&unit, binding, space);
            let found = modules_seen_through(cx, found);
            if !found.is_missing() {
                return found;
            }
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// The crate of this name, for code of a file: a dependency of its package, the package's own library, the language's
/// library.
pub(super) fn extern_crate(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str) -> Answer {
    let (cargo, package) = modules::package(cx, unit);
    let path = match package {
        Some(package) => match package.dependency(name) {
            Some(Dependency::Package(directory)) => match cargo.library(&directory) {
                Some(library) => Some(library),
                None => return Answer::external(Rule::ExternalImport),
            },
            Some(Dependency::External) => return Answer::external(Rule::ExternalImport),
            None if package.krate == name => package.library.as_deref(),
            None => None,
        },
        None => None,
    };
    if let Some(file) = path.and_then(|path| cx.find_file(path)) {
        return Answer::one(Entity::Module(file), Rule::ModulePath);
    }
    if library::is_crate(name) {
        let space = cx.space("std");
        return Answer::one(Entity::Space(space), Rule::ExternalImport);
    }
    Answer::missing(Reason::UnknownName)
}

/// A member, in a name space, of what a path stands for.
pub(super) fn step(cx: &mut Session<'_>, base: Answer, name: &str, space: Space, from: Module) -> Answer {
    let mut found = Answer::missing(Reason::MissingExport);
    match base.what {
        What::Missing(reason) => return Answer::missing(reason),
        What::External => return Answer::external(Rule::ExternalMember),
        _ => {}
    }
    let mut entities = Vec::new();
    for entity in cx.all(base) {
        let next = step_from(cx, entity, name, space, from);
        let some = cx.all(next);
        if !some.is_empty() || found.is_missing() {
            found = next;
        }
        entities.extend(some);
    }
    if entities.len() > 1 { twins(cx, &entities, Rule::ModuleMember) } else { found }
}

fn step_from(cx: &mut Session<'_>, entity: Entity, name: &str, space: Space, from: Module) -> Answer {
    if let Some(module) = modules::of_entity(cx, entity) {
        return match name {
            "self" => Answer::one(entity, Rule::ModulePath),
            "super" => match modules::parent(cx, module) {
                Some(parent) => Answer::one(modules::entity(cx, parent), Rule::ModulePath),
                None => Answer::missing(Reason::MissingModule),
            },
            _ => names::member(cx, module, name, space, Some(from)),
        };
    }
    match entity {
        Entity::Space(_) if space == Space::Macro => Answer::external(Rule::Builtin),
        Entity::Space(_) => library::module(name),
        Entity::Def(def) => match cx.kind(def) {
            DefKind::Enum => {
                variant(cx, entity, name).or_else(|| members::of_type_name(cx, def, name, space))
            }
            DefKind::Module => Answer::missing(Reason::MissingModule),
            _ => members::of_type_name(cx, def, name, space),
        },
        _ => Answer::missing(Reason::MissingExport),
    }
}

/// A variant of an enumeration, also through an alias of it.
pub(super) fn variant(cx: &mut Session<'_>, of: Entity, name: &str) -> Answer {
    let Entity::Def(def) = of else { return Answer::missing(Reason::MissingExport) };
    let Some(def) = members::aliased(cx, def) else { return Answer::missing(Reason::MissingExport) };
    cx.ask_name(name);
    let unit = cx.unit(def.file);
    let is_it = |child: &model::ids::DefId| {
        unit.def(*child).kind == DefKind::EnumMember && unit.def_name(*child) == name
    };
    let found: Vec<Entity> =
        unit.children(def.def).filter(is_it).map(|child| Entity::Def(DefRef::new(def.file, child))).collect();
    twins(cx, &found, Rule::QualifiedPath)
}

/// `mod x;` seen as the file it means.
pub(super) fn modules_seen_through(cx: &mut Session<'_>, answer: Answer) -> Answer {
    match answer.what {
        What::One(Entity::Def(def)) if cx.kind(def) == DefKind::Module => {
            Answer::one(modules::seen_through(cx, def), answer.rule)
        }
        What::Group(_) => {
            let defs = cx.defs(answer);
            let entities: Vec<Entity> = defs.into_iter().map(|def| modules::seen_through(cx, def)).collect();
            twins(cx, &entities, answer.rule)
        }
        _ => answer,
    }
}

/// Several items of one name: each is compiled under another condition.
pub(super) fn twins(cx: &mut Session<'_>, entities: &[Entity], rule: Rule) -> Answer {
    let mut all: Vec<Entity> = Vec::with_capacity(entities.len());
    for entity in entities {
        if !all.contains(entity) {
            all.push(*entity);
        }
    }
    match all[..] {
        [] => Answer::missing(Reason::MissingExport),
        [one] => Answer::one(one, rule),
        _ => Answer { what: What::Group(cx.set(&all)), rule },
    }
}
