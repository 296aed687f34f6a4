//! Which macros are made readable, and by which bytes.

use model::span::Span;

use super::lexer::{self, Kind, NO_PARTNER, Token};
use super::{items, values};

/// A macro around items that was taken away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::rust) struct Wrapper {
    /// The macro's path; empty for a further branch of the same macro.
    pub path: Span,
    /// What stands in its braces.
    pub body: Span,
    /// The condition under which the items are there, as far as the macro tells.
    pub condition: Option<Span>,
}

/// What [`find`] finds.
#[derive(Default)]
pub(super) struct Found {
    /// Bytes to be put in place of the file's.
    pub replaced: Vec<(u32, u8)>,
    /// Macros taken away.
    pub wrappers: Vec<Wrapper>,
}

/// The tokens of a file with its text.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub source: &'a str,
    pub all: &'a [Token],
}

impl<'a> Tokens<'a> {
    /// The text of a name; empty for anything else.
    pub(super) fn text(&self, at: usize) -> &'a str {
        match self.all.get(at) {
            Some(token) if token.kind == Kind::Name => {
                self.source.get(token.start as usize..token.end as usize).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// Whether the token at `at` is this punctuation or bracket.
    pub(super) fn is(&self, at: usize, byte: u8) -> bool {
        self.all.get(at).is_some_and(|token| {
            token.byte == byte && matches!(token.kind, Kind::Punctuation | Kind::Open | Kind::Close)
        })
    }

    /// The punctuation that directly follows the one at `at`.
    pub(super) fn pair(&self, at: usize) -> Option<u8> {
        let next = self.all.get(at + 1)?;
        (next.kind == Kind::Punctuation && next.start == self.all[at].end).then_some(next.byte)
    }

    /// The token after the bracket that opens at `at` and its partner.
    pub(super) fn after_group(&self, at: usize) -> Option<usize> {
        let open = self.all.get(at).filter(|token| token.kind == Kind::Open)?;
        (open.partner != NO_PARTNER).then_some(open.partner as usize + 1)
    }

    /// The opening bracket of the macro call whose name stands at `at`.
    pub(super) fn macro_call(&self, at: usize) -> Option<usize> {
        let is_call = self.all[at].kind == Kind::Name
            && self.is(at + 1, b'!')
            && self.all[at + 1].start == self.all[at].end
            && self.all.get(at + 2).is_some_and(|open| open.kind == Kind::Open);
        is_call.then_some(at + 2)
    }
}

/// A bracket that we are in.
struct Level {
    close: usize,
    /// Only items may stand in it.
    items_only: bool,
    /// The word that began the statement we are in: `mod`, `impl`, `fn`…
    head: Head,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    None,
    Container,
    Other,
}

struct Finder<'a> {
    tokens: Tokens<'a>,
    levels: Vec<Level>,
    found: Found,
}

/// Macros whose braces hold code of another time or place.
const QUOTES: &[&str] = &["quote", "quote_spanned", "parse_quote", "parse_quote_spanned", "macro_rules"];

/// Names that the grammar would not take as those of functions.
const KEYWORDS: &[&str] = &["try", "await", "yield", "default", "union", "gen", "raw", "auto", "matches"];

/// Finds what to make readable; `None` when there is not even a `!`.
pub(super) fn find(source: &str) -> Option<Found> {
    if !source.as_bytes().contains(&b'!') {
        return None;
    }
    let all = lexer::tokens(source);
    let tokens = Tokens { source, all: &all };
    let file = Level { close: all.len(), items_only: false, head: Head::None };
    let mut finder = Finder { tokens, levels: vec![file], found: Found::default() };
    let mut at = 0;
    while at < all.len() {
        at = finder.token(at);
    }
    finder.found.replaced.sort_unstable();
    Some(finder.found)
}

impl Finder<'_> {
    /// Looks at one token; gives the next one to look at.
    fn token(&mut self, at: usize) -> usize {
        let token = self.tokens.all[at];
        match token.kind {
            Kind::Name => return self.name(at),
            Kind::Open => self.open(at),
            Kind::Close => self.close(at),
            Kind::Punctuation if token.byte == b';' => self.set_head(Head::None),
            Kind::Punctuation if token.byte == b'#' => return self.after_attribute(at),
            Kind::Punctuation if token.byte == b'<' && at > 0 => self.empty_parameters(at),
            _ => {}
        }
        at + 1
    }

