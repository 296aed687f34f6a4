//! What stands in parentheses: parameters with macros in them, types where values are expected.

use super::declarations::Run;
use super::tokens::{Around, Class};
use super::{Code, Text};

/// Looks at the start of everything between parentheses and commas.
pub(super) fn run(text: &mut Text<'_>, code: &Code<'_>) {
    // For each open bracket whether it holds the arguments of a call.
    let mut calls: Vec<bool> = Vec::new();
    for index in 0..code.tokens.len() {
        match code.class(index) {
            Class::Open => calls.push(is_call(code, index)),
            Class::Bracket => calls.push(false),
            Class::Close | Class::BracketClose => _ = calls.pop(),
            Class::Brace | Class::BraceClose => calls.clear(),
            Class::Operator => type_operator(text, code, index),
            _ => {}
        }
        if matches!(code.class(index), Class::Open | Class::Comma)
            && code.get(index + 1).around == Around::Paren
        {
            let call = calls.last().copied().unwrap_or(false);
            argument(text, code, index + 1, call);
        }
    }
}

/// Whether the parenthesis at `open` holds values: behind a name, in a function or in a statement-like macro.
fn is_call(code: &Code<'_>, open: usize) -> bool {
    if open == 0 || code.class(open - 1) != Class::Word {
        return false;
    }
    let before = if open > 1 { code.class(open - 2) } else { Class::End };
    let name = code.get(open - 1);
    match name.around {
        Around::Block | Around::Values => before != Class::Less,
        Around::File => name.starts && open > 0,
        Around::Paren => !matches!(before, Class::Less | Class::Type | Class::Star),
        _ => false,
    }
}

fn argument(text: &mut Text<'_>, code: &Code<'_>, index: usize, call: bool) {
    if call && type_argument(text, code, index) {
        return;
    }
    if matches!(code.class(index), Class::Word | Class::Type | Class::Specifier | Class::Suffix | Class::Tag | Class::Enum) {
        let run = Run::read(text, code, index);
        if matches!(code.class(run.end), Class::Close | Class::Comma | Class::Bracket | Class::Open | Class::Equal) {
            run.mask(text, code);
        }
    }
}

/// A type as an argument: tags and stars are blanked, a built-in type becomes a name that starts with `$`.
fn type_argument(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> bool {
    let mut at = index;
    let (mut words, mut keywords, mut stars) = (0, 0, 0);
    loop {
        match code.class(at) {
            Class::Type => keywords += 1,
            Class::Suffix => {}
            Class::Tag | Class::Enum if code.class(at + 1) == Class::Word => keywords += 1,
            Class::Word if stars == 0 => words += 1,
            Class::Star => stars += 1,
            _ => break,
        }
        at += 1;
    }
    let ends = matches!(code.class(at), Class::Comma | Class::Close) && at > index;
    if !ends || keywords + stars == 0 || words > 1 || words + keywords == 0 {
        return false;
    }
    if words == 1 && keywords == 1 && code.class(index) == Class::Type {
        // `int x`: a parameter.
        return false;
    }
    let mut named = words > 0;
    for token in (index..at).map(|at| code.get(at)) {
        match token.class {
            Class::Word => {}
            Class::Type if !named => {
                named = text.put(token.start, token.start + 1, b"$");
            }
            _ => text.blank_token(token),
        }
    }
    true
}

/// `typeof(…)` as a type, `offsetof(T, a.b)`.
fn type_operator(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let token = code.get(index);
    let Some(close) = code.close(index + 1) else { return };
    match text.of(token) {
        b"typeof" | b"__typeof__" | b"__typeof" => {
            text.put(token.start, code.get(close).end, b"int");
        }
        b"offsetof" => {
            let path = (index + 2..close)
                .any(|at| matches!(code.class(at), Class::Other | Class::Bracket | Class::Arrow));
            if path && type_argument(text, code, index + 2) {
                text.put(token.start, token.end, b"offsetoF");
            }
        }
        _ => {}
    }
}
