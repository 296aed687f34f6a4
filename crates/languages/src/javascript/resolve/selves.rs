//! What `this` and `super` are.

use std::sync::Arc;

use model::expr::SelfRef;
use model::ids::{DefId, ScopeId};
use model::kinds::{BindingKind, DefKind, Modifiers, ScopeKind};
use resolve::{DefRef, Defaults, Session, Ty, TyId, TyList, Unit};

use super::{members, places};

/// The type of `this` or `super` inside of a scope.
pub(super) fn self_type(cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
    if which == SelfRef::Super {
        return super_type(cx, unit, scope);
    }
    for around in unit.scopes_from(scope).collect::<Vec<_>>() {
        let facts = *unit.scope(around);
        match facts.kind {
            ScopeKind::Lambda | ScopeKind::Function => {
                if let Some(declared) = receiver(cx, unit, around) {
                    return declared;
                }
                if facts.kind == ScopeKind::Lambda {
                    continue;
                }
            }
            // Initial values of fields, and static blocks.
            ScopeKind::Type => {
                if let Some(class) = facts.owner.filter(|owner| unit.def(*owner).kind == DefKind::Class) {
                    return Defaults::instance_of_itself(cx, DefRef::new(unit.id, class));
                }
                continue;
            }
            _ => continue,
        }
        let Some(owner) = facts.owner.filter(|owner| unit.def(*owner).opens == Some(around)) else {
            continue;
        };
        if let Some(found) = inside(cx, unit, owner) {
            return found;
        }
    }
    TyId::UNKNOWN
}

/// A declared `this`; a function that has its own `this` of which nothing is written ends the search.
fn receiver(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> Option<TyId> {
    let this = unit.name("this")?;
    let receivers: Vec<_> = unit
        .bindings_in(scope, this)
        .map(|id| *unit.binding(id))
        .filter(|binding| binding.kind == BindingKind::Receiver)
        .collect();
    let first = receivers.first()?;
    let typed = receivers.iter().find_map(|binding| binding.ty);
    Some(typed.map_or(TyId::UNKNOWN, |ty| cx.lower(unit, ty, first.scope)))
}

/// What `this` is in a function that is a definition; `None` when it is that of what is around.
fn inside(cx: &mut Session<'_>, unit: &Arc<Unit>, owner: DefId) -> Option<TyId> {
    let facts = *unit.def(owner);
    let at = unit.scope(facts.scope);
    if at.kind == ScopeKind::Type {
        if let Some(class) = at.owner.filter(|class| unit.def(*class).kind == DefKind::Class) {
            let class = DefRef::new(unit.id, class);
            return Some(if facts.modifiers.contains(Modifiers::STATIC) {
                cx.id(Ty::Type(class, TyList::EMPTY))
            } else {
                Defaults::instance_of_itself(cx, class)
            });
        }
        if at.owner.is_none() {
            let literal = cx.id(Ty::Object(unit.id, facts.scope));
            let expected = places::expected_object(cx, unit, facts.scope);
            return Some(match expected {
                Some(expected) => {
                    let both = cx.list(&[literal, expected]);
                    cx.id(Ty::Intersection(both))
                }
                None => added_to(cx, unit, owner).unwrap_or(literal),
            });
        }
    }
    if unit.binding_of(owner).is_none()
        && let Some(found) = added_to(cx, unit, owner)
    {
        return Some(found);
    }
    if facts.kind == DefKind::Function && members::has_added(cx, unit, owner) {
        return Some(cx.instance(DefRef::new(unit.id, owner)));
    }
    // A plain function: `this` is decided by its callers.
    is_plain_function(unit, owner).then_some(TyId::UNKNOWN)
}

/// Functions that are no arrows have a `this` of their own; arrows are told by nothing but what they stand in.
fn is_plain_function(unit: &Unit, owner: DefId) -> bool {
    let facts = unit.def(owner);
    facts.kind == DefKind::Function && facts.parent.is_none()
}

/// `F.prototype.m = function`, `app.m = function`: what the member was added to.
fn added_to(cx: &mut Session<'_>, unit: &Arc<Unit>, owner: DefId) -> Option<TyId> {
    let facts = *unit.def(owner);
    let holder = match members::owner(cx, unit, owner)? {
        members::Owner::Def(def) => def,
        members::Owner::Local(local) => return Some(cx.binding_type(unit, local)),
    };
    let holder_ref = DefRef::new(unit.id, holder);
    match unit.def(holder).kind {
        DefKind::Function | DefKind::Class if !facts.modifiers.contains(Modifiers::STATIC) => {
            Some(Defaults::instance_of_itself(cx, holder_ref))
        }
        DefKind::Function | DefKind::Class | DefKind::Variable | DefKind::Constant | DefKind::Field => {
            Some(cx.def_type(holder_ref))
        }
        _ => None,
    }
}

fn super_type(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> TyId {
    let in_static = unit
        .scopes_from(scope)
        .filter_map(|around| unit.scope(around).owner)
        .find(|owner| unit.def(*owner).kind == DefKind::Method)
        .is_some_and(|method| unit.def(method).modifiers.contains(Modifiers::STATIC));
    let found = Defaults::self_type(cx, unit, SelfRef::Super, scope);
    match cx.ty(found) {
        Ty::Instance(def, args) if in_static => cx.id(Ty::Type(def, args)),
        _ => found,
    }
}
