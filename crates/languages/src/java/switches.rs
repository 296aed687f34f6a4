//! Switch statements and expressions.
//!
//! The value of a switch is one of its results: the expression of each `case … -> e`, and what `yield` gives. A
//! `Yield` flow spans the whole switch that it gives its value to.

use extract::Builder;
use model::expr::Expr;
use model::facts::Anchor;
use model::ids::ExprId;
use model::kinds::{FlowKind, Role, ScopeKind};
use model::span::Span;

use super::expressions::{expr, unknown, unscoped};
use super::grammar::{F, K, Node};
use super::items;
use super::patterns::case_pattern;
use super::statements::statement;

/// A switch. Its block is one scope; a rule with a pattern has one of its own.
pub(super) fn switch(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let selector = match node.field(F::Condition) {
        Some(condition) => expr(b, condition),
        None => unknown(b),
    };
    let Some(body) = node.field(F::Body) else { return unknown(b) };
    let flows = b.facts().flows.len();
    let mut results = Vec::new();
    b.in_scope(ScopeKind::Block, body.span(), |b| {
        for child in body.named_children() {
            match child.kind() {
                K::SwitchGroup => group(b, child, selector),
                K::SwitchRule => rule(b, child, selector, &mut results),
                _ => {
                    items::one(b, child);
                }
            }
        }
    });
    let yielded = |flow: &&model::facts::Flow| flow.kind == FlowKind::Yield && flow.span == node.span();
    results.extend(b.facts().flows[flows..].iter().filter(yielded).filter_map(|flow| flow.value));
    let results = b.list(&results);
    b.expr(Expr::Either(results))
}

/// `yield e;`
pub(super) fn yield_statement(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(value) = items::content(node) else { return };
    let value = expr(b, value);
    let switch = node.ancestors().find(|outer| outer.is(K::SwitchExpression)).unwrap_or(node);
    b.flow(FlowKind::Yield, switch.span(), None, Some(value));
}

/// `case a: case b: …`
fn group(b: &mut Builder<'_>, node: Node<'_>, selector: ExprId) {
    for child in node.named_children() {
        if child.is(K::SwitchLabel) {
            label(b, child, selector, Span::new(child.end(), node.end()));
        } else {
            statement(b, child);
        }
    }
}

/// `case a -> …`
fn rule(b: &mut Builder<'_>, node: Node<'_>, selector: ExprId, results: &mut Vec<ExprId>) {
    let binds = node.child(K::SwitchLabel).is_some_and(|label| label.has(K::Pattern));
    if binds {
        b.in_scope(ScopeKind::Block, node.span(), |b| rule_parts(b, node, selector, results));
    } else {
        rule_parts(b, node, selector, results);
    }
}

fn rule_parts(b: &mut Builder<'_>, node: Node<'_>, selector: ExprId, results: &mut Vec<ExprId>) {
    for child in node.named_children() {
        match child.kind() {
            K::SwitchLabel => label(b, child, selector, Span::new(child.end(), node.end())),
            K::ExpressionStatement => {
                if let Some(value) = items::content(child) {
                    results.push(expr(b, value));
                }
                items::errors(b, child);
            }
            _ => statement(b, child),
        }
    }
}

/// A simple name in a label is looked for in the type of the selector first: it may be a constant of that enum.
fn label(b: &mut Builder<'_>, node: Node<'_>, selector: ExprId, range: Span) {
    for child in node.named_children() {
        match child.kind() {
            K::Pattern => case_pattern(b, child, selector, range),
            K::Guard => {
                for condition in child.named_children() {
                    unscoped(b, condition);
                }
            }
            // The grammar takes the keyword in `case null, default` for a name.
            K::Identifier if child.is_missing() || child.text() == "default" => {}
            K::Identifier => {
                b.site(child.span(), Role::Read, Anchor::MemberOf(selector));
            }
            _ => {
                expr(b, child);
            }
        }
    }
}
