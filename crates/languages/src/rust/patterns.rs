//! Patterns: names that they bind, with the part of the matched value that each gets; and names that they refer to.
//!
//! A single name is a binding unless it begins with a capital: constants and unit variants cannot be told from
//! bindings by syntax, and the compiler warns about names that break this custom.

use extract::{Builder, NewBinding};
use model::expr::{Access, Expr, Projection, UnaryKind};
use model::ids::{ExprId, TypeId};
use model::kinds::{BindingKind, Role};

use super::grammar::{F, K, N};
use super::{expressions, macros, paths};

/// What a pattern is matched against.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    kind: BindingKind,
    ty: Option<TypeId>,
    value: Option<ExprId>,
    visible_from: u32,
}

impl Subject {
    /// A value of the annotated type `ty`, made by `value`.
    pub(super) fn new(
        kind: BindingKind,
        ty: Option<TypeId>,
        value: Option<ExprId>,
        visible_from: u32,
    ) -> Self {
        Self { kind, ty, value, visible_from }
    }

    /// The matched value; its annotated type says more than what made it.
    fn base(self, b: &mut Builder<'_>) -> ExprId {
        match (self.ty, self.value) {
            (Some(ty), _) => b.expr(Expr::Typed(ty)),
            (None, Some(value)) => value,
            (None, None) => b.expr(Expr::Unknown),
        }
    }

    /// A part of it.
    fn part(self, value: ExprId) -> Self {
        let kind = match self.kind {
            BindingKind::Local | BindingKind::Parameter => BindingKind::Pattern,
            kind => kind,
        };
        Self { kind, ty: None, value: Some(value), ..self }
    }
}

/// Whether a single name in a pattern refers to a constant or variant.
fn is_constant(name: &str) -> bool {
    name.trim_start_matches('_').starts_with(char::is_uppercase)
}

/// Binds the names of a pattern.
pub(super) fn pattern(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    match node.kind() {
        _ if node.is_missing() => {}
        K::Identifier if is_constant(paths::plain(node.text())) => {
            paths::name(b, node.span(), Role::Read);
        }
        K::Identifier => bind(b, node, subject),
        K::Underscore | K::RemainingFieldPattern => {}
        _ => {
            b.descend(node, |b| compound(b, node, subject));
        }
    }
}

fn compound(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    match node.kind() {
        K::MutPattern | K::RefPattern => {
            if let Some(inner) = node.last_named() {
                forced(b, inner, subject);
            }
        }
        K::ReferencePattern => dereferenced(b, node, subject),
        K::TuplePattern => tuple(b, node, subject),
        K::SlicePattern => elements(b, node, subject),
        K::TupleStructPattern => tuple_struct(b, node, subject),
        K::StructPattern => fields(b, node, subject),
        K::CapturedPattern => captured(b, node, subject),
        K::OrPattern => alternatives(b, node, subject),
        K::ScopedIdentifier | K::GenericPattern => {
            paths::path(b, node, Role::Read);
        }
        K::RangePattern => range(b, node),
        K::MacroInvocation => {
            macros::invocation(b, node);
        }
        K::Error => node.named_children().for_each(|child| pattern(b, child, subject)),
        _ => {
            expressions::expr(b, node);
        }
    }
}

fn bind(b: &mut Builder<'_>, name: N<'_>, subject: Subject) {
    b.bind(NewBinding {
        name: Some(paths::plain(name.text())),
        visible_from: subject.visible_from,
        ty: subject.ty,
        init: subject.value,
        ..NewBinding::new(subject.kind, name.span())
    });
}

/// The pattern below `mut`, `ref` or in front of `@`: a name is a binding there whatever its case.
fn forced(b: &mut Builder<'_>, inner: N<'_>, subject: Subject) {
    if inner.is(K::Identifier) && !inner.is_missing() {
        bind(b, inner, subject);
    } else {
        pattern(b, inner, subject);
    }
}

/// `&p`
fn dereferenced(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    let Some(inner) = node.last_named() else { return };
    let base = subject.base(b);
    let value = b.expr(Expr::Unary(UnaryKind::Deref, base));
    pattern(b, inner, subject.part(value));
}

