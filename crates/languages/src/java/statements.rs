//! Statements.

use extract::{Builder, NewBinding};
use model::expr::{Expr, Projection, TypeExpr};
use model::facts::Anchor;
use model::ids::TypeId;
use model::kinds::{BindingKind, FlowKind, Role, ScopeKind};
use model::span::Span;

use super::annotations::decorators;
use super::calls::explicit_constructor;
use super::expressions::{expr, unscoped};
use super::flow_scoping::{self, Visible};
use super::grammar::{F, K, Node};
use super::items;
use super::members::variables;
use super::parameters::is_nameless;
use super::switches::{switch, yield_statement};
use super::types::{is_type, ty, with_dimensions};

/// The statements of a body that shares the current scope.
pub(super) fn statements(b: &mut Builder<'_>, body: Node<'_>) {
    for child in body.named_children() {
        statement(b, child);
    }
}

/// One statement, or whatever stands in place of one.
pub(super) fn statement(b: &mut Builder<'_>, node: Node<'_>) {
    match node.kind() {
        K::ExpressionStatement => expression_statement(b, node),
        K::LocalVariable => variables(b, node),
        K::ReturnStatement => return_statement(b, node),
        K::Block
        | K::IfStatement
        | K::WhileStatement
        | K::DoStatement
        | K::ForStatement
        | K::EnhancedFor
        | K::LabeledStatement
        | K::SynchronizedStatement
        | K::TryStatement
        | K::TryWithResources => {
            b.descend(node, |b| compound(b, node));
        }
        K::SwitchExpression => {
            b.descend(node, |b| switch(b, node));
        }
        K::ThrowStatement | K::AssertStatement => expressions(b, node),
        K::BreakStatement | K::ContinueStatement => jump(b, node),
        K::YieldStatement => yield_statement(b, node),
        K::ExplicitConstructor => explicit_constructor(b, node),
        _ => {
            items::one(b, node);
            return;
        }
    }
    if !matches!(node.kind(), K::Block | K::LocalVariable | K::ThrowStatement | K::AssertStatement) {
        items::errors(b, node);
    }
}

fn compound(b: &mut Builder<'_>, node: Node<'_>) {
    match node.kind() {
        K::Block => block(b, node),
        K::IfStatement => if_statement(b, node),
        K::WhileStatement => while_statement(b, node),
        K::DoStatement => do_statement(b, node),
        K::ForStatement => for_statement(b, node),
        K::EnhancedFor => enhanced_for(b, node),
        K::LabeledStatement => labeled(b, node),
        K::SynchronizedStatement => synchronized(b, node),
        _ => try_statement(b, node),
    }
}

fn expression_statement(b: &mut Builder<'_>, node: Node<'_>) {
    if let Some(expression) = items::content(node) {
        expr(b, expression);
    }
}

fn expressions(b: &mut Builder<'_>, node: Node<'_>) {
    for child in node.named_children() {
        expr(b, child);
    }
}

fn return_statement(b: &mut Builder<'_>, node: Node<'_>) {
    if let Some(value) = items::content(node) {
        let value = expr(b, value);
        b.flow(FlowKind::Return, node.span(), None, Some(value));
    }
}

/// A block with names of its own.
fn block(b: &mut Builder<'_>, node: Node<'_>) {
    b.in_scope(ScopeKind::Block, node.span(), |b| statements(b, node));
}

fn part(b: &mut Builder<'_>, node: Option<Node<'_>>) {
    if let Some(node) = node {
        statement(b, node);
    }
}

/// An `if` and all that are its `else if`s.
fn if_statement(b: &mut Builder<'_>, node: Node<'_>) {
    let mut current = node;
    loop {
        match flow_scoping::of_if(current) {
            Visible::Statement => {
                b.in_scope(ScopeKind::Block, current.span(), |b| {
                    test_and_consequence(b, current);
                    part(b, current.field(F::Alternative));
                });
                return;
            }
            Visible::Inside => {
                let end = current.field(F::Consequence).map_or(current.end(), Node::end);
                let span = Span::new(current.start(), end);
                b.in_scope(ScopeKind::Block, span, |b| test_and_consequence(b, current));
            }
            Visible::Nowhere | Visible::Beyond => test_and_consequence(b, current),
        }
        match current.field(F::Alternative) {
            Some(next) if next.is(K::IfStatement) => {
                items::errors(b, next);
                current = next;
            }
            alternative => return part(b, alternative),
        }
    }
}

fn test_and_consequence(b: &mut Builder<'_>, node: Node<'_>) {
    if let Some(condition) = node.field(F::Condition) {
        unscoped(b, condition);
    }
    part(b, node.field(F::Consequence));
}

fn while_statement(b: &mut Builder<'_>, node: Node<'_>) {
    let parts = |b: &mut Builder<'_>| {
        if let Some(condition) = node.field(F::Condition) {
            unscoped(b, condition);
        }
        part(b, node.field(F::Body));
    };
    if flow_scoping::of_loop(node.field(F::Condition)) == Visible::Inside {
        b.in_scope(ScopeKind::Block, node.span(), parts);
    } else {
        parts(b);
    }
}

