//! Local names: structured bindings, and variables whose construction looks like a prototype.

use extract::{Builder, NewBinding};
use model::expr::{Expr, Projection};
use model::facts::List;
use model::ids::{BindingId, ExprId, TypeId};
use model::kinds::{BindingKind, Role};

use crate::c::context::{Cx, Node};
use crate::c::expressions;
use crate::c::grammar::{F, K};

/// Binds the names of `[a, b]` to the elements of `base`.
pub(crate) fn elements(b: &mut Builder<'_>, node: Node<'_>, base: ExprId, kind: BindingKind) {
    for (index, name) in node.named_children().filter(|child| child.is(K::Identifier)).enumerate() {
        let init = b.expr(Expr::Project { base, how: Projection::Element, arg: index as u32 });
        let new = NewBinding::new(kind, name.span());
        b.bind(NewBinding { visible_from: node.end(), init: Some(init), ..new });
    }
}

/// `T x(a, b);` in a function: the grammar takes `a` and `b` for types of parameters, but inside functions that is
/// nearly always a variable. `T x();` is a prototype, as the language has it.
pub(crate) fn is_construction(cx: &Cx<'_>, declarator: Node<'_>) -> bool {
    let Some(list) = declarator.field(F::Parameters).filter(|_| cx.cpp) else { return false };
    let mut any = false;
    for param in list.named_children() {
        any = true;
        let ty = param.field(F::Type);
        let named = ty.is_some_and(|ty| matches!(ty.kind(), K::TypeIdentifier | K::QualifiedIdentifier));
        let rest = param.named_children().find(|child| !child.is_in_field(F::Type));
        let value = rest.is_none_or(is_empty_call);
        if !param.is(K::ParameterDeclaration) || !named || !value {
            return false;
        }
    }
    any
}

/// `f()` as an argument is taken for a function type without parameters.
fn is_empty_call(node: Node<'_>) -> bool {
    let list = node.field(F::Parameters).filter(|_| node.is(K::AbstractFunctionDeclarator));
    list.is_some_and(|list| list.first_named().is_none()) && node.named_children().count() == 1
}

/// The variable of such a construction.
pub(crate) fn construction(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    name: Node<'_>,
    declarator: Node<'_>,
    ty: TypeId,
) {
    let id = variable(b, name, declarator.end(), ty);
    let mut args = Vec::new();
    for param in declarator.field(F::Parameters).into_iter().flat_map(Node::named_children) {
        args.push(argument(b, cx, param));
    }
    let args = b.list(&args);
    let init = b.expr(Expr::New { ty, args });
    b.binding_mut(id).init = Some(init);
}

/// A value that was taken for a parameter.
fn argument(b: &mut Builder<'_>, cx: &Cx<'_>, param: Node<'_>) -> ExprId {
    let called = param.named_children().any(|child| child.is(K::AbstractFunctionDeclarator));
    let role = if called { Role::Call } else { Role::Read };
    let value = match param.field(F::Type) {
        Some(name) if name.is(K::TypeIdentifier) => b.name_expr(name.span(), role),
        Some(path) => expressions::expression(b, cx, path, role),
        None => b.expr(Expr::Unknown),
    };
    if called { b.expr(Expr::Call { callee: value, args: List::EMPTY }) } else { value }
}

fn variable(b: &mut Builder<'_>, name: Node<'_>, visible_from: u32, ty: TypeId) -> BindingId {
    b.bind(NewBinding { visible_from, ty: Some(ty), ..NewBinding::new(BindingKind::Local, name.span()) })
}
