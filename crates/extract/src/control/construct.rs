//! What a language tells the engine of its control flow: what each node does, in terms that all languages share.

use crate::grammar::Grammar;
use crate::syntax::Node;

/// The control flow rules of a language.
pub trait ControlRules: 'static {
    /// The grammar as these rules see it.
    type Grammar: Grammar;
    /// Whether a file has code outside of functions.
    const TOP_LEVEL: bool;

    /// What a named node does.
    fn construct(node: Node<'_, Self::Grammar>) -> Construct<'_, Self::Grammar>;

    /// What a condition is in every run (`true`, `1`).
    fn constant(node: Node<'_, Self::Grammar>) -> Option<bool>;

    /// Whether a node is one operand, whatever is below it (a string).
    fn is_operand(node: Node<'_, Self::Grammar>) -> bool;

    /// Whether an operand is documentation, as a docstring is: its lines are comments, and it is no token.
    fn is_doc(_operand: Node<'_, Self::Grammar>) -> bool {
        false
    }

    /// How many parameters a list of them declares.
    fn parameters(list: Node<'_, Self::Grammar>) -> u32;
}

/// What a node does to the order in which things run.
pub enum Construct<'t, G: Grammar> {
    /// Nothing: what is below it runs from left to right.
    Plain,
    /// It is no statement, and nothing below it runs: an empty statement, a directive of the preprocessor.
    Nothing,
    /// A statement of which nothing below runs here.
    Opaque,
    /// Members of a type: only the functions among them matter, and they run elsewhere.
    Members,
    /// Another node in a coat: parentheses, a clause.
    Wrapper(Node<'t, G>),
    /// Its named children are statements.
    Sequence,
    /// A function or lambda, which has a graph of its own.
    Function(Function<'t, G>),
    /// One of two ways.
    Branch(Branch<'t, G>),
    /// Again and again.
    Loop(Loop<'t, G>),
    /// One of many ways.
    Switch(Switch<'t, G>),
    /// One of the ways of a [`Construct::Switch`].
    Case(Case<'t, G>),
    /// Exceptions are handled.
    Try(Try<'t, G>),
    /// A short-circuit operator.
    Logical(Logical<'t, G>),
    /// Something that is worked out before a condition.
    Preceded(Node<'t, G>, Node<'t, G>),
    /// Conditions that must all hold, tried in order.
    All(Vec<Node<'t, G>>),
    /// A condition that throws when it does not hold, and what is worked out then.
    Assert(Node<'t, G>, Option<Node<'t, G>>),
    /// A value, and what runs when it does not fit the pattern (`let … else`).
    LetElse(Node<'t, G>, Node<'t, G>),
    /// Something that is worked out, and statements that run under it (`with`, `synchronized`).
    Scoped(Vec<Node<'t, G>>, Node<'t, G>),
    /// As [`Construct::Scoped`], and what stands around may swallow exceptions (`with` of Python).
    Managed(Vec<Node<'t, G>>, Node<'t, G>),
    /// The opposite of a condition.
    Not(Node<'t, G>),
    /// Elsewhere.
    Jump(Jump<'t, G>),
    /// A name for a place.
    Label(Label<'t, G>),
    /// Goes on later.
    Suspend(Suspend, Option<Node<'t, G>>),
    /// Returns early when its operand is an error (`?` of Rust).
    Question(Node<'t, G>),
    /// A value for when there is none (`a = 1` among parameters and in patterns): target and value.
    Default(Node<'t, G>, Node<'t, G>),
    /// `a?.b`: what stands before the operator; the rest runs only when that is something.
    Optional(Node<'t, G>),
    /// Texts of which a configuration takes one; whether it always takes one.
    Choice(Vec<Vec<Node<'t, G>>>, bool),
    /// A loop inside an expression.
    Comprehension(Comprehension<'t, G>),
}

/// A function or lambda.
pub struct Function<'t, G: Grammar> {
    /// What its definition is known by: the first byte of the body.
    pub body: Node<'t, G>,
    /// What runs inside before the body (default values, initialisers of members).
    pub before: Vec<Node<'t, G>>,
    /// What runs where it is defined (decorators, default values of Python).
    pub outside: Vec<Node<'t, G>>,
    /// Its parameters.
    pub parameters: Option<Node<'t, G>>,
}

/// `if`, `?:`.
pub struct Branch<'t, G: Grammar> {
    /// What decides.
    pub condition: Node<'t, G>,
    /// What runs when it holds.
    pub then: Option<Node<'t, G>>,
    /// What runs when it does not. An `else if` is a branch itself.
    pub otherwise: Option<Node<'t, G>>,
    /// Whether it stands for a value: its alternatives are expressions.
    pub is_value: bool,
}

/// How a loop goes round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoopKind {
    /// Tests first.
    While,
    /// Tests last.
    DoWhile,
    /// Takes the elements of something.
    Each,
    /// Never ends by itself.
    Forever,
}

/// A loop.
pub struct Loop<'t, G: Grammar> {
    /// How it goes round.
    pub kind: LoopKind,
    /// Its label, where the label is part of it.
    pub label: Option<&'t str>,
    /// What runs once before: initialiser, or what is looped over.
    pub before: Option<Node<'t, G>>,
    /// The condition; none means that it always holds. For [`LoopKind::Each`] what takes the element.
    pub condition: Option<Node<'t, G>>,
    /// What runs after every round.
    pub update: Option<Node<'t, G>>,
    /// The body.
    pub body: Option<Node<'t, G>>,
    /// What runs when it ends by itself (Python's `else`).
    pub otherwise: Option<Node<'t, G>>,
}

/// `switch`, `match`.
pub struct Switch<'t, G: Grammar> {
    /// What is looked at.
    pub subject: Option<Node<'t, G>>,
    /// What holds the cases.
    pub body: Node<'t, G>,
    /// Whether the language makes sure that a case fits.
    pub exhaustive: bool,
    /// Whether `break` leaves it.
    pub breakable: bool,
}

/// A case of a switch.
pub struct Case<'t, G: Grammar> {
    /// Values or patterns.
    pub values: Vec<Node<'t, G>>,
    /// How many labels lead here.
    pub labels: u32,
    /// A further condition.
    pub guard: Option<Node<'t, G>>,
    /// Whether it takes what no other takes.
    pub default: bool,
    /// What it does.
    pub body: Vec<Node<'t, G>>,
    /// Whether it goes on into the next.
    pub falls: bool,
}

/// `try`.
pub struct Try<'t, G: Grammar> {
    /// What is opened before the body and closed after it.
    pub resources: Option<Node<'t, G>>,
    /// What is tried.
    pub body: Node<'t, G>,
    /// Who takes exceptions.
    pub handlers: Vec<Handler<'t, G>>,
    /// What runs after the body when nothing was thrown (Python's `else`).
    pub otherwise: Option<Node<'t, G>>,
    /// What runs on every way out.
    pub finally: Option<Node<'t, G>>,
}

/// A handler of exceptions.
pub struct Handler<'t, G: Grammar> {
    /// The whole clause's head: what it takes.
    pub what: Option<Node<'t, G>>,
    /// What it does.
    pub body: Node<'t, G>,
    /// Whether it takes everything.
    pub all: bool,
}

/// A short-circuit operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogicalKind {
    /// The right side runs when the left one holds.
    And,
    /// The right side runs when the left one does not hold.
    Or,
    /// The right side runs when the left one is nothing (`??`).
    Coalesce,
}

/// Two operands of a short-circuit operator.
pub struct Logical<'t, G: Grammar> {
    /// Which.
    pub kind: LogicalKind,
    /// Always runs.
    pub left: Node<'t, G>,
    /// Runs when the left one leaves it open.
    pub right: Node<'t, G>,
}

/// Where a jump goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JumpKind {
    /// Behind the loop or switch.
    Break,
    /// Behind the switch, with its value (Java's `yield`).
    BreakSwitch,
    /// To the next round.
    Continue,
    /// Out of the function.
    Return,
    /// To a handler.
    Throw,
    /// To a label.
    Goto,
    /// Nowhere: the program ends.
    Abort,
}

/// A jump.
pub struct Jump<'t, G: Grammar> {
    /// Where to.
    pub kind: JumpKind,
    /// The label it names.
    pub label: Option<&'t str>,
    /// What is worked out before.
    pub value: Option<Node<'t, G>>,
}

/// A label and what it stands before.
pub struct Label<'t, G: Grammar> {
    /// The label.
    pub name: &'t str,
    /// What follows.
    pub body: Option<Node<'t, G>>,
    /// Whether what follows are the other children of the node itself.
    pub rest: bool,
    /// Whether `goto` may come here; else `break` and `continue` name it.
    pub is_goto: bool,
}

/// Why a function goes on later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Suspend {
    /// It hands out a value.
    Yield,
    /// It waits.
    Await,
}

/// A comprehension: its clauses in order, then what is made.
pub struct Comprehension<'t, G: Grammar> {
    /// From the outside in.
    pub clauses: Vec<Clause<'t, G>>,
    /// What is made in each round.
    pub element: Option<Node<'t, G>>,
}

/// A clause of a comprehension.
pub enum Clause<'t, G: Grammar> {
    /// `for target in iterable`: the clause, and what is looped over.
    For(Node<'t, G>, Option<Node<'t, G>>),
    /// `if condition`.
    If(Node<'t, G>),
}

impl<'t, G: Grammar> Construct<'t, G> {
    /// What a coat holds: its last named child.
    pub fn inside(node: Node<'t, G>) -> Self {
        node.last_named().map_or(Self::Plain, Self::Wrapper)
    }

    /// What a coat holds when it holds one thing; several run one after the other.
    pub fn only_inside(node: Node<'t, G>) -> Self {
        let mut parts = node.named_children();
        match (parts.next(), parts.next()) {
            (Some(only), None) => Self::Wrapper(only),
            _ => Self::Plain,
        }
    }

    /// An assertion of its first named child, with its second as what is worked out when that does not hold.
    pub fn assertion(node: Node<'t, G>) -> Self {
        let mut parts = node.named_children();
        parts.next().map_or(Self::Plain, |condition| Self::Assert(condition, parts.next()))
    }
}

impl<'t, G: Grammar> Function<'t, G> {
    /// A function with this body, when it has one, of which nothing runs outside of the body.
    pub fn of(body: Option<Node<'t, G>>, parameters: Option<Node<'t, G>>) -> Construct<'t, G> {
        body.map_or(Construct::Plain, |body| {
            Construct::Function(Self { body, before: Vec::new(), outside: Vec::new(), parameters })
        })
    }
}

impl<'t, G: Grammar> Branch<'t, G> {
    /// A branch with this condition, when it has one.
    pub fn of(
        condition: Option<Node<'t, G>>,
        then: Option<Node<'t, G>>,
        otherwise: Option<Node<'t, G>>,
        is_value: bool,
    ) -> Construct<'t, G> {
        condition.map_or(Construct::Plain, |condition| {
            Construct::Branch(Self { condition, then, otherwise, is_value })
        })
    }
}

impl<'t, G: Grammar> Jump<'t, G> {
    /// A jump without label.
    pub fn to(kind: JumpKind, value: Option<Node<'t, G>>) -> Construct<'t, G> {
        Construct::Jump(Jump { kind, label: None, value })
    }

    /// A jump that may name a label.
    pub fn labelled(
        kind: JumpKind,
        label: Option<Node<'t, G>>,
        value: Option<Node<'t, G>>,
    ) -> Construct<'t, G> {
        Construct::Jump(Jump { kind, label: label.map(Node::text), value })
    }
}

impl<'t, G: Grammar> Logical<'t, G> {
    /// The operator with these operands, when both are there.
    pub fn of(kind: LogicalKind, left: Option<Node<'t, G>>, right: Option<Node<'t, G>>) -> Construct<'t, G> {
        match (left, right) {
            (Some(left), Some(right)) => Construct::Logical(Logical { kind, left, right }),
            _ => Construct::Plain,
        }
    }
}
