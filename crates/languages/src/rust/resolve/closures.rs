//! What closures receive: what the place that they stand in demands.

use std::sync::Arc;

use model::expr::Expr;
use model::ids::{ExprId, ScopeId};
use model::kinds::DefKind;
use resolve::{Session, Ty, TyId, Unit};

use super::calls::{Call, find, infer};
use super::{assoc, callables, impls, types};

/// What a closure receives as its `position`-th parameter: what the function that it is passed to says.
pub(super) fn argument(cx: &mut Session<'_>, unit: &Arc<Unit>, lambda: ExprId, position: usize) -> TyId {
    let Expr::Lambda { scope, .. } = unit.expr(lambda) else { return TyId::UNKNOWN };
    let outer = unit.scope(scope).parent.unwrap_or(scope);
    let Some((params, subst)) = expected_signature(cx, unit, lambda, outer) else { return TyId::UNKNOWN };
    let Some(param) = params.get(position).copied() else { return TyId::UNKNOWN };
    let param = cx.types.substitute(param, &subst);
    assoc::normal(cx, param)
}

/// The parameters that a closure's place demands, and what is known of the type parameters in them.
fn expected_signature(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    lambda: ExprId,
    scope: ScopeId,
) -> Option<(Vec<TyId>, Vec<TyId>)> {
    let Some((outer, position)) = unit.argument_of(lambda) else {
        let expected = cx.expected(unit, lambda, scope);
        let (params, _) = callables::signature(cx, expected)?;
        return Some((cx.types.of(params).to_vec(), Vec::new()));
    };
    let (callee, args) = match unit.expr(outer) {
        Expr::Call { callee, args } => (callee, args),
        Expr::New { ty, .. } => return field_signature(cx, unit, ty, lambda, scope),
        _ => return None,
    };
    let callee_type = cx.type_of(unit, callee, scope);
    let call = Call::new(unit, callee, args, scope);
    match cx.ty(callee_type) {
        Ty::Function(def, pairs) if cx.kind(def) != DefKind::EnumMember => {
            let owner = cx.unit(def.file);
            let ty = call.params(&owner, def).get(position as usize)?.ty?;
            let facts = *owner.def(def.def);
            let declared = cx.lower(&owner, ty, facts.opens.unwrap_or(facts.scope));
            let (params, _) = callables::signature(cx, declared)?;
            let mut subst = cx.types.of(pairs).to_vec();
            infer(cx, def, &mut subst, &call, Some(position as usize));
            for param in types::params(cx, def) {
                if find(&subst, param).is_none() {
                    subst.extend([param, TyId::UNKNOWN]);
                }
            }
            Some((cx.types.of(params).to_vec(), subst))
        }
        _ => {
            let (params, _) = callables::signature(cx, callee_type)?;
            let wanted = cx.types.of(params).get(position as usize).copied()?;
            let (params, _) = callables::signature(cx, wanted)?;
            Some((cx.types.of(params).to_vec(), Vec::new()))
        }
    }
}

/// The parameters of a closure that fills a field.
fn field_signature(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    ty: model::ids::TypeId,
    lambda: ExprId,
    scope: ScopeId,
) -> Option<(Vec<TyId>, Vec<TyId>)> {
    let made = cx.lower(unit, ty, scope);
    let Ty::Instance(shape, _) = cx.ty(made) else { return None };
    let (outer, position) = unit.argument_of(lambda)?;
    let Expr::New { args, .. } = unit.expr(outer) else { return None };
    let argument = unit.facts.list::<ExprId>(args).nth(position as usize)?;
    let Expr::Keyword(site, _) = unit.expr(argument) else { return None };
    let name = unit.site_name(site).to_owned();
    let field = impls::child(cx, shape, &name)?;
    let declared = cx.def_type(field);
    let (params, _) = callables::signature(cx, declared)?;
    Some((cx.types.of(params).to_vec(), Vec::new()))
}
