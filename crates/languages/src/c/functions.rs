//! Functions: definitions, prototypes, parameters and bodies.

use extract::{Builder, NewBinding, NewDef};
use model::facts::{Param, ParamKind};
use model::ids::{DefId, ExprId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::context::{Cx, Node, Place, whole};
use super::declarations::{Specifiers, modifier, qualifier_text, visibility};
use super::declarators::{self, Declared};
use super::grammar::{F, K};
use super::{attributes, docs, expressions, made, statements, types};
use crate::cpp::{constructors, names, operators};

/// A function as it is about to be defined.
pub(crate) struct Function<'a, 't> {
    /// Name, result and parameters.
    pub(crate) declared: Declared<'t>,
    /// What stands before.
    pub(crate) specifiers: &'a Specifiers,
    /// The whole.
    pub(crate) span: Span,
    /// First byte of the body; 0 without one.
    pub(crate) body: u32,
    /// Whether it has no body.
    pub(crate) declaration: bool,
}

impl<'a, 't> Function<'a, 't> {
    /// A function without a body.
    pub(crate) fn new(declared: Declared<'t>, specifiers: &'a Specifiers, span: Span) -> Self {
        Self { declared, specifiers, span, body: 0, declaration: false }
    }
}

/// `function_definition`.
pub(crate) fn definition(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    if made::is_made(b, node) {
        return made::function(b, cx, node);
    }
    let span = whole(b, cx, node);
    let mut specifiers = Specifiers::default();
    let (mut declarator, mut tail) = (None, None);
    for child in node.children() {
        if child.is_in_field(F::Declarator) {
            declarator = Some(child);
            tail = child.next_sibling();
            break;
        } else if !specifiers.read(b, cx, child) {
            statements::leftover(b, cx, child);
        }
    }
    let Some(declarator) = declarator else { return };
    let declared = if operators::is_conversion(declarator) {
        operators::conversion(b, cx, declarator)
    } else {
        let base = specifiers.base(b);
        declarators::read(b, cx, declarator, base)
    };
    let mut function = Function::new(declared, &specifiers, span);
    function.body = body_start(tail);
    let rest = |b: &mut Builder<'_>, cx: &Cx<'_>| body_parts(b, cx, tail);
    if define(b, cx, &function, rest).is_none() {
        body_parts(b, &cx.local(), tail);
    }
}

/// Where what comes after the declarator is no signature any more.
fn body_start(tail: Option<Node<'_>>) -> u32 {
    let is_body = |node: &Node<'_>| {
        node.is_in_field(F::Body) || matches!(node.kind(), K::FieldInitializerList | K::CompoundStatement)
    };
    siblings(tail).find(is_body).map_or(0, Node::start)
}

fn siblings(first: Option<Node<'_>>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(first, |node| node.next_sibling())
}

/// What follows the declarator: K&R parameter declarations, initialisers, the body.
fn body_parts(b: &mut Builder<'_>, cx: &Cx<'_>, tail: Option<Node<'_>>) {
    for node in siblings(tail) {
        match node.kind() {
            K::CompoundStatement => statements::body(b, cx, node),
            K::FieldInitializerList => constructors::initializers(b, cx, node),
            K::Declaration => old_style_parameters(b, cx, node),
            kind if attributes::is_attribute(kind) => attributes::read(b, cx, node, &mut Vec::new()),
            _ => statements::leftover(b, cx, node),
        }
    }
}

/// Adds the definition, its parameters and, through `rest`, what follows them. `None` when there is no name.
pub(crate) fn define(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    function: &Function<'_, '_>,
    rest: impl FnOnce(&mut Builder<'_>, &Cx<'_>),
) -> Option<DefId> {
    let name = function.declared.name?;
    let id = add(b, cx, function, name);
    // A member template out of line starts before the head that its scope stands in.
    let around = b.facts().scope(b.scope()).span;
    let span = Span::new(function.span.start.max(around.start), function.span.end);
    b.in_def_scope(id, ScopeKind::Function, span, |b| {
        let inner = cx.local();
        if let Some(list) = function.declared.function {
            signature(b, &inner, id, list);
        }
        rest(b, &inner);
    });
    Some(id)
}

