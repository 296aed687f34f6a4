//! `export` statements.

use extract::{Builder, NewDef, NewImport};
use model::expr::Expr;
use model::facts::{Anchor, ImportFlags};
use model::ids::ExprId;
use model::kinds::{DefKind, FlowKind, ImportKind, Modifiers, Role, Visibility};
use model::span::Span;

use super::assignments::add_member;
use super::context::Context;
use super::declarations::Lead;
use super::expressions::{expression, expression_as};
use super::grammar::{F, Js, K};
use super::imports::{Source, export_name, is_type_only, is_type_only_specifier};
use super::statements::{declaration, statement};
use super::values::{Shape, shape, unwrap};
use super::{broken, classes};

/// Any `export` statement.
pub(crate) fn export_statement(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let is_default = node.has(K::Default);
    if let Some(declared) = node.field(F::Declaration) {
        return exported(b, cx, node, declared, is_default);
    }
    if let Some(value) = node.field(F::Value) {
        return default_value(b, cx, node, value);
    }
    let flags = ImportFlags::REEXPORT.with_if(ImportFlags::TYPE_ONLY, is_type_only(node));
    let source = node.field(F::Source).map(|source| Source::new(node, source, flags));
    if node.has(K::Equals) {
        return export_equals(b, cx, node);
    }
    if node.has(K::NamespaceKeyword) {
        return node.child(K::Identifier).into_iter().for_each(|name| export_as_namespace(b, node, name));
    }
    if let Some(source) = source.filter(|_| node.has(K::Star)) {
        source.bring(b, ImportKind::Star, None, None, false);
    }
    for child in node.named_children().filter(|child| !child.is_in_field(F::Source)) {
        match (child.kind(), source) {
            (K::NamespaceExport, Some(source)) => namespace_export(b, child, source),
            (K::ExportClause, source) => clause(b, cx, node, child, source, flags),
            _ => statement(b, cx, child),
        }
    }
}

/// A declaration with `export` before it.
fn exported(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, declared: Js<'_>, is_default: bool) {
    let written: Vec<_> = node.fields(F::Decorator).collect();
    let decorators = classes::decorators(b, cx, &written);
    let modifiers = Modifiers::EXPORTED.with_if(Modifiers::EXPORT_DEFAULT, is_default);
    let lead = Lead { start: node.start(), visibility: Visibility::Public, modifiers, decorators };
    declaration(b, cx, declared, lead);
    broken::errors_in(b, cx, node);
}

/// `export default value`: a name is exported as `default`, anything else is a definition called that.
fn default_value(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, value: Js<'_>) {
    let inner = unwrap(value);
    let exported = if inner.is(K::Identifier) {
        let name = inner.text();
        let no_path = Span::new(inner.start(), inner.start());
        let import = NewImport {
            member: Some(name),
            local: Some(("default", no_path)),
            bind: false,
            flags: ImportFlags::REEXPORT,
            visibility: Visibility::Public,
            ..NewImport::new(ImportKind::Member, node.span(), &[], no_path)
        };
        b.import(import);
        expression_as(b, cx, inner, Role::Export)
    } else {
        default_definition(b, cx, node, value)
    };
    b.flow(FlowKind::ExportValue, node.span(), None, Some(exported));
    broken::errors_in(b, cx, node);
}

fn default_definition(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, value: Js<'_>) -> ExprId {
    let kind = match shape(value) {
        Shape::Function => DefKind::Function,
        Shape::Class => DefKind::Class,
        Shape::Other => DefKind::Variable,
    };
    let own_name =
        unwrap(value).field(F::Name).filter(|name| shape(value) != Shape::Other && name.is_named());
    let at = own_name.map_or(Span::new(node.start(), node.start()), Js::span);
    let lead = Lead { start: node.start(), ..Lead::of(node) };
    let new = NewDef {
        name: own_name.is_none().then_some("default"),
        // `export default function f() {}` is a declaration also where the parser reads an expression.
        bind: own_name.is_some(),
        visibility: Visibility::Public,
        modifiers: Modifiers::EXPORTED | Modifiers::EXPORT_DEFAULT,
        body: value.start(),
        ..lead.define(b, kind, at, node)
    };
    let owner = cx.owner;
    add_member(b, cx, value, new, owner)
}

/// `export = value`.
fn export_equals(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let mut value = None;
    for child in node.named_children() {
        value = Some(match child.kind() {
            K::Identifier => expression_as(b, cx, child, Role::Export),
            _ => expression(b, cx, child),
        });
    }
    let value = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    b.flow(FlowKind::ExportValue, node.span(), None, Some(value));
}

/// `export as namespace Name`: scripts without modules know this module by a global name.
fn export_as_namespace(b: &mut Builder<'_>, node: Js<'_>, name: Js<'_>) {
    let flags = ImportFlags::REEXPORT.with(ImportFlags::EQUALS).with(ImportFlags::GLOBAL);
    let import = NewImport {
        local: Some((name.text(), name.span())),
        bind: false,
        flags,
        ..NewImport::new(ImportKind::Module, node.span(), &[], Span::new(name.start(), name.start()))
    };
    let import = b.import(import);
    b.site(name.span(), Role::Export, Anchor::Import(import, 0));
}

/// `* as name` with a source.
fn namespace_export(b: &mut Builder<'_>, node: Js<'_>, source: Source<'_>) {
    let Some(name) = node.children().last() else { return };
    let span = export_name(name);
    let text = b.text(span);
    let import = source.bring(b, ImportKind::Module, None, Some((text, span)), false);
    b.site(span, Role::Export, Anchor::Import(import, 0));
}

/// `{a, b as c}`, with or without a source.
fn clause(
    b: &mut Builder<'_>,
    cx: &mut Context,
    statement: Js<'_>,
    node: Js<'_>,
    source: Option<Source<'_>>,
    flags: ImportFlags,
) {
    for child in node.named_children() {
        let Some(name) = child.field(F::Name).filter(|_| child.is(K::ExportSpecifier)) else {
            broken::error(b, cx, child);
            continue;
        };
        specifier(b, statement, child, name, source, flags);
    }
}

fn specifier(
    b: &mut Builder<'_>,
    statement: Js<'_>,
    node: Js<'_>,
    name: Js<'_>,
    source: Option<Source<'_>>,
    flags: ImportFlags,
) {
    let member = export_name(name);
    let alias = node.field(F::Alias).map(export_name);
    let given = alias.unwrap_or(member);
    let (member_text, local) = (b.text(member), (b.text(given), given));
    let type_only = is_type_only_specifier(node);
    let import = if let Some(source) = source {
        source.bring(b, ImportKind::Member, Some(member_text), Some(local), type_only)
    } else {
        let no_path = Span::new(member.start, member.start);
        b.import(NewImport {
            member: Some(member_text),
            local: Some(local),
            bind: false,
            flags: flags.with_if(ImportFlags::TYPE_ONLY, type_only),
            visibility: Visibility::Public,
            ..NewImport::new(ImportKind::Member, statement.span(), &[], no_path)
        })
    };
    let segment = u16::from(source.is_some());
    if source.is_some() {
        b.site(member, Role::Export, Anchor::Import(import, segment));
    } else {
        b.name_expr(member, Role::Export);
    }
    if let Some(alias) = alias {
        b.site(alias, Role::Export, Anchor::Import(import, segment));
    }
}
