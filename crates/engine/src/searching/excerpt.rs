//! What is shown of a line.

use model::span::Span;

/// Longest excerpt, bytes.
const LONGEST: u32 = 240;
/// What of a long line is shown before the place that it is shown for, at most. Bytes.
const BEFORE: u32 = 80;

/// The line of `source` around the offset `at`, without the white space at its ends; of a long line a piece around the place. Cuts no
/// character.
pub(super) fn excerpt(source: &[u8], at: u32) -> Span {
    let (before, after) = source.split_at(at as usize);
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |line_end| line_end as u32 + 1);
    let end = at + after.iter().position(|byte| *byte == b'\n').unwrap_or(after.len()) as u32;
    let text = |from: u32, to: u32| &source[from as usize..to as usize];
    let start = start + (text(start, at).len() - text(start, at).trim_ascii_start().len()) as u32;
    let end = at + text(at, end).trim_ascii_end().len() as u32;
    if end - start <= LONGEST {
        return Span::new(start, end);
    }
    let from = if at - start > BEFORE { boundary(source, at - BEFORE) } else { start };
    Span::new(from, boundary(source, (from + LONGEST).min(end)))
}

/// Where the character at an offset begins, or the offset itself when that is the end.
fn boundary(source: &[u8], offset: u32) -> u32 {
    let is_inside = |offset: u32| source.get(offset as usize).is_some_and(|byte| byte & 0xc0 == 0x80);
    // A character has at most three bytes after its first.
    (offset.saturating_sub(3)..=offset).rev().find(|offset| !is_inside(*offset)).unwrap_or(offset)
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    fn shown(text: &str, at: usize) -> &str {
        let span = excerpt(text.as_bytes(), at as u32);
        &text[span.start as usize..span.end as usize]
    }

    #[test]
    fn a_line_is_shown_without_the_space_around_it() {
        assert_eq!(shown("a\n  let x = 1;  \r\nb", 8), "let x = 1;");
        assert_eq!(shown("a", 0), "a");
        assert_eq!(shown("\n\nlast", 2), "last");
    }

    #[test]
    fn of_a_long_line_a_piece_is_shown() {
        let long = format!("{}middle{}", "é".repeat(301), "ü".repeat(300));
        let piece = shown(&long, 602);
        assert!(piece.starts_with('é') && piece.contains("middle") && piece.len() <= 240, "{piece}");
        assert!(shown(&long, 0).len() <= 240);
    }
}
