//! Structures, unions, classes and enumerations: uses, declarations and definitions.
//!
//! The tag of `struct s` is bound under its plain name with the kind of the definition; a use of it is followed by
//! `Wrapper::Tag`, so that a typedef of the same name is told from it.

use extract::{Builder, NewDef};
use model::expr::{TypeExpr, Wrapper};
use model::facts::Super;
use model::ids::{DefId, ExprId, TypeId};
use model::kinds::{DefKind, Modifiers, Role, ScopeKind, SuperKind, Visibility};
use model::span::Span;

use super::context::{Cx, Node, Place, masked_start, scope_of_tags};
use super::declarations::{qualifier_text, visibility};
use super::grammar::{F, K};
use super::{attributes, docs, expressions, statements, types};
use crate::cpp::names;

/// `struct`, `union` or `class`, with a body, a name or both.
pub(crate) fn record(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    let Some(body) = node.field(F::Body) else { return tag(b, cx, node, record_kind(node)) };
    let head = Head::read(b, cx, node);
    let id = head.define(b, cx, node, record_kind(node), body.start());
    let class_name = head.simple;
    let access = if node.is(K::ClassSpecifier) { Visibility::Private } else { Visibility::Default };
    b.descend(node, |b| {
        b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
            bases(b, cx, node, id);
            let mut inner = Cx { place: Place::Type, access, class_name, template: None, ..*cx };
            statements::items(b, &mut inner, body);
        });
    });
    b.ty(TypeExpr::Definition(id))
}

fn record_kind(node: Node<'_>) -> DefKind {
    match node.kind() {
        K::ClassSpecifier => DefKind::Class,
        K::UnionSpecifier => DefKind::Union,
        _ => DefKind::Struct,
    }
}

/// What stands between the keyword and the body.
struct Head<'t> {
    name: Option<Node<'t>>,
    /// The last name without path and template arguments.
    simple: &'t str,
    qualifier: Option<&'t str>,
    decorators: Vec<ExprId>,
    modifiers: Modifiers,
}

impl<'t> Head<'t> {
    fn read(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'t>) -> Self {
        let mut head = Self {
            name: node.field(F::Name),
            simple: "",
            qualifier: None,
            decorators: Vec::new(),
            modifiers: Modifiers::NONE,
        };
        for child in node.children() {
            match child.kind() {
                kind if attributes::is_attribute(kind) => {
                    attributes::read(b, cx, child, &mut head.decorators);
                }
                K::VirtualSpecifier => head.modifiers |= super::declarations::modifier(child.text()),
                K::AlignasQualifier => statements::parts(b, cx, child),
                _ => {}
            }
        }
        if let Some(name) = head.name {
            head.qualifier = qualifier_text(b, cx, name);
            head.name = if name.is(K::QualifiedIdentifier) { names::last_name(name) } else { Some(name) };
        }
        head.simple = head.simple_name().map_or("", Node::text);
        head
    }

    /// The node of the name without template arguments.
    fn simple_name(&self) -> Option<Node<'t>> {
        self.name.map(|name| name.field(F::Name).unwrap_or(name))
    }

    fn define(&self, b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, kind: DefKind, body: u32) -> DefId {
        let span = Span::new(start(b, cx, node), node.end());
        let name = self.simple_name();
        let specialised = self.name.filter(|name| name.is(K::TemplateType));
        if let Some(arguments) = specialised.and_then(|name| name.field(F::Arguments)) {
            statements::parts(b, cx, arguments);
        }
        let decorators = b.list(&self.decorators);
        let new = match name {
            Some(name) => NewDef::new(kind, name.span(), span),
            None => NewDef { bind: false, ..NewDef::unnamed(kind, "(anonymous)", span) },
        };
        let outer = cx.template.map(|template| template.outer);
        let scope = outer.unwrap_or_else(|| scope_of_tags(b, cx));
        let id = b.define(NewDef {
            doc: docs::before(b, span.start),
            body,
            visibility: visibility(cx, Modifiers::NONE),
            modifiers: self.modifiers,
            decorators,
            qualifier: self.qualifier,
            segment: specialised.map(Node::text),
            scope: Some(scope),
            visible_from: visible_from(cx, name),
            bind: new.bind && self.qualifier.is_none(),
            ..new
        });
        if let Some(template) = cx.template {
            b.def_mut(id).type_params = template.params;
        }
        id
    }
}

/// Members of a C++ class are visible in all of it, everything else from its name on.
fn visible_from(cx: &Cx<'_>, name: Option<Node<'_>>) -> u32 {
    if cx.cpp && cx.place == Place::Type { 0 } else { name.map_or(0, Node::end) }
}

