//! Text outside the grammar: what can still be told from it.
//!
//! The children of an error range are whatever the parser had understood before it gave up. They are read like
//! statements; an item of which only the head is there (`fn name` without a body) is a definition all the same.

use extract::{Builder, NewDef};
use model::kinds::{DefKind, Modifiers};
use model::span::Span;

use super::grammar::{K, N};
use super::{attributes, definitions, expressions, generics, paths};

/// Reads an error range.
pub(super) fn range<'t>(b: &mut Builder<'_>, error: N<'t>) {
    let mut attributes: Vec<N<'t>> = Vec::new();
    let mut head = None;
    for child in error.children() {
        match child.kind() {
            K::AttributeItem => attributes.push(child),
            K::Identifier | K::TypeIdentifier if head.is_some() && !child.is_missing() => {
                define(b, head.take(), child, error.end());
            }
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
