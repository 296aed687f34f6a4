//! Expressions.

use extract::Builder;
use model::expr::{Access, BinaryKind, Container, Expr, Literal, Projection, UnaryKind};
use model::ids::ExprId;
use model::kinds::{FlowKind, Role, ScopeKind};

use super::context::Context;
use super::grammar::{F, K, Node};
use super::{annotations, assignments, calls, literals, loops, matching, narrowing, parameters, statements};

/// Every expression in `node`.
pub(super) fn all(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    if node.is_leaf() {
        visit(b, cx, node);
    }
    for child in node.named_children() {
        if child.is_error() { statements::block(b, cx, child) } else { visit(b, cx, child) }
    }
}

/// An expression whose value nobody uses.
pub(super) fn visit(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    expr(b, cx, node);
}

/// The value at `node`.
pub(super) fn expr(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    expr_as(b, cx, node, Role::Read)
}

/// The value at `node`, whose last name is used in `role`.
pub(super) fn expr_as(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::Identifier if !node.is_missing() => b.name_expr(node.span(), role),
        _ => b.descend(node, |b| compound(b, cx, node, role)).unwrap_or_else(|| b.expr(Expr::Unknown)),
    }
}

fn compound(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::Attribute => attribute(b, cx, node, role),
        K::DottedName => dotted(b, node, role),
        K::Call if role == Role::Decorate => decorator_call(b, cx, node),
        K::Call => calls::call(b, cx, node),
        K::Subscript => subscript(b, cx, node, role),
        K::Parenthesized | K::ParenthesizedSplat => inner(b, cx, node, role),
        K::Binary => binary(b, cx, node),
        K::Boolean | K::NotOperator => narrowing::value_and_tests(b, cx, node).0,
        K::Comparison => comparison(b, cx, node),
        K::Slice => {
            all(b, cx, node);
            let end = b.expr(Expr::Unknown);
            b.expr(Expr::Binary(BinaryKind::Range, end, end))
        }
        K::Conditional => choice(b, cx, node),
        K::Unary => unary(b, cx, node, UnaryKind::Arithmetic),
        K::Await => unary(b, cx, node, UnaryKind::Await),
        K::ListSplat | K::DictionarySplat | K::ListSplatPattern => unary(b, cx, node, UnaryKind::Spread),
        K::Yield => yielded(b, cx, node),
        K::NamedExpression => assignments::walrus(b, cx, node),
        K::Assignment => {
            assignments::assignment(b, cx, node);
            b.expr(Expr::Unknown)
        }
        K::Lambda => lambda(b, cx, node),
        K::List | K::ListPattern => literals::container(b, cx, node, Container::List),
        K::Tuple | K::ExpressionList | K::PatternList | K::TuplePattern => {
            literals::container(b, cx, node, Container::Tuple)
        }
        K::Set => literals::container(b, cx, node, Container::Set),
        K::Dictionary => literals::dictionary(b, cx, node),
        K::ListComprehension => loops::comprehension(b, cx, node, Container::ListOf),
        K::SetComprehension => loops::comprehension(b, cx, node, Container::SetOf),
        K::DictionaryComprehension => loops::comprehension(b, cx, node, Container::MapOf),
        K::Generator => loops::comprehension(b, cx, node, Container::GeneratorOf),
        K::Str => literals::string(b, cx, node),
        K::ConcatenatedString => literals::concatenated(b, cx, node),
        K::AsPattern => matching::as_pattern_outside(b, cx, node),
        K::KeywordArgument => calls::argument(b, cx, node),
        _ => simple(b, cx, node),
    }
}

fn simple(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let literal = match node.kind() {
        K::Integer => Literal::Int,
        K::Float => Literal::Float,
        K::True | K::False => Literal::Bool,
        K::None => Literal::Null,
        K::Ellipsis => Literal::Ellipsis,
        _ => {
            if !node.is_leaf() {
                statements::block(b, cx, node);
            }
            return b.expr(Expr::Unknown);
        }
    };
    b.expr(Expr::Literal(literal))
}

fn inner(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, role: Role) -> ExprId {
    statements::stray(b, cx, node);
    match node.named_children().find(|child| !child.is_error()) {
        Some(inner) => expr_as(b, cx, inner, role),
        None => b.expr(Expr::Unknown),
    }
}

fn attribute(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, role: Role) -> ExprId {
    let base = match node.field(F::Object) {
        Some(object) => expr(b, cx, object),
        None => b.expr(Expr::Unknown),
    };
    statements::stray(b, cx, node);
    match node.field(F::Attribute).filter(|name| !name.is_missing()) {
        Some(name) => b.member_expr(base, name.span(), Access::Dot, role),
        None => base,
    }
}

