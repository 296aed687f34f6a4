//! Operators, assignments and casts.

use extract::Builder;
use model::expr::{Access, BinaryKind, Combination, Expr, TypeExpr, UnaryKind};
use model::ids::ExprId;
use model::kinds::{FlowKind, Role};

use super::expressions::{expr, unknown, unscoped};
use super::grammar::{F, K, Node};
use super::items;
use super::types::{combine, ty};

/// `left op right`. Operands of `&&` and `||` share a scope: a pattern on the left is visible on the right.
pub(super) fn binary(b: &mut Builder<'_>, node: Node<'_>, left: ExprId) -> ExprId {
    let kind =
        node.field(F::Operator).map_or(BinaryKind::Arithmetic, |operator| binary_kind(operator.kind()));
    let right = match node.field(F::Right) {
        Some(right) if matches!(kind, BinaryKind::And | BinaryKind::Or) => unscoped(b, right),
        Some(right) => expr(b, right),
        None => unknown(b),
    };
    b.expr(Expr::Binary(kind, left, right))
}

fn binary_kind(operator: K) -> BinaryKind {
    match operator {
        K::And => BinaryKind::And,
        K::Or => BinaryKind::Or,
        K::Less | K::Greater | K::LessEqual | K::GreaterEqual | K::Equal | K::NotEqual => {
            BinaryKind::Comparison
        }
        _ => BinaryKind::Arithmetic,
    }
}

/// `condition ? a : b`.
pub(super) fn ternary(b: &mut Builder<'_>, node: Node<'_>, _condition: ExprId) -> ExprId {
    let mut results = Vec::with_capacity(2);
    for branch in [F::Consequence, F::Alternative] {
        if let Some(branch) = node.field(branch) {
            results.push(expr(b, branch));
        }
    }
    let results = b.list(&results);
    b.expr(Expr::Either(results))
}

/// `array[index]`.
pub(super) fn index(b: &mut Builder<'_>, node: Node<'_>, base: ExprId) -> ExprId {
    let index = match node.field(F::Index) {
        Some(index) => expr(b, index),
        None => unknown(b),
    };
    b.expr(Expr::Index { base, index })
}

/// `!a`, `-a`, `+a`, `~a`.
pub(super) fn unary(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let negates = node.field(F::Operator).is_some_and(|operator| operator.is(K::Not));
    let operand = match node.field(F::Operand) {
        Some(operand) if negates => unscoped(b, operand),
        Some(operand) => expr(b, operand),
        None => unknown(b),
    };
    let kind = if negates { UnaryKind::Not } else { UnaryKind::Arithmetic };
    b.expr(Expr::Unary(kind, operand))
}

/// `a++`, `--a`: a write.
pub(super) fn update(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let operand = match items::content(node) {
        Some(operand) => target(b, operand),
        None => unknown(b),
    };
    b.expr(Expr::Unary(UnaryKind::Arithmetic, operand))
}

/// `a = b` moves a value; `a += b` computes one of the target's own type.
pub(super) fn assignment(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let left = match node.field(F::Left) {
        Some(left) => target(b, left),
        None => unknown(b),
    };
    let right = match node.field(F::Right) {
        Some(right) => expr(b, right),
        None => unknown(b),
    };
    if node.field(F::Operator).is_some_and(|operator| operator.is(K::Assign)) {
        b.flow(FlowKind::Assign, node.span(), Some(left), Some(right));
        b.expr(Expr::Assign(left, right))
    } else {
        b.expr(Expr::Binary(BinaryKind::Arithmetic, left, right))
    }
}

/// What is assigned to; its last name is written.
fn target(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    match node.kind() {
        K::Identifier if !node.is_missing() => b.name_expr(node.span(), Role::Write),
        K::FieldAccess => member_target(b, node).unwrap_or_else(|| expr(b, node)),
        K::Parenthesized => {
            let inner = items::content(node);
            items::errors(b, node);
            let written = inner.and_then(|inner| b.descend(inner, |b| target(b, inner)));
            written.unwrap_or_else(|| unknown(b))
        }
        _ => expr(b, node),
    }
}

/// `a.b` as a target; `None` when the object is none (`Outer.super.b`), which is read like any access.
fn member_target(b: &mut Builder<'_>, node: Node<'_>) -> Option<ExprId> {
    let object = node.field(F::Object)?;
    let field = node.field(F::Field).filter(|field| field.is(K::Identifier) && !field.is_missing())?;
    let follows = object.next_sibling().and_then(Node::next_sibling);
    if follows.is_some_and(|follows| follows.is(K::Super)) {
        return None;
    }
    let base = expr(b, object);
    items::errors(b, node);
    Some(b.member_expr(base, field.span(), Access::Dot, Role::Write))
}

/// `(T) a`, `(T & U) a`.
pub(super) fn cast(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let mut parts = Vec::with_capacity(1);
    let mut value = None;
    for child in node.children() {
        if child.is_in_field(F::Type) && child.is_named() {
            parts.push(ty(b, child, Role::Type));
        } else if child.is_in_field(F::Value) {
            value = Some(expr(b, child));
        }
    }
    let value = value.unwrap_or_else(|| unknown(b));
    let ty = if parts.is_empty() {
        b.ty(TypeExpr::Unknown)
    } else {
        combine(b, Combination::Intersection, &parts)
    };
    b.expr(Expr::Cast(value, ty))
}
