//! `import` statements of ECMAScript, and `import x = require("x")`.

use extract::{Builder, NewImport};
use model::facts::ImportFlags;
use model::ids::ImportId;
use model::kinds::ImportKind;
use model::span::Span;

use super::broken;
use super::context::Context;
use super::expressions::expression;
use super::grammar::{F, Js, K};
use super::keys::inside_quotes;

/// The module that a statement imports from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'t> {
    /// The whole statement.
    pub(crate) statement: Js<'t>,
    /// Where the module's name stands.
    pub(crate) path: Span,
    pub(crate) flags: ImportFlags,
}

impl<'t> Source<'t> {
    /// The source of `statement`, which names it in `node`.
    pub(crate) fn new(statement: Js<'t>, node: Js<'t>, flags: ImportFlags) -> Self {
        Self { statement, path: inside_quotes(node), flags }
    }

    /// Adds an import of this module.
    pub(crate) fn bring(
        self,
        b: &mut Builder<'_>,
        kind: ImportKind,
        member: Option<&str>,
        local: Option<(&str, Span)>,
        type_only: bool,
    ) -> ImportId {
        let path = [b.text(self.path)];
        let flags = self.flags.with_if(ImportFlags::TYPE_ONLY, type_only);
        // Imports are hoisted. What a re-export names is named for others only.
        let bind = !flags.contains(ImportFlags::REEXPORT);
        let new = NewImport::new(kind, self.statement.span(), &path, self.path);
        b.import(NewImport { member, local, flags, bind, ..new })
    }
}

/// Whether `type` or `typeof` stands directly in `node`, before any clause.
pub(crate) fn is_type_only(node: Js<'_>) -> bool {
    node.children().take(3).any(|child| matches!(child.kind(), K::TypeKeyword | K::Typeof))
}

/// Any `import` statement.
pub(crate) fn import_statement(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let flags = ImportFlags::default().with_if(ImportFlags::TYPE_ONLY, is_type_only(node));
    let source = node.field(F::Source).map(|source| Source::new(node, source, flags));
    let mut brought = false;
    for child in node.named_children() {
        match (child.kind(), source) {
            (K::ImportClause, Some(source)) => brought |= clause(b, cx, child, source),
            (K::ImportRequireClause, _) => {
                require_clause(b, node, child, flags);
                brought = true;
            }
            (K::ImportAttribute, _) => attributes(b, cx, child),
            (K::ImportClause | K::Error, _) => broken::error(b, cx, child),
            _ => {}
        }
    }
    if let (Some(source), false) = (source, brought) {
        source.bring(b, ImportKind::Text, None, None, false);
    }
}

/// `with { type: "json" }` says how to load; what it names is defined nowhere.
fn attributes(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let values = node.named_children().flat_map(Js::named_children);
    for value in values.filter_map(|pair| pair.field(F::Value)) {
        expression(b, cx, value);
    }
}

fn require_clause(b: &mut Builder<'_>, statement: Js<'_>, node: Js<'_>, flags: ImportFlags) {
    let (Some(name), Some(source)) = (node.child(K::Identifier), node.field(F::Source)) else { return };
    let source = Source::new(statement, source, flags.with(ImportFlags::EQUALS));
    source.bring(b, ImportKind::Require, None, Some((name.text(), name.span())), false);
}

/// What stands between `import` and `from`; whether it brings anything.
fn clause(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, source: Source<'_>) -> bool {
    let mut brought = false;
    for child in node.named_children() {
        match child.kind() {
            K::Identifier => {
                let local = Some((child.text(), child.span()));
                let import = source.bring(b, ImportKind::Default, None, local, false);
                b.import_site(child.span(), import, 1);
            }
            K::NamespaceImport => {
                let local = child.first_named().map(|name| (name.text(), name.span()));
                let import = source.bring(b, ImportKind::Module, None, local, false);
                if let Some((_, name)) = local {
                    b.import_site(name, import, 0);
                }
            }
            K::NamedImports => {
                for specifier in child.named_children() {
                    brought |= named(b, cx, specifier, source);
                }
                continue;
            }
            _ => broken::error(b, cx, child),
        }
        brought = true;
    }
    brought
}

/// `a`, `a as b`, `type a`, `"a" as b`.
fn named(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, source: Source<'_>) -> bool {
    let Some(name) = node.field(F::Name).filter(|_| node.is(K::ImportSpecifier)) else {
        broken::error(b, cx, node);
        return false;
    };
    let local = node.field(F::Alias).unwrap_or(name);
    let member = export_name(name);
    let text = b.text(member);
    let local = Some((local.text(), local.span()));
    let import = source.bring(b, ImportKind::Member, Some(text), local, is_type_only_specifier(node));
    b.import_site(member, import, 1);
    if let Some(alias) = node.field(F::Alias) {
        b.import_site(alias.span(), import, 1);
    }
    true
}

/// Whether a specifier begins with `type`.
pub(crate) fn is_type_only_specifier(node: Js<'_>) -> bool {
    let first = node.children().next();
    first.is_some_and(|first| {
        matches!(first.kind(), K::TypeKeyword | K::Typeof) && !first.is_in_field(F::Name)
    })
}

/// Where a name of a module's export table stands; it may be a literal text.
pub(crate) fn export_name(node: Js<'_>) -> Span {
    if node.is(K::String) { inside_quotes(node) } else { node.span() }
}
