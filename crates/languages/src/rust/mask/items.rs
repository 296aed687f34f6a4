//! Whether tokens look like items, one after the other.

use super::edits::Tokens;
use super::lexer::Kind;

/// Whether the tokens from `at` up to `end` are items; statements that begin with `let` are let through where
/// `statements` may stand.
pub(super) fn are_items(tokens: Tokens<'_>, mut at: usize, end: usize, statements: bool) -> bool {
    if at == end {
        return false;
    }
    while at < end {
        match item(tokens, at, end, statements) {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}

/// The token after the item that begins at `at`.
fn item(tokens: Tokens<'_>, at: usize, end: usize, statements: bool) -> Option<usize> {
    if tokens.is(at, b'#') {
        let open = at + 1 + usize::from(tokens.is(at + 1, b'!'));
        return tokens.is(open, b'[').then(|| tokens.after_group(open))?;
    }
    if tokens.is(at, b';') {
        return Some(at + 1);
    }
    let at = after_qualifiers(tokens, at)?;
    if at >= end || tokens.all[at].kind != Kind::Name {
        return None;
    }
    if let Some(open) = tokens.macro_call(at) {
        return tokens.after_group(open);
    }
    match tokens.text(at) {
        "macro_rules" => tokens.after_group(at + 3),
        "fn" => (is_named(tokens, at) && function_head(tokens, at + 2)).then(|| to_block(tokens, at, end))?,
        "struct" | "enum" | "union" | "trait" => {
            (is_named(tokens, at) && type_head(tokens, at + 2)).then(|| to_block(tokens, at, end))?
        }
        "mod" => is_named(tokens, at).then(|| to_block(tokens, at, end))?,
        "impl" | "extern" => to_block(tokens, at, end),
        "use" | "type" => to_semicolon(tokens, at, end),
        "static" | "const" => {
            let named = at + 1 + usize::from(matches!(tokens.text(at + 1), "mut" | "ref"));
            tokens.is(named + 1, b':').then(|| to_semicolon(tokens, at, end))?
        }
        "let" if statements => to_semicolon(tokens, at, end),
        _ => None,
    }
}

/// Skips `pub`, `pub(…)`, `unsafe`, `async`, `default` and the `const` or `extern "C"` of a function.
fn after_qualifiers(tokens: Tokens<'_>, mut at: usize) -> Option<usize> {
    loop {
        match tokens.text(at) {
            "pub" if tokens.is(at + 1, b'(') => at = tokens.after_group(at + 1)?,
            "pub" | "unsafe" | "async" | "default" => at += 1,
            "const" if matches!(tokens.text(at + 1), "fn" | "unsafe" | "async" | "extern") => at += 1,
            "extern" if tokens.text(at + 1) == "fn" || tokens.text(at + 2) == "fn" => {
                at += 1 + usize::from(tokens.text(at + 1) != "fn");
            }
            _ => return Some(at),
        }
    }
}

fn is_named(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.all.get(at + 1).is_some_and(|name| name.kind == Kind::Name)
}

/// `(` or `<`, and parameters without `name in strategy`.
fn function_head(tokens: Tokens<'_>, at: usize) -> bool {
    if tokens.is(at, b'<') {
        return true;
    }
    let Some(after) = tokens.after_group(at).filter(|_| tokens.is(at, b'(')) else { return false };
    !(at..after).any(|inside| tokens.text(inside) == "in" || tokens.is(inside, b'$'))
}

/// What may follow the name of a type.
fn type_head(tokens: Tokens<'_>, at: usize) -> bool {
    let follows = tokens.all.get(at).map_or(0, |token| token.byte);
    let is_trait = tokens.text(at - 2) == "trait";
    matches!(follows, b'<' | b'{' | b'(' | b';')
        || tokens.text(at) == "where"
        || (is_trait && follows == b':')
}

/// After the first block or semicolon.
fn to_block(tokens: Tokens<'_>, mut at: usize, end: usize) -> Option<usize> {
    while at < end {
        if tokens.is(at, b'{') {
            return tokens.after_group(at);
        }
        if tokens.is(at, b';') {
            return Some(at + 1);
        }
        at = if tokens.all[at].kind == Kind::Open { tokens.after_group(at)? } else { at + 1 };
    }
    None
}

/// After the next semicolon, or at the end.
fn to_semicolon(tokens: Tokens<'_>, mut at: usize, end: usize) -> Option<usize> {
    while at < end {
        if tokens.is(at, b';') {
            return Some(at + 1);
        }
        at = if tokens.all[at].kind == Kind::Open { tokens.after_group(at)? } else { at + 1 };
    }
    Some(end)
}
