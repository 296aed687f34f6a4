//! Operators, and the comparisons among them that say something about a value.

use extract::Builder;
use model::expr::{BinaryKind, Expr, Literal, Projection, TypeExpr, UnaryKind};
use model::facts::Anchor;
use model::ids::{ExprId, NameId, TypeId};
use model::kinds::{FlowKind, Role};
use model::span::Span;

use super::context::{Context, Test, TestFact};
use super::expressions::{class_type, expression};
use super::grammar::{F, Js, K};
use super::keys::inside_quotes;
use super::{broken, narrowing};

/// `left op right`. A chain of operators leans to the left and can be long, so its spine is iterated.
pub(crate) fn binary(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let Some(innermost) = node.field(F::Left) else { return broken_operator(b, cx, node) };
    if !innermost.is(K::Binary) {
        let left = operand(b, cx, innermost);
        return apply(b, cx, node, left, node.end());
    }
    let mut spine = vec![(node, node.end())];
    let mut left = innermost;
    while left.is(K::Binary) {
        spine.push((left, end_of_run(left, spine.last().copied())));
        match left.field(F::Left) {
            Some(next) => left = next,
            None => break,
        }
    }
    let mut value = operand(b, cx, left);
    while let Some((operation, end)) = spine.pop() {
        value = apply(b, cx, operation, value, end);
    }
    value
}

/// Where the run of one operator ends that `operation` is part of; `around` is the operation around it and its end.
fn end_of_run(operation: Js<'_>, around: Option<(Js<'_>, u32)>) -> u32 {
    let operator = |node: Js<'_>| node.field(F::Operator).map(Js::kind);
    match around {
        Some((outer, end)) if operator(outer) == operator(operation) => end,
        _ => operation.end(),
    }
}

fn broken_operator(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    node.named_children().for_each(|child| {
        expression(b, cx, child);
    });
    b.expr(Expr::Unknown)
}

/// The left operand; `#x in object` names a member of what stands on the right.
fn operand(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    if node.is(K::PrivateIdentifier) {
        b.site(node.span(), Role::Read, Anchor::Lexical);
        return b.expr(Expr::Unknown);
    }
    expression(b, cx, node)
}

fn apply(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, left: ExprId, chain_end: u32) -> ExprId {
    let operator = node.field(F::Operator).map_or(K::Other, Js::kind);
    let right_node = node.field(F::Right);
    if let (Some(right), K::AndAnd | K::OrOr) = (right_node, operator) {
        let newest = newest_operand(b, node, left);
        narrowing::assume(b, cx, newest, operator == K::AndAnd, Span::new(right.start(), chain_end));
    }
    let right = match right_node {
        Some(right) => expression(b, cx, right),
        None => b.expr(Expr::Unknown),
    };
    broken::errors_in(b, cx, node);
    let value = b.expr(Expr::Binary(kind_of(operator), left, right));
    if let Some(test) = test_of(b, operator, left, right, right_node) {
        cx.tests.push((value, test));
    }
    value
}

/// The last operand on the left side: of a run of one operator those before were dealt with.
fn newest_operand(b: &Builder<'_>, node: Js<'_>, left: ExprId) -> ExprId {
    match b.facts().expr(left) {
        Expr::Binary(_, _, right) if node.field(F::Left).is_some_and(|left| left.is(K::Binary)) => {
            let kind = |id| match b.facts().expr(id) {
                Expr::Binary(kind, ..) => Some(kind),
                _ => None,
            };
            let own = node.field(F::Operator).map(|operator| kind_of(operator.kind()));
            if kind(left) == own { right } else { left }
        }
        _ => left,
    }
}

fn kind_of(operator: K) -> BinaryKind {
    match operator {
        K::AndAnd => BinaryKind::And,
        K::OrOr => BinaryKind::Or,
        K::Coalesce => BinaryKind::Coalesce,
        K::Instanceof
        | K::In
        | K::EqualEqual
        | K::TripleEqual
        | K::NotEqual
        | K::NotTripleEqual
        | K::Less
        | K::LessEqual
        | K::Greater
        | K::GreaterEqual => BinaryKind::Comparison,
        _ => BinaryKind::Arithmetic,
    }
}

