//! Identifiers of text that has no tree: macro bodies and masked ranges.

use extract::Builder;
use model::facts::Anchor;
use model::kinds::Role;
use model::span::Span;

/// An identifier in unparsed text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span,
    /// The first byte after it that is not white space, 0 at the end.
    pub(crate) next: u8,
    /// Whether `::` follows.
    pub(crate) qualifies: bool,
    /// Whether it is joined to or made from something else by `#` or `##`, so that it is no name by itself.
    pub(crate) pasted: bool,
}

/// The identifiers of `source[span]`; comments, strings and numbers are skipped.
pub(crate) fn words(source: &str, span: Span) -> impl Iterator<Item = Word> + '_ {
    Words { text: source.as_bytes(), at: span.start as usize, end: span.end as usize, hash: false }
}

struct Words<'t> {
    text: &'t [u8],
    at: usize,
    end: usize,
    /// Whether the last token was `#` or `##`.
    hash: bool,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        while self.at < self.end
            && let Some(&byte) = self.text.get(self.at)
        {
            if starts_word(byte) {
                let word = self.word();
                if !self.is_literal_prefix(word) {
                    return Some(word);
                }
            } else {
                self.skip(byte);
            }
        }
        None
    }
}

impl Words<'_> {
    fn word(&mut self) -> Word {
        let start = self.at;
        self.at = word_end(self.text, start);
        let next = skip_blank(self.text, self.at);
        let pasted = std::mem::take(&mut self.hash) || self.text.get(next..next + 2) == Some(b"##");
        Word {
            span: Span::new(start as u32, self.at as u32),
            next: self.text.get(next).copied().unwrap_or(0),
            qualifies: self.text.get(next..next + 2) == Some(b"::"),
            pasted,
        }
    }

    /// `L"…"`, `u8'x'`.
    fn is_literal_prefix(&self, word: Word) -> bool {
        matches!(self.text.get(self.at), Some(b'"' | b'\''))
            && matches!(
                &self.text[word.span.start as usize..self.at],
                b"L" | b"u" | b"U" | b"u8" | b"R" | b"LR" | b"uR" | b"UR" | b"u8R"
            )
    }

    fn skip(&mut self, byte: u8) {
        self.hash = byte == b'#' || (self.hash && (byte.is_ascii_whitespace() || byte == b'\\'));
        self.at = match byte {
            b'"' | b'\'' => literal_end(self.text, self.at),
            b'0'..=b'9' => number_end(self.text, self.at),
            b'/' => comment_end(self.text, self.at).unwrap_or(self.at + 1),
            _ => self.at + 1,
        };
    }
}

/// Whether an identifier can start with `byte`.
pub(crate) fn starts_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

/// One past the identifier that starts at `at`.
pub(crate) fn word_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| !starts_word(byte) && !byte.is_ascii_digit()).unwrap_or(rest.len())
}

/// One past the number that starts at `at`; letters, dots and `'` belong to it.
pub(crate) fn number_end(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(&byte) = text.get(end) {
        let exponent = matches!(byte, b'+' | b'-') && matches!(text[end - 1], b'e' | b'E' | b'p' | b'P');
        let separator = byte == b'\'' && text.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_') || exponent && end > at || separator)
        {
            break;
        }
        end += 1;
    }
    end.max(at + 1)
}

/// One past the string or character literal that starts at `at`; it ends at the line's end at the latest.
pub(crate) fn literal_end(text: &[u8], at: usize) -> usize {
    let quote = text[at];
    let mut end = at + 1;
    while let Some(&byte) = text.get(end) {
        match byte {
            b'\\' => end += 1,
            b'\n' => return end,
            _ if byte == quote => return end + 1,
            _ => {}
        }
        end += 1;
    }
    end.min(text.len())
}

/// One past the comment that starts at `at`; `None` when none does.
pub(crate) fn comment_end(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at + 2..).unwrap_or_default();
    match text.get(at + 1)? {
        b'/' => Some(line_end(text, at)),
        b'*' => {
            let close = rest.windows(2).position(|pair| pair == b"*/");
            Some(close.map_or(text.len(), |close| at + 2 + close + 2))
        }
        _ => None,
    }
}

