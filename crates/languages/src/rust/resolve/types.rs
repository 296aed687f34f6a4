//! Types as written, parameters and bounds.
//!
//! A trait has its associated types as further parameters, so that `Iterator<Item = T>` is an instance with one argument:
//! the parameter is the type `Self::Item`.

use std::sync::Arc;

use model::expr::{Combination, TypeExpr};
use model::facts::List;
use model::ids::{DefId, ScopeId, TypeId};
use model::kinds::DefKind;
use resolve::{Answer, DefRef, Defaults, Entity, Session, Ty, TyId, TyList, Unit, What};

use super::{assoc, library};

/// Every kind of type expression.
pub(super) fn lower(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
    match unit.ty(ty) {
        TypeExpr::SelfType => self_type(cx, unit, scope),
        TypeExpr::Name(_) => {
            let answer = cx.denote_type(unit, ty);
            named(cx, unit, answer, "", List::EMPTY, scope)
        }
        TypeExpr::Member { base, site } => {
            if let Some(of) = qualifier(cx, unit, base, scope) {
                let name = cx.space(unit.site_name(site));
                let projected = cx.id(Ty::Assoc(of, name));
                return assoc::normal(cx, projected);
            }
            let answer = cx.denote_type(unit, ty);
            named(cx, unit, answer, "", List::EMPTY, scope)
        }
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
        if let TypeExpr::Assoc(site, value) = unit.ty(ty) {
            let value = cx.lower(unit, value, scope);
            named.push((unit.site_name(site).to_owned(), value));
        } else {
            let arg = cx.lower(unit, ty, scope);
            args.push(arg);
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
            // One of a trait above cannot be kept with the trait's own.
            if let Some(at) = associated.iter().position(|id| owner.def_name(*id) == name) {
                args[params.len() + at] = value;
            }
        }
    }
    cx.list(&args)
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

/// Whether a definition is a trait.
pub(super) fn is_trait(cx: &mut Session<'_>, def: DefRef) -> bool {
    cx.kind(def) == DefKind::Trait
}

/// The name of a primitive type.
pub(super) fn primitive_name(cx: &mut Session<'_>, ty: TyId) -> Option<&'static str> {
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
