//! Which of several methods a call means (JLS 15.12.2): by the number of arguments, by subtyping, with boxing, with a
//! variable number of arguments; then the most specific one.

use model::facts::{Param, ParamKind};
use model::ids::{DefId, ExprId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, Entity, Session, Ty, TyId, Unit};

use super::conversions::{Fit, erased, fits};
use super::lambdas;
use super::methods::{Candidate, Found};
use model::expr::Wrapper;

/// What a method takes.
#[derive(Clone, Debug)]
pub(super) struct Parameters {
    /// Types, that of a variable number of arguments being that of one of them.
    pub(super) types: Vec<TyId>,
    pub(super) variadic: bool,
}

impl Parameters {
    /// The type that argument `at` of `given` is for, when the last parameter takes `spread` arguments one by one.
    pub(super) fn at(&self, at: usize) -> Option<TyId> {
        let last = self.types.len().checked_sub(1)?;
        if at < last || !self.variadic { self.types.get(at).copied() } else { Some(self.types[last]) }
    }

    fn takes(&self, given: usize) -> bool {
        Arity { count: self.types.len(), variadic: self.variadic }.takes(given)
    }
}

/// How many arguments a method takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Arity {
    pub(super) count: usize,
    variadic: bool,
}

impl Arity {
    fn takes(self, given: usize) -> bool {
        if self.variadic { given + 1 >= self.count } else { given == self.count }
    }
}

/// How many arguments a method, constructor or record component's accessor takes. Types need not be known for it.
pub(super) fn arity(unit: &Unit, def: DefId) -> Arity {
    let mut arity = Arity { count: 0, variadic: false };
    for param in written_parameters(unit, def) {
        arity.count += 1;
        arity.variadic |= param.kind == ParamKind::Variadic;
    }
    arity
}

/// The parameters that arguments are given for.
pub(super) fn written_parameters(unit: &Unit, def: DefId) -> impl Iterator<Item = &Param> {
    let facts = unit.def(def);
    let is_callable = matches!(facts.kind, DefKind::Method | DefKind::Constructor | DefKind::Function);
    let all = if is_callable { unit.facts.params(facts.params) } else { &[] };
    all.iter().filter(|param| param.kind != ParamKind::Receiver)
}

/// The parameters of a method, constructor or record component's accessor, its class's type parameters replaced.
pub(super) fn parameters(cx: &mut Session<'_>, candidate: &Candidate) -> Parameters {
    let unit = cx.unit(candidate.def.file);
    let facts = unit.def(candidate.def.def);
    let scope = facts.opens.unwrap_or(facts.scope);
    let mut all = Parameters { types: Vec::new(), variadic: false };
    for param in written_parameters(&unit, candidate.def.def) {
        all.variadic |= param.kind == ParamKind::Variadic;
        let ty = param.ty.map_or(TyId::UNKNOWN, |ty| cx.lower(&unit, ty, scope));
        all.types.push(cx.types.substitute(ty, &candidate.pairs));
    }
    all
}

/// How an argument is passed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Strict,
    Loose,
    Variable,
}

/// A candidate that may be meant: the first phase in which it surely is applicable, and the first in which it may be.
struct Applicable<'a> {
    candidate: &'a Candidate,
    params: Parameters,
    surely: Option<Phase>,
    maybe: Phase,
}

impl Applicable<'_> {
    /// What it takes as argument `at` in the phase in which it applies.
    fn takes_at(&self, cx: &mut Session<'_>, at: usize) -> Option<TyId> {
        let spreads = self.surely.unwrap_or(self.maybe) == Phase::Variable;
        let is_rest = self.params.variadic && at + 1 == self.params.types.len();
        match (spreads, is_rest) {
            (true, _) => self.params.at(at),
            (false, true) => Some(cx.id(Ty::Wrap(Wrapper::Array, self.params.types[at]))),
            (false, false) => self.params.types.get(at).copied(),
        }
    }
}

