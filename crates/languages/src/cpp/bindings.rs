//! Local names: structured bindings, and variables whose construction looks like a prototype.

use extract::{Builder, NewBinding};
use model::expr::{Expr, Projection};
use model::ids::{BindingId, ExprId, TypeId};
use model::kinds::{BindingKind, Role};

use crate::c::context::{Cx, Node};
use crate::c::expressions;
use crate::c::grammar::{F, K};

/// `[a, b]`; each name is a part of the value that follows.
pub(crate) fn structured(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, kind: BindingKind) {
    let value = value_of(node).map(|value| expressions::expression(b, cx, value, Role::Read));
    let base = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    elements(b, node, base, kind);
}

/// The initial value of the declaration around a structured binding.
fn value_of(node: Node<'_>) -> Option<Node<'_>> {
    let declarator = node.ancestors().find(|around| around.is(K::InitDeclarator))?;
    declarator.field(F::Value)
}

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
        let plain = param.is(K::ParameterDeclaration)
            && param.named_children().count() == 1
            && ty.is_some_and(|ty| matches!(ty.kind(), K::TypeIdentifier | K::QualifiedIdentifier));
        if !plain {
            return false;
        }
    }
    any
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
        for value in param.named_children() {
            args.push(match value.kind() {
                K::TypeIdentifier => b.name_expr(value.span(), Role::Read),
                _ => expressions::expression(b, cx, value, Role::Read),
            });
        }
    }
    let args = b.list(&args);
    let init = b.expr(Expr::New { ty, args });
    b.binding_mut(id).init = Some(init);
}

fn variable(b: &mut Builder<'_>, name: Node<'_>, visible_from: u32, ty: TypeId) -> BindingId {
    b.bind(NewBinding { visible_from, ty: Some(ty), ..NewBinding::new(BindingKind::Local, name.span()) })
}
