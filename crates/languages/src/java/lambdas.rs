//! Lambdas, strings and string templates.

use extract::Builder;
use model::expr::{Expr, Literal};
use model::facts::List;
use model::ids::ExprId;
use model::kinds::{FlowKind, ScopeKind};

use super::expressions::expr;
use super::grammar::{F, K, Node};
use super::items;
use super::parameters::{inferred, parameters};
use super::statements::statements;

/// `x -> e`, `(x, y) -> { … }`, `(int x) -> e`. An expression body is what the lambda returns.
pub(super) fn lambda(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let (scope, params) = b.in_scope(ScopeKind::Lambda, node.span(), |b| {
        let params = lambda_parameters(b, node.field(F::Parameters));
        if let Some(body) = node.field(F::Body) {
            lambda_body(b, body);
        }
        params
    });
    b.expr(Expr::Lambda { scope, params })
}

fn lambda_parameters(b: &mut Builder<'_>, node: Option<Node<'_>>) -> List {
    let Some(node) = node else { return List::EMPTY };
    match node.kind() {
        K::FormalParameters => parameters(b, Some(node)).0,
        K::InferredParameters => {
            items::errors(b, node);
            let mut params = Vec::new();
            for name in node.named_children().filter(|child| child.is(K::Identifier)) {
                params.push(inferred(b, name));
            }
            b.params(&params)
        }
        _ => {
            let param = inferred(b, node);
            b.params(&[param])
        }
    }
}

fn lambda_body(b: &mut Builder<'_>, body: Node<'_>) {
    if body.is(K::Block) {
        statements(b, body);
    } else {
        let value = expr(b, body);
        b.flow(FlowKind::Return, body.span(), None, Some(value));
    }
}

/// A string or text block; what is interpolated is code.
pub(super) fn string(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    interpolated(b, node);
    b.expr(Expr::Literal(Literal::Str))
}

fn interpolated(b: &mut Builder<'_>, string: Node<'_>) -> List {
    let mut values = Vec::new();
    for part in string.named_children().filter(|part| part.is(K::StringInterpolation)) {
        for value in part.named_children() {
            values.push(expr(b, value));
        }
    }
    b.list(&values)
}

/// `STR."…"`: a processor is given the interpolated values.
pub(super) fn template(b: &mut Builder<'_>, node: Node<'_>, callee: ExprId) -> ExprId {
    let args = match node.field(F::TemplateArgument) {
        Some(string) => interpolated(b, string),
        None => List::EMPTY,
    };
    b.expr(Expr::MacroCall { callee, args })
}
