//! Namespaces and their aliases.

use extract::{Builder, NewDef, NewImport};
use model::facts::ImportFlags;
use model::kinds::{DefKind, ImportKind, Modifiers, ScopeKind};
use model::span::Span;

use crate::c::context::{Cx, Node, masked_start};
use crate::c::grammar::{F, K};
use crate::c::{attributes, docs, statements};

/// `namespace a::b { … }`: a definition and a scope for each name.
pub(crate) fn definition(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let mut names = Vec::new();
    attributes::below(b, cx, node);
    if let Some(name) = node.field(F::Name) {
        names.extend(std::iter::once(name).chain(name.descendants()).filter(|name| is_name(*name)));
    }
    b.descend(node, |b| nested(b, cx, node, &names));
}

fn is_name(node: Node<'_>) -> bool {
    matches!(node.kind(), K::NamespaceIdentifier | K::Identifier)
}

fn nested(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, names: &[Node<'_>]) {
    let span = Span::new(masked_start(b, node.start()), node.end());
    let body = node.field(F::Body);
    let new = match names.first() {
        Some(name) => NewDef::new(DefKind::Namespace, name.span(), span),
        None => NewDef { bind: false, ..NewDef::unnamed(DefKind::Namespace, "(anonymous)", span) },
    };
    let id = b.define(NewDef {
        doc: docs::before(b, span.start),
        body: body.map_or(0, Node::start),
        modifiers: Modifiers::NONE.with_if(Modifiers::INLINE, node.has(K::Inline)),
        ..new
    });
    b.in_def_scope(id, ScopeKind::Namespace, span, |b| match (names, body) {
        ([_, rest @ ..], _) if !rest.is_empty() => _ = b.descend(node, |b| nested(b, cx, node, rest)),
        (_, Some(body)) => statements::items(b, &mut cx.plain(), body),
        _ => {}
    });
}

/// `namespace a = b::c;`
pub(crate) fn alias(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Name) else { return };
    let targets: Vec<Node<'_>> =
        node.descendants().filter(|below| is_name(*below) && !below.is_in_field(F::Name)).collect();
    let path: Vec<&str> = targets.iter().map(|target| target.text()).collect();
    let (Some(first), Some(last)) = (targets.first(), targets.last()) else { return };
    let id = b.import(NewImport {
        local: Some((name.text(), name.span())),
        flags: ImportFlags::USING,
        visible_from: node.end(),
        ..NewImport::new(ImportKind::Module, node.span(), &path, Span::new(first.start(), last.end()))
    });
    for (segment, target) in targets.iter().enumerate() {
        b.import_site(target.span(), id, segment as u16);
    }
    if b.scope_kind() == ScopeKind::Namespace || b.scope_kind() == ScopeKind::File {
        // What uses of the alias name. The import says what it stands for.
        b.define(NewDef { bind: false, ..NewDef::new(DefKind::Namespace, name.span(), node.span()) });
    }
}
