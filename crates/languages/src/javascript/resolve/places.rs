//! What the place of an expression demands: contextual types.

use std::sync::Arc;

use model::expr::{BinaryKind, Container, Expr, UnaryKind};
use model::ids::{DefId, ExprId, ScopeId};
use model::kinds::{DefKind, FlowKind, Modifiers, ScopeKind};
use resolve::{Defaults, Session, Ty, TyId, Unit};
use rustc_hash::FxHashMap;

use super::{calls, iteration, keys, values};

/// Where an expression stands, when it is neither argument nor initial value of a variable.
#[derive(Clone, Copy)]
enum Place {
    /// A branch of a conditional or an operand that may be the result: what the whole has.
    Within(ExprId),
    /// The value of a property.
    Property(DefId),
    /// An element of a list.
    Element(ExprId, u32),
    /// Returned from the function that opens a scope.
    Returned(ScopeId),
    /// Assigned to a target.
    Assigned(ExprId),
    /// Made to satisfy a type.
    Typed(model::ids::TypeId),
}

struct Places {
    of: FxHashMap<ExprId, Place>,
    /// Object literals by the scope of their members.
    objects: FxHashMap<ScopeId, ExprId>,
}

fn read(unit: &Unit) -> Places {
    let mut of = FxHashMap::default();
    let mut objects = FxHashMap::default();
    for (index, expr) in unit.facts.exprs.iter().enumerate() {
        let id = ExprId::new(index as u32);
        match *expr {
            Expr::Object(scope) => {
                objects.insert(scope, id);
            }
            Expr::Either(parts) => {
                of.extend(unit.facts.list::<ExprId>(parts).map(|part| (part, Place::Within(id))));
            }
            Expr::Binary(BinaryKind::Or | BinaryKind::Coalesce, left, right) => {
                of.extend([(left, Place::Within(id)), (right, Place::Within(id))]);
            }
            Expr::Binary(BinaryKind::And | BinaryKind::Comma, _, right) => {
                of.insert(right, Place::Within(id));
            }
            Expr::Unary(UnaryKind::AsConst | UnaryKind::NonNull, inner) => {
                of.insert(inner, Place::Within(id));
            }
            Expr::Container(Container::List | Container::Tuple, parts) => {
                let parts = unit.facts.list::<ExprId>(parts).enumerate();
                of.extend(parts.map(|(at, part)| (part, Place::Element(id, at as u32))));
            }
            Expr::Assign(target, value) => {
                of.insert(value, Place::Assigned(target));
            }
            Expr::Cast(value, ty) => {
                of.insert(value, Place::Typed(ty));
            }
            _ => {}
        }
    }
    for (id, def) in unit.defs() {
        if let (DefKind::Field, Some(value)) = (def.kind, def.value) {
            of.insert(value, Place::Property(id));
        }
    }
    for flow in &unit.facts.flows {
        match (flow.kind, flow.target, flow.value) {
            (FlowKind::Return, _, Some(value)) => {
                of.insert(value, Place::Returned(unit.function_scope(flow.scope)));
            }
            (FlowKind::Assign, Some(target), Some(value)) if super::is_path(unit, target) => {
                of.entry(value).or_insert(Place::Assigned(target));
            }
            _ => {}
        }
    }
    Places { of, objects }
}

/// The type that an expression's place demands.
pub(super) fn expected(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    let found = cx.deeper(TyId::UNKNOWN, |cx| {
        let known = Defaults::expected(cx, unit, expr, scope);
        if !known.is_unknown() || unit.argument_of(expr).is_some() {
            return known;
        }
        let places = cx.unit_table(unit, read);
        match places.of.get(&expr) {
            Some(place) => by_place(cx, unit, *place, scope),
            None => TyId::UNKNOWN,
        }
    });
    calls::plain(cx, found)
}

fn by_place(cx: &mut Session<'_>, unit: &Arc<Unit>, place: Place, scope: ScopeId) -> TyId {
    match place {
        Place::Within(whole) => cx.expected(unit, whole, scope),
        Place::Typed(ty) => cx.lower(unit, ty, scope),
        Place::Element(list, at) => {
            let list = cx.expected(unit, list, scope);
            let list = Defaults::without_null(cx, list);
            match cx.ty(list) {
                Ty::Tuple(parts) => cx.types.of(parts).get(at as usize).copied().unwrap_or(TyId::UNKNOWN),
                _ => iteration::iterate(cx, list, false),
            }
        }
        Place::Property(def) => of_property(cx, unit, def),
        Place::Assigned(target) => declared_type(cx, unit, target, scope),
        Place::Returned(function) => result_of(cx, unit, function),
    }
}

