//! What stands in parentheses: parameters with macros in them, types where values are expected.

use super::names::name_end;
use super::tokens::{Around, Class, is_macro_like};
use super::words::Run;
use super::{Code, Text};

/// Looks at the start of everything between parentheses and commas.
pub(super) fn run(text: &mut Text<'_>, code: &Code<'_>) {
    // For each open bracket whether it holds the arguments of a call.
    let mut calls: Vec<bool> = Vec::new();
    for index in 0..code.tokens.len() {
        match code.class(index) {
            Class::Open => calls.push(is_call(text, code, index)),
            Class::Bracket => calls.push(false),
            Class::Close | Class::BracketClose => _ = calls.pop(),
            Class::Brace | Class::BraceClose => calls.clear(),
            Class::Operator => type_operator(text, code, index),
            Class::Keyword => keyword(text, code, index),
            Class::Semicolon if calls.last() == Some(&true) => statement_argument(text, code, index),
            Class::Equal | Class::Star if code.get(index).around == Around::Paren => {
                default_value(text, code, index);
            }
            Class::Arrow if text.cpp => member_pointer(text, code, index),
            Class::Colons if code.class(index + 1) == Class::Star => qualified_pointer(text, code, index),
            _ => {}
        }
        if matches!(code.class(index), Class::Open | Class::Comma)
            && matches!(code.get(index + 1).around, Around::Paren | Around::Values)
            && !text.is_edited(code.get(index + 1))
        {
            let call = calls.last().copied().unwrap_or(false);
            let values = code.get(index + 1).around == Around::Values;
            let nameless = call || values || is_cast(text, code, index);
            argument(text, code, index + 1, call, nameless);
        }
    }
}

/// `MACRO(a = b; c = d;)`: statements become operands.
fn statement_argument(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let token = code.get(index);
    if code.class(index + 1) == Class::Close {
        text.blank_token(token);
    } else {
        text.put(token.start, token.end, b",");
    }
}

/// `T x = {}` and `T* = nullptr` among parameters.
fn default_value(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let next = code.get(index + 1);
    let empty = next.class == Class::Brace && code.class(index + 2) == Class::BraceClose;
    match code.class(index) {
        Class::Equal if empty && text.cpp => {
            text.put(next.start, code.get(index + 2).end, b"0");
        }
        Class::Star if next.class == Class::Equal => text.blank_token(code.get(index)),
        _ => {}
    }
}

/// Whether the parenthesis at `open` can be that of a cast: no name, type or declarator stands before it.
fn is_cast(text: &Text<'_>, code: &Code<'_>, open: usize) -> bool {
    let operator = (open.saturating_sub(4)..open).any(|at| text.of(code.get(at)) == b"operator");
    let before = if open > 0 { code.class(open - 1) } else { Class::End };
    let unwrapped = open > 0 && text.is_edited(code.get(open - 1));
    code.class(open) == Class::Open
        && !operator
        && !unwrapped
        && matches!(
            before,
            Class::Open
                | Class::Equal
                | Class::Comma
                | Class::Other
                | Class::Keyword
                | Class::Operator
                | Class::Semicolon
                | Class::Star
                | Class::Ampersand
                | Class::Brace
        )
}

/// Whether the parenthesis at `open` holds values: behind a name, in a function or in a statement-like macro.
fn is_call(text: &Text<'_>, code: &Code<'_>, open: usize) -> bool {
    if open == 0 || code.class(open - 1) != Class::Word {
        return false;
    }
    let before = if open > 1 { code.class(open - 2) } else { Class::End };
    let name = code.get(open - 1);
    match name.around {
        Around::Block | Around::Values => before != Class::Less,
        Around::File => name.starts && is_macro_like(text.of(name)),
        Around::Paren => !matches!(before, Class::Less | Class::Type),
        _ => false,
    }
}