/// `a.b.c` where the grammar has no expression (decorators of old, patterns).
pub(super) fn dotted(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> ExprId {
    let names: Vec<Node<'_>> = node.named_children().filter(|child| child.is(K::Identifier)).collect();
    let mut value = None;
    for (index, name) in names.iter().enumerate() {
        let role = if index + 1 == names.len() { role } else { Role::Read };
        value = Some(match value {
            None => b.name_expr(name.span(), role),
            Some(base) => b.member_expr(base, name.span(), Access::Dot, role),
        });
    }
    value.unwrap_or_else(|| b.expr(Expr::Unknown))
}

/// `@name(arguments)`: the name decorates.
fn decorator_call(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let callee = match node.field(F::Function) {
        Some(function) => expr_as(b, cx, function, Role::Decorate),
        None => b.expr(Expr::Unknown),
    };
    let list = node.field(F::Arguments);
    let args: Vec<ExprId> =
        list.into_iter().flat_map(Node::named_children).map(|it| calls::argument(b, cx, it)).collect();
    let args = b.list(&args);
    b.expr(Expr::Call { callee, args })
}

fn subscript(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, role: Role) -> ExprId {
    let base = match node.field(F::Value) {
        Some(value) => expr_as(b, cx, value, if role == Role::Inherit { role } else { Role::Read }),
        None => b.expr(Expr::Unknown),
    };
    let is_type = node.field(F::Value).is_some_and(|value| is_generic(value.text()));
    let mut parts = Vec::new();
    for part in node.fields(F::Subscript).filter(|it| it.is_named()) {
        parts.push(if is_type { type_argument(b, cx, part) } else { expr(b, cx, part) });
    }
    statements::stray(b, cx, node);
    let index = if let [one] = parts[..] {
        one
    } else {
        let parts = b.list(&parts);
        b.expr(Expr::Container(Container::Tuple, parts))
    };
    b.expr(Expr::Index { base, index })
}

/// An argument of a generic type where it is written as a value: strings in it name types.
fn type_argument(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    match node.kind() {
        K::Str => {
            let ty = annotations::annotation(b, cx, node);
            b.expr(Expr::Type(ty))
        }
        K::List => {
            let items: Vec<ExprId> = node
                .named_children()
                .map(|item| {
                    b.descend(item, |b| type_argument(b, cx, item)).unwrap_or_else(|| b.expr(Expr::Unknown))
                })
                .collect();
            let items = b.list(&items);
            b.expr(Expr::Container(Container::List, items))
        }
        _ => expr(b, cx, node),
    }
}

/// Whether a string that subscribes `base` is the name of a type.
fn is_generic(base: &str) -> bool {
    const GENERIC: &[&str] = &[
        "Optional",
        "Union",
        "Type",
        "type",
        "List",
        "list",
        "Dict",
        "Set",
        "FrozenSet",
        "Tuple",
        "tuple",
        "Callable",
        "Sequence",
        "Iterable",
        "Iterator",
        "Mapping",
        "Generic",
        "Protocol",
        "ClassVar",
    ];
    GENERIC.contains(&base.rsplit('.').next().unwrap_or_default())
}

/// `a + b + c …`: the left side nests, so it is unwound.
fn binary(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let mut outer = vec![node];
    let mut left = node.field(F::Left);
    while let Some(next) = left.filter(|left| left.is(K::Binary)) {
        outer.push(next);
        left = next.field(F::Left);
    }
    let mut value = match left {
        Some(left) => expr(b, cx, left),
        None => b.expr(Expr::Unknown),
    };
    for operation in outer.into_iter().rev() {
        if let Some(right) = operation.field(F::Right) {
            let right = expr(b, cx, right);
            value = b.expr(Expr::Binary(BinaryKind::Arithmetic, value, right));
        }
        statements::stray(b, cx, operation);
    }
    value
}

/// `a < b < c`, `a is not b`, `a in b`.
fn comparison(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let operands: Vec<ExprId> = node.named_children().map(|operand| expr(b, cx, operand)).collect();
    let Some((&first, rest)) = operands.split_first() else { return b.expr(Expr::Unknown) };
    let mut value = first;
    for &right in rest {
        value = b.expr(Expr::Binary(BinaryKind::Comparison, value, right));
    }
    value
}

/// `value if test else other`
fn choice(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let parts: Vec<Node<'_>> = node.named_children().filter(|child| !child.is_error()).collect();
    let [value, test, other] = parts[..] else { return simple(b, cx, node) };
    let known = narrowing::condition(b, cx, test);
    narrowing::record(b, &known.holds, value.span());
    let value = expr(b, cx, value);
    narrowing::record(b, &known.fails, other.span());
    let other = expr(b, cx, other);
    let arms = b.list(&[value, other]);
    b.expr(Expr::Either(arms))
}

/// An operator with one operand.
pub(super) fn unary(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, kind: UnaryKind) -> ExprId {
    let operand = match node.field(F::Argument).or_else(|| node.first_named()) {
        Some(operand) => expr(b, cx, operand),
        None => b.expr(Expr::Unknown),
    };
    b.expr(Expr::Unary(kind, operand))
}

fn yielded(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let value = match node.first_named() {
        Some(value) => expr(b, cx, value),
        None => b.expr(Expr::Literal(Literal::Null)),
    };
    let yielded = if node.has(K::From) {
        b.expr(Expr::Project { base: value, how: Projection::Iterate, arg: 0 })
    } else {
        value
    };
    b.flow(FlowKind::Yield, node.span(), None, Some(yielded));
    // `yield from` gives what the inner generator returns, as waiting for it does.
    let kind = if node.has(K::From) { UnaryKind::Await } else { UnaryKind::Yield };
    b.expr(Expr::Unary(kind, value))
}

fn lambda(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let (scope, params) = b.in_scope(ScopeKind::Lambda, node.span(), |b| {
        let list = node.field(F::Parameters);
        let params = list.map(|list| parameters::parameters(b, cx, list, false)).unwrap_or_default();
        if let Some(body) = node.field(F::Body) {
            let value = expr(b, cx, body);
            b.flow(FlowKind::Return, body.span(), None, Some(value));
        }
        b.params(&params)
    });
    b.expr(Expr::Lambda { scope, params })
}
