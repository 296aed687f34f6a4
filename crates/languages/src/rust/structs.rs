//! Structs, unions, enums, their fields and variants, and struct literals.

use extract::{Builder, NewDef};
use model::expr::{Expr, UnaryKind};
use model::facts::Anchor;
use model::ids::{ExprId, TypeId};
use model::kinds::{DefKind, Modifiers, Role, ScopeKind, SuperKind, Visibility};
use model::span::Span;

use super::attributes::{self, Decorated};
use super::grammar::{F, K, N};
use super::{definitions, expressions, generics, paths, types};

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
fn members(b: &mut Builder<'_>, body: N<'_>) {
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
fn positional_fields(b: &mut Builder<'_>, body: N<'_>) {
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
    let first = modifier.map_or(ty.start(), N::start);
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

/// `T { a: 1, b, ..base }`
pub(super) fn literal(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let Some(name) = node.field(F::Name) else {
        expressions::parts(b, node);
        return paths::unknown(b);
    };
    let ty = types::ty(b, name);
    let mut values = Vec::new();
    for child in node.field(F::Body).into_iter().flat_map(N::named_children) {
        match child.kind() {
            K::FieldInitializer => values.push(initializer(b, child, ty)),
            K::ShorthandFieldInitializer => values.extend(shorthand(b, child, ty)),
            K::BaseFieldInitializer => {
                values.push(expressions::unary(b, UnaryKind::Spread, child.first_named()));
            }
            _ => expressions::any(b, child),
        }
    }
    let args = b.list(&values);
    b.expr(Expr::New { ty, args })
}

fn initializer(b: &mut Builder<'_>, node: N<'_>, ty: TypeId) -> ExprId {
    own_attributes(b, node);
    let value = expressions::optional(b, node.field(F::Value));
    match node.field(F::Field).filter(|name| !name.is_missing()) {
        Some(name) => {
            let site = paths::site(b, name.span(), Role::Init, Anchor::FieldOf(ty));
            b.expr(Expr::Keyword(site, value))
        }
        None => value,
    }
}

/// `T { x }` reads the variable `x` and fills the field `x`.
fn shorthand(b: &mut Builder<'_>, node: N<'_>, ty: TypeId) -> Option<ExprId> {
    own_attributes(b, node);
    let name = node.child(K::Identifier).filter(|name| !name.is_missing())?;
    let value = paths::name(b, name.span(), Role::Read);
    let site = paths::site(b, name.span(), Role::Init, Anchor::FieldOf(ty));
    Some(b.expr(Expr::Keyword(site, value)))
}

fn own_attributes(b: &mut Builder<'_>, node: N<'_>) {
    for attribute in node.children().take_while(|child| child.is(K::AttributeItem)) {
        attributes::standalone(b, attribute);
    }
}
