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
}

#[derive(Clone, Copy)]
enum What {
    IsInstance(TypeId),
    IsNoInstance(TypeId),
    NotNone,
    IsNone,
    /// What this call says of its first argument, if its function is declared to say anything.
    Guard(ExprId),
    NoGuard(ExprId),
}

/// What a condition tells where it holds and where it fails.
#[derive(Clone, Default)]
pub(super) struct Known {
    /// All of these hold when the condition does.
    pub(super) holds: Vec<Test>,
    /// All of these hold when the condition does not.
    pub(super) fails: Vec<Test>,
}

impl Known {
    fn of(test: Test) -> Self {
        Self { holds: vec![test], fails: vec![test.negated()] }
    }

    /// What the negated condition tells.
    fn negated(self) -> Self {
        Self { holds: self.fails, fails: self.holds }
    }
}

impl Test {
    fn negated(self) -> Self {
        let what = match self.what {
            What::IsInstance(ty) => What::IsNoInstance(ty),
            What::IsNoInstance(ty) => What::IsInstance(ty),
            What::NotNone => What::IsNone,
            What::IsNone => What::NotNone,
            What::Guard(call) => What::NoGuard(call),
            What::NoGuard(call) => What::Guard(call),
        };
        Self { what, ..self }
    }
}

/// Notes what `tests` tell about `range`.
pub(super) fn record(b: &mut Builder<'_>, tests: &[Test], range: Span) {
    for test in tests {
        match test.what {
            What::IsInstance(ty) => b.narrow(range, test.target, ty),
            What::IsNoInstance(ty) => b.exclude(range, test.target, ty),
            What::NotNone => b.flow(FlowKind::NotNull, range, Some(test.target), None),
            What::Guard(call) => b.flow(FlowKind::Narrow, range, Some(test.target), Some(call)),
            What::NoGuard(call) => b.flow(FlowKind::Exclude, range, Some(test.target), Some(call)),
            What::IsNone => {}
        }
    }
}

/// Reads a condition; gives what it tells.
pub(super) fn condition(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Known {
    value_and_tests(b, cx, node).1
}

/// Reads a condition; gives its value and what it tells.
pub(super) fn value_and_tests(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> (ExprId, Known) {
    b.descend(node, |b| read(b, cx, node)).unwrap_or_else(|| (b.expr(Expr::Unknown), Known::default()))
}

fn read(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> (ExprId, Known) {
    match node.kind() {
        K::Parenthesized => match node.named_children().find(|child| !child.is_error()) {
            Some(inner) => {
                super::statements::stray(b, cx, node);
                value_and_tests(b, cx, inner)
            }
            None => (b.expr(Expr::Unknown), Known::default()),
        },
        K::NotOperator => {
            let (operand, known) = match node.field(F::Argument) {
                Some(inner) => value_and_tests(b, cx, inner),
                None => (b.expr(Expr::Unknown), Known::default()),
            };
            (negation(b, operand), known.negated())
        }
        K::Boolean => boolean(b, cx, node),
        _ => {
            let value = expressions::expr(b, cx, node);
            let known = leaf(b, value, node).map(Known::of).unwrap_or_default();
            (value, known)
        }
    }
}

/// `a and b`: both hold; the right side is read knowing the left. `a or b`: both fail when it fails; the right side is read
/// knowing that the left failed.
fn boolean(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> (ExprId, Known) {
    let (Some(left), Some(right)) = (node.field(F::Left), node.field(F::Right)) else {
        return (b.expr(Expr::Unknown), Known::default());
    };
    let (left, mut known) = value_and_tests(b, cx, left);
    let is_and = node.has(K::And);
    record(b, if is_and { &known.holds } else { &known.fails }, right.span());
    let (right, more) = value_and_tests(b, cx, right);
    super::statements::stray(b, cx, node);
    if is_and {
        known.holds.extend(more.holds);
        known.fails.clear();
    } else {
        known.fails.extend(more.fails);
        known.holds.clear();
    }
    let kind = if is_and { BinaryKind::And } else { BinaryKind::Or };
    (b.expr(Expr::Binary(kind, left, right)), known)
}

fn leaf(b: &mut Builder<'_>, value: ExprId, node: Node<'_>) -> Option<Test> {
    match b.facts().expr(value) {
        Expr::Call { callee, args } => {
            instance_test(b, callee, args).or_else(|| guard(b, value, callee, args))
        }
        Expr::Binary(_, left, right) if is_none(b, right) && node.has(K::IsNot) => {
            Some(Test { target: left, what: What::NotNone })
        }
        Expr::Binary(_, left, right) if is_none(b, right) && node.has(K::Is) => {
            Some(Test { target: left, what: What::IsNone })
        }
        Expr::Binary(BinaryKind::Comparison, left, right) => class_test(b, node, left, right),
        Expr::Name(_) | Expr::Member { .. } => Some(Test { target: value, what: What::NotNone }),
        _ => None,
    }
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
    Some(Test { target, what: What::IsInstance(ty) })
}

/// A call whose function may be declared as a type guard of its first argument.
fn guard(b: &Builder<'_>, call: ExprId, callee: ExprId, args: model::facts::List) -> Option<Test> {
    let is_name = |expr: ExprId| matches!(b.facts().expr(expr), Expr::Name(_) | Expr::Member { .. });
    let first = b.facts().list::<ExprId>(args).next()?;
    (is_name(callee) && is_name(first)).then_some(Test { target: first, what: What::Guard(call) })
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
    Some(Test { target, what: What::IsInstance(ty) })
}

fn is_none(b: &Builder<'_>, expr: ExprId) -> bool {
    b.facts().expr(expr) == Expr::Literal(Literal::Null)
}

/// `not e` as a value.
pub(super) fn negation(b: &mut Builder<'_>, operand: ExprId) -> ExprId {
    b.expr(Expr::Unary(UnaryKind::Not, operand))
}
