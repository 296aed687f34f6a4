//! `CommonJS`: `require`, `module.exports`, and the calls that define members (`Object.defineProperty`,
//! `Object.assign`); also `import()`.

use extract::{Builder, NewDef, NewImport};
use model::expr::{Expr, UnaryKind};
use model::facts::ImportFlags;
use model::ids::{ExprId, ImportId, ScopeId};
use model::kinds::{DefKind, FlowKind, ImportKind, Modifiers, Role, Visibility};
use model::span::Span;

use super::assignments::{add_member, flow_into};
use super::context::{Context, Owner, at_module_level};
use super::declarations::Lead;
use super::expressions::{arguments, expression, expression_as};
use super::grammar::{F, Js, K};
use super::keys::inside_quotes;
use super::objects::{Qualifier, object};
use super::values::{Shape, shape, unwrap};

/// Whether a name such as `exports` is not one of the file's own.
pub(crate) fn is_free(b: &mut Builder<'_>, cx: &mut Context, name: Js<'_>) -> bool {
    let id = b.name(name.text());
    !cx.names.is_bound(b, id)
}

/// The literal argument of `require("x")`.
fn required(node: Js<'_>) -> Option<Js<'_>> {
    let function = node.field(F::Function).filter(|function| function.is(K::Identifier))?;
    (function.text() == "require").then_some(())?;
    only_text(node)
}

/// The only argument of a call, when it is a literal text.
fn only_text(call: Js<'_>) -> Option<Js<'_>> {
    let mut args = call.field(F::Arguments).filter(|args| args.is(K::Arguments))?.named_children();
    let only = args.next().filter(|only| only.is(K::String))?;
    args.next().is_none().then_some(only)
}

/// Flags of an import that stands here as an expression.
pub(crate) fn flags(b: &Builder<'_>) -> ImportFlags {
    ImportFlags::default().with_if(ImportFlags::CONDITIONAL, !at_module_level(b))
}

/// `const x = require("x")`, `const {a, b: c} = require("x")`, `const x = require("x").a`: imports, bound in `scope`.
///
/// False when the declaration is none of these and nothing was read.
pub(crate) fn require_declarator(
    b: &mut Builder<'_>,
    node: Js<'_>,
    name: Js<'_>,
    value: Js<'_>,
    scope: ScopeId,
) -> bool {
    let member = value.is(K::Member).then(|| value.field(F::Property)).flatten();
    let call = if member.is_some() { value.field(F::Object) } else { Some(value) };
    let Some(call) = call.filter(|call| call.is(K::Call)) else { return false };
    let Some(source) = required(call) else { return false };
    let is_plain = name.is(K::Identifier);
    if !is_plain && (member.is_some() || !is_flat(name)) {
        return false;
    }
    let function = call.field(F::Function).map_or(call.span(), Js::span);
    b.name_expr(function, Role::Call);
    b.in_existing_scope(scope, |b| {
        if is_plain {
            let local = Some((name.text(), name.span()));
            let import = bring(b, node, source, member.map(Js::text), local);
            if let Some(member) = member {
                b.import_site(member.span(), import, 1);
            }
        } else {
            destructured(b, name, node, source);
        }
    });
    true
}

/// Whether an object pattern takes plain names only.
fn is_flat(pattern: Js<'_>) -> bool {
    pattern.is(K::ObjectPattern)
        && pattern.named_children().all(|child| match child.kind() {
            K::ShorthandPattern => true,
            K::PairPattern => {
                child.field(F::Key).is_some_and(|key| key.is(K::PropertyIdentifier))
                    && child.field(F::Value).is_some_and(|value| value.is(K::Identifier))
            }
            _ => false,
        })
}

fn destructured(b: &mut Builder<'_>, pattern: Js<'_>, node: Js<'_>, source: Js<'_>) {
    for child in pattern.named_children() {
        let (member, local) = match (child.field(F::Key), child.field(F::Value)) {
            (Some(key), Some(value)) => (key, value),
            _ => (child, child),
        };
        let import = bring(b, node, source, Some(member.text()), Some((local.text(), local.span())));
        b.import_site(member.span(), import, 1);
    }
    if pattern.first_named().is_none() {
        bring(b, node, source, None, None);
    }
}

fn bring(
    b: &mut Builder<'_>,
    node: Js<'_>,
    source: Js<'_>,
    member: Option<&str>,
    local: Option<(&str, Span)>,
) -> ImportId {
    let path = inside_quotes(source);
    let text = [b.text(path)];
    let flags = flags(b);
    let new =
        NewImport { member, local, flags, ..NewImport::new(ImportKind::Require, node.span(), &text, path) };
    b.import(new)
}

/// Calls that the language gives a meaning beyond calling; `None` for others, of which nothing was read.
pub(crate) fn call(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> Option<ExprId> {
    let function = node.field(F::Function)?;
    match function.kind() {
        K::Identifier => {
            let source = required(node)?;
            b.name_expr(function.span(), Role::Call);
            let import = bring(b, node, source, None, None);
            Some(b.expr(Expr::Import(import)))
        }
        K::Import => {
            let source = only_text(node)?;
            let path = inside_quotes(source);
            let text = [b.text(path)];
            let flags = flags(b);
            let new = NewImport::new(ImportKind::Dynamic, node.span(), &text, path);
            let import = b.import(NewImport { flags, ..new });
            Some(b.expr(Expr::Import(import)))
        }
        K::Member => object_call(b, cx, node, function),
        _ => None,
    }
}

/// `import("x")` that was masked as a name; `None` for real names.
pub(crate) fn masked_import(b: &mut Builder<'_>, node: Js<'_>, flags: ImportFlags) -> Option<ExprId> {
    let text = node.text();
    if !text.ends_with(')') {
        return None;
    }
    let (open, close) = (text.find(['"', '\''])?, text.rfind(['"', '\''])?);
    let path = Span::new(node.start() + open as u32 + 1, node.start() + close as u32);
    let text = [b.text(path)];
    let import =
        b.import(NewImport { flags, ..NewImport::new(ImportKind::Dynamic, node.span(), &text, path) });
    Some(b.expr(Expr::Import(import)))
}

/// `Object.defineProperty(target, "name", …)` and `Object.assign(Foo.prototype, {…})`.
fn object_call(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, function: Js<'_>) -> Option<ExprId> {
    let object = function.field(F::Object).filter(|object| object.is(K::Identifier))?;
    (object.text() == "Object").then_some(())?;
    let args = node.field(F::Arguments).filter(|args| args.is(K::Arguments))?;
    match function.field(F::Property)?.text() {
        "defineProperty" => define_property(b, cx, function, args),
        "assign" => assign_members(b, cx, node, function, args),
        _ => None,
    }
}

fn define_property(b: &mut Builder<'_>, cx: &mut Context, function: Js<'_>, args: Js<'_>) -> Option<ExprId> {
    let mut given = args.named_children();
    let (target, key) = (given.next()?, given.next().filter(|key| key.is(K::String))?);
    let span = inside_quotes(key);
    let (qualifier, is_static) = property_owner(b, cx, target)?;
    let callee = expression_as(b, cx, function, Role::Call);
    let list = arguments(b, cx, args);
    let is_export = qualifier.is_none();
    let kind = if is_export { DefKind::Variable } else { DefKind::Property };
    let exported = Modifiers::EXPORTED;
    let new = NewDef {
        bind: false,
        qualifier: qualifier.as_deref(),
        modifiers: Modifiers::NONE.with_if(exported, is_export).with_if(Modifiers::STATIC, is_static),
        visibility: if is_export { Visibility::Public } else { Visibility::Default },
        ..NewDef::new(kind, span, args.span())
    };
    let name = b.name(b.text(span));
    let is_new = match &qualifier {
        None => cx.note_member_of_scope(ScopeId::new(0), true, name),
        Some(owner) => cx.note_member_of_name(b, owner, is_static, name),
    };
    // TypeScript's compiler marks its output with this; nobody calls it a member.
    if is_new && b.text(span) != "__esModule" {
        b.define(new);
    }
    Some(b.expr(Expr::Call { callee, args: list }))
}

/// Whose member `Object.defineProperty(target, …)` makes: the module's (`None`), or that of a name; and whether it is
/// the thing's own.
fn property_owner(b: &mut Builder<'_>, cx: &mut Context, target: Js<'_>) -> Option<(Option<String>, bool)> {
    match target.text() {
        "exports" | "module.exports" => Some((None, false)),
        text if text.ends_with(".prototype") && target.is(K::Member) => {
            let owner = target.field(F::Object).filter(|object| object.is(K::Identifier))?;
            Some((Some(owner.text().to_owned()), false))
        }
        text if target.is(K::Identifier) && cx.is_javascript() => {
            let name = b.name(text);
            cx.names.takes_members(b, name, target).then(|| (Some(text.to_owned()), true))
        }
        _ => None,
    }
}

fn assign_members(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    function: Js<'_>,
    args: Js<'_>,
) -> Option<ExprId> {
    let first = args.first_named().filter(|first| first.is(K::Member))?;
    let owner = first.field(F::Object).filter(|object| object.is(K::Identifier))?;
    (first.field(F::Property)?.text() == "prototype").then_some(())?;
    let callee = expression_as(b, cx, function, Role::Call);
    let target = expression(b, cx, first);
    let mark = cx.ids.len();
    cx.ids.push(target.raw());
    for source in args.named_children().skip(1) {
        let members = match unwrap(source) {
            members if members.is(K::Object) => object(b, cx, members, Qualifier(Some(owner.text()))),
            other => expression(b, cx, other),
        };
        let spread = b.expr(Expr::Unary(UnaryKind::Spread, members));
        b.flow(FlowKind::Assign, node.span(), Some(target), Some(spread));
        cx.ids.push(members.raw());
    }
    let list = super::expressions::take_list(b, cx, mark);
    Some(b.expr(Expr::Call { callee, args: list }))
}

/// `module.exports = value` and `exports = value`: what the module gives to those who require it.
///
/// A value that is no name is a definition of its own, called `exports`.
pub(crate) fn export_value(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    left: Js<'_>,
    right: Js<'_>,
) -> ExprId {
    let target = expression_as(b, cx, left, Role::Write);
    let inner = unwrap(right);
    let value = match inner.kind() {
        K::Identifier | K::Assignment => expression(b, cx, right),
        _ if left.is(K::Identifier) => expression(b, cx, right),
        _ => exported_definition(b, cx, node, left, right),
    };
    if left.is(K::Member) {
        b.flow(FlowKind::ExportValue, node.span(), None, Some(value));
    }
    flow_into(b, node, target, value)
}

fn exported_definition(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    left: Js<'_>,
    right: Js<'_>,
) -> ExprId {
    let lead = Lead::of(node);
    let at = Span::new(left.start(), left.start());
    let kind = match shape(right) {
        Shape::Function => DefKind::Function,
        Shape::Class => DefKind::Class,
        Shape::Other => DefKind::Variable,
    };
    let new = NewDef {
        name: Some("exports"),
        bind: false,
        visibility: Visibility::Public,
        modifiers: Modifiers::EXPORTED | Modifiers::EXPORT_DEFAULT,
        body: right.start(),
        ..lead.define(b, kind, at, node)
    };
    add_member(b, cx, right, new, Owner::Unknown)
}
