//! What tests tell about the types of names.

use extract::Builder;
use model::expr::{BinaryKind, Expr, Literal, TypeExpr, UnaryKind, Wrapper};
use model::ids::{ExprId, TypeId};
use model::kinds::FlowKind;
use model::span::Span;

use super::context::Context;
use super::grammar::{F, K, Node};
use super::{expressions, types};

/// A test of one expression.
#[derive(Clone, Copy)]
pub(super) struct Test {
    target: ExprId,
    what: What,
    /// Whether the test holds in the branch that it guards.
    holds: bool,
}

#[derive(Clone, Copy)]
enum What {
    IsInstance(TypeId),
    NotNone,
    IsNone,
}

impl Test {
    /// What is known where the test has failed.
    pub(super) fn negated(&self) -> Self {
        let flipped = match self.what {
            What::IsInstance(_) => return Self { holds: !self.holds, ..*self },
            What::NotNone => What::IsNone,
            What::IsNone => What::NotNone,
        };
        Self { what: flipped, ..*self }
    }
}

/// Notes what `tests` tell about `range`.
pub(super) fn record(b: &mut Builder<'_>, tests: &[Test], range: Span) {
    for test in tests {
        match test.what {
            What::IsInstance(ty) if test.holds => b.narrow(range, test.target, ty),
            What::IsInstance(ty) => b.exclude(range, test.target, ty),
            What::NotNone => b.flow(FlowKind::NotNull, range, Some(test.target), None),
            What::IsNone => {}
        }
    }
}

/// Reads a condition; gives the tests that all hold when it holds.
pub(super) fn condition(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Vec<Test> {
    b.descend(node, |b| read(b, cx, node)).unwrap_or_default()
}

fn read(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Vec<Test> {
    match node.kind() {
        K::Parenthesized => node.first_named().map(|inner| condition(b, cx, inner)).unwrap_or_default(),
        K::NotOperator => {
            let inner = node.field(F::Argument).map(|inner| condition(b, cx, inner)).unwrap_or_default();
            // `not (a and b)` tells nothing of either.
            if inner.len() == 1 { inner.iter().map(Test::negated).collect() } else { Vec::new() }
        }
        K::Boolean => boolean(b, cx, node),
        _ => {
            let value = expressions::expr(b, cx, node);
            leaf(b, value, node)
        }
    }
}

/// `a and b`: both hold; the right side is read knowing the left. `a or b`: the right side is read knowing that the
/// left failed; nothing is known after.
fn boolean(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Vec<Test> {
    let (Some(left), Some(right)) = (node.field(F::Left), node.field(F::Right)) else { return Vec::new() };
    let mut tests = condition(b, cx, left);
    let is_and = node.has(K::And);
    let known: Vec<Test> = if is_and { tests.clone() } else { tests.iter().map(Test::negated).collect() };
    record(b, &known, right.span());
    let more = condition(b, cx, right);
    if !is_and {
        return Vec::new();
    }
    tests.extend(more);
    tests
}

fn leaf(b: &mut Builder<'_>, value: ExprId, node: Node<'_>) -> Vec<Test> {
    let test = match b.facts().expr(value) {
        Expr::Call { callee, args } => instance_test(b, callee, args),
        Expr::Binary(_, left, right) if is_none(b, right) && node.has(K::IsNot) => {
            Some(Test { target: left, what: What::NotNone, holds: true })
        }
        Expr::Binary(_, left, right) if is_none(b, right) && node.has(K::Is) => {
            Some(Test { target: left, what: What::IsNone, holds: true })
        }
        Expr::Binary(BinaryKind::Comparison, left, right) => class_test(b, node, left, right),
        Expr::Name(_) | Expr::Member { .. } => Some(Test { target: value, what: What::NotNone, holds: true }),
        _ => None,
    };
    test.into_iter().collect()
}

/// `isinstance(target, types)` and `issubclass`.
fn instance_test(b: &mut Builder<'_>, callee: ExprId, args: model::facts::List) -> Option<Test> {
    let Expr::Name(site) = b.facts().expr(callee) else { return None };
    let name = b.facts().site(site).name;
    let is_class = match b.name_text(name) {
        "isinstance" => false,
        "issubclass" => true,
        _ => return None,
    };
    let args: Vec<ExprId> = b.facts().list(args).collect();
    let [target, classes] = args[..] else { return None };
    let mut ty = types::of_expr(b, classes);
    if is_class {
        ty = b.ty(TypeExpr::Wrap(Wrapper::ClassOf, ty));
    }
    Some(Test { target, what: What::IsInstance(ty), holds: true })
}

/// `type(target) is Class`, `type(target) == Class`.
fn class_test(b: &mut Builder<'_>, node: Node<'_>, left: ExprId, right: ExprId) -> Option<Test> {
    let Expr::Call { callee, args } = b.facts().expr(left) else { return None };
    let Expr::Name(site) = b.facts().expr(callee) else { return None };
    let name = b.facts().site(site).name;
    let same = node.has(K::Is) || node.has(K::Equal);
    let args: Vec<ExprId> = b.facts().list(args).collect();
    let [target] = args[..] else { return None };
    if b.name_text(name) != "type" || !same {
        return None;
    }
    let ty = types::of_expr(b, right);
    Some(Test { target, what: What::IsInstance(ty), holds: true })
}

fn is_none(b: &Builder<'_>, expr: ExprId) -> bool {
    b.facts().expr(expr) == Expr::Literal(Literal::Null)
}

/// `not e` as a value.
pub(super) fn negation(b: &mut Builder<'_>, operand: ExprId) -> ExprId {
    b.expr(Expr::Unary(UnaryKind::Not, operand))
}
