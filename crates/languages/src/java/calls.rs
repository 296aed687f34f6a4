//! Calls, constructions and references to methods.

use extract::Builder;
use model::expr::{Access, Expr, SelfRef, TypeExpr, Wrapper};
use model::facts::List;
use model::ids::{ExprId, TypeId};
use model::kinds::Role;

use super::annotations::annotation;
use super::definitions::anonymous_class;
use super::expressions::{elements, expr, qualified, unknown};
use super::grammar::{F, K, Node};
use super::types::{self, ty, with_dimensions};

/// The values in `(…)`.
pub(super) fn arguments(b: &mut Builder<'_>, list: Option<Node<'_>>) -> List {
    let mut args = Vec::new();
    for argument in list.into_iter().flat_map(Node::named_children) {
        args.push(expr(b, argument));
    }
    b.list(&args)
}

/// `name(…)`, or `object.<T>name(…)`.
pub(super) fn invocation(b: &mut Builder<'_>, node: Node<'_>, object: Option<ExprId>) -> ExprId {
    let callee = match (node.field(F::Name).filter(|name| !name.is_missing()), object) {
        (Some(name), Some(base)) => b.member_expr(base, name.span(), Access::Dot, Role::Call),
        (Some(name), None) => b.name_expr(name.span(), Role::Call),
        (None, base) => base.unwrap_or_else(|| unknown(b)),
    };
    call(b, node, callee)
}

/// A call of `callee` with the type arguments and arguments of `node`.
fn call(b: &mut Builder<'_>, node: Node<'_>, callee: ExprId) -> ExprId {
    let callee = match node.field(F::TypeArguments) {
        Some(written) => apply(b, callee, written),
        None => callee,
    };
    let args = arguments(b, node.field(F::Arguments));
    b.expr(Expr::Call { callee, args })
}

fn apply(b: &mut Builder<'_>, base: ExprId, written: Node<'_>) -> ExprId {
    let types = types::arguments(b, written);
    let types = b.list(&types);
    b.expr(Expr::Apply { base, types })
}

/// `this(…);`, `super(…);`, `outer.super(…);`. Keywords are called here, no names.
pub(super) fn explicit_constructor(b: &mut Builder<'_>, node: Node<'_>) {
    if let Some(outer) = node.field(F::Object) {
        expr(b, outer);
    }
    let is_this = node.field(F::Constructor).is_some_and(|keyword| keyword.is(K::This));
    let callee = b.expr(Expr::SelfRef(if is_this { SelfRef::This } else { SelfRef::Super }));
    call(b, node, callee);
}

/// `new T(…)`, `outer.new T(…)`. With a class body behind it, it is seen as that class.
pub(super) fn creation(b: &mut Builder<'_>, node: Node<'_>, outer: Option<ExprId>) -> ExprId {
    let mut made = None;
    let mut args = List::EMPTY;
    let mut body = None;
    for child in node.children() {
        match child.kind() {
            K::MarkerAnnotation | K::Annotation => {
                annotation(b, child);
            }
            K::TypeArguments => {
                types::arguments(b, child);
            }
            K::ArgumentList => args = arguments(b, Some(child)),
            K::ClassBody => body = Some(child),
            _ if child.is_in_field(F::Type) => made = Some(constructed(b, child, outer)),
            _ => {}
        }
    }
    let ty = made.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
    let made = b.expr(Expr::New { ty, args });
    match body {
        Some(body) => {
            let class = anonymous_class(b, body, ty);
            let class = b.ty(TypeExpr::Definition(class));
            b.expr(Expr::Cast(made, class))
        }
        None => made,
    }
}

/// The type that is made: after `outer.` it is a member of the type of `outer`.
fn constructed(b: &mut Builder<'_>, node: Node<'_>, outer: Option<ExprId>) -> TypeId {
    let Some(outer) = outer else { return ty(b, node, Role::Call) };
    let base = b.ty(TypeExpr::TypeOf(outer));
    let name = if node.is(K::GenericType) { node.first_named() } else { Some(node) };
    let Some(name) = name.filter(|name| name.is(K::TypeIdentifier) && !name.is_missing()) else {
        return ty(b, node, Role::Call);
    };
    let base = b.member_type(base, name.span(), Role::Call);
    match node.child(K::TypeArguments) {
        Some(written) => {
            let args = types::arguments(b, written);
            let args = b.list(&args);
            b.ty(TypeExpr::Apply { base, args })
        }
        None => base,
    }
}

