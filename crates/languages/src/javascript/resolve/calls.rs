//! Calls: signatures of values, overloads, and what type parameters stand for.

use model::facts::ParamKind;
use model::ids::{DefId, ScopeId};
use model::kinds::{DefKind, Modifiers};
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Defaults, Session, Side, Ty, TyId, TyList, Unit};

use super::{iteration, members};

/// A type that is looked up late, looked up: `T["k"]` when `T` is known.
pub(super) fn plain(cx: &mut Session<'_>, ty: TyId) -> TyId {
    let Ty::Assoc(base, key) = cx.ty(ty) else { return ty };
    let key = cx.types.space_text(key).to_owned();
    let base = cx.deeper(TyId::UNKNOWN, |cx| plain(cx, base));
    let found = cx.member_type(base, &key, Side::Any);
    if found.is_unknown() || found == ty {
        return TyId::UNKNOWN;
    }
    cx.deeper(TyId::UNKNOWN, |cx| plain(cx, found))
}

/// What calling a value gives.
pub(super) fn call(cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
    let callee = plain(cx, callee);
    let result = match cx.ty(callee) {
        Ty::Object(..) | Ty::Shape(..) => signature_result(cx, callee, members::CALL, call),
        Ty::Intersection(list) => {
            let parts = cx.types.of(list).to_vec();
            let mut results =
                parts.into_iter().map(|part| cx.deeper(TyId::UNKNOWN, |cx| self::call(cx, part, call)));
            results.find(|ty| !ty.is_unknown()).unwrap_or(TyId::UNKNOWN)
        }
        Ty::Function(def, _) if is_constructor_function(cx, def) => Defaults::call(cx, callee, call),
        _ => Defaults::call(cx, callee, call),
    };
    plain(cx, result)
}

fn signature_result(cx: &mut Session<'_>, ty: TyId, name: &str, call: &CallSite<'_>) -> TyId {
    let signature = cx.member_type(ty, name, Side::Any);
    match cx.ty(signature) {
        Ty::Function(def, pairs) => Defaults::call_function(cx, def, pairs, call),
        _ => TyId::UNKNOWN,
    }
}

fn is_constructor_function(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    unit.def(def.def).kind == DefKind::Function && members::has_added(cx, &unit, def.def)
}

/// What `new` makes of a value, without regard to arguments.
pub(super) fn constructed(cx: &mut Session<'_>, value: TyId) -> TyId {
    let value = plain(cx, value);
    match cx.ty(value) {
        Ty::Type(def, args) => cx.id(Ty::Instance(def, args)),
        Ty::Function(def, _) => cx.instance(def),
        Ty::External => TyId::EXTERNAL,
        Ty::Union(list) | Ty::Intersection(list) => {
            let parts = cx.types.of(list).to_vec();
            let made = parts.into_iter().map(|part| cx.deeper(TyId::UNKNOWN, |cx| constructed(cx, part)));
            let made: Vec<TyId> = made.filter(|ty| !ty.is_unknown()).collect();
            match cx.ty(value) {
                Ty::Intersection(_) if made.len() > 1 => {
                    let list = cx.list(&made);
                    cx.id(Ty::Intersection(list))
                }
                _ => cx.types.union(&made),
            }
        }
        Ty::Instance(..) | Ty::Object(..) | Ty::Shape(..) => {
            let signature = cx.member_type(value, members::CONSTRUCT, Side::Any);
            callable(cx, signature).map_or(TyId::UNKNOWN, |(_, ret)| ret)
        }
        Ty::Callable(_, ret) => ret,
        _ => TyId::UNKNOWN,
    }
}

/// What `new value(…)` gives.
pub(super) fn construct(cx: &mut Session<'_>, value: TyId, call: &CallSite<'_>) -> TyId {
    let value = plain(cx, value);
    match cx.ty(value) {
        Ty::Type(def, args) => Defaults::construct(cx, def, args, call),
        Ty::Instance(..) | Ty::Object(..) | Ty::Shape(..) => {
            let made = signature_result(cx, value, members::CONSTRUCT, call);
            plain(cx, made)
        }
        _ => constructed(cx, value),
    }
}

/// The parameters and result of anything that can be called.
pub(super) fn callable(cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
    let ty = plain(cx, ty);
    match cx.ty(ty) {
        Ty::Callable(params, ret) => Some((params, ret)),
        Ty::Function(def, pairs) => {
            let params = parameter_types(cx, def);
            let ret = cx.return_type(def);
            let pairs = cx.types.of(pairs).to_vec();
            let params = cx.types.substitute_list(params, &pairs, 0);
            Some((params, cx.types.substitute(ret, &pairs)))
        }
        Ty::Union(list) | Ty::Intersection(list) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().find_map(|part| cx.deeper(None, |cx| callable(cx, part)))
        }
        Ty::Instance(..) | Ty::Object(..) | Ty::Shape(..) => {
            let signature = cx.member_type(ty, members::CALL, Side::Any);
            match cx.ty(signature) {
                Ty::Function(..) => cx.deeper(None, |cx| callable(cx, signature)),
                _ => None,
            }
        }
        Ty::Param(..) => {
            let unit = cx.unit(cx.file());
            let bounds = cx.policy(&unit).bounds(cx, ty);
            bounds.into_iter().find_map(|bound| cx.deeper(None, |cx| callable(cx, bound)))
        }
        _ => None,
    }
}

