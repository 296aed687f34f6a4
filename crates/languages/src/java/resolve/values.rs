//! Types of expressions, variables and what is iterated over.

use std::sync::Arc;

use model::expr::{Access, BinaryKind, Container, Expr, Literal, Projection, SelfRef, UnaryKind, Wrapper};
use model::ids::{BindingId, ExprId, ScopeId, SiteId, TypeId};
use model::kinds::{BindingKind, DefKind};
use resolve::{Answer, DefRef, Defaults, Entity, Session, Ty, TyId, TyList, Unit, What};

use super::calls;
use super::conversions;
use super::lambdas;
use super::members;
use super::packages::is_type;
use super::stubs::{self, Primitive};

/// The type of an expression.
pub(super) fn expr_type(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    match unit.expr(expr) {
        Expr::Name(site) => {
            let answer = cx.denote(unit, expr);
            named(cx, unit, answer, site)
        }
        Expr::Member { access: Access::MethodRef, .. } | Expr::Lambda { .. } => {
            cx.id(Ty::Lambda(unit.id, expr))
        }
        Expr::Member { base, site, .. } => member(cx, unit, expr, base, site),
        Expr::Call { callee, args } => calls::result(cx, unit, callee, args, scope),
        Expr::New { .. } => calls::made(cx, unit, expr, scope),
        Expr::Type(ty) => {
            let ty = cx.lower(unit, ty, scope);
            let ty = stubs::boxed(cx, ty);
            stubs::generic(cx, "java.lang", "Class", &[ty])
        }
        Expr::Text(_) | Expr::MacroCall { .. } => stubs::literal(cx, Literal::Str),
        Expr::Assign(target, _) => cx.type_of(unit, target, scope),
        Expr::Cast(inner, ty) => cast(cx, unit, inner, ty, scope),
        Expr::Either(parts) => calls::either(cx, unit, parts, scope),
        Expr::Container(Container::List, parts) => {
            let element = calls::either(cx, unit, parts, scope);
            cx.id(Ty::Wrap(Wrapper::Array, element))
        }
        Expr::Project { base, how: Projection::Matched, arg } => match unit.expr(ExprId::new(arg)) {
            Expr::Type(ty) => cx.lower(unit, ty, scope),
            _ => cx.type_of(unit, base, scope),
        },
        _ => Defaults::expr_type(cx, unit, expr, scope),
    }
}

/// The value of a simple name.
fn named(cx: &mut Session<'_>, unit: &Arc<Unit>, answer: Answer, site: SiteId) -> TyId {
    match answer.what {
        What::One(Entity::Def(def)) if is_type(cx.kind(def)) => cx.id(Ty::Type(def, TyList::EMPTY)),
        What::One(Entity::Def(def)) => {
            let ty = cx.def_type(def);
            let Some(owner) = cx.parent(def).filter(|_| cx.types.is_open(ty)) else { return ty };
            let pairs = members::pairs_in_scope(cx, unit, unit.site(site).scope, owner);
            cx.types.substitute(ty, &pairs)
        }
        _ => cx.answer_type(unit, answer, site),
    }
}

/// The value of a member: a field, a type or package on the way to one, the length of an array.
fn member(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, base: ExprId, site: SiteId) -> TyId {
    let answer = cx.denote(unit, expr);
    let scope = unit.site(site).scope;
    match answer.what {
        What::One(Entity::Def(def)) if is_type(cx.kind(def)) => cx.id(Ty::Type(def, TyList::EMPTY)),
        What::One(Entity::Def(def)) => {
            let ty = cx.def_type(def);
            let Some(owner) = cx.parent(def).filter(|_| cx.types.is_open(ty)) else { return ty };
            let receiver = cx.type_of(unit, base, scope);
            let pairs = members::pairs_of(cx, receiver, owner);
            cx.types.substitute(ty, &pairs)
        }
        What::External => {
            let receiver = cx.type_of(unit, base, scope);
            match cx.ty(receiver) {
                Ty::Wrap(Wrapper::Array, _) => stubs::primitive(cx, Primitive::Int),
                _ if calls::hands_out(cx, receiver) => TyId::UNKNOWN,
                _ => TyId::EXTERNAL,
            }
        }
        _ => cx.answer_type(unit, answer, site),
    }
}