/// What a target that is assigned to is declared as; what it is inferred from its values says nothing.
fn declared_type(cx: &mut Session<'_>, unit: &Arc<Unit>, target: ExprId, scope: ScopeId) -> TyId {
    let answer = cx.denote(unit, target);
    if let resolve::What::One(resolve::Entity::Binding(file, binding)) = answer.what {
        let owner = cx.unit(file);
        let facts = owner.binding(binding);
        return facts.ty.map_or(TyId::UNKNOWN, |ty| cx.lower(&owner, ty, facts.scope));
    }
    let Some(def) = cx.first_def(answer) else { return TyId::UNKNOWN };
    let owner = cx.unit(def.file);
    let facts = owner.def(def.def);
    let is_signature = facts.modifiers.contains(Modifiers::DECLARATION);
    if facts.ty.is_none() && !is_signature {
        return TyId::UNKNOWN;
    }
    cx.type_of(unit, target, scope)
}

/// The type of a property of an object literal, by what is expected of the object, or as declared.
fn of_property(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    if let Some(ty) = facts.ty {
        return cx.lower(unit, ty, facts.scope);
    }
    let Some(object) = expected_object(cx, unit, facts.scope) else { return TyId::UNKNOWN };
    member(cx, object, unit.def_name(def))
}

/// A member of what is expected, its null part aside.
fn member(cx: &mut Session<'_>, object: TyId, name: &str) -> TyId {
    let object = Defaults::without_null(cx, object);
    let found = keys::by_text(cx, object, keys::unquoted(name));
    let found = calls::plain(cx, found);
    if found.is_unknown() { values::member(cx, object, super::members::INDEX) } else { found }
}

/// What is expected of the object literal whose members live in a scope.
pub(super) fn expected_object(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> Option<TyId> {
    if unit.scope(scope).kind != ScopeKind::Type || unit.scope(scope).owner.is_some() {
        return None;
    }
    let places = cx.unit_table(unit, read);
    let object = *places.objects.get(&scope)?;
    let around = unit.scope(scope).parent.unwrap_or(scope);
    let found = cx.expected(unit, object, around);
    (!found.is_unknown()).then_some(found)
}

/// What is expected of a function that is a definition: by its variable's type, or as a member of an object literal.
pub(super) fn expected_of_definition(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    if let Some(ty) = values::annotation(unit, def) {
        return cx.lower(unit, ty, facts.scope);
    }
    if unit.binding_of(def).is_none() {
        return assigned_type(cx, unit, def);
    }
    match expected_object(cx, unit, facts.scope) {
        Some(object) => member(cx, object, unit.def_name(def)),
        None => TyId::UNKNOWN,
    }
}

/// `x.m = function …` where the type of `x` declares `m`.
fn assigned_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    struct Values(FxHashMap<DefId, ExprId>);
    let values = cx.unit_table(unit, |unit| {
        let value = |(index, expr): (usize, &Expr)| match expr {
            Expr::Definition(def) => Some((*def, ExprId::new(index as u32))),
            _ => None,
        };
        Values(unit.facts.exprs.iter().enumerate().filter_map(value).collect())
    });
    match values.0.get(&def) {
        Some(value) => cx.expected(unit, *value, unit.def(def).scope),
        None => TyId::UNKNOWN,
    }
}

/// What the function that opens a scope is to return.
fn result_of(cx: &mut Session<'_>, unit: &Arc<Unit>, function: ScopeId) -> TyId {
    let (declared, is_async) = match (unit.scope(function).owner, cx.lambda_of(unit, function)) {
        (_, Some(lambda)) => {
            let around = unit.scope(function).parent.unwrap_or(function);
            let expected = cx.expected(unit, lambda, around);
            let result = calls::callable(cx, expected).map(|(_, ret)| ret);
            (result.unwrap_or(TyId::UNKNOWN), true)
        }
        (Some(owner), None) if unit.def(owner).opens == Some(function) => {
            let facts = unit.def(owner);
            let is_async = facts.modifiers.contains(Modifiers::ASYNC);
            let own = facts.ty.filter(|ty| values::annotation(unit, owner) != Some(*ty));
            let declared = if let Some(ty) = own {
                cx.lower(unit, ty, function)
            } else {
                let expected = expected_of_definition(cx, unit, owner);
                calls::callable(cx, expected).map_or(TyId::UNKNOWN, |(_, ret)| ret)
            };
            (declared, is_async)
        }
        _ => (TyId::UNKNOWN, false),
    };
    if is_async { iteration::awaited(cx, declared) } else { declared }
}
