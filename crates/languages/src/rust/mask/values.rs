//! Whether tokens look like expressions between commas.
//!
//! The test is one of neighbours: a value is followed by an operator, an operator by a value. It lets through what is
//! no Rust at times, but never what is made of two names side by side, of `=>`, `name: value` or `?name`, which are
//! what the syntax of most macros of their own is made of.

use super::edits::Tokens;
use super::lexer::{Kind, Token};

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// A value; nothing has been written yet.
    First,
    /// A value, after an operator.
    Value,
    /// An operator.
    Operator,
    /// Either: after `>`, `..`, a block.
    Either,
}

/// A bracket that we are in.
struct Level {
    /// Its closing token.
    close: usize,
    /// Whether it is a block, where statements stand.
    is_block: bool,
    /// What may follow it.
    after: Expect,
}

/// Words that begin something that no expression holds outside of a block.
const FOREIGN: &[&str] = &[
    "fn", "struct", "enum", "use", "pub", "impl", "trait", "mod", "type", "where", "extern", "in", "ref",
    "crate_",
];

/// Words after which a value stands.
const PREFIXES: &[&str] = &[
    "mut", "move", "async", "unsafe", "match", "if", "else", "loop", "while", "for", "return", "break",
    "continue", "let", "dyn", "as", "const", "static", "fn", "pub", "struct", "enum", "use", "impl", "trait",
    "mod", "type", "where", "extern", "in", "ref", "await",
];

struct Reader<'a> {
    tokens: Tokens<'a>,
    levels: Vec<Level>,
    expect: Expect,
    /// Inside the parameters of a closure.
    in_parameters: bool,
}