fn argument(text: &mut Text<'_>, code: &Code<'_>, index: usize, call: bool, nameless: bool) {
    if call && (type_argument(text, code, index) || declared_argument(text, code, index)) {
        return;
    }
    if call {
        odd_argument(text, code, index);
    }
    if matches!(
        code.class(index),
        Class::Word | Class::Type | Class::Specifier | Class::Suffix | Class::Tag | Class::Enum
    ) {
        let mut run = Run::read(text, code, index);
        run.nameless = nameless;
        if matches!(
            code.class(run.end),
            Class::Close | Class::Comma | Class::Bracket | Class::Open | Class::Equal
        ) {
            run.mask(text, code);
        }
    }
}

/// `return x`, `break`, `>=` as arguments of macros.
fn odd_argument(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let token = code.get(index);
    let alone = matches!(code.class(index + 1), Class::Comma | Class::Close | Class::Semicolon);
    match (token.class, text.of(token)) {
        (Class::Keyword, b"return" | b"break" | b"continue") if alone => {
            text.put(token.start, token.start + 1, b"$");
        }
        (Class::Keyword, b"return" | b"goto") | (Class::Suffix, b"throw") => text.blank_token(token),
        (Class::Other | Class::Less | Class::Greater, _) if alone => {
            text.put(token.start, token.end, b"0");
        }
        _ => {}
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

/// `type name` as an argument of a macro: only the name can stand there.
fn declared_argument(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> bool {
    let mut at = index;
    let (mut keywords, mut adjacent) = (false, false);
    while matches!(
        code.class(at),
        Class::Type | Class::Suffix | Class::Tag | Class::Enum | Class::Word | Class::Star | Class::Specifier
    ) {
        keywords |= !matches!(code.class(at), Class::Word | Class::Star);
        adjacent |= code.class(at) == Class::Word && code.class(at + 1) == Class::Word;
        at += 1;
    }
    let ends = matches!(code.class(at), Class::Comma | Class::Close) && at > index + 1;
    if !ends || code.class(at - 1) != Class::Word || !(keywords || adjacent) {
        return false;
    }
    text.blank(code.get(index).start, code.get(at - 1).start);
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
        b"__alignof__" | b"__alignof" | b"_Alignof" => {
            text.put(token.start, token.end, b"sizeof");
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

/// `T::*member`: the grammar knows pointers, but not to members.
fn qualified_pointer(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let mut first = index;
    while first > 1 && code.class(first) == Class::Colons && code.class(first - 1) == Class::Word {
        first -= 2;
    }
    text.blank(code.get(first + 1).start, code.get(index).end);
}

/// `a->*b` is an operator with two operands.
fn member_pointer(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let (arrow, star) = (code.get(index), code.get(index + 1));
    if star.class == Class::Star && star.start == arrow.end {
        text.put(arrow.start, star.end, b" + ");
    }
}

/// `asm` with a template that is no string; `new T*[n]`.
fn keyword(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    match text.of(code.get(index)) {
        b"asm" | b"__asm__" | b"__asm" => assembly(text, code, index),
        b"new" => {
            let mut at = index + 1;
            while matches!(code.class(at), Class::Type | Class::Suffix) {
                at += 1;
            }
            if code.class(at) == Class::Word {
                at = name_end(text, code, at);
            }
            while code.class(at) == Class::Star {
                text.blank_token(code.get(at));
                at += 1;
            }
        }
        _ => {}
    }
}

fn assembly(text: &mut Text<'_>, code: &Code<'_>, index: usize) {
    let Some(open) = (index + 1..index + 4).find(|&at| code.class(at) == Class::Open) else { return };
    let Some(close) = code.close(open) else { return };
    let mut at = open + 1;
    let mut strings = true;
    while at < close && !matches!(code.class(at), Class::Colon | Class::Colons) {
        strings &= code.class(at) == Class::Literal || code.class(at) == Class::Word && at > open + 1;
        at = if code.class(at) == Class::Open { code.close(at).unwrap_or(at) + 1 } else { at + 1 };
    }
    if !strings && at > open + 1 {
        text.put(code.get(open + 1).start, code.get(at - 1).end, b"\"\"");
    }
}
