//! Method references (JLS 15.13): `Type::method`, `value::method`, `Type::new`.

use std::sync::Arc;

use model::expr::Expr;
use model::ids::{ExprId, SiteId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, Ty, TyId, Unit, What};

use super::conversions::Fit;
use super::inference;
use super::lambdas::{self, Signature};
use super::methods::{self, Candidate, Found};
use super::overloads;
use super::targets;

/// What stands before `::`.
enum Base {
    /// A type: its static methods, or any with the receiver as first argument.
    Type(TyId),
    Value(TyId),
}

fn base(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, site: SiteId) -> Base {
    let scope = unit.site(site).scope;
    match unit.expr(expr) {
        Expr::Apply { base: inner, .. } => base(cx, unit, inner, site),
        Expr::Type(ty) => Base::Type(cx.lower(unit, ty, scope)),
        _ => {
            let ty = cx.type_of(unit, expr, scope);
            match cx.ty(ty) {
                Ty::Type(def, args) => Base::Type(cx.id(Ty::Instance(def, args))),
                _ => Base::Value(ty),
            }
        }
    }
}

/// What the method of a reference stands for.
pub(super) fn denote(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    expr: ExprId,
    before: ExprId,
    site: SiteId,
) -> Answer {
    let base = base(cx, unit, before, site);
    let name = unit.site_name(site).to_owned();
    let found = candidates(cx, &base, &name);
    if name == "new" && found.candidates.is_empty() {
        return class_of(cx, &base);
    }
    match found.candidates[..] {
        [ref one] if !found.external && !found.unknown => {
            let rule = if one.inherited { Rule::InheritedMember } else { Rule::Member };
            return Answer::def(one.def, rule);
        }
        [] if found.external && !found.unknown => return Answer::external(Rule::ExternalMember),
        [] if found.unknown => return Answer::missing(Reason::UnknownReceiver),
        [] => return Answer::missing(Reason::NoSuchMember),
        _ => {}
    }
    let target = targets::of(cx, unit, expr, unit.site(site).scope);
    if let Some(signature) = lambdas::signature(cx, target) {
        let chosen = choose(cx, &base, &found, &signature.params);
        if !chosen.is_missing() {
            return chosen;
        }
    }
    if let [one] = &found.candidates[..] {
        return Answer::def(one.def, Rule::Member);
    }
    if name == "new" {
        return class_of(cx, &base);
    }
    let mut all: Vec<Entity> = Vec::new();
    let mut seen: Vec<overloads::Parameters> = Vec::new();
    for candidate in &found.candidates {
        let params = overloads::parameters(cx, candidate);
        if seen.iter().all(|known| !overloads::same_signature(cx, known, &params)) {
            seen.push(params);
            all.push(Entity::Def(candidate.def));
        }
    }
    cx.candidates(&all, Reason::Overloads, Rule::Member)
}

fn candidates(cx: &mut Session<'_>, base: &Base, name: &str) -> Found {
    match *base {
        Base::Type(ty) if name == "new" => match cx.ty(ty) {
            Ty::Instance(def, args) => {
                let pairs = cx.pairs(def, args);
                Found {
                    candidates: methods::constructors(cx, def, &pairs),
                    external: def.file.is_std(),
                    unknown: false,
                }
            }
            Ty::Wrap(..) | Ty::External | Ty::Space(_) => Found { external: true, ..Found::default() },
            _ => Found { unknown: true, ..Found::default() },
        },
        Base::Type(ty) | Base::Value(ty) => methods::of_type(cx, ty, name),
    }
}

/// The class that a reference to a constructor makes.
fn class_of(cx: &mut Session<'_>, base: &Base) -> Answer {
    let Base::Type(ty) = *base else { return Answer::missing(Reason::UnknownReceiver) };
    match cx.ty(ty) {
        Ty::Instance(def, _) => Answer::def(def, Rule::Constructor),
        Ty::Wrap(..) | Ty::External | Ty::Space(_) => Answer::external(Rule::ExternalMember),
        _ => Answer::missing(Reason::UnknownReceiver),
    }
}

/// The method that takes what the interface's method takes; of a type also with the receiver first.
fn choose(cx: &mut Session<'_>, base: &Base, found: &Found, params: &[TyId]) -> Answer {
    let (statics, others): (Vec<Candidate>, Vec<Candidate>) =
        found.candidates.iter().cloned().partition(|candidate| {
            let unit = cx.unit(candidate.def.file);
            lambdas::is_static(&unit, candidate.def.def)
                || unit.def(candidate.def.def).kind == DefKind::Constructor
        });
    let closed = |candidates| Found { candidates, external: false, unknown: false };
    match base {
        Base::Value(_) => {
            let all = found.candidates.clone();
            overloads::choose_by_types(cx, &closed(all), params)
        }
        Base::Type(_) => {
            let first = overloads::choose_by_types(cx, &closed(statics), params);
            match (first.is_missing(), params.split_first()) {
                (true, Some((_, rest))) => overloads::choose_by_types(cx, &closed(others), rest),
                _ => first,
            }
        }
    }
}

