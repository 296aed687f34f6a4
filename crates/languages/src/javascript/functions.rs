//! Functions: declarations, expressions, arrows; their parameters and bodies.

use extract::{Builder, NewBinding, NewDef};
use model::expr::Expr;
use model::facts::{List, Param, ParamKind};
use model::ids::{DefId, ExprId, TypeId};
use model::kinds::{BindingKind, DefKind, FlowKind, Modifiers, ScopeKind};
use model::span::Span;

use super::context::{Context, Owner, with_owner};
use super::declarations::Lead;
use super::expressions::expression;
use super::grammar::{F, Js, K};
use super::jsdoc::{self, DocTypes};
use super::patterns::{Target, bind_pattern, either};
use super::{broken, classes, statements};
use crate::typescript;

/// `function f() {}`, also the signature of an overload.
pub(crate) fn declaration(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let name = node.field(F::Name);
    let name_span = name.map_or(Span::new(lead.start, lead.start), Js::span);
    let mut new = lead.define(b, DefKind::Function, name_span, node);
    if name.is_none() {
        (new.name, new.bind) = (Some("default"), false);
    }
    new.modifiers = new.modifiers.with_if(Modifiers::DECLARATION, node.is(K::FunctionSignature));
    define(b, cx, node, new);
}

/// Adds `new` with the function `node` as what it is.
pub(crate) fn define(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, new: NewDef<'_>) -> DefId {
    let body = node.field(F::Body);
    let modifiers = new.modifiers | modifiers(node);
    let id = b.define(NewDef { modifiers, body: body.map_or(0, Js::start), ..new });
    let owner = owner_of(b, cx, node, id);
    let own_name = node.field(F::Name).filter(|name| can_name_itself(node) && name.span() != new.name_span);
    let extent = if cx.is_javascript() && !new.doc.is_empty() {
        // The types in the comment are read in the function's scope, where its type parameters are known.
        Span::new(new.doc.start, node.end())
    } else {
        node.span()
    };
    b.in_def_scope(id, ScopeKind::Function, extent, |b| {
        if let Some(name) = own_name {
            let init = Some(b.expr(Expr::Definition(id)));
            b.bind(NewBinding { init, ..NewBinding::new(BindingKind::Local, name.span()) });
        }
        with_owner(cx, owner, |cx| signature_and_body(b, cx, node, id, new.doc));
    });
    id
}

/// Whether it is a function as a value that can have a name of its own.
fn can_name_itself(node: Js<'_>) -> bool {
    matches!(node.kind(), K::FunctionExpression | K::GeneratorFunction)
}

/// Whose members `this.x = …` in the function adds to.
fn owner_of(b: &Builder<'_>, cx: &Context, node: Js<'_>, id: DefId) -> Owner {
    let def = b.facts().def(id);
    match def.kind {
        _ if node.is(K::ArrowFunction) => cx.owner,
        DefKind::Function => Owner::Function { def: id, name: def.name },
        _ => cx.owner,
    }
}

/// Type parameters, parameters, result and body of a function that is a definition.
fn signature_and_body(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, id: DefId, doc: Span) {
    let signature = signature(b, cx, node, doc);
    let def = b.def_mut(id);
    (def.type_params, def.params, def.ty) = (signature.type_params, signature.params, signature.ret);
    body(b, cx, node);
}

/// What is written between a function's name and body.
pub(crate) struct Signature {
    pub(crate) type_params: List,
    pub(crate) params: List,
    pub(crate) ret: Option<TypeId>,
}

/// Reads a signature in the scope of its function.
pub(crate) fn signature(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, doc: Span) -> Signature {
    let mut type_params = typescript::type_parameters(b, cx, node);
    let types = jsdoc::read(b, cx, doc);
    if type_params.is_empty() {
        type_params = b.type_params(&types.type_params);
    }
    let params = parameters(b, cx, node, &types);
    let ret = node.field(F::ReturnType).map(|ret| typescript::annotation(b, cx, ret)).or(types.returns);
    Signature { type_params, params, ret }
}

fn body(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    match node.field(F::Body) {
        Some(block) if block.is(K::Block) => statements::statements(b, cx, block),
        Some(value) => {
            let result = expression(b, cx, value);
            b.flow(FlowKind::Return, value.span(), None, Some(result));
        }
        None => {}
    }
    broken::errors_in(b, cx, node);
}

/// A function as a value without a name.
pub(crate) fn function_value(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    if let (Some(name), true) = (node.field(F::Name), can_name_itself(node)) {
        return named_value(b, cx, node, name);
    }
    let (scope, params) = b.in_scope(ScopeKind::Lambda, node.span(), |b| {
        let own = Owner::Type { def: b.current_def(), scope: b.scope(), is_static: false };
        let owner = if node.is(K::ArrowFunction) { cx.owner } else { own };
        if !node.is(K::ArrowFunction) {
            // Its `this` is its own: a receiver that nothing is written for.
            let nothing = Span::new(node.start(), node.start());
            let name = Some("this");
            b.bind(NewBinding { name, ..NewBinding::new(BindingKind::Receiver, nothing) });
        }
        with_owner(cx, owner, |cx| {
            let without_doc = Span::new(node.start(), node.start());
            let read = signature(b, cx, node, without_doc);
            body(b, cx, node);
            read.params
        })
    });
    b.expr(Expr::Lambda { scope, params })
}