/// What the comparison says about a value.
fn test_of(
    b: &mut Builder<'_>,
    operator: K,
    left: ExprId,
    right: ExprId,
    right_node: Option<Js<'_>>,
) -> Option<Test> {
    let negated = match operator {
        K::Instanceof => {
            let class = class_type(b, right);
            return Some(Test { target: left, fact: TestFact::Is(class), negated: false });
        }
        K::EqualEqual | K::TripleEqual => false,
        K::NotEqual | K::NotTripleEqual => true,
        _ => return None,
    };
    let (target, other) = if is_constant(b, left) { (right, left) } else { (left, right) };
    let text = right_node.filter(|node| node.is(K::String)).map(inside_quotes);
    match b.facts().expr(other) {
        Expr::Literal(Literal::Null | Literal::Undefined) => {
            Some(Test { target, fact: TestFact::Nullish, negated })
        }
        Expr::Text(name) => Some(literal_test(b, target, name, negated)),
        Expr::Literal(Literal::Str) => {
            let name = b.name(b.text(text?));
            Some(literal_test(b, target, name, negated))
        }
        Expr::Member { .. } => {
            let ty = b.ty(TypeExpr::TypeOf(other));
            Some(Test { target, fact: TestFact::Is(ty), negated })
        }
        _ => None,
    }
}

fn is_constant(b: &Builder<'_>, expr: ExprId) -> bool {
    matches!(b.facts().expr(expr), Expr::Literal(_) | Expr::Text(_))
}

/// `typeof x === "text"` or `x === "text"`.
fn literal_test(b: &mut Builder<'_>, target: ExprId, name: NameId, negated: bool) -> Test {
    match b.facts().expr(target) {
        Expr::Unary(UnaryKind::Query, queried) => {
            let fact = match b.name_text(name) {
                "undefined" => TestFact::Nullish,
                _ => TestFact::Is(b.ty(TypeExpr::Builtin(name))),
            };
            Test { target: queried, fact, negated }
        }
        _ => Test { target, fact: TestFact::Is(b.ty(TypeExpr::Literal(name))), negated },
    }
}

/// `!x`, `-x`, `typeof x`, `delete x`, `void x`.
pub(crate) fn unary(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let kind = match node.field(F::Operator).map_or(K::Other, Js::kind) {
        K::Exclamation => UnaryKind::Not,
        K::Typeof | K::Void | K::Delete => UnaryKind::Query,
        _ => UnaryKind::Arithmetic,
    };
    let operand = match node.field(F::Argument) {
        Some(argument) => expression(b, cx, argument),
        None => b.expr(Expr::Unknown),
    };
    broken::errors_in(b, cx, node);
    b.expr(Expr::Unary(kind, operand))
}

/// `condition ? consequence : alternative`. A chain of alternatives can be long, so it is iterated.
pub(crate) fn ternary(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let mark = cx.ids.len();
    let mut next = Some(node);
    while let Some(node) = next.take() {
        let condition = node.field(F::Condition).map(|condition| expression(b, cx, condition));
        let arms = [(F::Consequence, true), (F::Alternative, false)];
        for (field, outcome) in arms {
            let Some(arm) = node.field(field) else { continue };
            if let Some(condition) = condition {
                narrowing::assume(b, cx, condition, outcome, arm.span());
            }
            if !outcome && arm.is(K::Ternary) {
                next = Some(arm);
            } else {
                let value = expression(b, cx, arm);
                cx.ids.push(value.raw());
            }
        }
        broken::errors_in(b, cx, node);
    }
    let arms = super::expressions::take_list(b, cx, mark);
    b.expr(Expr::Either(arms))
}

/// `yield x`, `yield* x`.
pub(crate) fn yielded(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let value = node.first_named().map(|value| expression(b, cx, value));
    let value = match value {
        Some(value) if node.has(K::Star) => {
            Some(b.expr(Expr::Project { base: value, how: Projection::Iterate, arg: 0 }))
        }
        value => value,
    };
    b.flow(FlowKind::Yield, node.span(), None, value);
    let value = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    b.expr(Expr::Unary(UnaryKind::Yield, value))
}

/// The type named by the value that a `case` compares with.
pub(crate) fn case_type(b: &mut Builder<'_>, value: ExprId, node: Js<'_>) -> Option<TypeId> {
    match b.facts().expr(value) {
        Expr::Text(name) => Some(b.ty(TypeExpr::Literal(name))),
        Expr::Literal(Literal::Str) => {
            let name = b.name(b.text(inside_quotes(node)));
            Some(b.ty(TypeExpr::Literal(name)))
        }
        Expr::Member { .. } => Some(b.ty(TypeExpr::TypeOf(value))),
        _ => None,
    }
}
