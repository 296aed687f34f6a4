//! Control flow.

use extract::control::{
    Branch, Case, Clause, Comprehension, Construct, ControlRules, Function, Handler, Jump, JumpKind, Logical,
    LogicalKind, Loop, LoopKind, Suspend, Switch, Try,
};

use super::grammar::{F, G, K, Node};

/// The rules.
pub(super) struct Control;

impl ControlRules for Control {
    type Grammar = G;
    const TOP_LEVEL: bool = true;

    fn construct(node: Node<'_>) -> Construct<'_, G> {
        match node.kind() {
            K::Block => Construct::Sequence,
            K::FunctionDefinition | K::Lambda => function(node, node.field(F::Body)),
            K::If | K::Elif => branch(node),
            K::Conditional => conditional(node),
            K::Else | K::Finally | K::Parenthesized | K::IfClause => Construct::inside(node),
            K::While => made(node, LoopKind::While, None, node.field(F::Condition)),
            K::For => made(node, LoopKind::Each, node.field(F::Right), node.field(F::Left)),
            K::Match => switch(node),
            K::Case => case(node),
            K::Try => attempt(node),
            K::Boolean => {
                let is_and = node.field(F::Operator).is_some_and(|operator| operator.is(K::And));
                let kind = if is_and { LogicalKind::And } else { LogicalKind::Or };
                Logical::of(kind, node.field(F::Left), node.field(F::Right))
            }
            K::NotOperator => node.field(F::Argument).map_or(Construct::Plain, Construct::Not),
            K::Return => Jump::to(JumpKind::Return, node.first_named()),
            K::Raise => Jump::to(JumpKind::Throw, node.first_named()),
            K::Break => Jump::to(JumpKind::Break, None),
            K::Continue => Jump::to(JumpKind::Continue, None),
            K::Assert => Construct::assertion(node),
            K::With => managed(node.child(K::WithClause), node.field(F::Body)),
            K::ClassDefinition => scoped(node.field(F::Superclasses), node.field(F::Body)),
            K::ExpressionStatement => Construct::only_inside(node),
            K::Yield => Construct::Suspend(Suspend::Yield, node.first_named()),
            K::Await => Construct::Suspend(Suspend::Await, node.first_named()),
            K::ListComprehension | K::SetComprehension | K::DictionaryComprehension | K::Generator => {
                comprehension(node)
            }
            K::Type | K::Global | K::Nonlocal | K::TypeAlias => Construct::Opaque,
            _ => Construct::Plain,
        }
    }

    fn constant(node: Node<'_>) -> Option<bool> {
        match node.kind() {
            K::True => Some(true),
            K::False | K::None => Some(false),
            K::Integer => Some(node.text() != "0"),
            _ => None,
        }
    }

    fn is_operand(node: Node<'_>) -> bool {
        node.is(K::Str) && !node.has(K::Interpolation)
    }

    fn is_doc(operand: Node<'_>) -> bool {
        let parent = operand.parent().filter(|parent| !parent.is(K::ConcatenatedString));
        let statement = parent.or_else(|| operand.parent()?.parent());
        statement.filter(|statement| statement.is(K::ExpressionStatement)).is_some_and(begins_definition)
    }

    fn parameters(list: Node<'_>) -> u32 {
        let counts = |child: &Node<'_>| !matches!(child.kind(), K::KeywordSeparator | K::PositionalSeparator);
        list.named_children().filter(counts).count() as u32
    }
}

/// Whether a statement is the first of a file, a class or a function.
fn begins_definition(statement: Node<'_>) -> bool {
    let Some(block) = statement.parent().filter(|block| block.first_named() == Some(statement)) else {
        return false;
    };
    let owner = block.parent().map(Node::kind);
    owner.is_none_or(|owner| matches!(owner, K::ClassDefinition | K::FunctionDefinition))
}

/// Default values, decorators and annotations are worked out where the function is defined.
fn function<'t>(node: Node<'t>, body: Option<Node<'t>>) -> Construct<'t, G> {
    let Some(body) = body else { return Construct::Plain };
    let parameters = node.field(F::Parameters);
    Construct::Function(Function {
        body,
        before: Vec::new(),
        outside: parameters.into_iter().collect(),
        parameters,
    })
}

fn scoped<'t>(head: Option<Node<'t>>, body: Option<Node<'t>>) -> Construct<'t, G> {
    body.map_or(Construct::Plain, |body| Construct::Scoped(head.into_iter().collect(), body))
}

/// A manager's `__exit__` may swallow exceptions, as `contextlib.suppress` does.
fn managed<'t>(head: Option<Node<'t>>, body: Option<Node<'t>>) -> Construct<'t, G> {
    body.map_or(Construct::Plain, |body| Construct::Managed(head.into_iter().collect(), body))
}

fn branch(node: Node<'_>) -> Construct<'_, G> {
    let Some(condition) = node.field(F::Condition) else { return Construct::Plain };
    // The alternatives of an `if` are its children, each the alternative of the one before.
    let otherwise = match node.kind() {
        K::If => node.fields(F::Alternative).next(),
        _ => following_alternative(node),
    };
    Construct::Branch(Branch { condition, then: node.field(F::Consequence), otherwise, is_value: false })
}

fn following_alternative(node: Node<'_>) -> Option<Node<'_>> {
    std::iter::successors(node.next_sibling(), |node| node.next_sibling())
        .find(|next| next.is_in_field(F::Alternative))
}

fn conditional(node: Node<'_>) -> Construct<'_, G> {
    let mut parts = node.named_children();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(then), Some(condition), otherwise) => {
            Construct::Branch(Branch { condition, then: Some(then), otherwise, is_value: true })
        }
        _ => Construct::Plain,
    }
}

fn made<'t>(
    node: Node<'t>,
    kind: LoopKind,
    before: Option<Node<'t>>,
    condition: Option<Node<'t>>,
) -> Construct<'t, G> {
    let (body, otherwise) = (node.field(F::Body), node.field(F::Alternative));
    Construct::Loop(Loop { kind, label: None, before, condition, update: None, body, otherwise })
}

