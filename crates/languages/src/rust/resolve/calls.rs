//! What calls give, and what closures are given.

use std::sync::Arc;

use model::expr::{Access, Expr};
use model::facts::{List, Param, ParamKind};
use model::ids::{ExprId, ScopeId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Defaults, Entity, Session, Ty, TyId, Unit, What};

use super::unify::{Fit, Matcher};
use super::{assoc, impls, types};

/// A call as written: what is called and with which arguments.
struct Call<'a> {
    unit: &'a Arc<Unit>,
    args: Vec<ExprId>,
    scope: ScopeId,
    /// Whether the receiver is the first argument.
    spelled_receiver: bool,
}

impl<'a> Call<'a> {
    fn new(unit: &'a Arc<Unit>, callee: ExprId, args: List, scope: ScopeId) -> Self {
        let args = unit.facts.list(args).collect();
        Self { unit, args, scope, spelled_receiver: !is_method_call(unit, callee) }
    }

    /// The parameter that each argument is for.
    fn params(&self, owner: &Unit, def: DefRef) -> Vec<Param> {
        let params = owner.facts.params(owner.def(def.def).params);
        let takes = |param: &&Param| self.spelled_receiver || param.kind != ParamKind::Receiver;
        params.iter().filter(takes).copied().collect()
    }
}