fn add(b: &mut Builder<'_>, cx: &Cx<'_>, function: &Function<'_, '_>, name: Node<'_>) -> DefId {
    let qualifier = qualifier_text(b, cx, name);
    let last = if qualifier.is_some() { names::last_name(name).unwrap_or(name) } else { name };
    let spelled = operators::spelling(b, last);
    let simple = operators::Spelling::name_span(last);
    let text = spelled.name.as_deref().unwrap_or_else(|| b.text(simple));
    let kind = kind(cx, qualifier, text, function.specifiers);
    let modifiers = function.specifiers.modifiers.with_if(Modifiers::DECLARATION, function.declaration);
    let decorators = b.list(&function.specifiers.decorators);
    if let Some(arguments) = last.field(F::Arguments) {
        statements::parts(b, cx, arguments);
    }
    if let Some(class) = last.first_named().filter(|_| last.is(K::DestructorName)) {
        // `~` is a use of the class's name.
        b.name_type(class.span(), Role::Type);
    }
    b.define(NewDef {
        name: spelled.name.as_deref(),
        doc: docs::before(b, function.span.start),
        body: function.body,
        visibility: visibility(cx, modifiers),
        modifiers,
        decorators,
        ty: (kind != DefKind::Constructor).then_some(function.declared.ty),
        qualifier,
        segment: spelled.segment.as_deref(),
        scope: cx.template.map(|template| template.outer),
        visible_from: if cx.place == Place::Type { 0 } else { simple.end },
        bind: qualifier.is_none(),
        ..NewDef::new(kind, simple, function.span)
    })
}

fn kind(cx: &Cx<'_>, qualifier: Option<&str>, name: &str, specifiers: &Specifiers) -> DefKind {
    let class = match qualifier {
        Some(path) => names::simple(path),
        None if cx.place == Place::Type => cx.class_name,
        None => return DefKind::Function,
    };
    if specifiers.ty.is_none() && name == class { DefKind::Constructor } else { DefKind::Method }
}

/// Parameters and everything behind them, inside the function's scope.
fn signature(b: &mut Builder<'_>, cx: &Cx<'_>, id: DefId, node: Node<'_>) {
    let mut modifiers = Modifiers::NONE;
    for child in node.children() {
        match child.kind() {
            K::ParameterList => {
                let list = parameters(b, cx, child);
                modifiers = modifiers.with_if(Modifiers::VARIADIC, is_variadic(&list));
                b.def_mut(id).params = b.params(&list);
            }
            K::TrailingReturnType => {
                let ty = child.first_named().map(|ty| types::descriptor(b, cx, ty));
                b.def_mut(id).ty = ty;
            }
            K::VirtualSpecifier => modifiers |= modifier(child.text()),
            _ if child.is_in_field(F::Declarator) => {}
            K::Identifier => _ = b.name_expr(child.span(), Role::Decorate),
            K::TypeQualifier if child.text() == "const" => modifiers |= Modifiers::CONST_MEMBER,
            K::TypeQualifier | K::RefQualifier => {}
            kind if attributes::is_attribute(kind) => attributes::read(b, cx, child, &mut Vec::new()),
            _ => statements::leftover(b, cx, child),
        }
    }
    b.def_mut(id).modifiers |= modifiers;
}

fn is_variadic(params: &[Param]) -> bool {
    params.last().is_some_and(|last| last.kind == ParamKind::Variadic)
}

/// Binds the parameters of a list in the current scope.
pub(crate) fn parameters(b: &mut Builder<'_>, cx: &Cx<'_>, list: Node<'_>) -> Vec<Param> {
    let mut params = Vec::new();
    for child in list.children() {
        match child.kind() {
            K::ParameterDeclaration | K::OptionalParameterDeclaration | K::VariadicParameterDeclaration => {
                params.extend(b.descend(child, |b| parameter(b, cx, child)));
            }
            K::VariadicParameter | K::Ellipsis => params.push(ellipsis(b, child)),
            // K&R: the declarations after the list introduce the parameters.
            K::Identifier => params.push(old_style_parameter(b, child)),
            _ => statements::leftover(b, cx, child),
        }
    }
    // `(void)` says that there are none.
    if matches!(params[..], [only] if is_void(b, &only)) {
        params.clear();
    }
    params
}

