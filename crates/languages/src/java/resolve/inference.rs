//! What type parameters of methods and constructors stand for, by the arguments of a call (JLS 18, in one step).

use std::sync::Arc;

use model::expr::{Access, Expr, Wrapper};
use model::ids::ExprId;
use model::kinds::DefKind;
use resolve::{CallSite, DefRef, Session, Ty, TyId, TyList, Unit};

use super::conversions::{self, Fit};
use super::lambdas;
use super::methods::Candidate;
use super::overloads::{self, Parameters};
use super::references;
use super::stubs;

/// Deepest nesting of type arguments that is looked into.
const DEEPEST: u32 = 8;

/// Which arguments are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arguments {
    /// All.
    All,
    /// Those that can be typed before argument `.0` is, which is a lambda: its parameters are what is wanted.
    Before(usize),
}

/// A set of equations: `open` parameters and what they stand for (alternating).
struct Solution {
    open: Vec<TyId>,
    bound: Vec<TyId>,
    /// Parameters of calls given as arguments, which the parameters here tell.
    reverse: Vec<TyId>,
}

/// The type parameters of a call's target that are not known yet.
fn open_params(cx: &mut Session<'_>, candidate: &Candidate) -> Vec<TyId> {
    let unit = cx.unit(candidate.def.file);
    let policy = cx.policy(&unit);
    let mut all = policy.type_params(cx, &unit, candidate.def.def);
    let facts = *unit.def(candidate.def.def);
    if facts.kind == DefKind::Constructor
        && let Some(class) = facts.parent
    {
        all.extend(policy.type_params(cx, &unit, class));
    }
    all.retain(|param| candidate.pairs.chunks_exact(2).all(|pair| pair[0] != *param));
    all
}

/// What the type parameters of a call's target stand for, those of its class included (alternating).
pub(super) fn solve(
    cx: &mut Session<'_>,
    candidate: &Candidate,
    call: &CallSite<'_>,
    which: Arguments,
) -> Vec<TyId> {
    let mut pairs = candidate.pairs.clone();
    let open = open_params(cx, candidate);
    if open.is_empty() {
        return pairs;
    }
    if let Some(explicit) = explicit_arguments(cx, call) {
        let explicit = cx.types.of(explicit).to_vec();
        pairs.extend(open.iter().copied().zip(explicit).flat_map(|(param, arg)| [param, arg]));
        return pairs;
    }
    let params = overloads::parameters(cx, candidate);
    let mut solution = Solution { open, bound: Vec::new(), reverse: Vec::new() };
    for lambdas in [false, true] {
        for (at, argument) in call.args.iter().enumerate() {
            let expr = argument.value;
            if is_functional(call.unit, expr) != lambdas || !may_type(call.unit, expr, at, which) {
                continue;
            }
            if let Some(param) = parameter_for(cx, &params, at, call) {
                equate(cx, &mut solution, param, call, expr);
            }
        }
    }
    let Solution { mut bound, reverse, .. } = solution;
    if !reverse.is_empty() {
        for value in bound.iter_mut().skip(1).step_by(2) {
            *value = cx.types.substitute(*value, &reverse);
        }
    }
    pairs.extend(bound);
    pairs
}

/// The type arguments written before a method's name.
fn explicit_arguments(cx: &mut Session<'_>, call: &CallSite<'_>) -> Option<TyList> {
    let Expr::Apply { types, .. } = call.unit.expr(call.callee?) else { return None };
    Some(cx.lower_all(call.unit, types, call.scope))
}

fn is_functional(unit: &Unit, expr: ExprId) -> bool {
    matches!(unit.expr(expr), Expr::Lambda { .. } | Expr::Member { access: Access::MethodRef, .. })
}

fn may_type(unit: &Unit, expr: ExprId, at: usize, which: Arguments) -> bool {
    let Arguments::Before(wanted) = which else { return true };
    match unit.expr(expr) {
        Expr::Lambda { params, .. } => at != wanted && (at < wanted || lambdas::is_typed(unit, params)),
        _ => at != wanted,
    }
}

