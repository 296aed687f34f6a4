//! Lambdas.

use extract::{Builder, NewBinding};
use model::expr::Expr;
use model::facts::{List, Param};
use model::ids::ExprId;
use model::kinds::{BindingKind, Role, ScopeKind};

use crate::c::context::{Cx, Node};
use crate::c::grammar::{F, K};
use crate::c::{expressions, functions, statements, types};
use crate::cpp::templates;

/// `[captures](parameters) -> T { body }`.
pub(crate) fn lambda(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let captures = node.field(F::Captures);
    let values = captures.map(|captures| captured(b, cx, captures)).unwrap_or_default();
    let (scope, params) = b.in_scope(ScopeKind::Lambda, node.span(), |b| {
        for (name, init) in values {
            b.bind(NewBinding { init: Some(init), ..NewBinding::new(BindingKind::Local, name.span()) });
        }
        inside(b, &cx.local(), node)
    });
    b.expr(Expr::Lambda { scope, params })
}

/// Captured names are uses in the scope around; those with a value are names of the lambda.
fn captured<'t>(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'t>) -> Vec<(Node<'t>, ExprId)> {
    let mut values = Vec::new();
    for capture in node.named_children() {
        match (capture.kind(), capture.field(F::Left), capture.field(F::Right)) {
            (K::LambdaCaptureInitializer, Some(name), Some(value)) => {
                values.push((name, expressions::expression(b, cx, value, Role::Read)));
            }
            _ => statements::leftover(b, cx, capture),
        }
    }
    values
}

fn inside(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> List {
    let mut params: Vec<Param> = Vec::new();
    for child in node.named_children() {
        if child.is_in_field(F::Captures) {
        } else if child.is_in_field(F::TemplateParameters) {
            templates::parameters(b, cx, child);
        } else if child.is_in_field(F::Declarator) {
            params = declarator(b, cx, child);
        } else if child.is_in_field(F::Body) {
            statements::body(b, cx, child);
        } else {
            statements::leftover(b, cx, child);
        }
    }
    b.params(&params)
}

fn declarator(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> Vec<Param> {
    let mut params = Vec::new();
    for child in node.named_children() {
        match child.kind() {
            K::ParameterList => params = functions::parameters(b, cx, child),
            K::TrailingReturnType => {
                if let Some(ty) = child.first_named() {
                    types::descriptor(b, cx, ty);
                }
            }
            _ => statements::leftover(b, cx, child),
        }
    }
    params
}
