//! What stands at the start of statements, members and items.

use super::declarations;
use super::tokens::{Around, Class, is_macro_like};
use super::words::Run;
use super::{Code, Text};

/// Looks at every place where a statement starts.
pub(super) fn run(text: &mut Text<'_>, code: &Code<'_>) {
    let mut index = 0;
    while index < code.tokens.len() {
        if code.get(index).starts {
            let next = statement(text, code, index);
            index = next.max(index + 1);
        } else {
            index += 1;
        }
    }
}

/// Masks what is odd at the start of the statement at `index`; gives where to look next.
fn statement(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    let token = code.get(index);
    match token.class {
        Class::Word if code.class(index + 1) == Class::Colon => label(text, code, index),
        Class::Word if code.class(index + 1) == Class::Open => call(text, code, index),
        Class::Word if is_header(text, code, index) => {
            text.put(token.start, token.end, b"int $()");
            index + 1
        }
        Class::Keyword if text.of(token) == b"export" => {
            text.blank_token(token);
            restart(text, code, index + 1)
        }
        Class::Item if text.of(token) == b"template" => declarations::template_head(text, code, index),
        Class::Specifier if code.class(index + 1) == Class::Literal => restart(text, code, index + 2),
        Class::Specifier if is_extern_template(text, code, index) => {
            text.blank_token(token);
            restart(text, code, index + 1)
        }
        Class::Case => case(text, code, index),
        Class::Prefix if text.of(token) == b"do" => do_loop(text, code, index),
        Class::Head if code.class(index + 1) == Class::Word && code.class(index + 2) == Class::Open => {
            text.blank_token(code.get(index + 1));
            index + 2
        }
        Class::Bracket if code.class(index + 1) == Class::Bracket => match code.close(index) {
            Some(close) => restart(text, code, close + 1),
            None => index + 1,
        },
        Class::Other if text.of(token) == b"~" => {
            let run = Run::read(text, code, index + 1);
            declarations::behind_declarator(text, code, &run)
        }
        Class::Word | Class::Type | Class::Specifier | Class::Suffix | Class::Tag | Class::Enum => {
            declaration(text, code, index)
        }
        Class::BraceClose if after_type(code, index) => declarations::after_braces(text, code, index + 1),
        Class::Access if code.class(index + 1) == Class::Word && code.class(index + 2) == Class::Colon => {
            text.blank_token(code.get(index + 1));
            index + 3
        }
        _ => index + 1,
    }
}

/// A macro that is the whole head of a function.
fn is_header(text: &Text<'_>, code: &Code<'_>, index: usize) -> bool {
    let token = code.get(index);
    token.around == Around::File && code.class(index + 1) == Class::Brace && is_macro_like(text.of(token))
}

fn is_extern_template(text: &Text<'_>, code: &Code<'_>, index: usize) -> bool {
    code.class(index + 1) == Class::Item && text.of(code.get(index)) == b"extern"
}

/// The statement goes on at `index` as if it started there.
pub(super) fn restart(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    if code.get(index).starts { index } else { statement(text, code, index) }
}

fn after_type(code: &Code<'_>, index: usize) -> bool {
    matches!(code.get(index).around, Around::Type | Around::Enum) && !code.get(index + 1).starts
}

/// `unsigned : 4;` has no declarator, and the grammars know no bit-field without one.
fn unnamed_bits(text: &mut Text<'_>, code: &Code<'_>, colon: usize) -> usize {
    let mut at = colon;
    while !matches!(code.class(at), Class::Semicolon | Class::Comma | Class::BraceClose | Class::End) {
        at += 1;
    }
    let comma = usize::from(code.class(at) == Class::Comma);
    text.blank(code.get(colon).start, code.get(at + comma - 1).end);
    at
}

/// A label needs a statement behind it.
fn label(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    if code.get(index).around == Around::Type {
        return unnamed_bits(text, code, index + 1);
    }
    let needs = matches!(code.class(index + 2), Class::BraceClose | Class::Directive);
    if needs && code.get(index).around == Around::Block {
        text.terminate(code.get(index + 1).end);
    }
    index + 2
}

/// `do { … } while_each(…);`: the loop's end is a macro.
fn do_loop(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    let end = if code.class(index + 1) == Class::Brace { code.close(index + 1) } else { None };
    if let Some(end) = end
        && code.class(end + 1) == Class::Word
        && code.class(end + 2) == Class::Open
    {
        let name = code.get(end + 1);
        text.put(name.start, name.end, b"while");
    }
    index + 1
}

/// `case A ... B:`
fn case(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    let mut at = index + 1;
    while !matches!(
        code.class(at),
        Class::Colon | Class::Semicolon | Class::End | Class::Brace | Class::BraceClose
    ) {
        let token = code.get(at);
        if token.class == Class::Ellipsis {
            text.put(token.start, token.end, b" + ");
        }
        at += 1;
    }
    at
}

/// `word(…)` at the start: a call, a declaration without a type, or a macro that is neither.
fn call(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    let Some(close) = code.close(index + 1) else { return index + 1 };
    match code.get(index).around {
        Around::Block => call_in_block(text, code, index, close),
        Around::File | Around::Type => call_outside(text, code, index, close),
        _ => index + 1,
    }
}