/// `new T[n]`, or `new T[] {…}`, which is its elements seen as the array type.
pub(super) fn array_creation(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let mut array = None;
    let mut sizes = Vec::new();
    for child in node.children() {
        match child.kind() {
            K::MarkerAnnotation | K::Annotation => {
                annotation(b, child);
            }
            K::DimensionsExpr => {
                sizes.push(size(b, child));
                array = array.map(|element| b.ty(TypeExpr::Wrap(Wrapper::Array, element)));
            }
            K::Dimensions => array = array.map(|element| with_dimensions(b, element, Some(child))),
            _ if child.is_in_field(F::Type) => array = Some(ty(b, child, Role::Type)),
            _ => {}
        }
    }
    let ty = array.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
    if let Some(value) = node.field(F::Value) {
        let value = elements(b, value);
        return b.expr(Expr::Cast(value, ty));
    }
    let args = b.list(&sizes);
    b.expr(Expr::New { ty, args })
}

fn size(b: &mut Builder<'_>, dimension: Node<'_>) -> ExprId {
    let mut size = None;
    for child in dimension.named_children() {
        if matches!(child.kind(), K::MarkerAnnotation | K::Annotation) {
            annotation(b, child);
        } else {
            size = Some(expr(b, child));
        }
    }
    size.unwrap_or_else(|| unknown(b))
}

/// `base::name` and `base::new`. The keyword `new` names a constructor here, so it is a reference too.
pub(super) fn method_reference(b: &mut Builder<'_>, node: Node<'_>, base: ExprId) -> ExprId {
    let mut base = base;
    let mut reference = None;
    for child in node.children().skip_while(|child| !child.is(K::ColonColon)) {
        match child.kind() {
            K::TypeArguments => base = apply(b, base, child),
            K::Identifier if !child.is_missing() => reference = Some(child),
            K::New => reference = Some(child),
            _ => {}
        }
    }
    match reference {
        Some(name) => b.member_expr(base, name.span(), Access::MethodRef, Role::Read),
        None => base,
    }
}

/// A reference to a method of what can only be a type (`List<T>::size`, `int[]::new`) or of `Outer.super`.
pub(super) fn reference_to_type(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let base = match node.children().next() {
        Some(first) if ends_in_super(first) => {
            let outer = first.first_named().unwrap_or(first);
            qualified(b, outer, SelfRef::Super)
        }
        Some(first) if types::is_type(first.kind()) => type_or_value(b, first),
        Some(first) => expr(b, first),
        None => unknown(b),
    };
    method_reference(b, node, base)
}

/// The grammar takes the keyword in `Outer.super::m` for a name.
fn ends_in_super(node: Node<'_>) -> bool {
    node.is(K::ScopedTypeIdentifier) && node.last_named().is_some_and(|last| last.text() == "super")
}

/// `a.B` may be a type or a value, whatever the parser took it for.
fn type_or_value(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    match node.kind() {
        K::TypeIdentifier => b.name_expr(node.span(), Role::Read),
        K::ScopedTypeIdentifier if node.named_children().all(is_plain) => {
            b.descend(node, |b| dotted(b, node)).unwrap_or_else(|| unknown(b))
        }
        _ => {
            let ty = ty(b, node, Role::Type);
            b.expr(Expr::Type(ty))
        }
    }
}

fn is_plain(node: Node<'_>) -> bool {
    match node.kind() {
        K::TypeIdentifier => true,
        K::ScopedTypeIdentifier => node.descendants().all(|it| !it.is_named() || is_segment(it)),
        _ => false,
    }
}

fn is_segment(node: Node<'_>) -> bool {
    matches!(node.kind(), K::TypeIdentifier | K::ScopedTypeIdentifier)
}

fn dotted(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let mut base = None;
    for segment in node.descendants().filter(|it| it.is(K::TypeIdentifier)) {
        base = Some(match base {
            Some(base) => b.member_expr(base, segment.span(), Access::Dot, Role::Read),
            None => b.name_expr(segment.span(), Role::Read),
        });
    }
    base.unwrap_or_else(|| unknown(b))
}
