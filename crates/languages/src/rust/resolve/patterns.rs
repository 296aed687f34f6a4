//! Parts that patterns take out of values.

use std::sync::Arc;

use model::expr::{Expr, Projection, Wrapper};
use model::ids::{DefId, ExprId, ScopeId};
use model::kinds::DefKind;
use resolve::{DefRef, Session, Ty, TyId, TyList, Unit, What};

use super::{assoc, closures, members, types};

pub(super) fn project(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    how: Projection,
    arg: u32,
    scope: ScopeId,
) -> TyId {
    let value = cx.type_of(unit, base, scope);
    match how {
        Projection::Element => element(cx, value, arg as usize),
        Projection::Iterate => assoc::iterated(cx, value),
        Projection::Matched => matched(cx, unit, ExprId::new(arg), value, scope),
        Projection::Rest => value,
        _ => TyId::UNKNOWN,
    }
}

fn element(cx: &mut Session<'_>, value: TyId, at: usize) -> TyId {
    for step in assoc::steps(cx, value) {
        match cx.ty(step) {
            Ty::Tuple(list) => return cx.types.of(list).get(at).copied().unwrap_or(TyId::UNKNOWN),
            Ty::Wrap(Wrapper::Array, element) => return element,
            Ty::External => return TyId::EXTERNAL,
            _ => {}
        }
    }
    TyId::UNKNOWN
}

/// A value known to be of the struct or variant that a pattern names, with the value's arguments.
fn matched(cx: &mut Session<'_>, unit: &Arc<Unit>, path: ExprId, value: TyId, scope: ScopeId) -> TyId {
    let named = cx.type_of(unit, path, scope);
    let answer = cx.denote(unit, path);
    if answer.what == What::External {
        return TyId::EXTERNAL;
    }
    let shape = match cx.defs(answer).first().copied() {
        Some(def) => match members::aliased(cx, def) {
            Some(def) => def,
            None => return TyId::UNKNOWN,
        },
        None => match cx.ty(named) {
            Ty::Type(def, _) => def,
            _ => return value,
        },
    };
    let owner = match cx.kind(shape) {
        DefKind::EnumMember => cx.parent(shape).unwrap_or(shape),
        _ => shape,
    };
    let args = arguments_of(cx, value, owner);
    cx.id(Ty::Instance(shape, args))
}

/// The arguments with which a value, or what it dereferences to, is of a type.
fn arguments_of(cx: &mut Session<'_>, value: TyId, owner: DefRef) -> TyList {
    for step in assoc::steps(cx, value) {
        if let Ty::Instance(def, args) = cx.ty(step)
            && def == owner
        {
            return args;
        }
    }
    TyList::EMPTY
}

pub(super) fn variant_field(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    path: ExprId,
    index: u16,
    scope: ScopeId,
) -> TyId {
    let value = cx.type_of(unit, base, scope);
    let answer = cx.denote(unit, path);
    let def = match cx.defs(answer).first().copied() {
        Some(def) => members::aliased(cx, def),
        None if matches!(unit.expr(path), Expr::SelfRef(_)) => {
            let named = cx.type_of(unit, path, scope);
            match cx.ty(named) {
                Ty::Type(def, _) => Some(def),
                _ => None,
            }
        }
        None if answer.what == What::External => return TyId::EXTERNAL,
        None => None,
    };
    let Some(shape) = def else { return TyId::UNKNOWN };
    let owner = match cx.kind(shape) {
        DefKind::EnumMember => cx.parent(shape).unwrap_or(shape),
        _ => shape,
    };
    let holder = cx.unit(shape.file);
    let fields: Vec<DefId> =
        holder.children(shape.def).filter(|id| holder.def(*id).kind == DefKind::Field).collect();
    let Some(&field) = fields.get(usize::from(index)) else { return TyId::UNKNOWN };
    let declared = cx.def_type(DefRef::new(shape.file, field));
    let args = arguments_of(cx, value, owner);
    let mut subst = types::pairs(cx, owner, args);
    for param in types::params(cx, owner) {
        if !subst.chunks_exact(2).any(|pair| pair[0] == param) {
            subst.extend([param, TyId::UNKNOWN]);
        }
    }
    cx.types.substitute(declared, &subst)
}

/// What a function or closure receives and takes apart.
pub(super) fn argument(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, index: usize) -> TyId {
    if let Some(lambda) = cx.lambda_of(unit, scope) {
        return closures::argument(cx, unit, lambda, index);
    }
    let Some(owner) = unit.scope(scope).owner else { return TyId::UNKNOWN };
    let param = unit.facts.params(unit.def(owner).params).get(index).copied();
    param.and_then(|param| param.ty).map_or(TyId::UNKNOWN, |ty| cx.lower(unit, ty, scope))
}
