//! Which words of a declaration are too many.
//!
//! Before a declarator the grammars expect one type and one name. Where more words stand in a row, those that look like
//! macros are blanked first, then those farthest from the name.

use super::statements::is_constructor;
use super::tokens::{Around, Class};
use super::words::{Item, Run};
use super::{Code, Text};

impl Run {
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
                Class::Item
                | Class::Namespace
                | Class::Access
                | Class::Directive
                | Class::BraceClose
                | Class::End => true,
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
            Class::Open
                | Class::Equal
                | Class::Semicolon
                | Class::Comma
                | Class::Bracket
                | Class::Colon
                | Class::Brace
                | Class::Close
                | Class::Greater
                | Class::Item
        );
        if self.heads {
            return self.blank_words(text, code);
        }
        if !declares || self.items.is_empty() || !self.adjacent(code) {
            return;
        }
        let last_star =
            self.items.iter().rposition(|item| item.stars < self.stars).map_or(0, |last| last + 1);
        let (before, after) = self.items.split_at(last_star);
        let called = self.is_called(code);
        if self.stars > 0 {
            keep(text, code, before, usize::from(!self.type_seen));
            keep_name(text, code, after, usize::from(!(self.nameless && self.type_seen)), called);
        } else {
            keep_name(text, code, &self.items, self.expected(text, code), called);
        }
        if self.stars > 0 || is_pointer_declarator(code, self.end) {
            self.prefix(text, code);
        }
    }

    /// `API T *(*f)(T *x)` without the macro could be a product: a storage class takes its place.
    fn prefix(&self, text: &mut Text<'_>, code: &Code<'_>) {
        let Some(first) = self.items.first() else { return };
        let token = code.get(first.first);
        let starts = first.first == self.start && token.starts && token.around == Around::File;
        if starts && first.macro_like && text.is_edited(token) {
            text.put(token.start, token.end, b"inline");
        }
    }

    /// Whether parentheses follow the last word directly.
    fn is_called(&self, code: &Code<'_>) -> bool {
        code.class(self.end) == Class::Open
            && self.items.last().is_some_and(|last| last.end == self.end)
            && !is_pointer_declarator(code, self.end)
    }

    /// How many words a declaration without stars has beside built-in types.
    fn expected(&self, text: &Text<'_>, code: &Code<'_>) -> usize {
        // In `T (name)(…)` the name is behind the parenthesis.
        let elsewhere = self.nameless
            || code.class(self.end) == Class::Open && !self.is_called(code)
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
        let initialised = || code.close(self.end).is_some_and(|close| code.class(close + 1) == Class::Colon);
        qualified
            || conversion
            || destructor
            || initialised()
            || code.get(name.first).around == Around::Type && is_constructor(text, code, name.first)
    }

    /// Whether words stand side by side somewhere, which they never do in expressions.
    fn adjacent(&self, code: &Code<'_>) -> bool {
        self.items.len() > 1 && self.items.windows(2).any(|pair| pair[0].stars == pair[1].stars)
            || self.items.iter().any(|item| {
                item.first > self.start
                    && matches!(
                        code.class(item.first - 1),
                        Class::Type | Class::Word | Class::Specifier | Class::Suffix
                    )
            })
            || self.items.iter().any(|item| {
                matches!(code.class(item.end), Class::Type | Class::Tag | Class::Enum | Class::Suffix)
            })
            || self.nameless
                && self.type_seen
                && self.stars > 0
                && self.items.iter().any(|item| item.stars == self.stars)
            || self.type_seen && self.items.len() > 1
    }
}

/// `(*name)(`: what stands before is the type that the function pointed to returns.
fn is_pointer_declarator(code: &Code<'_>, open: usize) -> bool {
    code.class(open + 1) == Class::Star
        && code.close(open).is_some_and(|close| close <= open + 4 && code.class(close + 1) == Class::Open)
}

/// Blanks all but `count` of the items: macros first, then from the left.
pub(super) fn keep(text: &mut Text<'_>, code: &Code<'_>, items: &[Item], count: usize) {
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
