//! `match` statements.

use extract::Builder;
use model::expr::{Expr, Projection};
use model::ids::ExprId;
use model::kinds::{BindingKind, FlowKind, Role};
use model::span::Span;

use super::context::Context;
use super::grammar::{F, K, Node};
use super::{assignments, expressions, narrowing, statements, types};

/// `match subject: case pattern if guard: …`
pub(super) fn match_statement(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let subjects: Vec<ExprId> =
        node.fields(F::Subject).filter(|it| it.is_named()).map(|it| expressions::expr(b, cx, it)).collect();
    let subject = if let [one] = subjects[..] {
        one
    } else {
        let items = b.list(&subjects);
        b.expr(Expr::Container(model::expr::Container::Tuple, items))
    };
    b.flow(FlowKind::Choice, node.span(), None, None);
    b.flow(FlowKind::Arm, Span::new(node.end(), node.end()), None, None);
    for clause in node.field(F::Body).into_iter().flat_map(Node::named_children) {
        if clause.is(K::Case) {
            b.flow(FlowKind::Arm, clause.span(), None, None);
            case(b, cx, clause, subject);
        } else {
            statements::statement(b, cx, clause);
        }
    }
    statements::stray(b, cx, node);
}

fn case(b: &mut Builder<'_>, cx: &mut Context, clause: Node<'_>, subject: ExprId) {
    let patterns: Vec<Node<'_>> = clause.named_children().filter(|child| child.is(K::CasePattern)).collect();
    for (index, pattern) in patterns.iter().enumerate() {
        let value = if patterns.len() > 1 { element(b, subject, index as u32) } else { subject };
        read(b, cx, *pattern, clause, value);
    }
    if let [only] = patterns[..]
        && let Some(class) = only.first_named().filter(|inner| inner.is(K::ClassPattern))
    {
        narrow_to(b, class, clause, subject);
    }
    if let Some(guard) = clause.field(F::Guard) {
        let tests: Vec<_> =
            guard.named_children().flat_map(|test| narrowing::condition(b, cx, test).holds).collect();
        clause.field(F::Consequence).into_iter().for_each(|body| narrowing::record(b, &tests, body.span()));
    }
    clause.field(F::Consequence).into_iter().for_each(|body| statements::block(b, cx, body));
}

/// In the clause, the subject is of the class that the pattern names: the last one read.
fn narrow_to(b: &mut Builder<'_>, class: Node<'_>, clause: Node<'_>, subject: ExprId) {
    let path = class.first_named().map(Node::span);
    let end = path.map(|path| path.end);
    let named = b.facts().exprs.iter().rposition(|expr| match expr {
        Expr::Name(site) | Expr::Member { site, .. } => Some(b.facts().site(*site).span.end) == end,
        _ => false,
    });
    if let Some(named) = named {
        let ty = types::of_expr(b, ExprId::new(named as u32));
        b.narrow(clause.span(), subject, ty);
    }
}

fn element(b: &mut Builder<'_>, base: ExprId, arg: u32) -> ExprId {
    b.expr(Expr::Project { base, how: Projection::Element, arg })
}

/// A pattern matched against `value`; binds the names that it captures.
fn read(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, clause: Node<'_>, value: ExprId) {
    b.descend(node, |b| dispatch(b, cx, node, clause, value));
}

fn dispatch(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, clause: Node<'_>, value: ExprId) {
    match node.kind() {
        K::Identifier => capture(b, cx, node, clause, value),
        K::DottedName => match (node.first_named(), node.named_children().count()) {
            (Some(name), 1) => capture(b, cx, name, clause, value),
            _ => {
                expressions::dotted(b, node, Role::Read);
            }
        },
        K::CasePattern | K::UnionPattern => {
            node.named_children().for_each(|part| read(b, cx, part, clause, value));
        }
        K::AsPattern => {
            for part in node.named_children() {
                read(b, cx, part, clause, value);
            }
        }
        K::AsPatternTarget => node.named_children().for_each(|name| capture(b, cx, name, clause, value)),
        K::ListPattern | K::TuplePattern => {
            for (index, part) in node.named_children().enumerate() {
                let part_value = element(b, value, index as u32);
                read(b, cx, part, clause, part_value);
            }
        }
        K::SplatPattern => {
            let rest = b.expr(Expr::Project { base: value, how: Projection::Rest, arg: 0 });
            node.named_children().for_each(|name| capture(b, cx, name, clause, rest));
        }
        K::ClassPattern => class(b, cx, node, clause, value),
        K::DictPattern => mapping(b, cx, node, clause),
        K::KeywordPattern => node.named_children().skip(1).for_each(|part| read(b, cx, part, clause, value)),
        _ => expressions::visit(b, cx, node),
    }
}

/// A lone name captures; `_` does not.
fn capture(b: &mut Builder<'_>, cx: &mut Context, name: Node<'_>, clause: Node<'_>, value: ExprId) {
    if name.is(K::Identifier) && name.text() != "_" {
        assignments::bind_name(b, cx, name, clause, BindingKind::Pattern, Some(value), None);
    }
}

/// `Class(positional, name=pattern)`
fn class(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, clause: Node<'_>, value: ExprId) {
    let Some(path_node) = node.first_named() else { return };
    let path = expressions::dotted(b, path_node, Role::Call);
    let mut index = 0;
    for part in node.named_children().skip(1) {
        let inner = if part.is(K::CasePattern) { part.first_named().unwrap_or(part) } else { part };
        if inner.is(K::KeywordPattern) {
            keyword(b, cx, inner, clause, value, path);
        } else {
            let field = b.expr(Expr::VariantField { base: value, path, index });
            index += 1;
            read(b, cx, part, clause, field);
        }
    }
}

/// `name=pattern`: an attribute of the matched class.
fn keyword(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Node<'_>,
    clause: Node<'_>,
    value: ExprId,
    path: ExprId,
) {
    let base = b.expr(Expr::Project { base: value, how: Projection::Matched, arg: path.raw() });
    let mut parts = node.named_children();
    let Some(name) = parts.next() else { return };
    let field = b.member_expr(base, name.span(), model::expr::Access::Dot, Role::Init);
    parts.for_each(|part| read(b, cx, part, clause, field));
}

/// `{"key": pattern, **rest}`
fn mapping(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, clause: Node<'_>) {
    for part in node.named_children() {
        let value = b.expr(Expr::Unknown);
        if part.is_in_field(F::Key) {
            expressions::visit(b, cx, part);
        } else {
            read(b, cx, part, clause, value);
        }
    }
}

/// `value as name` outside of a pattern: what the grammar makes of broken `with` and `except` headers.
pub(super) fn as_pattern_outside(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> ExprId {
    let value = match node.first_named() {
        Some(value) => expressions::expr(b, cx, value),
        None => b.expr(Expr::Unknown),
    };
    if let Some(alias) = node.field(F::Alias) {
        assignments::bind_target(b, cx, alias, node, BindingKind::With, Some(value));
    }
    value
}