/// The type of the parameter for an argument; a variable number of arguments may come as one array.
pub(super) fn parameter_for(
    cx: &mut Session<'_>,
    params: &Parameters,
    at: usize,
    call: &CallSite<'_>,
) -> Option<TyId> {
    let param = params.at(at)?;
    let may_be_array =
        params.variadic && at + 1 == params.types.len() && call.args.len() == params.types.len();
    if may_be_array {
        let given = lambdas::argument_type(cx, call.unit, call.args[at].value, call.scope);
        if matches!(cx.ty(given), Ty::Wrap(Wrapper::Array, _)) && !matches!(cx.ty(param), Ty::Wrap(..)) {
            return Some(cx.id(Ty::Wrap(Wrapper::Array, param)));
        }
    }
    Some(param)
}

fn equate(cx: &mut Session<'_>, solution: &mut Solution, param: TyId, call: &CallSite<'_>, expr: ExprId) {
    if !cx.types.is_open(param) && !is_functional(call.unit, expr) {
        // A call given here may have parameters of its own, which nothing here needs.
        return;
    }
    match call.unit.expr(expr) {
        Expr::Lambda { scope, params } => {
            let Some(signature) = lambdas::signature(cx, param) else { return };
            for (at, written) in call.unit.facts.params(params).to_vec().iter().enumerate() {
                if let (Some(ty), Some(pattern)) = (written.ty, signature.params.get(at)) {
                    let given = cx.lower(call.unit, ty, scope);
                    unify(cx, solution, *pattern, given, 0);
                }
            }
            if cx.types.is_open(signature.result) {
                let given = lambdas::result(cx, call.unit, scope);
                unify(cx, solution, signature.result, given, 0);
            }
        }
        Expr::Member { access: Access::MethodRef, .. } => {
            reference(cx, solution, param, call.unit, expr);
        }
        _ => {
            let given = cx.type_of(call.unit, expr, call.scope);
            unify(cx, solution, param, given, 0);
        }
    }
}

fn reference(cx: &mut Session<'_>, solution: &mut Solution, param: TyId, unit: &Arc<Unit>, expr: ExprId) {
    let Some(signature) = lambdas::signature(cx, param) else { return };
    if let (Some(first), Some(receiver)) = (signature.params.first(), references::receiver_of(cx, unit, expr))
    {
        unify(cx, solution, *first, receiver, 0);
    }
    if !cx.types.is_open(signature.result) {
        return;
    }
    let bound = solution.bound.clone();
    let params: Vec<TyId> =
        signature.params.iter().map(|param| cx.types.substitute(*param, &bound)).collect();
    let result = references::result(cx, unit, expr, &params);
    unify(cx, solution, signature.result, result, 0);
}

/// Collects what open parameters in `pattern` stand for so that a value of type `given` fits it.
fn unify(cx: &mut Session<'_>, solution: &mut Solution, pattern: TyId, given: TyId, depth: u32) {
    if given.is_unknown() || given == TyId::NULL || depth > DEEPEST {
        return;
    }
    if solution.open.contains(&pattern) {
        bind(cx, solution, pattern, given);
        return;
    }
    if let Ty::Param(..) = cx.ty(given)
        && !cx.types.is_open(pattern)
        && !pattern.is_unknown()
    {
        solution.reverse.extend([given, pattern]);
        return;
    }
    match (cx.ty(pattern), cx.ty(given)) {
        (Ty::Instance(a, left), Ty::Instance(b, right)) => {
            let right = if a == b { Some(right) } else { cx.seen_as(b, right, a) };
            if let Some(right) = right {
                unify_lists(cx, solution, left, right, depth);
            }
        }
        (Ty::Wrap(a, left), Ty::Wrap(b, right)) if a == b => unify(cx, solution, left, right, depth + 1),
        (Ty::Instance(..), Ty::Param(def, _)) => {
            let unit = cx.unit(def.file);
            for bound in cx.policy(&unit).bounds(cx, given) {
                unify(cx, solution, pattern, bound, depth + 1);
            }
        }
        (Ty::Instance(..), Ty::Intersection(parts)) => {
            for part in cx.types.of(parts).to_vec() {
                unify(cx, solution, pattern, part, depth + 1);
            }
        }
        (Ty::Instance(..), Ty::Lambda(file, lambda)) => {
            let unit = cx.unit(file);
            if let Expr::Lambda { scope, .. } = unit.expr(lambda)
                && let Some(signature) = lambdas::signature(cx, pattern)
            {
                let result = cx.deeper(TyId::UNKNOWN, |cx| lambdas::result(cx, &unit, scope));
                unify(cx, solution, signature.result, result, depth + 1);
            }
        }
        _ => {}
    }
}