/// Whether the tokens between the brackets `open` and its partner are values between commas.
pub(super) fn are_values(tokens: Tokens<'_>, open: usize) -> bool {
    let close = tokens.all[open].partner as usize;
    let outer = Level { close, is_block: false, after: Expect::Operator };
    let mut reader = Reader { tokens, levels: vec![outer], expect: Expect::First, in_parameters: false };
    let mut at = open + 1;
    while at <= close {
        match reader.token(at) {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}

impl Reader<'_> {
    fn in_block(&self) -> bool {
        self.levels.last().is_some_and(|level| level.is_block)
    }

    /// Reads the token at `at`; gives the one to go on with, `None` when it does not belong.
    fn token(&mut self, at: usize) -> Option<usize> {
        let token = self.tokens.all[at];
        if self.levels.last().is_some_and(|level| level.close == at) {
            return self.close(at);
        }
        match token.kind {
            Kind::Close => None,
            Kind::Open => self.open(at),
            Kind::Lifetime => self.lifetime(at),
            Kind::Literal => self.value(at),
            Kind::Name => self.name(at),
            Kind::Punctuation => self.punctuation(at, token),
        }
    }

    fn close(&mut self, at: usize) -> Option<usize> {
        let level = self.levels.pop()?;
        let complete = level.is_block || self.expect != Expect::Value;
        self.expect = level.after;
        (complete && !self.in_parameters).then_some(at + 1)
    }

    fn open(&mut self, at: usize) -> Option<usize> {
        let token = self.tokens.all[at];
        if self.in_parameters {
            return self.tokens.after_group(at);
        }
        let is_block = token.byte == b'{';
        let after = if is_block { Expect::Either } else { Expect::Operator };
        self.tokens.after_group(at)?;
        self.levels.push(Level { close: token.partner as usize, is_block, after });
        self.expect = Expect::First;
        Some(at + 1)
    }

    /// A label; lifetimes of types stand in blocks only.
    fn lifetime(&self, at: usize) -> Option<usize> {
        let jumps = matches!(self.tokens.text(at - 1), "break" | "continue");
        (jumps || self.in_block() || self.in_parameters || self.tokens.is(at + 1, b':')).then_some(at + 1)
    }

    fn value(&mut self, at: usize) -> Option<usize> {
        let fits = self.expect != Expect::Operator || self.in_parameters;
        self.expect = Expect::Operator;
        fits.then_some(at + 1)
    }

    fn name(&mut self, at: usize) -> Option<usize> {
        let text = self.tokens.text(at);
        if self.in_parameters {
            return Some(at + 1);
        }
        if let Some(open) = self.tokens.macro_call(at) {
            self.value(at)?;
            return self.tokens.after_group(open);
        }
        if text == "await" {
            self.expect = Expect::Operator;
            return Some(at + 1);
        }
        if PREFIXES.contains(&text) {
            let fits = self.in_block() || !FOREIGN.contains(&text);
            let may_end = matches!(text, "return" | "break" | "continue");
            self.expect = if may_end { Expect::Either } else { Expect::Value };
            return fits.then_some(at + 1);
        }
        self.value(at)
    }

    fn punctuation(&mut self, at: usize, token: Token) -> Option<usize> {
        if self.in_parameters {
            self.in_parameters = token.byte != b'|';
            self.expect = if self.in_parameters { self.expect } else { Expect::Value };
            return Some(at + 1);
        }
        let ready = matches!(self.expect, Expect::Operator | Expect::Either);
        match (token.byte, self.tokens.pair(at)) {
            (b'.', Some(b'.')) => self.range(at),
            (b':', Some(b':')) if self.tokens.is(at + 2, b'<') => self.type_arguments(at + 2),
            (b':', Some(b':')) => self.go_on(true, at + 2, Expect::Value),
            (b'-', Some(b'>')) => self.go_on(true, at + 2, Expect::Either),
            (b'=', Some(b'>')) => self.go_on(self.in_block(), at + 2, Expect::Value),
            (b'<', _) if !ready => self.type_arguments(at),
            (b'|', Some(b'|')) if !ready => self.go_on(true, at + 2, Expect::Value),
            (b'|', _) if !ready => {
                self.in_parameters = true;
                Some(at + 1)
            }
            (b'#', _) => self.attribute(at),
            (b';', _) => self.semicolon(at),
            (b':' | b'@', _) => self.colon(at),
            (byte, _) => self.operator(at, byte, ready),
        }
    }

    /// An operator of one byte, or a byte of a longer one. `ready` says whether a value stands before it.
    fn operator(&mut self, at: usize, byte: u8, ready: bool) -> Option<usize> {
        let fits = ready || self.in_block();
        match byte {
            b'?' => ready.then_some(at + 1),
            b',' => self.go_on(fits, at + 1, Expect::First),
            b'&' | b'*' | b'-' | b'!' | b'<' => self.go_on(true, at + 1, Expect::Value),
            b'>' if self.in_block() => self.go_on(true, at + 1, Expect::Either),
            b'%' | b'>' | b'+' | b'/' | b'^' | b'=' | b'|' | b'.' => {
                let continues = self.expect == Expect::Value && self.follows_operator(at);
                self.go_on(fits || continues, at + 1, Expect::Value)
            }
            _ => None,
        }
    }

    /// Goes on at `next`, when what stands here `fits`.
    fn go_on(&mut self, fits: bool, next: usize, expect: Expect) -> Option<usize> {
        self.expect = expect;
        fits.then_some(next)
    }

    /// `<…>`, which must close within the brackets where it opens.
    fn type_arguments(&mut self, at: usize) -> Option<usize> {
        let end = self.levels.last()?.close;
        let (mut at, mut depth) = (at, 0_usize);
        while at < end {
            let is_arrow = self.tokens.is(at - 1, b'-');
            match self.tokens.all[at] {
                Token { kind: Kind::Punctuation, byte: b'<', .. } => depth += 1,
                Token { kind: Kind::Punctuation, byte: b'>', .. } if !is_arrow => depth -= 1,
                Token { kind: Kind::Punctuation, byte: b';', .. } => return None,
                _ => {}
            }
            at = self.tokens.after_group(at).unwrap_or(at + 1);
            if depth == 0 {
                return self.go_on(true, at, Expect::Operator);
            }
        }
        None
    }

    /// The second byte of `==`, `+=`, `<=`, `||`…
    fn follows_operator(&self, at: usize) -> bool {
        let before = self.tokens.all[at - 1];
        before.kind == Kind::Punctuation && before.end == self.tokens.all[at].start && before.byte != b','
    }

    fn range(&mut self, at: usize) -> Option<usize> {
        let inclusive = self.tokens.all.get(at + 2).is_some_and(|third| third.byte == b'=');
        let next = at + 2 + usize::from(inclusive);
        // `T { .. }` is a pattern.
        let is_rest =
            self.in_block() && self.tokens.all.get(next).is_some_and(|third| third.kind == Kind::Close);
        self.go_on(!is_rest || self.levels.len() > 2, next, Expect::Either)
    }

    /// `#[…]`, in blocks only.
    fn attribute(&mut self, at: usize) -> Option<usize> {
        let open = at + 1 + usize::from(self.tokens.is(at + 1, b'!'));
        let next = self.tokens.is(open, b'[').then(|| self.tokens.after_group(open))??;
        self.go_on(self.in_block(), next, Expect::First)
    }

    /// In a block, in `[x; n]`, and once in the brackets of the macro itself.
    fn semicolon(&mut self, at: usize) -> Option<usize> {
        let level = self.levels.last()?;
        let in_brackets = self.tokens.is(level.close, b']');
        self.go_on(level.is_block || in_brackets, at + 1, Expect::First)
    }

    /// `field: value` and `name: Type`, but not `"key": value`.
    fn colon(&mut self, at: usize) -> Option<usize> {
        let before = self.tokens.all[at - 1];
        let is_key = before.kind == Kind::Literal && !before.byte.is_ascii_digit();
        self.go_on(self.in_block() && !is_key, at + 1, Expect::Value)
    }
}
