//! Type expressions.

use extract::{Builder, NewBinding};
use model::expr::{Combination, Expr, TypeExpr, Wrapper};
use model::facts::{ImportFlags, List, ParamKind};
use model::ids::TypeId;
use model::kinds::{BindingKind, Role, ScopeKind};

use super::declarations::type_parameters;
use super::members;
use crate::javascript::shared::{
    Context, DocTypes, F, Js, K, error, expression, functions, inside_quotes, masked_import, take_list,
};

/// Whether nodes of this kind are types.
pub(crate) fn is_type(kind: K) -> bool {
    matches!(
        kind,
        K::TypeIdentifier
            | K::NestedTypeIdentifier
            | K::GenericType
            | K::PredefinedType
            | K::ParenthesizedType
            | K::ObjectType
            | K::ArrayType
            | K::TupleType
            | K::OptionalType
            | K::RestType
            | K::UnionType
            | K::IntersectionType
            | K::FunctionType
            | K::ConstructorType
            | K::ReadonlyType
            | K::TypeQuery
            | K::IndexTypeQuery
            | K::ThisType
            | K::LiteralType
            | K::LookupType
            | K::ConditionalType
            | K::TemplateLiteralType
            | K::InferType
            | K::Asserts
            | K::Predicate
            | K::TypeAnnotation
            | K::PredicateAnnotation
            | K::AssertsAnnotation
    )
}

/// The type after a colon.
pub(crate) fn annotation(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let mut ty = None;
    for child in node.named_children() {
        if child.is_error() {
            error(b, cx, child);
        } else {
            ty = Some(type_expression(b, cx, child));
        }
    }
    ty.unwrap_or_else(|| b.ty(TypeExpr::Unknown))
}

/// Any type.
pub(crate) fn type_expression(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    type_as(b, cx, node, Role::Type)
}

