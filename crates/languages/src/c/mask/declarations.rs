//! What stands around the words of a declaration: template heads, attributes, further declarators.

use super::names::angle_end;
use super::statements::restart;
use super::tokens::{Around, Class, is_macro_like};
use super::words::Run;
use super::{Code, Text};

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
            Class::Open | Class::Bracket | Class::Brace
                if code.get(at).around != Around::File || !text.cpp =>
            {
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
            Class::Brace
            | Class::BraceClose
            | Class::Semicolon
            | Class::End
            | Class::Directive
            | Class::Close => return at,
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
