//! Member initialisers and friends.

use extract::Builder;
use model::expr::{Access, Expr, SelfRef, TypeExpr};
use model::facts::{Anchor, List};
use model::ids::ExprId;
use model::kinds::{FlowKind, Role};

use crate::c::context::{Cx, Node, Place};
use crate::c::grammar::K;
use crate::c::{expressions, initializers, statements, types};

/// `: a(x), Base(y)` of a constructor.
pub(crate) fn initializers(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    for child in node.named_children() {
        match child.kind() {
            K::FieldInitializer => initializer(b, cx, child),
            _ => statements::leftover(b, cx, child),
        }
    }
}

fn initializer(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let mut member = None;
    for child in node.named_children() {
        match child.kind() {
            K::FieldIdentifier | K::Identifier => member = Some(field(b, child)),
            K::QualifiedIdentifier | K::TemplateMethod | K::TemplateType => {
                types::specifier(b, cx, child, Role::Call);
            }
            K::ArgumentList | K::InitializerList => {
                let value = value(b, cx, child);
                if let (Some(member), Some(value)) = (member, value) {
                    b.flow(FlowKind::Assign, node.span(), Some(member), Some(value));
                }
            }
            _ => statements::leftover(b, cx, child),
        }
    }
}

/// A plain name is a field, a base class or the class itself; the resolver looks in that order.
fn field(b: &mut Builder<'_>, name: Node<'_>) -> ExprId {
    let class = b.ty(TypeExpr::SelfType);
    let site = b.site(name.span(), Role::Init, Anchor::FieldOf(class));
    let base = b.expr(Expr::SelfRef(SelfRef::This));
    b.expr(Expr::Member { base, site, access: Access::Arrow })
}

/// A single argument is what the field becomes, as far as anybody can tell.
fn value(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> Option<ExprId> {
    let args = if node.is(K::ArgumentList) {
        expressions::arguments(b, cx, node)
    } else {
        let value = initializers::list(b, cx, node, initializers::Target::Unknown);
        match b.facts().expr(value) {
            Expr::Container(_, values) => values,
            _ => List::EMPTY,
        }
    };
    let values: Vec<ExprId> = b.facts().list(args).collect();
    match values[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// `friend class X;` names a class; a befriended function belongs to the namespace around the class.
pub(crate) fn friend(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    b.descend(node, |b| {
        for child in node.named_children() {
            match child.kind() {
                K::TypeIdentifier | K::QualifiedIdentifier | K::TemplateType => {
                    types::specifier(b, cx, child, Role::Type);
                }
                _ => {
                    let scope = b.enclosing_scope(|kind| {
                        !matches!(kind, model::kinds::ScopeKind::Type | model::kinds::ScopeKind::Template)
                    });
                    let inner = Cx { place: Place::File, ..*cx };
                    friend_function(b, inner, scope, child);
                }
            }
        }
    });
}

/// The function's names are looked up in the class, but it is bound outside.
fn friend_function(b: &mut Builder<'_>, mut cx: Cx<'_>, outer: model::ids::ScopeId, node: Node<'_>) {
    let start = node.parent().map_or(node.start(), Node::start);
    let params = cx.template.map_or(List::EMPTY, |template| template.params);
    cx.template = Some(crate::c::context::Template { start, outer, params });
    statements::item(b, &mut cx, node);
}
