//! Types of expressions where C++ differs from other languages.

use std::sync::Arc;

use model::expr::{BinaryKind, Container, Expr, Projection, TypeExpr, Wrapper};
use model::facts::List;
use model::ids::{ExprId, ScopeId};
use model::outcome::Rule;
use resolve::{CallSite, Defaults, Session, Side, Ty, TyId, TyList, Unit};

use super::{library, members, outlines, specializations, types};

/// The type of an expression.
pub(super) fn type_of(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    match unit.expr(expr) {
        Expr::Name(site) => {
            let answer = cx.denote(unit, expr);
            if answer.rule == Rule::InheritedMember
                && let Some(class) = outlines::class_around(cx, unit, scope)
            {
                // A base's member is seen with the arguments that the base is given.
                let this = Defaults::instance_of_itself(cx, class);
                let ty = cx.member_type(this, unit.site_name(site), Side::Any);
                if !ty.is_unknown() {
                    return ty;
                }
            }
            cx.answer_type(unit, answer, site)
        }
        Expr::Member { base, site, access } => {
            let answer = cx.denote(unit, expr);
            if answer.is_missing() {
                return TyId::UNKNOWN;
            }
            let base = cx.type_of(unit, base, unit.site(site).scope);
            let base = members::receiver(cx, base, access);
            if let Ty::Instance(def, _) | Ty::Type(def, _) = cx.ty(base)
                && library::opaque() == Some(def)
            {
                return TyId::UNKNOWN;
            }
            let side = if access == model::expr::Access::Colons { Side::Static } else { Side::Any };
            cx.member_type(base, unit.site_name(site), side)
        }
        Expr::Apply { .. } => {
            let applied = Defaults::expr_type(cx, unit, expr, scope);
            specialised(cx, applied)
        }
        Expr::New { ty, args } => made(cx, unit, ty, args, scope),
        Expr::Project { base, how: Projection::Element, arg } => {
            let value = cx.type_of(unit, base, scope);
            types::element(cx, value, arg as usize)
        }
        Expr::Either(parts) => one_of(cx, unit, parts, scope),
        Expr::Call { callee, args } => match tuple_element(cx, unit, callee, args, scope) {
            Some(element) => element,
            None => Defaults::expr_type(cx, unit, expr, scope),
        },
        _ => Defaults::expr_type(cx, unit, expr, scope),
    }
}

/// A class template named with arguments that it has a specialisation for.
fn specialised(cx: &mut Session<'_>, ty: TyId) -> TyId {
    let Ty::Type(def, args) = cx.ty(ty) else { return ty };
    let special = specializations::of(cx, def, args);
    if special.is_empty() {
        return ty;
    }
    let types: Vec<TyId> = special.iter().map(|def| cx.id(Ty::Type(*def, TyList::EMPTY))).collect();
    cx.types.union(&types)
}

/// `new T(args)` is a pointer, `T{args}` a value: the latter's arguments are one list in braces.
fn made(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: model::ids::TypeId, args: List, scope: ScopeId) -> TyId {
    let mut exprs = unit.facts.list::<ExprId>(args);
    let first = exprs.next().map(|first| unit.expr(first));
    let is_value = matches!(first, Some(Expr::Container(Container::Braces, _))) && exprs.next().is_none();
    let made = cx.lower(unit, ty, scope);
    let made = match cx.ty(made) {
        Ty::Instance(def, given) => {
            Defaults::construct(cx, def, given, &CallSite::new(unit, None, args, scope))
        }
        _ => made,
    };
    if is_value || made.is_unknown() { made } else { cx.id(Ty::Wrap(Wrapper::Pointer, made)) }
}

/// Both results of `c ? a : b` have one type, null pointers aside.
fn one_of(cx: &mut Session<'_>, unit: &Arc<Unit>, parts: List, scope: ScopeId) -> TyId {
    let types = cx.types_of(unit, parts, scope);
    let mut known = types.into_iter().filter(|ty| !ty.is_unknown() && *ty != TyId::NULL);
    let Some(first) = known.next() else { return TyId::UNKNOWN };
    match known.find(|other| *other != first) {
        None => first,
        Some(other) => match Defaults::fits(cx, other, first) {
            Some(true) => first,
            _ if Defaults::fits(cx, first, other) == Some(true) => other,
            _ => TyId::UNKNOWN,
        },
    }
}

/// `std::get<N>(pair)`.
fn tuple_element(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    callee: ExprId,
    args: List,
    scope: ScopeId,
) -> Option<TyId> {
    let Expr::Apply { base, types } = unit.expr(callee) else { return None };
    if unit.text(unit.last_name(base)?) != "get" {
        return None;
    }
    let TypeExpr::Literal(number) = unit.ty(unit.facts.list(types).next()?) else { return None };
    let index: usize = unit.text(number).parse().ok()?;
    let value: ExprId = unit.facts.list(args).next()?;
    let value = cx.type_of(unit, value, scope);
    Some(types::element(cx, value, index))
}

/// The result of an operator with two operands.
pub(super) fn binary(cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
    match kind {
        BinaryKind::Comma => right,
        BinaryKind::Comparison | BinaryKind::And | BinaryKind::Or => types::builtin(cx, "bool"),
        BinaryKind::Arithmetic => match (cx.ty(left), cx.ty(right)) {
            (Ty::Space(_), Ty::Space(_)) => {
                let wide = [types::builtin(cx, "double"), types::builtin(cx, "float")];
                if wide.contains(&right) { right } else { left }
            }
            (Ty::Wrap(Wrapper::Pointer | Wrapper::Array, _), Ty::Wrap(..)) => types::builtin(cx, "long"),
            (Ty::Wrap(Wrapper::Pointer | Wrapper::Array, inner), Ty::Space(_) | Ty::Unknown) => {
                cx.id(Ty::Wrap(Wrapper::Pointer, inner))
            }
            // Text is added to, streams are written to: the library's operators give the type that they begin with.
            (Ty::Instance(def, _), _) if def.file.is_std() => left,
            (Ty::Wrap(Wrapper::Pointer, _) | Ty::Space(_), Ty::Instance(def, _)) if def.file.is_std() => {
                right
            }
            (Ty::External, _) => TyId::EXTERNAL,
            _ => TyId::UNKNOWN,
        },
        _ => TyId::UNKNOWN,
    }
}