/// The candidate that a call means.
pub(super) fn choose(cx: &mut Session<'_>, found: &Found, call: &CallSite<'_>) -> Answer {
    let args: Vec<ExprId> = call.args.iter().map(|argument| argument.value).collect();
    let mut by_arity: Vec<&Candidate> = Vec::new();
    for candidate in &found.candidates {
        let unit = cx.unit(candidate.def.file);
        if arity(&unit, candidate.def.def).takes(args.len()) {
            by_arity.push(candidate);
        }
    }
    match by_arity[..] {
        [] => return nothing(found),
        [one] if !found.external && !found.unknown => {
            let rule = if found.candidates.len() > 1 { Rule::OverloadArity } else { member_rule(one) };
            return Answer::def(one.def, rule);
        }
        _ => {}
    }
    let several = by_arity.len() > 1;
    let applicable = applicable(cx, by_arity, &args, call);
    match &applicable[..] {
        [] => nothing(found),
        [one] => {
            let rule = if several { Rule::OverloadTypes } else { member_rule(one.candidate) };
            Answer::def(one.candidate.def, rule)
        }
        _ => among(cx, &applicable, &args, call),
    }
}

fn member_rule(candidate: &Candidate) -> Rule {
    if candidate.inherited { Rule::InheritedMember } else { Rule::Member }
}

/// No candidate fits: the method is outside, or nobody knows.
fn nothing(found: &Found) -> Answer {
    if found.external && !found.unknown {
        Answer::external(Rule::ExternalMember)
    } else if found.unknown {
        Answer::missing(Reason::UnknownReceiver)
    } else {
        Answer::missing(Reason::NoSuchMember)
    }
}

fn applicable<'a>(
    cx: &mut Session<'_>,
    candidates: Vec<&'a Candidate>,
    args: &[ExprId],
    call: &CallSite<'_>,
) -> Vec<Applicable<'a>> {
    let types: Vec<TyId> =
        args.iter().map(|arg| lambdas::argument_type(cx, call.unit, *arg, call.scope)).collect();
    let mut all = Vec::new();
    for candidate in candidates {
        let params = parameters(cx, candidate);
        let mut surely = None;
        let mut maybe = None;
        for phase in [Phase::Strict, Phase::Loose, Phase::Variable] {
            match applies(cx, &params, &types, phase) {
                Fit::No => {}
                Fit::Maybe => maybe = maybe.or(Some(phase)),
                Fit::Yes => {
                    maybe = maybe.or(Some(phase));
                    surely = Some(phase);
                    break;
                }
            }
        }
        if let Some(maybe) = maybe {
            all.push(Applicable { candidate, params, surely, maybe });
        }
    }
    all
}

fn applies(cx: &mut Session<'_>, params: &Parameters, args: &[TyId], phase: Phase) -> Fit {
    let spreads = phase == Phase::Variable;
    let takes =
        if spreads { params.variadic && params.takes(args.len()) } else { args.len() == params.types.len() };
    if !takes {
        return Fit::No;
    }
    let mut worst = Fit::Yes;
    for (at, &arg) in args.iter().enumerate() {
        let Some(mut param) = params.at(at) else { return Fit::No };
        if params.variadic && !spreads && at + 1 == params.types.len() {
            param = cx.id(Ty::Wrap(Wrapper::Array, param));
        }
        worst = worst.min(fits(cx, arg, param, phase != Phase::Strict));
        if worst == Fit::No {
            break;
        }
    }
    worst
}

/// The most specific of those that apply in the earliest phase; all that may be meant when that is not known.
fn among(
    cx: &mut Session<'_>,
    applicable: &[Applicable<'_>],
    args: &[ExprId],
    call: &CallSite<'_>,
) -> Answer {
    let first = applicable.iter().filter_map(|it| it.surely).min();
    let is_open = |it: &&Applicable<'_>| it.surely.is_none() && first.is_none_or(|first| it.maybe <= first);
    let open: Vec<&Applicable<'_>> = applicable.iter().filter(is_open).collect();
    let sure: Vec<&Applicable<'_>> =
        applicable.iter().filter(|it| it.surely == first && first.is_some()).collect();
    let all: Vec<&Applicable<'_>> = sure.iter().chain(&open).copied().collect();
    if open.is_empty() || same_signatures(cx, &all) {
        let best = most_specific(cx, &all, args, call);
        if let [one] = best[..] {
            return Answer::def(one.candidate.def, Rule::OverloadTypes);
        }
    }
    let entities: Vec<Entity> = all.iter().map(|it| Entity::Def(it.candidate.def)).collect();
    cx.candidates(&entities, Reason::Overloads, Rule::OverloadTypes)
}

/// Whether all of several methods override one another.
fn same_signatures(cx: &mut Session<'_>, all: &[&Applicable<'_>]) -> bool {
    let Some((first, rest)) = all.split_first() else { return true };
    rest.iter().all(|it| same_signature(cx, &first.params, &it.params))
}

