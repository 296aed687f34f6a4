//! What finds definitions at run time, or under names that are put together: no site says what it means.

use model::expr::{Expr, SelfRef};
use model::ids::{ExprId, SiteId};
use model::kinds::DefKind;
use model::span::Span;

use super::{FileInput, Fragment, Mention, Shape, name_key};
use crate::verdict::Doubt;
use crate::words::{Quoted, quoted};

/// What was found.
#[derive(Default)]
pub(super) struct Hazards {
    pub(super) mentions: Vec<Mention>,
    pub(super) fragments: Vec<Fragment>,
    /// What looks definitions up by a name that is computed, as written; empty when nothing does.
    pub(super) computed: String,
}

pub(super) fn read(input: &FileInput<'_>) -> Hazards {
    let mut hazards = Hazards { computed: computed(input), ..Hazards::default() };
    let named = |name: &str, span: Span| Mention {
        name: name_key(name),
        source: None,
        shape: Shape::Any,
        doubt: Doubt::NamedInText,
        span,
        count: 1,
    };
    quoted(input.source, &mut |found| match found {
        Quoted::Name(name, span) => {
            let mention = named(name, span);
            if (input.known)(mention.name)
                && (!input.rules.text_in_attributes || in_attribute(input.source, span))
            {
                hazards.mentions.push(mention);
            }
        }
        Quoted::Begin(text, span) => hazards.fragments.push(piece(text, true, span)),
        Quoted::End(text, span) => hazards.fragments.push(piece(text, false, span)),
    });
    for (name, span) in jsx_pragmas(input.source) {
        let mention = named(name, span);
        hazards.mentions.extend((input.known)(mention.name).then_some(mention));
    }
    // Pieces in quotes matter only where names are looked up by what is computed.
    if hazards.computed.is_empty() {
        hazards.fragments.clear();
    }
    if input.rules.pastes {
        pasted(input, &mut hazards.fragments);
    }
    hazards.fragments.sort_unstable();
    hazards.fragments.dedup_by(|later, first| (later.is_begin, &later.text) == (first.is_begin, &first.text));
    hazards
}

/// Bytes before a text in which the attribute around it begins.
const ATTRIBUTE: usize = 600;

/// Whether a text stands in an attribute (`#[serde(default = "make")]`).
fn in_attribute(source: &[u8], span: Span) -> bool {
    let end = span.start as usize;
    let before = &source[end.saturating_sub(ATTRIBUTE)..end];
    let open = memchr::memmem::rfind(before, b"#[").or_else(|| memchr::memmem::rfind(before, b"#!["));
    open.is_some_and(|open| memchr::memmem::find(&before[open..], b"]\n").is_none())
}

/// Functions that a comment names as what elements are made by (`@jsx h`).
fn jsx_pragmas(source: &[u8]) -> impl Iterator<Item = (&str, Span)> {
    let pragmas = memchr::memmem::find_iter(source, b"@jsx");
    pragmas.filter_map(|at| {
        let rest = &source[at..];
        let gap = rest.iter().position(|byte| *byte == b' ')? + 1;
        let word = &rest[gap..];
        let end = word.iter().position(|byte| !is_word(*byte)).unwrap_or(word.len());
        let name = std::str::from_utf8(&word[..end]).ok().filter(|name| !name.is_empty())?;
        Some((name, Span::new((at + gap) as u32, (at + gap + end) as u32)))
    })
}

fn piece(text: &str, is_begin: bool, span: Span) -> Fragment {
    Fragment { text: text.to_owned(), is_begin, span }
}

/// The first thing in a file that looks up a definition by a name that is not written there.
fn computed(input: &FileInput<'_>) -> String {
    let facts = input.facts;
    let name = |site: SiteId| facts.text(facts.site(site).name);
    let is_written = |expr: ExprId| matches!(facts.expr(expr), Expr::Literal(_) | Expr::Text(_));
    for expr in &facts.exprs {
        match expr {
            Expr::Call { callee, args } => {
                let called = match facts.expr(*callee) {
                    Expr::Name(site) | Expr::Member { site, .. } => name(site),
                    _ => continue,
                };
                let looks_up = input.rules.look_ups.contains(&called);
                if looks_up && !facts.list::<ExprId>(*args).any(is_written) {
                    return called.to_owned();
                }
            }
            Expr::Index { base, .. }
                if input.rules.computed_members
                    && matches!(facts.expr(*base), Expr::SelfRef(SelfRef::This)) =>
            {
                return "this[…]".to_owned();
            }
            _ => {}
        }
    }
    String::new()
}

/// What stands beside `##` in the macros of a file.
fn pasted(input: &FileInput<'_>, fragments: &mut Vec<Fragment>) {
    for def in input.facts.defs.iter().filter(|def| def.kind == DefKind::Macro) {
        let text = def.span.of(input.source);
        for at in memchr::memmem::find_iter(text, b"##") {
            let left = text[..at].trim_ascii_end();
            let start = left.iter().rposition(|byte| !is_word(*byte)).map_or(0, |found| found + 1);
            push(&left[start..], def.span.start as usize + start, true, fragments);
            let right = text[at + 2..].trim_ascii_start();
            let end = right.iter().position(|byte| !is_word(*byte)).unwrap_or(right.len());
            let from = def.span.start as usize + text.len() - right.len();
            push(&right[..end], from, false, fragments);
        }
    }
}

fn push(word: &[u8], start: usize, is_begin: bool, fragments: &mut Vec<Fragment>) {
    let span = Span::new(start as u32, (start + word.len()) as u32);
    if let Ok(text) = std::str::from_utf8(word)
        && word.len() > 1
    {
        fragments.push(piece(text, is_begin, span));
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
