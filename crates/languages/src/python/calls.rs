//! Calls and their arguments.

use extract::{Builder, NewImport};
use model::expr::{Expr, UnaryKind};
use model::facts::ImportFlags;
use model::ids::ExprId;
use model::kinds::{ImportKind, Role};

use super::context::Context;
use super::grammar::{F, K, Node};
use super::{annotations, expressions};

/// `callee(arguments)`
pub(super) fn call(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let function = node.field(F::Function);
    let callee = match function {
        Some(function) => expressions::expr_as(b, cx, function, Role::Call),
        None => b.expr(Expr::Unknown),
    };
    let name =
        function.map(|function| function.text().rsplit('.').next().unwrap_or_default()).unwrap_or_default();
    let args = match node.field(F::Arguments) {
        Some(list) if list.is(K::ArgumentList) => arguments(b, cx, list, name),
        Some(generator) => vec![expressions::expr(b, cx, generator)],
        None => Vec::new(),
    };
    dynamic_import(b, node, name);
    let args = b.list(&args);
    b.expr(Expr::Call { callee, args })
}

fn arguments(b: &mut Builder<'_>, cx: &mut Context, list: Node<'_>, callee: &str) -> Vec<ExprId> {
    let mut args = Vec::new();
    for (index, node) in list.named_children().enumerate() {
        // The first argument of `cast` and the second of `NewType` are types, also in quotes.
        let is_type =
            matches!((callee, index), ("cast", 0) | ("NewType", 1) | ("TypeVar", 1..)) && node.is(K::Str);
        let bound = (callee == "TypeVar" && node.is(K::KeywordArgument))
            .then(|| node.field(F::Name).zip(node.field(F::Value)))
            .flatten()
            .filter(|(name, value)| name.text() == "bound" && value.is(K::Str));
        args.push(if let Some((name, value)) = bound {
            let ty = annotations::annotation(b, cx, value);
            let value = b.expr(Expr::Type(ty));
            b.keyword_expr(name.span(), value)
        } else if is_type {
            let ty = annotations::annotation(b, cx, node);
            b.expr(Expr::Type(ty))
        } else {
            argument(b, cx, node)
        });
    }
    args
}

/// One argument: `value`, `name=value`, `*values`, `**values`.
pub(super) fn argument(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    match node.kind() {
        K::KeywordArgument => {
            let value = match node.field(F::Value) {
                Some(value) => expressions::expr(b, cx, value),
                None => b.expr(Expr::Unknown),
            };
            match node.field(F::Name).filter(|name| name.is(K::Identifier)) {
                Some(name) => b.keyword_expr(name.span(), value),
                None => value,
            }
        }
        K::ListSplat | K::DictionarySplat => expressions::unary(b, cx, node, UnaryKind::Spread),
        _ => expressions::expr(b, cx, node),
    }
}

/// `importlib.import_module("a.b")` and `__import__("a.b")` with a literal.
fn dynamic_import(b: &mut Builder<'_>, node: Node<'_>, callee: &str) {
    if !matches!(callee, "import_module" | "__import__") {
        return;
    }
    let first = node.field(F::Arguments).and_then(Node::first_named).filter(|first| first.is(K::Str));
    let content = first.and_then(|text| text.named_children().find(|child| child.is(K::StringContent)));
    let Some(content) = content.filter(|content| !content.text().is_empty()) else { return };
    let trimmed = content.text().trim_start_matches('.');
    let path: Vec<&str> = trimmed.split('.').filter(|segment| !segment.is_empty()).collect();
    let level = (content.text().len() - trimmed.len()) as u32;
    let flags = ImportFlags::default();
    b.import(NewImport {
        level,
        flags,
        ..NewImport::new(ImportKind::Dynamic, node.span(), &path, content.span())
    });
}
