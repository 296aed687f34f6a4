//! Items: which rule reads which, and the simple ones.

use extract::{Builder, NewDef, NewImport};
use model::facts::{Anchor, ImportFlags, Super};
use model::ids::DefId;
use model::kinds::{DefKind, ImportKind, Modifiers, Role, ScopeKind, SuperKind};
use model::span::Span;

use super::attributes::{self, Decorated};
use super::grammar::{F, K, N};
use super::{
    docs, expressions, functions, generics, impls, imports, macros, paths, statements, structs, types,
};

/// Whether `kind` is an item, to be read by [`item`].
pub(super) fn is_item(kind: K) -> bool {
    matches!(
        kind,
        K::FunctionItem
            | K::FunctionSignature
            | K::StructItem
            | K::UnionItem
            | K::EnumItem
            | K::ConstItem
            | K::StaticItem
            | K::TypeItem
            | K::AssociatedType
            | K::ModItem
            | K::ForeignModItem
            | K::ImplItem
            | K::TraitItem
            | K::UseDeclaration
            | K::ExternCrate
            | K::MacroDefinition
    )
}

/// An item below `attributes`.
pub(super) fn item<'t>(b: &mut Builder<'_>, node: N<'t>, attributes: &[N<'t>]) {
    let decorated = attributes::apply(b, attributes, node);
    b.descend(node, |b| match node.kind() {
        K::FunctionItem | K::FunctionSignature => functions::function(b, node, &decorated),
        K::StructItem | K::UnionItem | K::EnumItem => structs::type_item(b, node, &decorated),
        K::ConstItem | K::StaticItem => constant(b, node, &decorated),
        K::TypeItem | K::AssociatedType => alias(b, node, &decorated),
        K::ModItem => module(b, node, &decorated),
        K::ForeignModItem => foreign(b, node),
        K::ImplItem => impls::implementation(b, node, &decorated),
        K::TraitItem => impls::trait_item(b, node, &decorated),
        K::UseDeclaration => imports::use_declaration(b, node, decorated.conditional),
        K::ExternCrate => imports::extern_crate(b, node, decorated.conditional),
        K::MacroDefinition => macros::definition(b, node, &decorated),
        _ => {}
    });
}

/// What all named definitions share.
pub(super) fn start<'t>(
    b: &mut Builder<'_>,
    kind: DefKind,
    name: N<'t>,
    node: N<'t>,
    decorated: &Decorated<'t>,
) -> NewDef<'t> {
    let doc = docs::above(b, decorated.start, node.start());
    NewDef {
        name: Some(paths::plain(name.text())),
        doc: decorated.doc.filter(|_| doc.is_empty()).unwrap_or(doc),
        visibility: attributes::visibility(b, node),
        modifiers: decorated.modifiers,
        decorators: decorated.decorators,
        body: node.field(F::Body).map_or(0, N::start),
        ..NewDef::new(kind, name.span(), Span::new(decorated.start, node.end()))
    }
}

