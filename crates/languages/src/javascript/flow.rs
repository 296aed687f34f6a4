//! Control flow of JavaScript and TypeScript.

use extract::control::{
    Branch, Case, Construct, ControlRules, Function, Handler, Jump, JumpKind, Label, Logical, LogicalKind,
    Loop, LoopKind, Suspend, Switch, Try,
};

use super::grammar::{F, G, Js, K};

/// The rules.
pub(crate) struct Control;

impl ControlRules for Control {
    type Grammar = G;
    const TOP_LEVEL: bool = true;

    fn construct(node: Js<'_>) -> Construct<'_, G> {
        match node.kind() {
            K::Block => Construct::Sequence,
            K::FunctionDeclaration
            | K::GeneratorDeclaration
            | K::FunctionExpression
            | K::GeneratorFunction
            | K::ArrowFunction
            | K::MethodDefinition
            | K::StaticBlock => function(node),
            K::ExpressionStatement | K::Parenthesized | K::Else | K::Finally | K::ExportStatement => {
                Construct::only_inside(node)
            }
            K::If => branch(node, false),
            K::Ternary => branch(node, true),
            K::While => made(node, LoopKind::While, None, node.field(F::Condition)),
            K::Do => made(node, LoopKind::DoWhile, None, node.field(F::Condition)),
            K::For => made(node, LoopKind::While, node.field(F::Initializer), condition(node)),
            K::ForIn => made(node, LoopKind::Each, node.field(F::Right), node.field(F::Left)),
            K::Switch => switch(node),
            K::Case | K::DefaultCase => case(node),
            K::Try => attempt(node),
            K::Labeled => label(node),
            K::Break => Jump::labelled(JumpKind::Break, node.field(F::Label), None),
            K::Continue => Jump::labelled(JumpKind::Continue, node.field(F::Label), None),
            K::Return => Jump::to(JumpKind::Return, node.first_named()),
            K::Throw => Jump::to(JumpKind::Throw, node.first_named()),
            K::Yield => Construct::Suspend(Suspend::Yield, node.first_named()),
            K::Await => Construct::Suspend(Suspend::Await, node.first_named()),
            K::With => scoped(node),
            K::Binary | K::AugmentedAssignment => logical(node),
            K::Unary if node.has(K::Exclamation) => {
                node.field(F::Argument).map_or(Construct::Plain, Construct::Not)
            }
            K::AssignmentPattern | K::ObjectAssignmentPattern => {
                default(node.field(F::Left), node.field(F::Right))
            }
            K::RequiredParameter | K::OptionalParameter => {
                default(node.field(F::Pattern), node.field(F::Value))
            }
            // The grammar of TypeScript has the bare token where a call is optional.
            K::Member | K::Call | K::Subscript
                if node.field(F::OptionalChain).is_some() || node.has(K::OptionalDot) =>
            {
                let object = node.field(F::Object).or_else(|| node.field(F::Function));
                object.map_or(Construct::Plain, Construct::Optional)
            }
            K::ClassBody => Construct::Members,
            K::Empty => Construct::Nothing,
            K::TypeAnnotation
            | K::TypeArguments
            | K::TypeParameters
            | K::TypeAlias
            | K::InterfaceDeclaration
            | K::ImportStatement => Construct::Opaque,
            _ => Construct::Plain,
        }
    }

    fn constant(node: Js<'_>) -> Option<bool> {
        match node.kind() {
            K::True => Some(true),
            K::False | K::Null | K::Undefined => Some(false),
            K::Number => match node.text() {
                "0" => Some(false),
                "1" => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    fn is_operand(node: Js<'_>) -> bool {
        matches!(node.kind(), K::String | K::Regex) || (node.is(K::Template) && !node.has(K::Substitution))
    }

    fn parameters(list: Js<'_>) -> u32 {
        if list.is(K::Identifier) {
            return 1;
        }
        let is_this = |child: &Js<'_>| child.field(F::Pattern).is_some_and(|pattern| pattern.is(K::This));
        list.named_children().filter(|child| !is_this(child)).count() as u32
    }
}

fn function(node: Js<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let parameters = node.field(F::Parameters).or_else(|| node.field(F::Parameter));
    let before = parameters.into_iter().collect();
    Construct::Function(Function { body, before, outside: Vec::new(), parameters })
}

fn branch(node: Js<'_>, is_value: bool) -> Construct<'_, G> {
    let (then, otherwise) = (node.field(F::Consequence), node.field(F::Alternative));
    Branch::of(node.field(F::Condition), then, otherwise, is_value)
}

/// The grammar has an empty statement where the condition of a `for` is left out.
fn condition(node: Js<'_>) -> Option<Js<'_>> {
    node.field(F::Condition).filter(|condition| condition.is_named() && !condition.is(K::Empty))
}

fn made<'t>(
    node: Js<'t>,
    kind: LoopKind,
    before: Option<Js<'t>>,
    condition: Option<Js<'t>>,
) -> Construct<'t, G> {
    let before = before.filter(|before| !before.is(K::Empty));
    let (update, body) = (node.field(F::Increment), node.field(F::Body));
    Construct::Loop(Loop { kind, label: None, before, condition, update, body, otherwise: None })
}

fn switch(node: Js<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let subject = node.field(F::Value);
    Construct::Switch(Switch { subject, body, exhaustive: false, breakable: true })
}

fn case(node: Js<'_>) -> Construct<'_, G> {
    let values: Vec<_> = node.field(F::Value).into_iter().collect();
    let body = node.fields(F::Body).filter(|child| child.is_named()).collect();
    let default = node.is(K::DefaultCase);
    Construct::Case(Case { values, labels: 1, guard: None, default, body, falls: true })
}

fn attempt(node: Js<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    let handlers = node.field(F::Handler).into_iter().filter_map(|clause| {
        let body = clause.field(F::Body)?;
        Some(Handler { what: clause.field(F::Parameter), body, all: true })
    });
    let (handlers, finally) = (handlers.collect(), node.field(F::Finalizer));
    Construct::Try(Try { resources: None, body, handlers, otherwise: None, finally })
}

fn label(node: Js<'_>) -> Construct<'_, G> {
    let Some(name) = node.field(F::Label) else { return Construct::Plain };
    Construct::Label(Label { name: name.text(), body: node.field(F::Body), rest: false, is_goto: false })
}

fn scoped(node: Js<'_>) -> Construct<'_, G> {
    let Some(body) = node.field(F::Body) else { return Construct::Plain };
    Construct::Scoped(node.field(F::Object).into_iter().collect(), body)
}

fn default<'t>(target: Option<Js<'t>>, value: Option<Js<'t>>) -> Construct<'t, G> {
    match (target, value) {
        (Some(target), Some(value)) => Construct::Default(target, value),
        _ => Construct::Plain,
    }
}

fn logical(node: Js<'_>) -> Construct<'_, G> {
    let kind = match node.field(F::Operator).map(Js::kind) {
        Some(K::AndAnd | K::AndAssign) => LogicalKind::And,
        Some(K::OrOr | K::OrAssign) => LogicalKind::Or,
        Some(K::Coalesce | K::CoalesceAssign) => LogicalKind::Coalesce,
        _ => return Construct::Plain,
    };
    Logical::of(kind, node.field(F::Left), node.field(F::Right))
}
