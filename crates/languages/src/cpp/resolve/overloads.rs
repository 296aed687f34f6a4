//! Overloads: which function of a set a call means, by the number of arguments, then by their types.

use model::expr::Expr;
use model::facts::{Param, ParamKind};
use model::kinds::{Modifiers, ScopeKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Entity, Session, SpaceId, TyId, What};

use super::conversions::{self, Fit};
use super::references::{self, Reference, Value};
use super::signatures::{self, Signature};
use super::{constness, homes, kinds};

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
    let explicit = explicit_arguments(call);
    let mut fitting: Vec<&Candidate> = all.iter().filter(|candidate| takes(cx, candidate, call)).collect();
    if let Some(count) = explicit {
        fitting.retain(|candidate| takes_explicit(cx, candidate, count));
    }
    if call.args.iter().any(|argument| argument.spread) {
        // Any number of arguments goes where any number is taken.
        let open: Vec<&Candidate> =
            fitting.iter().copied().filter(|candidate| is_open(cx, candidate.places[0])).collect();
        if !open.is_empty() {
            fitting = open;
        }
    }
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

/// A candidate with how the arguments fit and, for each, the parameter's type.
struct Viable<'c> {
    candidate: &'c Candidate,
    fits: Vec<(Fit, TyId)>,
}

fn by_types(cx: &mut Session<'_>, fitting: &[&Candidate], call: &CallSite<'_>) -> Answer {
    let given: Vec<TyId> =
        call.args.iter().map(|argument| cx.type_of(call.unit, argument.value, call.scope)).collect();
    let values: Vec<Value> =
        call.args.iter().map(|argument| references::of_value(cx, call, argument.value)).collect();
    let mut viable: Vec<Viable<'_>> = Vec::new();
    for candidate in fitting {
        let fits = fits(cx, candidate.places[0], &given, &values);
        if fits.iter().all(|(fit, _)| *fit != Fit::Never) {
            viable.push(Viable { candidate, fits });
        }
    }
    if let [one] = &viable[..] {
        return Answer::def(one.candidate.places[0], Rule::OverloadTypes);
    }
    let ranks: Vec<Rank> = viable.iter().map(|viable| Rank::new(cx, viable.candidate, call)).collect();
    let is_best = |at: &usize| {
        let others = (0..viable.len()).filter(|other| other != at);
        others.into_iter().all(|other| {
            is_better(&viable[*at].fits, &viable[other].fits)
                || is_as_good(&viable[*at].fits, &viable[other].fits) && ranks[*at] > ranks[other]
        })
    };
    let best = (0..viable.len()).find(is_best);
    match best {
        Some(at) if !ranks[at].always => without_condition(cx, &viable, &ranks, at),
        Some(at) => Answer::def(viable[at].candidate.places[0], Rule::OverloadTypes),
        None if viable.is_empty() => several(cx, fitting),
        None => {
            let left: Vec<&Candidate> = viable.iter().map(|viable| viable.candidate).collect();
            let found = several(cx, &left);
            match found.what {
                // Which one it is depends on the instance of the template: all are meant.
                What::Candidates(set, _) if is_dependent(cx, call, &given) => {
                    Answer { what: What::Dispatch(set), ..found }
                }
                _ => found,
            }
        }
    }
}

/// Whether arguments are of types that only an instance of a template around tells.
fn is_dependent(cx: &mut Session<'_>, call: &CallSite<'_>, given: &[TyId]) -> bool {
    let unit = call.unit;
    let in_template =
        || unit.scopes_from(call.scope).any(|scope| unit.scope(scope).kind == ScopeKind::Template);
    given.iter().any(|ty| cx.types.is_open(*ty)) || given.iter().any(|ty| ty.is_unknown()) && in_template()
}

/// The best function may be there in some builds only; in the others it is the best of the rest.
fn without_condition(cx: &mut Session<'_>, viable: &[Viable<'_>], ranks: &[Rank], best: usize) -> Answer {
    let chosen = viable[best].candidate.places[0];
    let rest: Vec<usize> = (0..viable.len()).filter(|at| ranks[*at].always).collect();
    let next = rest.iter().copied().find(|at| {
        rest.iter().filter(|other| *other != at).all(|other| {
            is_better(&viable[*at].fits, &viable[*other].fits)
                || is_as_good(&viable[*at].fits, &viable[*other].fits) && ranks[*at] > ranks[*other]
        })
    });
    match next {
        Some(next) => {
            let both = [Entity::Def(chosen), Entity::Def(viable[next].candidate.places[0])];
            Answer { what: What::Dispatch(cx.set(&both)), rule: Rule::OverloadTypes }
        }
        None => Answer::def(chosen, Rule::OverloadTypes),
    }
}

