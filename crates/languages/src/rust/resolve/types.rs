//! Types as written, parameters and bounds.
//!
//! A trait has its associated types as further parameters, so that `Iterator<Item = T>` is an instance with one argument:
//! the parameter is the type `Self::Item`.

use std::sync::Arc;

use model::expr::{Combination, TypeExpr, Wrapper};
use model::facts::List;
use model::ids::{DefId, ScopeId, TypeId};
use model::kinds::{DefKind, SuperKind};
use resolve::{Answer, DefRef, Defaults, Entity, Session, Ty, TyId, TyList, Unit, What};

use super::{assoc, calls, library};

/// Every kind of type expression.
pub(super) fn lower(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
    match unit.ty(ty) {
        TypeExpr::SelfType => self_type(cx, unit, scope),
        TypeExpr::Name(_) => {
            let answer = cx.denote_type(unit, ty);
            named(cx, unit, answer, "", List::EMPTY, scope)
        }
        TypeExpr::Member { base, site } => match qualifier(cx, unit, base, scope) {
            Some(of) => {
                let name = cx.space(unit.site_name(site));
                let projected = cx.id(Ty::Assoc(of, name));
                assoc::normal(cx, projected)
            }
            None => {
                let answer = cx.denote_type(unit, ty);
                named(cx, unit, answer, "", List::EMPTY, scope)
            }
        },
        TypeExpr::Apply { base, args } => {
            if let TypeExpr::Member { base: of, .. } = unit.ty(base)
                && qualifier(cx, unit, of, scope).is_some()
            {
                return cx.lower(unit, base, scope);
            }
            let answer = cx.denote_type(unit, base);
            let name = last_name(unit, base).unwrap_or_default().to_owned();
            named(cx, unit, answer, &name, args, scope)
        }
        TypeExpr::Combine(how, parts) if how != Combination::Tuple => bounded(cx, unit, parts, scope),
        TypeExpr::Literal(_) | TypeExpr::TypeOf(_) => TyId::UNKNOWN,
        TypeExpr::Builtin(name) => library::primitive(cx, unit.text(name)),
        _ => Defaults::lower(cx, unit, ty, scope),
    }
}

/// The type in front of `::` when what follows is an associated type.
fn qualifier(cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, scope: ScopeId) -> Option<TyId> {
    match unit.ty(base) {
        TypeExpr::SelfType => {
            let class = cx.enclosing_type(unit, scope)?;
            // `Self::Variant { … }` is a path to a variant.
            (cx.kind(class) != DefKind::Enum || class.file != unit.id).then(|| cx.lower(unit, base, scope))
        }
        TypeExpr::Projected(inner, _) => Some(cx.lower(unit, inner, scope)),
        TypeExpr::Member { base: of, .. } if qualifier(cx, unit, of, scope).is_some() => {
            Some(cx.lower(unit, base, scope))
        }
        TypeExpr::Name(_) | TypeExpr::Member { .. } => {
            let answer = cx.denote_type(unit, base);
            match answer.what {
                What::One(Entity::Binding(..)) => Some(cx.lower(unit, base, scope)),
                What::One(Entity::Def(def)) => match cx.kind(def) {
                    DefKind::Struct | DefKind::Union | DefKind::Trait => Some(cx.lower(unit, base, scope)),
                    _ => None,
                },
                _ => None,
            }
        }
        TypeExpr::Apply { .. } | TypeExpr::Wrap(..) | TypeExpr::Builtin(_) => {
            Some(cx.lower(unit, base, scope))
        }
        _ => None,
    }
}

/// `dyn A + B`, `impl A + B`: the traits that have members.
fn bounded(cx: &mut Session<'_>, unit: &Arc<Unit>, parts: List, scope: ScopeId) -> TyId {
    let parts = cx.lower_all(unit, parts, scope);
    let mut parts = cx.types.of(parts).to_vec();
    if parts.len() > 1 {
        parts.retain(|part| !part.is_unknown() && !is_auto(cx, *part));
    }
    match parts[..] {
        [] => TyId::UNKNOWN,
        [one] => one,
        _ => {
            let list = cx.list(&parts);
            cx.id(Ty::Intersection(list))
        }
    }
}