/// `function f() {}` as a value: the name is known to the function alone, in a scope around it.
fn named_value(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, name: Js<'_>) -> ExprId {
    let new = Lead::of(node).define(b, DefKind::Function, name.span(), node);
    let extent = Span::new(new.doc.start, node.end());
    let (_, id) = b.in_scope(ScopeKind::Block, extent, |b| define(b, cx, node, new));
    b.expr(Expr::Definition(id))
}

/// Modifiers written before the parameters.
fn modifiers(node: Js<'_>) -> Modifiers {
    let generator = matches!(node.kind(), K::GeneratorDeclaration | K::GeneratorFunction);
    let mut modifiers = Modifiers::NONE.with_if(Modifiers::GENERATOR, generator);
    for child in node.children() {
        match child.kind() {
            K::AsyncKeyword => modifiers |= Modifiers::ASYNC,
            K::Star => modifiers |= Modifiers::GENERATOR,
            K::FormalParameters => break,
            _ => {}
        }
    }
    modifiers
}

/// The parameters of a function, bound in the current scope.
pub(crate) fn parameters(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, types: &DocTypes) -> List {
    let mark = cx.params.len();
    if let Some(only) = node.field(F::Parameter) {
        let param = plain(b, cx, only, types, mark);
        cx.params.push(param);
    }
    for child in node.field(F::Parameters).into_iter().flat_map(Js::named_children) {
        let param = match child.kind() {
            K::RequiredParameter | K::OptionalParameter => annotated(b, cx, child, mark),
            K::Error => {
                broken::error(b, cx, child);
                continue;
            }
            _ => plain(b, cx, child, types, mark),
        };
        cx.params.push(param);
    }
    let list = b.params(&cx.params[mark..]);
    cx.params.truncate(mark);
    list
}

/// A parameter without annotation: `a`, `a = 1`, `...a`, `{a}`.
fn plain(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, types: &DocTypes, mark: usize) -> Param {
    let pattern = if node.is(K::AssignmentPattern) { node.field(F::Left).unwrap_or(node) } else { node };
    let default = node.is(K::AssignmentPattern).then(|| node.field(F::Right)).flatten();
    let default = default.map(|default| expression(b, cx, default));
    let name = if pattern.is(K::Identifier) { pattern.text() } else { "" };
    let ty = types.of_parameter(name, cx.params.len() - mark);
    bind_parameter(
        b,
        cx,
        pattern,
        &NewParam { whole: node, ty, ty_span: None, default, optional: false, mark },
    )
}

/// A parameter as TypeScript has them: `public a?: T = 1`.
fn annotated(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, mark: usize) -> Param {
    let decorated: Vec<_> = node.fields(F::Decorator).collect();
    classes::decorators(b, cx, &decorated);
    let annotation = node.field(F::Type);
    let ty = annotation.map(|ty| typescript::annotation(b, cx, ty));
    let default = node.field(F::Value).map(|default| expression(b, cx, default));
    let Some(pattern) = node.field(F::Pattern) else { return no_parameter(b, node) };
    let optional = node.is(K::OptionalParameter);
    typescript::parameter_property(b, cx, node, pattern, ty, optional);
    let ty_span = annotation.and_then(Js::first_named).map(Js::span);
    bind_parameter(b, cx, pattern, &NewParam { whole: node, ty, ty_span, default, optional, mark })
}

struct NewParam<'t> {
    whole: Js<'t>,
    ty: Option<TypeId>,
    ty_span: Option<Span>,
    default: Option<ExprId>,
    optional: bool,
    mark: usize,
}

fn bind_parameter(b: &mut Builder<'_>, cx: &mut Context, pattern: Js<'_>, new: &NewParam<'_>) -> Param {
    let is_rest = pattern.is(K::RestPattern);
    let inner = if is_rest { pattern.first_named().unwrap_or(pattern) } else { pattern };
    let kind = match inner.kind() {
        K::This => ParamKind::Receiver,
        _ if is_rest => ParamKind::Variadic,
        _ if new.optional || new.default.is_some() => ParamKind::Optional,
        _ => ParamKind::Plain,
    };
    let mut name = b.name("");
    match inner.kind() {
        K::This => {
            name = b.name("this");
            b.bind(NewBinding { ty: new.ty, ..NewBinding::new(BindingKind::Receiver, inner.span()) });
        }
        K::Identifier => {
            name = b.name(inner.text());
            let (ty, init) = (new.ty, new.default);
            b.bind(NewBinding { ty, init, ..NewBinding::new(BindingKind::Parameter, inner.span()) });
        }
        _ => {
            let value = argument(b, cx, new);
            bind_pattern(b, cx, inner, value, &Target::local(BindingKind::Parameter));
        }
    }
    let span = new.whole.span();
    let ty_span = new.ty_span.unwrap_or(Span::new(span.end, span.end));
    Param { name, span, ty: new.ty, ty_span, default: new.default, kind }
}

/// The value that a pattern in place of a parameter takes apart.
fn argument(b: &mut Builder<'_>, cx: &Context, new: &NewParam<'_>) -> Option<ExprId> {
    let (scope, index) = (b.scope(), (cx.params.len() - new.mark) as u32);
    let value = b.expr(new.ty.map_or(Expr::Argument { scope, index }, Expr::Typed));
    either(b, Some(value), new.default.filter(|_| new.ty.is_none()))
}

fn no_parameter(b: &mut Builder<'_>, node: Js<'_>) -> Param {
    let (name, span) = (b.name(""), node.span());
    Param {
        name,
        span,
        ty: None,
        ty_span: Span::new(span.end, span.end),
        default: None,
        kind: ParamKind::Plain,
    }
}
