//! Types as written.

use extract::Builder;
use model::expr::{Combination, TypeExpr, Wrapper};
use model::ids::TypeId;
use model::kinds::Role;

use super::annotations::{annotation, bare_annotations};
use super::grammar::{F, K, Node};
use super::items;

/// Whether a node of this kind is a type.
pub(super) fn is_type(kind: K) -> bool {
    matches!(
        kind,
        K::TypeIdentifier
            | K::ScopedTypeIdentifier
            | K::GenericType
            | K::ArrayType
            | K::AnnotatedType
            | K::VoidType
            | K::IntegralType
            | K::FloatingType
            | K::BooleanType
    )
}

/// The type at `node`; its last name has `role`, names before that qualify, arguments are types.
pub(super) fn ty(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    match node.kind() {
        K::TypeIdentifier | K::Identifier => name(b, node, role),
        K::VoidType | K::IntegralType | K::FloatingType | K::BooleanType => {
            let name = b.name(node.text());
            b.ty(TypeExpr::Builtin(name))
        }
        _ => b.descend(node, |b| structured(b, node, role)).unwrap_or_else(|| b.ty(TypeExpr::Unknown)),
    }
}

fn name(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    if node.is_missing() {
        b.ty(TypeExpr::Unknown)
    } else if node.text() == "var" {
        b.ty(TypeExpr::Infer)
    } else {
        b.name_type(node.span(), role)
    }
}

fn structured(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    match node.kind() {
        K::ScopedTypeIdentifier | K::ScopedIdentifier | K::FieldAccess => scoped(b, node, role),
        K::GenericType => generic(b, node, role),
        K::ArrayType => array(b, node, role),
        K::AnnotatedType => annotated(b, node, role),
        K::Wildcard => wildcard(b, node),
        K::CatchType => union(b, node),
        _ => {
            items::all(b, node);
            b.ty(TypeExpr::Unknown)
        }
    }
}

/// `a.b.C`, also where the parser took it for an expression or a package's name.
fn scoped(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    let mut base = None;
    for child in node.named_children() {
        base = Some(match (child.kind(), base) {
            (K::TypeIdentifier | K::Identifier, Some(base)) => {
                let role = if child.next_sibling().is_none() { role } else { Role::Qualify };
                b.member_type(base, child.span(), role)
            }
            (K::MarkerAnnotation | K::Annotation, Some(base)) => {
                annotation(b, child);
                base
            }
            _ => ty(b, child, Role::Qualify),
        });
    }
    base.unwrap_or_else(|| b.ty(TypeExpr::Unknown))
}

fn generic(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    let mut base = None;
    let mut args = Vec::new();
    for child in node.named_children() {
        if child.is(K::TypeArguments) {
            args = arguments(b, child);
        } else {
            base = Some(ty(b, child, role));
        }
    }
    let base = base.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
    let args = b.list(&args);
    b.ty(TypeExpr::Apply { base, args })
}

/// The types in `<…>`; none in a diamond, whose arguments are inferred.
pub(super) fn arguments(b: &mut Builder<'_>, node: Node<'_>) -> Vec<TypeId> {
    let mut args = Vec::new();
    for child in node.named_children() {
        if matches!(child.kind(), K::MarkerAnnotation | K::Annotation) {
            annotation(b, child);
        } else {
            args.push(ty(b, child, Role::Type));
        }
    }
    args
}

fn array(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    items::errors(b, node);
    let element = match node.field(F::Element) {
        Some(element) => ty(b, element, role),
        None => b.ty(TypeExpr::Unknown),
    };
    with_dimensions(b, element, node.field(F::Dimensions))
}

/// `element` with the `[]` pairs of `dimensions` around it.
pub(super) fn with_dimensions(b: &mut Builder<'_>, element: TypeId, dimensions: Option<Node<'_>>) -> TypeId {
    let Some(dimensions) = dimensions else { return element };
    bare_annotations(b, dimensions);
    items::errors(b, dimensions);
    let mut wrapped = element;
    for _ in dimensions.children().filter(|child| child.is(K::OpenBracket)) {
        wrapped = b.ty(TypeExpr::Wrap(Wrapper::Array, wrapped));
    }
    wrapped
}

fn annotated(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    bare_annotations(b, node);
    items::errors(b, node);
    match node.last_named() {
        Some(inner) if is_type(inner.kind()) => ty(b, inner, role),
        _ => b.ty(TypeExpr::Unknown),
    }
}

/// `?`, `? extends T`, `? super T`. Nothing is known of a bare `?`.
fn wildcard(b: &mut Builder<'_>, node: Node<'_>) -> TypeId {
    bare_annotations(b, node);
    items::errors(b, node);
    let Some(bound) = node.last_named().filter(|bound| is_type(bound.kind())) else {
        return b.ty(TypeExpr::Unknown);
    };
    let inner = ty(b, bound, Role::Type);
    let wrapper = if node.has(K::Super) { Wrapper::LowerBound } else { Wrapper::UpperBound };
    b.ty(TypeExpr::Wrap(wrapper, inner))
}

/// `A | B` of a handler; a single type stands for itself.
fn union(b: &mut Builder<'_>, node: Node<'_>) -> TypeId {
    let mut parts = Vec::new();
    for part in node.named_children() {
        parts.push(ty(b, part, Role::Type));
    }
    combine(b, Combination::Union, &parts)
}

/// The combination of `parts`; one part stands for itself.
pub(super) fn combine(b: &mut Builder<'_>, how: Combination, parts: &[TypeId]) -> TypeId {
    match parts {
        [] => b.ty(TypeExpr::Unknown),
        [single] => *single,
        _ => {
            let parts = b.list(parts);
            b.ty(TypeExpr::Combine(how, parts))
        }
    }
}