/// Whether a reference can stand for a method that takes and gives this.
pub(super) fn fits(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, signature: &Signature) -> Fit {
    let Expr::Member { base: before, site, .. } = unit.expr(expr) else { return Fit::Maybe };
    let base = base(cx, unit, before, site);
    let name = unit.site_name(site).to_owned();
    let found = candidates(cx, &base, &name);
    let count = signature.params.len();
    if found.candidates.is_empty() {
        let makes_array =
            matches!(base, Base::Type(ty) if name == "new" && matches!(cx.ty(ty), Ty::Wrap(..)));
        return if makes_array && count != 1 { Fit::No } else { Fit::Maybe };
    }
    let mut fit = Fit::No;
    for candidate in &found.candidates {
        let owner = cx.unit(candidate.def.file);
        let params = overloads::parameters(cx, candidate);
        let is_bound = matches!(base, Base::Value(_))
            || lambdas::is_static(&owner, candidate.def.def)
            || owner.def(candidate.def.def).kind == DefKind::Constructor;
        let wanted = if is_bound { Some(count) } else { count.checked_sub(1) };
        let takes = wanted.is_some_and(|wanted| params.types.len() == wanted || params.variadic);
        let result = cx.return_type(candidate.def);
        let gives = lambdas::is_void_type(cx, signature.result) || !lambdas::is_void_type(cx, result);
        if takes && gives {
            fit = Fit::Yes;
        }
    }
    if fit == Fit::No && (found.external || found.unknown) { Fit::Maybe } else { fit }
}

/// As [`lambdas::more_specific`], for references to the only method of a name.
pub(super) fn more_specific(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    argument: ExprId,
    mine: TyId,
    theirs: TyId,
) -> Option<bool> {
    let Expr::Member { base: before, site, access: model::expr::Access::MethodRef } = unit.expr(argument)
    else {
        return None;
    };
    let mine = lambdas::signature(cx, mine)?;
    let theirs = lambdas::signature(cx, theirs)?;
    let base = base(cx, unit, before, site);
    let name = unit.site_name(site).to_owned();
    let found = candidates(cx, &base, &name);
    let [one] = &found.candidates[..] else { return None };
    let result = cx.return_type(one.def);
    Some(lambdas::result_more_specific(cx, &mine, &theirs, result))
}

/// What calling the method of a reference gives when it is given `params`.
pub(super) fn result(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, params: &[TyId]) -> TyId {
    let Expr::Member { base: before, site, .. } = unit.expr(expr) else { return TyId::UNKNOWN };
    let base = base(cx, unit, before, site);
    let name = unit.site_name(site).to_owned();
    if name == "new" {
        return match base {
            Base::Type(made) => made,
            Base::Value(_) => TyId::UNKNOWN,
        };
    }
    let found = candidates(cx, &base, &name);
    let chosen = match &found.candidates[..] {
        [one] => Answer::def(one.def, Rule::Member),
        _ => choose(cx, &base, &found, params),
    };
    let What::One(Entity::Def(method)) = chosen.what else { return TyId::UNKNOWN };
    let owner = cx.unit(method.file);
    let is_static = lambdas::is_static(&owner, method.def);
    let (receiver, rest) = match (&base, params.split_first()) {
        (Base::Type(ty), Some((first, rest))) if !is_static => (better(cx, *ty, *first), rest),
        (Base::Type(ty) | Base::Value(ty), _) => (*ty, params),
    };
    inference::result_for_types(cx, method, receiver, rest)
}

/// The receiver with type arguments when only one of two ways to know it has them.
fn better(cx: &mut Session<'_>, written: TyId, given: TyId) -> TyId {
    match (cx.ty(written), cx.ty(given)) {
        (Ty::Instance(_, args), Ty::Instance(..)) if args == resolve::TyList::EMPTY => given,
        _ => written,
    }
}

/// The type whose instances are the first argument of a reference to the only method of a name: what `Type::method`
/// says about the parameter before it.
pub(super) fn receiver_of(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId) -> Option<TyId> {
    let Expr::Member { base: before, site, .. } = unit.expr(expr) else { return None };
    let Base::Type(ty) = base(cx, unit, before, site) else { return None };
    let name = unit.site_name(site).to_owned();
    if name == "new" {
        return None;
    }
    let found = methods::of_type(cx, ty, &name);
    let bound = |def: DefRef, cx: &mut Session<'_>| {
        let unit = cx.unit(def.file);
        lambdas::is_static(&unit, def.def)
    };
    let unbound =
        !found.candidates.is_empty() && found.candidates.iter().all(|candidate| !bound(candidate.def, cx));
    unbound.then(|| match cx.ty(ty) {
        Ty::Instance(def, resolve::TyList::EMPTY) => resolve::Defaults::instance_of_itself(cx, def),
        _ => ty,
    })
}
