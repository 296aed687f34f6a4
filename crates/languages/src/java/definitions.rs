//! Classes, interfaces, enums, annotation types, and class bodies without a name.
//!
//! The header of a generic type stands in a `Template` scope that holds the type parameters: `extends` and
//! `implements` see these, but not the members, which are bound in the `Type` scope of the body.

use extract::{Builder, NewDef};
use model::facts::{List, Super};
use model::ids::{DefId, TypeId};
use model::kinds::{DefKind, Role, ScopeKind, SuperKind};
use model::span::Span;

use super::annotations::decorators;
use super::docs::doc;
use super::grammar::{F, K, Node};
use super::items;
use super::modifiers::{Written, written};
use super::parameters::type_parameters;
use super::types::ty;

/// What a type without a name is called.
const ANONYMOUS: &str = "(anonymous)";

/// A class, interface, enum or annotation type.
pub(super) fn type_declaration(b: &mut Builder<'_>, node: Node<'_>) {
    let kind = match node.kind() {
        K::InterfaceDeclaration => DefKind::Interface,
        K::EnumDeclaration => DefKind::Enum,
        K::AnnotationTypeDeclaration => DefKind::Annotation,
        _ => DefKind::Class,
    };
    let modifiers = written(b, node);
    let Some(def) = define_type(b, kind, node, modifiers) else { return items::all(b, node) };
    b.in_def(def, |b| {
        b.def_mut(def).decorators = decorators(b, modifiers.node);
        generic_header(b, def, node, |b| {
            b.def_mut(def).supers = supers(b, node);
            body(b, def, node);
        });
        items::errors(b, node);
    });
}

/// Adds the definition of a named type; `None` when the name is missing.
pub(super) fn define_type(
    b: &mut Builder<'_>,
    kind: DefKind,
    node: Node<'_>,
    modifiers: Written<'_>,
) -> Option<DefId> {
    let name = node.field(F::Name).filter(|name| !name.is_missing())?;
    if modifiers.generated && b.current_def().is_none() {
        b.mark_generated();
    }
    let package = package(b);
    let local = !matches!(b.scope_kind(), ScopeKind::File | ScopeKind::Type);
    Some(b.define(NewDef {
        doc: doc(b, node.start()),
        body: node.field(F::Body).map_or(0, Node::start),
        visibility: modifiers.visibility,
        modifiers: modifiers.closing(),
        qualifier: package.as_deref(),
        visible_from: if local { name.start() } else { 0 },
        ..NewDef::new(kind, name.span(), node.span())
    }))
}

/// The package that qualifies a definition made here: top-level ones only, the others have parents.
pub(super) fn package(b: &Builder<'_>) -> Option<String> {
    if b.current_def().is_some() {
        return None;
    }
    let first = b.facts().defs.first().filter(|first| first.kind == DefKind::Namespace)?;
    Some(b.name_text(first.name).to_owned())
}

/// Runs `rest` where the type parameters of `node` are visible, and keeps these in `def`.
pub(super) fn generic_header(
    b: &mut Builder<'_>,
    def: DefId,
    node: Node<'_>,
    rest: impl FnOnce(&mut Builder<'_>),
) {
    let Some(params) = node.field(F::TypeParameters) else { return rest(b) };
    let span = Span::new(params.start(), node.end());
    b.in_scope(ScopeKind::Template, span, |b| {
        b.def_mut(def).type_params = type_parameters(b, Some(params));
        rest(b);
    });
}

/// Bases and interfaces. Permitted subclasses are named here too, but do not stand above.
pub(super) fn supers(b: &mut Builder<'_>, node: Node<'_>) -> List {
    let mut list = Vec::new();
    for clause in node.named_children() {
        add_clause(b, clause, &mut list);
    }
    b.supers(&list)
}

/// Adds what one clause of a header lists.
pub(super) fn add_clause(b: &mut Builder<'_>, clause: Node<'_>, list: &mut Vec<Super>) {
    match clause.kind() {
        K::Superclass | K::ExtendsInterfaces => {
            add_supers(b, clause, Role::Inherit, SuperKind::Extends, list);
        }
        K::SuperInterfaces => add_supers(b, clause, Role::Implement, SuperKind::Implements, list),
        K::Permits => named_types(b, clause, Role::Type, &mut |_| {}),
        _ => {}
    }
}

fn add_supers(b: &mut Builder<'_>, clause: Node<'_>, role: Role, kind: SuperKind, list: &mut Vec<Super>) {
    named_types(b, clause, role, &mut |ty| list.push(Super { ty, kind }));
}

/// The types that a clause lists.
pub(super) fn named_types(b: &mut Builder<'_>, clause: Node<'_>, role: Role, each: &mut dyn FnMut(TypeId)) {
    let list = clause.child(K::TypeList).unwrap_or(clause);
    for child in list.named_children() {
        each(ty(b, child, role));
    }
}

fn body(b: &mut Builder<'_>, def: DefId, node: Node<'_>) {
    if let Some(body) = node.field(F::Body) {
        b.in_def_scope(def, ScopeKind::Type, body.span(), |b| items::all(b, body));
    }
}

/// The body after `new T(…)`: a class without a name whose supertype is `T`.
pub(super) fn anonymous_class(b: &mut Builder<'_>, body: Node<'_>, above: TypeId) -> DefId {
    let def = b.define(NewDef {
        body: body.start(),
        bind: false,
        ..NewDef::unnamed(DefKind::Class, ANONYMOUS, body.span())
    });
    b.def_mut(def).supers = b.supers(&[Super { ty: above, kind: SuperKind::Extends }]);
    b.in_def_scope(def, ScopeKind::Type, body.span(), |b| items::all(b, body));
    def
}
