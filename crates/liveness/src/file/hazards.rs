//! What finds definitions at run time, or under names that are put together: no site says what it means.

use model::expr::{Expr, Literal, SelfRef, UnaryKind};
use model::facts::FileFacts;
use model::ids::{ExprId, SiteId};
use model::span::Span;

use super::pasting::is_word;
use super::{FileInput, Fragment, Mention, Part, Reach, Shape, name_key, pasting};
use crate::verdict::Doubt;
use crate::words::{Quoted, quoted};

/// What was found.
#[derive(Default)]
pub(super) struct Hazards {
    pub(super) mentions: Vec<Mention>,
    pub(super) fragments: Vec<Fragment>,
    /// Macros that paste names together.
    pub(super) pasting: pasting::Pasting,
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
            // A name that others continue: `dispatch(x, "_apply")` finds `_apply_rest`.
            if name.contains('_') && name.len() > 3 {
                hazards.fragments.push(piece(&format!("{}_", name.trim_end_matches('_')), Part::Begin));
            }
            let mention = named(name, span);
            if (input.known)(mention.name)
                && (!input.rules.text_in_attributes || in_attribute(input.source, span))
            {
                hazards.mentions.push(mention);
            }
        }
        Quoted::Begin(text) => hazards.fragments.push(piece(text, Part::Begin)),
        Quoted::Frame(frame) => hazards.fragments.push(piece(&frame, Part::Frame)),
        Quoted::End(text) => hazards.fragments.push(piece(text, Part::End)),
    });
    for (name, span) in jsx_pragmas(input.source) {
        let mention = named(name, span);
        hazards.mentions.extend((input.known)(mention.name).then_some(mention));
    }
    // Pieces in quotes matter only where names are looked up by what is computed: here, or where a text is handed on to.
    if input.rules.look_ups.is_empty() {
        hazards.fragments.clear();
    }
    if input.rules.pastes {
        hazards.pasting = pasting::read(input, &mut hazards.fragments);
    }
    hazards.fragments.sort_unstable();
    hazards.fragments.dedup();
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

fn piece(text: &str, part: Part) -> Fragment {
    Fragment { text: text.to_owned(), part, reach: Reach::Everywhere }
}

/// Whether an expression is `this`, whatever type it is said to have.
fn is_this(facts: &FileFacts, expr: ExprId) -> bool {
    match facts.expr(expr) {
        Expr::SelfRef(SelfRef::This) => true,
        Expr::Cast(inner, _) | Expr::Unary(UnaryKind::NonNull, inner) if inner < expr => {
            is_this(facts, inner)
        }
        _ => false,
    }
}

/// The first thing in a file that looks up a definition by a name that is not written there.
fn computed(input: &FileInput<'_>) -> String {
    let facts = input.facts;
    let name = |site: SiteId| facts.text(facts.site(site).name);
    let is_written = |expr: ExprId| match facts.expr(expr) {
        Expr::Literal(literal) => literal != Literal::Template,
        Expr::Text(_) => true,
        _ => false,
    };
    for expr in &facts.exprs {
        match expr {
            Expr::Call { callee, args } => {
                let called = match facts.expr(*callee) {
                    Expr::Name(site) | Expr::Member { site, .. } => name(site),
                    _ => continue,
                };
                let Some(look_up) = input.rules.look_ups.iter().find(|known| known.name == called) else {
                    continue;
                };
                let name = look_up.argument.map(|at| facts.list::<ExprId>(*args).nth(at));
                if name.is_none_or(|name| name.is_some_and(|name| !is_written(name))) {
                    return called.to_owned();
                }
            }
            Expr::Index { base, .. } if input.rules.computed_members && is_this(facts, *base) => {
                return "this[…]".to_owned();
            }
            _ => {}
        }
    }
    String::new()
}
