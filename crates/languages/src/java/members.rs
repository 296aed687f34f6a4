//! Members of types: methods, constructors, fields, enum constants, annotation elements.

use extract::{Builder, NewBinding, NewDef};
use model::expr::{Expr, TypeExpr};
use model::ids::{DefId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::annotations::{annotation, decorators, element_value};
use super::calls::arguments;
use super::definitions::{named_types, package};
use super::docs::doc;
use super::expressions::expr;
use super::grammar::{F, K, Node};
use super::items;
use super::modifiers::{Written, written};
use super::parameters::{is_nameless, parameters, type_parameters};
use super::records::bind_components;
use super::statements::statements;
use super::types::{ty, with_dimensions};

/// A method, constructor, compact constructor or annotation element.
pub(super) fn method(b: &mut Builder<'_>, node: Node<'_>) {
    let modifiers = written(b, node);
    let Some(def) = define_method(b, node, modifiers) else { return items::all(b, node) };
    b.in_def(def, |b| b.def_mut(def).decorators = decorators(b, modifiers.node));
    let start = modifiers.node.map_or(node.start(), Node::end);
    b.in_def_scope(def, ScopeKind::Function, Span::new(start, node.end()), |b| {
        signature(b, def, node);
        if let Some(body) = node.field(F::Body) {
            statements(b, body);
        }
        items::errors(b, node);
    });
}

fn define_method(b: &mut Builder<'_>, node: Node<'_>, modifiers: Written<'_>) -> Option<DefId> {
    let name = node.field(F::Name).filter(|name| !name.is_missing())?;
    let body = node.field(F::Body);
    let unwritten = body.is_none() && !modifiers.flags.contains(Modifiers::UNSAFE);
    let package = package(b);
    Some(b.define(NewDef {
        doc: doc(b, node.start()),
        body: body.map_or(0, Node::start),
        visibility: modifiers.visibility,
        modifiers: modifiers.closing().with_if(Modifiers::ABSTRACT, unwritten),
        qualifier: package.as_deref(),
        ..NewDef::new(method_kind(b, node), name.span(), node.span())
    }))
}

fn method_kind(b: &Builder<'_>, node: Node<'_>) -> DefKind {
    match node.kind() {
        K::ConstructorDeclaration | K::CompactConstructor => DefKind::Constructor,
        // Only a method written outside of all types is no method.
        K::MethodDeclaration if b.current_def().is_none() => DefKind::Function,
        _ => DefKind::Method,
    }
}

fn signature(b: &mut Builder<'_>, def: DefId, node: Node<'_>) {
    b.def_mut(def).type_params = type_parameters(b, node.field(F::TypeParameters));
    for before in node.children().take_while(|child| !child.is_in_field(F::Name)) {
        if matches!(before.kind(), K::MarkerAnnotation | K::Annotation) {
            annotation(b, before);
        }
    }
    if let Some(result) = node.field(F::Type) {
        let result = ty(b, result, Role::Type);
        b.def_mut(def).ty = Some(with_dimensions(b, result, node.field(F::Dimensions)));
    }
    if node.is(K::CompactConstructor) {
        compact_parameters(b, def);
    } else {
        let (params, variadic) = parameters(b, node.field(F::Parameters));
        let method = b.def_mut(def);
        method.params = params;
        method.modifiers |= variadic;
    }
    if let Some(throws) = node.child(K::Throws) {
        named_types(b, throws, Role::Type, &mut |_| {});
    }
    if let Some(value) = node.field(F::Value) {
        b.def_mut(def).value = Some(element_value(b, value));
    }
}

/// A compact constructor has the parameters that its record's header lists.
fn compact_parameters(b: &mut Builder<'_>, def: DefId) {
    let record = b.facts().def(def).parent.filter(|&parent| b.facts().def(parent).kind == DefKind::Record);
    if let Some(record) = record {
        b.def_mut(def).params = bind_components(b, record);
    }
}

/// Variables that a declaration lists: fields in a type, variables in a file, locals elsewhere.
pub(super) fn variables(b: &mut Builder<'_>, node: Node<'_>) {
    match b.scope_kind() {
        ScopeKind::Type | ScopeKind::File => fields(b, node),
        _ => locals(b, node),
    }
}

/// What the fields of one declaration share.
#[derive(Clone, Copy)]
struct Shared<'t> {
    declaration: Node<'t>,
    modifiers: Written<'t>,
    kind: DefKind,
    /// Whether the declaration lists one variable only.
    single: bool,
}

