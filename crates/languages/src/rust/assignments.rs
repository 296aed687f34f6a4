//! Assignments and what they write to.

use extract::Builder;
use model::expr::{Container, Expr, UnaryKind};
use model::ids::ExprId;
use model::kinds::{FlowKind, Role};

use super::expressions::{callee, expr, optional, unit};
use super::grammar::{F, K, N};
use super::paths::{self, unknown};

/// `target = value`
pub(super) fn assignment(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let value = optional(b, node.field(F::Right));
    if let Some(left) = node.field(F::Left) {
        let target = target(b, left);
        b.flow(FlowKind::Assign, node.span(), Some(target), Some(value));
    }
    unit(b)
}

/// `target += value`: the target keeps its type.
pub(super) fn compound(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    optional(b, node.field(F::Right));
    if let Some(left) = node.field(F::Left) {
        target(b, left);
    }
    unit(b)
}

/// What is assigned to; its last name is written.
fn target(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    match node.kind() {
        K::Identifier | K::ScopedIdentifier => paths::path(b, node, Role::Write),
        K::FieldExpression => callee(b, node, Role::Write),
        K::ParenthesizedExpression | K::TupleExpression | K::ArrayExpression => {
            b.descend(node, |b| targets(b, node)).unwrap_or_else(|| unknown(b))
        }
        K::UnaryExpression if node.has(K::Star) => {
            let inner = node.first_named();
            let inner = b.descend(node, |b| inner.map(|inner| target(b, inner))).flatten();
            let inner = inner.unwrap_or_else(|| unknown(b));
            b.expr(Expr::Unary(UnaryKind::Deref, inner))
        }
        _ => expr(b, node),
    }
}

/// `(a, b) = …`
fn targets(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let values: Vec<ExprId> = node.named_children().map(|child| target(b, child)).collect();
    if let (K::ParenthesizedExpression, Some(&only)) = (node.kind(), values.first()) {
        return only;
    }
    let list = b.list(&values);
    b.expr(Expr::Container(Container::Tuple, list))
}
