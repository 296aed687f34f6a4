//! Code outside the grammar: whatever is recognisable in it is read like statements.

use extract::Builder;
use model::facts::Anchor;
use model::kinds::Role;

use super::context::Context;
use super::grammar::{Js, K};
use super::statements::statement;

/// Reads what stands in a range that the parser could not make sense of.
pub(crate) fn error(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    if node.is_leaf() {
        return leaf(b, node);
    }
    b.descend(node, |b| {
        for child in node.named_children() {
            match child.kind() {
                _ if child.is_leaf() => leaf(b, child),
                _ => statement(b, cx, child),
            }
        }
    });
}

fn leaf(b: &mut Builder<'_>, node: Js<'_>) {
    match node.kind() {
        K::Identifier if node.text().ends_with(')') => {}
        K::Identifier | K::PropertyIdentifier | K::PrivateIdentifier | K::Shorthand | K::ShorthandPattern => {
            b.site(node.span(), Role::Read, Anchor::Lexical);
        }
        K::TypeIdentifier => {
            b.name_type(node.span(), Role::Type);
        }
        _ => {}
    }
}

/// Reads the error ranges directly below `node`, whose other children were read.
pub(crate) fn errors_in(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    for child in node.children().filter(|child| child.is_error()) {
        error(b, cx, child);
    }
}
