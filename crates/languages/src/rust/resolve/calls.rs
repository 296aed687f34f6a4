//! What calls give, and what closures are given.

use std::sync::Arc;

use model::expr::{Access, Expr};
use model::facts::{List, Param, ParamKind};
use model::ids::{ExprId, ScopeId};
use model::kinds::DefKind;
use resolve::{DefRef, Session, Ty, TyId, Unit};

use super::unify::Matcher;
use super::{assoc, bounds, callables, impls, overloads, types};

/// A call as written: what is called and with which arguments.
pub(super) struct Call<'a> {
    pub(super) unit: &'a Arc<Unit>,
    pub(super) args: Vec<ExprId>,
    pub(super) scope: ScopeId,
    /// Whether the receiver is the first argument.
    pub(super) spelled_receiver: bool,
}

impl<'a> Call<'a> {
    pub(super) fn new(unit: &'a Arc<Unit>, callee: ExprId, args: List, scope: ScopeId) -> Self {
        let args = unit.facts.list(args).collect();
        Self { unit, args, scope, spelled_receiver: !is_method_call(unit, callee) }
    }

    /// The parameter that each argument is for.
    pub(super) fn params(&self, owner: &Unit, def: DefRef) -> Vec<Param> {
        let params = owner.facts.params(owner.def(def.def).params);
        let takes = |param: &&Param| self.spelled_receiver || param.kind != ParamKind::Receiver;
        params.iter().filter(takes).copied().collect()
    }
}

pub(super) fn is_method_call(unit: &Unit, callee: ExprId) -> bool {
    match unit.expr(callee) {
        Expr::Member { access, .. } => access == Access::Dot,
        Expr::Apply { base, .. } => is_method_call(unit, base),
        _ => false,
    }
}

/// The type of a call.
pub(super) fn call(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    callee: ExprId,
    args: List,
    scope: ScopeId,
) -> TyId {
    let callee_type = cx.type_of(unit, callee, scope);
    let call = Call::new(unit, callee, args, scope);
    match cx.ty(callee_type) {
        Ty::External => TyId::EXTERNAL,
        Ty::Function(def, pairs) => {
            let answer = cx.denote(unit, callee);
            let chosen = match cx.defs(answer)[..] {
                [] | [_] => None,
                ref several => overloads::choose_by_types(cx, several, &call),
            };
            let pairs = cx.types.of(pairs).to_vec();
            call_function(cx, chosen.unwrap_or(def), pairs, &call)
        }
        Ty::Type(def, given) => made(cx, def, def, given, &call),
        _ => match result_of(cx, callee_type) {
            Some(result) => result,
            None => TyId::UNKNOWN,
        },
    }
}

fn call_function(cx: &mut Session<'_>, def: DefRef, mut subst: Vec<TyId>, call: &Call<'_>) -> TyId {
    if cx.kind(def) == DefKind::EnumMember {
        let Some(owner) = cx.parent(def) else { return TyId::UNKNOWN };
        let known: Vec<TyId> = types::params(cx, owner)
            .into_iter()
            .map(|param| find(&subst, param).unwrap_or(TyId::UNKNOWN))
            .collect();
        let known = cx.list(&known);
        return made(cx, owner, def, known, call);
    }
    let result = cx.return_type(def);
    if !cx.types.is_open(result) {
        return assoc::normal(cx, result);
    }
    infer(cx, def, &mut subst, call, None);
    close(cx, def, &mut subst);
    let result = cx.types.substitute(result, &subst);
    assoc::normal(cx, result)
}

pub(super) fn find(subst: &[TyId], param: TyId) -> Option<TyId> {
    subst.chunks_exact(2).find(|pair| pair[0] == param).map(|pair| pair[1])
}

/// What stays open of the parameters of a function and of what is around it is not known to the caller.
fn close(cx: &mut Session<'_>, def: DefRef, subst: &mut Vec<TyId>) {
    let mut params = types::params(cx, def);
    if let Some(parent) = cx.parent(def) {
        match cx.kind(parent) {
            DefKind::Impl => params.extend(types::params(cx, parent)),
            DefKind::Trait => {
                params.extend(types::params(cx, parent));
                params.push(cx.id(Ty::SelfOf(parent)));
            }
            _ => {}
        }
    }
    // Associated types of what `Self` turns out to be are looked up, unless it is not known.
    params.retain(|param| find(subst, *param).is_none());
    let this_is_known = params.iter().all(|param| !matches!(cx.ty(*param), Ty::SelfOf(_)));
    for param in params {
        if !(this_is_known && matches!(cx.ty(param), Ty::Assoc(..))) {
            subst.extend([param, TyId::UNKNOWN]);
        }
    }
}

