//! Names in quotes: what a program may find definitions by at run time.

use model::span::Span;

/// What stands between quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Quoted<'a> {
    /// A name, alone or as the last part of a path (`"a.b.name"`, `"module:name"`).
    Name(&'a str, Span),
    /// The beginning of a name that is put together: `"visit_" + x`, `f"on_{x}"`.
    Begin(&'a str, Span),
    /// The end of one: `x + "_handler"`, `f"{x}_handler"`.
    End(&'a str, Span),
}

/// Shorter pieces of names say nothing.
const LEAST_FRAGMENT: usize = 3;

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// Hands over every quoted name of a text, wherever it stands. Linear.
pub(crate) fn quoted(source: &[u8], each: &mut dyn FnMut(Quoted<'_>)) {
    for quote in memchr::memchr3_iter(b'"', b'\'', b'`', source) {
        before(source, quote, each);
        after(source, quote, each);
    }
}

/// Bytes between the parentheses of a quoted name that are looked over.
const LONGEST_PARAMETERS: usize = 200;

/// Where a name that ends at a quote ends: before its parameters (`"pkg.Type#name(int)"`).
fn end_of_name(source: &[u8], quote: usize) -> usize {
    let begin = quote.saturating_sub(LONGEST_PARAMETERS);
    let text = &source[begin..quote];
    let open = text.ends_with(b")").then(|| memchr::memrchr(b'(', text)).flatten();
    open.map_or(quote, |open| begin + open)
}

/// A word that ends at a quote.
fn before(source: &[u8], quote: usize, each: &mut dyn FnMut(Quoted<'_>)) {
    let quote = end_of_name(source, quote);
    let start = source[..quote].iter().rposition(|byte| !is_word(*byte)).map_or(0, |at| at + 1);
    let Some((word, span)) = word(source, start, quote) else { return };
    match start.checked_sub(1).map(|at| source[at]) {
        Some(byte) if is_quote(byte) => {
            each(Quoted::Name(word, span));
            fragment(word, span, each);
        }
        Some(b'.' | b':' | b'/' | b'#' | b'-' | b'>' | b'@') => each(Quoted::Name(word, span)),
        Some(b'}' | b's') if word.starts_with('_') && word.len() > LEAST_FRAGMENT => {
            each(Quoted::End(word, span));
        }
        _ => {}
    }
}

/// A whole text that may be a piece of a name.
fn fragment(word: &str, span: Span, each: &mut dyn FnMut(Quoted<'_>)) {
    if word.len() <= LEAST_FRAGMENT {
        return;
    }
    if word.ends_with('_') && !word.starts_with("__") {
        each(Quoted::Begin(word, span));
    }
    if word.starts_with('_') && !word.ends_with("__") {
        each(Quoted::End(word, span));
    }
}

/// A word that begins at a quote and is followed by something put in.
fn after(source: &[u8], quote: usize, each: &mut dyn FnMut(Quoted<'_>)) {
    let start = quote + 1;
    let rest = &source[start..];
    let end = start + rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
    let Some((word, span)) = word(source, start, end) else { return };
    match source.get(end).copied() {
        Some(b'{' | b'%') if word.len() >= LEAST_FRAGMENT => {
            each(Quoted::Begin(word.trim_end_matches('$'), span));
        }
        Some(b'.' | b':' | b'(' | b'=') => each(Quoted::Name(word, span)),
        _ => {}
    }
}

fn word(source: &[u8], start: usize, end: usize) -> Option<(&str, Span)> {
    let text = std::str::from_utf8(source.get(start..end)?).ok()?;
    let begins = text.chars().next()?;
    (!begins.is_ascii_digit()).then(|| (text, Span::new(start as u32, end as u32)))
}

#[cfg(test)]
mod tests {
    use super::{Quoted, quoted};

    #[test]
    fn names_and_pieces_of_names_are_found_in_quotes() {
        let text =
            br#"getattr(x, "alpha") 'pkg.mod:beta' "a sentence ends" f"on_{x}" "visit_" + y f"{z}_done""#;
        let (mut names, mut begins, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        quoted(text, &mut |found| match found {
            Quoted::Name(name, _) => names.push(name.to_owned()),
            Quoted::Begin(name, _) => begins.push(name.to_owned()),
            Quoted::End(name, _) => ends.push(name.to_owned()),
        });
        assert_eq!(names, ["alpha", "pkg", "beta", "visit_"]);
        let mut names = Vec::new();
        quoted(br#"@MethodSource("a.b.Type#gamma(int, String)") "(in brackets)""#, &mut |found| {
            if let Quoted::Name(name, _) = found {
                names.push(name.to_owned());
            }
        });
        assert_eq!(names, ["a", "gamma"]);
        assert_eq!((begins, ends), (vec!["on_".to_owned(), "visit_".to_owned()], vec!["_done".to_owned()]));
    }
}
