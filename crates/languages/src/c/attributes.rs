//! `__attribute__((…))`, `[[…]]`, `__declspec(…)`.

use extract::Builder;
use model::ids::ExprId;
use model::kinds::Role;

use super::context::{Cx, Node};
use super::expressions;
use super::grammar::{F, K};

/// Whether a node is an attribute of what it stands before or after.
pub(crate) fn is_attribute(kind: K) -> bool {
    matches!(kind, K::AttributeSpecifier | K::AttributeDeclaration | K::MsDeclspecModifier)
}

/// The attributes among the children of `node`.
pub(crate) fn below(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    for child in node.children().filter(|child| is_attribute(child.kind())) {
        read(b, cx, child, &mut Vec::new());
    }
}

/// Adds the expressions of one group of attributes to `decorators`.
pub(crate) fn read(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, decorators: &mut Vec<ExprId>) {
    match node.kind() {
        K::AttributeDeclaration => {
            for attribute in node.named_children() {
                decorators.push(standard(b, cx, attribute));
            }
        }
        K::AttributeSpecifier => {
            for attribute in node.named_children().flat_map(Node::named_children) {
                decorators.push(gnu(b, cx, attribute));
            }
        }
        _ => decorators.extend(node.named_children().map(|name| b.name_expr(name.span(), Role::Decorate))),
    }
}

/// `[[ns::name(arguments)]]`.
fn standard(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let mut name = None;
    for child in node.named_children() {
        match child.kind() {
            K::ArgumentList => _ = expressions::arguments(b, cx, child),
            _ if child.is_in_field(F::Name) => name = Some(b.name_expr(child.span(), Role::Decorate)),
            _ => _ = b.name_expr(child.span(), Role::Decorate),
        }
    }
    name.unwrap_or_else(|| b.expr(model::expr::Expr::Unknown))
}

/// One entry of `__attribute__((…))`.
fn gnu(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    match (node.kind(), node.field(F::Function), node.field(F::Arguments)) {
        (K::CallExpression, Some(name), Some(arguments)) => {
            let name = expressions::expression(b, cx, name, Role::Decorate);
            expressions::arguments(b, cx, arguments);
            name
        }
        _ => expressions::expression(b, cx, node, Role::Decorate),
    }
}