fn unify_lists(cx: &mut Session<'_>, solution: &mut Solution, left: TyList, right: TyList, depth: u32) {
    let left = cx.types.of(left).to_vec();
    let right = cx.types.of(right).to_vec();
    for (left, right) in left.into_iter().zip(right) {
        unify(cx, solution, left, right, depth + 1);
    }
}

fn bind(cx: &mut Session<'_>, solution: &mut Solution, param: TyId, given: TyId) {
    if lambdas::is_void_type(cx, given) || given == param || matches!(cx.ty(given), Ty::Lambda(..)) {
        return;
    }
    let given = stubs::boxed(cx, given);
    let known = solution.bound.chunks_exact(2).position(|pair| pair[0] == param);
    let Some(at) = known else {
        solution.bound.extend([param, given]);
        return;
    };
    let before = solution.bound[at * 2 + 1];
    if before != given && conversions::fits(cx, before, given, false) == Fit::Yes {
        solution.bound[at * 2 + 1] = given;
    } else if conversions::fits(cx, given, before, false) == Fit::No {
        solution.bound[at * 2 + 1] = conversions::common(cx, &[before, given]);
    }
}

/// Adds to `pairs` what parameters that are still open must be for `pattern` to be `wanted`.
pub(super) fn solve_result(
    cx: &mut Session<'_>,
    candidate: &Candidate,
    pairs: &mut Vec<TyId>,
    pattern: TyId,
    wanted: TyId,
) {
    let mut open = open_params(cx, candidate);
    open.retain(|param| pairs.chunks_exact(2).all(|pair| pair[0] != *param));
    let mut solution = Solution { open, bound: Vec::new(), reverse: Vec::new() };
    match (cx.ty(pattern), cx.ty(wanted)) {
        // The wanted type may be above the result's.
        (Ty::Instance(def, args), Ty::Instance(above, given)) if def != above => {
            if let Some(seen) = cx.seen_as(def, args, above) {
                unify_lists(cx, &mut solution, seen, given, 0);
            }
        }
        _ => unify(cx, &mut solution, pattern, wanted, 0),
    }
    pairs.extend(solution.bound);
}

/// The result of a method called with arguments of known types.
pub(super) fn result_for_types(cx: &mut Session<'_>, method: DefRef, receiver: TyId, args: &[TyId]) -> TyId {
    let owner = cx.parent(method);
    let pairs = owner.map_or(Vec::new(), |owner| super::members::pairs_of(cx, receiver, owner));
    let candidate = Candidate { def: method, pairs, inherited: false };
    let unit = cx.unit(method.file);
    let result = match unit.def(method.def).kind {
        DefKind::Method | DefKind::Constructor | DefKind::Function => cx.return_type(method),
        _ => cx.def_type(method),
    };
    let params = overloads::parameters(cx, &candidate);
    let open = open_params(cx, &candidate);
    let mut solution = Solution { open, bound: Vec::new(), reverse: Vec::new() };
    for (at, given) in args.iter().enumerate() {
        if let Some(pattern) = params.at(at) {
            unify(cx, &mut solution, pattern, *given, 0);
        }
    }
    let mut pairs = candidate.pairs;
    pairs.extend(solution.bound);
    cx.types.substitute(result, &pairs)
}
