//! Assignments: the names, fields and elements that they fill, and the names that they make.

use extract::{Builder, NewBinding, NewDef};
use model::expr::{BinaryKind, Expr, Projection};
use model::facts::Anchor;
use model::ids::{ExprId, ScopeId, TypeId};
use model::kinds::{BindingKind, DefKind, FlowKind, Modifiers, Role, ScopeKind, Visibility};
use model::span::Span;

use super::context::{Context, assignment_scope};
use super::grammar::{F, K, Node};
use super::{annotations, expressions};

/// `a = b = value`, `a: T`, `a: T = value`.
pub(super) fn assignment(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let ty = node.field(F::Type).map(|ty| annotations::annotation(b, cx, ty));
    let mut targets = vec![node];
    let mut value = node.field(F::Right);
    while let Some(next) = value.filter(|value| value.is(K::Assignment)) {
        targets.push(next);
        value = next.field(F::Right);
    }
    let value = value.map(|value| expressions::expr(b, cx, value));
    for target in targets {
        if let Some(left) = target.field(F::Left) {
            target_of(b, cx, left, node, value, ty);
        }
        super::statements::stray(b, cx, target);
    }
}

fn target_of(
    b: &mut Builder<'_>,
    cx: &mut Context,
    left: Node<'_>,
    whole: Node<'_>,
    value: Option<ExprId>,
    ty: Option<TypeId>,
) {
    match left.kind() {
        K::Identifier => bind_name(b, cx, left, whole, BindingKind::Local, value, ty),
        K::Attribute => attribute(b, cx, left, whole, value, ty),
        _ => bind_target(b, cx, left, whole, BindingKind::Local, value),
    }
}

/// `a += value`
pub(super) fn augmented(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let value = node.field(F::Right).map(|value| expressions::expr(b, cx, value));
    if let Some(left) = node.field(F::Left) {
        let target = expressions::expr_as(b, cx, left, Role::Write);
        let value = value.map(|value| b.expr(Expr::Binary(BinaryKind::Arithmetic, target, value)));
        b.flow(FlowKind::Assign, node.span(), Some(target), value);
    }
}

/// `a := value`, which makes the name outside of comprehensions.
pub(super) fn walrus(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let value = match node.field(F::Value) {
        Some(value) => expressions::expr(b, cx, value),
        None => b.expr(Expr::Unknown),
    };
    if let Some(name) = node.field(F::Name) {
        bind_name(b, cx, name, node, BindingKind::Local, Some(value), None);
    }
    value
}

/// Binds all names of a target: a name, or names in tuples and lists; fields and elements are written.
pub(super) fn bind_target(
    b: &mut Builder<'_>,
    cx: &mut Context,
    target: Node<'_>,
    whole: Node<'_>,
    kind: BindingKind,
    value: Option<ExprId>,
) {
    match target.kind() {
        K::Identifier => bind_name(b, cx, target, whole, kind, value, None),
        K::Attribute => attribute(b, cx, target, whole, value, None),
        K::PatternList | K::TuplePattern | K::ListPattern | K::Tuple | K::List | K::ExpressionList => {
            let mut rest = false;
            for (index, part) in target.named_children().enumerate() {
                let starred = matches!(part.kind(), K::ListSplatPattern | K::ListSplat);
                // Where an element stands is not known after a starred one.
                let arg = if rest { u32::MAX } else { index as u32 };
                let how = if starred { Projection::Rest } else { Projection::Element };
                let part_value = value.map(|base| b.expr(Expr::Project { base, how, arg }));
                rest |= starred;
                let part = if starred { part.first_named().unwrap_or(part) } else { part };
                b.descend(part, |b| bind_target(b, cx, part, whole, kind, part_value));
            }
        }
        K::Parenthesized | K::ListSplatPattern | K::AsPatternTarget => {
            if let Some(inner) = target.first_named() {
                b.descend(inner, |b| bind_target(b, cx, inner, whole, kind, value));
            }
        }
        _ => {
            let written = expressions::expr_as(b, cx, target, Role::Write);
            b.flow(FlowKind::Assign, whole.span(), Some(written), value);
        }
    }
}

