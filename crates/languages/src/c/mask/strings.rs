//! Strings joined with macros, and values in braces that macros end.
//!
//! The grammars know strings with one name before, between and after them. Calls and further names are blanked.

use super::tokens::{Around, Class};
use super::{Code, Text};

/// Looks at every literal, and behind every parenthesis among values.
pub(super) fn run(text: &mut Text<'_>, code: &Code<'_>) {
    for index in 0..code.tokens.len() {
        match code.class(index) {
            Class::Literal => literal(text, code, index),
            Class::Open if matches!(code.get(index).around, Around::Values | Around::Paren) => {
                value(text, code, index);
            }
            _ => {}
        }
    }
}

fn literal(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let operator = index > 0 && text.of(code.get(index - 1)) == b"operator";
    if operator || !text.of(code.get(index)).ends_with(b"\"") {
        return;
    }
    // In C++ a word behind a string is taken for the suffix of a literal.
    if text.cpp && code.class(index + 1) == Class::Word && !code.get(index + 1).starts {
        text.blank_token(code.get(index + 1));
    }
    // `MACRO OTHER "…"`
    if index > 1 && code.class(index - 1) == Class::Word && !code.get(index - 1).starts {
        let mut at = index - 1;
        while at > 0 && code.class(at - 1) == Class::Word && !code.get(at - 1).starts {
            at -= 1;
            text.blank_token(code.get(at));
        }
    }
    // `"…" MACRO(…)`
    let mut at = index + 1;
    while code.class(at) == Class::Word && code.class(at + 1) == Class::Open && !code.get(at).starts {
        let Some(close) = code.close(at + 1) else { return };
        text.blank(code.get(at).start, code.get(close).end);
        at = close + 1;
    }
    // `MACRO(…) "…"` has been seen by its call: the first of a row of strings looks back.
    if index > 0 && code.class(index - 1) == Class::Close {
        before(text, code, index);
    }
}

/// A call directly before a string, as far as its parentheses are near.
fn before(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    const FAR: usize = 40;
    let first = index.saturating_sub(FAR);
    let open = (first..index).rev().find(|&at| code.close(at) == Some(index - 1));
    let Some(open) = open.filter(|&open| open > 0) else { return };
    let name = code.get(open - 1);
    if name.class == Class::Word && !name.starts && matches!(name.around, Around::Paren | Around::Values) {
        text.blank(name.start, code.get(index - 1).end);
    }
}

/// `{ MACRO(a) MACRO(b) }`: values that bring their own comma.
fn value(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let Some(close) = code.close(index).filter(|_| index > 0 && code.class(index - 1) == Class::Word) else { return };
    let (end, next) = (code.get(close).end, code.get(close + 1));
    let goes_on = next.class == Class::Word
        || next.class == Class::Bracket && next.around == Around::Values
        || next.class == Class::Other && text.of(next) == b"." && !text.cpp;
    let bytes = text.bytes();
    if goes_on && bytes.get(end as usize..next.start as usize).is_some_and(|between| between.contains(&b'\n')) {
        text.separate(end);
    }
}
