//! Lines and columns of other tools as byte ranges.

use model::span::{LineIndex, Position, Span};

/// What columns count, from the start of the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16: two for a character past U+FFFF.
    Utf16,
    /// Characters.
    Utf32,
    /// The document does not say.
    Unspecified,
    /// The document says something that this version does not know.
    Unknown(i32),
}

impl Encoding {
    /// The encoding with this number in SCIP's `PositionEncoding`.
    pub const fn of(number: i32) -> Self {
        match number {
            0 => Self::Unspecified,
            1 => Self::Utf8,
            2 => Self::Utf16,
            3 => Self::Utf32,
            other => Self::Unknown(other),
        }
    }
}

/// A half-open range in lines and columns, both from 0, the start not behind the end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Range {
    /// Line and column of the start.
    pub start: (u32, u32),
    /// Line and column of the end.
    pub end: (u32, u32),
}

impl Range {
    /// The range of SCIP's three or four numbers; `None` when they are something else.
    pub fn of(numbers: &[i32]) -> Option<Self> {
        let number = |at: usize| numbers.get(at).and_then(|&number| u32::try_from(number).ok());
        let range = match numbers.len() {
            3 => Self { start: (number(0)?, number(1)?), end: (number(0)?, number(2)?) },
            4 => Self { start: (number(0)?, number(1)?), end: (number(2)?, number(3)?) },
            _ => return None,
        };
        (range.start <= range.end).then_some(range)
    }
}

/// A file as positions see it.
pub(super) struct Lines<'a> {
    source: &'a [u8],
    index: LineIndex,
    pub(super) is_ascii: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a [u8]) -> Self {
        Self { source, index: LineIndex::new(source), is_ascii: source.is_ascii() }
    }

    /// The bytes of a range; `None` when the file has no such place or a character would be cut.
    pub(super) fn span(&self, range: Range, encoding: Encoding) -> Option<Span> {
        Some(Span::new(self.offset(range.start, encoding)?, self.offset(range.end, encoding)?))
    }

    fn offset(&self, (line, column): (u32, u32), encoding: Encoding) -> Option<u32> {
        let start = self.index.line_start(line.checked_add(1)?)?;
        if self.is_ascii {
            return self.index.offset(Position { line: line + 1, column });
        }
        let rest = self.source.get(start as usize..)?;
        let line = rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        Some(start + bytes_before(line, column, encoding)?)
    }
}

/// How many bytes the first `column` units of a line take. An invalid byte sequence counts as the one character that
/// readers put in its place.
fn bytes_before(line: &[u8], column: u32, encoding: Encoding) -> Option<u32> {
    let (mut units, mut bytes) = (0u32, 0u32);
    for chunk in line.utf8_chunks() {
        let valid = chunk.valid().chars().map(|c| (units_of(c, encoding), c.len_utf8()));
        let invalid = chunk.invalid().len();
        let replaced = if encoding == Encoding::Utf8 { invalid as u32 } else { 1 };
        for (wide, long) in valid.chain((invalid > 0).then_some((replaced, invalid))) {
            if units >= column {
                return (units == column).then_some(bytes);
            }
            units += wide;
            bytes += long as u32;
        }
    }
    (units == column).then_some(bytes)
}

fn units_of(c: char, encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Utf8 => c.len_utf8() as u32,
        Encoding::Utf16 | Encoding::Unspecified | Encoding::Unknown(_) => c.len_utf16() as u32,
        Encoding::Utf32 => 1,
    }
}

#[cfg(test)]
mod tests {
    use model::span::Span;

    use super::{Encoding, Lines, Range};

    #[test]
    fn columns_count_bytes_units_or_characters() {
        // 🦰 has four bytes, two units of UTF-16 and is one character; é has two bytes.
        let lines = Lines::new("x\né🦰ab\n".as_bytes());
        let ab = Some(Span::new(8, 10));
        let at = |start, end| Range { start: (1, start), end: (1, end) };
        assert_eq!(lines.span(at(6, 8), Encoding::Utf8), ab);
        assert_eq!(lines.span(at(3, 5), Encoding::Utf16), ab);
        assert_eq!(lines.span(at(2, 4), Encoding::Utf32), ab);
        assert_eq!(lines.span(at(2, 4), Encoding::Utf16), None, "the middle of a character");
        assert_eq!(lines.span(at(7, 9), Encoding::Utf16), None, "past the line");
        assert_eq!(lines.span(Range { start: (9, 0), end: (9, 0) }, Encoding::Utf8), None);
    }

    #[test]
    fn what_is_not_text_is_one_character_each() {
        let lines = Lines::new(b"\xffab");
        let at = |start, end| Range { start: (0, start), end: (0, end) };
        assert_eq!(lines.span(at(1, 3), Encoding::Utf16), Some(Span::new(1, 3)));
        assert_eq!(lines.span(at(1, 3), Encoding::Utf8), Some(Span::new(1, 3)));
    }

    #[test]
    fn numbers_that_are_no_range() {
        for numbers in [&[1, 2][..], &[1, 2, 3, 4, 5], &[-1, 0, 1], &[0, 5, 4], &[3, 0, 2, 0], &[]] {
            assert_eq!(Range::of(numbers), None, "{numbers:?}");
        }
        assert_eq!(Range::of(&[1, 2, 5]), Range::of(&[1, 2, 1, 5]));
    }
}