/// Adds to `subst` what the function's parameters stand for, by the types of all arguments but one.
pub(super) fn infer(
    cx: &mut Session<'_>,
    def: DefRef,
    subst: &mut Vec<TyId>,
    call: &Call<'_>,
    except: Option<usize>,
) {
    let owner = cx.unit(def.file);
    let facts = *owner.def(def.def);
    let inner = facts.opens.unwrap_or(facts.scope);
    let params = call.params(&owner, def);
    let mut open: Vec<TyId> = types::params(cx, def);
    // A trait's function called by its path is told what `Self` is by its arguments, an associated function the
    // parameters of its type.
    if call.spelled_receiver
        && let Some(parent) = cx.parent(def)
    {
        match cx.kind(parent) {
            DefKind::Trait => {
                open.push(cx.id(Ty::SelfOf(parent)));
                open.extend(types::params(cx, parent));
            }
            DefKind::Impl => open.extend(types::params(cx, parent)),
            _ => {}
        }
    }
    *subst = known_pairs(subst);
    open.retain(|param| find(subst, *param).is_none());
    if open.is_empty() {
        return;
    }
    let args = call.args.clone();
    let mut matcher = Matcher::with(&open, Vec::new()).adjusting();
    for (at, argument) in args.into_iter().enumerate() {
        if except == Some(at) {
            continue;
        }
        let Some(ty) = params.get(at).and_then(|param| param.ty) else { continue };
        let declared = cx.lower(&owner, ty, inner);
        let declared = cx.types.substitute(declared, subst);
        if !cx.types.is_open(declared) {
            continue;
        }
        let given = cx.type_of(call.unit, argument, call.scope);
        matcher.fit(cx, declared, given);
    }
    let mut bound = matcher.bound;
    from_callables(cx, &open, subst, &mut bound);
    impls::infer_from_bounds(cx, &open, &mut bound);
    subst.extend(bound);
}

/// Adds to `bound` what the arguments of a method tell of the parameters of the type that it is a member of.
pub(super) fn learn(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    hit: super::members::Hit,
    args: List,
    scope: ScopeId,
    open: &[TyId],
    bound: &mut Vec<TyId>,
) {
    let Some(def) = cx.first_def(hit.answer) else { return };
    let owner = cx.unit(def.file);
    let facts = *owner.def(def.def);
    let inner = facts.opens.unwrap_or(facts.scope);
    let params: Vec<Param> = owner
        .facts
        .params(facts.params)
        .iter()
        .filter(|param| param.kind != ParamKind::Receiver)
        .copied()
        .collect();
    let subst = cx.types.of(hit.subst).to_vec();
    let mut all = types::params(cx, def);
    all.extend_from_slice(open);
    let args: Vec<ExprId> = unit.facts.list(args).collect();
    let mut matcher = Matcher::with(&all, ::std::mem::take(bound)).adjusting();
    for (param, argument) in params.iter().zip(args) {
        let Some(ty) = param.ty else { continue };
        let declared = cx.lower(&owner, ty, inner);
        let declared = cx.types.substitute(declared, &subst);
        if !cx.types.is_open(declared) || callables::signature(cx, declared).is_some() {
            continue;
        }
        let given = cx.type_of(unit, argument, scope);
        if !matches!(cx.ty(given), Ty::Unknown | Ty::External) {
            matcher.fit(cx, declared, given);
        }
    }
    let mut found = matcher.bound;
    // What the bounds of the method's own parameters say of those of the type.
    for param in types::params(cx, def) {
        let Some(given) = find(&found, param) else { continue };
        for above in bounds::of_param(cx, param) {
            let above = cx.types.substitute(above, &subst);
            let Ty::Instance(wanted, _) = cx.ty(above) else { continue };
            if let Some(seen) = impls::implements(cx, given, wanted) {
                let mut matcher = Matcher::with(&all, ::std::mem::take(&mut found)).adjusting();
                matcher.fit(cx, above, seen);
                found = matcher.bound;
            }
        }
    }
    *bound = found.chunks_exact(2).filter(|pair| open.contains(&pair[0])).flatten().copied().collect();
}

/// What the parameter takes that an argument of a call is given to; `None` where what is called is a variant.
pub(super) fn parameter(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    callee: ExprId,
    args: List,
    scope: ScopeId,
    position: usize,
) -> Option<TyId> {
    let callee_type = cx.type_of(unit, callee, scope);
    let Ty::Function(def, pairs) = cx.ty(callee_type) else { return Some(TyId::UNKNOWN) };
    if cx.kind(def) == DefKind::EnumMember {
        return None;
    }
    let call = Call::new(unit, callee, args, scope);
    let owner = cx.unit(def.file);
    let Some(ty) = call.params(&owner, def).get(position).and_then(|param| param.ty) else {
        return Some(TyId::UNKNOWN);
    };
    let facts = *owner.def(def.def);
    let declared = cx.lower(&owner, ty, facts.opens.unwrap_or(facts.scope));
    let subst = cx.types.of(pairs).to_vec();
    let declared = cx.types.substitute(declared, &subst);
    Some(assoc::normal(cx, declared))
}