/// What decides between functions that the arguments fit alike; greater is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::struct_excessive_bools, reason = "a list of rules, compared in order")]
struct Rank {
    /// Whether the object is as constant as the function takes it.
    object: bool,
    /// Whether it is no template.
    plain: bool,
    /// Whether it takes no pack of arguments.
    fixed: bool,
    /// Whether every build has it: were another as good where both are, the call would be wrong there.
    always: bool,
}

impl Rank {
    fn new(cx: &mut Session<'_>, candidate: &Candidate, call: &CallSite<'_>) -> Self {
        let def = candidate.places[0];
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        let constant = constness::of_object(cx, call);
        let params = unit.facts.params(facts.params);
        Self {
            object: constant.is_some_and(|constant| constant == candidate.key.1.constant),
            plain: facts.type_params.is_empty(),
            fixed: params.iter().all(|param| param.kind != ParamKind::Variadic),
            always: unit.facts.condition_at(facts.name_span.start).is_none(),
        }
    }
}

/// Whether no argument fits worse and one fits better.
fn is_better(left: &[(Fit, TyId)], right: &[(Fit, TyId)]) -> bool {
    is_as_good(left, right)
        && left.iter().zip(right).any(|(left, right)| right.0 != Fit::Unknown && left.0 > right.0)
}

/// Whether no argument fits worse. What is not known is as good only for a parameter of the same type.
fn is_as_good(left: &[(Fit, TyId)], right: &[(Fit, TyId)]) -> bool {
    left.iter().zip(right).all(|(left, right)| {
        if left.0 == Fit::Unknown || right.0 == Fit::Unknown {
            return left.1 == right.1 && !left.1.is_unknown();
        }
        left.0 >= right.0
    })
}

fn fits(cx: &mut Session<'_>, def: DefRef, given: &[TyId], values: &[Value]) -> Vec<(Fit, TyId)> {
    let owner = cx.unit(def.file);
    let facts = owner.def(def.def);
    let inner = facts.opens.unwrap_or(facts.scope);
    let params: Vec<Param> = plain(owner.facts.params(facts.params));
    let mut fits = Vec::with_capacity(given.len());
    for (at, from) in given.iter().enumerate() {
        let param = params.get(at).or(params.last().filter(|param| param.kind == ParamKind::Variadic));
        let Some(ty) = param.and_then(|param| param.ty) else {
            fits.push((Fit::Ellipsis, TyId::EXTERNAL));
            continue;
        };
        let to = cx.lower(&owner, ty, inner);
        let fit = conversions::fit(cx, *from, to);
        fits.push((bound(fit, values[at], references::of_param(&owner, facts, ty)), to));
    }
    fits
}

/// How a reference takes a value: one to constants second best, one that changes not what is constant or passes.
fn bound(fit: Fit, value: Value, param: Reference) -> Fit {
    if fit != Fit::Exact {
        return fit;
    }
    match (param, value.lasting, value.constant) {
        (Reference::Passing, Some(true), _)
        | (Reference::Changing, Some(false), _)
        | (Reference::Changing | Reference::ChangingPointer, _, Some(true)) => Fit::Never,
        (Reference::Constant, Some(false), _)
        | (Reference::Constant | Reference::ConstantPointer, _, Some(false)) => Fit::Near,
        _ => fit,
    }
}

fn plain(params: &[Param]) -> Vec<Param> {
    params.iter().filter(|param| param.kind != ParamKind::Receiver).copied().collect()
}

/// Whether a function takes as many arguments as a call gives; any of its places may have the default values.
fn takes(cx: &mut Session<'_>, candidate: &Candidate, call: &CallSite<'_>) -> bool {
    let given = call.args.len();
    let spread = call.args.iter().filter(|argument| argument.spread).count();
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
        if spread > 0 {
            return open || given - spread <= params.len();
        }
        needed <= given && (open || given <= params.len())
    })
}

/// How many template arguments a call gives.
fn explicit_arguments(call: &CallSite<'_>) -> Option<usize> {
    match call.unit.expr(call.callee?) {
        Expr::Apply { types, .. } => Some(types.len as usize),
        _ => None,
    }
}

/// Whether one of a function's places is a template with as many parameters, or with a pack of them.
fn takes_explicit(cx: &mut Session<'_>, candidate: &Candidate, count: usize) -> bool {
    candidate.places.iter().any(|def| {
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        let params = unit.facts.params(facts.params);
        let pack = params.iter().any(|param| param.kind == ParamKind::Variadic);
        let declared = facts.type_params.len as usize;
        declared > 0 && (pack || count <= declared)
    })
}

/// Whether a function takes any number of arguments.
fn is_open(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    let params = unit.facts.params(facts.params);
    params.iter().any(|param| param.kind == ParamKind::Variadic)
}
