//! `using` declarations and directives.

use extract::{Builder, NewImport};
use model::facts::ImportFlags;
use model::kinds::{ImportKind, Visibility};
use model::span::Span;

use crate::c::context::{Cx, Node, Place};
use crate::c::grammar::{F, K};
use crate::c::statements;

/// `using namespace a;`, `using a::b;`, `using enum a;`.
pub(crate) fn using(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let Some(target) = node.first_named() else { return };
    let mut names = Vec::new();
    collect(target, &mut names);
    let star = node.has(K::Namespace) || node.has(K::Enum);
    let path: Vec<&str> = names.iter().map(|name| name.text()).collect();
    let (Some(last), Some(first)) = (names.last(), names.first()) else {
        return statements::parts(b, cx, node);
    };
    let global = target.is(K::QualifiedIdentifier) && target.field(F::Scope).is_none();
    let kept = if star { path.len() } else { path.len() - 1 };
    let visibility = if cx.place == Place::Type { cx.access } else { Visibility::Default };
    let id = b.import(NewImport {
        member: (!star).then_some(last.text()),
        local: (!star).then_some((last.text(), Span::new(last.start(), last.start()))),
        flags: ImportFlags::USING.with_if(ImportFlags::GLOBAL, global),
        visibility,
        visible_from: if cx.place == Place::Type { 0 } else { node.end() },
        ..NewImport::new(
            if star { ImportKind::Star } else { ImportKind::Member },
            node.span(),
            &path[..kept],
            Span::new(first.start(), if star { last.end() } else { last.start().max(first.start()) }),
        )
    });
    for (segment, name) in names.iter().enumerate() {
        b.import_site(name.span(), id, segment as u16);
    }
}

/// The names of a path in order, without template arguments.
fn collect<'t>(node: Node<'t>, names: &mut Vec<Node<'t>>) {
    let mut next = Some(node);
    while let Some(node) = next.take() {
        match node.kind() {
            K::QualifiedIdentifier => {
                for child in node.named_children() {
                    if child.is(K::QualifiedIdentifier) {
                        next = Some(child);
                    } else {
                        names.push(plain(child));
                    }
                }
            }
            _ => names.push(plain(node)),
        }
    }
}

fn plain(node: Node<'_>) -> Node<'_> {
    let inner = if node.is(K::DependentName) { node.first_named().unwrap_or(node) } else { node };
    inner.field(F::Name).unwrap_or(inner)
}
