//! Calls: what they give, and which of several overloads they mean.

use std::sync::Arc;

use model::expr::Expr;
use model::facts::{Param, ParamKind};
use model::ids::{ExprId, ScopeId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Defaults, Entity, Policy, Session, Side, Ty, TyId, TyList, Unit, What};

use super::{locals, stubs, types, values};

/// What calling a value gives.
pub(super) fn call(cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
    cx.deeper(TyId::UNKNOWN, |cx| call_within(cx, callee, call))
}

fn call_within(cx: &mut Session<'_>, callee: TyId, site: &CallSite<'_>) -> TyId {
    match cx.ty(callee) {
        Ty::External => outside(cx, site),
        Ty::Function(def, pairs) => function(cx, def, pairs, site),
        Ty::Type(def, args) => construct(cx, def, args, site),
        Ty::Wrap(model::expr::Wrapper::ClassOf, inner) => inner,
        Ty::Callable(params, ret) => callable(cx, params, ret, site),
        Ty::Lambda(file, lambda) => cx.lambda_result(file, lambda),
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| call(cx, part, site)).collect();
            cx.types.union(&parts)
        }
        Ty::Instance(..) => {
            let member = cx.member_type(callee, "__call__", Side::Instance);
            if member == callee { TyId::UNKNOWN } else { call(cx, member, site) }
        }
        Ty::SelfOf(_) | Ty::Param(..) => {
            let upper = types::concrete(cx, callee);
            if upper == callee { TyId::UNKNOWN } else { call(cx, upper, site) }
        }
        _ => TyId::UNKNOWN,
    }
}

/// What something outside of the repository gives: of the outside, unless something of the repository goes in and may come
/// out.
fn outside(cx: &mut Session<'_>, site: &CallSite<'_>) -> TyId {
    const ENOUGH: usize = 4;
    for argument in site.args.iter().take(ENOUGH) {
        let given = cx.type_of(site.unit, argument.value, site.scope);
        match cx.ty(given) {
            Ty::Type(def, _) | Ty::Instance(def, _) | Ty::Function(def, _) if !def.file.is_std() => {
                return TyId::UNKNOWN;
            }
            Ty::SelfOf(_) => return TyId::UNKNOWN,
            _ => {}
        }
    }
    TyId::EXTERNAL
}

/// Calling a function type binds the type variables that its parameters mention.
fn callable(cx: &mut Session<'_>, params: TyList, ret: TyId, site: &CallSite<'_>) -> TyId {
    if !cx.types.is_open(ret) {
        return ret;
    }
    let params = cx.types.of(params).to_vec();
    let mut bound = Vec::new();
    for (param, argument) in params.iter().zip(&site.args) {
        let mut open = Vec::new();
        types::params_in(cx, *param, &mut open, 0);
        let given = cx.type_of(site.unit, argument.value, site.scope);
        cx.unify(*param, given, &open, &mut bound, 0);
    }
    cx.types.substitute(ret, &bound)
}

/// The overloads of the function that `def` is one of, else it alone.
pub(super) fn group(cx: &mut Session<'_>, def: DefRef) -> Vec<DefRef> {
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    let all: Vec<DefRef> = unit
        .bindings_in(facts.scope, facts.name)
        .filter_map(|id| unit.binding(id).def.map(|other| DefRef::new(def.file, other)))
        .collect();
    if all.len() < 2 {
        return vec![def];
    }
    let overloads: Vec<DefRef> = all.into_iter().filter(|def| values::is_overload(cx, *def)).collect();
    if overloads.is_empty() { vec![def] } else { overloads }
}

fn function(cx: &mut Session<'_>, def: DefRef, pairs: TyList, site: &CallSite<'_>) -> TyId {
    if let Some(library) = stubs::name_of(cx, def)
        && let Some(result) = special(cx, library, site)
    {
        return result;
    }
    let group = group(cx, def);
    let chosen = match group[..] {
        [one] => one,
        _ => {
            let answer = choose(cx, &group, site);
            cx.defs(answer).first().copied().unwrap_or(def)
        }
    };
    function_result(cx, chosen, pairs, site)
}

