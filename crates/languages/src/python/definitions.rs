//! Functions and classes.

use extract::{Builder, NewDef};
use model::facts::Super;
use model::ids::{DefId, ExprId};
use model::kinds::{DefKind, Modifiers, Role, ScopeKind, SuperKind};
use model::span::Span;

use super::assignments::{nowhere, visibility};
use super::context::{Class, Context};
use super::grammar::{F, K, Node};
use super::{annotations, calls, expressions, parameters, statements, types};

/// `@decorator` lines and what they decorate.
pub(super) fn decorated(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let decorators: Vec<ExprId> = node
        .named_children()
        .filter(|child| child.is(K::Decorator))
        .filter_map(Node::first_named)
        .map(|decorator| expressions::expr_as(b, cx, decorator, Role::Decorate))
        .collect();
    match node.field(F::Definition) {
        Some(definition) if definition.is(K::ClassDefinition) => class(b, cx, definition, node, &decorators),
        Some(definition) => function(b, cx, definition, node, &decorators),
        None => statements::stray(b, cx, node),
    }
}

/// `def name(parameters) -> result: body`; `whole` includes the decorators.
pub(super) fn function(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Node<'_>,
    whole: Node<'_>,
    decorators: &[ExprId],
) {
    let Some(name) = node.field(F::Name) else { return statements::stray(b, cx, node) };
    let in_class = b.scope_kind() == ScopeKind::Type;
    let (kind, modifiers) = kind_of(b, name.text(), in_class, whole);
    let scope = b.scope();
    let id = b.name(name.text());
    cx.introduce(scope, id);
    let decorators = b.list(decorators);
    let body = node.field(F::Body);
    let new = NewDef {
        doc: body.map_or(nowhere(whole), docstring),
        body: body.map_or(0, Node::start),
        visibility: visibility(name.text()),
        modifiers: modifiers.with_if(Modifiers::ASYNC, node.has(K::Async)),
        decorators,
        ..NewDef::new(kind, name.span(), whole.span())
    };
    let def = b.define(new);
    let receives = in_class && !modifiers.contains(Modifiers::STATIC);
    let around = (cx.receiver, cx.class);
    b.in_def_scope(def, ScopeKind::Function, node.span(), |b| inside_function(b, cx, node, def, receives));
    (cx.receiver, cx.class) = around;
}

fn inside_function(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, def: DefId, receives: bool) {
    if let Some(declared) = node.field(F::TypeParameters) {
        let type_params = annotations::type_parameters(b, cx, declared);
        b.def_mut(def).type_params = type_params;
    }
    let params = node
        .field(F::Parameters)
        .map(|list| parameters::parameters(b, cx, list, receives))
        .unwrap_or_default();
    if receives {
        let first = params.first().filter(|param| param.kind == model::facts::ParamKind::Receiver);
        cx.receiver = first.map(|param| param.name);
    }
    let params = b.params(&params);
    let ty = node.field(F::ReturnType).map(|ty| annotations::annotation(b, cx, ty));
    let new = b.def_mut(def);
    new.params = params;
    new.ty = ty;
    node.field(F::Body).into_iter().for_each(|body| statements::block(b, cx, body));
    statements::stray(b, cx, node);
}

/// What the decorators and the name make of a function.
fn kind_of(b: &Builder<'_>, name: &str, in_class: bool, whole: Node<'_>) -> (DefKind, Modifiers) {
    let mut modifiers = Modifiers::NONE;
    let mut kind = match (in_class, name) {
        (true, "__init__" | "__new__") => DefKind::Constructor,
        (true, _) => DefKind::Method,
        (false, _) => DefKind::Function,
    };
    for decorator in whole.named_children().filter(|child| child.is(K::Decorator)) {
        let text = b.text(decorator.span()).trim_start_matches('@').trim();
        let path = text.split('(').next().unwrap_or_default().trim();
        match path.rsplit('.').next().unwrap_or_default() {
            "property" | "cached_property" | "abstractproperty" if in_class => {
                kind = DefKind::Property;
                modifiers |= Modifiers::GETTER;
            }
            "setter" | "deleter" if in_class => {
                kind = DefKind::Property;
                modifiers |= Modifiers::SETTER;
            }
            "staticmethod" => modifiers |= Modifiers::STATIC,
            "classmethod" => modifiers |= Modifiers::CLASS_METHOD,
            "abstractmethod" => modifiers |= Modifiers::ABSTRACT,
            "overload" => modifiers |= Modifiers::DECLARATION,
            "override" => modifiers |= Modifiers::OVERRIDE,
            "final" => modifiers |= Modifiers::FINAL,
            "deprecated" => modifiers |= Modifiers::DEPRECATED,
            _ => {}
        }
    }
    let test = name.starts_with("test_") || name == "test";
    (kind, modifiers.with_if(Modifiers::TEST, test))
}

/// `class Name(bases): body`
pub(super) fn class(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Node<'_>,
    whole: Node<'_>,
    decorators: &[ExprId],
) {
    let Some(name) = node.field(F::Name) else { return statements::stray(b, cx, node) };
    let scope = b.scope();
    let id = b.name(name.text());
    cx.introduce(scope, id);
    let decorators = b.list(decorators);
    let body = node.field(F::Body);
    let new = NewDef {
        doc: body.map_or(nowhere(whole), docstring),
        body: body.map_or(0, Node::start),
        visibility: visibility(name.text()),
        decorators,
        ..NewDef::new(DefKind::Class, name.span(), whole.span())
    };
    let def = b.define(new);
    let around = (cx.class, cx.receiver.take());
    b.in_def_scope(def, ScopeKind::Type, node.span(), |b| inside_class(b, cx, node, def));
    (cx.class, cx.receiver) = around;
}

fn inside_class(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, def: DefId) {
    if let Some(declared) = node.field(F::TypeParameters) {
        let type_params = annotations::type_parameters(b, cx, declared);
        b.def_mut(def).type_params = type_params;
    }
    let supers = node.field(F::Superclasses).map(|bases| bases_of(b, cx, bases)).unwrap_or_default();
    let is_enum = node.field(F::Superclasses).is_some_and(is_enum);
    let supers = b.supers(&supers);
    b.def_mut(def).supers = supers;
    cx.class = Some(Class { def, scope: b.scope(), is_enum });
    node.field(F::Body).into_iter().for_each(|body| statements::block(b, cx, body));
    statements::stray(b, cx, node);
}

fn bases_of(b: &mut Builder<'_>, cx: &mut Context, bases: Node<'_>) -> Vec<Super> {
    let mut supers = Vec::new();
    for base in bases.named_children() {
        if matches!(base.kind(), K::KeywordArgument | K::ListSplat | K::DictionarySplat) || base.is_error() {
            calls::argument(b, cx, base);
            continue;
        }
        let value = expressions::expr_as(b, cx, base, Role::Inherit);
        supers.push(Super { ty: types::of_expr(b, value), kind: SuperKind::Extends });
    }
    supers
}

fn is_enum(bases: Node<'_>) -> bool {
    const ENUMS: &[&str] = &["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum"];
    bases.named_children().any(|base| ENUMS.contains(&base.text().rsplit('.').next().unwrap_or_default()))
}

/// The string that a body begins with; empty at its start when it begins otherwise.
fn docstring(body: Node<'_>) -> Span {
    let first =
        body.first_named().filter(|first| first.is(K::ExpressionStatement)).and_then(Node::first_named);
    match first {
        Some(text) if matches!(text.kind(), K::Str | K::ConcatenatedString) => text.span(),
        _ => nowhere(body),
    }
}
