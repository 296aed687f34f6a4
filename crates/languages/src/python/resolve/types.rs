//! Built-in types.

use model::expr::{Literal, Wrapper};
use model::outcome::{Reason, Rule};
use resolve::{Answer, Policy, Session, Space, Ty, TyId};

/// A name of the library that needs no import.
pub(super) fn builtin(cx: &mut Session<'_>, name: &str) -> Answer {
    let builtins = super::POLICY.std().units[0].id;
    let found = resolve::Defaults::top_level(cx, builtins, name, Space::Value);
    match cx.first_def(found) {
        Some(def) => Answer::def(def, Rule::Builtin),
        None => Answer::missing(Reason::UnknownName),
    }
}

/// An instance of a built-in class.
fn instance(cx: &mut Session<'_>, name: &str, args: &[TyId]) -> TyId {
    let found = builtin(cx, name);
    let args = cx.list(args);
    cx.first_def(found).map_or(TyId::UNKNOWN, |def| cx.id(Ty::Instance(def, args)))
}

pub(super) fn literal(cx: &mut Session<'_>, literal: Literal) -> TyId {
    let name = match literal {
        Literal::Int | Literal::BigInt => "int",
        Literal::Float => "float",
        Literal::Str | Literal::Template | Literal::Char => "str",
        Literal::Bytes => "bytes",
        Literal::Bool => "bool",
        Literal::Null => return TyId::NULL,
        _ => return TyId::UNKNOWN,
    };
    instance(cx, name, &[])
}

pub(super) fn as_instance(cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
    match ty {
        Ty::Wrap(Wrapper::Array, element) => Some(instance(cx, "list", &[element])),
        Ty::Tuple(_) => Some(instance(cx, "tuple", &[])),
        Ty::Text(..) => Some(instance(cx, "str", &[])),
        _ => None,
    }
}
