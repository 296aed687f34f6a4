//! Variables: module-level ones are definitions, local ones bindings; those that hold a function or class are the
//! function or class.

use extract::{Builder, NewBinding, NewDef};
use model::expr::Expr;
use model::facts::List;
use model::ids::{BindingId, DefId, ScopeId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Visibility};
use model::span::Span;

use super::context::{Context, is_module_like, var_scope};
use super::expressions::expression;
use super::grammar::{F, Js, K};
use super::patterns::{Target, bind_pattern};
use super::values::{Shape, define_value, shape};
use super::{broken, commonjs, docs, jsdoc};
use crate::typescript;

/// What stands before a declaration: where it starts, and what was said about it there.
#[derive(Clone, Copy)]
pub(crate) struct Lead {
    /// Start of the first decorator or keyword.
    pub(crate) start: u32,
    pub(crate) visibility: Visibility,
    pub(crate) modifiers: Modifiers,
    /// Decorators that were read already.
    pub(crate) decorators: List,
}

impl Lead {
    /// Nothing stands before `node`.
    pub(crate) fn of(node: Js<'_>) -> Self {
        Self {
            start: node.start(),
            visibility: Visibility::Default,
            modifiers: Modifiers::NONE,
            decorators: List::EMPTY,
        }
    }

    /// A definition of `kind` named by `name`, which ends with `node`, with this before it.
    pub(crate) fn define(self, b: &Builder<'_>, kind: DefKind, name: Span, node: Js<'_>) -> NewDef<'static> {
        NewDef {
            visibility: self.visibility,
            modifiers: self.modifiers,
            decorators: self.decorators,
            doc: docs::before(b, self.start),
            ..NewDef::new(kind, name, Span::new(self.start, node.end()))
        }
    }
}

/// The declaration around its declarators.
struct Declaration {
    scope: ScopeId,
    /// Whether the names can be named from other files, and what they are then.
    kind: Option<DefKind>,
    lead: Lead,
}

/// `var`, `let`, `const` and `using`.
pub(crate) fn variables(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let scope = if node.is(K::VariableDeclaration) { var_scope(b) } else { b.scope() };
    let is_const = node.field(F::Kind).is_some_and(|kind| kind.is(K::Const));
    let kind = if is_const { DefKind::Constant } else { DefKind::Variable };
    let kind = is_module_like(b.facts().scope(scope).kind).then_some(kind);
    let mut declaration = Declaration { scope, kind, lead };
    let mut is_first = true;
    for child in node.named_children() {
        // What stands before the declaration belongs to the first of its variables.
        if !std::mem::take(&mut is_first) {
            declaration.lead.start = child.start();
        }
        match child.kind() {
            K::VariableDeclarator => declarator(b, cx, child, &declaration),
            _ => broken::error(b, cx, child),
        }
    }
}

fn declarator(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, declaration: &Declaration) {
    let Some(name) = node.field(F::Name) else { return broken::error(b, cx, node) };
    let value = node.field(F::Value);
    if let Some(value) = value
        && commonjs::require_declarator(b, node, name, value, declaration.scope)
    {
        return;
    }
    if !name.is(K::Identifier) {
        return destructure(b, cx, node, name, value, declaration);
    }
    match value.map_or(Shape::Other, shape) {
        Shape::Other => simple(b, cx, node, name, value, declaration),
        shape => {
            let kind = if shape == Shape::Class { DefKind::Class } else { DefKind::Function };
            let new = NewDef {
                scope: Some(declaration.scope),
                ..declaration.lead.define(b, kind, name.span(), node)
            };
            let annotated = node.field(F::Type);
            let bound = BindingId::new(b.facts().bindings.len() as u32);
            let id = value.and_then(|value| define_value(b, cx, value, new));
            let ty = annotated.map(|ty| typescript::annotation(b, cx, ty));
            if let (Some(id), Some(ty)) = (id, ty) {
                annotate(b, id, bound, ty);
            }
        }
    }
}

/// Gives a function that is a variable's value the variable's type: the binding has it always, the definition when it
/// tells no result itself.
pub(crate) fn annotate(b: &mut Builder<'_>, id: DefId, bound: BindingId, ty: TypeId) {
    let def = b.def_mut(id);
    def.ty = def.ty.or(Some(ty));
    if b.facts().bindings.get(bound.index()).is_some_and(|binding| binding.def == Some(id)) {
        b.binding_mut(bound).ty = Some(ty);
    }
}

fn simple(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    name: Js<'_>,
    value: Option<Js<'_>>,
    declaration: &Declaration,
) {
    let scope = Some(declaration.scope);
    let Some(kind) = declaration.kind else {
        let ty = declared_type(b, cx, node, docs::before(b, declaration.lead.start));
        let init = value.map(|value| expression(b, cx, value));
        b.bind(NewBinding { scope, ty, init, ..NewBinding::new(BindingKind::Local, name.span()) });
        return;
    };
    let new = declaration.lead.define(b, kind, name.span(), node);
    let body = value.map_or(0, Js::start);
    let doc = new.doc;
    let id = b.define(NewDef { scope, body, ..new });
    let (ty, value) = b.in_def(id, |b| {
        let ty = declared_type(b, cx, node, doc);
        (ty, value.map(|value| expression(b, cx, value)))
    });
    let def = b.def_mut(id);
    (def.ty, def.value) = (ty, value);
}

/// The annotated type, or in JavaScript that of a `@type` comment.
fn declared_type(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, doc: Span) -> Option<TypeId> {
    match node.field(F::Type) {
        Some(ty) => Some(typescript::annotation(b, cx, ty)),
        None => jsdoc::read(b, cx, doc).ty,
    }
}

fn destructure(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    pattern: Js<'_>,
    value: Option<Js<'_>>,
    declaration: &Declaration,
) {
    let ty = declared_type(b, cx, node, docs::before(b, declaration.lead.start));
    let mut value = value.map(|value| expression(b, cx, value));
    if let Some(ty) = ty {
        value = Some(b.expr(Expr::Typed(ty)));
    }
    let target = match declaration.kind {
        Some(kind) => {
            Target::Define { kind, scope: declaration.scope, lead: declaration.lead, end: node.end() }
        }
        None => Target::Bind { kind: BindingKind::Pattern, scope: Some(declaration.scope) },
    };
    bind_pattern(b, cx, pattern, value, &target);
}
