//! Target types: what the place of a lambda or method reference demands (JLS 9.8, 15.27.3, 18.5.2).

use std::sync::Arc;

use model::expr::{Container, Expr, Wrapper};
use model::ids::{ExprId, ScopeId};
use model::kinds::{DefKind, ScopeKind};
use resolve::{CallSite, Session, Ty, TyId, Unit};

use super::calls;
use super::inference::{self, Arguments};
use super::lambdas;
use super::overloads;

/// The type that the place of an expression demands.
pub(super) fn of(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    cx.deeper(TyId::UNKNOWN, |cx| find(cx, unit, expr, scope))
}

fn find(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    if let Some((call, position)) = unit.argument_of(expr) {
        return of_argument(cx, unit, call, position as usize, scope);
    }
    if let Some(binding) = cx.initialised_by(unit, expr) {
        let facts = *unit.binding(binding);
        let declared = facts.ty.or_else(|| unit.def(facts.def?).ty);
        return declared.map_or(TyId::UNKNOWN, |ty| cx.lower(unit, ty, facts.scope));
    }
    if let Some(scope) = unit.returned_in(expr) {
        return of_result(cx, unit, scope);
    }
    let Some(parent) = unit.parent_of(expr) else { return TyId::UNKNOWN };
    match unit.expr(parent) {
        Expr::Assign(target, _) => cx.type_of(unit, target, scope),
        Expr::Cast(_, ty) => cx.lower(unit, ty, scope),
        Expr::Either(_) => of(cx, unit, parent, scope),
        Expr::Container(Container::List, _) => {
            let array = of(cx, unit, parent, scope);
            match cx.ty(array) {
                Ty::Wrap(Wrapper::Array, element) => element,
                _ => TyId::UNKNOWN,
            }
        }
        _ => TyId::UNKNOWN,
    }
}

/// What the function or lambda around a `return` must give.
fn of_result(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> TyId {
    let function = unit.function_scope(scope);
    let facts = *unit.scope(function);
    match (facts.kind, facts.owner) {
        (ScopeKind::Function, Some(owner)) => cx.return_type(resolve::DefRef::new(unit.id, owner)),
        (ScopeKind::Lambda, _) => {
            let Some(lambda) = cx.lambda_of(unit, function) else { return TyId::UNKNOWN };
            let target = of(cx, unit, lambda, facts.parent.unwrap_or(function));
            lambdas::signature(cx, target).map_or(TyId::UNKNOWN, |signature| signature.result)
        }
        _ => TyId::UNKNOWN,
    }
}

/// The type of the parameter that argument `at` of a call or construction is for, as far as the receiver, the other
/// arguments and the call's own target tell its type arguments.
fn of_argument(cx: &mut Session<'_>, unit: &Arc<Unit>, call: ExprId, at: usize, scope: ScopeId) -> TyId {
    let Some(target) = calls::target(cx, unit, call, scope) else { return TyId::UNKNOWN };
    let (callee, args) = match unit.expr(call) {
        Expr::Call { callee, args } => (Some(callee), args),
        Expr::New { args, .. } => (None, args),
        _ => return TyId::UNKNOWN,
    };
    let site = CallSite::new(unit, callee, args, scope);
    let params = overloads::parameters(cx, &target);
    let Some(declared) = params.at(at) else { return TyId::UNKNOWN };
    if !cx.types.is_open(declared) {
        return declared;
    }
    let mut pairs = inference::solve(cx, &target, &site, Arguments::Before(at));
    let known = cx.types.substitute(declared, &pairs);
    if !cx.types.is_open(known) {
        return known;
    }
    let owner = cx.unit(target.def.file);
    let result = match owner.def(target.def.def).kind {
        DefKind::Constructor => return known,
        _ => cx.return_type(target.def),
    };
    let wanted = of(cx, unit, call, scope);
    if !wanted.is_unknown() {
        let result = cx.types.substitute(result, &pairs);
        inference::solve_result(cx, &target, &mut pairs, result, wanted);
    }
    cx.types.substitute(known, &pairs)
}
