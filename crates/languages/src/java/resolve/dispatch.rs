//! What may run in place of a called method: the methods that override it below the receiver's type.

use std::sync::Arc;

use model::expr::{Expr, SelfRef, TypeExpr, Wrapper};
use model::facts::Anchor;
use model::ids::{DefId, SiteId, TypeId};
use model::kinds::{DefKind, Modifiers, Role, Visibility};
use resolve::{Answer, DefRef, Entity, Session, SharedQuestion, Ty, TyId, TyList, Unit, What};

use super::members::{self, Space, own};
use super::methods::Candidate;
use super::overloads;

/// Adds overriders to the answer for a call.
pub(super) fn with_overrides(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    let What::One(Entity::Def(method)) = answer.what else { return answer };
    let facts = *unit.site(site);
    if method.file.is_std() || !matches!(facts.role, Role::Call | Role::Read) || !overridable(cx, method) {
        return answer;
    }
    let Some(receiver) = receiver(cx, unit, site, method) else { return answer };
    let overriders = overriders(cx, method, receiver);
    if overriders.is_empty() {
        return answer;
    }
    let all: Vec<Entity> =
        std::iter::once(&method).chain(overriders.iter()).copied().map(Entity::Def).collect();
    Answer { what: What::Dispatch(cx.set(&all)), ..answer }
}

fn overridable(cx: &mut Session<'_>, method: DefRef) -> bool {
    let unit = cx.unit(method.file);
    let facts = unit.def(method.def);
    let closed = |def: &model::facts::Def| def.modifiers.contains(Modifiers::FINAL);
    let parent = facts.parent.map(|parent| unit.def(parent));
    facts.kind == DefKind::Method
        && facts.visibility != Visibility::Private
        && !facts.modifiers.contains(Modifiers::STATIC)
        && !closed(facts)
        && parent.is_some_and(|parent| {
            !closed(parent)
                && !matches!(parent.kind, DefKind::Record | DefKind::Annotation | DefKind::EnumMember)
        })
}

/// The class whose instances a method is called on; `None` when it is known exactly, or nothing is.
fn receiver(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, method: DefRef) -> Option<DefRef> {
    let facts = *unit.site(site);
    let owner = cx.parent(method)?;
    let Anchor::Expr(expr) = facts.anchor else { return None };
    match unit.expr(expr) {
        Expr::Name(_) => {
            let around: Vec<DefRef> = members::classes_around(unit, facts.scope).collect();
            around.into_iter().find(|class| cx.bases(*class).order.iter().any(|base| base.def == owner))
        }
        Expr::Member { base, .. } => match unit.expr(base) {
            Expr::SelfRef(SelfRef::Super) | Expr::New { .. } => None,
            Expr::Cast(inner, _)
                if matches!(unit.expr(inner), Expr::SelfRef(SelfRef::Super) | Expr::New { .. }) =>
            {
                None
            }
            _ => {
                let ty = cx.type_of(unit, base, facts.scope);
                Some(class_of(cx, ty, owner))
            }
        },
        _ => None,
    }
}

/// The class that a receiver's type is; the method's own where several types are possible.
fn class_of(cx: &Session<'_>, ty: TyId, owner: DefRef) -> DefRef {
    match cx.ty(ty) {
        Ty::Instance(class, _) | Ty::Type(class, _) => class,
        _ => owner,
    }
}

/// The methods that override one below a class. They depend on nothing else, so all files share them.
fn overriders(cx: &mut Session<'_>, method: DefRef, receiver: DefRef) -> Arc<[DefRef]> {
    cx.shared(SharedQuestion { rank: 2, about: method, and: receiver }, |cx| {
        let unit = cx.unit(method.file);
        let name = unit.def_name(method.def);
        cx.ask_name(name);
        let declared = Candidate { def: method, pairs: Vec::new(), inherited: false };
        let declared = overloads::parameters(cx, &declared);
        let mut found = Vec::new();
        for class in below(cx, receiver) {
            let below = cx.unit(class.file);
            for def in own(&below, class.def, name, Space::Method) {
                let is_static = below.def(def.def).modifiers.contains(Modifiers::STATIC);
                if def != method
                    && !is_static
                    && looks_alike(&below, def.def, &unit, method.def)
                    && overrides(cx, def, class, method, &declared)
                {
                    found.push(def);
                }
            }
        }
        found
    })
}

