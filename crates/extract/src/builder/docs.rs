//! Doc comments.

use model::span::Span;

use super::Builder;

impl Builder<'_> {
    /// The run of comments that ends directly above `start` and that `is_doc` accepts, first to last.
    ///
    /// Comments of one run are separated by white space without an empty line. Empty (at `start`) when there is none.
    /// O(log comments + run).
    pub fn doc_before(&self, start: u32, is_doc: impl Fn(&str) -> bool) -> Span {
        let mut doc = Span::new(start, start);
        let mut end = None;
        let before = self.comments.partition_point(|comment| comment.end <= start);
        for &comment in self.comments[..before].iter().rev() {
            if !self.adjoins(comment, doc.start) || !is_doc(self.text(comment)) || self.trails_code(comment) {
                break;
            }
            doc.start = comment.start;
            // The last comment may reach up to `start` itself, when it includes its line end.
            end.get_or_insert(comment.end);
        }
        Span::new(doc.start, end.unwrap_or(start))
    }

    /// A comment on the lines right after `end` on the same line (`field: u8, // what it is`), when `is_doc` accepts it.
    pub fn doc_after(&self, end: u32, is_doc: impl Fn(&str) -> bool) -> Option<Span> {
        let next = self.comments.partition_point(|comment| comment.start < end);
        let comment = *self.comments.get(next)?;
        let between = self.text(Span::new(end, comment.start));
        let same_line = between.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b',' | b';'));
        (same_line && is_doc(self.text(comment))).then_some(comment)
    }

    /// Only white space without an empty line stands between a comment and what follows at `next`.
    fn adjoins(&self, comment: Span, next: u32) -> bool {
        // Some grammars let a line comment include its line end.
        let mut line_ends = usize::from(self.text(comment).ends_with('\n'));
        // Ends at the first byte of code, so that a far comment costs no more than a near one.
        self.text(Span::new(comment.end, next)).bytes().all(|byte| {
            line_ends += usize::from(byte == b'\n');
            byte.is_ascii_whitespace() && line_ends <= 1
        })
    }

    /// Code stands before the comment on its line, so it belongs to that.
    fn trails_code(&self, comment: Span) -> bool {
        let before = &self.source[..comment.start as usize];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        !line.trim().is_empty()
    }
}