/// `F: Fn(A) -> B` says what `B` is once `F` is a closure.
fn from_callables(cx: &mut Session<'_>, open: &[TyId], subst: &[TyId], bound: &mut Vec<TyId>) {
    for &param in open {
        let Some(given) = find(bound, param) else { continue };
        let Some((_, ret)) = callables::signature(cx, param) else { continue };
        if !matches!(cx.ty(given), Ty::Lambda(..) | Ty::Function(..) | Ty::Callable(..) | Ty::Type(..)) {
            continue;
        }
        let ret = cx.types.substitute(ret, subst);
        if !cx.types.is_open(ret) {
            continue;
        }
        if let Some(result) = result_of(cx, given) {
            let mut matcher = Matcher::with(open, ::std::mem::take(bound)).adjusting();
            matcher.fit(cx, ret, result);
            *bound = matcher.bound;
        }
    }
}

/// Pairs of parameters and what they stand for, without what is not known.
fn known_pairs(subst: &[TyId]) -> Vec<TyId> {
    subst.chunks_exact(2).filter(|pair| !pair[1].is_unknown()).flatten().copied().collect()
}

/// A value made by naming a struct or variant like a function.
fn made(cx: &mut Session<'_>, owner: DefRef, shape: DefRef, given: resolve::TyList, call: &Call<'_>) -> TyId {
    let params = types::params(cx, owner);
    if params.is_empty() {
        return cx.instance(owner);
    }
    let given = cx.types.of(given).to_vec();
    let known: Vec<TyId> = params
        .iter()
        .zip(given)
        .filter(|(_, given)| !given.is_unknown())
        .flat_map(|(param, given)| [*param, given])
        .collect();
    let mut matcher = Matcher::with(&params, known).adjusting();
    let unit = cx.unit(shape.file);
    let fields: Vec<_> = unit.children(shape.def).filter(|id| unit.def(*id).kind == DefKind::Field).collect();
    for (field, argument) in fields.into_iter().zip(&call.args) {
        let declared = cx.def_type(DefRef::new(shape.file, field));
        let given = cx.type_of(call.unit, *argument, call.scope);
        matcher.fit(cx, declared, given);
    }
    let bound = matcher.bound;
    let args: Vec<TyId> = params.iter().map(|param| find(&bound, *param).unwrap_or(TyId::UNKNOWN)).collect();
    let args = cx.list(&args);
    cx.id(Ty::Instance(owner, args))
}

/// A struct made by `T { field: value }`.
pub(super) fn constructed(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    made: TyId,
    args: List,
    scope: ScopeId,
) -> TyId {
    let Ty::Instance(shape, given) = cx.ty(made) else { return made };
    let owner = match cx.kind(shape) {
        DefKind::EnumMember => match cx.parent(shape) {
            Some(owner) => owner,
            None => return TyId::UNKNOWN,
        },
        _ => shape,
    };
    let params = types::params(cx, owner);
    if params.is_empty() || !cx.types.of(given).is_empty() {
        return cx.id(Ty::Instance(owner, given));
    }
    let mut matcher = Matcher::with(&params, Vec::new()).adjusting();
    let values: Vec<ExprId> = unit.facts.list(args).collect();
    for value in values {
        let Expr::Keyword(site, value) = unit.expr(value) else { continue };
        let name = unit.site_name(site).to_owned();
        let Some(field) = impls::child(cx, shape, &name) else { continue };
        let declared = cx.def_type(field);
        if cx.types.is_open(declared) {
            let given = cx.type_of(unit, value, scope);
            matcher.fit(cx, declared, given);
        }
    }
    let bound = matcher.bound;
    let args: Vec<TyId> = params.iter().map(|param| find(&bound, *param).unwrap_or(TyId::UNKNOWN)).collect();
    let args = cx.list(&args);
    cx.id(Ty::Instance(owner, args))
}

/// What calling a value gives, as far as that can be told without the arguments.
pub(super) fn result_of(cx: &mut Session<'_>, ty: TyId) -> Option<TyId> {
    match cx.ty(ty) {
        Ty::External => Some(TyId::EXTERNAL),
        Ty::Unknown => Some(TyId::UNKNOWN),
        Ty::Lambda(file, lambda) => Some(cx.lambda_result(file, lambda)),
        Ty::Function(def, pairs) => {
            let subst = cx.types.of(pairs).to_vec();
            if cx.kind(def) == DefKind::EnumMember {
                let owner = cx.parent(def)?;
                return Some(cx.instance(owner));
            }
            let mut subst = known_pairs(&subst);
            close(cx, def, &mut subst);
            let result = cx.return_type(def);
            let result = cx.types.substitute(result, &subst);
            Some(assoc::normal(cx, result))
        }
        Ty::Type(def, args) => Some(cx.id(Ty::Instance(def, args))),
        _ => callables::signature(cx, ty).map(|(_, ret)| ret),
    }
}