/// A cast; `Outer.this` and `Outer.super` are written as casts of the keyword.
fn cast(cx: &mut Session<'_>, unit: &Arc<Unit>, inner: ExprId, ty: TypeId, scope: ScopeId) -> TyId {
    let to = cx.lower(unit, ty, scope);
    let Ty::Instance(class, _) = cx.ty(to) else { return to };
    match unit.expr(inner) {
        Expr::SelfRef(SelfRef::This) => Defaults::instance_of_itself(cx, class),
        Expr::SelfRef(SelfRef::Super) => {
            let is_around = members::classes_around(unit, scope).any(|around| around == class);
            if is_around && cx.kind(class) != DefKind::Interface {
                members::superclass(cx, class)
            } else {
                to
            }
        }
        _ => to,
    }
}

/// `this` and `super`.
pub(super) fn self_type(cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
    let Some(class) = members::classes_around(unit, scope).next() else { return TyId::UNKNOWN };
    match which {
        SelfRef::Super => members::superclass(cx, class),
        _ => Defaults::instance_of_itself(cx, class),
    }
}

/// The type of a parameter or local variable.
pub(super) fn binding_type(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
    let facts = *unit.binding(binding);
    if let Some(def) = facts.def {
        return cx.def_type(DefRef::new(unit.id, def));
    }
    let is_inferred = |ty: TypeId| matches!(unit.ty(ty), model::expr::TypeExpr::Infer);
    if let Some(ty) = facts.ty.filter(|ty| !is_inferred(*ty)) {
        cx.note("declared type", unit.id, facts.span);
        return cx.lower(unit, ty, facts.scope);
    }
    if facts.kind == BindingKind::Parameter {
        return lambdas::parameter_type(cx, unit, binding);
    }
    let Some(init) = facts.init else { return TyId::UNKNOWN };
    cx.note("initial value", unit.id, facts.span);
    let ty = cx.type_of(unit, init, facts.scope);
    match cx.ty(ty) {
        Ty::Null | Ty::Lambda(..) | Ty::Type(..) => TyId::UNKNOWN,
        _ => ty,
    }
}

/// What iterating over an array or an `Iterable` yields.
pub(super) fn iterate(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Wrap(Wrapper::Array, element) => element,
        Ty::External | Ty::Space(_) => TyId::UNKNOWN,
        Ty::Instance(..) | Ty::Param(..) | Ty::Intersection(_) => {
            let Some(iterable) = stubs::find("java.lang", "Iterable") else { return TyId::UNKNOWN };
            let pairs = members::pairs_of(cx, ty, iterable);
            pairs.get(1).copied().unwrap_or(TyId::UNKNOWN)
        }
        _ => TyId::UNKNOWN,
    }
}

/// The result of an operator with one operand.
pub(super) fn unary(cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
    match kind {
        UnaryKind::Not => stubs::primitive(cx, Primitive::Boolean),
        UnaryKind::Arithmetic => match stubs::unboxed(cx, operand) {
            Some(which) => stubs::primitive(cx, which),
            None => operand,
        },
        _ => Defaults::unary(cx, kind, operand),
    }
}

/// The result of an operator with two operands: text when one is text, else the wider number.
pub(super) fn binary(cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
    if kind != BinaryKind::Arithmetic {
        return stubs::primitive(cx, Primitive::Boolean);
    }
    if stubs::is_lang(cx, left, "String") || stubs::is_lang(cx, right, "String") {
        return stubs::lang(cx, "String");
    }
    let number = |ty| stubs::as_primitive(cx, ty).or_else(|| stubs::unboxed(cx, ty));
    match (number(left), number(right)) {
        (Some(Primitive::Boolean), _) | (_, Some(Primitive::Boolean)) => {
            stubs::primitive(cx, Primitive::Boolean)
        }
        (Some(left), Some(right)) => stubs::primitive(cx, left.max(right).max(Primitive::Int)),
        _ => TyId::UNKNOWN,
    }
}

/// What `array[index]` is.
pub(super) fn index(cx: &mut Session<'_>, base: TyId) -> TyId {
    match conversions::erased(cx, base) {
        _ if matches!(cx.ty(base), Ty::External | Ty::Space(_)) => TyId::UNKNOWN,
        _ => Defaults::index(cx, base),
    }
}
