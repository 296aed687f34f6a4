//! Strings and containers.

use extract::Builder;
use model::expr::{Container, Expr, Literal, UnaryKind};
use model::ids::ExprId;

use super::context::Context;
use super::expressions;
use super::grammar::{F, K, Node};

/// A string, perhaps with code in it.
pub(super) fn string(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let prefix = node.text().split(['"', '\'']).next().unwrap_or_default();
    let mut interpolated = false;
    for part in node.named_children().filter(|child| child.is(K::Interpolation)) {
        interpolated = true;
        interpolation(b, cx, part);
    }
    if !interpolated && let Some(word) = word(node, prefix) {
        let word = b.name(word);
        return b.expr(Expr::Text(word));
    }
    let literal = if interpolated {
        Literal::Template
    } else if prefix.contains(['b', 'B']) {
        Literal::Bytes
    } else {
        Literal::Str
    };
    b.expr(Expr::Literal(literal))
}

/// The text of a string that could be a name or key.
fn word<'t>(node: Node<'t>, prefix: &str) -> Option<&'t str> {
    const LONGEST: usize = 32;
    let mut contents = node.named_children().filter(|child| child.is(K::StringContent));
    let text = contents.next().filter(|content| content.is_leaf())?.text();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let fits = prefix.is_empty() && text.len() <= LONGEST && text.bytes().all(is_word);
    (fits && contents.next().is_none()).then_some(text)
}

/// `{expression!r:format}`; the format may hold further ones.
fn interpolation(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    for child in node.named_children() {
        match child.kind() {
            K::FormatSpecifier | K::FormatExpression => {
                b.descend(child, |b| interpolation(b, cx, child));
            }
            _ => expressions::visit(b, cx, child),
        }
    }
}

/// Strings in a row.
pub(super) fn concatenated(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let parts: Vec<ExprId> = node.named_children().map(|part| expressions::expr(b, cx, part)).collect();
    match parts.first() {
        Some(first) if !matches!(b.facts().expr(*first), Expr::Text(_)) => *first,
        _ => b.expr(Expr::Literal(Literal::Str)),
    }
}

/// `[a, b]`, `(a, b)`, `{a, b}`.
pub(super) fn container(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, kind: Container) -> ExprId {
    let items: Vec<ExprId> = node.named_children().map(|item| super::calls::argument(b, cx, item)).collect();
    let items = b.list(&items);
    b.expr(Expr::Container(kind, items))
}

/// `{k: v, **more}`: keys and values alternate; a spread stands for both.
pub(super) fn dictionary(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let mut items = Vec::new();
    for item in node.named_children() {
        match item.kind() {
            K::Pair => {
                for part in [F::Key, F::Value] {
                    items.extend(item.field(part).map(|part| expressions::expr(b, cx, part)));
                }
                super::statements::stray(b, cx, item);
            }
            K::DictionarySplat => {
                let spread = expressions::unary(b, cx, item, UnaryKind::Spread);
                items.extend([spread, spread]);
            }
            _ => expressions::visit(b, cx, item),
        }
    }
    let items = b.list(&items);
    b.expr(Expr::Container(Container::Map, items))
}