/// Functions of the library whose result is told by their arguments in a way of its own.
fn special(cx: &mut Session<'_>, library: (&str, &str), site: &CallSite<'_>) -> Option<TyId> {
    let argument = |at: usize| site.args.get(at).map(|argument| argument.value);
    match library {
        ("typing", "cast") => Some(types::from_expr(cx, site.unit, argument(0)?, site.scope)),
        ("builtins", "getattr") => {
            let Expr::Text(name) = site.unit.expr(argument(1)?) else { return None };
            let base = cx.type_of(site.unit, argument(0)?, site.scope);
            let name = site.unit.text(name).to_owned();
            Some(cx.member_type(base, &name, Side::Any))
        }
        ("typing", "NamedTuple" | "TypedDict") | ("collections", "namedtuple") => Some(TyId::EXTERNAL),
        ("typing", "NewType") => {
            let base = types::from_expr(cx, site.unit, argument(1)?, site.scope);
            Some(types::class_of(cx, base))
        }
        _ => None,
    }
}

/// The result of a function with its type variables told by the receiver and the arguments.
fn function_result(cx: &mut Session<'_>, def: DefRef, pairs: TyList, site: &CallSite<'_>) -> TyId {
    let result = cx.return_type(def);
    if !cx.types.is_open(result) {
        return result;
    }
    let mut subst = cx.types.of(pairs).to_vec();
    bind_receiver(cx, def, &mut subst);
    bind(cx, def, &mut subst, site);
    let result = cx.types.substitute(result, &subst);
    without_implicit(cx, def, result)
}

/// Parameters without annotation that a call does not tell are unknown.
fn without_implicit(cx: &mut Session<'_>, def: DefRef, result: TyId) -> TyId {
    if !cx.types.is_open(result) {
        return result;
    }
    let mut open = Vec::new();
    types::params_in(cx, result, &mut open, 0);
    let subst: Vec<TyId> = open
        .into_iter()
        .filter(|param| locals::is_implicit(cx, *param) && matches!(cx.ty(*param), Ty::Param(of, _) if of == def))
        .flat_map(|param| [param, TyId::UNKNOWN])
        .collect();
    cx.types.substitute(result, &subst)
}

/// `self: T` and `cls: type[T]`: the type variable is the receiver.
fn bind_receiver(cx: &mut Session<'_>, def: DefRef, subst: &mut Vec<TyId>) {
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    let Some(param) = unit.facts.params(facts.params).first().copied() else { return };
    let (ParamKind::Receiver, Some(ty), Some(scope)) = (param.kind, param.ty, facts.opens) else { return };
    let receiver = subst.chunks_exact(2).find(|pair| matches!(cx.ty(pair[0]), Ty::SelfOf(_))).map(|pair| pair[1]);
    let Some(receiver) = receiver else { return };
    let declared = cx.lower(&unit, ty, scope);
    match cx.ty(declared) {
        Ty::Param(..) => subst.extend([declared, receiver]),
        Ty::Wrap(_, inner) if matches!(cx.ty(inner), Ty::Param(..)) => subst.extend([inner, receiver]),
        _ => {}
    }
}

/// The parameters that arguments are given to.
fn plain_params(unit: &Unit, def: DefRef) -> Vec<(usize, Param)> {
    let params = unit.facts.params(unit.def(def.def).params).iter().copied().enumerate();
    params.filter(|(_, param)| param.kind != ParamKind::Receiver).collect()
}

/// The parameter that an argument goes to.
fn param_of<'p>(
    params: &'p [(usize, Param)],
    owner: &Unit,
    at: usize,
    name: Option<&str>,
) -> Option<&'p (usize, Param)> {
    match name {
        Some(name) => params
            .iter()
            .find(|(_, param)| param.kind != ParamKind::PositionalOnly && owner.text(param.name) == name)
            .or_else(|| params.iter().find(|(_, param)| param.kind == ParamKind::VariadicKeyword)),
        None => {
            let takes = |(_, param): &&(usize, Param)| {
                !matches!(param.kind, ParamKind::KeywordOnly | ParamKind::VariadicKeyword)
            };
            let variadic = || params.iter().find(|(_, param)| param.kind == ParamKind::Variadic);
            let plain = params.iter().filter(takes).nth(at).filter(|(_, param)| param.kind != ParamKind::Variadic);
            plain.or_else(variadic)
        }
    }
}

