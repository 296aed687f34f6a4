//! Control flow of C and C++.

use extract::control::{
    Branch, Case, Construct, ControlRules, Function, Handler, Jump, JumpKind, Label, Logical, LogicalKind,
    Loop, LoopKind, Suspend, Switch, Try,
};

use super::context::Node;
use super::grammar::{F, G, K};

/// The rules.
pub(crate) struct Control;

impl ControlRules for Control {
    type Grammar = G;
    const TOP_LEVEL: bool = false;

    fn construct(node: Node<'_>) -> Construct<'_, G> {
        match node.kind() {
            K::CompoundStatement => Construct::Sequence,
            K::FunctionDefinition => function(node),
            K::LambdaExpression => lambda(node),
            K::ExpressionStatement | K::ParenthesizedExpression | K::ElseClause | K::SehFinallyClause => {
                inner(node)
            }
            K::AttributedStatement => inner(node),
            K::ConditionClause => condition_clause(node),
            K::IfStatement => branch(node, false),
            K::ConditionalExpression => branch(node, true),
            K::WhileStatement => made(node, LoopKind::While, None, node.field(F::Condition)),
            K::DoStatement => made(node, LoopKind::DoWhile, None, node.field(F::Condition)),
            K::ForStatement => {
                made(node, LoopKind::While, node.field(F::Initializer), node.field(F::Condition))
            }
            K::ForRangeLoop => made(node, LoopKind::Each, node.field(F::Right), node.field(F::Declarator)),
            K::SwitchStatement => switch(node),
            K::CaseStatement => case(node),
            K::TryStatement | K::SehTryStatement => attempt(node),
            K::LabeledStatement => label(node),
            K::GotoStatement => Jump::labelled(JumpKind::Goto, node.field(F::Label), None),
            K::BreakStatement => Jump::to(JumpKind::Break, None),
            K::ContinueStatement => Jump::to(JumpKind::Continue, None),
            K::ReturnStatement | K::CoReturnStatement => Jump::to(JumpKind::Return, node.first_named()),
            K::ThrowStatement => Jump::to(JumpKind::Throw, node.first_named()),
            K::CoYieldStatement => Construct::Suspend(Suspend::Yield, node.first_named()),
            K::CoAwaitExpression => Construct::Suspend(Suspend::Await, node.field(F::Argument)),
            K::CallExpression if never_returns(node) => Jump::to(JumpKind::Abort, node.field(F::Arguments)),
            K::BinaryExpression => logical(node),
            K::UnaryExpression if is_not(node) => {
                node.field(F::Argument).map_or(Construct::Plain, Construct::Not)
            }
            K::PreprocIf | K::PreprocIfdef => choice(node),
            K::PreprocDef | K::PreprocFunctionDef | K::PreprocInclude | K::PreprocCall => Construct::Nothing,
            K::TemplateArgumentList
            | K::SizeofExpression
            | K::AlignofExpression
            | K::Decltype
            | K::Noexcept => Construct::Opaque,
            K::FieldDeclarationList => Construct::Members,
            _ => Construct::Plain,
        }
    }

    fn constant(node: Node<'_>) -> Option<bool> {
        match node.kind() {
            K::True => Some(true),
            K::False => Some(false),
            K::NumberLiteral => match node.text() {
                "0" => Some(false),
                "1" => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    fn is_operand(node: Node<'_>) -> bool {
        matches!(node.kind(), K::StringLiteral | K::CharLiteral | K::RawStringLiteral)
    }

    fn parameters(list: Node<'_>) -> u32 {
        list.named_children().filter(|child| child.text() != "...").count() as u32
    }
}

fn function(node: Node<'_>) -> Construct<'_, G> {
    let body = node
        .field(F::Body)
        .or_else(|| node.child(K::CompoundStatement))
        .or_else(|| node.child(K::TryStatement));
    let Some(body) = body.filter(|body| matches!(body.kind(), K::CompoundStatement | K::TryStatement)) else {
        return Construct::Plain;
    };
    let before = node.child(K::FieldInitializerList).into_iter().collect();
    Construct::Function(Function { body, before, outside: Vec::new(), parameters: parameters_of(node) })
}

fn parameters_of(node: Node<'_>) -> Option<Node<'_>> {
    let declarators = std::iter::successors(node.field(F::Declarator), |node| node.field(F::Declarator));
    declarators.filter_map(|node| node.field(F::Parameters)).last()
}

fn lambda(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let outside = node.field(F::Captures).into_iter().collect();
    Construct::Function(Function { body, before: Vec::new(), outside, parameters: parameters_of(node) })
}

/// What it holds; an empty statement holds nothing.
fn inner(node: Node<'_>) -> Construct<'_, G> {
    node.last_named().map_or(Construct::Nothing, Construct::Wrapper)
}

/// Conditions of C++ may declare something first.
fn condition_clause(node: Node<'_>) -> Construct<'_, G> {
    match (node.field(F::Initializer), node.field(F::Value)) {
        (None, Some(value)) => Construct::Wrapper(value),
        (Some(first), Some(value)) => Construct::Preceded(first, value),
        _ => Construct::Plain,
    }
}

fn branch(node: Node<'_>, is_value: bool) -> Construct<'_, G> {
    let (then, otherwise) = (node.field(F::Consequence), node.field(F::Alternative));
    Branch::of(node.field(F::Condition), then, otherwise, is_value)
}

fn made<'t>(
    node: Node<'t>,
    kind: LoopKind,
    before: Option<Node<'t>>,
    condition: Option<Node<'t>>,
) -> Construct<'t, G> {
    let (update, body) = (node.field(F::Update), node.field(F::Body));
    Construct::Loop(Loop { kind, label: None, before, condition, update, body, otherwise: None })
}

fn switch(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let subject = node.field(F::Condition);
    Construct::Switch(Switch { subject, body, exhaustive: false, breakable: true })
}

fn case(node: Node<'_>) -> Construct<'_, G> {
    let value = node.field(F::Value);
    let body = node.named_children().filter(|child| Some(*child) != value).collect();
    let values = value.into_iter().collect();
    Construct::Case(Case { values, labels: 1, guard: None, default: value.is_none(), body, falls: true })
}

fn attempt(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let handlers = node.named_children().filter_map(handler).collect();
    let finally = node.child(K::SehFinallyClause);
    let resources = node.child(K::FieldInitializerList);
    Construct::Try(Try { resources, body, handlers, otherwise: None, finally })
}

fn handler(clause: Node<'_>) -> Option<Handler<'_, G>> {
    if !matches!(clause.kind(), K::CatchClause | K::SehExceptClause) {
        return None;
    }
    let (what, body) = (clause.field(F::Parameters), clause.field(F::Body)?);
    let all = what.is_none_or(|what| what.text().trim_matches(['(', ')', ' ']) == "...");
    Some(Handler { what, body, all })
}

fn label(node: Node<'_>) -> Construct<'_, G> {
    let Some(name) = node.field(F::Label) else { return Construct::Plain };
    let body = node.last_named().filter(|body| *body != name);
    Construct::Label(Label { name: name.text(), body, rest: false, is_goto: true })
}

fn logical(node: Node<'_>) -> Construct<'_, G> {
    let kind = match node.field(F::Operator).map(Node::kind) {
        Some(K::AmpAmp | K::And) => LogicalKind::And,
        Some(K::PipePipe | K::Or) => LogicalKind::Or,
        _ => return Construct::Plain,
    };
    Logical::of(kind, node.field(F::Left), node.field(F::Right))
}

fn is_not(node: Node<'_>) -> bool {
    node.field(F::Operator).is_some_and(|operator| matches!(operator.kind(), K::Not | K::NotWord))
}

/// The functions of the standard libraries that do not come back.
fn never_returns(call: Node<'_>) -> bool {
    let Some(function) = call.field(F::Function) else { return false };
    let name = match function.kind() {
        K::Identifier | K::QualifiedIdentifier => function.text(),
        _ => return false,
    };
    let name = name.strip_prefix("std::").or_else(|| name.strip_prefix("::")).unwrap_or(name);
    matches!(
        name,
        "abort"
            | "exit"
            | "_exit"
            | "_Exit"
            | "quick_exit"
            | "longjmp"
            | "terminate"
            | "unreachable"
            | "__builtin_unreachable"
            | "__builtin_trap"
            | "__builtin_abort"
            | "rethrow_exception"
            | "pthread_exit"
            | "thrd_exit"
    )
}

/// `#if` and its alternatives: one of them is compiled.
fn choice(node: Node<'_>) -> Construct<'_, G> {
    let mut arms = Vec::new();
    let mut at = Some(node);
    let mut always = false;
    while let Some(part) = at {
        let heads: Vec<_> = part.fields(F::Condition).chain(part.fields(F::Name)).collect();
        let alternative = part.field(F::Alternative);
        let is_text = |child: &Node<'_>| !heads.contains(child) && Some(*child) != alternative;
        arms.push(part.named_children().filter(is_text).collect());
        always = part.is(K::PreprocElse);
        at = alternative;
    }
    Construct::Choice(arms, always)
}
