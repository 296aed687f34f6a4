//! Control flow.

use extract::control::{
    Branch, Case, Construct, ControlRules, Function, Handler, Jump, JumpKind, Label, Logical, LogicalKind,
    Loop, LoopKind, Switch, Try,
};

use super::grammar::{F, G, K, Node};

/// The rules.
pub(super) struct Control;

impl ControlRules for Control {
    type Grammar = G;
    const TOP_LEVEL: bool = false;

    fn construct(node: Node<'_>) -> Construct<'_, G> {
        match node.kind() {
            K::Block if is_initializer(node) => Function::of(Some(node), node.field(F::Parameters)),
            K::Block | K::ConstructorBody => Construct::Sequence,
            K::MethodDeclaration
            | K::ConstructorDeclaration
            | K::CompactConstructor
            | K::LambdaExpression => Function::of(node.field(F::Body), node.field(F::Parameters)),
            K::StaticInitializer => Function::of(node.child(K::Block), node.field(F::Parameters)),
            K::ExpressionStatement | K::Parenthesized | K::FinallyClause => Construct::inside(node),
            K::IfStatement => branch(node, false),
            K::TernaryExpression => branch(node, true),
            K::WhileStatement => made(node, LoopKind::While, None, node.field(F::Condition)),
            K::DoStatement => made(node, LoopKind::DoWhile, None, node.field(F::Condition)),
            K::EnhancedFor => made(node, LoopKind::Each, node.field(F::Value), node.field(F::Name)),
            K::ForStatement => made(node, LoopKind::While, node.field(F::Init), node.field(F::Condition)),
            K::SwitchExpression => switch(node),
            K::SwitchGroup => case(node, true),
            K::SwitchRule => case(node, false),
            K::TryStatement | K::TryWithResources => attempt(node),
            K::LabeledStatement => label(node),
            K::BreakStatement => Jump::labelled(JumpKind::Break, node.first_named(), None),
            K::ContinueStatement => Jump::labelled(JumpKind::Continue, node.first_named(), None),
            K::ReturnStatement => Jump::to(JumpKind::Return, node.first_named()),
            K::ThrowStatement => Jump::to(JumpKind::Throw, node.first_named()),
            K::YieldStatement => Jump::to(JumpKind::BreakSwitch, node.first_named()),
            K::SynchronizedStatement => synchronized(node),
            K::AssertStatement => Construct::assertion(node),
            K::BinaryExpression => logical(node),
            K::UnaryExpression if node.has(K::Not) => {
                node.field(F::Operand).map_or(Construct::Plain, Construct::Not)
            }
            K::ClassBody | K::InterfaceBody | K::EnumBody | K::AnnotationTypeBody => Construct::Members,
            K::Modifiers | K::TypeArguments | K::TypeParameters => Construct::Opaque,
            _ => Construct::Plain,
        }
    }

    fn constant(node: Node<'_>) -> Option<bool> {
        match node.kind() {
            K::True => Some(true),
            K::False => Some(false),
            _ => None,
        }
    }

    fn is_operand(node: Node<'_>) -> bool {
        matches!(node.kind(), K::StringLiteral | K::Character)
    }

    fn parameters(list: Node<'_>) -> u32 {
        if list.is(K::Identifier) {
            return 1;
        }
        list.named_children().filter(|child| !child.is(K::ReceiverParameter)).count() as u32
    }
}

/// A block among the members of a class.
fn is_initializer(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.kind(), K::ClassBody | K::EnumBodyDeclarations))
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

/// A switch that stands for a value, or that looks at patterns, covers everything by the language's rules.
fn switch(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let is_statement = node.parent().is_none_or(|parent| {
        matches!(
            parent.kind(),
            K::Block
                | K::ConstructorBody
                | K::SwitchGroup
                | K::LabeledStatement
                | K::IfStatement
                | K::ExpressionStatement
                | K::WhileStatement
                | K::ForStatement
                | K::EnhancedFor
                | K::DoStatement
        )
    });
    let has_pattern =
        |rule: Node<'_>| rule.named_children().any(|label| label.is(K::SwitchLabel) && label.has(K::Pattern));
    let exhaustive = !is_statement || body.named_children().any(has_pattern);
    let subject = node.field(F::Condition);
    Construct::Switch(Switch { subject, body, exhaustive, breakable: true })
}

fn case(node: Node<'_>, falls: bool) -> Construct<'_, G> {
    let (labels, body): (Vec<_>, Vec<_>) = node.named_children().partition(|child| child.is(K::SwitchLabel));
    let default = labels.iter().any(|label| label.has(K::Default));
    let guard = labels.iter().find_map(|label| label.child(K::Guard)).and_then(Node::last_named);
    let count = labels.len() as u32;
    Construct::Case(Case { values: labels, labels: count, guard, default, body, falls })
}

fn attempt(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let handlers =
        node.named_children().filter(|child| child.is(K::CatchClause)).filter_map(handler).collect();
    let (resources, finally) = (node.field(F::Resources), node.child(K::FinallyClause));
    Construct::Try(Try { resources, body, handlers, otherwise: None, finally })
}

fn handler(clause: Node<'_>) -> Option<Handler<'_, G>> {
    let body = clause.field(F::Body)?;
    let what = clause.child(K::CatchParameter);
    let all = what.is_some_and(|what| what.text().contains("Throwable"));
    Some(Handler { what, body, all })
}

fn label(node: Node<'_>) -> Construct<'_, G> {
    let Some(name) = node.first_named() else { return Construct::Plain };
    let body = node.last_named().filter(|body| *body != name);
    Construct::Label(Label { name: name.text(), body, rest: false, is_goto: false })
}

fn synchronized(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    Construct::Scoped(node.named_children().filter(|child| *child != body).collect(), body)
}

fn logical(node: Node<'_>) -> Construct<'_, G> {
    let kind = match node.field(F::Operator).map(Node::kind) {
        Some(K::And) => LogicalKind::And,
        Some(K::Or) => LogicalKind::Or,
        _ => return Construct::Plain,
    };
    Logical::of(kind, node.field(F::Left), node.field(F::Right))
}
