//! Type parameters, their bounds and `where` clauses.

use extract::{Builder, NewBinding};
use model::facts::{Anchor, List, TypeParam};
use model::ids::{NameId, TypeId};
use model::kinds::{BindingKind, Role};
use model::span::Span;

use super::grammar::{F, K, N};
use super::{attributes, expressions, paths, types};

/// A type parameter whose bounds are still being collected.
struct Entry {
    name: NameId,
    span: Span,
    bounds: Vec<TypeId>,
    default: Option<TypeId>,
}

/// Binds the type parameters of the item `node` in the current scope, and gives their list; bounds of `where` clauses
/// are merged into those of the parameter that they are about.
///
/// `self_bounds` receives what `where Self: …` asks for.
pub(super) fn of(b: &mut Builder<'_>, node: N<'_>, self_bounds: &mut Vec<TypeId>) -> List {
    let mut entries = Vec::new();
    for child in node.children() {
        match child.kind() {
            K::TypeParameters => parameters(b, child, &mut entries),
            K::WhereClause => predicates(b, child, &mut entries, self_bounds),
            _ => {}
        }
    }
    finish(b, entries)
}

fn finish(b: &mut Builder<'_>, entries: Vec<Entry>) -> List {
    let mut params = Vec::with_capacity(entries.len());
    for entry in entries {
        let bounds = b.list(&entry.bounds);
        params.push(TypeParam { name: entry.name, span: entry.span, bounds, default: entry.default });
    }
    b.type_params(&params)
}

fn parameters(b: &mut Builder<'_>, list: N<'_>, entries: &mut Vec<Entry>) {
    for child in list.named_children() {
        match child.kind() {
            K::TypeParameter => entries.extend(type_parameter(b, child)),
            K::ConstParameter => entries.extend(const_parameter(b, child)),
            K::LifetimeParameter => lifetime_parameter(b, child),
            K::AttributeItem => attributes::standalone(b, child),
            K::Error => expressions::any(b, child),
            _ => {}
        }
    }
}

fn type_parameter(b: &mut Builder<'_>, node: N<'_>) -> Option<Entry> {
    let name = node.field(F::Name)?;
    let entry = bind(b, name, None);
    let bounds = node.field(F::Bounds).map(|list| types::bounds(b, list, Role::Type)).unwrap_or_default();
    let default = node.field(F::DefaultType).map(|default| types::ty(b, default));
    Some(Entry { bounds, default, ..entry })
}

fn const_parameter(b: &mut Builder<'_>, node: N<'_>) -> Option<Entry> {
    let ty = node.field(F::Type).map(|ty| types::ty(b, ty));
    if let Some(value) = node.field(F::Value) {
        expressions::expr(b, value);
    }
    node.field(F::Name).map(|name| bind(b, name, ty))
}

fn bind(b: &mut Builder<'_>, name: N<'_>, ty: Option<TypeId>) -> Entry {
    let text = paths::plain(name.text());
    b.bind(NewBinding { name: Some(text), ty, ..NewBinding::new(BindingKind::TypeParameter, name.span()) });
    Entry { name: b.name(text), span: name.span(), bounds: Vec::new(), default: None }
}

fn lifetime_parameter(b: &mut Builder<'_>, node: N<'_>) {
    if let Some(name) = node.field(F::Name) {
        bind_lifetime(b, name);
    }
    if let Some(bounds) = node.field(F::Bounds) {
        types::bounds(b, bounds, Role::Type);
    }
}

/// Introduces a lifetime or a loop's label.
pub(super) fn bind_lifetime(b: &mut Builder<'_>, node: N<'_>) {
    if let Some(name) = node.child(K::Identifier) {
        b.bind(NewBinding::new(BindingKind::Label, name.span()));
    }
}

/// The lifetimes of `for<'a, 'b>`.
pub(super) fn lifetimes(b: &mut Builder<'_>, binder: N<'_>) {
    for child in binder.named_children() {
        match child.kind() {
            K::Lifetime => bind_lifetime(b, child),
            K::LifetimeParameter => lifetime_parameter(b, child),
            _ => {}
        }
    }
}

fn predicates(b: &mut Builder<'_>, clause: N<'_>, entries: &mut [Entry], self_bounds: &mut Vec<TypeId>) {
    for predicate in clause.named_children() {
        match (predicate.field(F::Left), predicate.field(F::Bounds)) {
            (Some(left), Some(list)) => {
                let bounds = subject_bounds(b, left, list);
                let text = left.text();
                if text == "Self" {
                    self_bounds.extend(bounds);
                } else if let Some(entry) = entry_of(b, entries, text) {
                    entry.bounds.extend(bounds);
                }
            }
            _ => expressions::any(b, predicate),
        }
    }
}

/// The bounds of one predicate; `for<'a>` in front of it reaches over both sides.
fn subject_bounds(b: &mut Builder<'_>, left: N<'_>, list: N<'_>) -> Vec<TypeId> {
    let Some(binder) = left.child(K::TypeParameters).filter(|_| left.is(K::HigherRankedTraitBound)) else {
        types::ty(b, left);
        return types::bounds(b, list, Role::Type);
    };
    let span = Span::new(left.start(), list.end());
    let inside = |b: &mut Builder<'_>| {
        lifetimes(b, binder);
        if let Some(subject) = left.field(F::Type) {
            types::ty(b, subject);
        }
        types::bounds(b, list, Role::Type)
    };
    b.in_scope(model::kinds::ScopeKind::Template, span, inside).1
}

fn entry_of<'e>(b: &Builder<'_>, entries: &'e mut [Entry], text: &str) -> Option<&'e mut Entry> {
    entries.iter_mut().find(|entry| b.name_text(entry.name) == text)
}

/// A label that a statement jumps to.
pub(super) fn jump(b: &mut Builder<'_>, node: N<'_>) {
    if let Some(name) = node.child(K::Label).and_then(|label| label.child(K::Identifier)) {
        b.site(name.span(), Role::Label, Anchor::None);
    }
}

/// Type parameters of something that could not be understood.
pub(super) fn loose(b: &mut Builder<'_>, list: N<'_>) {
    let mut entries = Vec::new();
    parameters(b, list, &mut entries);
}
