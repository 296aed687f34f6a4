//! Statements: blocks and their scopes, control flow, labels.

use extract::Builder;
use model::expr::{Expr, Projection, TypeExpr};
use model::facts::Anchor;
use model::ids::ExprId;
use model::kinds::{BindingKind, FlowKind, Role, ScopeKind};
use model::span::Span;

use super::context::Context;
use super::declarations::{Lead, variables};
use super::expressions::{expression, visit_names};
use super::grammar::{F, Js, K};
use super::patterns::{Target, bind_pattern};
use super::{classes, exports, functions, imports, narrowing};
use crate::typescript;

/// Statements that stand in `node`, up to its end.
pub(crate) fn statements(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let around = std::mem::replace(&mut cx.block_end, node.end());
    for child in node.named_children() {
        statement(b, cx, child);
    }
    cx.block_end = around;
}

/// One statement.
pub(crate) fn statement(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    b.descend(node, |b| dispatch(b, cx, node));
}

fn dispatch(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    match node.kind() {
        K::ExpressionStatement | K::Throw => each_expression(b, cx, node),
        K::VariableDeclaration
        | K::LexicalDeclaration
        | K::UsingDeclaration
        | K::FunctionDeclaration
        | K::GeneratorDeclaration
        | K::FunctionSignature
        | K::ClassDeclaration
        | K::AbstractClass
        | K::InterfaceDeclaration
        | K::TypeAlias
        | K::EnumDeclaration
        | K::Module
        | K::InternalModule
        | K::Ambient
        | K::ImportAlias => declaration(b, cx, node, Lead::of(node)),
        K::ImportStatement => imports::import_statement(b, cx, node),
        K::ExportStatement => exports::export_statement(b, cx, node),
        K::Return => return_statement(b, cx, node),
        K::Block => block(b, cx, node),
        K::If => if_statement(b, cx, node),
        K::Switch => switch(b, cx, node),
        K::For => for_statement(b, cx, node),
        K::ForIn => for_in(b, cx, node),
        K::While => while_statement(b, cx, node),
        K::Do | K::Try | K::Finally | K::With | K::Else => children(b, cx, node),
        K::Catch => catch(b, cx, node),
        K::Labeled => labeled(b, cx, node),
        K::Break | K::Continue => jump(b, node),
        K::Error => super::broken::error(b, cx, node),
        K::Empty | K::Debugger | K::HashBang => {}
        _ => {
            expression(b, cx, node);
        }
    }
}

/// A declaration; `lead` says what stands before it.
pub(crate) fn declaration(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    match node.kind() {
        K::VariableDeclaration | K::LexicalDeclaration | K::UsingDeclaration => variables(b, cx, node, lead),
        K::FunctionDeclaration | K::GeneratorDeclaration | K::FunctionSignature => {
            functions::declaration(b, cx, node, lead);
        }
        K::ClassDeclaration | K::AbstractClass => {
            classes::declaration(b, cx, node, lead);
        }
        K::ExpressionStatement => {
            node.named_children().for_each(|child| declaration(b, cx, child, lead));
        }
        _ if !typescript::declaration(b, cx, node, lead) => statement(b, cx, node),
        _ => {}
    }
}

fn each_expression(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    for child in node.named_children() {
        expression(b, cx, child);
    }
}

fn children(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    for child in node.named_children() {
        statement(b, cx, child);
    }
}

/// A block with names of its own.
pub(crate) fn block(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    b.in_scope(ScopeKind::Block, node.span(), |b| statements(b, cx, node));
}

fn return_statement(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let value = node.first_named().map(|value| expression(b, cx, value));
    b.flow(FlowKind::Return, node.span(), None, value);
}

/// `if`, with what its condition proves in the branches and, when a branch leaves, after it.
///
/// A chain of `else if` is iterated, since it can be long.
fn if_statement(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let mut next = Some(node);
    while let Some(node) = next.take() {
        let condition = node.field(F::Condition).map(|condition| expression(b, cx, condition));
        let consequence = node.field(F::Consequence);
        let alternative = node.field(F::Alternative);
        if let Some(condition) = condition {
            narrow_branches(b, cx, condition, node, consequence, alternative);
        }
        if let Some(consequence) = consequence {
            statement(b, cx, consequence);
        }
        for child in node.children().filter(|child| child.is_error()) {
            statement(b, cx, child);
        }
        for branch in alternative.into_iter().flat_map(Js::named_children) {
            if branch.is(K::If) && next.is_none() {
                next = Some(branch);
            } else {
                statement(b, cx, branch);
            }
        }
    }
}