/// The declared types of a function's parameters.
fn parameter_types(cx: &mut Session<'_>, def: DefRef) -> TyList {
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    let scope = facts.opens.unwrap_or(facts.scope);
    let params: Vec<_> = unit.facts.params(facts.params).to_vec();
    let mut types = Vec::with_capacity(params.len());
    for param in params.iter().filter(|param| param.kind != ParamKind::Receiver) {
        types.push(param.ty.map_or(TyId::UNKNOWN, |ty| cx.lower(&unit, ty, scope)));
    }
    cx.list(&types)
}

/// By the place of the call, then by what parameters default to.
pub(super) fn infer_more(
    cx: &mut Session<'_>,
    def: DefRef,
    open: &[TyId],
    known: &[TyId],
    call: &CallSite<'_>,
    bound: &mut Vec<TyId>,
) {
    let unit = cx.unit(def.file);
    let is_bound = |bound: &[TyId], param: TyId| bound.chunks_exact(2).any(|pair| pair[0] == param);
    if !open.iter().all(|param| is_bound(bound, *param))
        && let Some(expr) = call.callee.and_then(|callee| call.unit.call_of(callee))
    {
        let expected = cx.deeper(TyId::UNKNOWN, |cx| cx.expected(call.unit, expr, call.scope));
        if !expected.is_unknown() {
            let result = cx.return_type(def);
            let result = cx.types.substitute(result, known);
            cx.unify(result, expected, open, bound, 0);
        }
    }
    let facts = unit.def(def.def);
    let scope: ScopeId = facts.opens.unwrap_or(facts.scope);
    for (index, param) in unit.facts.type_params(facts.type_params).iter().enumerate() {
        let own = cx.id(Ty::Param(def, index as u16));
        if let Some(default) = param.default
            && open.contains(&own)
            && !is_bound(bound, own)
        {
            let default = cx.lower(&unit, default, scope);
            let value = cx.types.substitute(default, bound);
            if value != own {
                bound.extend([own, value]);
            }
        }
    }
}

/// Arrays face whatever is iterated, object types the members of what is given, promises what is awaited.
pub(super) fn facing(cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Vec<(TyId, TyId)> {
    let given = plain(cx, given);
    match (cx.ty(pattern), cx.ty(given)) {
        (Ty::Wrap(_, element), Ty::Instance(..) | Ty::Tuple(_) | Ty::Union(_)) => {
            vec![(element, iteration::iterate(cx, given, false))]
        }
        (Ty::Tuple(list), Ty::Wrap(_, element)) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().map(|part| (part, element)).collect()
        }
        (
            Ty::Shape(file, scope, _),
            Ty::Object(..) | Ty::Shape(..) | Ty::Instance(..) | Ty::Intersection(_),
        ) => {
            let unit = cx.unit(file);
            members_facing(cx, &unit, scope, pattern, given)
        }
        (Ty::Instance(def, _), Ty::Object(..) | Ty::Shape(..)) => {
            let unit = cx.unit(def.file);
            let facts = unit.def(def.def);
            match (facts.kind, facts.opens) {
                (DefKind::Interface, Some(scope)) => members_facing(cx, &unit, scope, pattern, given),
                _ => Vec::new(),
            }
        }
        (Ty::Intersection(list), _) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().map(|part| (part, given)).collect()
        }
        (_, Ty::Intersection(list)) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().map(|part| (pattern, part)).collect()
        }
        _ => Vec::new(),
    }
}

fn members_facing(
    cx: &mut Session<'_>,
    unit: &Unit,
    scope: ScopeId,
    pattern: TyId,
    given: TyId,
) -> Vec<(TyId, TyId)> {
    const MOST: usize = 24;
    let names: Vec<String> = unit
        .bindings_of(scope)
        .filter_map(|id| unit.binding(id).def)
        .map(|def: DefId| unit.def_name(def).to_owned())
        .take(MOST)
        .collect();
    let mut pairs = Vec::new();
    for name in names {
        let left = cx.member_type(pattern, &name, Side::Any);
        if name == members::INDEX {
            pairs.extend(values_facing(cx, left, given));
        } else if cx.types.is_open(left) {
            pairs.push((left, cx.member_type(given, &name, Side::Any)));
        }
    }
    pairs
}

/// An index signature faces every value of an object literal.
fn values_facing(cx: &mut Session<'_>, left: TyId, given: TyId) -> Vec<(TyId, TyId)> {
    const ENOUGH: usize = 4;
    let Ty::Object(file, scope) = cx.ty(given) else { return Vec::new() };
    let unit = cx.unit(file);
    let defs: Vec<DefId> =
        unit.bindings_of(scope).filter_map(|id| unit.binding(id).def).take(ENOUGH).collect();
    let types: Vec<TyId> = defs.into_iter().map(|def| cx.def_type(DefRef::new(file, def))).collect();
    vec![(left, cx.types.union(&types))]
}

