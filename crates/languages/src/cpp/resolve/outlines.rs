//! Definitions that stand outside of the class or namespace they belong to: `void ns::C::f() {}`, `TEST_F(C, name) {}`.

use std::sync::Arc;

use model::ids::{DefId, ScopeId};
use model::kinds::{Modifiers, ScopeKind};
use resolve::{Answer, DefRef, Entity, Session, Space, SpaceId, Ty, TyList, Unit, What};

use super::state::State;
use super::{homes, paths, scopes, types};

/// Where a definition belongs beside where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outline {
    /// Nowhere else.
    None,
    /// To a class.
    Class(DefRef),
    /// To a namespace.
    Space(SpaceId),
}

/// Where the function or class `def` belongs.
pub(super) fn of(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Outline {
    let facts = unit.def(def);
    let is_test = facts.modifiers.contains(Modifiers::TEST | Modifiers::SYNTHETIC) && has_fixture(unit, def);
    if facts.qualifier.is_none() && !is_test {
        return Outline::None;
    }
    let key = DefRef::new(unit.id, def);
    if let Some(known) = cx.table::<State>().outlines.get(&key) {
        return *known;
    }
    cx.table::<State>().outlines.insert(key, Outline::None);
    let path: Vec<&str> = match facts.qualifier {
        Some(qualifier) => homes::segments(unit.text(qualifier)),
        None => unit.def_name(def).split_once('.').map(|(suite, _)| suite).into_iter().collect(),
    };
    let outline = cx.deeper(Outline::None, |cx| find(cx, unit, facts.scope, facts.name_span.start, &path));
    cx.table::<State>().outlines.insert(key, outline);
    outline
}

/// Whether a test's first name is a class: in all test macros with two names but `TEST`, which makes a class of its own.
pub(super) fn has_fixture(unit: &Unit, def: DefId) -> bool {
    let start = unit.def(def).span.start;
    let sites = &unit.facts.sites;
    let first = sites.partition_point(|site| site.span.start < start);
    sites.get(first).is_some_and(|site| site.span.start != start || unit.text(site.name) != "TEST")
}

fn find(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, at: u32, path: &[&str]) -> Outline {
    let Some((first, rest)) = path.split_first() else { return Outline::None };
    let mut answer = scopes::in_namespaces(cx, unit, scope, at, Outline::None, &[], first, Space::Type);
    for name in rest {
        answer = paths::member(cx, answer, name, Space::Type);
    }
    to_outline(cx, answer)
}

fn to_outline(cx: &mut Session<'_>, answer: Answer) -> Outline {
    if let What::One(Entity::Space(space)) = answer.what {
        return Outline::Space(space);
    }
    let ty = types::named(cx, answer, TyList::EMPTY);
    match cx.ty(ty) {
        Ty::Instance(class, _) => Outline::Class(class),
        _ => Outline::None,
    }
}

/// The class whose members can be named without a receiver in `scope`: the one around, or the one that the function
/// around belongs to.
pub(super) fn class_around(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> Option<DefRef> {
    for around in unit.scopes_from(scope) {
        let facts = unit.scope(around);
        match (facts.kind, facts.owner) {
            (ScopeKind::Type, Some(owner)) => return Some(DefRef::new(unit.id, owner)),
            (ScopeKind::Function, Some(owner)) => {
                if let Outline::Class(class) = of(cx, unit, owner) {
                    return Some(class);
                }
            }
            _ => {}
        }
    }
    None
}