fn is_auto(cx: &mut Session<'_>, ty: TyId) -> bool {
    let Ty::Instance(def, _) = cx.ty(ty) else { return false };
    def.file.is_std() && {
        let unit = cx.unit(def.file);
        matches!(unit.def_name(def.def), "Send" | "Sync" | "Sized" | "Unpin" | "Copy")
    }
}

/// What `Self` is inside of a scope.
pub(super) fn self_type(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> TyId {
    let Some(class) = cx.enclosing_type(unit, scope) else { return TyId::UNKNOWN };
    let facts = *unit.def(class.def);
    match (facts.kind, facts.ty) {
        (DefKind::Impl, Some(ty)) => cx.lower(unit, ty, facts.opens.unwrap_or(facts.scope)),
        (DefKind::Impl, None) => TyId::UNKNOWN,
        (DefKind::Trait, _) => cx.id(Ty::SelfOf(class)),
        _ => Defaults::instance_of_itself(cx, class),
    }
}

/// The type that a name means with arguments as written.
fn named(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    answer: Answer,
    name: &str,
    args: List,
    scope: ScopeId,
) -> TyId {
    let defs = match answer.what {
        What::External => return outside(cx, unit, name, args, scope),
        What::One(Entity::Binding(file, binding)) => {
            let owner = cx.unit(file);
            let Some((def, index)) = owner.type_param(binding) else { return TyId::UNKNOWN };
            return cx.id(Ty::Param(DefRef::new(file, def), index));
        }
        What::One(Entity::Module(file)) => return cx.id(Ty::Module(file)),
        What::One(Entity::Space(space)) => return cx.id(Ty::Space(space)),
        _ => cx.defs(answer),
    };
    // Several are there when each is compiled under another condition.
    let mut found = Vec::with_capacity(1);
    for def in defs {
        let args = arguments(cx, unit, def, args, scope);
        found.push(of_definition(cx, def, args));
    }
    match found[..] {
        [] => TyId::UNKNOWN,
        [one] => one,
        _ => cx.types.union(&found),
    }
}

/// The type that a definition is, with arguments.
pub(super) fn of_definition(cx: &mut Session<'_>, def: DefRef, args: TyList) -> TyId {
    match cx.kind(def) {
        DefKind::TypeAlias => Defaults::type_of_definition(cx, def, args),
        DefKind::Struct if def.file.is_std() && cx.unit(def.file).def_name(def.def) == "prim_unit" => {
            TyId::NULL
        }
        DefKind::Struct | DefKind::Enum | DefKind::Union | DefKind::Trait | DefKind::EnumMember => {
            cx.id(Ty::Instance(def, args))
        }
        _ => TyId::UNKNOWN,
    }
}

/// A type from outside. Crates that have a type of errors of their own have a `Result<T>` with it.
fn outside(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str, args: List, scope: ScopeId) -> TyId {
    if name != "Result" || args.is_empty() {
        return TyId::EXTERNAL;
    }
    let args = cx.lower_all(unit, args, scope);
    let mut args = cx.types.of(args).to_vec();
    args.truncate(2);
    args.resize(2, TyId::EXTERNAL);
    library::instance(cx, "Result", &args)
}

/// Arguments in the order of the parameters: associated types by their names, defaults where nothing is written.
fn arguments(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefRef, written: List, scope: ScopeId) -> TyList {
    let owner = cx.unit(def.file);
    let facts = *owner.def(def.def);
    let params = owner.facts.type_params(facts.type_params).to_vec();
    let mut args: Vec<TyId> = Vec::new();
    let mut named: Vec<(String, TyId)> = Vec::new();
    for ty in unit.facts.list::<TypeId>(written) {
        match unit.ty(ty) {
            TypeExpr::Assoc(site, value) => {
                let value = cx.lower(unit, value, scope);
                named.push((unit.site_name(site).to_owned(), value));
            }
            _ => {
                let arg = cx.lower(unit, ty, scope);
                args.push(arg);
            }
        }
    }
    let inner = facts.opens.unwrap_or(facts.scope);
    for (at, param) in params.iter().enumerate().skip(args.len()) {
        let Some(default) = param.default else { break };
        if at > args.len() {
            break;
        }
        let default = cx.lower(&owner, default, inner);
        args.push(default);
    }
    if !named.is_empty() && facts.kind == DefKind::Trait {
        let associated = associated(&owner, def.def);
        args.resize(params.len() + associated.len(), TyId::UNKNOWN);
        for (name, value) in named {
            let at = associated.iter().position(|id| owner.def_name(*id) == name);
            if let Some(at) = at {
                args[params.len() + at] = value;
            } else {
                return above_argument(cx, &args, value);
            }
        }
    }
    cx.list(&args)
}

/// An associated type of a trait above cannot be kept with the trait's own arguments.
fn above_argument(cx: &mut Session<'_>, args: &[TyId], _value: TyId) -> TyList {
    cx.list(args)
}

/// The associated types of a trait, in order.
pub(super) fn associated(unit: &Unit, def: DefId) -> Vec<DefId> {
    unit.children(def).filter(|child| unit.def(*child).kind == DefKind::TypeAlias).collect()
}

/// The parameters of a definition; for a trait its associated types too.
pub(super) fn params(cx: &mut Session<'_>, def: DefRef) -> Vec<TyId> {
    let unit = cx.unit(def.file);
    let mut params = Defaults::type_params(cx, &unit, def.def);
    if unit.def(def.def).kind == DefKind::Trait {
        let this = cx.id(Ty::SelfOf(def));
        for associated in associated(&unit, def.def) {
            let name = cx.space(unit.def_name(associated));
            params.push(cx.id(Ty::Assoc(this, name)));
        }
    }
    params
}

/// Parameters of a definition and what they stand for, alternating; what is not known is left out.
pub(super) fn pairs(cx: &mut Session<'_>, def: DefRef, args: TyList) -> Vec<TyId> {
    let args = cx.types.of(args).to_vec();
    if args.is_empty() {
        return Vec::new();
    }
    let params = params(cx, def);
    let known = params.into_iter().zip(args).filter(|(_, arg)| !arg.is_unknown());
    known.flat_map(|(param, arg)| [param, arg]).collect()
}

/// The bounds of a type parameter as written.
pub(super) fn bounds(cx: &mut Session<'_>, param: TyId) -> Vec<TyId> {
    Defaults::bounds(cx, param)
}

/// The last names of the bounds of a type parameter, in the order of [`bounds`].
pub(super) fn names_of_bounds(cx: &mut Session<'_>, param: TyId) -> Vec<String> {
    let Ty::Param(def, index) = cx.ty(param) else { return Vec::new() };
    let unit = cx.unit(def.file);
    let params = unit.facts.type_params(unit.def(def.def).type_params);
    let Some(param) = params.get(usize::from(index)) else { return Vec::new() };
    let bounds = unit.facts.list::<TypeId>(param.bounds);
    bounds.map(|bound| last_name(&unit, bound).unwrap_or_default().to_owned()).collect()
}

/// The traits that a type is only known by, with everything above them: bounds of a parameter, a trait object's traits.
pub(super) fn bounds_of_type(cx: &mut Session<'_>, ty: TyId) -> Vec<TyId> {
    let direct = match cx.ty(ty) {
        Ty::Param(..) => bounds(cx, ty),
        Ty::SelfOf(def) => {
            let params = params(cx, def);
            let params = cx.list(&params);
            vec![cx.id(Ty::Instance(def, params))]
        }
        Ty::Instance(def, _) if is_trait(cx, def) => vec![ty],
        Ty::Intersection(list) => cx.types.of(list).to_vec(),
        Ty::Assoc(base, name) => {
            let name = cx.types.space_text(name).to_owned();
            cx.deeper(Vec::new(), |cx| bounds_of_associated(cx, base, &name))
        }
        _ => return Vec::new(),
    };
    let mut all = Vec::new();
    for bound in direct {
        with_supertraits(cx, bound, ty, &mut all);
    }
    all
}

fn with_supertraits(cx: &mut Session<'_>, bound: TyId, this: TyId, into: &mut Vec<TyId>) {
    const MOST: usize = 40;
    if into.contains(&bound) || into.len() >= MOST {
        return;
    }
    match cx.ty(bound) {
        Ty::Instance(def, args) if is_trait(cx, def) => {
            into.push(bound);
            let unit = cx.unit(def.file);
            if unit.def(def.def).supers.is_empty() {
                return;
            }
            let mut subst = pairs(cx, def, args);
            subst.extend([cx.id(Ty::SelfOf(def)), this]);
            for above in Defaults::supers(cx, &unit, def.def) {
                let above = cx.types.substitute(above, &subst);
                with_supertraits(cx, above, this, into);
            }
        }
        Ty::Intersection(list) => {
            for part in cx.types.of(list).to_vec() {
                with_supertraits(cx, part, this, into);
            }
        }
        Ty::External => into.push(bound),
        _ => {}
    }
}

/// What a trait demands of an associated type.
fn bounds_of_associated(cx: &mut Session<'_>, base: TyId, name: &str) -> Vec<TyId> {
    for bound in bounds_of_type(cx, base) {
        let Ty::Instance(def, args) = cx.ty(bound) else { continue };
        let unit = cx.unit(def.file);
        let Some(found) = associated(&unit, def.def).into_iter().find(|id| unit.def_name(*id) == name) else {
            continue;
        };
        let mut subst = pairs(cx, def, args);
        subst.extend([cx.id(Ty::SelfOf(def)), base]);
        let facts = *unit.def(found);
        let scope = facts.opens.unwrap_or(facts.scope);
        let supers: Vec<_> = unit.facts.supers(facts.supers).to_vec();
        let supers = supers.into_iter().filter(|above| above.kind != SuperKind::Implements);
        return supers
            .map(|above| {
                let above = cx.lower(&unit, above.ty, scope);
                cx.types.substitute(above, &subst)
            })
            .collect();
    }
    Vec::new()
}

/// Whether a definition is a trait.
pub(super) fn is_trait(cx: &mut Session<'_>, def: DefRef) -> bool {
    cx.kind(def) == DefKind::Trait
}

/// A trait as an `impl` block has it, with the associated types that the block gives.
pub(super) fn with_associated(cx: &mut Session<'_>, seen: TyId, block: DefRef, subst: &[TyId]) -> TyId {
    let Ty::Instance(def, args) = cx.ty(seen) else { return seen };
    let unit = cx.unit(def.file);
    let associated = associated(&unit, def.def);
    if associated.is_empty() {
        return seen;
    }
    let count = unit.facts.type_params(unit.def(def.def).type_params).len();
    let mut args = cx.types.of(args).to_vec();
    args.resize(count, TyId::UNKNOWN);
    for id in associated {
        let given = assoc::in_block(cx, block, unit.def_name(id), subst);
        args.push(given.unwrap_or(TyId::UNKNOWN));
    }
    let args = cx.list(&args);
    cx.id(Ty::Instance(def, args))
}

const CALLABLE: &[&str] = &["Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce"];

fn is_fn_trait(cx: &mut Session<'_>, def: DefRef) -> bool {
    def.file.is_std() && {
        let unit = cx.unit(def.file);
        CALLABLE.contains(&unit.def_name(def.def))
    }
}

/// Parameters and result of something that can be called.
pub(super) fn signature(cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
    match cx.ty(ty) {
        Ty::Callable(params, ret) => Some((params, ret)),
        Ty::Instance(def, args) => {
            let args = cx.types.of(args).to_vec();
            let first = *args.first()?;
            if is_fn_trait(cx, def) {
                return match cx.ty(first) {
                    Ty::Callable(params, ret) => Some((params, ret)),
                    _ => None,
                };
            }
            if def.file.is_std()
                && (library::is(def, "Box") || library::is(def, "Rc") || library::is(def, "Arc"))
            {
                return cx.deeper(None, |cx| signature(cx, first));
            }
            None
        }
        Ty::Param(..) | Ty::Intersection(_) | Ty::Assoc(..) => {
            let above = bounds_of_type(cx, ty);
            above.into_iter().find_map(|bound| match cx.ty(bound) {
                Ty::Instance(..) => signature(cx, bound),
                _ => None,
            })
        }
        Ty::Wrap(Wrapper::Reference | Wrapper::MutReference, inner) => {
            cx.deeper(None, |cx| signature(cx, inner))
        }
        _ => None,
    }
}

/// A function or closure seen as having one of the traits of callables.
pub(super) fn fn_trait(cx: &mut Session<'_>, ty: TyId, wanted: DefRef) -> Option<(TyId, TyId)> {
    if !matches!(cx.ty(ty), Ty::Lambda(..) | Ty::Function(..) | Ty::Callable(..) | Ty::Type(..))
        || !is_fn_trait(cx, wanted)
    {
        return None;
    }
    let callable = match cx.ty(ty) {
        Ty::Callable(..) => ty,
        _ => {
            let result = calls::result_of(cx, ty, TyId::UNKNOWN)?;
            cx.id(Ty::Callable(TyList::EMPTY, result))
        }
    };
    let args = cx.list(&[callable]);
    Some((callable, cx.id(Ty::Instance(wanted, args))))
}

/// The name of a primitive type.
pub(super) fn primitive_name<'u>(cx: &mut Session<'u>, ty: TyId) -> Option<&'static str> {
    let Ty::Instance(def, _) = cx.ty(ty) else { return None };
    if !def.file.is_std() {
        return None;
    }
    let unit = cx.unit(def.file);
    let name = unit.def_name(def.def).strip_prefix("prim_")?;
    library::PRIMITIVES.iter().chain(&["integer", "float"]).copied().find(|known| *known == name)
}

