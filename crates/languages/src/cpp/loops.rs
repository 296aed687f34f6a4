//! `for (x : range)` and `catch`.

use extract::{Builder, NewBinding};
use model::expr::{Expr, Projection};
use model::kinds::{BindingKind, ScopeKind};

use crate::c::context::{Cx, Node};
use crate::c::declarations::Specifiers;
use crate::c::grammar::{F, K};
use crate::c::{declarators, functions, initializers, statements};
use crate::cpp::bindings;

/// A range-based loop.
pub(crate) fn range(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    b.descend(node, |b| {
        b.in_scope(ScopeKind::Block, node.span(), |b| range_parts(b, &cx.local(), node));
    });
}

fn range_parts(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let mut specifiers = Specifiers::default();
    let mut declarator = None;
    for child in node.children() {
        if child.is_in_field(F::Declarator) {
            declarator = Some(child);
        } else if child.is_in_field(F::Right) {
            let range = initializers::value(b, cx, child, initializers::Target::Unknown);
            let element = b.expr(Expr::Project { base: range, how: Projection::Iterate, arg: 0 });
            variable(b, cx, &mut specifiers, declarator, element);
        } else if !specifiers.read(b, cx, child) {
            statements::leftover(b, cx, child);
        }
    }
}

fn variable(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    specifiers: &mut Specifiers,
    declarator: Option<Node<'_>>,
    element: model::ids::ExprId,
) {
    let Some(declarator) = declarator else { return };
    let base = specifiers.base(b);
    let declared = declarators::read(b, cx, declarator, base);
    match declared.name {
        Some(name) if name.is(K::StructuredBindingDeclarator) => {
            bindings::elements(b, name, element, BindingKind::Loop);
        }
        Some(name) => {
            let new = NewBinding::new(BindingKind::Loop, name.span());
            b.bind(NewBinding {
                visible_from: declarator.end(),
                ty: Some(declared.ty),
                init: Some(element),
                ..new
            });
        }
        None => {}
    }
}

/// A handler; its parameter is visible in its body.
pub(crate) fn catch(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    b.descend(node, |b| {
        b.in_scope(ScopeKind::Block, node.span(), |b| {
            for child in node.named_children() {
                if child.is(K::ParameterList) {
                    caught(b, cx, child);
                } else {
                    statements::item(b, &mut cx.local(), child);
                }
            }
        });
    });
}

fn caught(b: &mut Builder<'_>, cx: &Cx<'_>, list: Node<'_>) {
    let before = b.facts().bindings.len();
    functions::parameters(b, cx, list);
    for index in before..b.facts().bindings.len() {
        b.binding_mut(model::ids::BindingId::new(index as u32)).kind = BindingKind::Catch;
    }
}
