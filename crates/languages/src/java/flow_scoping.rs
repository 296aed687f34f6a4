//! Flow scoping: where the variable of a pattern is visible, and where a test is known to have held.
//!
//! `x instanceof T t` introduces `t` where the test was true; `!` turns that round, `&&` keeps the true side and `||`
//! the false side. So only the skeleton of `!`, `&&`, `||` and parentheses around a pattern matters.

use model::span::Span;

use super::grammar::{F, K, Node};

/// How far the skeleton of a condition is followed into right operands and outwards.
const REACH: u32 = 64;

/// Which outcomes of a test count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    True,
    False,
    Any,
}

impl Outcome {
    fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Any => Self::Any,
        }
    }
}

/// Where the pattern variables of a condition are visible beside the condition itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Visible {
    /// There are none.
    Nowhere,
    /// In what runs when the condition holds.
    Inside,
    /// In the whole statement.
    Statement,
    /// In the statement and all that follows it in its block: `if (!(x instanceof T t)) return;`.
    Beyond,
}

/// Whether an expression introduces pattern variables for parts of itself.
pub(super) fn introduces_in(node: Node<'_>) -> bool {
    match node.kind() {
        K::BinaryExpression | K::Parenthesized | K::UnaryExpression | K::InstanceofExpression => {
            introduces(node, Outcome::Any, REACH)
        }
        K::TernaryExpression => {
            node.field(F::Condition).is_some_and(|condition| introduces(condition, Outcome::Any, REACH))
        }
        _ => false,
    }
}

/// Whether `node` introduces pattern variables when its value is `outcome`.
fn introduces(node: Node<'_>, outcome: Outcome, reach: u32) -> bool {
    let (mut node, mut outcome) = (node, outcome);
    loop {
        let next = match node.kind() {
            K::InstanceofExpression => return outcome != Outcome::False && has_pattern(node),
            K::Parenthesized => node.first_named(),
            K::UnaryExpression if is_operator(node, K::Not) => {
                outcome = outcome.negated();
                node.field(F::Operand)
            }
            K::BinaryExpression if keeps(node, outcome) && reach > 0 => {
                if node.field(F::Right).is_some_and(|right| introduces(right, outcome, reach - 1)) {
                    return true;
                }
                node.field(F::Left)
            }
            _ => None,
        };
        let Some(inner) = next else { return false };
        node = inner;
    }
}

fn is_operator(node: Node<'_>, operator: K) -> bool {
    node.field(F::Operator).is_some_and(|written| written.is(operator))
}

/// Whether both operands have had `outcome` when the whole has it.
fn keeps(node: Node<'_>, outcome: Outcome) -> bool {
    let Some(operator) = node.field(F::Operator) else { return false };
    match operator.kind() {
        K::And => outcome != Outcome::False,
        K::Or => outcome != Outcome::True,
        _ => false,
    }
}

fn has_pattern(node: Node<'_>) -> bool {
    node.children().any(|child| child.is_in_field(F::Name) || child.is_in_field(F::Pattern))
}

/// Where the pattern variables in the condition of an `if` are visible.
pub(super) fn of_if(node: Node<'_>) -> Visible {
    let Some(condition) = node.field(F::Condition) else { return Visible::Nowhere };
    if !introduces(condition, Outcome::Any, REACH) {
        return Visible::Nowhere;
    }
    let stops = |branch: F| node.field(branch).is_some_and(|branch| completes_abruptly(branch, REACH));
    if introduces(condition, Outcome::False, REACH) {
        if stops(F::Consequence) { Visible::Beyond } else { Visible::Statement }
    } else if stops(F::Alternative) {
        Visible::Beyond
    } else {
        Visible::Inside
    }
}

/// Where the pattern variables in the condition of a `while` or `do` are visible.
pub(super) fn of_loop(condition: Option<Node<'_>>) -> Visible {
    match condition {
        Some(condition) if introduces(condition, Outcome::False, REACH) => Visible::Beyond,
        Some(condition) if introduces(condition, Outcome::Any, REACH) => Visible::Inside,
        _ => Visible::Nowhere,
    }
}

/// Whether what follows a statement is never reached from its end, as far as its last statement tells.
fn completes_abruptly(statement: Node<'_>, reach: u32) -> bool {
    let mut last = statement;
    for _ in 0..reach {
        let next = match last.kind() {
            K::ReturnStatement
            | K::ThrowStatement
            | K::BreakStatement
            | K::ContinueStatement
            | K::YieldStatement => return true,
            K::Block => last.last_named(),
            K::SynchronizedStatement => last.field(F::Body),
            K::IfStatement if both_branches(last, reach) => last.field(F::Alternative),
            _ => None,
        };
        let Some(inner) = next else { return false };
        last = inner;
    }
    false
}

/// Whether the first branch of an `if` ends abruptly, so that the second decides.
fn both_branches(node: Node<'_>, reach: u32) -> bool {
    node.field(F::Consequence).is_some_and(|branch| completes_abruptly(branch, reach / 2))
}

/// The range after the test `node` in which it is known to have been true; empty when there is none.
pub(super) fn holds_in(node: Node<'_>) -> Span {
    let mut range = Span::new(node.end(), node.end());
    let mut inner = node;
    let mut truth = true;
    for outer in node.ancestors().take(REACH as usize) {
        match outer.kind() {
            K::Parenthesized => {}
            K::UnaryExpression if is_operator(outer, K::Not) => truth = !truth,
            K::BinaryExpression if keeps(outer, if truth { Outcome::True } else { Outcome::False }) => {
                range.end = outer.end();
            }
            K::IfStatement | K::TernaryExpression | K::WhileStatement | K::ForStatement
                if inner.is_in_field(F::Condition) =>
            {
                return held(outer, truth, range);
            }
            _ => break,
        }
        inner = outer;
    }
    range
}

/// The part of a statement that runs after its condition was `truth`.
fn held(node: Node<'_>, truth: bool, range: Span) -> Span {
    let branch = match (truth, node.kind()) {
        (true, K::WhileStatement | K::ForStatement) => F::Body,
        (true, _) => F::Consequence,
        (false, _) => F::Alternative,
    };
    let ends = |branch: Node<'_>| Span::new(branch.start(), branch.end());
    match node.field(branch) {
        // An update of a `for` stands before its body and runs after it.
        Some(branch) if truth => Span::new(range.start, branch.end()),
        Some(branch) => ends(branch),
        None if !truth && node.is(K::IfStatement) => beyond(node).unwrap_or(range),
        None => range,
    }
}

/// The rest of the block after an `if` that leaves it.
fn beyond(node: Node<'_>) -> Option<Span> {
    let block = node.parent()?;
    let leaves = completes_abruptly(node.field(F::Consequence)?, REACH);
    leaves.then(|| Span::new(node.end(), block.end()))
}
