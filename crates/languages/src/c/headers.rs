//! Whether a header can only be C++.

use super::lexical::{comment_end, line_end, literal_end, number_end, skip_blank, starts_word, word_end};

/// Whether the text, outside of comments, strings and what only C++ compilers see, has something that C has not.
pub(crate) fn is_cpp(text: &[u8]) -> bool {
    let mut scan = Scan { text, at: 0, last: Last::Boundary, hidden: Vec::new() };
    while scan.at < text.len() {
        if scan.step() {
            return true;
        }
    }
    false
}

/// What the last token was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// The start of the file, `;`, `{`, `}`, `:` or a directive.
    Boundary,
    /// `const T`, so that `&` makes a reference.
    ConstType,
    Const,
    Other,
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    last: Last,
    /// For each open `#if` whether its current branch is for C++ compilers only.
    hidden: Vec<bool>,
}

impl Scan<'_> {
    /// Takes in one token; whether it is C++.
    fn step(&mut self) -> bool {
        let byte = self.text[self.at];
        match byte {
            b'#' => self.directive(),
            b'"' | b'\'' => self.skip_to(literal_end(self.text, self.at), Last::Other),
            b'0'..=b'9' => self.skip_to(number_end(self.text, self.at), Last::Other),
            b'/' => match comment_end(self.text, self.at) {
                Some(end) => self.at = end,
                None => self.skip_to(self.at + 1, Last::Other),
            },
            b';' | b'{' | b'}' | b':' => self.skip_to(self.at + 1, Last::Boundary),
            b'&' => {
                let reference = self.last == Last::ConstType && self.text.get(self.at + 1) != Some(&b'&');
                self.skip_to(self.at + 1, Last::Other);
                return reference && !self.is_hidden();
            }
            _ if starts_word(byte) => return self.word() && !self.is_hidden(),
            _ if byte.is_ascii_whitespace() => self.at += 1,
            _ => self.skip_to(self.at + 1, Last::Other),
        }
        false
    }

    fn skip_to(&mut self, end: usize, last: Last) {
        self.at = end;
        self.last = last;
    }

    fn is_hidden(&self) -> bool {
        self.hidden.contains(&true)
    }

    fn directive(&mut self) {
        let end = line_end(self.text, self.at);
        let start = skip_blank(self.text, self.at + 1).min(end);
        let word_end = word_end(self.text, start).min(end);
        let rest = &self.text[word_end..end];
        let cpp = rest.windows(11).any(|window| window == b"__cplusplus");
        let negated = rest.trim_ascii_start().starts_with(b"!");
        match &self.text[start..word_end] {
            b"if" => self.hidden.push(cpp && !negated),
            b"ifdef" => self.hidden.push(cpp),
            b"ifndef" => self.hidden.push(false),
            b"else" | b"elif" => {
                if let Some(last) = self.hidden.last_mut() {
                    // The other branch of `#ifndef __cplusplus` is not told apart: few headers have it.
                    *last = false;
                }
            }
            b"endif" => _ = self.hidden.pop(),
            _ => {}
        }
        self.skip_to(end, Last::Boundary);
    }

    fn word(&mut self) -> bool {
        let start = self.at;
        let end = word_end(self.text, start);
        let word = &self.text[start..end];
        let next = skip_blank(self.text, end);
        let starts = self.last == Last::Boundary;
        let cpp = is_unmistakable(word, self.text, next)
            || starts && is_item(word, self.text, next)
            || self.text.get(end..end + 2) == Some(b"::") && self.qualifies(start, end);
        self.last = match (word, self.last) {
            (b"const", _) => Last::Const,
            (_, Last::Const) => Last::ConstType,
            _ => Last::Other,
        };
        self.at = end;
        cpp
    }

    /// `a::b`, and not the attribute `[[a::b]]` that C has too.
    fn qualifies(&self, start: usize, end: usize) -> bool {
        let named = self.text.get(end + 2).is_some_and(|&byte| starts_word(byte));
        named && !self.text[..start].ends_with(b"[[")
    }
}

/// Words that mean the same wherever they stand.
fn is_unmistakable(word: &[u8], text: &[u8], next: usize) -> bool {
    let follows = |byte| text.get(next) == Some(&byte);
    match word {
        b"nullptr" | b"decltype" | b"noexcept" => !follows(b'='),
        // C may call a parameter so.
        b"typename" => {
            text.get(next).is_some_and(|&byte| starts_word(byte) || matches!(byte, b'.' | b'>' | b':'))
        }
        b"template" | b"static_cast" | b"reinterpret_cast" | b"const_cast" | b"dynamic_cast" => follows(b'<'),
        _ => false,
    }
}

/// Words that are C++ at the start of an item.
fn is_item(word: &[u8], text: &[u8], next: usize) -> bool {
    let names = text.get(next).is_some_and(|&byte| starts_word(byte));
    match word {
        b"class" | b"using" | b"virtual" | b"friend" | b"explicit" => names,
        b"namespace" => names || text.get(next) == Some(&b'{'),
        b"public" | b"private" | b"protected" => text.get(next) == Some(&b':'),
        _ => false,
    }
}
