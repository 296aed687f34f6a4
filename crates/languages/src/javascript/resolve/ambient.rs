//! Names without imports: `declare module`, `declare global`, global declaration files.

use std::sync::Arc;

use model::ids::{DefId, ScopeId};
use model::kinds::{DefKind, Modifiers};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, FileId, Session, Space, Unit, What};

use super::meaning::has_meaning;
use super::paths::directory_of;
use super::project::Model;
use super::{exports, specifiers};

/// A module declared by `declare module "name"` somewhere in the tree.
pub(super) fn module(cx: &mut Session<'_>, unit: &Arc<Unit>, specifier: &str) -> Option<Answer> {
    let mut defs = Vec::new();
    for def in cx.defs_named_where(specifier, |named| named.kind == DefKind::Module) {
        let other = cx.unit(def.file);
        let facts = other.def(def.def);
        cx.ask_stars(def.file);
        let declares = facts.kind == DefKind::Module && facts.modifiers.contains(Modifiers::EXTERN);
        if declares && other.policy == unit.policy && !exports::of(cx, &other).is_module {
            defs.push(def);
        }
    }
    let found = cx.group(&defs, Rule::ModulePath, Reason::MissingModule);
    (!found.is_missing()).then_some(found)
}

/// A global that a file of the tree declares.
pub(super) fn global(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str, space: Space) -> Answer {
    let mut defs = Vec::new();
    for def in cx.defs_named_where(name, |named| has_meaning(named.kind, space)) {
        let other = cx.unit(def.file);
        if other.policy == unit.policy && reaches(cx, &other, unit) && is_global(cx, &other, def.def) {
            defs.push(def);
        }
    }
    cx.group(&defs, Rule::SamePackage, Reason::UnknownName)
}

fn is_global(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> bool {
    cx.ask_stars(unit.id);
    let facts = unit.def(def);
    if let Some(parent) = facts.parent {
        let around = unit.def(parent);
        let is_block = around.kind == DefKind::Module && unit.text(around.name) == "global";
        return is_block && around.opens == Some(facts.scope);
    }
    let in_script = facts.scope == ScopeId::new(0) && unit.binding_of(def).is_some();
    let is_typed = unit.placement.language == "typescript";
    in_script && is_typed && !exports::of(cx, unit).is_module && facts.kind != DefKind::Module
}

/// Whether what one file declares for all reaches another: files of a package are compiled together, and declarations
/// are for packages below too.
fn reaches(cx: &Session<'_>, from: &Unit, to: &Unit) -> bool {
    let model: &Model = cx.project(to);
    let directory = |unit: &Unit| {
        let around = model.around(directory_of(unit.placement.path.as_str()));
        around.map_or("", |package| package.directory.as_str())
    };
    let (declaring, using) = (directory(from), directory(to));
    let is_above =
        using.strip_prefix(declaring).is_some_and(|rest| declaring.is_empty() || rest.starts_with('/'));
    declaring == using || exports::is_declaration_file(from) && is_above
}

/// A name that some `declare module "…"` adds to a module.
pub(super) fn augmented(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str, space: Space) -> Answer {
    let missing = Answer::missing(Reason::MissingExport);
    if unit.id.is_std() {
        return missing;
    }
    let mut defs = Vec::new();
    for def in cx.defs_named_where(name, |named| has_meaning(named.kind, space)) {
        let other = cx.unit(def.file);
        if other.policy == unit.policy && augments(cx, &other, def.def) == Some(unit.id) {
            defs.push(def);
        }
    }
    cx.group(&defs, Rule::ModuleMember, Reason::MissingExport)
}

/// The module that a definition is added to by the `declare module` around it.
pub(super) fn augments(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Option<FileId> {
    let facts = unit.def(def);
    let around = unit.def(facts.parent?);
    let name = unit.text(around.name);
    if around.kind != DefKind::Module || name == "global" || around.opens != Some(facts.scope) {
        return None;
    }
    let name = name.to_owned();
    match specifiers::find(cx, unit, &name, false).what {
        What::One(Entity::Module(file)) => Some(file),
        _ => None,
    }
}

/// Further declarations of an exported interface or namespace, in `declare module` blocks of other files.
pub(super) fn augmentations(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<DefRef> {
    let facts = unit.def(def);
    if unit.id.is_std() || facts.parent.is_some() || facts.kind != DefKind::Interface {
        return Vec::new();
    }
    let name = unit.def_name(def).to_owned();
    let own = DefRef::new(unit.id, def);
    let mut found = Vec::new();
    for other in cx.defs_named_where(&name, |named| named.kind == DefKind::Interface) {
        if other == own || other.file == unit.id {
            continue;
        }
        let holder = cx.unit(other.file);
        if holder.policy == unit.policy && augments(cx, &holder, other.def) == Some(unit.id) {
            found.push(other);
        }
    }
    found
}
