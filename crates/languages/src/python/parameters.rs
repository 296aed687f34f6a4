//! Parameters of functions and lambdas.

use extract::{Builder, NewBinding};
use model::facts::{Param, ParamKind};
use model::ids::{ExprId, TypeId};
use model::kinds::BindingKind;
use model::span::Span;

use super::context::Context;
use super::grammar::{F, K, Node};
use super::{annotations, assignments, expressions};

/// Binds the parameters in the current scope; the first is the instance or class when `receives`.
pub(super) fn parameters(
    b: &mut Builder<'_>,
    cx: &mut Context,
    list: Node<'_>,
    receives: bool,
) -> Vec<Param> {
    let mut params: Vec<Param> = Vec::new();
    let mut kind = ParamKind::Plain;
    for child in list.named_children() {
        match child.kind() {
            K::PositionalSeparator => params
                .iter_mut()
                .filter(|param| param.kind == ParamKind::Plain)
                .for_each(|param| param.kind = ParamKind::PositionalOnly),
            K::KeywordSeparator => kind = ParamKind::KeywordOnly,
            K::Error => super::statements::block(b, cx, child),
            _ => {
                let first = receives && params.is_empty();
                let param = parameter(b, cx, child, if first { ParamKind::Receiver } else { kind });
                if param.kind == ParamKind::Variadic {
                    kind = ParamKind::KeywordOnly;
                }
                params.push(param);
            }
        }
    }
    params
}

fn parameter(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, kind: ParamKind) -> Param {
    let name = node
        .field(F::Name)
        .or_else(|| node.named_children().find(|child| !child.is(K::Type)))
        .unwrap_or(node);
    let name = if node.is(K::Identifier) { node } else { name };
    let type_node = node.field(F::Type);
    let ty = type_node.map(|ty| annotations::annotation(b, cx, ty));
    let default = node.field(F::Value).map(|value| expressions::expr(b, cx, value));
    let (name, kind) = match (name.kind(), node.kind()) {
        (K::ListSplatPattern, _) | (_, K::ListSplatPattern) => (splatted(name), ParamKind::Variadic),
        (K::DictionarySplatPattern, _) | (_, K::DictionarySplatPattern) => {
            (splatted(name), ParamKind::VariadicKeyword)
        }
        _ => (name, kind),
    };
    let bound = bind(b, cx, name, kind, ty, default);
    Param {
        name: bound,
        span: node.span(),
        ty,
        ty_span: type_node.map_or(Span::new(node.start(), node.start()), Node::span),
        default,
        kind,
    }
}

fn splatted(node: Node<'_>) -> Node<'_> {
    if node.is(K::Identifier) { node } else { node.first_named().unwrap_or(node) }
}

fn bind(
    b: &mut Builder<'_>,
    cx: &mut Context,
    name: Node<'_>,
    kind: ParamKind,
    ty: Option<TypeId>,
    default: Option<ExprId>,
) -> model::ids::NameId {
    if !name.is(K::Identifier) {
        // Python 2 unpacks tuples in parameter lists.
        assignments::bind_target(b, cx, name, name, BindingKind::Pattern, None);
        return b.name("");
    }
    let id = b.name(name.text());
    let scope = b.scope();
    cx.introduce(scope, id);
    let binding = if kind == ParamKind::Receiver { BindingKind::Receiver } else { BindingKind::Parameter };
    b.bind(NewBinding { ty, init: default, ..NewBinding::new(binding, name.span()) });
    id
}
