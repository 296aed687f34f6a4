//! Doc comments: the `/** … */` directly above.

use extract::Builder;
use model::span::Span;

/// The doc comment above what starts at `start`; empty without one.
pub(crate) fn before(b: &Builder<'_>, start: u32) -> Span {
    let doc = b.doc_before(start, is_doc);
    if doc.is_empty() { Span::new(start, start) } else { doc }
}

fn is_doc(comment: &str) -> bool {
    comment.starts_with("/**") && comment.len() > 4
}
