//! Items of traits named by path: `<T as Trait>::item`, `Trait::item`.

use std::sync::Arc;

use model::expr::{Expr, TypeExpr};
use model::facts::Anchor;
use model::ids::{ExprId, ScopeId, SiteId, TypeId};
use model::kinds::DefKind;
use model::outcome::Rule;
use resolve::{Answer, DefRef, Session, Ty, TyId, Unit};

use super::members::{self, Hit};
use super::unify::{Fit, Matcher};
use super::{assoc, bounds, impls, types, uses};

/// An item after `<T as Trait>::`: of the block that implements just this trait for the type, else the trait's own.
pub(super) fn viewed(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    of: TypeId,
    view: TypeId,
    scope: ScopeId,
    name: &str,
) -> Option<Hit> {
    let of = cx.lower(unit, of, scope);
    let view = cx.lower(unit, view, scope);
    if view == TyId::EXTERNAL {
        return Some(Hit { answer: Answer::external(Rule::ExternalMember), subst: resolve::TyList::EMPTY });
    }
    let Ty::Instance(def, args) = cx.ty(view) else { return None };
    cx.ask_name(name);
    let found = in_view(cx, of, view, name);
    if found.is_some() {
        return found;
    }
    let bounds = bounds::of_type(cx, view);
    let member = bounds.into_iter().find_map(|bound| match cx.ty(bound) {
        Ty::Instance(def, _) => impls::child(cx, def, name),
        _ => None,
    })?;
    let mut subst = types::pairs(cx, def, args);
    subst.extend([cx.id(Ty::SelfOf(def)), of]);
    Some(Hit { answer: Answer::def(member, Rule::TraitMember), subst: cx.list(&subst) })
}

/// The member of the blocks that implement just this trait, with its arguments, for a type.
fn in_view(cx: &mut Session<'_>, of: TyId, view: TyId, name: &str) -> Option<Hit> {
    let Ty::Instance(def, _) = cx.ty(view) else { return None };
    let mut found = Vec::new();
    for block in impls::of_type(cx, of).iter().copied() {
        if impls::child(cx, block, name).is_none() {
            continue;
        }
        let Some(implemented) = impls::trait_of(cx, block) else { continue };
        if !matches!(cx.ty(implemented), Ty::Instance(found, _) if found == def) {
            continue;
        }
        let Some(subst) = impls::matched(cx, block, of) else { continue };
        let seen = cx.types.substitute(implemented, &subst);
        if Matcher::new(&[]).fit(cx, seen, view) > Fit::No {
            found.push(impls::Found { block, subst });
        }
    }
    members::hit_of(cx, &found, name)
}

/// An item after `Trait::`: of the type that the call's first argument has, else the trait's own.
pub(super) fn trait_item(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    def: DefRef,
    args: resolve::TyList,
    site: SiteId,
    name: &str,
) -> Option<Hit> {
    cx.ask_name(name);
    let trait_type = cx.id(Ty::Instance(def, args));
    let bounds = bounds::of_type(cx, trait_type);
    let member = bounds.into_iter().find_map(|bound| match cx.ty(bound) {
        Ty::Instance(def, _) => impls::child(cx, def, name),
        _ => None,
    })?;
    let subst = types::pairs(cx, def, args);
    let declared = Hit { answer: Answer::def(member, Rule::QualifiedPath), subst: cx.list(&subst) };
    let Anchor::Expr(expr) = unit.site(site).anchor else { return Some(declared) };
    let receiver = unit.call_of(expr).and_then(|call| match unit.expr(call) {
        Expr::Call { args, .. } => unit.facts.list::<ExprId>(args).next(),
        _ => None,
    });
    let owner = cx.unit(member.file);
    let takes_self = owner.facts.params(owner.def(member.def).params).first();
    let takes_self = takes_self.is_some_and(|param| param.kind == model::facts::ParamKind::Receiver);
    let ty = match receiver.filter(|_| takes_self) {
        Some(receiver) => cx.type_of(unit, receiver, unit.site(site).scope),
        None => match demanded_self(cx, unit, expr, site, member) {
            Some(wanted) => {
                let found = members::item(cx, wanted, name);
                let is_it = found.is_some_and(|found| {
                    cx.first_def(found.answer).is_some_and(|found| of_this_trait(cx, found, def))
                });
                return if is_it { found } else { Some(declared) };
            }
            None => return Some(declared),
        },
    };
    for step in assoc::steps(cx, ty) {
        let viewed = if cx.types.of(args).is_empty() { None } else { in_view(cx, step, trait_type, name) };
        let found = viewed.or_else(|| members::method(cx, step, name));
        if let Some(found) = found
            && let Some(found_def) = cx.first_def(found.answer)
            && of_this_trait(cx, found_def, def)
        {
            return Some(found);
        }
    }
    Some(declared)
}

/// What `Self` is where a trait's function that returns it is called: what the call's place demands.
fn demanded_self(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    callee: ExprId,
    site: SiteId,
    member: DefRef,
) -> Option<TyId> {
    let owner = cx.unit(member.file);
    let returns_self = owner.def(member.def).ty.is_some_and(|ty| owner.ty(ty) == TypeExpr::SelfType);
    let call = unit.call_of(callee).filter(|_| returns_self)?;
    let wanted = uses::demanded(cx, unit, call, unit.site(site).scope);
    (!wanted.is_unknown() && !cx.types.is_open(wanted)).then_some(wanted)
}

/// Whether a member is a trait's own or one of its blocks'.
fn of_this_trait(cx: &mut Session<'_>, member: DefRef, wanted: DefRef) -> bool {
    let Some(parent) = cx.parent(member) else { return false };
    if parent == wanted {
        return true;
    }
    cx.kind(parent) == DefKind::Impl
        && impls::trait_of(cx, parent)
            .is_some_and(|ty| matches!(cx.ty(ty), Ty::Instance(def, _) if def == wanted))
}
