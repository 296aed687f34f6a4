//! Names in quotes: what a program may find definitions by at run time.

use model::span::Span;

/// What stands between quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Quoted<'a> {
    /// A name, alone or as the last part of a path (`"a.b.name"`, `"module:name"`).
    Name(&'a str, Span),
    /// The beginning of a name that is put together: `"visit_" + x`, `f"on_{x}"`.
    Begin(&'a str),
    /// What a name is put together by that has several parts: `f"_{x}_{y}"`. Text between what is put in, with a NUL for each.
    Frame(String),
    /// The end of one: `x + "_handler"`, `f"{x}_handler"`.
    End(&'a str),
}

/// Shorter pieces of names say nothing.
const LEAST_FRAGMENT: usize = 3;

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// Where words of a name may begin and end: beside underscores, before capitals after small letters, and before numbers.
pub(crate) fn borders(name: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = name.as_bytes();
    (0..=bytes.len()).filter(move |&at| {
        at == 0
            || at == bytes.len()
            || (bytes[at - 1] == b'_') != (bytes[at] == b'_')
            || (bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase())
            || (bytes[at].is_ascii_digit() && !bytes[at - 1].is_ascii_digit())
    })
}

/// Hands over every quoted name of a text, wherever it stands. Linear.
pub(crate) fn quoted(source: &[u8], each: &mut dyn FnMut(Quoted<'_>)) {
    for quote in memchr::memchr3_iter(b'"', b'\'', b'`', source) {
        before(source, quote, each);
        after(source, quote, each);
        frame(source, quote, each);
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
            fragment(word, each);
        }
        Some(b'.' | b':' | b'/' | b'#' | b'-' | b'>' | b'@') => {
            each(Quoted::Name(word, span));
            stem(source, start, word, each);
        }
        Some(b'}' | b's') if word.starts_with('_') && word.len() > LEAST_FRAGMENT => {
            each(Quoted::End(word));
        }
        _ => {}
    }
}

/// Bytes of a text that are looked over for a frame.
const LONGEST_FRAME: usize = 80;

/// A text that begins at a quote and is a name but for what is put in: `%s`, `{…}`, `${…}`.
fn frame(source: &[u8], quote: usize, each: &mut dyn FnMut(Quoted<'_>)) {
    let rest = &source[quote + 1..source.len().min(quote + 1 + LONGEST_FRAME)];
    let (mut frame, mut at, mut letters, mut gaps) = (String::new(), 0, 0, 0);
    loop {
        match rest.get(at).copied() {
            Some(byte) if byte == source[quote] => break,
            Some(b'%') if rest.get(at + 1) == Some(&b's') => at += 2,
            Some(b'$') if rest.get(at + 1) == Some(&b'{') => {
                at += 1;
                continue;
            }
            Some(b'{') => match rest[at..].iter().position(|byte| *byte == b'}') {
                Some(len) => at += len + 1,
                None => return,
            },
            Some(byte) if byte.is_ascii_alphanumeric() || byte == b'_' => {
                frame.push(char::from(byte));
                (at, letters) = (at + 1, letters + 1);
                continue;
            }
            _ => return,
        }
        frame.push('\0');
        gaps += 1;
    }
    if gaps > 1 && letters > 1 {
        each(Quoted::Frame(frame));
    }
}

/// Endings of file names are no longer.
const LONGEST_ENDING: usize = 5;

/// The name of a file before its ending: `"a/b/Name.class"`.
fn stem(source: &[u8], ending: usize, text: &str, each: &mut dyn FnMut(Quoted<'_>)) {
    if text.len() > LONGEST_ENDING || source.get(ending - 1) != Some(&b'.') {
        return;
    }
    let end = ending - 1;
    let start = source[..end].iter().rposition(|byte| !is_word(*byte)).map_or(0, |at| at + 1);
    if let Some((word, span)) = word(source, start, end) {
        each(Quoted::Name(word, span));
    }
}

/// A whole text that may be a piece of a name.
fn fragment(word: &str, each: &mut dyn FnMut(Quoted<'_>)) {
    if word.len() <= LEAST_FRAGMENT {
        return;
    }
    if word.ends_with('_') && !word.starts_with("__") {
        each(Quoted::Begin(word));
    }
    if word.starts_with('_') && !word.ends_with("__") {
        each(Quoted::End(word));
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
            each(Quoted::Begin(word.trim_end_matches('$')));
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
    use super::{Quoted, borders, quoted};

    #[test]
    fn names_and_pieces_of_names_are_found_in_quotes() {
        let text =
            br#"getattr(x, "alpha") 'pkg.mod:beta' "a sentence ends" f"on_{x}" "visit_" + y f"{z}_done""#;
        let (mut names, mut begins, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        quoted(text, &mut |found| match found {
            Quoted::Name(name, _) => names.push(name.to_owned()),
            Quoted::Begin(name) => begins.push(name.to_owned()),
            Quoted::End(name) => ends.push(name.to_owned()),
            Quoted::Frame(_) => {}
        });
        assert_eq!(names, ["alpha", "pkg", "beta", "visit_"]);
        let mut names = Vec::new();
        quoted(br#"load("a/b/Delta.class")"#, &mut |found| {
            if let Quoted::Name(name, _) = found {
                names.push(name.to_owned());
            }
        });
        assert_eq!(names, ["class", "Delta"]);
        let mut frames = Vec::new();
        quoted(br#"f"_{a}_{b.c}" "_%s_%s" % x "{a} {b}" `${a}To${b}` f"on_{a}""#, &mut |found| {
            if let Quoted::Frame(frame) = found {
                frames.push(frame);
            }
        });
        assert_eq!(frames, ["_\0_\0", "_\0_\0", "\0To\0"]);
        let mut names = Vec::new();
        quoted(br#"@MethodSource("a.b.Type#gamma(int, String)") "(in brackets)""#, &mut |found| {
            if let Quoted::Name(name, _) = found {
                names.push(name.to_owned());
            }
        });
        assert_eq!(names, ["a", "gamma"]);
        assert_eq!((begins, ends), (vec!["on_".to_owned(), "visit_".to_owned()], vec!["_done".to_owned()]));
    }

    #[test]
    fn words_of_a_name_end_beside_underscores_and_before_capitals() {
        let words = |name: &str| borders(name).collect::<Vec<_>>();
        assert_eq!(words("gvs_tuple"), [0, 3, 4, 9]);
        assert_eq!(words("FooBar"), [0, 3, 6]);
        assert_eq!(words("Ct855"), [0, 2, 5]);
        assert_eq!(words("é_x"), [0, 2, 3, 4]);
    }
}
