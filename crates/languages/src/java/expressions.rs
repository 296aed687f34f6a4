//! Expressions.
//!
//! Java nests to the left (`a.b().c()`, `a + b + c`), as deep as a chain is long. So an expression is read from its
//! leftmost operand outwards in a loop; only what stands to the right is recursion.

use extract::Builder;
use model::expr::{Access, Container, Expr, Literal, SelfRef, TypeExpr};
use model::ids::ExprId;
use model::kinds::{Role, ScopeKind};

use super::calls;
use super::flow_scoping::introduces_in;
use super::grammar::{F, K, Node};
use super::items;
use super::lambdas;
use super::operators;
use super::patterns;
use super::switches;
use super::types::{self, ty};

/// The expression at `node`, with a scope of its own for the pattern variables that it introduces.
pub(super) fn expr(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    if introduces_in(node) {
        b.in_scope(ScopeKind::Block, node.span(), |b| unscoped(b, node)).1
    } else {
        unscoped(b, node)
    }
}

/// The expression at `node`; pattern variables go to the current scope, which the caller has opened or chosen.
pub(super) fn unscoped(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    match left(node) {
        None => start(b, node),
        Some(_) => b.descend(node, |b| chain(b, node)).unwrap_or_else(|| unknown(b)),
    }
}

fn chain(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let mut inner = node;
    while let Some(operand) = left(inner) {
        inner = operand;
    }
    let mut value = start(b, inner);
    while inner != node {
        let Some(outer) = inner.parent() else { break };
        value = grow(b, outer, value);
        items::errors(b, outer);
        inner = outer;
    }
    value
}