/// The first signature that takes the arguments, as the language has it; declarations win over the body they describe.
pub(super) fn choose(cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
    let mut signatures = Vec::new();
    let mut bodies = Vec::new();
    for def in group {
        let unit = cx.unit(def.file);
        let is_declared = unit.def(def.def).modifiers.contains(Modifiers::DECLARATION);
        if is_declared { signatures.push(*def) } else { bodies.push(*def) }
    }
    let fitting = if signatures.is_empty() { &bodies } else { &signatures };
    for def in fitting {
        if takes(cx, *def, call) {
            return Answer::def(*def, Rule::OverloadArity);
        }
    }
    match fitting.first() {
        Some(first) => Answer::def(*first, Rule::OverloadArity),
        None => Answer::missing(Reason::Overloads),
    }
}

fn takes(cx: &mut Session<'_>, def: DefRef, call: &CallSite<'_>) -> bool {
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    let params: Vec<_> = unit
        .facts
        .params(facts.params)
        .iter()
        .filter(|param| param.kind != ParamKind::Receiver)
        .copied()
        .collect();
    let has_rest = params.last().is_some_and(|param| param.kind == ParamKind::Variadic);
    let needed =
        params.iter().filter(|param| param.kind == ParamKind::Plain && param.default.is_none()).count();
    let has_spread = call.args.iter().any(|argument| argument.spread);
    let given = call.args.len();
    if !has_spread && (given < needed || given > params.len() && !has_rest) {
        return false;
    }
    let scope = facts.opens.unwrap_or(facts.scope);
    for (argument, param) in call.args.iter().zip(&params) {
        let Some(ty) = param.ty.filter(|_| !argument.spread && param.kind != ParamKind::Variadic) else {
            continue;
        };
        let to = cx.lower(&unit, ty, scope);
        let from = cx.type_of(call.unit, argument.value, call.scope);
        if fits(cx, from, to) == Some(false) {
            return false;
        }
    }
    true
}

/// Whether a value of one type can stand where another is expected: only plain contradictions are told.
pub(super) fn fits(cx: &mut Session<'_>, from: TyId, to: TyId) -> Option<bool> {
    let (from, to) = (plain(cx, from), plain(cx, to));
    if from == to {
        return Some(true);
    }
    match (cx.ty(from), cx.ty(to)) {
        (Ty::Union(_), _) | (_, Ty::Intersection(_)) => None,
        (_, Ty::Union(list)) => {
            let parts = cx.types.of(list).to_vec();
            let fits: Vec<Option<bool>> =
                parts.into_iter().map(|part| cx.deeper(None, |cx| self::fits(cx, from, part))).collect();
            if fits.contains(&Some(true)) {
                Some(true)
            } else if fits.contains(&None) {
                None
            } else {
                Some(false)
            }
        }
        (Ty::Text(a, left), Ty::Text(b, right)) => {
            let left = cx.unit(a).text(left).to_owned();
            let right = cx.unit(b).text(right).to_owned();
            Some(super::keys::unquoted(&left) == super::keys::unquoted(&right))
        }
        (Ty::Text(..), Ty::Instance(..)) => {
            let shown = cx.ty(from);
            let wide = members::as_instance(cx, shown)?;
            fits(cx, wide, to)
        }
        (Ty::Lambda(..) | Ty::Function(..), Ty::Callable(..)) => Some(true),
        (Ty::Lambda(..) | Ty::Function(..), Ty::Instance(..) | Ty::Shape(..) | Ty::Object(..)) => {
            let takes_calls = callable(cx, to).is_some();
            let is_primitive = is_primitive(cx, to);
            if is_primitive { Some(false) } else { takes_calls.then_some(true) }
        }
        (Ty::Wrap(..) | Ty::Tuple(_) | Ty::Object(..), _) if is_primitive(cx, to) => Some(false),
        (_, Ty::Wrap(..) | Ty::Tuple(_) | Ty::Callable(..)) if is_primitive(cx, from) => Some(false),
        (Ty::Instance(a, _), Ty::Instance(b, _)) => {
            let bases = cx.bases(a);
            if bases.order.iter().any(|base| base.def == b) {
                return Some(true);
            }
            (is_primitive(cx, from) || is_primitive(cx, to)).then_some(false)
        }
        _ => None,
    }
}

/// Whether a type is that of strings, numbers, booleans, symbols.
fn is_primitive(cx: &mut Session<'_>, ty: TyId) -> bool {
    let Ty::Instance(def, _) = cx.ty(ty) else { return matches!(cx.ty(ty), Ty::Text(..)) };
    def.file.is_std() && {
        let unit = cx.unit(def.file);
        matches!(unit.def_name(def.def), "String" | "Number" | "Boolean" | "BigInt" | "Symbol")
    }
}