fn switch(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let subject = node.field(F::Subject);
    Construct::Switch(Switch { subject, body, exhaustive: false, breakable: false })
}

fn case(node: Node<'_>) -> Construct<'_, G> {
    let values: Vec<_> = node.named_children().filter(|child| child.is(K::CasePattern)).collect();
    let guard = node.field(F::Guard);
    let default = values.len() == 1 && values.iter().all(|value| takes_all(*value));
    let body = node.field(F::Consequence).into_iter().collect();
    Construct::Case(Case { labels: 1, values, guard, default, body, falls: false })
}

/// Whether a pattern is a wildcard or a name, which takes everything.
fn takes_all(pattern: Node<'_>) -> bool {
    let text = pattern.text();
    text == "_" || (!text.contains('.') && pattern.first_named().is_some_and(|inner| inner.is(K::DottedName)))
}

fn attempt(node: Node<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let handlers = node.named_children().filter(|child| child.is(K::Except)).filter_map(handler).collect();
    let otherwise = node.child(K::Else);
    let finally = node.child(K::Finally);
    Construct::Try(Try { resources: None, body, handlers, otherwise, finally })
}

fn handler(clause: Node<'_>) -> Option<Handler<'_, G>> {
    let body = clause.last_named().filter(|last| last.is(K::Block))?;
    let what = clause.first_named().filter(|first| *first != body);
    let all = what.is_none_or(|what| what.text().split_whitespace().next() == Some("BaseException"));
    Some(Handler { what, body, all })
}

fn comprehension(node: Node<'_>) -> Construct<'_, G> {
    let mut clauses = Vec::new();
    for child in node.named_children() {
        match child.kind() {
            K::ForIn => clauses.push(Clause::For(child, child.field(F::Right))),
            K::IfClause => clauses.extend(child.first_named().map(Clause::If)),
            _ => {}
        }
    }
    Construct::Comprehension(Comprehension { clauses, element: node.field(F::Body) })
}