/// Adds to `subst` what the type variables of a function stand for in a call.
fn bind(cx: &mut Session<'_>, def: DefRef, subst: &mut Vec<TyId>, site: &CallSite<'_>) {
    let owner = cx.unit(def.file);
    let params = plain_params(&owner, def);
    let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
    let mut bound: Vec<TyId> = Vec::new();
    for (at, argument) in site.args.iter().enumerate() {
        let name = argument.name.map(|name| site.unit.text(name));
        let Some(&(index, param)) = param_of(&params, &owner, at, name).filter(|_| !argument.spread) else {
            continue;
        };
        let declared = match param.ty {
            Some(ty) => {
                let declared = cx.lower(&owner, ty, inner);
                cx.types.substitute(declared, subst)
            }
            None => locals::implicit(cx, def, index),
        };
        if !cx.types.is_open(declared) {
            continue;
        }
        let mut open = Vec::new();
        types::params_in(cx, declared, &mut open, 0);
        let given = cx.type_of(site.unit, argument.value, site.scope);
        unify(cx, declared, given, &open, &mut bound);
    }
    subst.extend(bound);
}

/// As the engine's, and class objects and callable classes fit function types.
fn unify(cx: &mut Session<'_>, pattern: TyId, given: TyId, open: &[TyId], bound: &mut Vec<TyId>) {
    match (cx.ty(pattern), cx.ty(given)) {
        (Ty::Callable(_, ret), Ty::Type(def, args)) => {
            let made = cx.id(Ty::Instance(def, args));
            cx.unify(ret, made, open, bound, 0);
        }
        (Ty::Wrap(model::expr::Wrapper::ClassOf, inner), Ty::Type(def, args)) => {
            let made = cx.id(Ty::Instance(def, args));
            cx.unify(inner, made, open, bound, 0);
        }
        (Ty::Callable(_, ret), Ty::Instance(..)) => {
            let member = cx.member_type(given, "__call__", Side::Instance);
            let result = result(cx, member);
            cx.unify(ret, result, open, bound, 0);
        }
        (Ty::Union(parts), _) => {
            for part in cx.types.of(parts).to_vec() {
                if part != given && !matches!(cx.ty(part), Ty::Union(_)) {
                    let given = if part == TyId::NULL { given } else { Defaults::without_null(cx, given) };
                    unify(cx, part, given, open, bound);
                }
            }
        }
        _ => cx.unify(pattern, given, open, bound, 0),
    }
}

/// What calling a value without looking at arguments gives: methods that the language calls.
pub(super) fn result(cx: &mut Session<'_>, callee: TyId) -> TyId {
    match cx.ty(callee) {
        Ty::External => TyId::EXTERNAL,
        Ty::Function(def, pairs) => {
            let group = group(cx, def);
            let def = group.first().copied().unwrap_or(def);
            let result = cx.return_type(def);
            let mut subst = cx.types.of(pairs).to_vec();
            bind_receiver(cx, def, &mut subst);
            let result = cx.types.substitute(result, &subst);
            without_implicit(cx, def, result)
        }
        Ty::Callable(_, ret) => ret,
        Ty::Type(def, args) => cx.id(Ty::Instance(def, args)),
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| result(cx, part)).collect();
            cx.types.union(&parts)
        }
        _ => TyId::UNKNOWN,
    }
}