/// A type whose last name has the role `role`.
pub(crate) fn type_as(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> TypeId {
    match node.kind() {
        K::TypeIdentifier | K::Identifier => name(b, node, role),
        K::PredefinedType => {
            let name = b.name(node.text());
            b.ty(TypeExpr::Builtin(name))
        }
        _ => match b.descend(node, |b| dispatch(b, cx, node, role)) {
            Some(ty) => ty,
            None => b.ty(TypeExpr::Unknown),
        },
    }
}

fn name(b: &mut Builder<'_>, node: Js<'_>, role: Role) -> TypeId {
    if node.is_missing() {
        return b.ty(TypeExpr::Unknown);
    }
    match masked_import(b, node, ImportFlags::TYPE_ONLY) {
        Some(import) => b.ty(TypeExpr::TypeOf(import)),
        None => b.name_type(node.span(), role),
    }
}

fn dispatch(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> TypeId {
    match node.kind() {
        K::NestedTypeIdentifier | K::NestedIdentifier => nested(b, cx, node, role),
        K::GenericType => generic(b, cx, node, role),
        K::UnionType => combination(b, cx, node, K::UnionType, Combination::Union),
        K::IntersectionType => combination(b, cx, node, K::IntersectionType, Combination::Intersection),
        K::ArrayType => wrapped(b, cx, node, Wrapper::Array),
        K::ReadonlyType => wrapped(b, cx, node, Wrapper::Qualified),
        K::OptionalType | K::FlowMaybeType => wrapped(b, cx, node, Wrapper::Optional),
        K::RestType => wrapped(b, cx, node, Wrapper::Spread),
        K::IndexTypeQuery => wrapped(b, cx, node, Wrapper::KeyOf),
        K::ParenthesizedType
        | K::Constraint
        | K::DefaultType
        | K::TypeAnnotation
        | K::PredicateAnnotation
        | K::AssertsAnnotation => annotation(b, cx, node),
        K::TupleType => tuple(b, cx, node),
        K::ObjectType => object(b, cx, node),
        K::FunctionType => function(b, cx, node),
        K::ConstructorType => constructor(b, cx, node),
        K::ConditionalType => conditional(b, cx, node),
        K::InferType => infer(b, cx, node),
        K::LookupType => lookup(b, cx, node),
        K::Predicate => predicate(b, cx, node),
        K::Asserts => asserts(b, cx, node),
        K::TypeQuery => query(b, cx, node),
        K::TemplateLiteralType => template(b, cx, node),
        K::LiteralType => literal(b, node),
        K::ThisType => b.ty(TypeExpr::SelfType),
        K::Member => imported_member(b, cx, node, role),
        K::ExistentialType => b.ty(TypeExpr::Infer),
        _ => other(b, cx, node),
    }
}

fn other(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    if node.is_error() {
        error(b, cx, node);
        return b.ty(TypeExpr::Unknown);
    }
    let value = expression(b, cx, node);
    b.ty(TypeExpr::TypeOf(value))
}

/// `a.b.C`
fn nested(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> TypeId {
    let (mut base, mut name) = (None, None);
    for child in node.named_children() {
        match child.kind() {
            _ if child.is_in_field(F::Module) || child.is_in_field(F::Object) => {
                base = Some(type_as(b, cx, child, Role::Qualify));
            }
            K::Error => error(b, cx, child),
            _ => name = Some(child),
        }
    }
    match (base, name) {
        (Some(base), Some(name)) => b.member_type(base, name.span(), role),
        (None, Some(name)) => b.name_type(name.span(), role),
        _ => base.unwrap_or_else(|| b.ty(TypeExpr::Unknown)),
    }
}

/// `import("x").A`
fn imported_member(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> TypeId {
    let base = match node.field(F::Object) {
        Some(object) => type_as(b, cx, object, Role::Qualify),
        None => b.ty(TypeExpr::Unknown),
    };
    match node.field(F::Property) {
        Some(property) => b.member_type(base, property.span(), role),
        None => base,
    }
}

fn generic(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> TypeId {
    let mut base = None;
    for child in node.named_children() {
        match child.kind() {
            K::TypeArguments => {
                let args = type_arguments(b, cx, child);
                base = base.map(|base| b.ty(TypeExpr::Apply { base, args }));
            }
            _ => base = Some(type_as(b, cx, child, role)),
        }
    }
    base.unwrap_or_else(|| b.ty(TypeExpr::Unknown))
}

/// `<A, B>`, as a list.
pub(crate) fn type_arguments(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> List {
    let mark = cx.ids.len();
    for child in node.named_children() {
        let ty = type_expression(b, cx, child);
        cx.ids.push(ty.raw());
    }
    take_list(b, cx, mark)
}

fn wrapped(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, wrapper: Wrapper) -> TypeId {
    let inner = annotation(b, cx, node);
    b.ty(TypeExpr::Wrap(wrapper, inner))
}

/// `A | B | C`, which leans to the left and can be long, so it is iterated.
fn combination(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, kind: K, how: Combination) -> TypeId {
    let mut operands = Vec::new();
    let mut at = Some(node);
    while let Some(node) = at.take() {
        let first = operands.len();
        operands.extend(node.named_children());
        if operands.get(first).is_some_and(|left: &Js<'_>| left.is(kind)) {
            at = Some(operands.remove(first));
        }
        operands[first..].reverse();
    }
    let mark = cx.ids.len();
    for operand in operands.into_iter().rev() {
        let ty = type_expression(b, cx, operand);
        cx.ids.push(ty.raw());
    }
    let parts = take_list(b, cx, mark);
    b.ty(TypeExpr::Combine(how, parts))
}

fn tuple(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let mark = cx.ids.len();
    for child in node.named_children() {
        let ty = match child.kind() {
            K::RequiredParameter | K::OptionalParameter => labeled(b, cx, child),
            _ => type_expression(b, cx, child),
        };
        cx.ids.push(ty.raw());
    }
    let parts = take_list(b, cx, mark);
    b.ty(TypeExpr::Combine(Combination::Tuple, parts))
}

/// `name: T` in a tuple. The name is for readers only.
fn labeled(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let name = node.field(F::Name).or_else(|| node.field(F::Pattern));
    let is_rest = name.is_some_and(|name| name.is(K::RestPattern));
    let label = if is_rest { name.and_then(Js::first_named) } else { name };
    if let Some(label) = label.filter(|label| label.is(K::Identifier)) {
        b.bind(NewBinding::new(BindingKind::Label, label.span()));
    }
    let ty = match node.field(F::Type) {
        Some(ty) => annotation(b, cx, ty),
        None => b.ty(TypeExpr::Unknown),
    };
    match node.kind() {
        _ if is_rest => b.ty(TypeExpr::Wrap(Wrapper::Spread, ty)),
        K::OptionalParameter => b.ty(TypeExpr::Wrap(Wrapper::Optional, ty)),
        _ => ty,
    }
}

fn object(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let (scope, ()) = b.in_scope(ScopeKind::Type, node.span(), |b| members::members(b, cx, node));
    b.ty(TypeExpr::Object(scope))
}

fn function(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let (_, ty) = b.in_scope(ScopeKind::Lambda, node.span(), |b| {
        type_parameters(b, cx, node);
        let written = functions::parameters(b, cx, node, &DocTypes::default());
        let params = parameter_types(b, cx, written);
        let ret = match node.field(F::ReturnType) {
            Some(ret) => type_expression(b, cx, ret),
            None => b.ty(TypeExpr::Unknown),
        };
        b.ty(TypeExpr::Function { params, ret })
    });
    ty
}

fn parameter_types(b: &mut Builder<'_>, cx: &mut Context, written: List) -> List {
    let mark = cx.ids.len();
    for index in written.range() {
        let Some(param) = b.facts().params.get(index).copied() else { continue };
        let ty = param.ty.unwrap_or_else(|| b.ty(TypeExpr::Infer));
        let ty = match param.kind {
            ParamKind::Receiver => continue,
            ParamKind::Variadic => b.ty(TypeExpr::Wrap(Wrapper::Spread, ty)),
            ParamKind::Optional => b.ty(TypeExpr::Wrap(Wrapper::Optional, ty)),
            _ => ty,
        };
        cx.ids.push(ty.raw());
    }
    take_list(b, cx, mark)
}

/// `new (a: A) => R`: an object type that can only be constructed.
fn constructor(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let (scope, ()) = b.in_scope(ScopeKind::Type, node.span(), |b| members::construct_signature(b, cx, node));
    b.ty(TypeExpr::Object(scope))
}

/// `A extends B ? C : D`; what `infer` names in `B` is known in `C`.
fn conditional(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let (_, ty) = b.in_scope(ScopeKind::Template, node.span(), |b| {
        let mark = cx.ids.len();
        for child in node.named_children() {
            let ty = type_expression(b, cx, child);
            if child.is_in_field(F::Consequence) || child.is_in_field(F::Alternative) {
                cx.ids.push(ty.raw());
            }
        }
        let results = take_list(b, cx, mark);
        b.ty(TypeExpr::Combine(Combination::Conditional, results))
    });
    ty
}

fn infer(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let mut children = node.named_children();
    let name = children.next();
    let bound = children.next().map(|bound| type_expression(b, cx, bound));
    if let Some(name) = name {
        b.bind(NewBinding { ty: bound, ..NewBinding::new(BindingKind::TypeParameter, name.span()) });
    }
    b.ty(TypeExpr::Infer)
}

fn lookup(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let mut parts = node.named_children();
    let (base, index) = (parts.next(), parts.next());
    let base = base.map(|base| type_expression(b, cx, base));
    let index = index.map(|index| type_expression(b, cx, index));
    match (base, index) {
        (Some(base), Some(index)) => b.ty(TypeExpr::Index(base, index)),
        _ => b.ty(TypeExpr::Unknown),
    }
}

/// `x is T`
fn predicate(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    if let Some(name) = node.field(F::Name).filter(|name| name.is(K::Identifier)) {
        b.name_expr(name.span(), Role::Read);
    }
    let ty = match node.field(F::Type) {
        Some(ty) => type_expression(b, cx, ty),
        None => b.ty(TypeExpr::Unknown),
    };
    b.ty(TypeExpr::Wrap(Wrapper::Predicate, ty))
}

/// `asserts x`, `asserts x is T`
fn asserts(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    match node.first_named() {
        Some(inner) if inner.is(K::Predicate) => type_expression(b, cx, inner),
        Some(name) => {
            expression(b, cx, name);
            let unknown = b.ty(TypeExpr::Unknown);
            b.ty(TypeExpr::Wrap(Wrapper::Predicate, unknown))
        }
        None => b.ty(TypeExpr::Unknown),
    }
}

/// `typeof x`
fn query(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    let value = match node.first_named() {
        Some(value) => expression(b, cx, value),
        None => b.expr(Expr::Unknown),
    };
    b.ty(TypeExpr::TypeOf(value))
}

fn template(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    for part in node.named_children().filter(|part| !part.is(K::StringFragment)) {
        part.named_children().for_each(|ty| {
            type_expression(b, cx, ty);
        });
    }
    let name = b.name("string");
    b.ty(TypeExpr::Builtin(name))
}

fn literal(b: &mut Builder<'_>, node: Js<'_>) -> TypeId {
    let Some(value) = node.first_named() else { return b.ty(TypeExpr::Unknown) };
    match value.kind() {
        K::String => {
            let name = b.name(b.text(inside_quotes(value)));
            b.ty(TypeExpr::Literal(name))
        }
        K::Null | K::Undefined => {
            let name = b.name(value.text());
            b.ty(TypeExpr::Builtin(name))
        }
        _ => {
            let name = b.name(value.text());
            b.ty(TypeExpr::Literal(name))
        }
    }
}
