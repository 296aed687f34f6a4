//! Declarations with words in them that are macros.
//!
//! Before a declarator the grammars expect one type and one name. Where more words stand in a row, those that look like
//! macros are blanked first, then those farthest from the name.

use super::statements::{is_constructor, restart};
use super::tokens::{Around, Class, is_macro_like};
use super::{Code, Text};

/// A word of a declaration: a name with its qualifiers and template arguments.
#[derive(Clone, Copy, Debug)]
struct Item {
    first: usize,
    /// One past the last token.
    end: usize,
    /// Number of stars before it.
    stars: u32,
    macro_like: bool,
}

/// The words from the start of a declaration to what ends them.
#[derive(Debug)]
pub(super) struct Run {
    start: usize,
    items: Vec<Item>,
    type_seen: bool,
    storage: bool,
    stars: u32,
    /// The words end with the head of a type's body.
    heads: bool,
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
            heads: false,
            nameless: false,
            end: index,
        };
        while run.step(text, code) {}
        run
    }

    /// The same behind a type: only a declarator is expected.
    fn read_declarator(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> Self {
        let mut run = Self {
            start: index,
            items: Vec::new(),
            type_seen: true,
            storage: false,
            stars: 0,
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
                if !matches!(text.of(code.get(at)), b"const" | b"volatile" | b"__const") {
                    return false;
                }
                self.end += 1;
            }
            Class::Type => {
                self.type_seen = true;
                self.end += 1;
            }
            Class::Operator if matches!(text.of(code.get(at)), b"decltype" | b"typeof" | b"__typeof__" | b"__typeof") => {
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
        let mut names = Vec::new();
        while code.class(at) == Class::Word {
            let mut end = name_end(text, code, at);
            if code.class(end) == Class::Open && is_macro_like(text.of(code.get(at))) {
                match code.close(end) {
                    Some(close) if matches!(code.class(close + 1), Class::Word | Class::Brace) => end = close + 1,
                    _ => {}
                }
            }
            names.push(item(text, code, at, end, 0));
            at = end;
        }
        self.type_seen = true;
        let tag = self.end;
        self.end = at;
        let heads = match code.class(at) {
            Class::Brace | Class::Suffix => true,
            Class::Colon => {
                let plain = names.iter().filter(|name| !name.macro_like).count();
                code.get(at).around != Around::Paren && plain < 2
            }
            Class::Semicolon => names.len() == 2 && names[0].macro_like && text.of(code.get(tag)) == b"class",
            _ => false,
        };
        if heads {
            keep(text, code, &names, 1);
            self.heads = true;
            return false;
        }
        let attributed = names.len() > 2 && names[0].macro_like && !names[1].macro_like;
        let named = usize::from(attributed);
        let Some(name) = names.get(named) else { return false };
        self.items.extend(&names[..named]);
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
        let goes_on = matches!(
            code.class(close + 1),
            Class::Word | Class::Type | Class::Star | Class::Specifier | Class::Tag | Class::Enum
        ) && !code.get(close + 1).starts;
        let is_name = (self.type_seen || self.stars > 0) && !complete && looks_like_parameters(code, end);
        if item.macro_like && (goes_on && !is_name || complete) && at > self.start {
            text.blank(code.get(at).start, code.get(close).end);
            self.end = close + 1;
            return true;
        }
        self.items.push(item);
        self.end = end;
        false
    }

    /// Whether one of the words so far is the declared name.
    fn has_name(&self) -> bool {
        let plain = self.items.iter().filter(|item| !item.macro_like && item.stars == self.stars).count();
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
        true
    }

    /// The word between a storage class and parentheses, when there is no other.
    pub(super) fn only_word_after_storage(&self) -> Option<usize> {
        match self.items[..] {
            [only] if self.storage && !self.type_seen && self.stars == 0 && only.end == only.first + 1 => {
                Some(only.first)
            }
            _ => None,
        }
    }

    /// Whether there are only macros, and then something that they are no part of.
    pub(super) fn is_lone_macro(&self, text: &Text<'_>, code: &Code<'_>) -> bool {
        let alone = !self.items.is_empty()
            && !self.type_seen
            && self.stars == 0
            && self.items.iter().all(|item| item.macro_like)
            && self.items[0].first == self.start;
        let next = code.get(self.end);
        alone
            && match next.class {
                Class::Item | Class::Namespace | Class::Access | Class::Directive | Class::BraceClose | Class::End => true,
                Class::Keyword => text.of(next) == b"export",
                Class::Brace => next.around == Around::Block,
                Class::Other => text.of(next) == b"~",
                _ => next.starts && next.class != Class::Colon,
            }
    }

    /// Blanks all words.
    pub(super) fn blank_words(&self, text: &mut Text<'_>, code: &Code<'_>) {
        for item in &self.items {
            text.blank(code.get(item.first).start, code.get(item.end - 1).end);
        }
    }

    /// Blanks the words that are too many.
    pub(super) fn mask(&self, text: &mut Text<'_>, code: &Code<'_>) {
        let declares = matches!(
            code.class(self.end),
            Class::Open | Class::Equal | Class::Semicolon | Class::Comma | Class::Bracket | Class::Colon
                | Class::Brace | Class::Close | Class::Greater | Class::Item
        );
        if self.heads {
            return self.blank_words(text, code);
        }
        if !declares || self.items.is_empty() || !self.adjacent(code) {
            return;
        }
        let last_star = self.items.iter().rposition(|item| item.stars < self.stars).map_or(0, |last| last + 1);
        let (before, after) = self.items.split_at(last_star);
        let called = self.is_called(code);
        if self.stars > 0 {
            keep(text, code, before, usize::from(!self.type_seen));
            keep_name(text, code, after, usize::from(!(self.nameless && self.type_seen)), called);
        } else {
            keep_name(text, code, &self.items, self.expected(text, code), called);
        }
    }

    /// Whether parentheses follow the last word directly.
    fn is_called(&self, code: &Code<'_>) -> bool {
        code.class(self.end) == Class::Open && self.items.last().is_some_and(|last| last.end == self.end)
    }

    /// How many words a declaration without stars has beside built-in types.
    fn expected(&self, text: &Text<'_>, code: &Code<'_>) -> usize {
        let elsewhere = self.nameless
            || code.class(self.end) == Class::Open && code.class(self.end + 1) == Class::Star && !self.is_called(code)
            || self.is_called(code) && self.is_typeless(text, code);
        2 - usize::from(self.type_seen) - usize::from(elsewhere)
    }

    /// Whether the last word is a constructor or destructor, before which no type stands.
    fn is_typeless(&self, text: &Text<'_>, code: &Code<'_>) -> bool {
        let [.., macro_word, name] = self.items[..] else { return false };
        if !macro_word.macro_like || !text.cpp {
            return false;
        }
        let last = text.of(code.get(name.end - 1));
        let before = |back: usize| name.end.checked_sub(back).map(|at| text.of(code.get(at)));
        let qualified = name.end > name.first + 2 && before(2) == Some(b"::") && before(3) == Some(last);
        let conversion = text.of(code.get(name.first)) == b"operator"
            && matches!(code.class(name.first + 1), Class::Word | Class::Type | Class::Suffix);
        let destructor = name.end > name.first + 1 && before(2) == Some(b"~");
        let initialised = || {
            code.close(self.end).is_some_and(|close| code.class(close + 1) == Class::Colon)
        };
        qualified || conversion || destructor || initialised() || code.get(name.first).around == Around::Type && is_constructor(text, code, name.first)
    }

    /// Whether words stand side by side somewhere, which they never do in expressions.
    fn adjacent(&self, code: &Code<'_>) -> bool {
        self.items.len() > 1 && self.items.windows(2).any(|pair| pair[0].stars == pair[1].stars)
            || self.items.iter().any(|item| {
                item.first > self.start
                    && matches!(code.class(item.first - 1), Class::Type | Class::Word | Class::Specifier | Class::Suffix)
            })
            || self.items.iter().any(|item| matches!(code.class(item.end), Class::Type | Class::Tag | Class::Enum | Class::Suffix))
            || self.nameless && self.type_seen && self.stars > 0 && self.items.iter().any(|item| item.stars == self.stars)
            || self.type_seen && self.items.len() > 1
    }
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

/// Blanks all but `count` of the items: macros first, then from the left.
fn keep(text: &mut Text<'_>, code: &Code<'_>, items: &[Item], count: usize) {
    let mut extra = items.len().saturating_sub(count);
    let plain = items.iter().filter(|item| !item.macro_like).count();
    // Macros are spared only as far as there are too few other words.
    let mut spared = count.saturating_sub(plain);
    let mut blanked = vec![false; items.len()];
    for (index, item) in items.iter().enumerate().rev().filter(|(_, item)| item.macro_like) {
        if spared > 0 {
            spared -= 1;
        } else if extra > 0 {
            extra -= 1;
            blanked[index] = true;
            text.blank(code.get(item.first).start, code.get(item.end - 1).end);
        }
    }
    for (item, _) in items.iter().zip(blanked).filter(|(_, blanked)| !blanked).take(extra) {
        text.blank(code.get(item.first).start, code.get(item.end - 1).end);
    }
}

/// The same, but the last item is the name when parentheses follow it.
fn keep_name(text: &mut Text<'_>, code: &Code<'_>, items: &[Item], count: usize, called: bool) {
    match items.split_last() {
        Some((_, before)) if called => keep(text, code, before, count.saturating_sub(1)),
        _ => keep(text, code, items, count),
    }
}

/// One past a name with its qualifiers and template arguments.
fn name_end(text: &Text<'_>, code: &Code<'_>, first: usize) -> usize {
    let mut at = first + 1;
    while text.cpp {
        match code.class(at) {
            Class::Less => match angle_end(code, at) {
                Some(end) => at = end,
                None => break,
            },
            Class::Colons => match code.class(at + 1) {
                Class::Word => at += 2,
                Class::Other if text.of(code.get(at + 1)) == b"~" && code.class(at + 2) == Class::Word => at += 3,
                Class::Keyword if text.of(code.get(at + 1)) == b"operator" => return operator_end(code, at + 1),
                _ => break,
            },
            _ => break,
        }
    }
    at
}

/// One past `operator==`, `operator()`, `operator bool`: where the parameters begin.
fn operator_end(code: &Code<'_>, operator: usize) -> usize {
    let mut at = operator + 1;
    if code.class(at) == Class::Open && code.class(at + 1) == Class::Close {
        return at + 2;
    }
    while at < operator + 6 && !matches!(code.class(at), Class::Open | Class::Semicolon | Class::Brace | Class::End) {
        at += 1;
    }
    at
}

/// One past the `>` that closes the `<` at `open`; `None` when there is none before the statement ends.
fn angle_end(code: &Code<'_>, open: usize) -> Option<usize> {
    const LONGEST: usize = 200;
    let mut depth = 0_u32;
    let mut at = open;
    while at < open + LONGEST {
        match code.class(at) {
            Class::Less => depth += 1,
            Class::Greater => depth -= 1,
            Class::Open => at = code.close(at)?,
            Class::Semicolon | Class::Brace | Class::BraceClose | Class::End | Class::Close => return None,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// `template <…>`: macros among the parameters become parameters; what follows starts anew.
pub(super) fn template_head(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    if code.class(index + 1) != Class::Less {
        return instantiation(text, code, index);
    }
    let Some(end) = angle_end(code, index + 1) else { return index + 1 };
    let mut at = index + 2;
    while at < end {
        let starts = matches!(code.class(at - 1), Class::Less | Class::Comma);
        if code.class(at) == Class::Star && matches!(code.class(at + 1), Class::Greater | Class::Comma) {
            text.blank_token(code.get(at));
        }
        let close = if code.class(at + 1) == Class::Open { code.close(at + 1) } else { None };
        if let Some(close) = close.filter(|_| starts && code.class(at) == Class::Word) {
            text.put(code.get(at).start, code.get(close).end, b"int");
            at = close;
        }
        at += 1;
    }
    restart(text, code, end)
}

/// `template class X<int>;`: the grammar wants a declarator, and takes the name for one without the keyword.
fn instantiation(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    if code.class(index + 1) != Class::Tag {
        return restart(text, code, index + 1);
    }
    text.blank_token(code.get(index + 1));
    if is_macro_like(text.of(code.get(index + 2))) && code.class(index + 3) == Class::Word {
        text.blank_token(code.get(index + 2));
    }
    index + 3
}

/// Attributes between the closing brace of a type and its declarators.
pub(super) fn after_braces(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    let mut index = index;
    while code.class(index) == Class::Word && is_macro_like(text.of(code.get(index))) {
        let called = if code.class(index + 1) == Class::Open { code.close(index + 1) } else { None };
        let reserved = text.of(code.get(index)).starts_with(b"__");
        let end = called.unwrap_or(index);
        let last = matches!(code.class(end + 1), Class::Semicolon | Class::Equal);
        if called.is_none() && !(reserved && last) && code.class(end + 1) != Class::Word {
            break;
        }
        text.blank(code.get(index).start, code.get(end).end);
        index = end + 1;
    }
    let run = Run::read_declarator(text, code, index);
    run.mask(text, code);
    behind_declarator(text, code, &run).max(index)
}

/// `, b ATTRIBUTE, *c`: the declarators after the first one.
pub(super) fn more_declarators(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    let mut at = index;
    loop {
        let token = code.get(at);
        match token.class {
            _ if token.starts || token.around == Around::Paren => return at,
            Class::Open | Class::Bracket | Class::Brace if code.get(at).around != Around::File || !text.cpp => {
                match code.close(at) {
                    Some(close) if !code.get(close).starts && close > at => at = close + 1,
                    _ => return at,
                }
            }
            Class::Comma => {
                let run = Run::read_declarator(text, code, at + 1);
                run.mask(text, code);
                at = behind_declarator(text, code, &run).max(at + 1);
            }
            Class::Brace | Class::BraceClose | Class::Semicolon | Class::End | Class::Directive | Class::Close => return at,
            _ => at += 1,
        }
    }
}

/// Attributes behind a parameter list or array bounds.
pub(super) fn behind_declarator(text: &mut Text<'_>, code: &Code<'_>, run: &Run) -> usize {
    let mut at = run.end;
    if !matches!(code.class(at), Class::Open | Class::Bracket) || run.items.is_empty() {
        return run.end.max(run.start + 1);
    }
    while matches!(code.class(at), Class::Open | Class::Bracket) {
        match code.close(at) {
            Some(close) => at = close + 1,
            None => return run.end,
        }
    }
    let first = at;
    let mut words = Vec::new();
    loop {
        match code.class(at) {
            Class::Suffix => at += 1,
            Class::Word if !code.get(at).starts => {
                let mut end = at + 1;
                if let (Class::Open, Some(close)) = (code.class(end), code.close(end)) {
                    end = close + 1;
                }
                words.push((at, end));
                at = end;
            }
            _ => break,
        }
    }
    let ends = matches!(
        code.class(at),
        Class::Brace | Class::Semicolon | Class::Equal | Class::Colon | Class::Comma | Class::Arrow
    );
    let attributes = words.iter().all(|&(word, _)| is_macro_like(text.of(code.get(word))));
    if ends && attributes {
        for (word, end) in words {
            text.blank(code.get(word).start, code.get(end - 1).end);
        }
    }
    first.min(at).max(run.end)
}
