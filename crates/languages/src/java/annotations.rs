//! Annotations, as expressions: `@A` is a name, `@A(x, key = y)` a call of it.

use extract::Builder;
use model::expr::{Access, Container, Expr};
use model::facts::List;
use model::ids::ExprId;
use model::kinds::Role;

use super::expressions::expr;
use super::grammar::{F, K, Node};
use super::items;

/// The annotations among a declaration's modifiers.
pub(super) fn decorators(b: &mut Builder<'_>, modifiers: Option<Node<'_>>) -> List {
    let mut list = Vec::new();
    for child in modifiers.into_iter().flat_map(Node::children) {
        if matches!(child.kind(), K::MarkerAnnotation | K::Annotation) {
            list.push(annotation(b, child));
        } else if child.is_error() {
            items::all(b, child);
        }
    }
    b.list(&list)
}

/// The annotations among the children of `node` that are kept nowhere: on types, dimensions, parameters.
pub(super) fn bare_annotations(b: &mut Builder<'_>, node: Node<'_>) {
    for child in node.children() {
        if matches!(child.kind(), K::MarkerAnnotation | K::Annotation) {
            annotation(b, child);
        }
    }
}

/// One annotation.
pub(super) fn annotation(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    items::errors(b, node);
    let Some(name) = node.field(F::Name) else { return b.expr(Expr::Unknown) };
    let callee = path(b, name, Role::Decorate);
    let Some(arguments) = node.field(F::Arguments) else { return callee };
    let mut args = Vec::new();
    for argument in arguments.named_children() {
        args.push(element_value(b, argument));
    }
    let args = b.list(&args);
    b.expr(Expr::Call { callee, args })
}

/// A dotted path as an expression: its last name has `role`, the names before it qualify.
fn path(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> ExprId {
    let Some(name) = node.field(F::Name).filter(|_| node.is(K::ScopedIdentifier)) else {
        return b.name_expr(node.span(), role);
    };
    items::errors(b, node);
    let base = match node.field(F::Scope) {
        Some(scope) => b.descend(scope, |b| path(b, scope, Role::Qualify)),
        None => None,
    };
    match base {
        Some(base) => b.member_expr(base, name.span(), Access::Dot, role),
        None => b.name_expr(name.span(), role),
    }
}

/// The value of an annotation's element: a constant, another annotation, or an array of these.
pub(super) fn element_value(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    match node.kind() {
        K::ElementValuePair => pair(b, node),
        K::MarkerAnnotation | K::Annotation => {
            b.descend(node, |b| annotation(b, node)).unwrap_or_else(|| b.expr(Expr::Unknown))
        }
        K::ElementValueArray => b.descend(node, |b| array(b, node)).unwrap_or_else(|| b.expr(Expr::Unknown)),
        _ => expr(b, node),
    }
}

fn array(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let mut values = Vec::new();
    for value in node.named_children() {
        values.push(element_value(b, value));
    }
    let values = b.list(&values);
    b.expr(Expr::Container(Container::List, values))
}

fn pair(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    items::errors(b, node);
    let value = match node.field(F::Value) {
        Some(value) => element_value(b, value),
        None => b.expr(Expr::Unknown),
    };
    match node.field(F::Key) {
        Some(key) => b.keyword_expr(key.span(), value),
        None => value,
    }
}
