//! Parameters of methods, constructors and lambdas, and type parameters.

use extract::{Builder, NewBinding};
use model::expr::{TypeExpr, Wrapper};
use model::facts::{List, Param, ParamKind, TypeParam};
use model::ids::TypeId;
use model::kinds::{BindingKind, Modifiers, Role};
use model::span::Span;

use super::annotations::{bare_annotations, decorators};
use super::grammar::{F, K, Node};
use super::items;
use super::types::{is_type, ty, with_dimensions};

/// The parameters in parentheses, bound in the current scope, and `VARIADIC` when the last takes the rest.
pub(super) fn parameters(b: &mut Builder<'_>, node: Option<Node<'_>>) -> (List, Modifiers) {
    let mut params = Vec::new();
    for child in node.into_iter().flat_map(Node::named_children) {
        match child.kind() {
            K::FormalParameter => params.extend(plain(b, child)),
            K::SpreadParameter => params.extend(spread(b, child)),
            K::ReceiverParameter => params.push(receiver(b, child)),
            _ => {
                items::one(b, child);
            }
        }
    }
    let variadic = params.iter().any(|param| param.kind == ParamKind::Variadic);
    (b.params(&params), Modifiers::NONE.with_if(Modifiers::VARIADIC, variadic))
}

fn plain(b: &mut Builder<'_>, node: Node<'_>) -> Option<Param> {
    let (written, declared) = declared_type(b, node);
    let declared = with_dimensions(b, declared, node.field(F::Dimensions));
    let name = node.field(F::Name)?;
    bind(b, name, Some(declared));
    let ty_span = written.map_or(Span::new(node.start(), node.start()), Node::span);
    Some(param(b, name, node.span(), Some(declared), ty_span, ParamKind::Plain))
}

/// The annotations and the type of a parameter.
fn declared_type<'t>(b: &mut Builder<'_>, node: Node<'t>) -> (Option<Node<'t>>, TypeId) {
    items::errors(b, node);
    decorators(b, node.child(K::Modifiers));
    let written = node.children().find(|child| is_type(child.kind()));
    let declared = match written {
        Some(written) => ty(b, written, Role::Type),
        None => b.ty(TypeExpr::Unknown),
    };
    (written, declared)
}

/// `T... rest`: the parameter is of type `T` for each argument; the variable is an array of them.
fn spread(b: &mut Builder<'_>, node: Node<'_>) -> Option<Param> {
    let (written, element) = declared_type(b, node);
    bare_annotations(b, node);
    if let Some(written) = written {
        hidden_annotation(b, written.end(), node);
    }
    let declarator = node.child(K::VariableDeclarator)?;
    let name = declarator.field(F::Name)?;
    let all = b.ty(TypeExpr::Wrap(Wrapper::Array, element));
    bind(b, name, Some(all));
    let ty_span = written.map_or(Span::new(node.start(), node.start()), Node::span);
    Some(param(b, name, node.span(), Some(element), ty_span, ParamKind::Variadic))
}

/// The annotation between the type and the dots, which the parser was not shown.
fn hidden_annotation(b: &mut Builder<'_>, from: u32, node: Node<'_>) {
    let after = b.text(Span::new(from, node.end()));
    let Some(at) = after.find(|c: char| !c.is_whitespace()).filter(|at| after[*at..].starts_with('@')) else {
        return;
    };
    let name = &after[at + 1..];
    let len = name.find(|c: char| c.is_whitespace() || c == '.').unwrap_or(name.len());
    let start = from + at as u32 + 1;
    b.name_expr(Span::new(start, start + len as u32), Role::Decorate);
}

/// `Outer Outer.this`: only a place for annotations.
fn receiver(b: &mut Builder<'_>, node: Node<'_>) -> Param {
    items::errors(b, node);
    bare_annotations(b, node);
    let mut declared = None;
    let mut ty_span = Span::new(node.start(), node.start());
    for child in node.named_children() {
        if is_type(child.kind()) {
            declared = Some(ty(b, child, Role::Type));
            ty_span = child.span();
        } else if child.is(K::Identifier) {
            b.name_type(child.span(), Role::Type);
        }
    }
    let name = b.name("this");
    Param { name, span: node.span(), ty: declared, ty_span, default: None, kind: ParamKind::Receiver }
}

fn param(
    b: &mut Builder<'_>,
    name: Node<'_>,
    span: Span,
    declared: Option<TypeId>,
    ty_span: Span,
    kind: ParamKind,
) -> Param {
    let name = b.name(name.text());
    Param { name, span, ty: declared, ty_span, default: None, kind }
}

/// Binds a parameter; `_` and names that the parser made up bind nothing.
pub(super) fn bind(b: &mut Builder<'_>, name: Node<'_>, declared: Option<TypeId>) {
    if !is_nameless(name) {
        b.bind(NewBinding { ty: declared, ..NewBinding::new(BindingKind::Parameter, name.span()) });
    }
}

/// Whether a declared name names nothing.
pub(super) fn is_nameless(name: Node<'_>) -> bool {
    name.is_missing() || name.is(K::Underscore) || name.text() == "_"
}

/// A lambda's parameter without a type: `x -> …`.
pub(super) fn inferred(b: &mut Builder<'_>, name: Node<'_>) -> Param {
    bind(b, name, None);
    let span = name.span();
    param(b, name, span, None, Span::new(span.start, span.start), ParamKind::Plain)
}

/// The type parameters in `<…>`, bound in the current scope.
pub(super) fn type_parameters(b: &mut Builder<'_>, node: Option<Node<'_>>) -> List {
    let mut params = Vec::new();
    for child in node.into_iter().flat_map(Node::named_children) {
        if child.is(K::TypeParameter) {
            params.extend(type_parameter(b, child));
        } else {
            items::one(b, child);
        }
    }
    b.type_params(&params)
}

fn type_parameter(b: &mut Builder<'_>, node: Node<'_>) -> Option<TypeParam> {
    items::errors(b, node);
    bare_annotations(b, node);
    let name = node.children().find(|child| matches!(child.kind(), K::TypeIdentifier | K::Identifier))?;
    b.bind(NewBinding::new(BindingKind::TypeParameter, name.span()));
    let mut bounds = Vec::new();
    for bound in node.child(K::TypeBound).into_iter().flat_map(Node::named_children) {
        bounds.push(ty(b, bound, Role::Type));
    }
    let bounds = b.list(&bounds);
    Some(TypeParam { name: b.name(name.text()), span: name.span(), bounds, default: None })
}
