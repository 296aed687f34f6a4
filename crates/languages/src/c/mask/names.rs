//! Where names with qualifiers, template arguments or operators end.

use super::tokens::Class;
use super::{Code, Text};

/// One past a name with its qualifiers and template arguments.
pub(super) fn name_end(text: &Text<'_>, code: &Code<'_>, first: usize) -> usize {
    let mut at = first + 1;
    if !text.cpp {
        return at;
    }
    loop {
        match code.class(at) {
            Class::Less => match angle_end(code, at) {
                Some(end) => at = end,
                None => break,
            },
            Class::Colons => match code.class(at + 1) {
                Class::Word => at += 2,
                Class::Other if text.of(code.get(at + 1)) == b"~" && code.class(at + 2) == Class::Word => {
                    at += 3;
                }
                Class::Keyword if text.of(code.get(at + 1)) == b"operator" => {
                    return operator_end(code, at + 1);
                }
                _ => break,
            },
            _ => break,
        }
    }
    at
}

/// One past `operator==`, `operator()`, `operator bool`: where the parameters begin.
pub(super) fn operator_end(code: &Code<'_>, operator: usize) -> usize {
    let mut at = operator + 1;
    if code.class(at) == Class::Open && code.class(at + 1) == Class::Close {
        return at + 2;
    }
    while at < operator + 6
        && !matches!(code.class(at), Class::Open | Class::Semicolon | Class::Brace | Class::End)
    {
        at += 1;
    }
    at
}

/// One past the `>` that closes the `<` at `open`; `None` when there is none before the statement ends.
pub(super) fn angle_end(code: &Code<'_>, open: usize) -> Option<usize> {
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