/// `(a, b)`, or parentheses around one pattern.
fn tuple(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    let is_group = !node.has(K::Comma) && !node.has(K::RemainingFieldPattern);
    match node.first_named().filter(|_| is_group) {
        Some(inner) => pattern(b, inner, subject),
        None => elements(b, node, subject),
    }
}

/// The patterns between commas with their position; `None` after a `..`, where only the end is known to be near.
fn positions(first: N<'_>) -> impl Iterator<Item = (Option<u32>, N<'_>)> {
    let mut position = Some(0);
    let children = std::iter::successors(Some(first), |node| node.next_sibling());
    children.filter_map(move |child| match child.kind() {
        K::Comma => {
            position = position.map(|at| at + 1);
            None
        }
        _ if is_rest(child) => Some((position.take(), child)),
        _ if child.is_named() => Some((position, child)),
        _ => None,
    })
}

/// `..` or `rest @ ..`
fn is_rest(node: N<'_>) -> bool {
    match node.kind() {
        K::RemainingFieldPattern => true,
        K::CapturedPattern => node.last_named().is_some_and(|last| last.is(K::RemainingFieldPattern)),
        _ => false,
    }
}

/// Elements of a tuple or slice.
fn elements(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    let Some(first) = node.children().next() else { return };
    let base = subject.base(b);
    let is_slice = node.is(K::SlicePattern);
    for (position, child) in positions(first) {
        let how = if is_rest(child) { Projection::Rest } else { Projection::Element };
        // All elements of a slice are of one type, so any position stands for those after `..`.
        let value = match position.or(is_slice.then_some(0)) {
            Some(arg) => b.expr(Expr::Project { base, how, arg }),
            None => b.expr(Expr::Unknown),
        };
        pattern(b, child, subject.part(value));
    }
}

/// `Some(x)`
fn tuple_struct(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    let Some(ty) = node.field(F::Type) else { return };
    let role = if paths::is_macro_name(b, ty.end()) { Role::Macro } else { Role::Read };
    let path = paths::path(b, ty, role);
    let Some(first) = ty.next_sibling() else { return };
    let base = subject.base(b);
    for (position, child) in positions(first) {
        let value = match position.and_then(|at| u16::try_from(at).ok()) {
            Some(index) => b.expr(Expr::VariantField { base, path, index }),
            None => b.expr(Expr::Unknown),
        };
        pattern(b, child, subject.part(value));
    }
}

/// `Point { x, y: pattern, .. }`
fn fields(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    let Some(ty) = node.field(F::Type) else { return };
    let path = paths::path(b, ty, Role::Type);
    let base = subject.base(b);
    let matched = b.expr(Expr::Project { base, how: Projection::Matched, arg: path.raw() });
    for child in node.named_children().skip(1) {
        match child.kind() {
            K::FieldPattern => field(b, child, subject, matched),
            K::RemainingFieldPattern => {}
            _ => expressions::any(b, child),
        }
    }
}

fn field(b: &mut Builder<'_>, node: N<'_>, subject: Subject, matched: ExprId) {
    let Some(name) = node.field(F::Name).filter(|name| !name.is_missing()) else { return };
    let value = paths::member(b, matched, name.span(), Access::Dot, Role::Init);
    match node.field(F::Pattern) {
        Some(inner) => pattern(b, inner, subject.part(value)),
        None => bind(b, name, subject.part(value)),
    }
}

/// `name @ pattern`
fn captured(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    let mut children = node.named_children();
    if let Some(name) = children.next() {
        forced(b, name, subject);
    }
    for inner in children {
        pattern(b, inner, subject);
    }
}

/// `a | b | c`, a left-leaning chain of any length.
fn alternatives(b: &mut Builder<'_>, node: N<'_>, subject: Subject) {
    let mut rest = Some(node);
    let mut operands = Vec::new();
    while let Some(or) = rest.take() {
        for child in or.named_children() {
            if child.is(K::OrPattern) && rest.is_none() { rest = Some(child) } else { operands.push(child) }
        }
    }
    operands.into_iter().rev().for_each(|operand| pattern(b, operand, subject));
}

fn range(b: &mut Builder<'_>, node: N<'_>) {
    for end in [node.field(F::Left), node.field(F::Right)].into_iter().flatten() {
        expressions::expr(b, end);
    }
}