/// A name that is assigned: made the first time in its scope, written after that.
pub(super) fn bind_name(
    b: &mut Builder<'_>,
    cx: &mut Context,
    name: Node<'_>,
    whole: Node<'_>,
    kind: BindingKind,
    value: Option<ExprId>,
    ty: Option<TypeId>,
) {
    let scope = assignment_scope(b);
    // The target of a comprehension is the comprehension's own.
    let scope = if kind == BindingKind::Loop { b.scope() } else { scope };
    let id = b.name(name.text());
    if !cx.introduce(scope, id) {
        let target = b.name_expr(name.span(), Role::Write);
        // Where it is assigned: a loop's or handler's variable before the body, others when the statement is done.
        let span = match kind {
            BindingKind::Loop | BindingKind::Catch | BindingKind::Pattern => name.span(),
            _ => whole.span(),
        };
        b.flow(FlowKind::Assign, span, Some(target), value);
        return;
    }
    match b.facts().scope(scope).kind {
        ScopeKind::File | ScopeKind::Type => define(b, cx, name, whole, scope, value, ty),
        _ => {
            b.bind(NewBinding { scope: Some(scope), ty, init: value, ..NewBinding::new(kind, name.span()) });
        }
    }
}

fn define(
    b: &mut Builder<'_>,
    cx: &Context,
    name: Node<'_>,
    whole: Node<'_>,
    scope: ScopeId,
    value: Option<ExprId>,
    ty: Option<TypeId>,
) {
    let text = name.text();
    let in_class = b.facts().scope(scope).kind == ScopeKind::Type;
    let kind = match (in_class, cx.class) {
        (true, Some(class)) if class.is_enum && value.is_some() && !text.starts_with('_') => {
            DefKind::EnumMember
        }
        (true, _) => DefKind::Field,
        (false, _) if is_constant(text) => DefKind::Constant,
        (false, _) => DefKind::Variable,
    };
    let body = value.map_or(0, |_| name.end());
    let doc = b.doc_before(whole.start(), |text| text.starts_with("#:"));
    let modifiers = if value.is_none() { Modifiers::DECLARATION } else { Modifiers::NONE };
    let new = NewDef {
        value,
        ty,
        body,
        doc,
        modifiers,
        scope: Some(scope),
        visibility: visibility(text),
        ..NewDef::new(kind, name.span(), whole.span())
    };
    b.define(new);
}

/// `ALL_CAPS`, at least two characters.
fn is_constant(name: &str) -> bool {
    name.len() > 1
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Private by the convention of a leading underscore.
pub(super) fn visibility(name: &str) -> Visibility {
    let dunder = name.starts_with("__") && name.ends_with("__");
    if name.starts_with('_') && !dunder { Visibility::Private } else { Visibility::Default }
}

/// `base.name = value`; through the receiver of a method this makes a field of the class.
fn attribute(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Node<'_>,
    whole: Node<'_>,
    value: Option<ExprId>,
    ty: Option<TypeId>,
) {
    let target = expressions::expr_as(b, cx, node, Role::Write);
    if ty.is_some() || value.is_some() {
        b.flow(FlowKind::Assign, whole.span(), Some(target), value);
    }
    let (Some(object), Some(name)) = (node.field(F::Object), node.field(F::Attribute)) else { return };
    let (Some(class), Some(receiver)) = (cx.class, cx.receiver) else { return };
    if !object.is(K::Identifier) || b.name(object.text()) != receiver {
        return;
    }
    let id = b.name(name.text());
    if !cx.introduce(class.scope, id) {
        return;
    }
    let new = NewDef {
        value,
        ty,
        body: name.end(),
        scope: Some(class.scope),
        visibility: visibility(name.text()),
        ..NewDef::new(DefKind::Field, name.span(), whole.span())
    };
    b.in_def(class.def, |b| b.define(new));
}

/// The names in `__all__ = […]`, `__all__ += […]`, `__all__.extend([…])`.
pub(super) fn exported_names(b: &mut Builder<'_>, node: Node<'_>) {
    let names_all = |node: Option<Node<'_>>| node.is_some_and(|node| node.text() == "__all__");
    let list = match node.kind() {
        K::Assignment | K::AugmentedAssignment if names_all(node.field(F::Left)) => node.field(F::Right),
        K::Call => {
            let function = node.field(F::Function);
            let object = function.and_then(|function| function.field(F::Object));
            if names_all(object) { node.field(F::Arguments) } else { None }
        }
        _ => None,
    };
    let strings = list.into_iter().flat_map(|list| list.descendants().filter(|it| it.is(K::StringContent)));
    for content in strings.collect::<Vec<_>>() {
        b.site(content.span(), Role::Export, Anchor::Lexical);
    }
}

/// An empty range where `node` begins.
pub(super) fn nowhere(node: Node<'_>) -> Span {
    Span::new(node.start(), node.start())
}
