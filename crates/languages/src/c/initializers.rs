//! Initial values: braces, designators, compound literals.
//!
//! A designator names a member of what is initialised. Its type is known where a declaration or a compound literal
//! says it; deeper braces are members of members.

use extract::Builder;
use model::expr::{Access, Expr, Projection, TypeExpr, Wrapper};
use model::facts::Anchor;
use model::ids::{ExprId, SiteId, TypeId};
use model::kinds::{FlowKind, Role};

use super::context::{Cx, Node};
use super::declarations::{field_of, typed};
use super::expressions::{arguments, braces, expression};
use super::grammar::{F, K};
use super::{statements, types};

/// What braces fill.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// A value of this type.
    Type(TypeId),
    /// This value.
    Value(ExprId),
    /// Nobody knows.
    Unknown,
}

impl Target {
    /// What the `index`-th element without a designator fills.
    fn element(self, b: &mut Builder<'_>, index: u32) -> Self {
        match self {
            Self::Type(ty) => match b.facts().ty(ty) {
                TypeExpr::Wrap(Wrapper::Array, element) => Self::Type(element),
                TypeExpr::Wrap(Wrapper::Qualified, inner) => Self::Type(inner).element(b, index),
                _ => {
                    let base = typed(b, ty);
                    Self::Value(project(b, base, index))
                }
            },
            Self::Value(base) => Self::Value(project(b, base, index)),
            Self::Unknown => Self::Unknown,
        }
    }
}

fn project(b: &mut Builder<'_>, base: ExprId, arg: u32) -> ExprId {
    b.expr(Expr::Project { base, how: Projection::Element, arg })
}

/// An initial value of `target`: braces, constructor arguments or an expression.
pub(crate) fn value(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, target: Target) -> ExprId {
    match (node.kind(), target) {
        (K::InitializerList, _) => list(b, cx, node, target),
        (K::ArgumentList, Target::Type(ty)) => {
            let args = arguments(b, cx, node);
            b.expr(Expr::New { ty, args })
        }
        _ => expression(b, cx, node, Role::Read),
    }
}

/// `{ a, .b = c, [2] = d }`.
pub(crate) fn list(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, target: Target) -> ExprId {
    let mut values = Vec::new();
    let mut base = None;
    for (index, child) in node.named_children().enumerate() {
        let value = match child.kind() {
            K::InitializerPair => pair(b, cx, child, target, &mut base),
            K::InitializerList => {
                let element = target.element(b, index as u32);
                b.descend(child, |b| list(b, cx, child, element))
            }
            K::Error => {
                statements::leftover(b, cx, child);
                None
            }
            _ => Some(expression(b, cx, child, Role::Read)),
        };
        values.extend(value);
    }
    braces(b, &values)
}

/// `.member = value`; `base` is the initialised value, made when first asked for.
fn pair(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    node: Node<'_>,
    target: Target,
    base: &mut Option<ExprId>,
) -> Option<ExprId> {
    let (mut inner, mut member) = (target, None);
    let mut first = true;
    for child in node.named_children() {
        if child.is_in_field(F::Designator) {
            let known = if std::mem::take(&mut first) { &mut *base } else { &mut None };
            (inner, member) = designator(b, cx, child, inner, known);
        } else if child.is_in_field(F::Value) {
            let value = b.descend(child, |b| value(b, cx, child, inner));
            if let Some(member) = member {
                b.flow(FlowKind::Assign, node.span(), Some(member), value);
            }
            return value;
        } else {
            statements::leftover(b, cx, child);
        }
    }
    None
}

/// Steps into the member or element that a designator names.
fn designator(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    node: Node<'_>,
    target: Target,
    base: &mut Option<ExprId>,
) -> (Target, Option<ExprId>) {
    let name = match node.kind() {
        K::FieldDesignator => node.first_named(),
        K::FieldIdentifier => Some(node),
        _ => {
            for index in node.named_children() {
                expression(b, cx, index, Role::Read);
            }
            return (target.element(b, 0), None);
        }
    };
    let Some(name) = name else { return (Target::Unknown, None) };
    let site = designated(b, name, target);
    let whole = match target {
        Target::Type(ty) => *base.get_or_insert_with(|| typed(b, ty)),
        Target::Value(value) => value,
        Target::Unknown => return (Target::Unknown, None),
    };
    let member = b.expr(Expr::Member { base: whole, site, access: Access::Dot });
    (Target::Value(member), Some(member))
}

fn designated(b: &mut Builder<'_>, name: Node<'_>, target: Target) -> SiteId {
    match target {
        Target::Type(ty) => field_of(b, ty, name.span()),
        Target::Value(value) => b.site(name.span(), Role::Init, Anchor::MemberOf(value)),
        Target::Unknown => b.site(name.span(), Role::Init, Anchor::Lexical),
    }
}

/// `(T){ … }` and C++ `T{ … }`.
pub(crate) fn compound_literal(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let ty = match node.field(F::Type) {
        Some(ty) => types::descriptor(b, cx, ty),
        None => b.ty(TypeExpr::Unknown),
    };
    let value = node.field(F::Value).map(|value| list(b, cx, value, Target::Type(ty)));
    let args = b.list(value.as_slice());
    b.expr(Expr::New { ty, args })
}
