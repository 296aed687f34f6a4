//! Functions, methods and their parameters.

use extract::{Builder, NewBinding};
use model::expr::{TypeExpr, Wrapper};
use model::facts::{List, Param, ParamKind};
use model::ids::{NameId, TypeId};
use model::kinds::{BindingKind, DefKind, FlowKind, Modifiers, ScopeKind};
use model::span::Span;

use super::attributes::{self, Decorated};
use super::grammar::{F, K, N};
use super::patterns::{self, Subject};
use super::{definitions, expressions, generics, paths, statements, types};

/// A function with or without a body.
pub(super) fn function<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let Some(name) = definitions::name_of(node).filter(|name| name.is(K::Identifier)) else {
        return expressions::parts(b, node);
    };
    let in_type = definitions::in_type(b);
    let kind = if in_type.is_some() { DefKind::Method } else { DefKind::Function };
    let mut new = definitions::start(b, kind, name, node, decorated);
    new.modifiers = new.modifiers | written_modifiers(node) | implied_modifiers(b, node, in_type);
    let id = b.define(new);
    b.in_def_scope(id, ScopeKind::Function, node.span(), |b| {
        let type_params = generics::of(b, node, &mut Vec::new());
        let params = node.field(F::Parameters).map_or(List::EMPTY, |list| parameters(b, list));
        let ty = node.field(F::ReturnType).map(|ty| types::ty(b, ty));
        let def = b.def_mut(id);
        (def.type_params, def.params, def.ty) = (type_params, params, ty);
        if let Some(body) = node.field(F::Body) {
            self::body(b, body);
        }
    });
}

/// The statements of a body; its tail is returned.
pub(super) fn body(b: &mut Builder<'_>, block: N<'_>) {
    if let Some((value, span)) = statements::sequence(b, block) {
        b.flow(FlowKind::Return, span, None, Some(value));
    }
}

/// `async`, `const`, `unsafe`, `extern`, `default`.
fn written_modifiers(node: N<'_>) -> Modifiers {
    let Some(list) = node.child(K::FunctionModifiers) else { return Modifiers::NONE };
    list.children().fold(Modifiers::NONE, |all, word| match word.kind() {
        K::Async => all | Modifiers::ASYNC,
        K::Const => all | Modifiers::CONST,
        K::Unsafe => all | Modifiers::UNSAFE,
        K::Default => all | Modifiers::DEFAULT,
        K::ExternModifier => all | Modifiers::EXTERN,
        _ => all,
    })
}

/// What follows from where the function stands and which parameters it has.
fn implied_modifiers(b: &Builder<'_>, node: N<'_>, in_type: Option<DefKind>) -> Modifiers {
    let list = node.field(F::Parameters);
    let has_body = node.field(F::Body).is_some();
    Modifiers::NONE
        .with_if(Modifiers::STATIC, in_type.is_some() && !list.is_some_and(has_receiver))
        .with_if(Modifiers::DEFAULT, has_body && in_type == Some(DefKind::Trait))
        .with_if(definitions::without_body(b), !has_body)
        .with_if(Modifiers::EXTERN, definitions::is_foreign(node))
        .with_if(Modifiers::VARIADIC, list.is_some_and(|list| list.has(K::VariadicParameter)))
}

fn has_receiver(list: N<'_>) -> bool {
    let first = list.named_children().find(|child| !child.is(K::AttributeItem));
    first.is_some_and(|param| match param.kind() {
        K::SelfParameter => true,
        K::Parameter => param.field(F::Pattern).is_some_and(|pattern| pattern.is(K::SelfValue)),
        _ => false,
    })
}

fn parameters(b: &mut Builder<'_>, list: N<'_>) -> List {
    let mut params = Vec::new();
    for child in list.children() {
        match child.kind() {
            K::SelfParameter => params.push(receiver(b, child)),
            K::Parameter => params.push(parameter(b, child)),
            K::AttributeItem => attributes::standalone(b, child),
            K::VariadicParameter => params.push(variadic(b, child)),
            K::Underscore => params.push(unnamed(b, child.span(), None)),
            K::Error => expressions::any(b, child),
            _ if child.is_named() => {
                let ty = types::ty(b, child);
                params.push(unnamed(b, child.span(), Some(ty)));
            }
            _ => {}
        }
    }
    b.params(&params)
}

fn unnamed(b: &mut Builder<'_>, span: Span, ty: Option<TypeId>) -> Param {
    let ty_span = if ty.is_some() { span } else { Span::new(span.end, span.end) };
    Param { name: b.name(""), span, ty, ty_span, default: None, kind: ParamKind::Plain }
}

/// `self`, `&self`, `&mut self`; the type is spelled out, though not written.
fn receiver(b: &mut Builder<'_>, node: N<'_>) -> Param {
    if let Some(lifetime) = node.child(K::Lifetime) {
        paths::lifetime(b, lifetime);
    }
    let mut ty = b.ty(TypeExpr::SelfType);
    if node.has(K::Ampersand) {
        let wrapper = if node.has(K::Mut) { Wrapper::MutReference } else { Wrapper::Reference };
        ty = b.ty(TypeExpr::Wrap(wrapper, ty));
    }
    let name = node.child(K::SelfValue).unwrap_or(node);
    bind_receiver(b, name, Some(ty));
    let ty_span = Span::new(node.end(), node.end());
    Param {
        name: b.name("self"),
        span: node.span(),
        ty: Some(ty),
        ty_span,
        default: None,
        kind: ParamKind::Receiver,
    }
}

fn bind_receiver(b: &mut Builder<'_>, name: N<'_>, ty: Option<TypeId>) {
    b.bind(NewBinding { ty, ..NewBinding::new(BindingKind::Receiver, name.span()) });
}

/// `pattern: T`, in functions and closures.
pub(super) fn parameter(b: &mut Builder<'_>, node: N<'_>) -> Param {
    let written = node.field(F::Type);
    let ty = written.map(|ty| types::ty(b, ty));
    let pattern = node.field(F::Pattern);
    let is_receiver = pattern.is_some_and(|pattern| pattern.is(K::SelfValue));
    match pattern {
        Some(pattern) if is_receiver => bind_receiver(b, pattern, ty),
        Some(pattern) => {
            patterns::pattern(b, pattern, Subject::new(BindingKind::Parameter, ty, None, 0));
        }
        None => {}
    }
    Param {
        name: match pattern {
            Some(pattern) => simple_name(b, pattern),
            None => b.name(""),
        },
        span: node.span(),
        ty,
        ty_span: written.map_or(Span::new(node.end(), node.end()), N::span),
        default: None,
        kind: if is_receiver { ParamKind::Receiver } else { ParamKind::Plain },
    }
}

/// The name that a parameter's pattern binds when it is one name; the empty name otherwise.
pub(super) fn simple_name(b: &mut Builder<'_>, pattern: N<'_>) -> NameId {
    match pattern.kind() {
        K::Identifier | K::SelfValue => b.name(paths::plain(pattern.text())),
        K::MutPattern | K::RefPattern => match pattern.last_named() {
            Some(inner) => b.descend(inner, |b| simple_name(b, inner)).unwrap_or_else(|| b.name("")),
            None => b.name(""),
        },
        _ => b.name(""),
    }
}

fn variadic(b: &mut Builder<'_>, node: N<'_>) -> Param {
    if let Some(pattern) = node.field(F::Pattern) {
        patterns::pattern(b, pattern, Subject::new(BindingKind::Parameter, None, None, 0));
    }
    Param { kind: ParamKind::Variadic, ..unnamed(b, node.span(), None) }
}