/// Whether two methods of one name take the same, type arguments erased.
pub(super) fn same_signature(cx: &mut Session<'_>, a: &Parameters, b: &Parameters) -> bool {
    let a_types: Vec<TyId> = a.types.iter().map(|ty| erased(cx, *ty)).collect();
    let b_types: Vec<TyId> = b.types.iter().map(|ty| erased(cx, *ty)).collect();
    a_types == b_types && a.variadic == b.variadic
}

/// Those of several that no other is more specific than; of methods that override one another only the first.
fn most_specific<'a>(
    cx: &mut Session<'_>,
    all: &[&'a Applicable<'a>],
    args: &[ExprId],
    call: &CallSite<'_>,
) -> Vec<&'a Applicable<'a>> {
    let mut best: Vec<&Applicable<'_>> = Vec::new();
    for (at, it) in all.iter().enumerate() {
        let beaten = all.iter().enumerate().any(|(other_at, other)| {
            at != other_at
                && more_specific(cx, other, it, args, call)
                && (other_at < at || !more_specific(cx, it, other, args, call))
        });
        if !beaten {
            best.push(it);
        }
    }
    best
}

fn more_specific(
    cx: &mut Session<'_>,
    it: &Applicable<'_>,
    other: &Applicable<'_>,
    args: &[ExprId],
    call: &CallSite<'_>,
) -> bool {
    let count = args.len().max(it.params.types.len()).max(other.params.types.len());
    (0..count).all(|at| match (it.takes_at(cx, at), other.takes_at(cx, at)) {
        (Some(mine), Some(theirs)) => {
            let argument = args.get(at);
            let by_value = argument.and_then(|arg| lambdas::more_specific(cx, call.unit, *arg, mine, theirs));
            by_value.unwrap_or_else(|| is_narrower(cx, mine, theirs))
        }
        _ => it.params.variadic == other.params.variadic,
    })
}

fn is_narrower(cx: &mut Session<'_>, mine: TyId, theirs: TyId) -> bool {
    let (mine, theirs) = (erased(cx, mine), erased(cx, theirs));
    fits(cx, mine, theirs, false) == Fit::Yes
}

/// The candidate that takes arguments of known types.
pub(super) fn choose_by_types(cx: &mut Session<'_>, found: &Found, types: &[TyId]) -> Answer {
    let mut best: Option<(Phase, Vec<Applicable<'_>>)> = None;
    for candidate in &found.candidates {
        let params = parameters(cx, candidate);
        for phase in [Phase::Strict, Phase::Loose, Phase::Variable] {
            let fit = applies(cx, &params, types, phase);
            if fit == Fit::No {
                continue;
            }
            let surely = (fit == Fit::Yes).then_some(phase);
            let it = Applicable { candidate, params, surely, maybe: phase };
            match &mut best {
                Some((known, all)) if *known == phase => all.push(it),
                Some((known, _)) if *known < phase => {}
                _ => best = Some((phase, vec![it])),
            }
            break;
        }
    }
    let Some((_, all)) = best else { return Answer::missing(Reason::NoSuchMember) };
    if let [one] = &all[..] {
        return Answer::def(one.candidate.def, Rule::OverloadTypes);
    }
    let same: Vec<&Applicable<'_>> = all.iter().collect();
    let all_sure = all.iter().all(|it| it.surely.is_some());
    let beats = |cx: &mut Session<'_>, it: &Applicable<'_>, other: &Applicable<'_>| {
        (0..types.len()).all(|at| match (it.takes_at(cx, at), other.takes_at(cx, at)) {
            (Some(mine), Some(theirs)) => is_narrower(cx, mine, theirs),
            _ => false,
        })
    };
    if all_sure || same_signatures(cx, &same) {
        for it in &all {
            if all.iter().all(|other| beats(cx, it, other)) {
                return Answer::def(it.candidate.def, Rule::OverloadTypes);
            }
        }
    }
    let entities: Vec<Entity> = all.iter().map(|it| Entity::Def(it.candidate.def)).collect();
    cx.candidates(&entities, Reason::Overloads, Rule::OverloadTypes)
}