/// Whether a type has parts that are not known.
pub(super) fn is_vague(cx: &Session<'_>, ty: TyId) -> bool {
    match cx.ty(ty) {
        Ty::Unknown => true,
        Ty::Instance(def, list) if list == TyList::EMPTY => def.file.is_std() && library::is_generic(def),
        Ty::Instance(_, list) | Ty::Tuple(list) => cx.types.of(list).iter().any(|part| is_vague(cx, *part)),
        Ty::Wrap(_, inner) => is_vague(cx, inner),
        _ => false,
    }
}

/// Whether two types are of one definition.
pub(super) fn same_shape(cx: &Session<'_>, a: TyId, b: TyId) -> bool {
    match (cx.ty(a), cx.ty(b)) {
        (Ty::Instance(a, _), Ty::Instance(b, _)) => a == b,
        (Ty::Unknown, _) => true,
        _ => false,
    }
}

/// The last name written in a type expression.
pub(super) fn last_name(unit: &Unit, mut ty: TypeId) -> Option<&str> {
    loop {
        match unit.ty(ty) {
            TypeExpr::Name(site) | TypeExpr::Member { site, .. } => return Some(unit.site_name(site)),
            TypeExpr::Apply { base, .. } => ty = base,
            TypeExpr::Wrap(_, inner) => ty = inner,
            _ => return None,
        }
    }
}
