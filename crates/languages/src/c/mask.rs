//! Text that the grammars accept in place of text that only a preprocessor understands.
//!
//! Half of the C files in the wild cannot be parsed as they are: words that are macros stand between a type and a name,
//! calls that are loops stand before blocks, branches of `#if` hold half a statement. The mask replaces such text by
//! white space or by a stand-in of the same length, by lexical rules alone: no name of a project is known here. Names
//! that vanish from the tree this way are found again by comparing both texts (`masked.rs`).
//!
//! ```text
//! source ──tokens──► tokens ──conditionals──► those that are parsed, with the brackets they stand in ──rules──► edits
//! ```
//!
//! Everything is linear in the source.

mod arguments;
mod attributes;
mod conditionals;
mod declarations;
mod excess;
mod groups;
mod names;
mod statements;
mod strings;
mod tokens;
mod words;

use self::tokens::{Class, Token};

/// The masked text; `None` when nothing has to be masked.
pub(crate) fn mask(source: &str, cpp: bool) -> Option<String> {
    let mut text = Text::new(source, cpp);
    let tokens = tokens::tokens(&mut text);
    let tokens = conditionals::resolve(&mut text, tokens);
    let code = Code::new(&tokens);
    statements::run(&mut text, &code);
    arguments::run(&mut text, &code);
    strings::run(&mut text, &code);
    text.finish()
}

/// The text as it will be parsed.
pub(super) struct Text<'t> {
    source: &'t str,
    cpp: bool,
    /// Made with the first edit.
    edited: Option<Vec<u8>>,
}

impl<'t> Text<'t> {
    fn new(source: &'t str, cpp: bool) -> Self {
        Self { source, cpp, edited: None }
    }

    fn bytes(&self) -> &'t [u8] {
        self.source.as_bytes()
    }

    fn of(&self, token: Token) -> &'t [u8] {
        self.bytes().get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    fn edited(&mut self) -> &mut Vec<u8> {
        let source = self.source;
        self.edited.get_or_insert_with(|| source.as_bytes().to_vec())
    }

    /// Replaces a range by spaces; line ends stay.
    fn blank(&mut self, start: u32, end: u32) {
        for byte in &mut self.edited()[start as usize..end as usize] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }

    fn blank_token(&mut self, token: Token) {
        self.blank(token.start, token.end);
    }

    /// Whether a rule has blanked or replaced the token before.
    fn is_edited(&self, token: Token) -> bool {
        let range = token.start as usize..token.end as usize;
        self.edited.as_ref().is_some_and(|edited| edited[range.clone()] != self.bytes()[range])
    }

    /// Writes `with` at `at` and blanks the rest up to `end`; nothing when there is no room or a line end is in the way.
    fn put(&mut self, at: u32, end: u32, with: &[u8]) -> bool {
        let range = at as usize..at as usize + with.len();
        if range.end > end as usize || self.bytes()[range.clone()].contains(&b'\n') {
            return false;
        }
        self.blank(at, end);
        self.edited()[range].copy_from_slice(with);
        true
    }

    /// Puts `;` into the white space at `at`, if there is any.
    fn terminate(&mut self, at: u32) -> bool {
        self.insert(at, b';')
    }

    /// Puts `,` into the white space at `at`.
    fn separate(&mut self, at: u32) {
        self.insert(at, b',');
    }

    fn insert(&mut self, at: u32, byte: u8) -> bool {
        let blank = self.bytes().get(at as usize).is_some_and(u8::is_ascii_whitespace);
        if blank {
            self.edited()[at as usize] = byte;
        }
        blank
    }

    fn finish(self) -> Option<String> {
        String::from_utf8(self.edited?).ok()
    }
}

/// The tokens that will be parsed, with their partners.
pub(super) struct Code<'a> {
    tokens: &'a [Token],
    /// For an opening bracket the index of its partner, 0 without one.
    partner: Vec<u32>,
}

impl<'a> Code<'a> {
    fn new(tokens: &'a [Token]) -> Self {
        let mut partner = vec![0; tokens.len()];
        let mut open: Vec<usize> = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            match token.class {
                Class::Open | Class::Bracket | Class::Brace => open.push(index),
                Class::Close | Class::BracketClose => {
                    if let Some(&last) = open.last()
                        && tokens[last].class != Class::Brace
                    {
                        partner[last] = index as u32;
                        open.pop();
                    }
                }
                Class::BraceClose => {
                    while let Some(last) = open.pop() {
                        if tokens[last].class == Class::Brace {
                            partner[last] = index as u32;
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        Self { tokens, partner }
    }

    fn get(&self, index: usize) -> Token {
        self.tokens.get(index).copied().unwrap_or(Token::END)
    }

    fn class(&self, index: usize) -> Class {
        self.get(index).class
    }

    /// The partner of the opening token at `index`.
    fn close(&self, index: usize) -> Option<usize> {
        self.partner.get(index).copied().filter(|&close| close != 0).map(|close| close as usize)
    }
}
