//! Doc comments: any comment directly above a definition, or behind a member on its line.

use extract::Builder;
use model::span::Span;

/// The comments directly above `start`.
pub(crate) fn before(b: &Builder<'_>, start: u32) -> Span {
    b.doc_before(start, is_doc)
}

/// The comments directly above a member, else the one behind it.
pub(crate) fn around(b: &Builder<'_>, span: Span) -> Span {
    let above = before(b, span.start);
    if above.start != above.end {
        return above;
    }
    b.doc_after(span.end, is_doc).unwrap_or(above)
}

/// C has no syntax for documentation; a comment above a definition is about it unless it only draws a line.
fn is_doc(comment: &str) -> bool {
    comment.bytes().any(|byte| byte.is_ascii_alphanumeric())
}