/// The line end after `at` that no backslash escapes.
pub(crate) fn line_end(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(found) = text.get(end..).and_then(|rest| rest.iter().position(|&byte| byte == b'\n')) {
        end += found;
        let before = text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]);
        if !before.ends_with(b"\\") {
            return end;
        }
        end += 1;
    }
    text.len()
}

/// The first byte from `at` on that is not white space or an escaped line end.
pub(crate) fn skip_blank(text: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = text.get(at) {
        let escaped_line = byte == b'\\' && matches!(text.get(at + 1), Some(b'\n' | b'\r'));
        if !byte.is_ascii_whitespace() && !escaped_line {
            break;
        }
        at += 1;
    }
    at
}

/// Adds a site for each name in `span` that is neither a keyword nor in `parameters`: a call when `(` follows. Members
/// have no anchor: what they are members of is not known.
pub(crate) fn sites(b: &mut Builder<'_>, span: Span, plain: Role, parameters: &[&str]) {
    for word in words(b.source(), span) {
        let text = b.text(word.span);
        if word.pasted || is_keyword(text) || parameters.contains(&text) {
            continue;
        }
        let role = if word.next == b'(' { Role::Call } else { plain };
        let anchor = if is_member(b.source(), span, word.span) { Anchor::None } else { Anchor::Lexical };
        b.site(word.span, role, anchor);
    }
}

/// Whether `.` or `->` stands before a word inside of `span`.
fn is_member(source: &str, span: Span, word: Span) -> bool {
    let before = source[span.start as usize..word.start as usize].trim_end();
    before.ends_with("->") || before.ends_with('.') && !before.ends_with("..")
}

/// Whether `text` is built into the language: no definition can have this name.
pub(crate) fn is_keyword(text: &str) -> bool {
    starts_like_keyword(text) && (KEYWORDS.binary_search(&text).is_ok() || is_type_keyword(text))
}

/// Whether `text` is, or is part of, the name of a built-in type.
pub(crate) fn is_type_keyword(text: &str) -> bool {
    starts_like_keyword(text) && TYPES.binary_search(&text).is_ok()
}

fn starts_like_keyword(text: &str) -> bool {
    text.len() <= 19 && text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
}

/// In order of bytes.
const KEYWORDS: &[&str] = &[
    "_Alignas",
    "_Alignof",
    "_Atomic",
    "_Generic",
    "_Noreturn",
    "_Static_assert",
    "_Thread_local",
    "__VA_ARGS__",
    "__VA_OPT__",
    "__alignof",
    "__alignof__",
    "__asm",
    "__asm__",
    "__attribute",
    "__attribute__",
    "__auto_type",
    "__const",
    "__declspec",
    "__extension__",
    "__inline",
    "__inline__",
    "__label__",
    "__restrict",
    "__restrict__",
    "__thread",
    "__typeof",
    "__typeof__",
    "__volatile",
    "__volatile__",
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "auto",
    "bitand",
    "bitor",
    "break",
    "case",
    "catch",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "defined",
    "delete",
    "do",
    "dynamic_cast",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "restrict",
    "return",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "typeof",
    "union",
    "using",
    "virtual",
    "volatile",
    "while",
    "xor",
    "xor_eq",
];

/// In order of bytes.
const TYPES: &[&str] = &[
    "_Bool",
    "_Complex",
    "__builtin_va_list",
    "__int128",
    "__signed__",
    "bool",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "double",
    "float",
    "int",
    "long",
    "short",
    "signed",
    "unsigned",
    "void",
    "wchar_t",
];

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, TYPES, words};
    use model::span::Span;

    fn names(text: &str) -> Vec<&str> {
        let names = words(text, Span::new(0, text.len() as u32)).filter(|word| !word.pasted);
        names.map(|word| &text[word.span.start as usize..word.span.end as usize]).collect()
    }

    #[test]
    fn literals_comments_and_numbers_hold_no_names() {
        let text = r#"a + 'b' "c \" d" /* e */ 0x1fUL 1e+5f L"g" h // i"#;
        assert_eq!(names(text), ["a", "h"]);
    }

    #[test]
    fn keywords_can_be_searched() {
        assert!(KEYWORDS.is_sorted() && TYPES.is_sorted());
        assert!(KEYWORDS.iter().all(|word| word.len() <= 19));
    }

    #[test]
    fn pasted_words_are_no_names() {
        assert_eq!(names("pre_ ## x + y + # z"), ["y"]);
    }
}
