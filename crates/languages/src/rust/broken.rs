//! Text outside the grammar: what can still be told from it.
//!
//! The children of an error range are whatever the parser had understood before it gave up. They are read like
//! statements; an item of which only the head is there (`fn name` without a body) is a definition all the same. In error
//! ranges the parser takes keywords for names at times.

use extract::{Builder, NewDef};
use model::kinds::{DefKind, Modifiers, Role};
use model::span::Span;

use super::grammar::{K, N};
use super::{attributes, definitions, expressions, generics, paths};

/// Words that are never names.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "fn", "for", "if",
    "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct",
    "trait", "type", "unsafe", "use", "where", "while",
];

/// Whether what the parser took for a name is a keyword. It happens in files with errors only.
pub(super) fn is_keyword(b: &Builder<'_>, text: &str) -> bool {
    !b.facts().diagnostics.is_empty() && KEYWORDS.contains(&text)
}

/// Reads an error range.
pub(super) fn range<'t>(b: &mut Builder<'_>, error: N<'t>) {
    let mut attributes: Vec<N<'t>> = Vec::new();
    let mut head = None;
    for child in error.children() {
        match child.kind() {
            K::AttributeItem => attributes.push(child),
            K::InnerAttributeItem => attributes::inner(b, child, error),
            K::Identifier | K::TypeIdentifier if KEYWORDS.contains(&child.text()) => {
                head = head_of_word(child.text()).map(|kind| (kind, child.start()));
            }
            K::Identifier | K::TypeIdentifier if head.is_some() && !child.is_missing() => {
                define(b, head.take(), child, error.end());
            }
            K::Identifier => name(b, child),
            kind if definitions::is_item(kind) => {
                definitions::item(b, child, &attributes);
                attributes.clear();
            }
            K::TypeParameters => generics::loose(b, child),
            K::VisibilityModifier | K::Mut => {}
            _ if child.is_named() => expressions::any(b, child),
            kind => head = head_of(kind).map(|kind| (kind, child.start())),
        }
    }
    attributes.iter().for_each(|attribute| attributes::standalone(b, *attribute));
}

/// The kind of definition that a keyword begins.
pub(super) fn head_of(keyword: K) -> Option<DefKind> {
    Some(match keyword {
        K::Fn => DefKind::Function,
        K::Struct => DefKind::Struct,
        K::Enum => DefKind::Enum,
        K::Union => DefKind::Union,
        K::Trait => DefKind::Trait,
        K::Mod => DefKind::Module,
        K::Type => DefKind::TypeAlias,
        K::Static => DefKind::Static,
        _ => return None,
    })
}

/// The same for a keyword that was taken for a name.
fn head_of_word(word: &str) -> Option<DefKind> {
    head_of(match word {
        "fn" => K::Fn,
        "struct" => K::Struct,
        "enum" => K::Enum,
        "trait" => K::Trait,
        "mod" => K::Mod,
        "type" => K::Type,
        "static" => K::Static,
        _ => return None,
    })
}

/// A name whose role only the next token tells.
fn name(b: &mut Builder<'_>, name: N<'_>) {
    let role = match name.next_sibling().map(N::kind) {
        Some(
            K::ParenOpen | K::UnitExpression | K::UnitType | K::Arguments | K::Parameters | K::TuplePattern,
        ) => Role::Call,
        Some(K::Colons) => Role::Qualify,
        _ => Role::Read,
    };
    if !name.is_missing() {
        paths::name(b, name.span(), role);
    }
}

fn define(b: &mut Builder<'_>, head: Option<(DefKind, u32)>, name: N<'_>, end: u32) {
    let Some((kind, start)) = head else { return };
    let kind = match kind {
        DefKind::Function if definitions::in_type(b).is_some() => DefKind::Method,
        kind => kind,
    };
    b.define(NewDef {
        name: Some(paths::plain(name.text())),
        modifiers: Modifiers::DECLARATION,
        ..NewDef::new(kind, name.span(), Span::new(start, end.max(name.end())))
    });
}