fn fields(b: &mut Builder<'_>, node: Node<'_>) {
    let modifiers = written(b, node);
    let single = node.fields(F::Declarator).nth(1).is_none();
    let shared = Shared { declaration: node, modifiers, kind: field_kind(b, node, modifiers), single };
    let mut written_type = None;
    let mut first = None;
    for declarator in node.children() {
        if declarator.is(K::VariableDeclarator) {
            let Some(def) = define_field(b, shared, declarator, first.is_none()) else {
                items::all(b, declarator);
                continue;
            };
            field(b, shared, def, declarator, &mut written_type, first);
            first = first.or(Some(def));
        }
    }
    if first.is_none() {
        decorators(b, modifiers.node);
        declared_type(b, node);
    }
    items::errors(b, node);
}

fn field_kind(b: &Builder<'_>, node: Node<'_>, modifiers: Written<'_>) -> DefKind {
    if b.current_def().is_none() {
        return DefKind::Variable;
    }
    let constant = modifiers.is_final && modifiers.flags.contains(Modifiers::STATIC);
    if constant || node.is(K::ConstantDeclaration) { DefKind::Constant } else { DefKind::Field }
}

fn define_field(
    b: &mut Builder<'_>,
    shared: Shared<'_>,
    declarator: Node<'_>,
    is_first: bool,
) -> Option<DefId> {
    let name = declarator.field(F::Name).filter(|name| !is_nameless(*name))?;
    let Shared { declaration, modifiers, kind, single } = shared;
    let start = if is_first { declaration.start() } else { declarator.start() };
    let end = if single { declaration.end() } else { declarator.end() };
    let package = package(b);
    Some(b.define(NewDef {
        doc: doc(b, declaration.start()),
        body: declarator.child(K::Assign).map_or(0, Node::start),
        visibility: modifiers.visibility,
        modifiers: modifiers.holding(),
        qualifier: package.as_deref(),
        ..NewDef::new(kind, name.span(), Span::new(start, end))
    }))
}

/// Type, annotations and value of a field; the first of a declaration holds the sites of what all share.
fn field(
    b: &mut Builder<'_>,
    shared: Shared<'_>,
    def: DefId,
    declarator: Node<'_>,
    written_type: &mut Option<TypeId>,
    first: Option<DefId>,
) {
    b.in_def(def, |b| {
        b.def_mut(def).decorators = match first {
            Some(first) => b.facts().def(first).decorators,
            None => decorators(b, shared.modifiers.node),
        };
        let element = *written_type.get_or_insert_with(|| declared_type(b, shared.declaration));
        b.def_mut(def).ty = Some(with_dimensions(b, element, declarator.field(F::Dimensions)));
        if let Some(value) = declarator.field(F::Value) {
            b.def_mut(def).value = Some(expr(b, value));
        }
        items::errors(b, declarator);
    });
}

fn declared_type(b: &mut Builder<'_>, declaration: Node<'_>) -> TypeId {
    match declaration.field(F::Type) {
        Some(written) => ty(b, written, Role::Type),
        None => b.ty(TypeExpr::Unknown),
    }
}

/// Local variables; each is visible from its own initial value on.
fn locals(b: &mut Builder<'_>, node: Node<'_>) {
    decorators(b, node.children().next().filter(|first| first.is(K::Modifiers)));
    let element = declared_type(b, node);
    for declarator in node.children() {
        if declarator.is(K::VariableDeclarator) {
            local(b, declarator, element);
        }
    }
    items::errors(b, node);
}

fn local(b: &mut Builder<'_>, declarator: Node<'_>, element: TypeId) {
    let declared = with_dimensions(b, element, declarator.field(F::Dimensions));
    let name = declarator.field(F::Name).filter(|name| !is_nameless(*name));
    let binding = name.map(|name| {
        b.bind(NewBinding {
            ty: Some(declared),
            visible_from: name.end(),
            ..NewBinding::new(BindingKind::Local, name.span())
        })
    });
    let value = declarator.field(F::Value).map(|value| expr(b, value));
    if let Some(binding) = binding {
        b.binding_mut(binding).init = value;
    }
    items::errors(b, declarator);
}

/// An enum constant: its arguments go to a constructor of the enum, its body is a class of its own below the enum.
pub(super) fn enum_constant(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Name).filter(|name| !name.is_missing()) else {
        return items::all(b, node);
    };
    let modifiers = written(b, node);
    let body = node.field(F::Body);
    let def = b.define(NewDef {
        doc: doc(b, node.start()),
        body: body.map_or(0, Node::start),
        modifiers: modifiers.holding(),
        ..NewDef::new(DefKind::EnumMember, name.span(), node.span())
    });
    b.in_def(def, |b| {
        b.def_mut(def).decorators = decorators(b, modifiers.node);
        if let Some(list) = node.field(F::Arguments) {
            let args = arguments(b, Some(list));
            let ty = b.ty(TypeExpr::SelfType);
            b.def_mut(def).value = Some(b.expr(Expr::New { ty, args }));
        }
    });
    if let Some(body) = body {
        b.in_def_scope(def, ScopeKind::Type, body.span(), |b| items::all(b, body));
    }
    items::errors(b, node);
}
