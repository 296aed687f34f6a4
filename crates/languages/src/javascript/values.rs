//! Values that are definitions of their own: a function or class that is written where a name is given to it.

use extract::{Builder, NewDef};
use model::ids::DefId;
use model::kinds::DefKind;

use super::context::Context;
use super::grammar::{F, Js, K};
use super::{classes, functions};

/// What a value is, as far as it decides what its name is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Function,
    Class,
    Other,
}

/// What the value is, parentheses aside.
pub(crate) fn shape(value: Js<'_>) -> Shape {
    match unwrap(value).kind() {
        K::FunctionExpression | K::ArrowFunction | K::GeneratorFunction => Shape::Function,
        K::Class => Shape::Class,
        _ => Shape::Other,
    }
}

/// The kind of a member with such a value.
pub(crate) fn member_kind(value: Option<Js<'_>>) -> DefKind {
    match value.map_or(Shape::Other, shape) {
        Shape::Function => DefKind::Method,
        Shape::Class => DefKind::Class,
        Shape::Other => DefKind::Field,
    }
}

/// Adds `new` with the function or class `value` as what it is; `None` when the value is neither.
pub(crate) fn define_value(
    b: &mut Builder<'_>,
    cx: &mut Context,
    value: Js<'_>,
    new: NewDef<'_>,
) -> Option<DefId> {
    let inner = unwrap(value);
    match shape(inner) {
        Shape::Function => Some(functions::define(b, cx, inner, new)),
        Shape::Class => Some(classes::define(b, cx, inner, new)),
        Shape::Other => None,
    }
}

/// The expression without the parentheses around it.
pub(crate) fn unwrap(mut value: Js<'_>) -> Js<'_> {
    while value.is(K::Parenthesized) {
        match value.first_named() {
            Some(inner) if value.field(F::Type).is_none() => value = inner,
            _ => break,
        }
    }
    value
}
