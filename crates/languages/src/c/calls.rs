//! Calls, named casts and `new`.

use extract::Builder;
use model::expr::{Expr, TypeExpr, UnaryKind};
use model::facts::List;
use model::ids::ExprId;
use model::kinds::Role;

use super::context::{Cx, Node};
use super::expressions::{arguments, expression};
use super::grammar::{F, K};
use super::{lexical, statements, types};

/// A call, or one of the casts that look like it.
pub(crate) fn call(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let (Some(function), Some(list)) = (node.field(F::Function), node.field(F::Arguments)) else {
        return statements::unknown(b, cx, node);
    };
    for error in node.children().filter(|child| child.is_error()) {
        statements::leftover(b, cx, error);
    }
    match function.kind() {
        K::PrimitiveType => return functional_cast(b, cx, function, list),
        K::TemplateFunction => {
            if let Some(value) = named_cast(b, cx, function, list) {
                return value;
            }
        }
        K::Identifier if lexical::is_keyword(function.text()) => return keyword(b, cx, list),
        _ => {}
    }
    let callee = expression(b, cx, function, Role::Call);
    let args = arguments(b, cx, list);
    b.expr(Expr::Call { callee, args })
}

/// `int(x)`.
fn functional_cast(b: &mut Builder<'_>, cx: &Cx<'_>, ty: Node<'_>, list: Node<'_>) -> ExprId {
    let ty = types::specifier(b, cx, ty, Role::Type);
    let args = arguments(b, cx, list);
    let value = first(b, args);
    b.expr(Expr::Cast(value, ty))
}

/// `static_cast<T>(x)` and its like.
fn named_cast(b: &mut Builder<'_>, cx: &Cx<'_>, function: Node<'_>, list: Node<'_>) -> Option<ExprId> {
    let name = function.field(F::Name)?;
    if !lexical::is_keyword(name.text()) {
        return None;
    }
    let target = function.field(F::Arguments).and_then(Node::first_named);
    let ty = match target {
        Some(target) => types::descriptor(b, cx, target),
        None => b.ty(TypeExpr::Unknown),
    };
    let args = arguments(b, cx, list);
    let value = first(b, args);
    Some(b.expr(Expr::Cast(value, ty)))
}

/// `typeid(x)`, `typeof(x)`: an operator in the form of a call.
fn keyword(b: &mut Builder<'_>, cx: &Cx<'_>, list: Node<'_>) -> ExprId {
    let args = arguments(b, cx, list);
    let operand = first(b, args);
    b.expr(Expr::Unary(UnaryKind::Query, operand))
}

fn first(b: &mut Builder<'_>, args: List) -> ExprId {
    let first = b.facts().list::<ExprId>(args).next();
    first.unwrap_or_else(|| b.expr(Expr::Unknown))
}

/// `new (place) T(args)`.
pub(crate) fn new(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let (mut ty, mut args) = (None, List::EMPTY);
    for child in node.named_children() {
        if child.is_in_field(F::Type) {
            ty = Some(types::specifier(b, cx, child, Role::Call));
        } else if child.is_in_field(F::Arguments) && child.is(K::ArgumentList) {
            args = arguments(b, cx, child);
        } else if child.is_in_field(F::Placement) {
            arguments(b, cx, child);
        } else {
            expression(b, cx, child, Role::Read);
        }
    }
    let ty = ty.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
    b.expr(Expr::New { ty, args })
}

/// `12_km` calls `operator""_km`.
pub(crate) fn user_literal(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let mut args = Vec::new();
    let mut callee = None;
    for child in node.named_children() {
        if child.is(K::LiteralSuffix) {
            // Suffixes without an underscore are the standard library's, or macros like `PRIu64`.
            let name = format!("operator\"\"{}", child.text());
            callee = Some(b.name_expr_named(child.span(), &name, Role::Call));
        } else {
            args.push(expression(b, cx, child, Role::Read));
        }
    }
    let args = b.list(&args);
    match callee {
        Some(callee) => b.expr(Expr::Call { callee, args }),
        None => b.expr(Expr::Unknown),
    }
}