fn is_void(b: &Builder<'_>, param: &Param) -> bool {
    b.text(param.span) == "void"
}

fn parameter(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> Param {
    let mut specifiers = Specifiers::default();
    let (mut declared, mut default) = (None, None);
    let mut ty_end = node.start();
    for child in node.children() {
        if child.is_in_field(F::Declarator) {
            let base = specifiers.base(b);
            declared = Some(declarators::read(b, cx, child, base));
        } else if child.is_in_field(F::DefaultValue) {
            default = Some(expressions::expression(b, cx, child, Role::Read));
        } else if specifiers.read(b, cx, child) {
            ty_end = child.end();
        } else {
            statements::leftover(b, cx, child);
        }
    }
    let base = specifiers.base(b);
    let declared = declared.unwrap_or(Declared { name: None, ty: base, function: None, indirect: false });
    finish_parameter(b, cx, node, declared, default, ty_end)
}

fn finish_parameter(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    node: Node<'_>,
    declared: Declared<'_>,
    default: Option<ExprId>,
    ty_end: u32,
) -> Param {
    let mut ty = declared.ty;
    if let Some(list) = declared.function {
        ty = declarators::function_type(b, cx, list, ty);
    }
    let name_span = declared.name.map_or(Span::new(node.start(), node.start()), Node::span);
    if declared.name.is_some() {
        b.bind(NewBinding {
            ty: Some(ty),
            init: default,
            ..NewBinding::new(BindingKind::Parameter, name_span)
        });
    }
    let name = b.text(name_span);
    let stop = declared.name.map_or(node.end(), Node::start);
    let type_end = if stop > ty_end && declared.name.is_some() {
        node.start() + b.text(Span::new(node.start(), stop)).trim_end().len() as u32
    } else {
        stop
    };
    let variadic = node.is(K::VariadicParameterDeclaration);
    Param {
        name: b.name(name),
        span: node.span(),
        ty: Some(ty),
        ty_span: Span::new(node.start(), type_end),
        default,
        kind: if variadic { ParamKind::Variadic } else { ParamKind::Plain },
    }
}

fn ellipsis(b: &mut Builder<'_>, node: Node<'_>) -> Param {
    let empty = Span::new(node.start(), node.start());
    Param {
        name: b.name(""),
        span: node.span(),
        ty: None,
        ty_span: empty,
        default: None,
        kind: ParamKind::Variadic,
    }
}

fn old_style_parameter(b: &mut Builder<'_>, node: Node<'_>) -> Param {
    b.name_expr(node.span(), Role::Read);
    let empty = Span::new(node.start(), node.start());
    let name = b.name(node.text());
    Param { name, span: node.span(), ty: None, ty_span: empty, default: None, kind: ParamKind::Plain }
}

/// `int a, *b;` between a K&R parameter list and the body.
fn old_style_parameters(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let mut specifiers = Specifiers::default();
    for child in node.children() {
        if child.is_in_field(F::Declarator) {
            let base = specifiers.base(b);
            let declared = declarators::read(b, cx, child, base);
            let mut ty = declared.ty;
            if let Some(list) = declared.function {
                ty = declarators::function_type(b, cx, list, ty);
            }
            if let Some(name) = declared.name {
                let new = NewBinding::new(BindingKind::Parameter, name.span());
                b.bind(NewBinding { ty: Some(ty), ..new });
            }
        } else if !specifiers.read(b, cx, child) {
            statements::leftover(b, cx, child);
        }
    }
}

/// The types of the parameters of a function type, whose names are bound in the current scope.
pub(crate) fn parameter_types(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> Vec<TypeId> {
    let mut types = Vec::new();
    for child in node.children() {
        if child.is_in_field(F::Parameters) {
            types.extend(parameters(b, cx, child).iter().filter_map(|param| param.ty));
        } else if !child.is_in_field(F::Declarator) {
            statements::leftover(b, cx, child);
        }
    }
    types
}
