//! Names of properties as they may be written: `a`, `#a`, `"a"`, `1`, `[a]`.

use model::span::Span;

use super::grammar::{Js, K};

/// How a property is named.
#[derive(Clone, Copy)]
pub(crate) enum Key<'t> {
    /// By a name, a number or a literal text; where it stands, quotes excluded.
    Name(Span),
    /// By the value of an expression.
    Computed(Js<'t>),
}

impl<'t> Key<'t> {
    /// How `node` names a property.
    pub(crate) fn of(node: Js<'t>) -> Self {
        match node.kind() {
            K::String => Self::Name(inside_quotes(node)),
            K::ComputedName => match node.first_named() {
                Some(inner) if inner.is(K::String) => Self::Name(inside_quotes(inner)),
                Some(inner) => Self::Computed(inner),
                None => Self::Name(node.span()),
            },
            _ => Self::Name(node.span()),
        }
    }
}

/// Where a property's name stands; for a computed one the brackets with what is in them.
pub(crate) fn name_span(node: Js<'_>) -> Span {
    match Key::of(node) {
        Key::Name(span) => span,
        Key::Computed(_) => node.span(),
    }
}

/// The text of a literal, without its quotes.
pub(crate) fn inside_quotes(node: Js<'_>) -> Span {
    let span = node.span();
    if span.len() < 2 { span } else { Span::new(span.start + 1, span.end - 1) }
}
