//! Documentation comments: `/** … */`, and runs of `///` lines (Markdown comments).

use extract::Builder;
use model::span::Span;

/// The documentation comment directly above `start`; empty when there is none.
pub(super) fn doc(b: &Builder<'_>, start: u32) -> Span {
    b.doc_before(start, is_doc)
}

fn is_doc(comment: &str) -> bool {
    (comment.starts_with("/**") && comment.len() > 4) || comment.starts_with("///")
}
