//! Destructuring: each name gets as its value the part of the matched value that the pattern takes.

use extract::{Builder, NewBinding, NewDef};
use model::expr::{Access, BinaryKind, Expr, Projection};
use model::facts::Anchor;
use model::ids::{ExprId, ScopeId};
use model::kinds::{BindingKind, DefKind, FlowKind, Role};
use model::span::Span;

use super::context::{Context, is_module_like, var_scope};
use super::declarations::Lead;
use super::expressions::{expression, expression_as};
use super::grammar::{F, Js, K};
use super::keys::Key;

/// What becomes of the names in a pattern.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// They are bound.
    Bind { kind: BindingKind, scope: Option<ScopeId> },
    /// They are variables of the module.
    Define { kind: DefKind, scope: ScopeId, lead: Lead, end: u32 },
    /// They exist and are assigned.
    Assign,
}

impl Target {
    /// Names bound in the current scope.
    pub(crate) fn local(kind: BindingKind) -> Self {
        Self::Bind { kind, scope: None }
    }

    /// The variable of a loop declared with the keyword `kind`.
    pub(crate) fn loop_variable(b: &Builder<'_>, keyword: Js<'_>) -> Self {
        if !keyword.is(K::Var) {
            return Self::local(BindingKind::Loop);
        }
        let scope = var_scope(b);
        if is_module_like(b.facts().scope(scope).kind) {
            let (kind, lead, end) = (DefKind::Variable, Lead::of(keyword), keyword.end());
            return Self::Define { kind, scope, lead, end };
        }
        Self::Bind { kind: BindingKind::Loop, scope: Some(scope) }
    }
}

/// Binds or assigns what `node` names to the parts of `value`.
pub(crate) fn bind_pattern(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    value: Option<ExprId>,
    target: &Target,
) {
    b.descend(node, |b| dispatch(b, cx, node, value, target));
}

fn dispatch(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, value: Option<ExprId>, target: &Target) {
    match node.kind() {
        K::Identifier | K::ShorthandPattern | K::Shorthand | K::Undefined => {
            bind_name(b, node, value, target);
        }
        K::ObjectPattern => object_pattern(b, cx, node, value, target),
        K::ArrayPattern => array_pattern(b, cx, node, value, target),
        K::AssignmentPattern | K::ObjectAssignmentPattern => with_default(b, cx, node, value, target),
        K::RestPattern | K::Parenthesized => {
            node.first_named().into_iter().for_each(|inner| bind_pattern(b, cx, inner, value, target));
        }
        _ => {
            let assigned = expression_as(b, cx, node, Role::Write);
            b.flow(FlowKind::Assign, node.span(), Some(assigned), value);
        }
    }
}

fn bind_name(b: &mut Builder<'_>, node: Js<'_>, value: Option<ExprId>, target: &Target) {
    match *target {
        Target::Bind { kind, scope } => {
            b.bind(NewBinding { scope, init: value, ..NewBinding::new(kind, node.span()) });
        }
        Target::Define { kind, scope, lead, end } => {
            let span = Span::new(lead.start.min(node.start()), end.max(node.end()));
            let new = NewDef {
                visibility: lead.visibility,
                modifiers: lead.modifiers,
                value,
                scope: Some(scope),
                ..NewDef::new(kind, node.span(), span)
            };
            b.define(new);
        }
        Target::Assign => {
            let assigned = b.name_expr(node.span(), Role::Write);
            b.flow(FlowKind::Assign, node.span(), Some(assigned), value);
        }
    }
}

/// `left = right` inside a pattern: the matched part or, when it is missing, the default.
fn with_default(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, value: Option<ExprId>, target: &Target) {
    let default = node.field(F::Right).map(|right| expression(b, cx, right));
    let value = either(b, value, default);
    node.field(F::Left).into_iter().for_each(|left| bind_pattern(b, cx, left, value, target));
}

/// `value ?? default`, as far as both are there.
pub(crate) fn either(b: &mut Builder<'_>, value: Option<ExprId>, default: Option<ExprId>) -> Option<ExprId> {
    match (value, default) {
        (Some(value), Some(default)) => Some(b.expr(Expr::Binary(BinaryKind::Coalesce, value, default))),
        _ => value.or(default),
    }
}

fn object_pattern(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    value: Option<ExprId>,
    target: &Target,
) {
    let base = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    for child in node.named_children() {
        match child.kind() {
            K::ShorthandPattern | K::Shorthand | K::Identifier => {
                let part = property(b, child, base);
                bind_name(b, child, Some(part), target);
            }
            K::ObjectAssignmentPattern | K::AssignmentPattern => {
                let shorthand = child.field(F::Left).filter(|left| left.is(K::ShorthandPattern));
                let part = shorthand.map_or(base, |left| property(b, left, base));
                bind_pattern(b, cx, child, Some(part), target);
            }
            K::PairPattern => pair(b, cx, child, base, target),
            K::RestPattern => {
                let rest = b.expr(Expr::Project { base, how: Projection::RestObject, arg: 0 });
                bind_pattern(b, cx, child, Some(rest), target);
            }
            _ => super::statements::statement(b, cx, child),
        }
    }
}

/// The property that a shorthand name takes, which is named by the same token.
fn property(b: &mut Builder<'_>, name: Js<'_>, base: ExprId) -> ExprId {
    let site = b.site(name.span(), Role::Read, Anchor::MemberOf(base));
    b.expr(Expr::Member { base, site, access: Access::Dot })
}

fn pair(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, base: ExprId, target: &Target) {
    let part = node.field(F::Key).map(|key| keyed_part(b, cx, key, base));
    node.field(F::Value).into_iter().for_each(|value| bind_pattern(b, cx, value, part, target));
}

fn keyed_part(b: &mut Builder<'_>, cx: &mut Context, key: Js<'_>, base: ExprId) -> ExprId {
    match Key::of(key) {
        Key::Name(span) => {
            let site = b.site(span, Role::Read, Anchor::MemberOf(base));
            b.expr(Expr::Member { base, site, access: Access::Dot })
        }
        Key::Computed(inner) => {
            let index = expression(b, cx, inner);
            b.expr(Expr::Index { base, index })
        }
    }
}

fn array_pattern(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    value: Option<ExprId>,
    target: &Target,
) {
    let base = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    let mut arg = 0;
    for child in node.children() {
        if child.is(K::Comma) {
            arg += 1;
        } else if child.is_named() {
            let how = if child.is(K::RestPattern) { Projection::Rest } else { Projection::Element };
            let part = b.expr(Expr::Project { base, how, arg });
            bind_pattern(b, cx, child, Some(part), target);
        }
    }
}
