//! Namespaces, modules written inside files, ambient declarations, aliases of namespaces.

use extract::{Builder, NewDef, NewImport};
use model::facts::{Anchor, ImportFlags};
use model::kinds::{DefKind, ImportKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::types::type_expression;
use crate::javascript::shared::{
    Context, F, Js, K, Lead, declaration, error, inside_quotes, statement, statements,
};

/// `namespace A.B {}`, `module "x" {}`.
pub(super) fn namespace(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let Some(name) = node.field(F::Name) else { return error(b, cx, node) };
    let body = node.field(F::Body);
    if name.is(K::String) {
        return open(b, cx, node, DefKind::Module, &[inside_quotes(name)], body, lead);
    }
    let mut names = Vec::new();
    collect_names(name, &mut names);
    open(b, cx, node, DefKind::Namespace, &names, body, lead);
}

/// The names of `A.B.C`, from the left.
fn collect_names(node: Js<'_>, names: &mut Vec<Span>) {
    let leaves = std::iter::once(node).chain(node.descendants()).filter(|below| below.is_leaf());
    names.extend(leaves.filter(|leaf| leaf.is_named()).map(Js::span));
}

/// Opens one namespace inside the other, and reads the body in the innermost.
fn open(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    kind: DefKind,
    names: &[Span],
    body: Option<Js<'_>>,
    lead: Lead,
) {
    let Some((&name, inner)) = names.split_first() else { return };
    let scope = if kind == DefKind::Module { ScopeKind::Module } else { ScopeKind::Namespace };
    let new = lead.define(b, kind, name, node);
    let id = b.define(NewDef { body: body.map_or(0, Js::start), ..new });
    b.in_def_scope(id, scope, node.span(), |b| match (inner, body) {
        ([], Some(body)) => statements(b, cx, body),
        ([], None) => {}
        // What stands inside of a dotted name is exported from what stands before it.
        _ => {
            let modifiers = lead.modifiers | Modifiers::EXPORTED;
            b.descend(node, |b| open(b, cx, node, kind, inner, body, Lead { modifiers, ..lead }));
        }
    });
}

/// `declare …`: says what exists elsewhere.
pub(super) fn ambient(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let lead = Lead { modifiers: lead.modifiers | Modifiers::EXTERN, ..lead };
    if let Some(global) = node.child(K::Global) {
        return open(b, cx, node, DefKind::Module, &[global.span()], node.child(K::Block), lead);
    }
    for child in node.named_children() {
        match child.kind() {
            K::PropertyIdentifier | K::Error => error(b, cx, child),
            kind if super::is_type(kind) => {
                type_expression(b, cx, child);
            }
            K::Block => statement(b, cx, child),
            _ => declaration(b, cx, child, lead),
        }
    }
}

/// `import A = B.C`: another name for a namespace or what is in it.
pub(super) fn import_alias(b: &mut Builder<'_>, node: Js<'_>, lead: Lead) {
    let mut children = node.named_children();
    let (Some(local), Some(target)) = (children.next(), children.next()) else { return };
    let mut names = Vec::new();
    collect_names(target, &mut names);
    let path: Vec<&str> = names.iter().map(|span| b.text(*span)).collect();
    let exported = lead.modifiers.contains(Modifiers::EXPORTED);
    let import = NewImport {
        local: Some((local.text(), local.span())),
        flags: ImportFlags::EQUALS.with_if(ImportFlags::REEXPORT, exported),
        visibility: lead.visibility,
        ..NewImport::new(ImportKind::Module, node.span(), &path, target.span())
    };
    let import = b.import(import);
    for (segment, span) in names.iter().enumerate() {
        b.site(*span, Role::Import, Anchor::Import(import, segment as u16));
    }
}