/// A type defined by a declaration starts where that does: `typedef struct s {…} t;` documents both.
fn start(b: &Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> u32 {
    let declaration = node
        .parent()
        .filter(|parent| matches!(parent.kind(), K::Declaration | K::TypeDefinition | K::FieldDeclaration));
    let own = declaration.map_or(node.start(), Node::start);
    masked_start(b, cx.template.map_or(own, |template| template.start.min(own)))
}

/// `struct s` without a body: a declaration when nothing else stands there, otherwise a use.
fn tag(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, kind: DefKind) -> TypeId {
    if is_declaration(node) {
        let head = Head::read(b, cx, node);
        let id = head.define(b, cx, node, kind, 0);
        b.def_mut(id).modifiers |= Modifiers::DECLARATION;
        return b.ty(TypeExpr::Definition(id));
    }
    attributes::below(b, cx, node);
    match node.field(F::Name) {
        Some(name) => {
            let ty = types::specifier(b, cx, name, Role::Type);
            b.ty(TypeExpr::Wrap(Wrapper::Tag, ty))
        }
        None => b.ty(TypeExpr::Unknown),
    }
}

/// `struct s;` and `template<…> class s;`, not `struct s x;` and not `friend class s;`.
fn is_declaration(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let item_of = matches!(
        parent.kind(),
        K::TranslationUnit
            | K::DeclarationList
            | K::CompoundStatement
            | K::TemplateDeclaration
            | K::PreprocIf
            | K::PreprocIfdef
            | K::PreprocElif
            | K::PreprocElse
            | K::PreprocElifdef
    );
    let alone = || parent.is(K::FieldDeclaration) && parent.field(F::Declarator).is_none();
    node.field(F::Name).is_some() && (item_of || alone())
}

fn bases(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, id: DefId) {
    let mut supers = Vec::new();
    for base in node.child(K::BaseClassClause).into_iter().flat_map(Node::named_children) {
        match base.kind() {
            K::AccessSpecifier => {}
            K::AttributeDeclaration | K::Error => statements::parts(b, cx, base),
            _ => {
                let ty = types::specifier(b, cx, base, Role::Inherit);
                supers.push(Super { ty, kind: SuperKind::Extends });
            }
        }
    }
    b.def_mut(id).supers = b.supers(&supers);
}

/// `enum`, `enum class`.
pub(crate) fn enumeration(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    let base = node.field(F::Base).or_else(|| node.field(F::UnderlyingType));
    let Some(body) = node.field(F::Body) else {
        let ty = tag(b, cx, node, DefKind::Enum);
        if let Some(base) = base {
            types::specifier(b, cx, base, Role::Type);
        }
        return ty;
    };
    let head = Head::read(b, cx, node);
    let id = head.define(b, cx, node, DefKind::Enum, body.start());
    // The members of `enum class` live in it, those of a plain one around it.
    let scoped = node.has(K::Class) || node.has(K::Struct);
    let outside = b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        let ty = base.map(|base| types::specifier(b, cx, base, Role::Type));
        b.def_mut(id).ty = ty;
        b.facts().def(id).scope
    });
    let inside = b.facts().def(id).opens.unwrap_or(outside);
    let scope = if scoped { inside } else { outside };
    b.in_existing_scope(inside, |b| b.in_def(id, |b| enumerators(b, cx, body, scope)));
    b.ty(TypeExpr::Definition(id))
}

fn enumerators(b: &mut Builder<'_>, cx: &Cx<'_>, list: Node<'_>, scope: model::ids::ScopeId) {
    for child in list.children() {
        match child.kind() {
            K::Enumerator => enumerator(b, cx, child, scope),
            K::PreprocIf | K::PreprocIfdef | K::PreprocElif | K::PreprocElse | K::PreprocElifdef => {
                b.descend(child, |b| enumerators(b, cx, child, scope));
            }
            K::Error => {
                b.descend(child, |b| enumerators(b, cx, child, scope));
            }
            K::PreprocCall | K::PreprocDef | K::PreprocFunctionDef => {
                super::preprocessor::directive(b, cx, child.span());
            }
            _ if child.is_in_field(F::Condition) || child.is_in_field(F::Name) => {
                super::lexical::sites(b, child.span(), Role::Macro, &[]);
            }
            _ if child.is_named() => _ = expressions::expression(b, cx, child, Role::Read),
            _ => {}
        }
    }
}

fn enumerator(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, scope: model::ids::ScopeId) {
    let Some(name) = node.field(F::Name) else { return };
    let id = b.define(NewDef {
        doc: docs::around(b, node.span()),
        scope: Some(scope),
        visible_from: node.end(),
        ..NewDef::new(DefKind::EnumMember, name.span(), node.span())
    });
    if let Some(value) = node.field(F::Value) {
        let value = b.in_def(id, |b| expressions::expression(b, cx, value, Role::Read));
        b.def_mut(id).value = Some(value);
    }
}