/// Between statements, a call before a block is a loop or condition, one before a word lacks its semicolon.
fn call_in_block(text: &mut Text<'_>, code: &Code<'_>, index: usize, close: usize) -> usize {
    let (name, open) = (code.get(index), code.get(index + 1));
    match code.class(close + 1) {
        Class::Brace if close == index + 2 || code.class(close - 1) == Class::Ellipsis => {
            text.blank(name.start, code.get(close).end);
        }
        Class::Brace => {
            let semicolon = (index + 2..close).any(|at| code.class(at) == Class::Semicolon);
            text.put(name.start, open.start, if semicolon { b"for" } else { b"if" });
        }
        Class::Word
        | Class::Type
        | Class::Specifier
        | Class::Suffix
        | Class::Tag
        | Class::Enum
        | Class::Head
        | Class::Prefix
        | Class::Keyword
        | Class::Case
        | Class::Default
        | Class::BraceClose
            if text.terminate(code.get(close).end) =>
        {
            return restart(text, code, close + 1);
        }
        Class::Equal if code.class(close + 2) == Class::Brace => {
            text.put(name.start, code.get(close).end, b"int $");
            return close + 1;
        }
        _ => {}
    }
    index + 1
}

/// Outside of functions, `MACRO(…)` before braces is a function, before `=` a variable.
fn call_outside(text: &mut Text<'_>, code: &Code<'_>, index: usize, close: usize) -> usize {
    let name = code.get(index);
    let end = code.get(close).end;
    if !is_macro_like(text.of(name)) {
        if name.around == Around::File && is_unterminated(text, code, close) && text.terminate(end) {
            return restart(text, code, close + 1);
        }
        return declaration(text, code, index);
    }
    let member = name.around == Around::Type;
    match code.class(close + 1) {
        Class::Brace if !member => {
            text.put(name.start, end, b"int $()");
        }
        Class::Equal if !member => {
            text.put(name.start, end, b"int $");
        }
        Class::Semicolon if member && !is_constructor(text, code, index) => {
            text.blank(name.start, code.get(close + 1).end);
            return close + 2;
        }
        Class::Word
        | Class::Type
        | Class::Specifier
        | Class::Tag
        | Class::Enum
        | Class::Item
        | Class::Namespace
        | Class::Access
        | Class::Suffix
        | Class::Directive
        | Class::End
        | Class::BraceClose => {
            return unterminated(text, code, index, close);
        }
        _ => {}
    }
    close + 1
}

/// `class URL { URL(int); }`: the name of the class is written in capitals.
pub(super) fn is_constructor(text: &Text<'_>, code: &Code<'_>, index: usize) -> bool {
    let name = text.of(code.get(index));
    let mut at = index;
    let mut depth = 0_u32;
    while at > 0 && index - at < 2_000 {
        at -= 1;
        match code.class(at) {
            Class::BraceClose => depth += 1,
            Class::Brace if depth > 0 => depth -= 1,
            Class::Brace => {
                let head = at.saturating_sub(40)..at;
                return head
                    .rev()
                    .take_while(|&word| !ends_statement(code.class(word)))
                    .any(|word| text.of(code.get(word)) == name);
            }
            _ => {}
        }
    }
    false
}

fn ends_statement(class: Class) -> bool {
    matches!(class, Class::Semicolon | Class::BraceClose)
}

/// Whether what follows the call on a new line has nothing to do with it; K&R functions have their parameters there.
fn is_unterminated(text: &Text<'_>, code: &Code<'_>, close: usize) -> bool {
    const FAR: usize = 200;
    let (end, next) = (code.get(close).end as usize, code.get(close + 1));
    match next.class {
        Class::End | Class::Directive => return true,
        Class::Word
        | Class::Type
        | Class::Specifier
        | Class::Tag
        | Class::Enum
        | Class::Item
        | Class::Namespace => {}
        _ => return false,
    }
    let between = text.bytes().get(end..next.start as usize).unwrap_or_default();
    let block = (close + 1..close + FAR).find(|&at| matches!(code.class(at), Class::Brace | Class::End));
    between.contains(&b'\n') && !block.is_some_and(|at| code.class(at) == Class::Brace && code.get(at).starts)
}

/// A macro without a semicolon before something else: an attribute of it, or a statement of its own.
fn unterminated(text: &mut Text<'_>, code: &Code<'_>, index: usize, close: usize) -> usize {
    let (start, end) = (code.get(index).start, code.get(close).end);
    if code.get(index).around == Around::Type || !text.terminate(end) {
        text.blank(start, end);
    }
    restart(text, code, close + 1)
}

/// Words that may be a declaration.
fn declaration(text: &mut Text<'_>, code: &Code<'_>, index: usize) -> usize {
    let run = Run::read(text, code, index);
    if run.is_lone_macro(text, code) {
        run.blank_words(text, code);
        return restart(text, code, run.end);
    }
    if run.is_bare_type() && code.class(run.end) == Class::Colon && code.get(run.end).around == Around::Type {
        return unnamed_bits(text, code, run.end);
    }
    if let Some(end) = storage_macro(text, code, &run) {
        return end;
    }
    run.mask(text, code);
    let end = declarations::behind_declarator(text, code, &run);
    declarations::more_declarators(text, code, end)
}

/// `static MACRO(…);` and `static MACRO(…) = …;`: a variable, as the storage class says.
fn storage_macro(text: &mut Text<'_>, code: &Code<'_>, run: &Run) -> Option<usize> {
    let word = run.only_word_after_storage()?;
    let name = code.get(word);
    let close = code.close(word + 1)?;
    let made = name.around != Around::Type
        && is_macro_like(text.of(name))
        && matches!(code.class(close + 1), Class::Semicolon | Class::Equal);
    (made && text.put(name.start, code.get(close).end, b"int $")).then_some(close + 1)
}