    /// `impl<> T`, which the grammar does not take.
    fn empty_parameters(&mut self, at: usize) {
        if self.tokens.is(at + 1, b'>') && self.tokens.all[at - 1].kind == Kind::Name {
            self.put(self.tokens.all[at].start, b' ');
            self.put(self.tokens.all[at + 1].start, b' ');
        }
    }

    fn set_head(&mut self, head: Head) {
        if let Some(level) = self.levels.last_mut() {
            level.head = head;
        }
    }

    fn after_attribute(&self, at: usize) -> usize {
        let open = at + 1 + usize::from(self.tokens.is(at + 1, b'!'));
        match self.tokens.after_group(open) {
            Some(next) if self.tokens.is(open, b'[') => next,
            _ => at + 1,
        }
    }

    fn open(&mut self, at: usize) {
        let token = self.tokens.all[at];
        if token.partner == NO_PARTNER {
            return;
        }
        let head = self.levels.last().map_or(Head::None, |level| level.head);
        let items_only = token.byte == b'{' && head == Head::Container;
        self.levels.push(Level { close: token.partner as usize, items_only, head: Head::None });
    }

    fn close(&mut self, at: usize) {
        if self.levels.len() > 1 && self.levels.last().is_some_and(|level| level.close == at) {
            self.levels.pop();
            if self.tokens.is(at, b'}') {
                self.set_head(Head::None);
            }
        }
    }

    fn name(&mut self, at: usize) -> usize {
        let text = self.tokens.text(at);
        if text == "macro_rules" && self.tokens.is(at + 1, b'!') {
            return self.tokens.after_group(at + 3).unwrap_or(at + 1);
        }
        if let Some(open) = self.tokens.macro_call(at) {
            return self.call(at, open);
        }
        self.note_head(text);
        at + 1
    }

    fn note_head(&mut self, text: &str) {
        let Some(level) = self.levels.last_mut() else { return };
        let is_modifier = matches!(text, "pub" | "unsafe" | "default" | "async" | "auto");
        match (level.head, text) {
            (Head::None, "mod" | "impl" | "trait" | "extern") => level.head = Head::Container,
            // Branches of `cfg_if!` among items.
            (Head::None, "if" | "else") if level.items_only => level.head = Head::Container,
            (Head::None, _) if !is_modifier => level.head = Head::Other,
            // `extern "C" fn`, `extern crate`
            (Head::Container, "fn" | "crate") => level.head = Head::Other,
            _ => {}
        }
    }

    /// A macro call by the name at `at`.
    fn call(&mut self, at: usize, open: usize) -> usize {
        let Some(after) = self.tokens.after_group(open) else { return open };
        let name = self.tokens.text(at);
        let start = self.path_start(at);
        let is_statement = self.is_statement(start);
        let items_only = self.levels.last().is_some_and(|level| level.items_only);
        if self.tokens.is(open, b'{') {
            let taken = is_statement && !QUOTES.contains(&name) && self.unwrap(start, at, open, after);
            return if taken { open + 1 } else { after };
        }
        let allowed = !(is_statement && items_only || KEYWORDS.contains(&name) || QUOTES.contains(&name));
        if !allowed || !values::are_values(self.tokens, open) {
            return after;
        }
        self.make_call(at, open);
        self.levels.push(Level { close: after - 1, items_only: false, head: Head::None });
        open + 1
    }

    /// The first token of the path that ends at `at`.
    fn path_start(&self, mut at: usize) -> usize {
        while at >= 3 && self.tokens.is(at - 1, b':') && self.tokens.is(at - 2, b':') {
            let is_segment = self.tokens.all[at - 3].kind == Kind::Name;
            at -= if is_segment { 3 } else { 2 };
            if !is_segment {
                break;
            }
        }
        at
    }

    /// Whether a statement or item begins at `at`.
    fn is_statement(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let in_block = self
            .levels
            .last()
            .is_some_and(|level| level.close == self.tokens.all.len() || self.tokens.is(level.close, b'}'));
        let is_attribute = || {
            let close = self.tokens.all[before];
            close.byte == b']' && close.partner != NO_PARTNER && {
                let open = close.partner as usize;
                // `#[…]`, and `#![…]` in front of the first item of a file.
                let hash = if open > 0 && self.tokens.is(open - 1, b'!') { 2 } else { 1 };
                open >= hash && self.tokens.is(open - hash, b'#')
            }
        };
        in_block && (matches!(self.tokens.all[before].byte, b';' | b'}' | b'{') || is_attribute())
    }

