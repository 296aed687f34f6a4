//! Type and record patterns, in `instanceof` and in `case`.

use extract::{Builder, NewBinding};
use model::expr::{BinaryKind, Expr, Projection, TypeExpr};
use model::ids::{ExprId, TypeId};
use model::kinds::{BindingKind, Role};
use model::span::Span;

use super::annotations::decorators;
use super::flow_scoping::holds_in;
use super::grammar::{F, K, Node};
use super::items;
use super::parameters::is_nameless;
use super::types::{is_type, ty};

/// `value instanceof T`, `value instanceof T t`, `value instanceof R(…)`.
pub(super) fn instance_of(b: &mut Builder<'_>, node: Node<'_>, value: ExprId) -> ExprId {
    let tested = match (node.field(F::Pattern), node.field(F::Right)) {
        (Some(pattern), _) => record_pattern(b, pattern, value),
        (None, Some(right)) => {
            let tested = ty(b, right, Role::Type);
            bind_whole(b, node.field(F::Name), tested, value);
            tested
        }
        (None, None) => b.ty(TypeExpr::Unknown),
    };
    narrow(b, holds_in(node), value, tested);
    let tested = b.expr(Expr::Type(tested));
    b.expr(Expr::Binary(BinaryKind::Comparison, value, tested))
}

/// Only what has a name can be asked for its type again.
fn narrow(b: &mut Builder<'_>, range: Span, value: ExprId, tested: TypeId) {
    if !range.is_empty() && matches!(b.facts().expr(value), Expr::Name(_) | Expr::Member { .. }) {
        b.narrow(range, value, tested);
    }
}

/// The variable of a type pattern: the matched value, known to be of type `tested`.
fn bind_whole(b: &mut Builder<'_>, name: Option<Node<'_>>, tested: TypeId, value: ExprId) {
    let Some(name) = name.filter(|name| !is_nameless(*name)) else { return };
    let class = b.expr(Expr::Type(tested));
    let init = b.expr(Expr::Project { base: value, how: Projection::Matched, arg: class.into() });
    bind(b, name, tested, init);
}

fn bind(b: &mut Builder<'_>, name: Node<'_>, declared: TypeId, init: ExprId) {
    b.bind(NewBinding {
        ty: Some(declared),
        init: Some(init),
        visible_from: name.end(),
        ..NewBinding::new(BindingKind::Pattern, name.span())
    });
}

/// The pattern of a `case`, matched against `value`; it is known to have matched in `range`.
pub(super) fn case_pattern(b: &mut Builder<'_>, node: Node<'_>, value: ExprId, range: Span) {
    let Some(pattern) = node.first_named() else { return };
    let tested = match pattern.kind() {
        K::TypePattern => type_pattern(b, pattern, value),
        K::RecordPattern => record_pattern(b, pattern, value),
        _ => {
            items::one(b, pattern);
            return;
        }
    };
    items::errors(b, node);
    narrow(b, range, value, tested);
}

fn type_pattern(b: &mut Builder<'_>, node: Node<'_>, value: ExprId) -> TypeId {
    let (tested, name) = typed_name(b, node);
    bind_whole(b, name, tested, value);
    tested
}

/// The type and the name in `T t`.
fn typed_name<'t>(b: &mut Builder<'_>, node: Node<'t>) -> (TypeId, Option<Node<'t>>) {
    decorators(b, node.child(K::Modifiers));
    let mut declared = None;
    let mut name = None;
    for child in node.named_children() {
        if is_type(child.kind()) {
            declared = Some(ty(b, child, Role::Type));
        } else if child.is(K::Identifier) {
            name = Some(child);
        } else if child.is_error() {
            items::all(b, child);
        }
    }
    (declared.unwrap_or_else(|| b.ty(TypeExpr::Infer)), name)
}

/// `R(A a, S(var b))`: each component is a field of the matched record.
fn record_pattern(b: &mut Builder<'_>, node: Node<'_>, value: ExprId) -> TypeId {
    let tested = match node.first_named() {
        Some(name) if name.is(K::Identifier) => qualified_name(b, name),
        Some(name) if is_type(name.kind()) => ty(b, name, Role::Type),
        _ => b.ty(TypeExpr::Unknown),
    };
    let path = b.expr(Expr::Type(tested));
    let body = node.child(K::RecordPatternBody);
    let mut index = 0;
    for child in body.into_iter().flat_map(Node::named_children) {
        if child.is_error() {
            items::all(b, child);
        } else {
            component(b, child, Expr::VariantField { base: value, path, index });
            index = index.saturating_add(1);
        }
    }
    tested
}

/// The type of a record pattern. Where it is qualified, the parser was shown one name.
fn qualified_name(b: &mut Builder<'_>, node: Node<'_>) -> TypeId {
    let (mut start, end) = (node.start(), node.end());
    let mut base = None;
    for segment in node.text().split('.') {
        let span = Span::new(start, start + segment.len() as u32);
        let role = if span.end == end { Role::Type } else { Role::Qualify };
        base = Some(match base {
            Some(base) => b.member_type(base, span, role),
            None => b.name_type(span, role),
        });
        start = span.end + 1;
    }
    base.unwrap_or_else(|| b.ty(TypeExpr::Unknown))
}

fn component(b: &mut Builder<'_>, node: Node<'_>, part: Expr) {
    if node.is(K::RecordPattern) {
        let part = b.expr(part);
        b.descend(node, |b| record_pattern(b, node, part));
        return;
    }
    let (declared, name) = typed_name(b, node);
    if let Some(name) = name.filter(|name| !is_nameless(*name)) {
        let part = b.expr(part);
        bind(b, name, declared, part);
    }
}
