//! Blocks, branches and loops.

use extract::Builder;
use model::expr::{Expr, Projection};
use model::ids::ExprId;
use model::kinds::{BindingKind, FlowKind, ScopeKind};
use model::span::Span;

use super::grammar::{F, K, N};
use super::paths::unknown;
use super::patterns::{self, Subject};
use super::{attributes, expressions, generics, statements};

/// A branch, loop or block; anything else is read for its parts.
pub(super) fn expr(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    match node.kind() {
        K::IfExpression => branches(b, node),
        K::MatchExpression => matching(b, node),
        K::WhileExpression => while_loop(b, node),
        K::LoopExpression => endless_loop(b, node),
        K::ForExpression => for_loop(b, node),
        K::LetCondition | K::LetChain => {
            condition(b, node);
            unknown(b)
        }
        K::Block => block(b, node, ScopeKind::Block),
        K::AsyncBlock | K::GenBlock => async_block(b, node),
        K::UnsafeBlock | K::TryBlock | K::ConstBlock => expressions::optional(b, node.last_named()),
        _ => {
            expressions::parts(b, node);
            unknown(b)
        }
    }
}

/// `{ … }`: the value is that of its tail.
fn block(b: &mut Builder<'_>, node: N<'_>, kind: ScopeKind) -> ExprId {
    let (_, tail) = b.in_scope(kind, node.span(), |b| {
        label(b, node);
        let tail = statements::sequence(b, node);
        if let (ScopeKind::Lambda, Some((value, span))) = (kind, tail) {
            b.flow(FlowKind::Return, span, None, Some(value));
        }
        tail
    });
    tail.map_or_else(|| unknown(b), |(value, _)| value)
}

/// `async { … }`: awaiting it gives the tail's value, and `return` leaves the block, not the function.
fn async_block(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    match node.child(K::Block) {
        Some(inner) => block(b, inner, ScopeKind::Lambda),
        None => unknown(b),
    }
}

/// `'label: …`
fn label(b: &mut Builder<'_>, node: N<'_>) {
    if let Some(label) = node.children().next().filter(|first| first.is(K::Label)) {
        generics::bind_lifetime(b, label);
    }
}

/// `if … else if … else …`, a chain of any length.
fn branches(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let mut values = Vec::new();
    let mut rest = Some(node);
    while let Some(branch) = rest.take() {
        values.push(guarded(b, branch.field(F::Condition), branch.field(F::Consequence)));
        match branch.field(F::Alternative).and_then(N::first_named) {
            Some(next) if next.is(K::IfExpression) => rest = Some(next),
            Some(otherwise) => values.push(expressions::expr(b, otherwise)),
            None => return unknown(b),
        }
    }
    let list = b.list(&values);
    b.expr(Expr::Either(list))
}

/// A body that runs when a condition holds, and sees what the condition's patterns bind.
fn guarded<'t>(b: &mut Builder<'_>, test: Option<N<'t>>, body: Option<N<'t>>) -> ExprId {
    let Some(test) = test else { return expressions::optional(b, body) };
    if let Some(body) = body.filter(|_| test.text().starts_with("cfg!")) {
        b.condition(body.span(), test.text());
    }
    if !matches!(test.kind(), K::LetCondition | K::LetChain) {
        expressions::expr(b, test);
        return expressions::optional(b, body);
    }
    let span = Span::new(test.start(), body.map_or(test.end(), N::end));
    let inside = |b: &mut Builder<'_>| {
        condition(b, test);
        expressions::optional(b, body)
    };
    b.in_scope(ScopeKind::Block, span, inside).1
}

/// `let p = v && …`: names are visible from the end of their own `let` on.
fn condition(b: &mut Builder<'_>, node: N<'_>) {
    match node.kind() {
        K::LetChain => node.named_children().for_each(|part| condition(b, part)),
        K::LetCondition => {
            let value = node.field(F::Value).map(|value| expressions::expr(b, value));
            if let Some(pattern) = node.field(F::Pattern) {
                let subject = Subject::new(BindingKind::Pattern, None, value, node.end());
                patterns::pattern(b, pattern, subject);
            }
        }
        _ => {
            expressions::expr(b, node);
        }
    }
}

fn while_loop(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    in_label(b, node, |b| {
        guarded(b, node.field(F::Condition), node.field(F::Body));
    })
}

fn endless_loop(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    in_label(b, node, |b| {
        expressions::optional(b, node.field(F::Body));
    })
}

/// Runs `body` where the label of a loop, if it has one, is visible.
fn in_label(b: &mut Builder<'_>, node: N<'_>, body: impl FnOnce(&mut Builder<'_>)) -> ExprId {
    if node.children().next().is_some_and(|first| first.is(K::Label)) {
        b.in_scope(ScopeKind::Block, node.span(), |b| {
            label(b, node);
            body(b);
        });
    } else {
        body(b);
    }
    unknown(b)
}

fn for_loop(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    in_label(b, node, |b| {
        let value = expressions::optional(b, node.field(F::Value));
        let (Some(pattern), Some(body)) = (node.field(F::Pattern), node.field(F::Body)) else {
            return;
        };
        let span = Span::new(pattern.start(), body.end());
        b.in_scope(ScopeKind::Block, span, |b| {
            let element = b.expr(Expr::Project { base: value, how: Projection::Iterate, arg: 0 });
            let subject = Subject::new(BindingKind::Loop, None, Some(element), body.start());
            patterns::pattern(b, pattern, subject);
            expressions::expr(b, body);
        });
    })
}

fn matching(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let value = expressions::optional(b, node.field(F::Value));
    let mut values = Vec::new();
    for child in node.field(F::Body).into_iter().flat_map(N::named_children) {
        match child.kind() {
            K::MatchArm => {
                let (_, result) = b.in_scope(ScopeKind::Block, child.span(), |b| arm(b, child, value));
                values.push(result);
            }
            _ => expressions::any(b, child),
        }
    }
    let list = b.list(&values);
    b.expr(Expr::Either(list))
}

fn arm(b: &mut Builder<'_>, node: N<'_>, value: ExprId) -> ExprId {
    for attribute in node.children().take_while(|child| child.is(K::AttributeItem)) {
        attributes::standalone(b, attribute);
    }
    if let Some(whole) = node.field(F::Pattern) {
        if let Some(pattern) = whole.children().next() {
            let subject = Subject::new(BindingKind::Pattern, None, Some(value), pattern.end());
            patterns::pattern(b, pattern, subject);
        }
        if let Some(guard) = whole.field(F::Condition) {
            condition(b, guard);
        }
    }
    expressions::optional(b, node.field(F::Value))
}