/// What a decorator makes of a value: the result of calling it with that one argument.
pub(super) fn apply(cx: &mut Session<'_>, decorator: TyId, given: TyId) -> TyId {
    cx.deeper(TyId::UNKNOWN, |cx| match cx.ty(decorator) {
        Ty::External => TyId::EXTERNAL,
        Ty::Function(def, pairs) => {
            let group = group(cx, def);
            let chosen = group.iter().copied().find(|def| takes_function(cx, *def));
            apply_function(cx, chosen.unwrap_or(def), pairs, given)
        }
        Ty::Callable(params, ret) => {
            let mut bound = Vec::new();
            if let Some(&param) = cx.types.of(params).first() {
                let mut open = Vec::new();
                types::params_in(cx, param, &mut open, 0);
                unify(cx, param, given, &open, &mut bound);
            }
            cx.types.substitute(ret, &bound)
        }
        Ty::Type(def, args) => cx.id(Ty::Instance(def, args)),
        Ty::Instance(..) => {
            let member = cx.member_type(decorator, "__call__", Side::Instance);
            if matches!(cx.ty(member), Ty::Instance(..)) { TyId::UNKNOWN } else { apply(cx, member, given) }
        }
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let results: Vec<TyId> = parts.into_iter().map(|part| apply(cx, part, given)).collect();
            results.into_iter().find(|ty| !ty.is_unknown()).unwrap_or(TyId::UNKNOWN)
        }
        Ty::Lambda(file, lambda) => cx.lambda_result(file, lambda),
        _ => TyId::UNKNOWN,
    })
}

fn apply_function(cx: &mut Session<'_>, def: DefRef, pairs: TyList, given: TyId) -> TyId {
    let owner = cx.unit(def.file);
    let result = cx.return_type(def);
    let mut subst = cx.types.of(pairs).to_vec();
    if let Some(&(index, param)) = plain_params(&owner, def).first() {
        let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
        let declared = match param.ty {
            Some(ty) => cx.lower(&owner, ty, inner),
            None => locals::implicit(cx, def, index),
        };
        let mut open = Vec::new();
        types::params_in(cx, declared, &mut open, 0);
        let mut bound = Vec::new();
        unify(cx, declared, given, &open, &mut bound);
        subst.extend(bound);
    }
    let result = cx.types.substitute(result, &subst);
    without_implicit(cx, def, result)
}

/// Whether the first parameter of an overload may be a function.
fn takes_function(cx: &mut Session<'_>, def: DefRef) -> bool {
    let owner = cx.unit(def.file);
    let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
    let params = plain_params(&owner, def);
    let needed = params.iter().filter(|(_, param)| is_needed(param)).count();
    let Some((_, param)) = params.first() else { return false };
    let ty = param.ty.map_or(TyId::UNKNOWN, |ty| cx.lower(&owner, ty, inner));
    let fits = match cx.ty(ty) {
        Ty::Callable(..) | Ty::Param(..) | Ty::Unknown | Ty::External => true,
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().any(|part| matches!(cx.ty(part), Ty::Callable(..) | Ty::Param(..)))
        }
        _ => false,
    };
    fits && needed <= 1
}

fn is_needed(param: &Param) -> bool {
    param.default.is_none() && !matches!(param.kind, ParamKind::Variadic | ParamKind::VariadicKeyword)
}

/// What calling a class gives.
pub(super) fn construct(cx: &mut Session<'_>, def: DefRef, args: TyList, site: &CallSite<'_>) -> TyId {
    if let Some(library) = stubs::name_of(cx, def)
        && let Some(made) = construct_special(cx, library, site)
    {
        return made;
    }
    let made = cx.id(Ty::Instance(def, args));
    if args != TyList::EMPTY {
        return made;
    }
    let unit = cx.unit(def.file);
    let params = types::type_params(cx, &unit, def.def);
    if params.is_empty() {
        return made;
    }
    let own = cx.list(&params);
    let itself = cx.id(Ty::Instance(def, own));
    let mut subst = Vec::new();
    for name in ["__init__", "__new__"] {
        let member = cx.member_type(itself, name, Side::Instance);
        if let Ty::Function(constructor, pairs) = cx.ty(member) {
            subst.extend(cx.types.of(pairs).to_vec());
            let group = group(cx, constructor);
            let chosen = match group[..] {
                [one] => one,
                _ => {
                    let answer = choose(cx, &group, site);
                    cx.defs(answer).first().copied().unwrap_or(constructor)
                }
            };
            bind(cx, chosen, &mut subst, site);
        }
    }
    let args: Vec<TyId> = params
        .iter()
        .map(|param| {
            let found = subst.chunks_exact(2).filter(|pair| pair[0] == *param).map(|pair| pair[1]);
            found.filter(|ty| ty != param).last().unwrap_or(TyId::UNKNOWN)
        })
        .collect();
    let args = cx.list(&args);
    cx.id(Ty::Instance(def, args))
}

