//! What stands above the types of a file: its package, its imports, or a module declaration.

use extract::{Builder, NewDef, NewImport};
use model::facts::{Anchor, ImportFlags};
use model::ids::ImportId;
use model::kinds::{DefKind, ImportKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::annotations::{annotation, bare_annotations};
use super::docs::doc;
use super::grammar::{F, K, Node};
use super::items;
use super::types::ty;

/// The identifiers of a dotted name, first to last.
fn segments(name: Node<'_>) -> Vec<Node<'_>> {
    let is_segment = |node: &Node<'_>| node.is(K::Identifier) && !node.is_missing();
    std::iter::once(name).chain(name.descendants()).filter(is_segment).collect()
}

fn is_dotted_name(node: &Node<'_>) -> bool {
    matches!(node.kind(), K::Identifier | K::ScopedIdentifier)
}

/// A dotted name without the white space and comments that may stand between its segments.
fn joined(name: Node<'_>) -> String {
    segments(name).iter().map(|segment| segment.text()).collect::<Vec<_>>().join(".")
}

/// `package a.b;`: a namespace that spans its declaration only.
pub(super) fn package(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(name) = node.children().find(is_dotted_name) else { return items::all(b, node) };
    let package = joined(name);
    let def = b.define(NewDef {
        name: Some(&package),
        doc: doc(b, node.start()),
        bind: false,
        ..NewDef::new(DefKind::Namespace, name.span(), node.span())
    });
    b.in_def(def, |b| {
        let mut decorators = Vec::new();
        for child in node.children() {
            if matches!(child.kind(), K::MarkerAnnotation | K::Annotation) {
                decorators.push(annotation(b, child));
            }
        }
        b.def_mut(def).decorators = b.list(&decorators);
    });
}

/// One import. Every segment of its path is a reference of its own.
pub(super) fn import(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(name) = node.children().find(is_dotted_name) else { return items::all(b, node) };
    let sites = segments(name);
    let texts: Vec<&str> = sites.iter().map(|segment| segment.text()).collect();
    let flags = ImportFlags::default().with_if(ImportFlags::STATIC, node.has(K::Static));
    let id = if names_module(b, node, name) {
        b.import(NewImport::new(ImportKind::Module, node.span(), &texts, name.span()))
    } else if node.has(K::Asterisk) {
        b.import(NewImport { flags, ..NewImport::new(ImportKind::Star, node.span(), &texts, name.span()) })
    } else {
        single(b, node, &sites, &texts, flags)
    };
    import_sites(b, id, &sites);
    for child in node.children().filter(|child| child.is_error()) {
        items::all(b, child);
    }
}

/// `import module a.b;`, in which the parser was not shown the word.
fn names_module(b: &Builder<'_>, node: Node<'_>, name: Node<'_>) -> bool {
    b.text(Span::new(node.start(), name.start())).ends_with("module ")
}

fn single(
    b: &mut Builder<'_>,
    node: Node<'_>,
    sites: &[Node<'_>],
    texts: &[&str],
    flags: ImportFlags,
) -> ImportId {
    let start = sites.first().map_or(node.start(), |first| first.start());
    let Some((member, path)) = texts.split_last() else {
        let nowhere = Span::new(start, start);
        return b.import(NewImport::new(ImportKind::Member, node.span(), &[], nowhere));
    };
    let place = sites.last().map_or(node.span(), |last| last.span());
    let end = sites.iter().rev().nth(1).map_or(start, |last| last.end());
    b.import(NewImport {
        member: Some(member),
        local: Some((member, place)),
        flags,
        ..NewImport::new(ImportKind::Member, node.span(), path, Span::new(start, end))
    })
}

fn import_sites(b: &mut Builder<'_>, import: ImportId, sites: &[Node<'_>]) {
    for (index, site) in sites.iter().enumerate() {
        b.import_site(site.span(), import, u16::try_from(index).unwrap_or(u16::MAX));
    }
}

/// `module a.b { … }` of a `module-info.java`.
pub(super) fn module(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Name) else { return items::all(b, node) };
    let module = joined(name);
    let def = b.define(NewDef {
        name: Some(&module),
        doc: doc(b, node.start()),
        body: node.field(F::Body).map_or(0, Node::start),
        modifiers: Modifiers::NONE,
        bind: false,
        ..NewDef::new(DefKind::Module, name.span(), node.span())
    });
    b.in_def(def, |b| bare_annotations(b, node));
    if let Some(body) = node.field(F::Body) {
        b.in_def_scope(def, ScopeKind::Module, body.span(), |b| items::all(b, body));
    }
}

/// A directive of a module.
pub(super) fn directive(b: &mut Builder<'_>, node: Node<'_>) {
    match node.kind() {
        K::Requires => requires(b, node),
        K::Exports | K::Opens => exports(b, node),
        _ => services(b, node),
    }
    items::errors(b, node);
}

fn requires(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Module) else { return items::all(b, node) };
    let sites = segments(name);
    let texts: Vec<&str> = sites.iter().map(|segment| segment.text()).collect();
    let id = b.import(NewImport::new(ImportKind::Module, node.span(), &texts, name.span()));
    import_sites(b, id, &sites);
}

/// `exports p to m` and `opens p to m`: a package of this module and names of other modules.
fn exports(b: &mut Builder<'_>, node: Node<'_>) {
    for name in node.children().filter(is_dotted_name) {
        let role = if name.is_in_field(F::Package) { Role::Export } else { Role::Qualify };
        for segment in segments(name) {
            b.site(segment.span(), role, Anchor::None);
        }
    }
}

/// `uses T` and `provides T with U, V`.
fn services(b: &mut Builder<'_>, node: Node<'_>) {
    for name in node.children().filter(is_dotted_name) {
        ty(b, name, Role::Type);
    }
}