fn narrow_branches(
    b: &mut Builder<'_>,
    cx: &Context,
    condition: ExprId,
    node: Js<'_>,
    consequence: Option<Js<'_>>,
    alternative: Option<Js<'_>>,
) {
    if let Some(consequence) = consequence {
        narrowing::assume(b, cx, condition, true, consequence.span());
    }
    if let Some(alternative) = alternative {
        narrowing::assume(b, cx, condition, false, alternative.span());
    }
    let after = Span::new(node.end(), cx.block_end);
    if after.start >= after.end {
        return;
    }
    if consequence.is_some_and(leaves) && alternative.is_none() {
        narrowing::assume(b, cx, condition, false, after);
    } else if alternative.and_then(Js::first_named).is_some_and(leaves) {
        narrowing::assume(b, cx, condition, true, after);
    }
}

/// Whether control never goes on after the statement.
fn leaves(node: Js<'_>) -> bool {
    match node.kind() {
        K::Return | K::Throw | K::Break | K::Continue => true,
        K::Block => node.last_named().is_some_and(leaves),
        _ => false,
    }
}

fn switch(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let value = node.field(F::Value).map(|value| expression(b, cx, value));
    let Some(body) = node.field(F::Body) else { return };
    b.in_scope(ScopeKind::Block, body.span(), |b| {
        for case in body.named_children() {
            switch_case(b, cx, case, value);
        }
    });
}

fn switch_case(b: &mut Builder<'_>, cx: &mut Context, case: Js<'_>, switched: Option<ExprId>) {
    let around = std::mem::replace(&mut cx.block_end, case.end());
    for child in case.named_children() {
        if child.is_in_field(F::Value) {
            let value = expression(b, cx, child);
            if let Some(switched) = switched {
                narrowing::assume_case(b, switched, value, child, Span::new(child.end(), case.end()));
            }
        } else {
            statement(b, cx, child);
        }
    }
    cx.block_end = around;
}

fn for_statement(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    b.in_scope(ScopeKind::Block, node.span(), |b| {
        for child in node.named_children() {
            if child.is_in_field(F::Condition) && !child.is(K::Empty) {
                let condition = expression(b, cx, child);
                let rest = Span::new(child.end(), node.end());
                narrowing::assume(b, cx, condition, true, rest);
            } else {
                statement(b, cx, child);
            }
        }
    });
}

fn while_statement(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    let condition = node.field(F::Condition).map(|condition| expression(b, cx, condition));
    for child in node.named_children().filter(|child| !child.is_in_field(F::Condition)) {
        if let (Some(condition), true) = (condition, child.is_in_field(F::Body)) {
            narrowing::assume(b, cx, condition, true, child.span());
        }
        statement(b, cx, child);
    }
}

/// `for (left of right)` and `for (left in right)`.
fn for_in(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    b.in_scope(ScopeKind::Block, node.span(), |b| {
        let right = node.field(F::Right).map(|right| expression(b, cx, right));
        let element = right.map(|base| loop_element(b, node, base));
        let declared = node.field(F::Kind);
        if let Some(left) = node.field(F::Left) {
            let target = match declared {
                Some(kind) => Target::loop_variable(b, kind),
                None => Target::Assign,
            };
            bind_pattern(b, cx, left, element, &target);
        }
        for child in node.named_children() {
            let header = [F::Left, F::Right, F::Kind].into_iter().any(|field| child.is_in_field(field));
            if !header {
                statement(b, cx, child);
            }
        }
    });
}

fn loop_element(b: &mut Builder<'_>, node: Js<'_>, base: ExprId) -> ExprId {
    if !node.has(K::OfKeyword) {
        let string = b.name("string");
        let ty = b.ty(TypeExpr::Builtin(string));
        return b.expr(Expr::Typed(ty));
    }
    let how = if node.has(K::AwaitKeyword) { Projection::IterateAsync } else { Projection::Iterate };
    b.expr(Expr::Project { base, how, arg: 0 })
}

fn catch(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    b.in_scope(ScopeKind::Block, node.span(), |b| {
        let ty = node.field(F::Type).map(|ty| typescript::annotation(b, cx, ty));
        if let Some(parameter) = node.field(F::Parameter) {
            let value = ty.map(|ty| b.expr(Expr::Typed(ty)));
            bind_pattern(b, cx, parameter, value, &Target::local(BindingKind::Catch));
        }
        // The parameter and the body's own names cannot collide, so one scope serves both.
        node.field(F::Body).into_iter().for_each(|body| statements(b, cx, body));
    });
}

fn labeled(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) {
    if let Some(label) = node.field(F::Label) {
        b.bind(extract::NewBinding::new(BindingKind::Label, label.span()));
    }
    for child in node.named_children().filter(|child| !child.is_in_field(F::Label)) {
        statement(b, cx, child);
    }
}

fn jump(b: &mut Builder<'_>, node: Js<'_>) {
    match node.field(F::Label) {
        Some(label) => {
            b.site(label.span(), Role::Label, Anchor::None);
        }
        None => visit_names(b, node),
    }
}
