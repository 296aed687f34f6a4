//! Loops and comprehensions.

use extract::Builder;
use model::expr::{Container, Expr, Projection};
use model::ids::ExprId;
use model::kinds::{BindingKind, FlowKind, ScopeKind};
use model::span::Span;

use super::context::Context;
use super::grammar::{F, K, Node};
use super::{assignments, expressions, narrowing, statements};

/// `for target in values: …`
pub(super) fn for_loop(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    looped(b, node, true);
    iterate(b, cx, node, node.has(K::Async));
    for part in [F::Body, F::Alternative] {
        node.field(part).into_iter().for_each(|body| body_of(b, cx, body));
    }
    statements::stray(b, cx, node);
}

/// The body of a loop runs again, and not at all when the loop may end before.
fn looped(b: &mut Builder<'_>, node: Node<'_>, may_end: bool) {
    let Some(body) = node.field(F::Body) else { return };
    let whole = Span::new(node.start(), body.end());
    b.flow(FlowKind::Choice, whole, None, None);
    // The loop's variable is assigned anew before each round.
    let round = Span::new(node.field(F::Left).map_or(body.start(), Node::start), body.end());
    b.flow(FlowKind::Arm, round, None, None);
    b.flow(FlowKind::Loop, round, None, None);
    if may_end {
        b.flow(FlowKind::Arm, Span::new(body.end(), body.end()), None, None);
    }
}

/// `while test: …`
pub(super) fn while_loop(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let forever = node.field(F::Condition).is_some_and(|test| matches!(test.text(), "True" | "1"));
    looped(b, node, !forever);
    let tests = node.field(F::Condition).map(|test| narrowing::condition(b, cx, test)).unwrap_or_default();
    if let Some(body) = node.field(F::Body) {
        narrowing::record(b, &tests.holds, body.span());
        statements::block(b, cx, body);
    }
    node.field(F::Alternative).into_iter().for_each(|body| body_of(b, cx, body));
    statements::stray(b, cx, node);
}

fn body_of(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let body = node.field(F::Body).filter(|_| node.is(K::Else)).unwrap_or(node);
    statements::block(b, cx, body);
}

/// Binds what each round gives to the target in `left`.
fn iterate(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, is_async: bool) {
    let values: Vec<ExprId> =
        node.fields(F::Right).filter(|it| it.is_named()).map(|it| expressions::expr(b, cx, it)).collect();
    let base = if let [one] = values[..] {
        one
    } else {
        let items = b.list(&values);
        b.expr(Expr::Container(Container::Tuple, items))
    };
    let how = if is_async { Projection::IterateAsync } else { Projection::Iterate };
    let item = b.expr(Expr::Project { base, how, arg: 0 });
    if let Some(target) = node.field(F::Left) {
        assignments::bind_target(b, cx, target, node, BindingKind::Loop, Some(item));
    }
}

/// `[element for target in values if test]` and its kin. The first iterable is read outside the new scope.
pub(super) fn comprehension(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Node<'_>,
    kind: Container,
) -> ExprId {
    let elements = b.in_scope(ScopeKind::Comprehension, node.span(), |b| {
        for clause in node.named_children() {
            match clause.kind() {
                K::ForIn => iterate(b, cx, clause, clause.has(K::Async)),
                K::IfClause => clause.named_children().for_each(|test| {
                    let tests = narrowing::condition(b, cx, test);
                    narrowing::record(b, &tests.holds, node.span());
                }),
                _ => {}
            }
        }
        let elements = node.field(F::Body).map(|body| element(b, cx, body)).unwrap_or_default();
        b.list(&elements)
    });
    b.expr(Expr::Container(kind, elements.1))
}

fn element(b: &mut Builder<'_>, cx: &mut Context, body: Node<'_>) -> Vec<ExprId> {
    if body.is(K::Pair) {
        return [F::Key, F::Value]
            .into_iter()
            .filter_map(|part| body.field(part))
            .map(|it| expressions::expr(b, cx, it))
            .collect();
    }
    vec![expressions::expr(b, cx, body)]
}
