//! Functions of one name in several blocks: which of them a call means.

use model::expr::{TypeExpr, Wrapper};
use model::facts::ParamKind;
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Defaults, Entity, Session, What};

use super::calls::{Call, is_method_call};
use super::unify::{Fit, Matcher};
use super::{impls, modules, names, traits, types};

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
    let members = traits::in_scope(cx, site.unit, site.scope, group);
    let members = if members.is_empty() { group.to_vec() } else { members };
    let spelled_receiver = site.callee.is_none_or(|callee| !is_method_call(site.unit, callee));
    if let Some(one) = first_probed(cx, &members, site, spelled_receiver) {
        return Answer::def(one, Rule::Member);
    }
    let call = Call {
        unit: site.unit,
        args: site.args.iter().map(|argument| argument.value).collect(),
        scope: site.scope,
        spelled_receiver,
    };
    if let [one] = members[..] {
        let rule = if is_of_trait(cx, one) { Rule::TraitMember } else { Rule::Member };
        return Answer::def(one, rule);
    }
    if let Some(one) = choose_by_types(cx, &members, &call) {
        return Answer::def(one, Rule::OverloadTypes);
    }
    let entities: Vec<Entity> = members.iter().map(|def| Entity::Def(*def)).collect();
    cx.candidates(&entities, Reason::Overloads, Rule::Member)
}

/// How a method takes the value that it is called on, in the order in which calls try it (The Rust Reference, "Method-call
/// expressions").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Receiver {
    /// `self`, or a type of its own.
    Value,
    /// `&self`
    Shared,
    /// `&mut self`
    Mutable,
}

/// How a function takes its receiver; `None` when it has none.
pub(super) fn receiver(cx: &mut Session<'_>, def: DefRef) -> Option<Receiver> {
    let unit = cx.unit(def.file);
    let first = unit.facts.params(unit.def(def.def).params).first()?;
    if first.kind != ParamKind::Receiver {
        return None;
    }
    Some(match first.ty.map(|ty| unit.ty(ty)) {
        Some(TypeExpr::Wrap(Wrapper::Reference, _)) => Receiver::Shared,
        Some(TypeExpr::Wrap(Wrapper::MutReference, _)) => Receiver::Mutable,
        _ => Receiver::Value,
    })
}

/// Whether a trait asks for a function.
fn is_of_trait(cx: &mut Session<'_>, def: DefRef) -> bool {
    cx.parent(def).is_some_and(|block| cx.kind(block) == DefKind::Trait || impls::has_trait(cx, block))
}

/// Of methods that a type has itself and others that traits give it, the one that a call tries first: private ones are
/// passed over where they cannot be seen, the way the receiver is taken comes next, and a type's own before a trait's.
/// `None` when all are of traits, or all the type's own.
fn first_probed(
    cx: &mut Session<'_>,
    members: &[DefRef],
    site: &CallSite<'_>,
    spelled_receiver: bool,
) -> Option<DefRef> {
    let ranked: Vec<(bool, DefRef)> = members.iter().map(|def| (is_of_trait(cx, *def), *def)).collect();
    if ranked.iter().all(|(of_trait, _)| *of_trait) || ranked.iter().all(|(of_trait, _)| !*of_trait) {
        return None;
    }
    let here = modules::around(site.unit, site.scope);
    let mut best: Option<((Option<Receiver>, bool), DefRef)> = None;
    let mut is_tie = false;
    for (of_trait, def) in ranked {
        if !of_trait && !names::can_see(cx, here, def) {
            continue;
        }
        let taken = if spelled_receiver { None } else { receiver(cx, def) };
        let rank = (taken, of_trait);
        match &best {
            Some((known, _)) if *known < rank => {}
            Some((known, _)) if *known == rank => is_tie = true,
            _ => (best, is_tie) = (Some((rank, def)), false),
        }
    }
    best.filter(|_| !is_tie).map(|(_, def)| def)
}

pub(super) fn choose_by_types(cx: &mut Session<'_>, group: &[DefRef], call: &Call<'_>) -> Option<DefRef> {
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
