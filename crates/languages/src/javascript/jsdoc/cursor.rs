//! Moving over the text of a comment.

use extract::Builder;
use model::span::Span;

use super::parser::TypeParser;

impl TypeParser {
    pub(super) fn rest<'t>(&self, b: &Builder<'t>) -> &'t str {
        b.text(Span::new(self.at.min(self.end), self.end))
    }

    pub(super) fn peek(&self, b: &Builder<'_>) -> Option<u8> {
        self.rest(b).bytes().next()
    }

    /// Skips white space and the stars that begin a line.
    pub(super) fn skip_space(&mut self, b: &Builder<'_>) {
        let mut at_line_start = false;
        for byte in self.rest(b).bytes() {
            match byte {
                b'\n' => at_line_start = true,
                b' ' | b'\t' | b'\r' => {}
                b'*' if at_line_start => at_line_start = false,
                _ => return,
            }
            self.at += 1;
        }
    }

    pub(super) fn eat(&mut self, b: &Builder<'_>, token: &str) -> bool {
        self.skip_space(b);
        let found = self.rest(b).starts_with(token);
        if found {
            self.at += token.len() as u32;
        }
        found
    }

    /// A name, where one stands.
    pub(super) fn word(&mut self, b: &Builder<'_>) -> Option<Span> {
        self.skip_space(b);
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let rest = self.rest(b);
        let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let starts_well = rest.starts_with(|c: char| is_part(c) && !c.is_ascii_digit());
        (starts_well && len > 0).then(|| {
            let span = Span::new(self.at, self.at + len as u32);
            self.at = span.end;
            span
        })
    }

    pub(super) fn eat_word(&mut self, b: &Builder<'_>, wanted: &str) -> bool {
        let before = self.at;
        let found = self.word(b).is_some_and(|span| b.text(span) == wanted);
        if !found {
            self.at = before;
        }
        found
    }
}