/// The expression that `node` begins with, when `node` goes on from it.
fn left(node: Node<'_>) -> Option<Node<'_>> {
    let first = node.children().next()?;
    match node.kind() {
        K::MethodInvocation | K::FieldAccess => object(first),
        K::BinaryExpression | K::InstanceofExpression => Some(first).filter(|it| it.is_in_field(F::Left)),
        K::ArrayAccess => Some(first).filter(|it| it.is_in_field(F::Array)),
        K::TernaryExpression => Some(first).filter(|it| it.is_in_field(F::Condition)),
        K::TemplateExpression => Some(first).filter(|it| it.is_in_field(F::Processor)),
        K::ObjectCreation => Some(first).filter(|it| is_operand(*it)),
        K::MethodReference => Some(first).filter(|it| is_operand(*it) && !types::is_type(it.kind())),
        K::Parenthesized => items::content(node).filter(|it| is_operand(*it)),
        _ => None,
    }
}

fn is_operand(node: Node<'_>) -> bool {
    node.is_named() && !node.is_error() && !matches!(node.kind(), K::MarkerAnnotation | K::Annotation)
}

/// The object of a call or access, unless `this` or `super` follows it: then it is a type.
fn object(first: Node<'_>) -> Option<Node<'_>> {
    if !first.is_in_field(F::Object) {
        return None;
    }
    let after = first.next_sibling().and_then(Node::next_sibling);
    (!after.is_some_and(|after| matches!(after.kind(), K::Super | K::This))).then_some(first)
}

/// The expression `node`, whose left operand is `value`.
fn grow(b: &mut Builder<'_>, node: Node<'_>, value: ExprId) -> ExprId {
    match node.kind() {
        K::MethodInvocation => calls::invocation(b, node, Some(value)),
        K::FieldAccess => field_access(b, node, value),
        K::BinaryExpression => operators::binary(b, node, value),
        K::InstanceofExpression => patterns::instance_of(b, node, value),
        K::ArrayAccess => operators::index(b, node, value),
        K::TernaryExpression => operators::ternary(b, node, value),
        K::ObjectCreation => calls::creation(b, node, Some(value)),
        K::MethodReference => calls::method_reference(b, node, value),
        K::TemplateExpression => lambdas::template(b, node, value),
        _ => value,
    }
}

fn field_access(b: &mut Builder<'_>, node: Node<'_>, base: ExprId) -> ExprId {
    match node.field(F::Field) {
        Some(field) if !field.is_missing() => b.member_expr(base, field.span(), Access::Dot, Role::Read),
        _ => base,
    }
}

/// Something whose type is not modelled.
pub(super) fn unknown(b: &mut Builder<'_>) -> ExprId {
    b.expr(Expr::Unknown)
}

/// An expression that has no left operand.
fn start(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    match node.kind() {
        K::Identifier if node.is_missing() => unknown(b),
        K::Identifier => b.name_expr(node.span(), Role::Read),
        K::This => b.expr(Expr::SelfRef(SelfRef::This)),
        K::Super => b.expr(Expr::SelfRef(SelfRef::Super)),
        K::StringLiteral => lambdas::string(b, node),
        kind => match literal(b, kind, node) {
            Some(literal) => b.expr(literal),
            None => b.descend(node, |b| structured(b, node)).unwrap_or_else(|| unknown(b)),
        },
    }
}

/// A number of another type than `int` or `double` says so by its suffix, which is kept as a declared type.
fn literal(b: &mut Builder<'_>, kind: K, node: Node<'_>) -> Option<Expr> {
    let suffix = || node.text().bytes().last().unwrap_or(b'0').to_ascii_lowercase();
    Some(match kind {
        K::DecimalInteger | K::HexInteger | K::OctalInteger | K::BinaryInteger => match suffix() {
            b'l' => typed(b, "long"),
            _ => Expr::Literal(Literal::Int),
        },
        K::DecimalFloat | K::HexFloat => match suffix() {
            b'f' => typed(b, "float"),
            _ => Expr::Literal(Literal::Float),
        },
        K::True | K::False => Expr::Literal(Literal::Bool),
        K::Null => Expr::Literal(Literal::Null),
        K::Character => Expr::Literal(Literal::Char),
        _ => return None,
    })
}

fn typed(b: &mut Builder<'_>, builtin: &str) -> Expr {
    let name = b.name(builtin);
    Expr::Typed(b.ty(TypeExpr::Builtin(name)))
}

fn structured(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let value = match node.kind() {
        K::MethodInvocation => own_invocation(b, node),
        K::FieldAccess => qualified_access(b, node),
        K::ObjectCreation => calls::creation(b, node, None),
        K::MethodReference => calls::reference_to_type(b, node),
        K::ArrayCreation => calls::array_creation(b, node),
        K::AssignmentExpression => operators::assignment(b, node),
        K::UnaryExpression => operators::unary(b, node),
        K::UpdateExpression => operators::update(b, node),
        K::CastExpression => operators::cast(b, node),
        K::LambdaExpression => lambdas::lambda(b, node),
        K::SwitchExpression => switches::switch(b, node),
        K::ClassLiteral => class_literal(b, node),
        K::ArrayInitializer => return elements(b, node),
        _ => {
            items::without_value(b, node);
            return unknown(b);
        }
    };
    items::errors(b, node);
    value
}

/// `f()`, or `Outer.super.f()`.
fn own_invocation(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let object = node.field(F::Object).map(|outer| qualified(b, outer, SelfRef::Super));
    calls::invocation(b, node, object)
}

/// `Outer.this`, or `Outer.super.x`.
fn qualified_access(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let Some(outer) = node.field(F::Object) else {
        items::all(b, node);
        return unknown(b);
    };
    match node.field(F::Field) {
        Some(field) if field.is(K::This) => qualified(b, outer, SelfRef::This),
        _ => {
            let base = qualified(b, outer, SelfRef::Super);
            field_access(b, node, base)
        }
    }
}

/// `this` or `super` as the type `outer` around sees it.
pub(super) fn qualified(b: &mut Builder<'_>, outer: Node<'_>, which: SelfRef) -> ExprId {
    let outer = ty(b, outer, Role::Type);
    let instance = b.expr(Expr::SelfRef(which));
    b.expr(Expr::Cast(instance, outer))
}

/// `T.class`: the type stands for its class object.
fn class_literal(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let Some(written) = items::content(node) else { return unknown(b) };
    let named = ty(b, written, Role::Type);
    b.expr(Expr::Type(named))
}

/// `{a, b}` after an array's declaration or type.
pub(super) fn elements(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let mut values = Vec::new();
    for element in node.named_children() {
        values.push(expr(b, element));
    }
    let values = b.list(&values);
    b.expr(Expr::Container(Container::List, values))
}
