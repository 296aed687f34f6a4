//! Overloads: which function of a set a call means, by the number of arguments, then by their types.

use model::facts::{Param, ParamKind};
use model::kinds::Modifiers;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Entity, Session, SpaceId, TyId};

use super::conversions::{self, Fit};
use super::signatures::{self, Signature};
use super::{homes, kinds};

/// One function with the places that declare it.
struct Candidate {
    places: Vec<DefRef>,
    key: (Option<SpaceId>, Signature),
}

/// The functions of a set, declarations of one function taken together.
fn functions(cx: &mut Session<'_>, group: &[DefRef]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for &def in group {
        let path = if def.file.is_std() { None } else { homes::path(cx, def).map(|path| path.text) };
        let key = (path, signatures::of(cx, def));
        let known = found.iter_mut().find(|candidate| candidate.key == key && path.is_some());
        match known {
            Some(candidate) => candidate.places.push(def),
            None => found.push(Candidate { places: vec![def], key }),
        }
    }
    found
}

/// The only function that the definitions of a set are places of.
pub(super) fn only(cx: &mut Session<'_>, group: &[DefRef]) -> Option<DefRef> {
    match &functions(cx, group)[..] {
        [one] => one.places.first().copied(),
        _ => None,
    }
}

/// Which function of a set a call means.
pub(super) fn choose(cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
    let all = functions(cx, group);
    if let [one] = &all[..] {
        return Answer::def(one.places[0], Rule::OverloadArity);
    }
    let fitting: Vec<&Candidate> = all.iter().filter(|candidate| takes(cx, candidate, call)).collect();
    match fitting[..] {
        [] => return several(cx, &all.iter().collect::<Vec<_>>()),
        [one] => return Answer::def(one.places[0], Rule::OverloadArity),
        _ => {}
    }
    by_types(cx, &fitting, call)
}

fn several(cx: &mut Session<'_>, candidates: &[&Candidate]) -> Answer {
    let entities: Vec<Entity> = candidates.iter().map(|candidate| Entity::Def(candidate.places[0])).collect();
    cx.candidates(&entities, Reason::Overloads, Rule::OverloadArity)
}

fn by_types(cx: &mut Session<'_>, fitting: &[&Candidate], call: &CallSite<'_>) -> Answer {
    let given: Vec<TyId> =
        call.args.iter().map(|argument| cx.type_of(call.unit, argument.value, call.scope)).collect();
    let mut viable: Vec<(&Candidate, Vec<Fit>)> = Vec::new();
    for candidate in fitting {
        let fits = fits(cx, candidate.places[0], &given);
        if !fits.contains(&Fit::Never) {
            viable.push((candidate, fits));
        }
    }
    let mut best: Vec<&Candidate> = Vec::new();
    for (candidate, fits) in &viable {
        let is_worse =
            |(other, others): &(&Candidate, Vec<Fit>)| other.key != candidate.key && is_better(others, fits);
        if !viable.iter().any(is_worse) {
            best.push(candidate);
        }
    }
    let known = given.iter().any(|ty| !ty.is_unknown());
    if best.len() > 1 && known {
        // Of two that fit alike, the one that is no template.
        let plain: Vec<&Candidate> =
            best.iter().copied().filter(|candidate| !is_template(cx, candidate)).collect();
        if plain.len() == 1 && given.iter().all(|ty| !ty.is_unknown()) {
            best = plain;
        }
    }
    match best[..] {
        [one] => Answer::def(one.places[0], Rule::OverloadTypes),
        [] => several(cx, fitting),
        _ => several(cx, &best),
    }
}

/// Whether all of one function's conversions are as good as the other's and one is better.
fn is_better(left: &[Fit], right: &[Fit]) -> bool {
    let mut better = false;
    for (left, right) in left.iter().zip(right) {
        if *left == Fit::Unknown || *right == Fit::Unknown {
            continue;
        }
        if left < right {
            return false;
        }
        better |= left > right;
    }
    better
}

fn is_template(cx: &mut Session<'_>, candidate: &Candidate) -> bool {
    let def = candidate.places[0];
    let unit = cx.unit(def.file);
    !unit.def(def.def).type_params.is_empty()
}

fn fits(cx: &mut Session<'_>, def: DefRef, given: &[TyId]) -> Vec<Fit> {
    let owner = cx.unit(def.file);
    let facts = owner.def(def.def);
    let inner = facts.opens.unwrap_or(facts.scope);
    let params: Vec<Param> = plain(owner.facts.params(facts.params));
    let mut fits = Vec::with_capacity(given.len());
    for (at, from) in given.iter().enumerate() {
        let param = params.get(at).or(params.last().filter(|param| param.kind == ParamKind::Variadic));
        let Some(ty) = param.and_then(|param| param.ty) else {
            fits.push(Fit::Ellipsis);
            continue;
        };
        let to = cx.lower(&owner, ty, inner);
        fits.push(conversions::fit(cx, *from, to));
    }
    fits
}

fn plain(params: &[Param]) -> Vec<Param> {
    params.iter().filter(|param| param.kind != ParamKind::Receiver).copied().collect()
}

/// Whether a function takes as many arguments as a call gives; any of its places may have the default values.
fn takes(cx: &mut Session<'_>, candidate: &Candidate, call: &CallSite<'_>) -> bool {
    let given = call.args.len();
    if call.args.iter().any(|argument| argument.spread) {
        return true;
    }
    candidate.places.iter().any(|def| {
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        if !kinds::is_function(facts.kind) {
            return true;
        }
        let params = unit.facts.params(facts.params);
        let is_rest = |param: &Param| param.kind == ParamKind::Variadic;
        let needed = params.iter().filter(|param| param.default.is_none() && !is_rest(param)).count();
        let open = params.iter().any(is_rest) || facts.modifiers.contains(Modifiers::VARIADIC);
        needed <= given && (open || given <= params.len())
    })
}
