//! Doc comments: `///`, `/** … */` above an item, or a `#[doc = "…"]` attribute.

use extract::Builder;
use model::span::Span;

/// The doc comment above the item that starts at `item` and whose attributes start at `start`.
pub(super) fn above(b: &Builder<'_>, start: u32, item: u32) -> Span {
    let above = b.doc_before(start, is_outer);
    let doc = if above.is_empty() && item != start { b.doc_before(item, is_outer) } else { above };
    // The grammar counts the line end to a `///` comment.
    let text = b.text(doc).trim_end();
    Span::new(doc.start, doc.start + text.len() as u32)
}

/// `////` and `/***` are plain comments, as is `/**/`.
fn is_outer(comment: &str) -> bool {
    let line = comment.starts_with("///") && !comment.starts_with("////");
    let block = comment.starts_with("/**") && !comment.starts_with("/***") && !comment.starts_with("/**/");
    line || block
}
