//! Names of a file's own definitions in code that no fact is about: what macros around it make of the code is not read.

use model::kinds::DefKind;
use model::span::Span;
use rustc_hash::FxHashSet;

use super::{FileInput, Mention, Shape, name_key};
use crate::verdict::Doubt;

/// Mentions of definitions by words that are neither sites nor introduce anything. For languages whose macros rewrite code; comments and
/// quoted text are passed over. Linear in the text.
pub(super) fn mentions(input: &FileInput<'_>) -> Vec<Mention> {
    if input.rules.structural {
        return members(input);
    }
    if !input.rules.pastes {
        return Vec::new();
    }
    let facts = input.facts;
    let names: FxHashSet<&str> = facts.defs.iter().map(|def| facts.text(def.name)).collect();
    let sites = facts.sites.iter().map(|site| site.span.start);
    let bindings = facts.bindings.iter().map(|binding| binding.span.start);
    let defs = facts.defs.iter().map(|def| def.name_span.start);
    let read: FxHashSet<u32> = sites.chain(bindings).chain(defs).collect();
    // Parameters of macros are no bindings.
    let macros: Vec<Span> =
        facts.defs.iter().filter(|def| def.kind == DefKind::Macro).map(|def| def.name_span).collect();
    let mut found = Vec::new();
    words(input.source, &mut |start, end| {
        let word = std::str::from_utf8(&input.source[start..end]).unwrap_or_default();
        if names.contains(word)
            && !read.contains(&(start as u32))
            && !macros.iter().any(|name| name.start == start as u32)
        {
            let span = Span::new(start as u32, end as u32);
            let (name, doubt) = (name_key(word), Doubt::SpelledInFile);
            found.push(Mention { name, source: None, shape: Shape::Any, doubt, span, count: 1 });
        }
    });
    found
}

/// Mentions of members in templates and other text: words after a dot that no fact is about.
fn members(input: &FileInput<'_>) -> Vec<Mention> {
    let facts = input.facts;
    let read: FxHashSet<u32> = facts.sites.iter().map(|site| site.span.start).collect();
    let mut found = Vec::new();
    for dot in memchr::memchr_iter(b'.', input.source) {
        let rest = &input.source[dot + 1..];
        let len = rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
        let word = std::str::from_utf8(&rest[..len]).unwrap_or_default();
        let name = name_key(word);
        let span = Span::new(dot as u32 + 1, (dot + 1 + len) as u32);
        if len > 0 && !read.contains(&span.start) && (input.known)(name) {
            let (shape, doubt) = (Shape::Dot, Doubt::NamedInText);
            found.push(Mention { name, source: None, shape, doubt, span, count: 1 });
        }
    }
    found
}

/// The words of a text outside of comments and quotes.
fn words(text: &[u8], each: &mut dyn FnMut(usize, usize)) {
    let mut at = 0;
    while at < text.len() {
        at = match text[at] {
            b'/' if text[at..].starts_with(b"//") => {
                at + memchr::memchr(b'\n', &text[at..]).unwrap_or(text.len() - at)
            }
            b'/' if text[at..].starts_with(b"/*") => {
                at + memchr::memmem::find(&text[at + 2..], b"*/").map_or(text.len() - at, |end| end + 4)
            }
            quote @ (b'"' | b'\'') => quoted(text, at, quote),
            byte if is_word(byte) => {
                let end = at + text[at..].iter().position(|byte| !is_word(*byte)).unwrap_or(text.len() - at);
                if !byte.is_ascii_digit() {
                    each(at, end);
                }
                end
            }
            _ => at + 1,
        };
    }
}

/// One past the end of what begins with a quote: at the next one, or at the end of the line.
fn quoted(text: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < text.len() && text[at] != quote && text[at] != b'\n' {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_in_comments_and_quotes_are_none() {
        let text = b"int f(x); // g\n/* h */ k \"l \\\" m\" 'n' 0x1f";
        let mut found = Vec::new();
        words(text, &mut |start, end| found.push(String::from_utf8_lossy(&text[start..end]).into_owned()));
        assert_eq!(found, ["int", "f", "x", "k"]);
    }
}
