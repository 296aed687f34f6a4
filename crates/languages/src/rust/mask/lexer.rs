//! Tokens of Rust, as far as macros need them: names, literals, punctuation byte by byte, and which bracket closes
//! which.

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Name,
    Literal,
    Lifetime,
    Punctuation,
    Open,
    Close,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    /// Its first byte.
    pub byte: u8,
    pub start: u32,
    pub end: u32,
    /// For a bracket the index of its partner; [`NO_PARTNER`] when it has none.
    pub partner: u32,
}

/// The partner of a bracket that stands alone.
pub(super) const NO_PARTNER: u32 = u32::MAX;

/// How many unclosed brackets a closing one may skip to find its own.
const MAX_SKIPPED: usize = 32;

struct Lexer<'s> {
    bytes: &'s [u8],
    at: usize,
    tokens: Vec<Token>,
    open: Vec<u32>,
}

/// All tokens of `source`. Linear.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let bytes = source.as_bytes();
    let mut lexer = Lexer { bytes, at: 0, tokens: Vec::with_capacity(bytes.len() / 4), open: Vec::new() };
    while lexer.at < bytes.len() {
        lexer.token();
    }
    lexer.tokens
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn token(&mut self) {
        match self.peek(0) {
            b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
            b'/' if self.peek(1) == b'/' => self.line_comment(),
            b'/' if self.peek(1) == b'*' => self.block_comment(),
            b'"' => self.push(Kind::Literal, string_end),
            b'\'' => self.quote(),
            b'0'..=b'9' => self.push(Kind::Literal, number_end),
            b'(' | b'[' | b'{' => self.bracket(Kind::Open),
            b')' | b']' | b'}' => self.bracket(Kind::Close),
            byte if is_name_byte(byte) => self.name(),
            _ => self.push(Kind::Punctuation, |_, at| at + 1),
        }
    }

    fn push(&mut self, kind: Kind, end: impl FnOnce(&[u8], usize) -> usize) {
        let start = self.at;
        self.at = end(self.bytes, start).clamp(start + 1, self.bytes.len());
        let (start32, end) = (start as u32, self.at as u32);
        self.tokens.push(Token { kind, byte: self.bytes[start], start: start32, end, partner: NO_PARTNER });
    }

    fn line_comment(&mut self) {
        while self.at < self.bytes.len() && self.bytes[self.at] != b'\n' {
            self.at += 1;
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_u32;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => (depth, self.at) = (depth + 1, self.at + 2),
                (b'*', b'/') => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// A character or a lifetime.
    fn quote(&mut self) {
        let after = self.peek(1);
        let is_char = after == b'\\' || {
            let width = char_width(after);
            self.peek(1 + width) == b'\''
        };
        if is_char {
            self.push(Kind::Literal, char_end);
        } else {
            self.push(Kind::Lifetime, |bytes, at| name_end(bytes, at + 1));
        }
    }

    /// A name, or the prefix of a literal.
    fn name(&mut self) {
        let end = name_end(self.bytes, self.at);
        let (prefix, next) = (&self.bytes[self.at..end], self.bytes.get(end).copied().unwrap_or(0));
        match (prefix, next) {
            (b"r" | b"br" | b"cr", b'"' | b'#') if raw_hashes(self.bytes, end).is_some() => {
                self.push(Kind::Literal, |bytes, _| raw_string_end(bytes, end));
            }
            (b"b" | b"c", b'"') => self.push(Kind::Literal, |bytes, _| string_end(bytes, end)),
            (b"b", b'\'') => self.push(Kind::Literal, |bytes, _| char_end(bytes, end)),
            (b"r", b'#') => self.push(Kind::Name, |bytes, _| name_end(bytes, end + 1)),
            _ => self.push(Kind::Name, |_, _| end),
        }
    }

    fn bracket(&mut self, kind: Kind) {
        let index = self.tokens.len() as u32;
        self.push(kind, |_, at| at + 1);
        if kind == Kind::Open {
            return self.open.push(index);
        }
        let wanted = match self.tokens[index as usize].byte {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let tokens = &self.tokens;
        let is_it = |open: &u32| tokens[*open as usize].byte == wanted;
        let Some(skipped) = self.open.iter().rev().take(MAX_SKIPPED).position(is_it) else { return };
        self.open.truncate(self.open.len() - skipped);
        if let Some(open) = self.open.pop() {
            self.tokens[open as usize].partner = index;
            self.tokens[index as usize].partner = open;
        }
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn name_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| is_name_byte(*byte)) {
        at += 1;
    }
    at
}

fn number_end(bytes: &[u8], at: usize) -> usize {
    let end = name_end(bytes, at);
    let is_fraction = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    if is_fraction { name_end(bytes, end + 1) } else { end }
}

/// After a string that opens at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// After a character that opens at `at`.
fn char_end(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\'' => return at + 1,
            b'\n' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The number of `#` of a raw string whose hashes begin at `at`.
fn raw_hashes(bytes: &[u8], at: usize) -> Option<usize> {
    let hashes = bytes[at..].iter().take_while(|byte| **byte == b'#').count();
    (bytes.get(at + hashes) == Some(&b'"')).then_some(hashes)
}

fn raw_string_end(bytes: &[u8], at: usize) -> usize {
    let hashes = raw_hashes(bytes, at).unwrap_or(0);
    let mut from = at + hashes + 1;
    while let Some(quote) = bytes.get(from..).and_then(|rest| rest.iter().position(|byte| *byte == b'"')) {
        let after = from + quote + 1;
        let closing = bytes[after..].iter().take(hashes).take_while(|byte| **byte == b'#').count();
        if closing == hashes {
            return after + hashes;
        }
        from = after;
    }
    bytes.len()
}

/// Bytes of the character that begins with `first`.
fn char_width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, NO_PARTNER, tokens};

    #[test]
    fn literals_and_names_are_single_tokens() {
        let source = r##"r#type r#"a"b"# b"\"" 'a' 'a '\'' b'x' 1.5 1..2 /* /* */ " */ "x" 'é'"##;
        let found: Vec<&str> =
            tokens(source).iter().map(|token| &source[token.start as usize..token.end as usize]).collect();
        let expected = [
            r"r#type",
            r##"r#"a"b"#"##,
            r#"b"\"""#,
            "'a'",
            "'a",
            r"'\''",
            "b'x'",
            "1.5",
            "1",
            ".",
            ".",
            "2",
            r#""x""#,
            "'é'",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn brackets_find_their_partners_across_one_that_is_missing() {
        let found = tokens("{ ( [ ] }");
        let partner = |index: usize| found[index].partner;
        assert_eq!((partner(0), partner(2)), (4, 3));
        assert_eq!((found[1].kind, partner(1)), (Kind::Open, NO_PARTNER));
    }
}
