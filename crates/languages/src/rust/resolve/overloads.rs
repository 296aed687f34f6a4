//! Functions of one name in several blocks: which of them a call means.

use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Defaults, Entity, Session, What};

use super::calls::{Call, is_method_call};
use super::unify::{Fit, Matcher};
use super::{impls, traits, types};

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
    let call = Call {
        unit: site.unit,
        args: site.args.iter().map(|argument| argument.value).collect(),
        scope: site.scope,
        spelled_receiver: site.callee.is_none_or(|callee| !is_method_call(site.unit, callee)),
    };
    if let [one] = members[..] {
        return Answer::def(one, Rule::TraitMember);
    }
    if let Some(one) = choose_by_types(cx, &members, &call) {
        return Answer::def(one, Rule::OverloadTypes);
    }
    let entities: Vec<Entity> = members.iter().map(|def| Entity::Def(*def)).collect();
    cx.candidates(&entities, Reason::Overloads, Rule::Member)
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
