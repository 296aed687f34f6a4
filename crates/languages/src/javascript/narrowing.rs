//! What conditions prove about values, and where.

use extract::Builder;
use model::expr::{BinaryKind, Expr, TypeExpr, UnaryKind};
use model::ids::ExprId;
use model::kinds::FlowKind;
use model::span::Span;

use super::context::{Context, Test, TestFact};
use super::grammar::{Js, K};
use super::operators::case_type;

/// Records what holds in `range` when `condition` came out as `outcome`.
pub(crate) fn assume(b: &mut Builder<'_>, cx: &Context, condition: ExprId, outcome: bool, range: Span) {
    let (mut at, mut outcome) = (condition, outcome);
    loop {
        match b.facts().expr(at) {
            Expr::Unary(UnaryKind::Not, inner) => (at, outcome) = (inner, !outcome),
            // Both sides of `&&` hold when it is true, both sides of `||` fail when it is false.
            Expr::Binary(BinaryKind::And, left, right) if outcome => {
                assume_one(b, cx, right, true, range);
                at = left;
            }
            Expr::Binary(BinaryKind::Or, left, right) if !outcome => {
                assume_one(b, cx, right, false, range);
                at = left;
            }
            Expr::Binary(BinaryKind::And | BinaryKind::Or, ..) => return,
            _ => return assume_one(b, cx, at, outcome, range),
        }
    }
}

fn assume_one(b: &mut Builder<'_>, cx: &Context, condition: ExprId, outcome: bool, range: Span) {
    match b.facts().expr(condition) {
        Expr::Unary(UnaryKind::Not, inner) if !is_connective(b.facts().expr(inner)) => {
            assume_one(b, cx, inner, !outcome, range);
        }
        // Connectives below the right side of a connective: rare, and bounded by the nesting of parentheses.
        Expr::Binary(BinaryKind::And | BinaryKind::Or, ..) | Expr::Unary(UnaryKind::Not, _) => {
            assume(b, cx, condition, outcome, range);
        }
        Expr::Binary(BinaryKind::Comparison, ..) => {
            if let Some(test) = cx.test(condition) {
                record(b, test, outcome, range);
            }
        }
        Expr::Assign(target, _) | Expr::Unary(UnaryKind::Await, target) if outcome => {
            not_null(b, target, range);
        }
        Expr::Call { args, .. } if outcome => guard(b, condition, args, range),
        _ if outcome => not_null(b, condition, range),
        _ => {}
    }
}

fn is_connective(expr: Expr) -> bool {
    matches!(expr, Expr::Binary(BinaryKind::And | BinaryKind::Or, ..))
}

fn record(b: &mut Builder<'_>, test: Test, outcome: bool, range: Span) {
    let positive = outcome != test.negated;
    match test.fact {
        TestFact::Is(ty) if positive => b.narrow(range, test.target, ty),
        TestFact::Nullish if !positive => not_null(b, test.target, range),
        _ => {}
    }
}

fn not_null(b: &mut Builder<'_>, target: ExprId, range: Span) {
    if matches!(b.facts().expr(target), Expr::Name(_) | Expr::Member { .. }) {
        b.flow(FlowKind::NotNull, range, Some(target), None);
    }
}

/// A call in a condition: when the callee is a type predicate, its first argument is of the type that it names.
fn guard(b: &mut Builder<'_>, call: ExprId, args: model::facts::List, range: Span) {
    let first = b.facts().list::<ExprId>(args).next();
    if let Some(first) = first
        && matches!(b.facts().expr(first), Expr::Name(_) | Expr::Member { .. })
    {
        b.flow(FlowKind::Narrow, range, Some(first), Some(call));
    }
}

/// `case value:` of a `switch` over `switched`.
pub(crate) fn assume_case(b: &mut Builder<'_>, switched: ExprId, value: ExprId, node: Js<'_>, range: Span) {
    let Some(ty) = case_type(b, value, node) else { return };
    match b.facts().expr(switched) {
        Expr::Unary(UnaryKind::Query, queried) => {
            if let TypeExpr::Literal(name) = b.facts().ty(ty) {
                let ty = b.ty(TypeExpr::Builtin(name));
                b.narrow(range, queried, ty);
            }
        }
        Expr::Name(_) | Expr::Member { .. } if !node.is(K::Identifier) => b.narrow(range, switched, ty),
        _ => {}
    }
}
