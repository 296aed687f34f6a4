//! Calls: what they give.

use model::expr::Expr;
use model::facts::ParamKind;
use model::ids::ExprId;
use resolve::{CallSite, DefRef, Defaults, Session, Side, Ty, TyId, TyList};

use super::overloads::{choose, group, is_needed, param_of, plain_params};
use super::{locals, protocols, stubs, types};

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

fn function(cx: &mut Session<'_>, def: DefRef, pairs: TyList, site: &CallSite<'_>) -> TyId {
    if let Some(library) = stubs::name_of(def)
        && let Some(result) = special(cx, library, site)
    {
        return result;
    }
    if is_maker(cx, def)
        && let Some(class) = site.args.first()
    {
        let class = cx.type_of(site.unit, class.value, site.scope);
        return types::instance_of(cx, class);
    }
    let chosen = chosen(cx, def, site);
    function_result(cx, chosen, pairs, site)
}

/// Whether a function is the library's `__new__`: it makes an instance of the class that it is given.
fn is_maker(cx: &mut Session<'_>, def: DefRef) -> bool {
    def.file.is_std() && cx.unit(def.file).def_name(def.def) == "__new__"
}

/// The overload that a call means, when the function has any.
fn chosen(cx: &mut Session<'_>, def: DefRef, site: &CallSite<'_>) -> DefRef {
    let group = group(cx, def);
    if let [one] = group[..] {
        return one;
    }
    let answer = choose(cx, &group, site);
    cx.defs(answer).first().copied().unwrap_or(def)
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
        .filter(|param| {
            locals::is_implicit(cx, *param) && matches!(cx.ty(*param), Ty::Param(of, _) if of == def)
        })
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
    let receiver =
        subst.chunks_exact(2).find(|pair| matches!(cx.ty(pair[0]), Ty::SelfOf(_))).map(|pair| pair[1]);
    let Some(receiver) = receiver else { return };
    let declared = cx.lower(&unit, ty, scope);
    match cx.ty(declared) {
        Ty::Param(..) => subst.extend([declared, receiver]),
        Ty::Wrap(_, inner) if matches!(cx.ty(inner), Ty::Param(..)) => subst.extend([inner, receiver]),
        _ => {}
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
        (Ty::Wrap(model::expr::Wrapper::ClassOf, inner), Ty::Type(..) | Ty::Union(_)) => {
            let made = types::instance_of(cx, given);
            cx.unify(inner, made, open, bound, 0);
        }
        (Ty::Instance(_, args), Ty::Tuple(parts)) => {
            let parts = cx.types.of(parts).to_vec();
            let item = cx.types.union(&parts);
            if let Some(&element) = cx.types.of(args).first() {
                unify(cx, element, item, open, bound);
            }
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
        (Ty::Instance(protocol, args), Ty::Instance(class, given_args)) => {
            let inherits = cx.seen_as(class, given_args, protocol).is_some();
            let part = if inherits { None } else { protocol_part(cx, protocol, given) };
            match (part, cx.types.of(args).first().copied()) {
                (Some(part), Some(first)) => cx.unify(first, part, open, bound, 0),
                _ => cx.unify(pattern, given, open, bound, 0),
            }
        }
        _ => cx.unify(pattern, given, open, bound, 0),
    }
}

/// What a value that has the methods of a library protocol, without inheriting from it, fills its parameter with.
fn protocol_part(cx: &mut Session<'_>, protocol: DefRef, given: TyId) -> Option<TyId> {
    let part = match stubs::name_of(protocol)? {
        ("typing", "Iterable" | "Iterator" | "Collection") => protocols::iterate(cx, given, false),
        ("typing", "AsyncIterable" | "AsyncIterator") => protocols::iterate(cx, given, true),
        ("typing", "Awaitable") => protocols::awaited(cx, given),
        ("contextlib", "AbstractContextManager") => protocols::enter(cx, given, false),
        ("contextlib", "AbstractAsyncContextManager") => protocols::enter(cx, given, true),
        _ => return None,
    };
    (!part.is_unknown()).then_some(part)
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

/// What calling a class gives.
pub(super) fn construct(cx: &mut Session<'_>, def: DefRef, args: TyList, site: &CallSite<'_>) -> TyId {
    if let Some(library) = stubs::name_of(def)
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
            let chosen = chosen(cx, constructor, site);
            bind(cx, chosen, &mut subst, site);
        }
    }
    let args: Vec<TyId> = params
        .iter()
        .map(|param| {
            let found = subst.chunks_exact(2).filter(|pair| pair[0] == *param).map(|pair| pair[1]);
            found.rev().find(|ty| ty != param).unwrap_or(TyId::UNKNOWN)
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
                    protocols::iterate(cx, ty, false)
                })
                .collect();
            let parts = cx.list(&parts);
            let item = cx.id(Ty::Tuple(parts));
            Some(stubs::built_in(cx, "zip", &[item]))
        }
        _ => None,
    }
}