fn is_method_call(unit: &Unit, callee: ExprId) -> bool {
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
                ref several => choose_by_types(cx, several, &call),
            };
            let pairs = cx.types.of(pairs).to_vec();
            call_function(cx, chosen.unwrap_or(def), pairs, &call)
        }
        Ty::Type(def, given) => made(cx, def, def, given, &call),
        _ => match result_of(cx, callee_type, TyId::UNKNOWN) {
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

fn find(subst: &[TyId], param: TyId) -> Option<TyId> {
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
fn infer(cx: &mut Session<'_>, def: DefRef, subst: &mut Vec<TyId>, call: &Call<'_>, except: Option<usize>) {
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
    subst.retain_pairs();
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
        if !cx.types.is_open(declared) || types::signature(cx, declared).is_some() {
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
        for above in types::bounds(cx, param) {
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
        let Some((params, ret)) = types::signature(cx, param) else { continue };
        if !matches!(cx.ty(given), Ty::Lambda(..) | Ty::Function(..) | Ty::Callable(..) | Ty::Type(..)) {
            continue;
        }
        let ret = cx.types.substitute(ret, subst);
        if !cx.types.is_open(ret) {
            continue;
        }
        let _ = params;
        if let Some(result) = result_of(cx, given, TyId::UNKNOWN) {
            let mut matcher = Matcher::with(open, ::std::mem::take(bound)).adjusting();
            matcher.fit(cx, ret, result);
            *bound = matcher.bound;
        }
    }
}

/// Pairs of parameters and what they stand for, without what is not known.
trait Pairs {
    fn retain_pairs(&mut self);
}

impl Pairs for Vec<TyId> {
    fn retain_pairs(&mut self) {
        let kept: Vec<TyId> =
            self.chunks_exact(2).filter(|pair| !pair[1].is_unknown()).flatten().copied().collect();
        *self = kept;
    }
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

/// What calling a value gives that is passed where `_expected` is wanted.
pub(super) fn result_of(cx: &mut Session<'_>, ty: TyId, _expected: TyId) -> Option<TyId> {
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
            let mut subst = subst;
            subst.retain_pairs();
            close(cx, def, &mut subst);
            let result = cx.return_type(def);
            let result = cx.types.substitute(result, &subst);
            Some(assoc::normal(cx, result))
        }
        Ty::Type(def, args) => Some(cx.id(Ty::Instance(def, args))),
        _ => types::signature(cx, ty).map(|(_, ret)| ret),
    }
}

/// What a closure receives as its `position`-th parameter: what the function that it is passed to says.
pub(super) fn closure_argument(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    lambda: ExprId,
    position: usize,
) -> TyId {
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
        let (params, _) = types::signature(cx, expected)?;
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
            let (params, _) = types::signature(cx, declared)?;
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
            let (params, _) = types::signature(cx, callee_type)?;
            let wanted = cx.types.of(params).get(position as usize).copied()?;
            let (params, _) = types::signature(cx, wanted)?;
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
    let Some((outer, position)) = unit.argument_of(lambda) else { return None };
    let Expr::New { args, .. } = unit.expr(outer) else { return None };
    let argument = unit.facts.list::<ExprId>(args).nth(position as usize)?;
    let Expr::Keyword(site, _) = unit.expr(argument) else { return None };
    let name = unit.site_name(site).to_owned();
    let field = impls::child(cx, shape, &name)?;
    let declared = cx.def_type(field);
    let (params, _) = types::signature(cx, declared)?;
    Some((cx.types.of(params).to_vec(), Vec::new()))
}

/// Which of several functions of one name in different blocks a call means: the only one whose parameters can take the
/// arguments.
pub(super) fn choose(cx: &mut Session<'_>, group: &[DefRef], site: &CallSite<'_>) -> Answer {
    let parents: Vec<Option<DefRef>> = group.iter().map(|def| cx.parent(*def)).collect();
    if parents.windows(2).all(|pair| pair[0] == pair[1]) && group.iter().all(|def| def.file == group[0].file)
    {
        // Twins: each is compiled under another condition.
        let entities: Vec<Entity> = group.iter().map(|def| Entity::Def(*def)).collect();
        return Answer { what: What::Dispatch(cx.set(&entities)), rule: Rule::Member };
    }
    let members = super::members::in_scope(cx, site.unit, site.scope, group);
    let members = if members.is_empty() { group.to_vec() } else { members };
    let call = Call {
        unit: site.unit,
        args: site.args.iter().map(|argument| argument.value).collect(),
        scope: site.scope,
        spelled_receiver: site.callee.is_none_or(|callee| !is_method_call(site.unit, callee)),
    };
    match members[..] {
        [one] => Answer::def(one, Rule::TraitMember),
        _ => match choose_by_types(cx, &members, &call) {
            Some(one) => Answer::def(one, Rule::OverloadTypes),
            None => {
                let entities: Vec<Entity> = members.iter().map(|def| Entity::Def(*def)).collect();
                cx.candidates(&entities, Reason::Overloads, Rule::Member)
            }
        },
    }
}

fn choose_by_types(cx: &mut Session<'_>, group: &[DefRef], call: &Call<'_>) -> Option<DefRef> {
    let mut fitting: Vec<(Fit, DefRef)> = Vec::new();
    for &def in group {
        let fit = fits(cx, def, call);
        if fit > Fit::No {
            fitting.push((fit, def));
        }
    }
    let best = fitting.iter().map(|(fit, _)| *fit).max()?;
    let mut best = fitting.iter().filter(|(fit, _)| *fit == best).map(|(_, def)| *def);
    match (best.next(), best.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

fn fits(cx: &mut Session<'_>, def: DefRef, call: &Call<'_>) -> Fit {
    let owner = cx.unit(def.file);
    let params = call.params(&owner, def);
    if params.len() != call.args.len() {
        return Fit::No;
    }
    let facts = *owner.def(def.def);
    let inner = facts.opens.unwrap_or(facts.scope);
    let mut open = types::params(cx, def);
    if let Some(parent) = cx.parent(def) {
        let holder = cx.unit(parent.file);
        open.extend(Defaults::type_params(cx, &holder, parent.def));
    }
    let mut matcher = Matcher::new(&open);
    let mut fit = Fit::Yes;
    for (param, argument) in params.iter().zip(&call.args) {
        let Some(ty) = param.ty else { continue };
        let declared = cx.lower(&owner, ty, inner);
        let given = cx.type_of(call.unit, *argument, call.scope);
        fit = fit.min(matcher.fit(cx, declared, given));
    }
    let bound = matcher.bound;
    fit.min(impls::fit_bounds(cx, &open, &bound))
}
