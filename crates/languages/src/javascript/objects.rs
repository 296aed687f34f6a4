//! Object literals: types of one instance, whose members are definitions.

use extract::{Builder, NewDef};
use model::expr::{Expr, UnaryKind};
use model::ids::{ExprId, ScopeId};
use model::kinds::{DefKind, FlowKind, Role, ScopeKind};

use super::classes::{MemberHead, method_kind};
use super::context::{Context, Owner, with_owner};
use super::declarations::Lead;
use super::expressions::{expression, literal_text};
use super::grammar::{F, Js, K};
use super::keys::{Key, name_span};
use super::values::{define_value, member_kind};
use super::{broken, functions};

/// How the members of an object are qualified, when they become those of something else.
#[derive(Clone, Copy, Default)]
pub(crate) struct Qualifier<'q>(pub(crate) Option<&'q str>);

/// An object literal.
///
/// Its members are bound in a scope of their own, but values stand in the scope around, since no name in them means
/// a member.
pub(crate) fn object(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    qualifier: Qualifier<'_>,
) -> ExprId {
    let (scope, ()) = b.in_scope(ScopeKind::Type, node.span(), |_| ());
    let value = b.expr(Expr::Object(scope));
    for child in node.named_children() {
        match child.kind() {
            K::Pair => pair(b, cx, child, scope, qualifier),
            K::MethodDefinition => method(b, cx, child, scope, qualifier),
            K::Shorthand | K::Identifier => shorthand(b, child, scope, qualifier),
            K::Spread => spread(b, cx, child, value),
            _ => broken::error(b, cx, child),
        }
    }
    value
}

fn new_member<'q>(
    b: &Builder<'_>,
    kind: DefKind,
    name: Js<'_>,
    node: Js<'_>,
    scope: ScopeId,
    qualifier: Qualifier<'q>,
) -> NewDef<'q> {
    let new: NewDef<'q> = Lead::of(node).define(b, kind, name_span(name), node);
    NewDef { scope: Some(scope), qualifier: qualifier.0, ..new }
}

fn pair(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, scope: ScopeId, qualifier: Qualifier<'_>) {
    let (key, value) = (node.field(F::Key), node.field(F::Value));
    let Some(key) = key else { return broken::error(b, cx, node) };
    if let Key::Computed(inner) = Key::of(key) {
        expression(b, cx, inner);
    }
    let new = new_member(b, member_kind(value), key, node, scope, qualifier);
    let owner = Owner::Type { def: b.current_def(), scope, is_static: false };
    let defined = value.and_then(|value| with_owner(cx, owner, |cx| define_value(b, cx, value, new)));
    if defined.is_none() {
        let id = b.define(NewDef { body: value.map_or(0, Js::start), ..new });
        let value = value.map(|value| b.in_def(id, |b| member_value(b, cx, value)));
        b.def_mut(id).value = value;
    }
    broken::errors_in(b, cx, node);
}

/// The value of a member: its text is kept when it is one, since it may tell a union's parts apart.
fn member_value(b: &mut Builder<'_>, cx: &mut Context, value: Js<'_>) -> ExprId {
    literal_text(b, value).unwrap_or_else(|| expression(b, cx, value))
}

fn method(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, scope: ScopeId, qualifier: Qualifier<'_>) {
    let head = MemberHead::of(node);
    let Some(name) = head.name else { return broken::error(b, cx, node) };
    if let Key::Computed(inner) = Key::of(name) {
        expression(b, cx, inner);
    }
    let kind = match method_kind(name, head.modifiers) {
        DefKind::Constructor => DefKind::Method,
        kind => kind,
    };
    let new = new_member(b, kind, name, node, scope, qualifier);
    let owner = Owner::Type { def: b.current_def(), scope, is_static: false };
    with_owner(cx, owner, |cx| functions::define(b, cx, node, NewDef { modifiers: head.modifiers, ..new }));
}

/// `{x}`: reads `x` and makes the member `x`.
fn shorthand(b: &mut Builder<'_>, node: Js<'_>, scope: ScopeId, qualifier: Qualifier<'_>) {
    let new = new_member(b, DefKind::Field, node, node, scope, qualifier);
    let id = b.define(new);
    let value = b.in_def(id, |b| b.name_expr(node.span(), Role::Read));
    b.def_mut(id).value = Some(value);
}

/// `...other`: the object gets the members of another, which a flow into it says.
fn spread(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, object: ExprId) {
    for inner in node.named_children() {
        let value = expression(b, cx, inner);
        let spread = b.expr(Expr::Unary(UnaryKind::Spread, value));
        b.flow(FlowKind::Assign, node.span(), Some(object), Some(spread));
    }
}