fn construct_special(cx: &mut Session<'_>, library: (&str, &str), site: &CallSite<'_>) -> Option<TyId> {
    let types: Vec<ExprId> = site.args.iter().map(|argument| argument.value).collect();
    match (library, &types[..]) {
        (("builtins", "type"), [value]) => {
            let ty = cx.type_of(site.unit, *value, site.scope);
            Some(types::class_of(cx, ty))
        }
        (("builtins", "super"), _) => Some(TyId::UNKNOWN),
        (("builtins", "zip"), _) => {
            let parts: Vec<TyId> = types
                .iter()
                .map(|value| {
                    let ty = cx.type_of(site.unit, *value, site.scope);
                    super::protocols::iterate(cx, ty, false)
                })
                .collect();
            let parts = cx.list(&parts);
            let item = cx.id(Ty::Tuple(parts));
            Some(stubs::built_in(cx, "zip", &[item]))
        }
        _ => None,
    }
}

/// Which overload a call means: the first whose parameters take the arguments, as type checkers choose.
pub(super) fn choose(cx: &mut Session<'_>, group: &[DefRef], site: &CallSite<'_>) -> Answer {
    let fitting: Vec<DefRef> = group.iter().copied().filter(|def| takes(cx, *def, site)).collect();
    let fitting = if fitting.is_empty() { group.to_vec() } else { fitting };
    let rated: Vec<(Fit, DefRef)> = fitting.iter().map(|def| (fit(cx, *def, site), *def)).collect();
    // One that is not known to fit stands in the way of all after it, but may be the one.
    let first = rated.iter().find(|(fit, _)| *fit != Fit::Not);
    match first {
        Some((Fit::Sure, def)) => Answer::def(*def, Rule::OverloadTypes),
        Some((_, def)) => {
            let left = rated.iter().filter(|(fit, _)| *fit != Fit::Not).count();
            if left == 1 {
                return Answer::def(*def, Rule::OverloadArity);
            }
            let entities: Vec<Entity> =
                rated.iter().filter(|(fit, _)| *fit != Fit::Not).map(|(_, def)| Entity::Def(*def)).collect();
            cx.candidates(&entities, Reason::Overloads, Rule::OverloadArity)
        }
        None => {
            let entities: Vec<Entity> = fitting.iter().map(|def| Entity::Def(*def)).collect();
            cx.candidates(&entities, Reason::Overloads, Rule::OverloadArity)
        }
    }
}

/// Whether a function takes the arguments of a call by number and names.
fn takes(cx: &mut Session<'_>, def: DefRef, site: &CallSite<'_>) -> bool {
    let owner = cx.unit(def.file);
    let params = plain_params(&owner, def);
    if site.args.iter().any(|argument| argument.spread) {
        return true;
    }
    let mut filled: Vec<usize> = Vec::new();
    for (at, argument) in site.args.iter().enumerate() {
        let name = argument.name.map(|name| site.unit.text(name));
        match param_of(&params, &owner, at, name) {
            Some((index, _)) => filled.push(*index),
            None => return false,
        }
    }
    params.iter().all(|(index, param)| !is_needed(param) || filled.contains(index))
}

/// How arguments fit parameters by their types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Sure,
    Perhaps,
    Not,
}

fn fit(cx: &mut Session<'_>, def: DefRef, site: &CallSite<'_>) -> Fit {
    let owner = cx.unit(def.file);
    let params = plain_params(&owner, def);
    let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
    let mut all = Fit::Sure;
    for (at, argument) in site.args.iter().enumerate() {
        let name = argument.name.map(|name| site.unit.text(name));
        let Some((_, param)) = param_of(&params, &owner, at, name) else { continue };
        let Some(ty) = param.ty else { continue };
        let to = cx.lower(&owner, ty, inner);
        let from = cx.type_of(site.unit, argument.value, site.scope);
        let fits = match site.unit.expr(argument.value) {
            Expr::Text(text) => fits_text(cx, site.unit.text(text), from, to),
            _ => fits(cx, from, to),
        };
        match fits {
            Some(true) => {}
            Some(false) => return Fit::Not,
            None => all = Fit::Perhaps,
        }
    }
    all
}

