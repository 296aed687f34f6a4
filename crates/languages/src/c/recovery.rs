//! Ranges that the grammar did not understand: what is still whole in them is read, functions first of all.

use extract::{Builder, NewDef};
use model::kinds::{DefKind, Role};
use model::span::Span;

use super::context::{Cx, Node};
use super::declarations::Specifiers;
use super::functions::{self, Function};
use super::grammar::{F, K};
use super::{declarators, docs, expressions, statements};

/// The children of an `ERROR` node.
pub(crate) fn error(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    let mut specifiers = Specifiers::default();
    let mut start = None;
    let mut before = K::Other;
    for child in node.children() {
        let kind = child.kind();
        if calls(b, child) {
            called(b, cx, child);
        } else if declares_function(child) {
            function(b, cx, &mut specifiers, start.unwrap_or(child.start()), child);
        } else if kind == K::TypeIdentifier && record_kind(before).is_some() && opens(child) {
            record(b, cx, before, child);
        } else if is_specifier(child) && specifiers.read(b, cx, child) {
            start.get_or_insert(child.start());
            before = kind;
            continue;
        } else {
            loose(b, cx, child);
        }
        specifiers = Specifiers::default();
        (start, before) = (None, kind);
    }
}

fn is_specifier(node: Node<'_>) -> bool {
    node.is_in_field(F::Type)
        || matches!(node.kind(), K::StorageClassSpecifier | K::TypeQualifier | K::Inline | K::Virtual)
}

/// A function's declarator that did not become a part of anything; in a body most of these are calls.
fn declares_function(node: Node<'_>) -> bool {
    let mut inner = node;
    while matches!(inner.kind(), K::PointerDeclarator | K::ReferenceDeclarator) {
        match inner.field(F::Declarator).or_else(|| inner.first_named()) {
            Some(below) => inner = below,
            None => return false,
        }
    }
    inner.is(K::FunctionDeclarator)
}

/// Words before which no type stands, and after which an expression does.
const BEFORE_EXPRESSIONS: [&[u8]; 5] = [b"return", b"co_return", b"throw", b"else", b"do"];

/// Whether what looks like a function's declarator is a call in a statement that the grammar lost.
pub(crate) fn calls(b: &Builder<'_>, node: Node<'_>) -> bool {
    let before = b.parsed().as_bytes()[..node.start() as usize].trim_ascii_end();
    let is_whole = |word: &&[u8]| {
        let rest = before.strip_suffix(*word);
        rest.is_some_and(|rest| {
            !rest.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        })
    };
    node.is(K::FunctionDeclarator) && BEFORE_EXPRESSIONS.iter().any(is_whole)
}

/// Reads a declarator as the call that it is: what looks like types are arguments.
pub(crate) fn called(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Declarator) else { return };
    expressions::expression(b, cx, name, Role::Call);
    let arguments = node.descendants().filter(|inner| inner.start() >= name.end());
    let names = arguments.filter(|inner| matches!(inner.kind(), K::Identifier | K::TypeIdentifier));
    for argument in names {
        expressions::expression(b, cx, argument, Role::Read);
    }
}

fn function(b: &mut Builder<'_>, cx: &Cx<'_>, specifiers: &mut Specifiers, start: u32, node: Node<'_>) {
    let base = specifiers.base(b);
    let declared = declarators::read(b, cx, node, base);
    let mut function = Function::new(declared, specifiers, Span::new(start, node.end()));
    function.declaration = !opens(node);
    functions::define(b, cx, &function, |_, _| {});
}

fn opens(node: Node<'_>) -> bool {
    node.next_sibling().is_some_and(|next| {
        matches!(next.kind(), K::BraceOpen | K::CompoundStatement | K::FieldDeclarationList)
    })
}

fn record_kind(keyword: K) -> Option<DefKind> {
    match keyword {
        K::Struct => Some(DefKind::Struct),
        K::Class => Some(DefKind::Class),
        K::Union => Some(DefKind::Union),
        K::Enum => Some(DefKind::Enum),
        _ => None,
    }
}

/// The head of a type whose body could not be read.
fn record(b: &mut Builder<'_>, cx: &Cx<'_>, keyword: K, name: Node<'_>) {
    let kind = record_kind(keyword).unwrap_or(DefKind::Struct);
    let span = name.span();
    let visibility = cx.access;
    b.define(NewDef { doc: docs::before(b, span.start), visibility, ..NewDef::new(kind, span, span) });
}

/// Anything else; a name before `(` was a call before it was an error.
fn loose(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    let name = matches!(node.kind(), K::Identifier | K::TypeIdentifier | K::FieldIdentifier);
    let called = || b.parsed().as_bytes().get(node.end() as usize) == Some(&b'(');
    if name && called() {
        expressions::expression(b, cx, node, Role::Call);
    } else {
        statements::item(b, cx, node);
    }
}