fn do_statement(b: &mut Builder<'_>, node: Node<'_>) {
    part(b, node.field(F::Body));
    let Some(condition) = node.field(F::Condition) else { return };
    if flow_scoping::of_loop(Some(condition)) == Visible::Beyond {
        unscoped(b, condition);
    } else {
        expr(b, condition);
    }
}

fn for_statement(b: &mut Builder<'_>, node: Node<'_>) {
    b.in_scope(ScopeKind::Block, node.span(), |b| {
        for child in node.named_children() {
            if child.is(K::LocalVariable) {
                variables(b, child);
            } else if child.is_in_field(F::Body) {
                statement(b, child);
            } else if !child.is_error() {
                unscoped(b, child);
            }
        }
    });
}

/// `for (T x : values)`: the variable is seen by the body only.
fn enhanced_for(b: &mut Builder<'_>, node: Node<'_>) {
    decorators(b, node.child(K::Modifiers));
    let value = node.field(F::Value);
    let iterated = value.map(|value| expr(b, value));
    b.in_scope(ScopeKind::Block, node.span(), |b| {
        let declared = declared_type(b, node);
        if let Some(name) = node.field(F::Name).filter(|name| !is_nameless(*name)) {
            let project = |base| Expr::Project { base, how: Projection::Iterate, arg: 0 };
            let init = iterated.map(|base| b.expr(project(base)));
            b.bind(NewBinding {
                ty: Some(declared),
                init,
                visible_from: value.map_or(name.end(), Node::end),
                ..NewBinding::new(BindingKind::Loop, name.span())
            });
        }
        part(b, node.field(F::Body));
    });
}

/// The type in front of a name, with the dimensions behind it.
fn declared_type(b: &mut Builder<'_>, node: Node<'_>) -> TypeId {
    let written = node.children().find(|child| is_type(child.kind()) || child.is(K::CatchType));
    let declared = match written {
        Some(written) => ty(b, written, Role::Type),
        None => b.ty(TypeExpr::Unknown),
    };
    with_dimensions(b, declared, node.field(F::Dimensions))
}

fn labeled(b: &mut Builder<'_>, node: Node<'_>) {
    let mut children = node.named_children();
    if let Some(label) = children.next().filter(|label| label.is(K::Identifier) && !label.is_missing()) {
        let visible_from = label.end();
        b.bind(NewBinding { visible_from, ..NewBinding::new(BindingKind::Label, label.span()) });
    }
    for child in children.filter(|child| !child.is_error()) {
        statement(b, child);
    }
}

fn jump(b: &mut Builder<'_>, node: Node<'_>) {
    if let Some(label) = node.child(K::Identifier).filter(|label| !label.is_missing()) {
        b.site(label.span(), Role::Label, Anchor::None);
    }
}

fn synchronized(b: &mut Builder<'_>, node: Node<'_>) {
    if let Some(lock) = node.child(K::Parenthesized) {
        expr(b, lock);
    }
    part(b, node.field(F::Body));
}

fn try_statement(b: &mut Builder<'_>, node: Node<'_>) {
    let body = node.field(F::Body);
    match node.field(F::Resources) {
        Some(list) => {
            let span = Span::new(list.start(), body.map_or(list.end(), Node::end));
            b.in_scope(ScopeKind::Block, span, |b| {
                resources(b, list);
                part(b, body);
            });
        }
        None => part(b, body),
    }
    for clause in node.named_children() {
        match clause.kind() {
            K::CatchClause => catch(b, clause),
            K::FinallyClause => statements(b, clause),
            _ => {}
        }
    }
}

fn resources(b: &mut Builder<'_>, list: Node<'_>) {
    for child in list.named_children() {
        if child.is(K::Resource) {
            resource(b, child);
        } else {
            items::one(b, child);
        }
    }
}

/// `T x = e`, or a variable that exists already.
fn resource(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(name) = node.field(F::Name).filter(|name| !name.is_missing()) else {
        return expressions(b, node);
    };
    decorators(b, node.child(K::Modifiers));
    let declared = declared_type(b, node);
    let init = node.field(F::Value).map(|value| expr(b, value));
    if !is_nameless(name) {
        b.bind(NewBinding {
            ty: Some(declared),
            init,
            visible_from: name.end(),
            ..NewBinding::new(BindingKind::With, name.span())
        });
    }
    items::errors(b, node);
}

fn catch(b: &mut Builder<'_>, node: Node<'_>) {
    b.in_scope(ScopeKind::Block, node.span(), |b| {
        if let Some(parameter) = node.child(K::CatchParameter) {
            catch_parameter(b, parameter);
        }
        part(b, node.field(F::Body));
        items::errors(b, node);
    });
}

fn catch_parameter(b: &mut Builder<'_>, node: Node<'_>) {
    items::errors(b, node);
    decorators(b, node.child(K::Modifiers));
    let declared = declared_type(b, node);
    if let Some(name) = node.field(F::Name).filter(|name| !is_nameless(*name)) {
        b.bind(NewBinding { ty: Some(declared), ..NewBinding::new(BindingKind::Catch, name.span()) });
    }
}