/// Whether a literal fits a parameter that may demand a text.
fn fits_text(cx: &mut Session<'_>, text: &str, from: TyId, to: TyId) -> Option<bool> {
    match cx.ty(to) {
        Ty::Text(file, name) => {
            let unit = cx.unit(file);
            Some(unit.text(name).trim_matches(['"', '\'']) == text)
        }
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let fits: Vec<Option<bool>> =
                parts.into_iter().map(|part| fits_text(cx, text, from, part)).collect();
            if fits.contains(&Some(true)) {
                return Some(true);
            }
            if fits.contains(&None) { None } else { Some(false) }
        }
        _ => fits(cx, from, to),
    }
}

/// Whether a value fits a parameter: `None` when that is not known.
pub(super) fn fits(cx: &mut Session<'_>, from: TyId, to: TyId) -> Option<bool> {
    if from == to {
        return Some(true);
    }
    match (cx.ty(from), cx.ty(to)) {
        (Ty::Unknown | Ty::External, _) | (_, Ty::Unknown | Ty::External) => None,
        (_, Ty::Union(list)) => {
            let parts = cx.types.of(list).to_vec();
            let fits: Vec<Option<bool>> = parts.into_iter().map(|part| self::fits(cx, from, part)).collect();
            if fits.contains(&Some(true)) {
                return Some(true);
            }
            if fits.contains(&None) { None } else { Some(false) }
        }
        (Ty::Union(list), _) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().map(|part| self::fits(cx, part, to)).find(|fit| *fit != Some(true)).unwrap_or(Some(true))
        }
        (_, Ty::Param(..)) => {
            let bounds = types::bounds(cx, to);
            if bounds.is_empty() {
                return Some(true);
            }
            let upper = cx.types.union(&bounds);
            self::fits(cx, from, upper)
        }
        (Ty::Null, _) => Some(false),
        (_, Ty::Null) => Some(false),
        (Ty::Function(..) | Ty::Lambda(..) | Ty::Callable(..) | Ty::Type(..), Ty::Callable(..)) => Some(true),
        (Ty::Function(..) | Ty::Lambda(..) | Ty::Callable(..), Ty::Instance(def, _)) => {
            if def.file.is_std() { Some(false) } else { None }
        }
        (Ty::Text(..), Ty::Text(..)) | (Ty::Instance(..), Ty::Text(..)) => Some(false),
        (Ty::Instance(..), Ty::Callable(..)) => {
            let member = cx.member(from, "__call__", Side::Instance);
            match member.what {
                What::Missing(Reason::NoSuchMember) => Some(false),
                What::One(Entity::Def(_)) => Some(true),
                // What can be called in the library is listed as such.
                What::External => match cx.ty(from) {
                    Ty::Instance(def, _) if def.file.is_std() => Some(false),
                    _ => None,
                },
                _ => None,
            }
        }
        (Ty::Type(a, _), Ty::Wrap(model::expr::Wrapper::ClassOf, inner)) => {
            let instance = cx.instance(a);
            self::fits(cx, instance, inner)
        }
        (Ty::Type(a, _), Ty::Type(b, _)) | (Ty::Instance(a, _), Ty::Instance(b, _)) => related(cx, a, b),
        (Ty::Tuple(_) | Ty::Text(..), Ty::Instance(b, _)) => {
            let shown = cx.ty(from);
            match stubs::as_instance(cx, shown).map(|ty| cx.ty(ty)) {
                Some(Ty::Instance(a, _)) => related(cx, a, b),
                _ => None,
            }
        }
        (Ty::SelfOf(a), Ty::Instance(b, _)) => related(cx, a, b),
        (Ty::Type(..), Ty::Instance(b, _)) => {
            let is_type = matches!(stubs::name_of(cx, b), Some(("builtins", "type" | "object")));
            Some(is_type)
        }
        (Ty::Instance(..), Ty::Type(..) | Ty::Wrap(..)) => Some(false),
        _ => None,
    }
}

