//! Statements.

use extract::Builder;
use model::facts::Anchor;
use model::kinds::{BindingKind, FlowKind, Role};
use model::span::Span;

use super::context::Context;
use super::grammar::{F, K, Node};
use super::narrowing::{self, Known, Test};
use super::{annotations, assignments, definitions, expressions, imports, loops, matching};

/// All statements in `node`, in order. What an `if` that always leaves has ruled out holds for the rest.
pub(super) fn block(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    for child in node.named_children() {
        let ruled_out = statement(b, cx, child);
        let rest = Span::new(child.end(), node.end());
        narrowing::record(b, &ruled_out, rest);
    }
}

/// One statement; gives what is known after it because it would have left otherwise.
pub(super) fn statement(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Vec<Test> {
    b.descend(node, |b| dispatch(b, cx, node)).unwrap_or_default()
}

fn dispatch(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Vec<Test> {
    match node.kind() {
        K::ExpressionStatement => node.named_children().for_each(|child| expression_statement(b, cx, child)),
        K::FunctionDefinition => definitions::function(b, cx, node, node, &[]),
        K::ClassDefinition => definitions::class(b, cx, node, node, &[]),
        K::DecoratedDefinition => definitions::decorated(b, cx, node),
        K::ImportStatement => imports::import(b, cx, node),
        K::ImportFrom | K::FutureImport => imports::import_from(b, cx, node),
        K::If => return conditional(b, cx, node),
        K::Assert => return asserted(b, cx, node),
        K::While => loops::while_loop(b, cx, node),
        K::For => loops::for_loop(b, cx, node),
        K::Try => try_statement(b, cx, node),
        K::With => with(b, cx, node),
        K::Match => matching::match_statement(b, cx, node),
        K::Return => {
            result(b, cx, node, FlowKind::Return);
            b.flow(FlowKind::Leave, node.span(), None, None);
        }
        K::Raise => {
            expressions::all(b, cx, node);
            b.flow(FlowKind::Leave, node.span(), None, None);
        }
        K::Break => b.flow(FlowKind::Break, node.span(), None, None),
        K::Continue => b.flow(FlowKind::Continue, node.span(), None, None),
        K::Global => declare(b, cx, node, BindingKind::Global),
        K::Nonlocal => declare(b, cx, node, BindingKind::Nonlocal),
        K::TypeAlias => annotations::type_alias(b, cx, node),
        K::Block | K::Error | K::Else | K::Finally => block(b, cx, node),
        _ => expressions::all(b, cx, node),
    }
    Vec::new()
}

fn expression_statement(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    match node.kind() {
        K::Assignment => assignments::assignment(b, cx, node),
        K::AugmentedAssignment => assignments::augmented(b, cx, node),
        _ => expressions::visit(b, cx, node),
    }
    if never_returns(node) {
        b.flow(FlowKind::Leave, node.span(), None, None);
    }
    assignments::exported_names(b, node);
}

/// `assert test, message`: the test holds for the rest.
fn asserted(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Vec<Test> {
    let mut parts = node.named_children().filter(|child| !child.is_error());
    let known = parts.next().map(|test| narrowing::condition(b, cx, test)).unwrap_or_default();
    parts.for_each(|message| expressions::visit(b, cx, message));
    stray(b, cx, node);
    known.holds
}

fn result(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, kind: FlowKind) {
    if let Some(value) = node.first_named() {
        let value = expressions::expr(b, cx, value);
        b.flow(kind, node.span(), None, Some(value));
    }
}

fn declare(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>, kind: BindingKind) {
    let scope = b.scope();
    for name in node.named_children().filter(|child| child.is(K::Identifier)) {
        b.bind(extract::NewBinding::new(kind, name.span()));
        b.site(name.span(), Role::Read, Anchor::Lexical);
        let id = b.name(name.text());
        cx.declare_elsewhere(scope, id);
    }
}

/// `if`/`elif`/`else`.
fn conditional(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Vec<Test> {
    arms(b, node);
    let decided = node.field(F::Condition).and_then(static_condition);
    let tests = branch(b, cx, node);
    let mut after = Vec::new();
    if leaves(node.field(F::Consequence)) {
        after.extend(tests.fails.iter().copied());
    }
    let mut so_far = tests;
    for alternative in node.fields(F::Alternative) {
        narrowing::record(b, &so_far.fails, alternative.span());
        if let Some(text) = decided {
            b.condition(alternative.span(), &format!("not ({text})"));
        }
        let around = decided.map(|_| cx.enter_twin());
        if alternative.is(K::Elif) {
            so_far = branch(b, cx, alternative);
        } else {
            alternative.field(F::Body).into_iter().for_each(|body| block(b, cx, body));
        }
        around.into_iter().for_each(|around| cx.leave_twin(around));
    }
    stray(b, cx, node);
    if node.field(F::Alternative).is_some() { Vec::new() } else { after }
}

/// A condition and what it guards; gives what the condition tests.
fn branch(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> Known {
    let tests = node.field(F::Condition).map(|test| narrowing::condition(b, cx, test)).unwrap_or_default();
    if let Some(body) = node.field(F::Consequence) {
        let decided = node.field(F::Condition).and_then(static_condition);
        if let Some(text) = decided {
            b.condition(body.span(), text);
        }
        let around = decided.map(|_| cx.enter_twin());
        narrowing::record(b, &tests.holds, body.span());
        block(b, cx, body);
        around.into_iter().for_each(|around| cx.leave_twin(around));
    }
    tests
}

/// The arms of `if`/`elif`/`else`; one that is empty when there is no `else`.
fn arms(b: &mut Builder<'_>, node: Node<'_>) {
    b.flow(FlowKind::Choice, node.span(), None, None);
    let mut has_else = false;
    for arm in node.field(F::Consequence).into_iter().chain(node.fields(F::Alternative)) {
        has_else |= arm.is(K::Else);
        b.flow(FlowKind::Arm, arm.span(), None, None);
    }
    if !has_else {
        b.flow(FlowKind::Arm, Span::new(node.end(), node.end()), None, None);
    }
}

/// Calls of library functions that are declared never to return.
fn never_returns(node: Node<'_>) -> bool {
    const NEVER: &[&str] = &[
        "sys.exit",
        "exit",
        "quit",
        "os._exit",
        "os.abort",
        "pytest.fail",
        "pytest.skip",
        "pytest.xfail",
        "pytest.exit",
    ];
    node.is(K::Call) && node.field(F::Function).is_some_and(|function| NEVER.contains(&function.text()))
}

/// A condition that does not depend on what the program does: platform, version, type checking.
fn static_condition(node: Node<'_>) -> Option<&str> {
    const MARKS: &[&str] =
        &["TYPE_CHECKING", "sys.version_info", "sys.platform", "os.name", "platform.system", "PY2", "PY3"];
    let text = node.text();
    MARKS.iter().any(|mark| text.contains(mark)).then_some(text)
}

/// Whether a block always leaves what is around it.
fn leaves(body: Option<Node<'_>>) -> bool {
    let last = body.and_then(Node::last_named);
    last.is_some_and(|last| match last.kind() {
        K::Return | K::Raise | K::Continue | K::Break => true,
        K::ExpressionStatement => last.first_named().is_some_and(never_returns),
        _ => false,
    })
}

fn try_statement(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let imports_are_tried =
        node.named_children().any(|child| child.is(K::Except) && child.text().contains("Import"));
    tried(b, node);
    for child in node.named_children() {
        if imports_are_tried && matches!(child.kind(), K::Block | K::Except) {
            let text = if child.is(K::Block) { "try" } else { "except ImportError" };
            b.condition(child.span(), text);
        }
        match child.kind() {
            K::Except => except(b, cx, child),
            _ => drop(statement(b, cx, child)),
        }
    }
}

/// The arms of a `try`: its body with what follows when nothing is raised, and the handlers.
fn tried(b: &mut Builder<'_>, node: Node<'_>) {
    let Some(body) = node.field(F::Body) else { return };
    let finally = node.named_children().find(|child| child.is(K::Finally));
    let end = finally.map_or(node.end(), Node::start);
    b.flow(FlowKind::Choice, Span::new(node.start(), end), None, None);
    b.flow(FlowKind::Arm, body.span(), None, None);
    for handler in node.named_children().filter(|child| child.is(K::Except)) {
        b.flow(FlowKind::Handler, handler.span(), None, None);
    }
}

fn except(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    for child in node.named_children() {
        match child.kind() {
            K::Block => block(b, cx, child),
            K::AsPattern => caught(b, cx, child),
            K::Identifier if child.is_in_field(F::Alias) => {
                let value = b.expr(model::expr::Expr::Unknown);
                assignments::bind_name(b, cx, child, node, BindingKind::Catch, Some(value), None);
            }
            _ => expressions::visit(b, cx, child),
        }
    }
}

/// `except T as e`: `e` is an instance of `T`, or of one of a tuple of types.
fn caught(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let types = node.first_named().map(|types| expressions::expr(b, cx, types));
    let ty = types.map(|types| super::types::of_expr(b, types));
    if let Some(target) = node.field(F::Alias).map(|alias| alias.first_named().unwrap_or(alias)) {
        let value = ty.map(|ty| b.expr(model::expr::Expr::Typed(ty)));
        assignments::bind_target(b, cx, target, node, BindingKind::Catch, value);
    }
}

fn with(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let how =
        if node.has(K::Async) { model::expr::Projection::EnterAsync } else { model::expr::Projection::Enter };
    for clause in node.named_children().filter(|child| child.is(K::WithClause)) {
        for item in clause.named_children() {
            let item = item.field(F::Value).unwrap_or(item);
            with_item(b, cx, item, how);
        }
    }
    node.field(F::Body).into_iter().for_each(|body| block(b, cx, body));
    stray(b, cx, node);
}

fn with_item(b: &mut Builder<'_>, cx: &mut Context, item: Node<'_>, how: model::expr::Projection) {
    let Some(target) = item.field(F::Alias).filter(|_| item.is(K::AsPattern)) else {
        return expressions::visit(b, cx, item);
    };
    let Some(manager) = item.first_named() else { return };
    let base = expressions::expr(b, cx, manager);
    let value = b.expr(model::expr::Expr::Project { base, how, arg: 0 });
    let target = target.first_named().unwrap_or(target);
    assignments::bind_target(b, cx, target, item, BindingKind::With, Some(value));
}

/// What stands in error ranges directly below a statement.
pub(super) fn stray(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    for child in node.children().filter(|child| child.is_error()) {
        block(b, cx, child);
    }
}
