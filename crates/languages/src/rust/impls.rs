//! `impl` blocks and traits.

use extract::{Builder, NewDef};
use model::ids::TypeId;
use model::kinds::{DefKind, Modifiers, Role, ScopeKind, SuperKind};
use model::span::Span;

use super::attributes::Decorated;
use super::grammar::{F, K, N};
use super::{definitions, docs, expressions, generics, paths, statements, types};

/// `impl T { … }`, `impl Trait for T { … }`, `impl !Trait for T {}`.
///
/// A negative `impl` names the trait, but does not stand below it.
pub(super) fn implementation<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let (subject, view) = (node.field(F::Type), node.field(F::Trait));
    let Some(subject) = subject else { return expressions::parts(b, node) };
    let segment = segment(subject, view);
    let body = node.field(F::Body);
    let id = b.define(NewDef {
        name: Some(type_name(subject)),
        segment: Some(&segment),
        doc: docs::above(b, decorated.start, node.start()),
        body: body.map_or(0, N::start),
        modifiers: Modifiers::NONE.with_if(Modifiers::UNSAFE, node.has(K::Unsafe)),
        decorators: decorated.decorators,
        bind: false,
        ..NewDef::new(
            DefKind::Impl,
            Span::new(node.start(), node.start()),
            Span::new(decorated.start, node.end()),
        )
    });
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        let params = generics::of(b, node, &mut Vec::new());
        let view = view.map(|view| types::named(b, view, Role::Implement));
        let ty = types::ty(b, subject);
        let supers: &[TypeId] = if node.has(K::Bang) { &[] } else { view.as_slice() };
        definitions::set_supers(b, id, supers, SuperKind::Implements);
        let def = b.def_mut(id);
        (def.type_params, def.ty) = (params, Some(ty));
        if let Some(body) = body {
            statements::sequence(b, body);
        }
    });
}

/// `<T as Trait>`, or the type as written.
fn segment(subject: N<'_>, view: Option<N<'_>>) -> String {
    let fold = |node: N<'_>| node.text().split_whitespace().collect::<Vec<_>>().join(" ");
    match view {
        Some(view) => format!("<{} as {}>", fold(subject), fold(view)),
        None => fold(subject),
    }
}

/// The last name of a type: `Vec` of `&mut std::vec::Vec<T>`.
fn type_name(mut node: N<'_>) -> &str {
    loop {
        let inner = match node.kind() {
            K::GenericType | K::ReferenceType | K::PointerType => node.field(F::Type),
            K::ScopedTypeIdentifier => node.field(F::Name),
            K::DynamicType | K::AbstractType => node.field(F::Trait),
            K::BoundedType => node.first_named(),
            K::ArrayType => node.field(F::Element),
            _ => None,
        };
        match inner {
            Some(inner) => node = inner,
            None => return paths::plain(node.text()),
        }
    }
}

/// `trait T: Super { … }`
pub(super) fn trait_item<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let Some(name) = definitions::name_of(node) else { return expressions::parts(b, node) };
    let mut new = definitions::start(b, DefKind::Trait, name, node, decorated);
    new.modifiers = new.modifiers.with_if(Modifiers::UNSAFE, node.has(K::Unsafe));
    let id = b.define(new);
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        let mut supers =
            node.field(F::Bounds).map(|list| types::bounds(b, list, Role::Inherit)).unwrap_or_default();
        let params = generics::of(b, node, &mut supers);
        b.def_mut(id).type_params = params;
        definitions::set_supers(b, id, &supers, SuperKind::Extends);
        if let Some(body) = node.field(F::Body) {
            statements::sequence(b, body);
        }
    });
}
