//! Names looked up through scopes: hoisting, the name spaces of values and types, merged declarations, globals.

use std::sync::Arc;

use model::expr::Expr;
use model::ids::{BindingId, DefId, NameId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind, Role, ScopeKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, FileId, Question, Session, Space, Unit};

use super::ambient;
use super::meaning::has_meaning;

/// What a name written at a site stands for, in the name spaces that its place allows.
pub(super) fn name(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
    let found = name_from(cx, unit, site, space);
    if !found.is_missing() {
        return found;
    }
    let role = unit.site(site).role;
    match (space, role) {
        // A class may extend, and `new` may construct, any value.
        (Space::Type, Role::Inherit | Role::Call | Role::Read) => name_from(cx, unit, site, Space::Value),
        (Space::Value, Role::Export | Role::Import | Role::Inherit) => name_from(cx, unit, site, Space::Type),
        _ => found,
    }
}

/// What a name written at a site stands for in one name space.
pub(super) fn name_from(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
    let facts = *unit.site(site);
    lexical(cx, unit, facts.scope, facts.name, space)
}

/// The innermost binding of a name, else what is global.
pub(super) fn lexical(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: NameId,
    space: Space,
) -> Answer {
    if unit.id != cx.file() && !unit.id.is_std() {
        cx.ask_name(unit.text(name));
    }
    let mut stopped = None;
    if unit.bindings_named(name).next().is_some() {
        let mut next = Some(scope);
        while let Some(around) = next {
            let found = in_scope(cx, unit, around, name, space);
            match found.what {
                resolve::What::Missing(Reason::UnknownName) => {}
                resolve::What::Missing(_) => stopped = stopped.or(Some(found)),
                _ => return found,
            }
            next = unit.scope(around).parent.filter(|parent| *parent < around);
        }
    }
    let global = global(cx, unit, name, space);
    if global.is_missing() { stopped.unwrap_or(global) } else { global }
}

/// What a name is bound to in one scope.
fn in_scope(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, name: NameId, space: Space) -> Answer {
    let mut defs: Vec<DefRef> = Vec::new();
    let mut missing = Answer::missing(Reason::UnknownName);
    for id in unit.bindings_in(scope, name) {
        if !sees(unit, id, space) {
            continue;
        }
        let binding = unit.binding(id);
        if let Some(def) = binding.def.or_else(|| own_name(unit, id)) {
            defs.push(DefRef::new(unit.id, def));
            continue;
        }
        let found = cx.bound(unit, id, space);
        if !found.is_missing() && defs.is_empty() {
            return found;
        }
        missing = found;
    }
    if defs.is_empty() {
        if let Some(found) = in_merged_namespace(cx, unit, scope, name, space) {
            return found;
        }
        return missing;
    }
    cx.group(&defs, Rule::LexicalScope, Reason::UnknownName)
}

/// The function or class that a name stands for which only it itself knows: `const f = function g() {}`.
fn own_name(unit: &Unit, id: BindingId) -> Option<DefId> {
    let binding = unit.binding(id);
    let Expr::Definition(def) = unit.expr(binding.init.filter(|_| binding.kind == BindingKind::Local)?)
    else {
        return None;
    };
    unit.def(def).span.contains(binding.span).then_some(def)
}

/// Members of types are no names in scope, but type parameters are, and the members of an enum inside of it.
pub(super) fn sees(unit: &Unit, id: BindingId, space: Space) -> bool {
    let binding = unit.binding(id);
    let scope = unit.scope(binding.scope);
    if binding.kind == BindingKind::TypeParameter {
        return space == Space::Type;
    }
    if binding.kind == BindingKind::Label {
        return space == Space::Label;
    }
    match binding.def {
        Some(def) => {
            let kind = unit.def(def).kind;
            has_meaning(kind, space) && (scope.kind != ScopeKind::Type || kind == DefKind::EnumMember)
        }
        None if binding.import.is_some() => true,
        None => {
            space == Space::Value
                || own_name(unit, id).is_some_and(|def| unit.def(def).kind == DefKind::Class)
        }
    }
}

/// A name that another block of the namespace around exports.
fn in_merged_namespace(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: NameId,
    space: Space,
) -> Option<Answer> {
    let facts = unit.scope(scope);
    if !matches!(facts.kind, ScopeKind::Namespace | ScopeKind::Module) {
        return None;
    }
    let owner = facts.owner?;
    let others: Vec<DefId> = siblings(unit, owner).filter(|other| *other != owner).collect();
    let defs: Vec<DefRef> = others
        .into_iter()
        .filter_map(|other| unit.def(other).opens)
        .flat_map(|opened| unit.bindings_in(opened, name).collect::<Vec<_>>())
        .filter(|id| sees(unit, *id, space))
        .filter_map(|id| unit.binding(id).def.map(|def| DefRef::new(unit.id, def)))
        .collect();
    let found = cx.group(&defs, Rule::LexicalScope, Reason::UnknownName);
    (!found.is_missing()).then_some(found)
}

/// The definitions of one name in one scope, which are one thing, in order.
pub(super) fn siblings(unit: &Unit, def: DefId) -> impl Iterator<Item = DefId> + '_ {
    let facts = unit.def(def);
    let bound = unit.binding_of(def).is_some();
    let all = unit.bindings_in(facts.scope, facts.name).filter_map(|id| unit.binding(id).def);
    all.filter(move |_| bound).chain((!bound).then_some(def))
}

/// A name bound at the top level of a file.
pub(super) fn top_level(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId, space: Space) -> Answer {
    let found = in_scope(cx, unit, ScopeId::new(0), name, space);
    match found.what {
        resolve::What::Missing(Reason::UnknownName) => Answer::missing(Reason::MissingExport),
        _ => found,
    }
}

/// A name that no scope of its file has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Global(FileId, NameId, Space);

impl Question for Global {
    type Answer = Answer;
}

/// What a name means that no scope of its file has: `declare global`, declarations of global scripts, the library.
fn global(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId, space: Space) -> Answer {
    let missing = Answer::missing(Reason::UnknownName);
    cx.remembered(Global(unit.id, name, space), missing, |cx| {
        let text = unit.text(name).to_owned();
        if unit.id.is_std() {
            return library(cx, &text, space);
        }
        ambient::global(cx, unit, &text, space).or_else(|| library(cx, &text, space))
    })
}

/// A global name of the language's library.
pub(super) fn library(cx: &mut Session<'_>, name: &str, space: Space) -> Answer {
    let missing = Answer::missing(Reason::UnknownName);
    for index in 0..super::std_units() {
        let unit = cx.unit(super::std_file(index));
        let Some(id) = unit.name(name) else { continue };
        let found = in_scope(cx, &unit, ScopeId::new(0), id, space);
        if !found.is_missing() {
            return found.by(Rule::Builtin);
        }
    }
    let is_element = name.ends_with("Element") && (name.starts_with("HTML") || name.starts_with("SVG"));
    if is_element || super::library::GLOBALS.binary_search(&name).is_ok() {
        Answer::external(Rule::Builtin)
    } else {
        missing
    }
}

/// Whether some scope around a site binds its name as a value.
pub(super) fn is_bound(unit: &Unit, site: SiteId) -> bool {
    let facts = unit.site(site);
    unit.bindings_named(facts.name)
        .any(|id| sees(unit, id, Space::Value) && unit.is_within(facts.scope, unit.binding(id).scope))
}
