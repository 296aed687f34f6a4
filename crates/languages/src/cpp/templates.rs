//! Templates: heads, instantiations, concepts, alias declarations.

use extract::{Builder, NewBinding, NewDef};
use model::expr::TypeExpr;
use model::facts::{List, TypeParam};
use model::ids::TypeId;
use model::kinds::{BindingKind, DefKind, Role, ScopeKind};
use model::span::Span;

use crate::c::context::{Cx, Node, Template, whole};
use crate::c::declarations::{Specifiers, visibility};
use crate::c::grammar::{F, K};
use crate::c::{declarators, docs, expressions, functions, statements, types};

/// `template<…> item`: a scope with the parameters around the item, which is bound outside.
pub(crate) fn declaration(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    let outer = cx.template.map_or(b.scope(), |template| template.outer);
    let start = cx.template.map_or(node.start(), |template| template.start);
    let first_def = b.facts().defs.len();
    let (_, params) = b.in_scope(ScopeKind::Template, node.span(), |b| {
        let mut params = List::EMPTY;
        let mut specialisation = true;
        for child in node.children() {
            if child.is_in_field(F::Parameters) {
                let list = parameters(b, cx, child);
                specialisation = list.is_empty();
                params = b.type_params(&list);
            } else if child.is_named() {
                let template = Template { start, outer, params, specialisation };
                statements::item(b, &mut Cx { template: Some(template), ..*cx }, child);
            }
        }
        params
    });
    own(b, first_def, params, outer);
}

/// The first definition bound outside of the template's scope is the one that its parameters belong to.
fn own(b: &mut Builder<'_>, first_def: usize, params: List, outer: model::ids::ScopeId) {
    let mut new = b.facts().defs[first_def..].iter();
    let found = new.position(|def| def.scope == outer);
    if let Some(index) = found.filter(|_| !params.is_empty()) {
        b.def_mut(model::ids::DefId::new((first_def + index) as u32)).type_params = params;
    }
}

/// Binds the parameters of a head.
pub(crate) fn parameters(b: &mut Builder<'_>, cx: &Cx<'_>, list: Node<'_>) -> Vec<TypeParam> {
    let mut params = Vec::new();
    for child in list.named_children() {
        match child.kind() {
            K::TypeParameterDeclaration
            | K::VariadicTypeParameterDeclaration
            | K::OptionalTypeParameterDeclaration => params.push(type_parameter(b, cx, child)),
            K::TemplateTemplateParameterDeclaration => params.extend(template_parameter(b, cx, child)),
            K::ParameterDeclaration | K::OptionalParameterDeclaration | K::VariadicParameterDeclaration => {
                params.extend(b.descend(child, |b| value_parameter(b, cx, child)));
            }
            _ => statements::leftover(b, cx, child),
        }
    }
    params
}

/// `typename T`, `typename... Ts`, `class T = int`.
fn type_parameter(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeParam {
    let name =
        node.named_children().find(|child| child.is(K::TypeIdentifier) && !child.is_in_field(F::DefaultType));
    let default = node.field(F::DefaultType).map(|ty| types::specifier(b, cx, ty, Role::Type));
    parameter(b, node, name, default, List::EMPTY)
}

fn parameter(
    b: &mut Builder<'_>,
    node: Node<'_>,
    name: Option<Node<'_>>,
    default: Option<TypeId>,
    bounds: List,
) -> TypeParam {
    let span = name.map_or(Span::new(node.start(), node.start()), Node::span);
    if name.is_some() {
        b.bind(NewBinding { visible_from: node.end(), ..NewBinding::new(BindingKind::TypeParameter, span) });
    }
    let text = b.text(span);
    TypeParam { name: b.name(text), span, bounds, default }
}

/// `template<typename> class C`: its own parameters are visible nowhere.
fn template_parameter(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> Option<TypeParam> {
    let inner = node.field(F::Parameters)?;
    b.in_scope(ScopeKind::Template, inner.span(), |b| parameters(b, cx, inner));
    let own = node.named_children().find(|child| !child.is_in_field(F::Parameters))?;
    Some(type_parameter(b, cx, own))
}

/// `int N = 3`, `Concept T`: a parameter that is a value, or a type with a bound.
fn value_parameter(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeParam {
    let mut specifiers = Specifiers::default();
    let (mut name, mut ty) = (None, None);
    for child in node.children() {
        if child.is_in_field(F::Declarator) {
            let base = specifiers.base(b);
            let declared = declarators::read(b, cx, child, base);
            (name, ty) = (declared.name, Some(declared.ty));
        } else if child.is_in_field(F::DefaultValue) {
            expressions::expression(b, cx, child, Role::Read);
        } else if !specifiers.read(b, cx, child) {
            statements::leftover(b, cx, child);
        }
    }
    let ty = ty.unwrap_or_else(|| specifiers.base(b));
    let bounds = b.list(&[ty]);
    parameter(b, node, name, None, bounds)
}

/// `template class X<int>;`: only uses.
pub(crate) fn instantiation(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let mut specifiers = Specifiers::default();
    for child in node.children() {
        if child.is_in_field(F::Declarator) {
            let base = specifiers.base(b);
            let declared = declarators::read(b, cx, child, base);
            if let Some(name) = declared.name {
                expressions::expression(b, cx, name, Role::Read);
            }
            if let Some(list) = declared.function {
                b.in_scope(ScopeKind::Block, list.span(), |b| functions::parameter_types(b, cx, list));
            }
        } else if !specifiers.read(b, cx, child) {
            statements::leftover(b, cx, child);
        }
    }
}

/// `concept C = …;`
pub(crate) fn concept(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Name) else { return };
    let span = whole(b, cx, node);
    let id = b.define(NewDef {
        doc: docs::before(b, span.start),
        scope: cx.template.map(|template| template.outer),
        visible_from: name.end(),
        ..NewDef::new(DefKind::Concept, name.span(), span)
    });
    b.in_def(id, |b| {
        for value in node.named_children().filter(|child| !child.is_in_field(F::Name)) {
            expressions::expression(b, cx, value, Role::Read);
        }
    });
}

/// `using X = T;`
pub(crate) fn alias(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Name) else { return };
    let span = whole(b, cx, node);
    let ty = match node.field(F::Type) {
        Some(ty) => types::descriptor(b, cx, ty),
        None => b.ty(TypeExpr::Unknown),
    };
    crate::c::attributes::below(b, cx, node);
    b.define(NewDef {
        doc: docs::before(b, span.start),
        visibility: visibility(cx, model::kinds::Modifiers::NONE),
        ty: Some(ty),
        scope: cx.template.map(|template| template.outer),
        visible_from: node.end(),
        ..NewDef::new(DefKind::TypeAlias, name.span(), span)
    });
}