/// Whether two methods may have one signature, as they are written: what classes are called differently, is different.
fn looks_alike(unit: &Unit, def: DefId, other_unit: &Unit, other: DefId) -> bool {
    let mut params = overloads::written_parameters(unit, def);
    let mut others = overloads::written_parameters(other_unit, other);
    loop {
        match (params.next(), others.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) => {
                let a = a.ty.and_then(|ty| written_class(unit, ty));
                let b = b.ty.and_then(|ty| written_class(other_unit, ty));
                if a.is_some() && b.is_some() && a != b {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// The last name of the class or primitive type that a type expression names and how often an array is made of it;
/// `None` where the name may stand for another type.
fn written_class(unit: &Unit, mut ty: TypeId) -> Option<(&str, u32)> {
    let mut arrays = 0;
    loop {
        match unit.ty(ty) {
            TypeExpr::Name(site) => {
                let name = unit.site(site).name;
                let is_param =
                    |binding| unit.binding(binding).kind == model::kinds::BindingKind::TypeParameter;
                return (!unit.bindings_named(name).any(is_param)).then(|| (unit.text(name), arrays));
            }
            TypeExpr::Member { site, .. } => return Some((unit.site_name(site), arrays)),
            TypeExpr::Builtin(name) => return Some((unit.text(name), arrays)),
            TypeExpr::Apply { base, .. } => ty = base,
            TypeExpr::Wrap(Wrapper::Array, inner) => {
                arrays += 1;
                ty = inner;
            }
            _ => return None,
        }
    }
}

/// Whether a method of a class below has the signature of another.
fn overrides(
    cx: &mut Session<'_>,
    def: DefRef,
    class: DefRef,
    method: DefRef,
    declared: &overloads::Parameters,
) -> bool {
    let candidate = Candidate { def, pairs: Vec::new(), inherited: false };
    let params = overloads::parameters(cx, &candidate);
    let seen = as_seen_below(cx, method, class, declared);
    overloads::same_signature(cx, &seen, &params)
        || overloads::same_signature(cx, declared, &params)
        || seen.types.len() == params.types.len() && has_unknown(&seen, &params)
}

fn has_unknown(a: &overloads::Parameters, b: &overloads::Parameters) -> bool {
    a.types.iter().chain(&b.types).any(|ty| ty.is_unknown())
}

/// The parameters of a method as a subtype inherits them.
fn as_seen_below(
    cx: &mut Session<'_>,
    method: DefRef,
    below: DefRef,
    params: &overloads::Parameters,
) -> overloads::Parameters {
    let Some(owner) = cx.parent(method) else { return params.clone() };
    let own = cx.id(Ty::Instance(below, TyList::EMPTY));
    let pairs = members::pairs_of(cx, own, owner);
    let types = params.types.iter().map(|ty| cx.types.substitute(*ty, &pairs)).collect();
    overloads::Parameters { types, variadic: params.variadic }
}

/// The types below a class, bodies of enum constants included.
fn below(cx: &mut Session<'_>, class: DefRef) -> Vec<DefRef> {
    let mut all: Vec<DefRef> = cx.subtypes(class).to_vec();
    let enums: Vec<DefRef> = std::iter::once(class).chain(all.iter().copied()).collect();
    for class in enums {
        let unit = cx.unit(class.file);
        if unit.def(class.def).kind == DefKind::Enum {
            let constants = unit.children(class.def).filter(|child| {
                let facts = unit.def(*child);
                facts.kind == DefKind::EnumMember && facts.opens.is_some()
            });
            all.extend(constants.map(|constant| DefRef::new(class.file, constant)));
        }
    }
    all
}
