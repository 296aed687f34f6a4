//! Records. A component is a field of the record and a parameter of its canonical constructor.

use extract::{Builder, NewBinding, NewDef};
use model::expr::{TypeExpr, Wrapper};
use model::facts::{List, Param, ParamKind};
use model::ids::{DefId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::annotations::{bare_annotations, decorators};
use super::definitions::{define_type, generic_header, supers};
use super::docs::doc;
use super::grammar::{F, K, Node};
use super::items;
use super::modifiers::written;
use super::types::{is_type, ty, with_dimensions};

/// A record: the `Type` scope begins at its components, because member types are visible there.
pub(super) fn record(b: &mut Builder<'_>, node: Node<'_>) {
    let modifiers = written(b, node);
    let Some(def) = define_type(b, DefKind::Record, node, modifiers) else { return items::all(b, node) };
    b.in_def(def, |b| {
        b.def_mut(def).decorators = decorators(b, modifiers.node);
        generic_header(b, def, node, |b| {
            b.def_mut(def).supers = supers(b, node);
            members(b, def, node);
        });
        items::errors(b, node);
    });
}

fn members(b: &mut Builder<'_>, def: DefId, node: Node<'_>) {
    let header = node.field(F::Parameters);
    let body = node.field(F::Body);
    let start = header.or(body).map_or(node.end(), Node::start);
    b.in_def_scope(def, ScopeKind::Type, Span::new(start, node.end()), |b| {
        b.def_mut(def).params = components(b, header);
        if let Some(body) = body {
            items::all(b, body);
        }
    });
}

fn components(b: &mut Builder<'_>, header: Option<Node<'_>>) -> List {
    let mut params = Vec::new();
    for child in header.into_iter().flat_map(Node::named_children) {
        match child.kind() {
            K::FormalParameter | K::SpreadParameter => params.extend(component(b, child)),
            _ => {
                items::one(b, child);
            }
        }
    }
    b.params(&params)
}

fn component(b: &mut Builder<'_>, node: Node<'_>) -> Option<Param> {
    let declarator = node.child(K::VariableDeclarator);
    let name = declarator.unwrap_or(node).field(F::Name).filter(|name| !name.is_missing())?;
    let field = b.define(NewDef {
        doc: doc(b, node.start()),
        modifiers: Modifiers::READONLY,
        ..NewDef::new(DefKind::Field, name.span(), node.span())
    });
    b.in_def(field, |b| {
        b.def_mut(field).decorators = decorators(b, node.child(K::Modifiers));
        let (written, declared) = component_type(b, node);
        let variadic = declarator.is_some();
        let held = if variadic { b.ty(TypeExpr::Wrap(Wrapper::Array, declared)) } else { declared };
        b.def_mut(field).ty = Some(held);
        Some(Param {
            name: b.name(name.text()),
            span: node.span(),
            ty: Some(declared),
            ty_span: written.map_or(Span::new(node.start(), node.start()), Node::span),
            default: None,
            kind: if variadic { ParamKind::Variadic } else { ParamKind::Plain },
        })
    })
}

fn component_type<'t>(b: &mut Builder<'_>, node: Node<'t>) -> (Option<Node<'t>>, TypeId) {
    bare_annotations(b, node);
    items::errors(b, node);
    let written = node.children().find(|child| is_type(child.kind()));
    let declared = match written {
        Some(written) => ty(b, written, Role::Type),
        None => b.ty(TypeExpr::Unknown),
    };
    (written, with_dimensions(b, declared, node.field(F::Dimensions)))
}

/// Binds the components of the record around a compact constructor as the parameters that they are there.
pub(super) fn bind_components(b: &mut Builder<'_>, record: DefId) -> List {
    let around = *b.facts().def(record);
    let is_component = |def: &&model::facts::Def| def.parent == Some(record) && def.kind == DefKind::Field;
    let components: Vec<(Span, Option<TypeId>)> = b.facts().defs[record.index() + 1..]
        .iter()
        .take_while(|def| def.name_span.end <= around.body)
        .filter(is_component)
        .map(|def| (def.name_span, def.ty))
        .collect();
    for (span, ty) in components {
        b.bind(NewBinding { ty, ..NewBinding::new(BindingKind::Parameter, span) });
    }
    around.params
}
