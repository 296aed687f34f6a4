//! JSX: elements are uses of components.

use extract::Builder;
use model::expr::{Access, Expr};
use model::facts::Anchor;
use model::ids::ExprId;
use model::kinds::Role;

use super::broken;
use super::context::Context;
use super::expressions::{expression, take_list};
use super::grammar::{F, Js, K};

/// An element, or an expression in braces.
pub(crate) fn jsx(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    match node.kind() {
        K::JsxElement => element(b, cx, node),
        K::JsxSelfClosing => opening(b, cx, node),
        _ => braces(b, cx, node),
    }
}

fn element(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let mut value = None;
    for child in node.named_children() {
        match child.kind() {
            K::JsxOpening => value = Some(opening(b, cx, child)),
            K::JsxClosing => closing(b, cx, child),
            K::JsxElement | K::JsxSelfClosing | K::JsxExpression => {
                expression(b, cx, child);
            }
            K::Error => broken::error(b, cx, child),
            _ => {}
        }
    }
    value.unwrap_or_else(|| b.expr(Expr::Unknown))
}

/// An opening or self-closing tag with its attributes.
fn opening(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let component = match node.field(F::Name) {
        Some(name) => component(b, cx, name, Role::Call),
        None => b.expr(Expr::Unknown),
    };
    let mark = cx.ids.len();
    for child in node.named_children().filter(|child| !child.is_in_field(F::Name)) {
        let value = match child.kind() {
            K::JsxAttribute => attribute(b, cx, child, component),
            K::TypeArguments => {
                crate::typescript::type_arguments(b, cx, child);
                continue;
            }
            _ => expression(b, cx, child),
        };
        cx.ids.push(value.raw());
    }
    let args = take_list(b, cx, mark);
    b.expr(Expr::Jsx { component, args })
}

fn closing(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    if let Some(name) = node.field(F::Name) {
        component(b, cx, name, Role::Read);
    }
}

/// What a tag names: a component in scope, a member of something, or by a lower-case name an element that the
/// runtime knows by its text.
fn component(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::Identifier if is_intrinsic(node.text()) => {
            let name = b.name(node.text());
            let element = b.expr(Expr::Text(name));
            b.site(node.span(), role, Anchor::MemberOf(element));
            element
        }
        K::Identifier => b.name_expr(node.span(), role),
        K::Member | K::NestedIdentifier => {
            let base = match node.field(F::Object) {
                Some(object) if object.is(K::Identifier) => b.name_expr(object.span(), Role::Read),
                Some(object) => component(b, cx, object, Role::Read),
                None => b.expr(Expr::Unknown),
            };
            match node.field(F::Property) {
                Some(property) => b.member_expr(base, property.span(), Access::Dot, role),
                None => base,
            }
        }
        K::JsxNamespaceName => b.expr(Expr::Unknown),
        _ => expression(b, cx, node),
    }
}

fn is_intrinsic(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase()) || name.contains('-')
}

/// `name`, `name="text"`, `name={value}`: fills a property of what the component takes.
fn attribute(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, component: ExprId) -> ExprId {
    let mut value = None;
    for child in node.named_children() {
        match child.kind() {
            K::PropertyIdentifier => {
                b.site(child.span(), Role::Init, Anchor::MemberOf(component));
            }
            K::JsxNamespaceName => {}
            _ => value = Some(expression(b, cx, child)),
        }
    }
    value.unwrap_or_else(|| b.expr(Expr::Literal(model::expr::Literal::Bool)))
}

fn braces(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let mut value = None;
    for child in node.named_children() {
        let inner = expression(b, cx, child);
        value = Some(inner);
    }
    value.unwrap_or_else(|| b.expr(Expr::Unknown))
}
