//! The words of a declaration, from its start to what ends them.

use super::excess::keep;
use super::names::{name_end, operator_end};
use super::tokens::{Around, Class, is_macro_like};
use super::{Code, Text};

/// A word of a declaration: a name with its qualifiers and template arguments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Number of stars before it.
    pub(super) stars: u32,
    pub(super) macro_like: bool,
}

/// The words from the start of a declaration to what ends them.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each says one thing of the words, in any combination")]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) items: Vec<Item>,
    pub(super) type_seen: bool,
    pub(super) storage: bool,
    pub(super) stars: u32,
    /// Number of words before a built-in type or tag.
    items_before_type: usize,
    /// The words end with the head of a type's body.
    pub(super) heads: bool,
    /// There is no name to be expected: a cast, a value.
    pub(super) nameless: bool,
    /// Index of the token that ends the words.
    pub(super) end: usize,
}

impl Run {
    /// Reads the words from `index` on.
    pub(super) fn read(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> Self {
        let mut run = Self {
            start: index,
            items: Vec::new(),
            type_seen: false,
            storage: false,
            stars: 0,
            items_before_type: 0,
            heads: false,
            nameless: false,
            end: index,
        };
        while run.step(text, code) {}
        run
    }

    fn see_type(&mut self) {
        if !self.type_seen {
            self.type_seen = true;
            self.items_before_type = self.items.len();
        }
    }

    /// The same behind a type: only a declarator is expected.
    pub(super) fn read_declarator(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> Self {
        let mut run = Self {
            start: index,
            items: Vec::new(),
            type_seen: true,
            storage: false,
            stars: 0,
            items_before_type: 0,
            heads: false,
            nameless: false,
            end: index,
        };
        while run.step(text, code) {}
        run
    }

    /// Whether there is a built-in type or one name, and nothing else.
    pub(super) fn is_bare_type(&self) -> bool {
        self.stars == 0 && !self.heads && self.items.len() + usize::from(self.type_seen) == 1
    }

    /// Takes in the token at `end`; false when it ends the run.
    fn step(&mut self, text: &mut Text<'_>, code: &Code<'_>) -> bool {
        let at = self.end;
        if at > self.start && code.get(at).starts {
            return false;
        }
        match code.class(at) {
            Class::Specifier => {
                self.storage |= matches!(text.of(code.get(at)), b"static" | b"extern");
                self.end += 1;
            }
            Class::Suffix => {
                if !is_qualifier(text.of(code.get(at))) {
                    return false;
                }
                self.end += 1;
            }
            Class::Type => {
                self.see_type();
                self.end += 1;
            }
            Class::Operator
                if matches!(text.of(code.get(at)), b"decltype" | b"typeof" | b"__typeof__" | b"__typeof") =>
            {
                let Some(close) = code.close(at + 1) else { return false };
                self.type_seen = true;
                self.end = close + 1;
            }
            Class::Tag | Class::Enum => return self.tag(text, code),
            Class::Star | Class::Ampersand => {
                self.stars += 1;
                self.end += 1;
            }
            Class::Word => return self.word(text, code),
            Class::Keyword if text.of(code.get(at)) == b"operator" => {
                let end = operator_end(code, at);
                self.items.push(item(text, code, at, end, self.stars));
                self.end = end;
                return false;
            }
            _ => return false,
        }
        true
    }

    /// `struct`, `class`, `enum class` with what names the type.
    fn tag(&mut self, text: &mut Text<'_>, code: &Code<'_>) -> bool {
        let mut at = self.end + 1;
        if code.class(at) == Class::Tag {
            at += 1;
        }
        let mut words = Vec::new();
        while code.class(at) == Class::Word {
            let mut end = name_end(text, code, at);
            let name = text.of(code.get(at));
            // `enum e UNDERLYING(int) {` is a type, `struct s __find(int x) {` a function.
            let heads = self.end == self.start && !name.starts_with(b"__");
            let attribute = is_macro_like(name) && (heads || !looks_like_parameters(code, end));
            if code.class(end) == Class::Open && attribute {
                match code.close(end) {
                    Some(close) if matches!(code.class(close + 1), Class::Word | Class::Brace) => {
                        end = close + 1;
                    }
                    _ => {}
                }
            }
            words.push(item(text, code, at, end, 0));
            at = end;
        }
        self.see_type();
        let tag = self.end;
        self.end = at;
        let heads = match code.class(at) {
            Class::Brace | Class::Suffix => true,
            Class::Colon => {
                let plain = words.iter().filter(|name| !name.macro_like).count();
                code.get(at).around != Around::Paren && plain < 2
            }
            Class::Semicolon => words.len() == 2 && words[0].macro_like && text.of(code.get(tag)) == b"class",
            _ => false,
        };
        if heads {
            keep(text, code, &words, 1);
            self.heads = true;
            return false;
        }
        let attributed = words.len() > 2 && words[0].macro_like && !words[1].macro_like;
        let named = usize::from(attributed);
        let Some(name) = words.get(named) else { return false };
        self.items.extend(&words[..named]);
        self.end = name.end;
        true
    }

    /// A name; one with parentheses ends the run unless it is an attribute.
    fn word(&mut self, text: &mut Text<'_>, code: &Code<'_>) -> bool {
        let at = self.end;
        let end = name_end(text, code, at);
        let item = item(text, code, at, end, self.stars);
        if code.class(end) != Class::Open {
            self.items.push(item);
            self.end = end;
            return true;
        }
        let complete = self.has_name();
        let Some(close) = code.close(end) else {
            self.items.push(item);
            self.end = end;
            return false;
        };
        if complete && self.unwrap_parameters(text, code, at, end, close) {
            return false;
        }
        let goes_on = match code.class(close + 1) {
            Class::Word | Class::Type | Class::Star | Class::Specifier | Class::Tag | Class::Enum => true,
            // `MACRO(1) const char *f(…)`, but not `f(int) const;`
            Class::Suffix => is_qualifier(text.of(code.get(close + 1))) && !complete,
            _ => false,
        } && !code.get(close + 1).starts;
        let is_name = self.names_function(code, end, complete);
        if item.macro_like && !is_name && (goes_on || complete) && at > self.start {
            text.blank(code.get(at).start, code.get(close).end);
            self.end = close + 1;
            return true;
        }
        self.items.push(item);
        self.end = end;
        false
    }

    /// Whether a word is a function's name by what stands in the parentheses behind it, macro-like or not.
    fn names_function(&self, code: &Code<'_>, open: usize, complete: bool) -> bool {
        let typed = self.type_seen || self.stars > 0;
        match code.class(open + 1) {
            Class::Close => typed && !complete,
            _ => (typed || !self.items.is_empty()) && looks_like_parameters(code, open),
        }
    }

    /// Whether one of the words so far is the declared name.
    fn has_name(&self) -> bool {
        let behind_type = self.items.get(self.items_before_type..).unwrap_or_default();
        let plain = behind_type.iter().filter(|item| !item.macro_like && item.stars == self.stars).count();
        plain + usize::from(self.type_seen || self.stars > 0) >= 2
    }

    /// `name OF((parameters))`: the macro and one pair of parentheses go.
    fn unwrap_parameters(
        &mut self,
        text: &mut Text<'_>,
        code: &Code<'_>,
        at: usize,
        open: usize,
        close: usize,
    ) -> bool {
        let inner = code.class(open + 1) == Class::Open && code.close(open + 1) == Some(close - 1);
        if !inner {
            return false;
        }
        text.blank(code.get(at).start, code.get(open).end);
        text.blank_token(code.get(close));
        self.end = open + 1;
        if let Some(name) = self.items.last_mut() {
            name.end = self.end;
        }
        true
    }
}

fn is_qualifier(word: &[u8]) -> bool {
    matches!(word, b"const" | b"volatile" | b"__const")
}

/// Whether what stands in the parentheses can only be parameters.
fn looks_like_parameters(code: &Code<'_>, open: usize) -> bool {
    match code.class(open + 1) {
        Class::Close | Class::Type | Class::Tag | Class::Enum | Class::Suffix | Class::Specifier => true,
        Class::Word => matches!(code.class(open + 2), Class::Word | Class::Star),
        _ => false,
    }
}

fn item(text: &Text<'_>, code: &Code<'_>, first: usize, end: usize, stars: u32) -> Item {
    let macro_like = end == first + 1 && is_macro_like(text.of(code.get(first)));
    let called = end > first + 1 && code.class(first + 1) == Class::Open;
    Item { first, end, stars, macro_like: macro_like || called }
}
