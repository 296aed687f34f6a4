//! How much of a file is meant: which part of a definition, and whether a range cuts a character.

use model::ids::DefId;
use model::span::{LineIndex, Span};

use crate::file_view::FileView;

/// Which part of a definition is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Extent {
    /// With its doc comment, where that stands before it; a docstring in a body is part of it in any case.
    pub doc: bool,
    /// Only up to its body.
    pub signature: bool,
}

/// The range of that part. With both, a signature goes up to the end of a docstring in the body.
pub fn extent(view: &FileView, id: DefId, which: Extent) -> Span {
    let def = view.facts.def(id);
    let span = if which.signature { view.signature_span(id) } else { def.span };
    if !which.doc || def.doc.is_empty() {
        return span;
    }
    let is_docstring = def.span.contains(def.doc);
    let start = def.doc.start.min(span.start);
    let end = if which.signature && is_docstring { def.doc.end.max(span.end) } else { span.end };
    Span::new(start, end)
}

/// How large a text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Bytes.
    pub bytes: u32,
    /// Lines that it has a part of.
    pub lines: u32,
    /// Tokens of a language model, roughly: one for each four bytes, rounded up. What models really count differs by a third
    /// either way in code.
    pub tokens: u32,
}

impl Size {
    /// Of a text.
    pub fn of(text: &[u8]) -> Self {
        let bytes = text.len() as u32;
        let unended = u32::from(text.last().is_some_and(|last| *last != b'\n'));
        Self { bytes, lines: LineIndex::new(text).line_count() - 1 + unended, tokens: bytes.div_ceil(4) }
    }
}

/// Whether a range begins and ends between characters. Bytes that are no UTF-8 count as a character each. O(1).
///
/// # Errors
/// The next larger range that does.
pub fn whole_characters(source: &[u8], span: Span) -> Result<(), Span> {
    let start = cut_at(source, span.start).map_or(span.start, |cut| cut.start);
    let end = cut_at(source, span.end).map_or(span.end, |cut| cut.end);
    let wide = Span::new(start, end);
    if wide == span { Ok(()) } else { Err(wide) }
}

/// The character that an offset lies in the middle of.
fn cut_at(source: &[u8], offset: u32) -> Option<Span> {
    let at = offset as usize;
    let is_continuation = |byte: u8| byte & 0b1100_0000 == 0b1000_0000;
    if !source.get(at).copied().is_some_and(is_continuation) {
        return None;
    }
    let start = (at.saturating_sub(3)..at).rev().find(|before| !is_continuation(source[*before]))?;
    let length = match source[start] {
        0b1100_0000..=0b1101_1111 => 2,
        0b1110_0000..=0b1110_1111 => 3,
        0b1111_0000..=0b1111_0111 => 4,
        _ => return None,
    };
    let character = source.get(start..start + length)?;
    let is_one = at < start + length && std::str::from_utf8(character).is_ok();
    is_one.then(|| Span::new(start as u32, (start + length) as u32))
}

#[cfg(test)]
mod tests {
    use model::span::Span;

    use super::{Size, whole_characters};

    #[test]
    fn a_range_that_cuts_a_character_is_told_with_the_one_that_does_not() {
        let source = "a\u{e9}\u{1F600}z".as_bytes();
        for (start, end, expected) in
            [(0, 1, Ok(())), (1, 3, Ok(())), (2, 3, Err(Span::new(1, 3))), (0, 5, Err(Span::new(0, 7)))]
        {
            assert_eq!(whole_characters(source, Span::new(start, end)), expected, "{start}..{end}");
        }
        assert_eq!(whole_characters(b"\xe9\x80", Span::new(1, 2)), Ok(()), "no characters at all");
        for at in 0..=8 {
            let valid = std::str::from_utf8(source).expect("UTF-8").is_char_boundary(at);
            assert_eq!(whole_characters(source, Span::new(0, at as u32)).is_ok(), valid);
        }
    }

    #[test]
    fn sizes_are_in_bytes_lines_and_quarters_of_bytes() {
        let size = |text: &str| (Size::of(text.as_bytes()).lines, Size::of(text.as_bytes()).tokens);
        assert_eq!([size(""), size("a"), size("a\n"), size("a\nbcd")], [(0, 0), (1, 1), (1, 1), (2, 2)]);
    }
}
