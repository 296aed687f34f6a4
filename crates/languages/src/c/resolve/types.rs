//! Types of values and their members.

use std::sync::Arc;

use super::includes;
use model::expr::{BinaryKind, TypeExpr, UnaryKind, Wrapper};
use model::ids::{DefId, TypeId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Defaults, Session, Ty, TyId, Unit};

/// The visible declaration by which something defined in a file that is not read here is known, if any.
pub(super) fn declaration_here(cx: &mut Session<'_>, def: DefRef) -> Option<DefRef> {
    let here = includes::visible(cx, cx.file());
    if def.file.is_std() || here.level(def.file).is_some() {
        return None;
    }
    let declarations = cx.declarations_of(def).iter();
    declarations.copied().find(|declaration| *declaration != def && here.level(declaration.file).is_some())
}

/// Members called `name` that a struct or union has itself or through members without a name of their own.
pub(super) fn own_members(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId, name: &str) -> Vec<DefRef> {
    let found = Defaults::own_members(unit, def, name);
    if !found.is_empty() {
        return found;
    }
    let nameless: Vec<DefId> = unit.children(def).filter(|child| is_nameless(unit, def, *child)).collect();
    let inside = |child| cx.deeper(Vec::new(), |cx| own_members(cx, unit, child, name));
    nameless.into_iter().map(inside).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether a type defined inside of another has neither tag nor declarator: its members are the outer type's.
fn is_nameless(unit: &Unit, outer: DefId, inner: DefId) -> bool {
    let facts = unit.def(inner);
    if !matches!(facts.kind, DefKind::Struct | DefKind::Union) || !facts.name_span.is_empty() {
        return false;
    }
    let declares = |field: DefId| {
        let field = unit.def(field);
        field.kind == DefKind::Field && field.ty.is_some_and(|ty| defines(unit, ty, inner))
    };
    !unit.children(outer).any(declares)
}

/// Whether a type expression is made of a definition in place.
fn defines(unit: &Unit, mut ty: TypeId, wanted: DefId) -> bool {
    loop {
        match unit.ty(ty) {
            TypeExpr::Definition(def) => return def == wanted,
            TypeExpr::Wrap(_, inner) => ty = inner,
            _ => return false,
        }
    }
}

/// What members are looked up in: what a pointer or array leads to.
pub(super) fn as_instance(ty: Ty) -> Option<TyId> {
    match ty {
        Ty::Wrap(_, inner) => Some(inner),
        _ => None,
    }
}

/// Members of types of the library that no stub has are outside; other types have no more than they declare.
pub(super) fn extra_member(cx: &mut Session<'_>, ty: TyId) -> Answer {
    match cx.ty(innermost(cx, ty)) {
        Ty::Instance(def, _) if def.file.is_std() => Answer::external(Rule::ExternalMember),
        Ty::External => Answer::external(Rule::ExternalMember),
        Ty::Unknown => Answer::missing(Reason::UnknownReceiver),
        _ => Answer::missing(Reason::NoSuchMember),
    }
}

/// What a pointer, array or function type is made of in the end.
fn innermost(cx: &Session<'_>, mut ty: TyId) -> TyId {
    while let Ty::Wrap(_, inner) = cx.ty(ty) {
        ty = inner;
    }
    ty
}

pub(super) fn unary(cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
    match (kind, cx.ty(operand)) {
        // A function is its own address and what that leads to.
        (UnaryKind::Deref | UnaryKind::AddressOf, Ty::Function(..) | Ty::Callable(..) | Ty::External) => {
            operand
        }
        _ => Defaults::unary(cx, kind, operand),
    }
}

pub(super) fn binary(cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
    match kind {
        // A pointer moved by a number.
        BinaryKind::Arithmetic if matches!(cx.ty(left), Ty::Wrap(..)) => left,
        BinaryKind::Arithmetic if matches!(cx.ty(right), Ty::Wrap(..)) => right,
        BinaryKind::Or | BinaryKind::And => TyId::UNKNOWN,
        _ => Defaults::binary(cx, kind, left, right),
    }
}

/// Calls through pointers to functions give what the function gives.
pub(super) fn call(cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
    let function = innermost(cx, callee);
    match cx.ty(function) {
        Ty::Function(def, _) => cx.return_type(def),
        Ty::Callable(_, ret) => ret,
        Ty::External => TyId::EXTERNAL,
        Ty::Union(_) => Defaults::call(cx, function, call),
        _ => TyId::UNKNOWN,
    }
}

/// Wrappers of types: how a value is reached is kept.
pub(super) fn wrap(cx: &mut Session<'_>, wrapper: Wrapper, inner: TyId) -> TyId {
    match wrapper {
        Wrapper::Qualified | Wrapper::Tag => inner,
        _ if inner.is_unknown() => TyId::UNKNOWN,
        _ => cx.id(Ty::Wrap(wrapper, inner)),
    }
}
