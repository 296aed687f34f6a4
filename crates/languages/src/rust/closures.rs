//! Closures.

use extract::Builder;
use model::expr::Expr;
use model::facts::{List, Param, ParamKind};
use model::ids::ExprId;
use model::kinds::{BindingKind, FlowKind, ScopeKind};
use model::span::Span;

use super::grammar::{F, K, N};
use super::patterns::{self, Subject};
use super::{attributes, expressions, functions, types};

/// `|a, b: T| -> R { … }`: a lambda whose value is a `Return` flow of its scope. A written result type is one too.
pub(super) fn closure(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let (scope, params) = b.in_scope(ScopeKind::Lambda, node.span(), |b| {
        let params = node.field(F::Parameters).map_or(List::EMPTY, |list| parameters(b, list));
        if let Some(ty) = node.field(F::ReturnType) {
            let result = types::ty(b, ty);
            let result = b.expr(Expr::Typed(result));
            b.flow(FlowKind::Return, ty.span(), None, Some(result));
        }
        if let Some(body) = node.field(F::Body) {
            self::body(b, body);
        }
        params
    });
    b.expr(Expr::Lambda { scope, params })
}

fn body(b: &mut Builder<'_>, body: N<'_>) {
    if body.is(K::Block) {
        functions::body(b, body);
    } else if body.is_named() {
        let value = expressions::expr(b, body);
        b.flow(FlowKind::Return, body.span(), None, Some(value));
    }
}

fn parameters(b: &mut Builder<'_>, list: N<'_>) -> List {
    let mut params = Vec::new();
    for child in list.children() {
        match child.kind() {
            K::Parameter => params.push(functions::parameter(b, child)),
            K::AttributeItem => attributes::standalone(b, child),
            K::Error => expressions::any(b, child),
            K::Underscore => params.push(untyped(b, child)),
            _ if child.is_named() => {
                pattern(b, child, params.len() as u32);
                params.push(untyped(b, child));
            }
            _ => {}
        }
    }
    b.params(&params)
}

/// A parameter without a type; what a pattern takes apart is the argument.
fn pattern(b: &mut Builder<'_>, node: N<'_>, index: u32) {
    let scope = b.scope();
    let is_name = matches!(node.kind(), K::Identifier | K::MutPattern | K::RefPattern);
    let argument = (!is_name).then(|| b.expr(Expr::Argument { scope, index }));
    patterns::pattern(b, node, Subject::new(BindingKind::Parameter, None, argument, 0));
}

/// A parameter whose type follows from where the closure is used.
fn untyped(b: &mut Builder<'_>, pattern: N<'_>) -> Param {
    Param {
        name: functions::simple_name(b, pattern),
        span: pattern.span(),
        ty: None,
        ty_span: Span::new(pattern.end(), pattern.end()),
        default: None,
        kind: ParamKind::Plain,
    }
}
