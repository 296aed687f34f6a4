//! Sequences of items and statements: files, blocks, bodies of modules, traits and `impl`s, error ranges.

use extract::Builder;
use model::ids::ExprId;
use model::kinds::BindingKind;
use model::span::Span;

use super::grammar::{F, K, N};
use super::patterns::{self, Subject};
use super::{attributes, broken, definitions, expressions, types};

/// Reads everything directly inside `container`. Gives the tail expression, if there is one, and where it stands.
pub(super) fn sequence<'t>(b: &mut Builder<'_>, container: N<'t>) -> Option<(ExprId, Span)> {
    let mut attributes: Vec<N<'t>> = Vec::new();
    let mut tail = None;
    for child in container.children() {
        match child.kind() {
            K::AttributeItem => {
                attributes.push(child);
                continue;
            }
            K::InnerAttributeItem => attributes::inner(b, child, container),
            _ if child.is_named() => tail = statement(b, child, &attributes),
            _ => {}
        }
        attributes.clear();
    }
    // Attributes above nothing, as they stand in broken code.
    attributes::apply(b, &attributes, attributes.last().copied().unwrap_or(container));
    tail
}

/// A statement; its value and place when it would be a value as the last one.
fn statement<'t>(b: &mut Builder<'_>, node: N<'t>, attributes: &[N<'t>]) -> Option<(ExprId, Span)> {
    if definitions::is_item(node.kind()) {
        definitions::item(b, node, attributes);
        return None;
    }
    attributes::apply(b, attributes, node);
    match node.kind() {
        K::LetDeclaration => {
            b.descend(node, |b| declaration(b, node));
            None
        }
        K::ExpressionStatement => {
            let inner = node.first_named()?;
            let value = expressions::expr(b, inner);
            (!node.has(K::Semicolon)).then_some((value, inner.span()))
        }
        K::EmptyStatement | K::Label => None,
        K::Error => {
            broken::range(b, node);
            None
        }
        _ => Some((expressions::expr(b, node), node.span())),
    }
}

/// `let pattern: T = value else { … };` The names are visible after it.
pub(super) fn declaration(b: &mut Builder<'_>, node: N<'_>) {
    let ty = node.field(F::Type).map(|ty| types::ty(b, ty));
    let value = node.field(F::Value).map(|value| expressions::expr(b, value));
    if let Some(otherwise) = node.field(F::Alternative) {
        expressions::expr(b, otherwise);
    }
    if let Some(pattern) = node.field(F::Pattern) {
        patterns::pattern(b, pattern, Subject::new(BindingKind::Local, ty, value, node.end()));
    }
}
