//! Lines and columns as language servers count them: from 0, columns in UTF-16 code units.

use engine::Span;
use engine::query::FileView;
use serde::Serialize;

/// A place.
#[derive(Serialize, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    line: u32,
    character: u32,
}

/// A range.
#[derive(Serialize, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    start: Position,
    end: Position,
}

/// Turns bytes of a file into columns, each in time logarithmic in what is not ASCII.
pub(super) struct Columns<'a> {
    view: &'a FileView,
    /// Behind each character that is not ASCII: how many bytes more than units there were up to it.
    surplus: Vec<(u32, u32)>,
}

impl<'a> Columns<'a> {
    /// Reads the file once. Bytes that are no UTF-8 count as one unit each.
    pub(super) fn new(view: &'a FileView) -> Self {
        let (mut surplus, mut sum, mut at) = (Vec::new(), 0, 0);
        for chunk in view.source.utf8_chunks() {
            for ch in chunk.valid().chars() {
                at += ch.len_utf8() as u32;
                if !ch.is_ascii() {
                    sum += (ch.len_utf8() - ch.len_utf16()) as u32;
                    surplus.push((at, sum));
                }
            }
            at += chunk.invalid().len() as u32;
        }
        Self { view, surplus }
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        let at = self.view.locate(span);
        Range { start: self.position(span.start, at.start), end: self.position(span.end, at.end) }
    }

    fn position(&self, offset: u32, at: engine::Position) -> Position {
        let line_start = offset.min(self.view.source.len() as u32) - at.column;
        let more = self.surplus_up_to(offset) - self.surplus_up_to(line_start);
        Position { line: at.line - 1, character: at.column - more }
    }

    fn surplus_up_to(&self, offset: u32) -> u32 {
        let before = self.surplus.partition_point(|(at, _)| *at <= offset);
        before.checked_sub(1).map_or(0, |last| self.surplus[last].1)
    }
}
