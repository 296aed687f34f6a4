//! Names of a file's own definitions in code that no fact is about: what macros around it make of the code is not read.

use model::kinds::DefKind;
use model::span::Span;
use rustc_hash::FxHashSet;

use super::pasting::is_word;
use super::{FileInput, Mention, Shape, name_key};
use crate::verdict::Doubt;

/// Mentions of definitions by words that are neither sites nor introduce anything: calls in text, and where macros rewrite code, the file's own
/// names. Linear in the text.
pub(super) fn mentions(input: &FileInput<'_>) -> Vec<Mention> {
    let mut found = called(input);
    if input.rules.structural || !input.rules.plain_of_types.is_empty() {
        found.extend(members(input));
    }
    if input.rules.pastes || !super::definitions::broken(input).is_empty() {
        found.extend(own_names(input));
    }
    found
}

/// Mentions by calls in text: words before a parenthesis that no fact is about, outside of comments. Text may be code that is run.
fn called(input: &FileInput<'_>) -> Vec<Mention> {
    let facts = input.facts;
    let sites = facts.sites.iter().map(|site| site.span.start);
    let defs = facts.defs.iter().map(|def| def.name_span.start);
    let read: FxHashSet<u32> = sites.chain(defs).collect();
    let mut found = Vec::new();
    for open in memchr::memchr_iter(b'(', input.source) {
        let start = input.source[..open].iter().rposition(|byte| !is_word(*byte)).map_or(0, |at| at + 1);
        let word = std::str::from_utf8(&input.source[start..open]).unwrap_or_default();
        let name = name_key(word);
        if word.is_empty()
            || read.contains(&(start as u32))
            || !(input.known)(name)
            || is_remark(input, start)
        {
            continue;
        }
        let span = Span::new(start as u32, open as u32);
        found.push(Mention {
            name,
            source: None,
            shape: Shape::Any,
            doubt: Doubt::NamedInText,
            span,
            count: 1,
        });
    }
    found
}

/// Whether a place stands in a comment, as far as its line tells.
fn is_remark(input: &FileInput<'_>, at: usize) -> bool {
    let line = memchr::memrchr(b'\n', &input.source[..at]).map_or(0, |end| end + 1);
    let before = &input.source[line..at];
    let begins = before.trim_ascii_start();
    begins.starts_with(b"*")
        || begins.starts_with(b"#") && input.rules.structural
        || memchr::memmem::find(before, b"//").is_some()
        || memchr::memmem::find(before, b"/*").is_some()
}

/// Mentions of a file's own definitions by words that are neither sites nor introduce anything.
fn own_names(input: &FileInput<'_>) -> Vec<Mention> {
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

/// Mentions of members in templates and other text: words after a dot or colon that no fact is about.
fn members(input: &FileInput<'_>) -> Vec<Mention> {
    let facts = input.facts;
    let read: FxHashSet<u32> = facts.sites.iter().map(|site| site.span.start).collect();
    let mut found = Vec::new();
    let is_part = |at: &usize| at.checked_sub(1).is_some_and(|before| is_word(input.source[before]));
    for dot in
        memchr::memchr2_iter(b'.', b':', input.source).filter(|at| input.source[*at] == b'.' || is_part(at))
    {
        let rest = &input.source[dot + 1..];
        let len = rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
        let word = std::str::from_utf8(&rest[..len]).unwrap_or_default();
        let name = name_key(word);
        let span = Span::new(dot as u32 + 1, (dot + 1 + len) as u32);
        if len > 0 && !read.contains(&span.start) && (input.known)(name) {
            // Text finds types by their names, with the package before them, where members are not found by name.
            let shape = if input.rules.structural { Shape::Dot } else { Shape::Any };
            if !input.rules.structural && !is_quoted(input.source, dot) {
                continue;
            }
            let doubt = Doubt::NamedInText;
            found.push(Mention { name, source: None, shape, doubt, span, count: 1 });
        }
    }
    found
}

/// Whether a place stands in quotes, as far as its line tells.
fn is_quoted(source: &[u8], at: usize) -> bool {
    let line = memchr::memrchr(b'\n', &source[..at]).map_or(0, |end| end + 1);
    memchr::memchr_iter(b'"', &source[line..at]).count() % 2 == 1
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
