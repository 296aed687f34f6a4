//! Expressions that only GNU C has.

use extract::Builder;
use model::expr::Expr;
use model::ids::ExprId;
use model::kinds::{Role, ScopeKind};

use super::context::{Cx, Node};
use super::expressions::expression;
use super::grammar::{F, K};
use super::statements;

/// An operand of `asm`: outputs are written.
pub(crate) fn asm_operand(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let role = if node.is(K::GnuAsmOutputOperand) { Role::Write } else { Role::Read };
    match node.field(F::Value) {
        Some(value) => expression(b, cx, value, role),
        None => b.expr(Expr::Unknown),
    }
}

/// `({ …; value; })`.
pub(crate) fn statement_expression(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let last = node.last_named().filter(|last| last.is(K::ExpressionStatement));
    let mut value = None;
    b.in_scope(ScopeKind::Block, node.span(), |b| {
        for child in node.children() {
            match last.filter(|last| *last == child).and_then(Node::first_named) {
                Some(inner) => value = Some(expression(b, cx, inner, Role::Read)),
                None => statements::item(b, &mut cx.local(), child),
            }
        }
    });
    value.unwrap_or_else(|| b.expr(Expr::Unknown))
}