    /// `name!(…)` → `name (…)`.
    fn make_call(&mut self, at: usize, open: usize) {
        let close = self.tokens.all[open].partner as usize;
        self.put(self.tokens.all[at + 1].start, b' ');
        if self.tokens.is(open, b'[') {
            self.put(self.tokens.all[open].start, b'(');
            self.put(self.tokens.all[close].start, b')');
            self.separate_by_commas(open + 1, close);
        }
    }

    fn separate_by_commas(&mut self, mut at: usize, close: usize) {
        while at < close {
            if self.tokens.is(at, b';') {
                self.put(self.tokens.all[at].start, b',');
            }
            at = self.tokens.after_group(at).unwrap_or(at + 1);
        }
    }

    fn put(&mut self, at: u32, byte: u8) {
        self.found.replaced.push((at, byte));
    }

    fn blank(&mut self, from: u32, to: u32) {
        let bytes = self.tokens.source.as_bytes();
        let visible = (from..to).filter(|&at| !bytes[at as usize].is_ascii_whitespace());
        self.found.replaced.extend(visible.map(|at| (at, b' ')));
    }

    /// `name! { items }` → `items`. Whether it could be done.
    fn unwrap(&mut self, start: usize, at: usize, open: usize, after: usize) -> bool {
        let name = self.tokens.text(at);
        let close = after - 1;
        if name == "cfg_if" {
            return self.unwrap_branches(start, at, open, close);
        }
        let in_code = !self.levels.last().is_some_and(|level| level.items_only) && self.levels.len() > 1;
        if !items::are_items(self.tokens, open + 1, close, in_code) {
            return false;
        }
        let path = Span::new(self.tokens.all[start].start, self.tokens.all[at].end);
        let condition = name.starts_with("cfg_").then_some(path);
        self.take_away(path, start, open, condition);
        true
    }

    /// Blanks the tokens from `from` to the opening bracket `open`, and the closing one.
    fn take_away(&mut self, path: Span, from: usize, open: usize, condition: Option<Span>) {
        let close = self.tokens.all[open].partner as usize;
        let body = Span::new(self.tokens.all[open].end, self.tokens.all[close].start);
        self.found.wrappers.push(Wrapper { path, body, condition });
        self.blank(self.tokens.all[from].start, self.tokens.all[open].end);
        // The last of several statics may lack its semicolon; one too many does no harm.
        let is_complete = self.tokens.is(close - 1, b';');
        self.put(self.tokens.all[close].start, if is_complete { b' ' } else { b';' });
    }

    /// `cfg_if! { if #[cfg(…)] { items } else { items } }`
    fn unwrap_branches(&mut self, start: usize, at: usize, open: usize, close: usize) -> bool {
        let mut branches = Vec::new();
        let mut from = open + 1;
        while from < close {
            let Some(brace) =
                (from..close.min(from + 8)).find(|&next| self.tokens.is(next, b'{')).or_else(|| {
                    let condition = (from..close).find(|&next| self.tokens.is(next, b'['))?;
                    self.tokens.after_group(condition)
                })
            else {
                return false;
            };
            let Some(next) = self.tokens.after_group(brace) else { return false };
            if next > brace + 2 && !items::are_items(self.tokens, brace + 1, next - 1, true) {
                return false;
            }
            branches.push((from, brace));
            from = next;
        }
        self.blank(self.tokens.all[start].start, self.tokens.all[open].end);
        self.blank(self.tokens.all[close].start, self.tokens.all[close].end);
        let mut path = Span::new(self.tokens.all[start].start, self.tokens.all[at].end);
        for (from, brace) in branches {
            let attribute = (from..brace).find(|&next| self.tokens.is(next, b'['));
            let condition = attribute.and_then(|attribute| {
                let end = self.tokens.after_group(attribute)? - 1;
                Some(Span::new(self.tokens.all[attribute].end, self.tokens.all[end].start))
            });
            self.take_away(path, from, brace, condition);
            path = Span::new(path.end, path.end);
        }
        true
    }
}
