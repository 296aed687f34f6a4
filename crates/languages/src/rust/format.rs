//! Names captured by format strings: `format!("{name:>width$}")` reads `name` and `width`.

use extract::Builder;
use model::kinds::Role;
use model::span::Span;

use super::grammar::{K, N};
use super::paths;

/// At which argument the format string of a macro stands; `None` when it has none.
fn position(name: &str) -> Option<usize> {
    Some(match name {
        "format" | "print" | "println" | "eprint" | "eprintln" | "panic" | "todo" | "unimplemented"
        | "unreachable" | "format_args" | "anyhow" | "bail" | "error" | "warn" | "info" | "debug"
        | "trace" => 0,
        "write" | "writeln" | "assert" | "debug_assert" | "ensure" | "log" => 1,
        "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => 2,
        _ => return None,
    })
}

/// Writes the sites in the format string of the macro `name`, whose arguments are the children of `list`. Those of
/// `named` are arguments given by name, not variables.
pub(super) fn captures(b: &mut Builder<'_>, name: &str, list: N<'_>, named: &[&str]) {
    let Some(at) = position(name) else { return };
    let Some(literal) = argument(list, at) else { return };
    for content in literal.named_children().filter(|child| child.is(K::StringContent)) {
        pieces(b, content.span(), named);
    }
}

/// The argument after `at` commas, when it is a string.
fn argument(list: N<'_>, at: usize) -> Option<N<'_>> {
    let mut children = list.children().skip(1);
    for _ in 0..at {
        children.by_ref().find(|child| child.is(K::Comma))?;
    }
    children.next().filter(|first| matches!(first.kind(), K::StringLiteral | K::RawStringLiteral))
}

/// The `{…}` in one piece of a string without escapes.
fn pieces(b: &mut Builder<'_>, span: Span, named: &[&str]) {
    let text = b.text(span);
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + open + 1;
        if text.as_bytes().get(start) == Some(&b'{') {
            at = start + 1;
            continue;
        }
        let Some(len) = text[start..].find('}') else { return };
        placeholder(b, span.start + start as u32, &text[start..start + len], named);
        at = start + len + 1;
    }
}

/// `name:spec`; in the spec, `width$` and `.precision$`.
fn placeholder(b: &mut Builder<'_>, start: u32, text: &str, named: &[&str]) {
    let (name, spec) = text.split_once(':').unwrap_or((text, ""));
    capture(b, start, name, named);
    let spec_start = start + name.len() as u32 + 1;
    for (dollar, _) in spec.match_indices('$') {
        let begin = spec[..dollar]
            .rfind(|c: char| !is_name(c))
            .map_or(0, |before| before + spec[before..].chars().next().map_or(1, char::len_utf8));
        capture(b, spec_start + begin as u32, &spec[begin..dollar], named);
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn capture(b: &mut Builder<'_>, start: u32, name: &str, named: &[&str]) {
    let trimmed = name.trim();
    let is_name =
        trimmed.starts_with(|c: char| c.is_alphabetic() || c == '_') && trimmed.chars().all(is_name);
    if is_name && !matches!(trimmed, "self" | "_") && !named.contains(&trimmed) {
        let start = start + (name.len() - name.trim_start().len()) as u32;
        paths::name(b, Span::new(start, start + trimmed.len() as u32), Role::Read);
    }
}