/// Whether a class is another or stands below it; numbers are promoted.
fn related(cx: &mut Session<'_>, a: DefRef, b: DefRef) -> Option<bool> {
    let bases = cx.bases(a);
    if bases.order.iter().any(|base| base.def == b) {
        return Some(true);
    }
    match (stubs::name_of(cx, a), stubs::name_of(cx, b)) {
        (_, Some(("builtins", "object"))) => return Some(true),
        (Some(("builtins", "int" | "bool")), Some(("builtins", "float" | "complex"))) => return Some(true),
        (Some(("builtins", _)), Some(("builtins", _))) => return Some(false),
        _ => {}
    }
    let target = cx.unit(b.file);
    let is_protocol = target.facts.supers(target.def(b.def).supers).iter().any(|above| {
        matches!(target.ty(above.ty), model::expr::TypeExpr::Name(site) if target.site_name(site) == "Protocol")
    });
    if is_protocol || bases.unknown || bases.external && !a.file.is_std() { None } else { Some(false) }
}

// ---- super ------------------------------------------------------------------------------------------------------

/// The class whose bases `super()` looks through, when an expression is a call of it.
pub(super) fn super_class(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> Option<DefRef> {
    let Expr::Call { callee, args } = unit.expr(expr) else { return None };
    let Expr::Name(site) = unit.expr(callee) else { return None };
    if unit.site_name(site) != "super" {
        return None;
    }
    let answer = cx.denote(unit, callee);
    let def = cx.first_def(answer)?;
    if !stubs::is(cx, def, "builtins", "super") {
        return None;
    }
    match unit.facts.list::<ExprId>(args).next() {
        Some(class) => {
            let ty = cx.type_of(unit, class, scope);
            match cx.ty(ty) {
                Ty::Type(def, _) => Some(def),
                _ => cx.enclosing_type(unit, scope),
            }
        }
        None => cx.enclosing_type(unit, scope),
    }
}

/// A member as `super()` of `class` finds it, with what the type parameters of its owner stand for.
pub(super) fn super_member(cx: &mut Session<'_>, class: DefRef, name: &str) -> (Answer, Vec<TyId>) {
    cx.ask_name(name);
    let bases = cx.bases(class);
    for base in bases.order.iter().skip(1) {
        let owner = cx.unit(base.def.file);
        let found = super::classes::own_members(cx, &owner, base.def.def, name);
        if found.is_empty() {
            continue;
        }
        let answer = cx.group(&found, Rule::InheritedMember, Reason::NoSuchMember);
        let mut pairs = cx.pairs(base.def, base.args);
        let of_base = cx.id(Ty::SelfOf(base.def));
        let own = cx.id(Ty::SelfOf(class));
        pairs.extend([of_base, own]);
        return (answer, pairs);
    }
    let answer = if bases.external && !bases.unknown {
        Answer::external(Rule::ExternalMember)
    } else if bases.unknown {
        Answer::missing(Reason::UnknownReceiver)
    } else if stubs::def("builtins", "object").is_some_and(|object| has_member(cx, object, name)) {
        Answer::external(Rule::ExternalMember)
    } else {
        Answer::missing(Reason::NoSuchMember)
    };
    (answer, Vec::new())
}

fn has_member(cx: &mut Session<'_>, class: DefRef, name: &str) -> bool {
    let owner = cx.unit(class.file);
    !super::POLICY.own_members(cx, &owner, class.def, name, Side::Any).is_empty()
}

/// Which of a group of functions and properties is the definition: the one that is no overload signature, the getter, the
/// last.
pub(super) fn principal(cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
    let getter = defs.iter().copied().find(|def| {
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        facts.kind == DefKind::Property && facts.modifiers.contains(model::kinds::Modifiers::GETTER)
    });
    let mut whole: Vec<DefRef> = Vec::new();
    for def in defs {
        if !values::is_overload(cx, *def) {
            whole.push(*def);
        }
    }
    let is_assigned = defs.iter().all(|def| {
        let unit = cx.unit(def.file);
        super::names::is_variable(unit.def(def.def).kind)
    });
    if is_assigned {
        return defs.first().copied();
    }
    getter.or(whole.last().copied()).or(defs.first().copied())
}
