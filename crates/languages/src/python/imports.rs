//! Imports.

use extract::{Builder, NewImport};
use model::facts::ImportFlags;
use model::ids::ImportId;
use model::kinds::ImportKind;
use model::span::Span;

use super::context::Context;
use super::grammar::{F, K, Node};

/// `import a.b, c as d`
pub(super) fn import(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    for item in node.fields(F::Name) {
        let (path_node, alias) = match item.kind() {
            K::AliasedImport => (item.field(F::Name).unwrap_or(item), item.field(F::Alias)),
            _ => (item, None),
        };
        let path = segments(path_node);
        let texts: Vec<&str> = path.iter().map(|segment| segment.text()).collect();
        // `import a.b` makes `a` known, `import a.b as c` makes `c` known, which is `a.b`.
        let local = alias.or_else(|| path.first().copied()).map(|name| (name.text(), name.span()));
        introduce(b, cx, local);
        let id = b.import(NewImport {
            local,
            ..NewImport::new(ImportKind::Module, node.span(), &texts, path_node.span())
        });
        for (index, segment) in path.iter().enumerate() {
            b.import_site(segment.span(), id, index as u16);
        }
        alias_site(b, alias, id, path.len());
    }
    super::statements::stray(b, cx, node);
}

/// `from a.b import c as d`, `from . import e`, `from a import *`
pub(super) fn import_from(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let module = node.field(F::ModuleName);
    let level = module.map_or(0, dots);
    let path = module.map(segments).unwrap_or_default();
    let path_span = module.map_or_else(|| Span::new(node.start(), node.start()), Node::span);
    let is_future = node.is(K::FutureImport);
    let texts: Vec<&str> =
        if is_future { vec!["__future__"] } else { path.iter().map(|it| it.text()).collect() };
    let mut first = None;
    for item in node.fields(F::Name) {
        let (name, alias) = match item.kind() {
            K::AliasedImport => (item.field(F::Name).unwrap_or(item), item.field(F::Alias)),
            _ => (item, None),
        };
        let bound = alias.unwrap_or(name);
        let local = Some((bound.text(), bound.span()));
        introduce(b, cx, local);
        let new = NewImport {
            level,
            local,
            member: Some(name.text()),
            ..NewImport::new(ImportKind::Member, node.span(), &texts, path_span)
        };
        let id = b.import(new);
        first.get_or_insert(id);
        b.import_site(name.span(), id, texts.len() as u16);
        alias_site(b, alias, id, texts.len());
    }
    if node.has(K::WildcardImport) {
        let id = b.import(NewImport {
            level,
            flags: ImportFlags::default(),
            ..NewImport::new(ImportKind::Star, node.span(), &texts, path_span)
        });
        first.get_or_insert(id);
    }
    for (index, segment) in path.iter().enumerate() {
        if let Some(id) = first {
            b.import_site(segment.span(), id, index as u16);
        }
    }
    super::statements::stray(b, cx, node);
}

/// The name after `as` is a binding, and it names what is imported too.
fn alias_site(b: &mut Builder<'_>, alias: Option<Node<'_>>, import: ImportId, segment: usize) {
    if let Some(alias) = alias {
        b.import_site(alias.span(), import, segment as u16);
    }
}

fn introduce(b: &mut Builder<'_>, cx: &mut Context, local: Option<(&str, Span)>) {
    if let Some((name, _)) = local {
        let id = b.name(name);
        let scope = b.scope();
        cx.introduce(scope, id);
    }
}

/// The identifiers of a dotted name, also of one after dots.
fn segments(node: Node<'_>) -> Vec<Node<'_>> {
    if node.is(K::Identifier) {
        return vec![node];
    }
    node.descendants().filter(|it| it.is(K::Identifier)).collect()
}

fn dots(module: Node<'_>) -> u32 {
    let prefix = module.child(K::ImportPrefix);
    prefix.map_or(0, |prefix| prefix.text().bytes().filter(|byte| *byte == b'.').count() as u32)
}
