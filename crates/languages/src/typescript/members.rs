//! Members of interfaces and object types.
//!
//! Members without a name get one that no written name can be: `()` is what calling does, `new()` what constructing
//! does, `[]` what indexing does.

use extract::{Builder, NewBinding, NewDef};
use model::ids::TypeId;
use model::kinds::{BindingKind, DefKind, Modifiers, ScopeKind};
use model::span::Span;

use super::types::{annotation, type_expression};
use crate::javascript::shared::{
    Context, F, Js, K, Key, Lead, MemberHead, error, expression, functions, method_kind, name_span, statement,
};

/// The members written in `node`, bound in the current scope.
pub(super) fn members(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    for child in node.named_children() {
        match child.kind() {
            K::PropertySignature => property(b, cx, child),
            K::MethodSignature => method(b, cx, child),
            K::CallSignature => unnamed(b, cx, child, DefKind::Method, "()"),
            K::ConstructSignature => construct_signature(b, cx, child),
            K::IndexSignature => index_signature(b, cx, child),
            K::Error => error(b, cx, child),
            _ => statement(b, cx, child),
        }
    }
}

fn lead(head: &MemberHead<'_>, node: Js<'_>) -> Lead {
    Lead { visibility: head.visibility, modifiers: head.modifiers, ..Lead::of(node) }
}

fn computed(b: &mut Builder<'_>, cx: &mut Context, name: Js<'_>) {
    if let Key::Computed(inner) = Key::of(name) {
        expression(b, cx, inner);
    }
}

fn property(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let head = MemberHead::of(node);
    let Some(name) = head.name else { return error(b, cx, node) };
    computed(b, cx, name);
    let id = b.define(lead(&head, node).define(b, DefKind::Field, name_span(name), node));
    if let Some(ty) = node.field(F::Type) {
        let ty = b.in_def(id, |b| annotation(b, cx, ty));
        b.def_mut(id).ty = Some(ty);
    }
}

fn method(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let head = MemberHead::of(node);
    let Some(name) = head.name else { return error(b, cx, node) };
    computed(b, cx, name);
    let kind = match method_kind(name, head.modifiers) {
        DefKind::Constructor => DefKind::Method,
        kind => kind,
    };
    let new = lead(&head, node).define(b, kind, name_span(name), node);
    let modifiers = new.modifiers | Modifiers::DECLARATION;
    functions::define(b, cx, node, NewDef { modifiers, ..new });
}

fn unnamed(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, kind: DefKind, name: &str) {
    let at = Span::new(node.start(), node.start());
    let new = Lead::of(node).define(b, kind, at, node);
    let new = NewDef { name: Some(name), modifiers: Modifiers::DECLARATION, ..new };
    let id = functions::define(b, cx, node, new);
    // The result of a construct signature stands in another field than that of other signatures.
    if let Some(ty) = node.field(F::Type).filter(|_| b.facts().def(id).ty.is_none()) {
        let ty = result_type(b, cx, id, ty);
        b.def_mut(id).ty = Some(ty);
    }
}

fn result_type(b: &mut Builder<'_>, cx: &mut Context, id: model::ids::DefId, ty: Js<'_>) -> TypeId {
    let mut read = |b: &mut Builder<'_>| match ty.kind() {
        K::TypeAnnotation => annotation(b, cx, ty),
        _ => type_expression(b, cx, ty),
    };
    match b.facts().def(id).opens {
        Some(scope) => b.in_def(id, |b| b.in_existing_scope(scope, read)),
        None => read(b),
    }
}

/// `new (a: A): R`, also as a type of its own.
pub(super) fn construct_signature(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    unnamed(b, cx, node, DefKind::Constructor, "new()");
}

/// `[key: K]: T`, and the mapped `[P in K]: T`.
pub(crate) fn index_signature(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let at = Span::new(node.start(), node.start());
    let readonly = Modifiers::NONE.with_if(Modifiers::READONLY, node.has(K::Readonly));
    let new = Lead::of(node).define(b, DefKind::Field, at, node);
    let modifiers = readonly | Modifiers::DECLARATION;
    let id = b.define(NewDef { name: Some("[]"), modifiers, ..new });
    let ty = b.in_def_scope(id, ScopeKind::Template, node.span(), |b| {
        let mut ty = None;
        for child in node.named_children() {
            match child.kind() {
                K::MappedTypeClause => mapped(b, cx, child),
                _ if child.is_in_field(F::Name) => {
                    b.bind(NewBinding::new(BindingKind::Parameter, child.span()));
                }
                _ if child.is_in_field(F::Type) => ty = Some(annotation(b, cx, child)),
                K::Error => error(b, cx, child),
                _ => {
                    type_expression(b, cx, child);
                }
            }
        }
        ty
    });
    b.def_mut(id).ty = ty;
}

fn mapped(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let keys = node.field(F::Type).map(|keys| type_expression(b, cx, keys));
    if let Some(name) = node.field(F::Name) {
        b.bind(NewBinding { ty: keys, ..NewBinding::new(BindingKind::TypeParameter, name.span()) });
    }
    if let Some(renamed) = node.field(F::Alias) {
        type_expression(b, cx, renamed);
    }
}
