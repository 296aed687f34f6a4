//! Control flow.

use extract::control::{
    Branch, Case, Construct, ControlRules, Function, Jump, JumpKind, Label, Logical, LogicalKind, Loop,
    LoopKind, Suspend, Switch,
};

use super::grammar::{F, G, K, N};

/// The rules.
pub(super) struct Control;

impl ControlRules for Control {
    type Grammar = G;
    const TOP_LEVEL: bool = false;

    fn construct(node: N<'_>) -> Construct<'_, G> {
        match node.kind() {
            K::Block => block(node),
            K::UnsafeBlock
            | K::ConstBlock
            | K::TryBlock
            | K::ExpressionStatement
            | K::ParenthesizedExpression
            | K::ElseClause => Construct::inside(node),
            K::FunctionItem | K::ClosureExpression => {
                Function::of(node.field(F::Body), node.field(F::Parameters))
            }
            K::AsyncBlock | K::GenBlock => Function::of(node.child(K::Block), node.field(F::Parameters)),
            K::IfExpression => branch(node),
            K::LetChain => Construct::All(node.named_children().collect()),
            K::LetDeclaration => binding(node),
            K::MatchExpression => switch(node),
            K::MatchArm => case(node),
            K::WhileExpression => made(node, LoopKind::While, None, node.field(F::Condition)),
            K::ForExpression => made(node, LoopKind::Each, node.field(F::Value), node.field(F::Pattern)),
            K::LoopExpression => made(node, LoopKind::Forever, None, None),
            K::BinaryExpression => logical(node),
            K::UnaryExpression if node.has(K::Bang) => {
                node.last_named().map_or(Construct::Plain, Construct::Not)
            }
            K::ReturnExpression => Jump::to(JumpKind::Return, node.first_named()),
            K::BreakExpression => {
                let value = node.named_children().find(|child| !child.is(K::Label));
                Jump::labelled(JumpKind::Break, label(node), value)
            }
            K::ContinueExpression => Jump::labelled(JumpKind::Continue, label(node), None),
            K::TryExpression => node.first_named().map_or(Construct::Plain, Construct::Question),
            K::AwaitExpression => Construct::Suspend(Suspend::Await, node.first_named()),
            K::YieldExpression => Construct::Suspend(Suspend::Yield, node.first_named()),
            K::MacroInvocation | K::CallExpression if never_returns(node) => Jump::to(JumpKind::Abort, None),
            K::EmptyStatement | K::AttributeItem => Construct::Nothing,
            K::ConstItem
            | K::StaticItem
            | K::StructItem
            | K::EnumItem
            | K::UnionItem
            | K::TypeItem
            | K::UseDeclaration
            | K::MacroDefinition
            | K::TokenTree
            | K::TypeArguments => Construct::Opaque,
            _ => Construct::Plain,
        }
    }

    fn constant(node: N<'_>) -> Option<bool> {
        node.is(K::BooleanLiteral).then(|| node.text() == "true")
    }

    fn is_operand(node: N<'_>) -> bool {
        matches!(node.kind(), K::StringLiteral | K::RawStringLiteral | K::CharLiteral)
    }

    fn parameters(list: N<'_>) -> u32 {
        list.named_children()
            .filter(|child| !child.is(K::SelfParameter) && !child.is(K::AttributeItem))
            .count() as u32
    }
}

/// A block, which `break` may leave when it has a label.
fn block(node: N<'_>) -> Construct<'_, G> {
    match label(node) {
        Some(name) => Construct::Label(Label { name: name.text(), body: None, rest: true, is_goto: false }),
        None => Construct::Sequence,
    }
}

fn label(node: N<'_>) -> Option<N<'_>> {
    node.child(K::Label)
}

fn branch(node: N<'_>) -> Construct<'_, G> {
    let (then, otherwise) = (node.field(F::Consequence), node.field(F::Alternative));
    Branch::of(node.field(F::Condition), then, otherwise, false)
}

fn binding(node: N<'_>) -> Construct<'_, G> {
    match (node.field(F::Value), node.field(F::Alternative)) {
        (Some(value), Some(otherwise)) => Construct::LetElse(value, otherwise),
        _ => Construct::Plain,
    }
}

fn switch(node: N<'_>) -> Construct<'_, G> {
    let Some(body) = node.child(K::MatchBlock) else { return Construct::Plain };
    let subject = node.field(F::Value);
    let exhaustive = body.has(K::MatchArm);
    Construct::Switch(Switch { subject, body, exhaustive, breakable: false })
}

fn case(node: N<'_>) -> Construct<'_, G> {
    let pattern = node.field(F::Pattern);
    let guard = pattern.and_then(|pattern| pattern.field(F::Condition));
    let values: Vec<_> = pattern.into_iter().collect();
    let default = pattern.is_some_and(|pattern| pattern.text() == "_");
    let body = node.field(F::Value).into_iter().collect();
    Construct::Case(Case { values, labels: 1, guard, default, body, falls: false })
}

fn made<'t>(
    node: N<'t>,
    kind: LoopKind,
    before: Option<N<'t>>,
    condition: Option<N<'t>>,
) -> Construct<'t, G> {
    let (label, body) = (label(node).map(N::text), node.field(F::Body));
    Construct::Loop(Loop { kind, label, before, condition, update: None, body, otherwise: None })
}

fn logical(node: N<'_>) -> Construct<'_, G> {
    let kind = match node.field(F::Operator).map(N::text) {
        Some("&&") => LogicalKind::And,
        Some("||") => LogicalKind::Or,
        _ => return Construct::Plain,
    };
    Logical::of(kind, node.field(F::Left), node.field(F::Right))
}

/// Macros of the standard library that end in a panic. Where arguments are read as expressions, a macro stands as a call whose text has a
/// `!`.
fn never_returns(node: N<'_>) -> bool {
    let called = node.field(F::Macro).or_else(|| {
        let function = node.field(F::Function)?;
        let rest = node.text().get(function.text().len()..)?;
        rest.starts_with('!').then_some(function)
    });
    let name = called.map_or("", N::text);
    matches!(name.rsplit("::").next(), Some("panic" | "unreachable" | "todo" | "unimplemented"))
}
