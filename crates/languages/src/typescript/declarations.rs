//! Declarations that only TypeScript has, and what it adds to others: type parameters, parameter properties, casts.

use extract::{Builder, NewBinding, NewDef};
use model::expr::{Expr, UnaryKind};
use model::facts::{List, Super, TypeParam};
use model::ids::{ExprId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Role, ScopeKind, SuperKind, Visibility};

use super::types::{type_arguments, type_as, type_expression};
use super::{members, namespaces};
use crate::javascript::shared::{
    Context, F, Js, K, Lead, Owner, accessibility, docs, error, expression, expression_as, name_span,
};

/// A declaration of TypeScript; false when `node` is none.
pub(crate) fn declaration(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) -> bool {
    match node.kind() {
        K::InterfaceDeclaration => interface(b, cx, node, lead),
        K::TypeAlias => alias(b, cx, node, lead),
        K::EnumDeclaration => enumeration(b, cx, node, lead),
        K::Module | K::InternalModule => namespaces::namespace(b, cx, node, lead),
        K::Ambient => namespaces::ambient(b, cx, node, lead),
        K::ImportAlias => namespaces::import_alias(b, node, lead),
        _ => return false,
    }
    true
}

fn interface(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let Some(name) = node.field(F::Name) else { return error(b, cx, node) };
    let body = node.field(F::Body);
    let new = lead.define(b, DefKind::Interface, name.span(), node);
    let id = b.define(NewDef { body: body.map_or(0, Js::start), ..new });
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        let type_params = type_parameters(b, cx, node);
        let supers = extended(b, cx, node);
        let def = b.def_mut(id);
        (def.type_params, def.supers) = (type_params, supers);
        body.into_iter().for_each(|body| members::members(b, cx, body));
    });
}

fn extended(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> List {
    let clause = node.child(K::ExtendsTypeClause);
    let bases = clause.into_iter().flat_map(Js::named_children);
    let supers: Vec<Super> = bases
        .map(|base| Super { ty: type_as(b, cx, base, Role::Inherit), kind: SuperKind::Extends })
        .collect();
    b.supers(&supers)
}

fn alias(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let Some(name) = node.field(F::Name) else { return error(b, cx, node) };
    let value = node.field(F::Value);
    let new = lead.define(b, DefKind::TypeAlias, name.span(), node);
    let id = b.define(NewDef { body: value.map_or(0, Js::start), ..new });
    let (type_params, ty) = b.in_def_scope(id, ScopeKind::Template, node.span(), |b| {
        let type_params = type_parameters(b, cx, node);
        (type_params, value.map(|value| type_expression(b, cx, value)))
    });
    let def = b.def_mut(id);
    (def.type_params, def.ty) = (type_params, ty);
}

fn enumeration(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let Some(name) = node.field(F::Name) else { return error(b, cx, node) };
    let body = node.field(F::Body);
    let mut new = lead.define(b, DefKind::Enum, name.span(), node);
    new.modifiers = new.modifiers.with_if(Modifiers::CONST, node.has(K::Const));
    let id = b.define(NewDef { body: body.map_or(0, Js::start), ..new });
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        for member in body.into_iter().flat_map(Js::named_children) {
            enum_member(b, cx, member);
        }
    });
}

fn enum_member(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let name = if node.is(K::EnumAssignment) { node.field(F::Name) } else { Some(node) };
    let Some(name) = name.filter(|name| !name.is_error()) else { return error(b, cx, node) };
    let value = node.field(F::Value);
    let doc = docs::before(b, node.start());
    let new = NewDef { doc, ..NewDef::new(DefKind::EnumMember, name_span(name), node.span()) };
    let id = b.define(NewDef { body: value.map_or(0, Js::start), ..new });
    let value = value.map(|value| b.in_def(id, |b| expression(b, cx, value)));
    b.def_mut(id).value = value;
}

/// The type parameters of `node`, bound in the current scope.
pub(crate) fn type_parameters(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> List {
    let Some(list) = node.field(F::TypeParameters) else { return List::EMPTY };
    let mut params = Vec::new();
    for child in list.named_children() {
        match child.field(F::Name).filter(|_| child.is(K::TypeParameter)) {
            Some(name) => params.push(type_parameter(b, cx, child, name)),
            None => error(b, cx, child),
        }
    }
    b.type_params(&params)
}

fn type_parameter(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, name: Js<'_>) -> TypeParam {
    let bound = node.field(F::Constraint).map(|bound| type_expression(b, cx, bound));
    let default = node.field(F::Value).map(|default| type_expression(b, cx, default));
    b.bind(NewBinding { ty: bound, ..NewBinding::new(BindingKind::TypeParameter, name.span()) });
    let bounds = bound.map_or(List::EMPTY, |bound| b.list(&[bound]));
    TypeParam { name: b.name(name.text()), span: name.span(), bounds, default }
}

/// A parameter of a constructor that is also a field: `constructor(private x: T)`.
pub(crate) fn parameter_property(
    b: &mut Builder<'_>,
    cx: &Context,
    node: Js<'_>,
    pattern: Js<'_>,
    ty: Option<TypeId>,
    optional: bool,
) {
    let marks = node.children().take_while(|child| !child.is_in_field(F::Pattern));
    let mark = marks.filter(|child| matches!(child.kind(), K::Accessibility | K::Readonly | K::Override));
    let marks: Vec<_> = mark.collect();
    let Owner::Type { def: Some(class), scope, .. } = cx.owner else { return };
    if marks.is_empty() || !pattern.is(K::Identifier) {
        return;
    }
    let is_readonly = marks.iter().any(|mark| mark.is(K::Readonly));
    let written = marks.iter().find(|mark| mark.is(K::Accessibility));
    let new = NewDef {
        visibility: written.map_or(Visibility::Default, |mark| accessibility(*mark)),
        modifiers: Modifiers::SYNTHETIC
            .with_if(Modifiers::READONLY, is_readonly)
            .with_if(Modifiers::OPTIONAL, optional),
        ty,
        scope: Some(scope),
        ..NewDef::new(DefKind::Field, pattern.span(), node.span())
    };
    b.in_def(class, |b| b.define(new));
}

/// `x as T`, `<T>x`, `x satisfies T`, `f<T>`.
pub(crate) fn typed_expression(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    let (mut value, mut ty, mut args) = (None, None, List::EMPTY);
    for child in node.named_children() {
        match child.kind() {
            K::TypeArguments if node.is(K::TypeAssertion) => {
                ty = child.first_named().map(|ty| type_expression(b, cx, ty));
            }
            K::TypeArguments => args = type_arguments(b, cx, child),
            K::Error => error(b, cx, child),
            _ if value.is_none() => value = Some(expression_as(b, cx, child, role)),
            _ => ty = Some(type_expression(b, cx, child)),
        }
    }
    let value = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    match (node.kind(), ty) {
        (K::Satisfies, _) => value,
        (K::Instantiation, _) => b.expr(Expr::Apply { base: value, types: args }),
        (_, Some(ty)) => b.expr(Expr::Cast(value, ty)),
        (_, None) => b.expr(Expr::Unary(UnaryKind::AsConst, value)),
    }
}
