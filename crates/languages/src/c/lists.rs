//! Files that are lists of one macro's uses (`OP(LOAD, 1)` a line, with `OP` defined by whoever includes the file): each
//! first argument may become an enumerator of the `enum` that includes the list, so it is defined as one.

use extract::{Builder, NewDef};
use model::kinds::{DefKind, Modifiers, Role};

use super::context::{Cx, Node};
use super::grammar::{F, K};
use super::{docs, expressions, lexical};

/// Whether a file is such a list: nothing but directives and at least a few uses of one macro without semicolons.
pub(crate) fn is_list(b: &Builder<'_>, root: Node<'_>) -> bool {
    const FEWEST: usize = 3;
    let (mut entries, mut macro_name) = (0, "");
    for child in root.named_children() {
        match child.kind() {
            K::PreprocIf | K::PreprocIfdef | K::PreprocDef | K::PreprocFunctionDef | K::PreprocCall => {}
            K::ExpressionStatement => {
                let Some((function, _)) = parts(b, child) else { return false };
                if entries > 0 && function.text() != macro_name {
                    return false;
                }
                (entries, macro_name) = (entries + 1, function.text());
            }
            _ => return false,
        }
    }
    entries >= FEWEST
}

/// The macro and the arguments of an entry.
fn parts<'t>(b: &Builder<'_>, statement: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
    let call = statement.first_named().filter(|call| call.is(K::CallExpression))?;
    let function = call.field(F::Function).filter(|function| function.is(K::Identifier))?;
    let arguments = call.field(F::Arguments)?;
    arguments.first_named().filter(|first| first.is(K::Identifier))?;
    let source = b.source().as_bytes();
    let after = lexical::skip_blank(source, call.end() as usize);
    (source.get(after) != Some(&b';')).then_some((function, arguments))
}

/// Defines what an entry of a list names; whether it is one.
pub(crate) fn entry(b: &mut Builder<'_>, cx: &Cx<'_>, statement: Node<'_>) -> bool {
    let Some((function, arguments)) = parts(b, statement) else { return false };
    expressions::expression(b, cx, function, Role::Call);
    for (index, argument) in arguments.named_children().enumerate() {
        if index > 0 {
            expressions::expression(b, cx, argument, Role::Read);
            continue;
        }
        b.define(NewDef {
            doc: docs::around(b, statement.span()),
            modifiers: Modifiers::SYNTHETIC,
            visible_from: statement.end(),
            ..NewDef::new(DefKind::EnumMember, argument.span(), statement.span())
        });
    }
    true
}
