//! Structs, unions, enums and their fields and variants.

use extract::{Builder, NewDef};
use model::kinds::{DefKind, Modifiers, ScopeKind, SuperKind, Visibility};
use model::span::Span;

use super::attributes::{self, Decorated};
use super::grammar::{F, K, N};
use super::{definitions, expressions, generics, types};

/// A struct, union or enum.
pub(super) fn type_item<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let Some(name) = definitions::name_of(node) else { return expressions::parts(b, node) };
    let kind = match node.kind() {
        K::EnumItem => DefKind::Enum,
        K::UnionItem => DefKind::Union,
        _ => DefKind::Struct,
    };
    let new = definitions::start(b, kind, name, node, decorated);
    let id = b.define(new);
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        let mut bounds = Vec::new();
        let params = generics::of(b, node, &mut bounds);
        b.def_mut(id).type_params = params;
        definitions::set_supers(b, id, &bounds, SuperKind::Bound);
        if let Some(body) = node.field(F::Body) {
            members(b, body);
        }
    });
}

/// Fields or variants, each below its attributes.
fn members<'t>(b: &mut Builder<'_>, body: N<'t>) {
    if body.is(K::OrderedFieldDeclarationList) {
        return positional_fields(b, body);
    }
    let mut attributes = Vec::new();
    for child in body.named_children() {
        match child.kind() {
            K::AttributeItem => {
                attributes.push(child);
                continue;
            }
            K::FieldDeclaration => field(b, child, &attributes),
            K::EnumVariant => variant(b, child, &attributes),
            _ => expressions::any(b, child),
        }
        attributes.clear();
    }
}

fn field<'t>(b: &mut Builder<'_>, node: N<'t>, attributes: &[N<'t>]) {
    let decorated = attributes::apply(b, attributes, node);
    let Some(name) = definitions::name_of(node) else { return expressions::parts(b, node) };
    let new = definitions::start(b, DefKind::Field, name, node, &decorated);
    let id = b.define(new);
    let ty = b.in_def(id, |b| node.field(F::Type).map(|ty| types::ty(b, ty)));
    b.def_mut(id).ty = ty;
}

/// The fields of a tuple struct or variant, named `0`, `1`…
fn positional_fields<'t>(b: &mut Builder<'_>, body: N<'t>) {
    let mut attributes = Vec::new();
    let mut modifier = None;
    let mut position = 0_u32;
    for child in body.named_children() {
        match child.kind() {
            K::AttributeItem => attributes.push(child),
            K::VisibilityModifier => modifier = Some(child),
            K::Error => expressions::any(b, child),
            _ => {
                positional_field(b, child, modifier.take(), &attributes, position);
                attributes.clear();
                position += 1;
            }
        }
    }
}

fn positional_field<'t>(
    b: &mut Builder<'_>,
    ty: N<'t>,
    modifier: Option<N<'t>>,
    attributes: &[N<'t>],
    position: u32,
) {
    let decorated = attributes::apply(b, attributes, ty);
    let visibility = modifier.map_or(Visibility::Default, |modifier| attributes::visibility_of(b, modifier));
    let first = modifier.map_or(ty.start(), |modifier| modifier.start());
    let start = if attributes.is_empty() { first } else { decorated.start };
    let name = position.to_string();
    let new = NewDef {
        name: Some(&name),
        doc: super::docs::above(b, start, first),
        visibility,
        decorators: decorated.decorators,
        ..NewDef::new(DefKind::Field, Span::new(ty.start(), ty.start()), Span::new(start, ty.end()))
    };
    let id = b.define(new);
    let ty = b.in_def(id, |b| types::ty(b, ty));
    b.def_mut(id).ty = Some(ty);
}

fn variant<'t>(b: &mut Builder<'_>, node: N<'t>, attributes: &[N<'t>]) {
    let decorated = attributes::apply(b, attributes, node);
    let Some(name) = definitions::name_of(node) else { return expressions::parts(b, node) };
    let mut new = definitions::start(b, DefKind::EnumMember, name, node, &decorated);
    new.modifiers |= Modifiers::CONST;
    let id = b.define(new);
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        if let Some(body) = node.field(F::Body) {
            members(b, body);
        }
        let value = node.field(F::Value).map(|value| expressions::expr(b, value));
        b.def_mut(id).value = value;
    });
}