/// The name of an item; `None` when the parser had to invent it.
pub(super) fn name_of(node: N<'_>) -> Option<N<'_>> {
    node.field(F::Name).filter(|name| !name.is_missing())
}

/// Whether we are directly inside an `impl` or a trait.
pub(super) fn in_type(b: &Builder<'_>) -> Option<DefKind> {
    let owner = b.current_def().filter(|_| b.scope_kind() == ScopeKind::Type)?;
    let kind = b.facts().def(owner).kind;
    matches!(kind, DefKind::Impl | DefKind::Trait).then_some(kind)
}

/// Whether we are directly inside an `extern` block.
pub(super) fn is_foreign(node: N<'_>) -> bool {
    node.ancestors().nth(1).is_some_and(|around| around.is(K::ForeignModItem))
}

/// A member without body or value is abstract in a trait and a declaration elsewhere.
pub(super) fn without_body(b: &Builder<'_>) -> Modifiers {
    if in_type(b) == Some(DefKind::Trait) { Modifiers::ABSTRACT } else { Modifiers::DECLARATION }
}

/// `const` and `static`.
fn constant<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let Some(name) = name_of(node) else { return expressions::parts(b, node) };
    let is_const = node.is(K::ConstItem);
    let kind = if is_const { DefKind::Constant } else { DefKind::Static };
    let value = node.field(F::Value);
    let mut new = start(b, kind, name, node, decorated);
    new.modifiers = new
        .modifiers
        .with_if(Modifiers::CONST, is_const)
        .with_if(Modifiers::MUTABLE, !is_const && node.has(K::Mut))
        .with_if(Modifiers::EXTERN, is_foreign(node))
        .with_if(without_body(b), value.is_none());
    new.body = node.child(K::Equals).map_or(0, N::start);
    new.bind = name.text() != "_";
    let id = b.define(new);
    b.in_def(id, |b| {
        let ty = node.field(F::Type).map(|ty| types::ty(b, ty));
        let value = value.map(|value| expressions::expr(b, value));
        let def = b.def_mut(id);
        (def.ty, def.value) = (ty, value);
    });
}

/// `type A = B`, and associated types.
fn alias<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let Some(name) = name_of(node) else { return expressions::parts(b, node) };
    let target = node.field(F::Type);
    let mut new = start(b, DefKind::TypeAlias, name, node, decorated);
    new.modifiers = new.modifiers.with_if(without_body(b), target.is_none());
    new.body = node.child(K::Equals).map_or(0, N::start);
    let id = b.define(new);
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        let params = generics::of(b, node, &mut Vec::new());
        let bounds = node.field(F::Bounds).map(|list| types::bounds(b, list, Role::Type));
        let ty = target.map(|target| types::ty(b, target));
        b.def_mut(id).type_params = params;
        b.def_mut(id).ty = ty;
        set_supers(b, id, &bounds.unwrap_or_default(), SuperKind::Bound);
    });
}

/// Sets the types above a definition.
pub(super) fn set_supers(b: &mut Builder<'_>, id: DefId, types: &[model::ids::TypeId], kind: SuperKind) {
    let supers: Vec<Super> = types.iter().map(|&ty| Super { ty, kind }).collect();
    b.def_mut(id).supers = b.supers(&supers);
}

/// `mod x { … }`, or `mod x;`, which is also an import of the file that holds it.
fn module<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let Some(name) = name_of(node) else { return expressions::parts(b, node) };
    let new = start(b, DefKind::Module, name, node, decorated);
    let Some(body) = node.field(F::Body) else {
        b.define(NewDef { modifiers: new.modifiers | Modifiers::DECLARATION, ..new });
        return child_modules(b, name, decorated, new);
    };
    let id = b.define(new);
    b.in_def_scope(id, ScopeKind::Module, body.span(), |b| {
        statements::sequence(b, body);
    });
}

/// The files that `mod x;` may mean: the one its name says, or those named by `#[path]`. The name is a site of the
/// first of these imports, so that it can be followed into the file.
fn child_modules<'t>(b: &mut Builder<'_>, name: N<'t>, decorated: &Decorated<'t>, module: NewDef<'t>) {
    let plain = [paths::plain(name.text())];
    let all = if decorated.paths.is_empty() { &plain[..] } else { &decorated.paths };
    for (index, path) in all.iter().enumerate() {
        let segments = [*path];
        let flags = ImportFlags::default().with_if(ImportFlags::CONDITIONAL, decorated.conditional);
        let import = b.import(NewImport {
            member: Some(plain[0]),
            visibility: module.visibility,
            flags,
            ..NewImport::new(ImportKind::Child, module.span, &segments, name.span())
        });
        if index == 0 {
            b.site_named(name.span(), plain[0], Role::Import, Anchor::Import(import, 1));
        }
    }
}

/// `extern "C" { … }`: its members belong to the module around.
fn foreign(b: &mut Builder<'_>, node: N<'_>) {
    if let Some(body) = node.field(F::Body) {
        statements::sequence(b, body);
    }
}
