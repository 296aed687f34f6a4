//! From the nodes of one function to its graph.
//!
//! The walk holds the block that it is in; after a jump it is in none, and what follows begins a block that nothing leads to.

use std::collections::BTreeMap;

use model::control::{BlockKind, ControlFlow, EdgeKind};
use model::ids::BlockId;

use super::construct::{Construct, ControlRules, Function, JumpKind, LogicalKind, Suspend};
use super::draft::Draft;
use super::frames::Frame;
use super::functions::{Found, outermost};
use crate::syntax::Node;

/// Constructs in one another; what is deeper is taken for one statement.
pub(super) const MAX_DEPTH: u32 = 4_000;
/// Bytes of stack below which more is asked for.
pub(super) const RED_ZONE: usize = 128 * 1024;
/// Bytes of stack that are asked for.
pub(super) const MORE_STACK: usize = 4 * 1024 * 1024;

pub(super) type N<'t, R> = Node<'t, <R as ControlRules>::Grammar>;

/// What came of one function.
pub(super) struct Walked<'t, R: ControlRules> {
    pub(super) graph: ControlFlow,
    pub(super) cognitive: u32,
    pub(super) nesting: u32,
    /// Functions and lambdas inside, in order.
    pub(super) inside: Vec<Found<'t, R::Grammar>>,
}

/// The walk over one function.
pub(super) struct Walk<'t, R: ControlRules> {
    pub(super) draft: Draft,
    /// Where the walk is; `None` behind a jump.
    pub(super) at: Option<BlockId>,
    pub(super) frames: Vec<Frame<'t, R::Grammar>>,
    /// Labels that stand before what comes next.
    pub(super) labels: Vec<&'t str>,
    pub(super) gotos: BTreeMap<&'t str, BlockId>,
    /// Whether a text is walked over once more.
    pub(super) copying: bool,
    /// The short-circuit operator that the operand at hand belongs to.
    pub(super) operator: Option<LogicalKind>,
    /// The operator before in the row of them that is being read.
    pub(super) row: Option<LogicalKind>,
    pub(super) depth: u32,
    level: u32,
    cognitive: u32,
    nesting: u32,
    inside: Vec<Found<'t, R::Grammar>>,
}

impl<'t, R: ControlRules> Walk<'t, R> {
    pub(super) fn new() -> Self {
        Self {
            draft: Draft::new(),
            at: Some(ControlFlow::ENTRY),
            frames: Vec::new(),
            labels: Vec::new(),
            gotos: BTreeMap::new(),
            copying: false,
            operator: None,
            row: None,
            depth: 0,
            level: 0,
            cognitive: 0,
            nesting: 0,
            inside: Vec::new(),
        }
    }

    /// Ends the function here.
    pub(super) fn finish(mut self) -> Walked<'t, R> {
        self.pass_to(ControlFlow::EXIT, EdgeKind::Fallthrough);
        let Self { draft, cognitive, nesting, inside, .. } = self;
        Walked { graph: draft.finish(), cognitive, nesting, inside }
    }

    /// A new block.
    pub(super) fn block(&mut self, kind: BlockKind) -> BlockId {
        self.draft.block(kind, self.copying)
    }

    /// The block that the walk is in.
    pub(super) fn here(&mut self) -> BlockId {
        let block = self.at.unwrap_or_else(|| self.block(BlockKind::Body));
        *self.at.insert(block)
    }

    /// Goes from here to `to` and is nowhere afterwards.
    pub(super) fn pass_to(&mut self, to: BlockId, kind: EdgeKind) {
        if let Some(from) = self.at.take() {
            self.draft.edge(from, to, kind);
        }
    }

    /// Goes on in a new block.
    pub(super) fn pass_into(&mut self, kind: BlockKind, edge: EdgeKind) -> BlockId {
        let block = self.block(kind);
        self.pass_to(block, edge);
        self.at = Some(block);
        block
    }

    /// Notes that a statement or condition is done with here.
    pub(super) fn note(&mut self, node: N<'t, R>) {
        let block = self.here();
        self.draft.note(block, node.span());
        if self.is_guarded() && self.draft.guard(block) {
            let to = self.handler(self.frames.len());
            self.draft.edge(block, to, EdgeKind::Throw);
        }
    }

    /// A statement.
    pub(super) fn statement(&mut self, node: N<'t, R>) {
        let (node, construct) = bare::<R>(node);
        match construct {
            Construct::Plain => {
                let was_somewhere = self.at.is_some();
                self.operands(node);
                // What ends in a jump is noted by the jump.
                if self.at.is_some() || !was_somewhere {
                    self.note(node);
                }
            }
            Construct::Nothing => {}
            Construct::Opaque => self.note(node),
            Construct::Members => self.members(node),
            Construct::Function(function) => {
                self.function(node, function);
                self.note(node);
            }
            construct => self.apply(node, construct),
        }
    }

    /// An expression whose value is used by what is around it.
    pub(super) fn expression(&mut self, node: N<'t, R>) {
        match R::construct(node) {
            Construct::Plain => self.operands(node),
            construct => self.apply(node, construct),
        }
    }

    /// An expression that is noted by itself.
    pub(super) fn value(&mut self, node: N<'t, R>) {
        let was_somewhere = self.at.is_some();
        let node = bare::<R>(node).0;
        self.expression(node);
        if self.at.is_some() || !was_somewhere {
            self.note(node);
        }
    }

    /// What is below a node that is nothing by itself. Linear, without recursion but for constructs.
    fn operands(&mut self, node: N<'t, R>) {
        // What stands deeper is no operand of the operator around.
        self.operator = None;
        let mut rest = node.below();
        while let Some(next) = rest.next() {
            if !next.is_named() {
                continue;
            }
            match R::construct(next) {
                Construct::Plain => {}
                construct => {
                    rest.pass_over(next);
                    self.apply(next, construct);
                }
            }
        }
    }

    /// What a construct does, one level deeper, on more stack when it is needed.
    fn apply(&mut self, node: N<'t, R>, construct: Construct<'t, R::Grammar>) {
        if self.depth >= MAX_DEPTH {
            self.note(node);
            return self.members(node);
        }
        self.depth += 1;
        let operator = self.operator.take();
        stacker::maybe_grow(RED_ZONE, MORE_STACK, || self.do_construct(node, construct, operator));
        self.depth -= 1;
    }

    fn do_construct(
        &mut self,
        node: N<'t, R>,
        construct: Construct<'t, R::Grammar>,
        around: Option<LogicalKind>,
    ) {
        match construct {
            Construct::Plain => self.operands(node),
            Construct::Nothing | Construct::Opaque => {}
            Construct::Members => self.members(node),
            Construct::Wrapper(inner) => {
                self.operator = around;
                self.expression(inner);
            }
            Construct::Sequence => node.named_children().for_each(|child| self.statement(child)),
            Construct::Function(function) => self.function(node, function),
            Construct::Branch(branch) => self.branch(&branch, false),
            Construct::Loop(made) => self.round(node, &made),
            Construct::Switch(switch) => self.switch(&switch),
            Construct::Case(case) => self.case(&case),
            Construct::Try(tried) => self.attempt(tried),
            Construct::Logical(logical) => self.logical(&logical, around),
            Construct::Not(inner) => self.expression(inner),
            Construct::All(parts) => parts.iter().for_each(|&part| self.value(part)),
            Construct::Assert(condition, message) => self.assert(node, condition, message),
            Construct::LetElse(value, otherwise) => self.let_else(node, value, otherwise),
            Construct::Preceded(first, condition) => {
                self.value(first);
                self.expression(condition);
            }
            Construct::Scoped(heads, body) => {
                heads.iter().for_each(|&head| self.value(head));
                self.statement(body);
            }
            Construct::Managed(heads, body) => self.managed(&heads, body),
            Construct::Jump(jump) => self.jump(node, &jump),
            Construct::Label(label) => self.label(node, &label),
            Construct::Suspend(kind, value) => self.suspend(node, kind, value),
            Construct::Question(inner) => self.question(node, inner),
            Construct::Default(target, value) => self.default(target, value),
            Construct::Optional(object) => self.optional(node, object),
            Construct::Choice(arms, always) => self.choice(&arms, always),
            Construct::Comprehension(comprehension) => self.comprehension(&comprehension),
        }
    }

    fn function(&mut self, node: N<'t, R>, function: Function<'t, R::Grammar>) {
        for &outside in &function.outside {
            self.expression(outside);
        }
        if !self.copying {
            self.inside.push(Found { node, function });
        }
    }

    /// The functions among members.
    fn members(&mut self, node: N<'t, R>) {
        for Found { node, function } in outermost::<R>(node) {
            self.function(node, function);
        }
    }

    /// Counts a break in the flow that weighs more the deeper it stands.
    pub(super) fn weigh(&mut self) {
        if !self.copying {
            self.cognitive = self.cognitive.saturating_add(1 + self.level);
        }
    }

    /// Counts a break in the flow that weighs the same everywhere.
    pub(super) fn weigh_flat(&mut self) {
        self.cognitive += u32::from(!self.copying);
    }

    /// Does something one level of nesting deeper.
    pub(super) fn nested(&mut self, inside: impl FnOnce(&mut Self)) {
        self.level += 1;
        self.nesting = self.nesting.max(self.level);
        inside(self);
        self.level -= 1;
    }

    fn suspend(&mut self, node: N<'t, R>, kind: Suspend, value: Option<N<'t, R>>) {
        value.into_iter().for_each(|value| self.expression(value));
        self.note(node);
        let edge = if kind == Suspend::Yield { EdgeKind::Yield } else { EdgeKind::Await };
        self.pass_into(BlockKind::Body, edge);
    }

    fn question(&mut self, node: N<'t, R>, inner: N<'t, R>) {
        self.expression(inner);
        self.note(node);
        let (from, out) = (self.here(), self.way_out(JumpKind::Return, None, self.frames.len()));
        self.pass_into(BlockKind::Body, EdgeKind::Fallthrough);
        self.draft.edge(from, out, EdgeKind::Question);
    }

    fn default(&mut self, target: N<'t, R>, value: N<'t, R>) {
        self.value(target);
        let (given, missing) = (self.block(BlockKind::Body), self.block(BlockKind::Condition));
        self.split(missing, given);
        self.at = Some(missing);
        self.value(value);
        self.pass_to(given, EdgeKind::Fallthrough);
        self.at = Some(given);
    }

    fn optional(&mut self, node: N<'t, R>, object: N<'t, R>) {
        self.value(object);
        let (some, after) = (self.block(BlockKind::Condition), self.block(BlockKind::Body));
        self.split(some, after);
        self.at = Some(some);
        node.named_children().filter(|child| *child != object).for_each(|child| self.value(child));
        self.pass_to(after, EdgeKind::Fallthrough);
        self.at = Some(after);
    }

    fn choice(&mut self, arms: &[Vec<N<'t, R>>], always: bool) {
        let (from, after) = (self.here(), self.block(BlockKind::Body));
        for arm in arms {
            let block = self.block(BlockKind::Body);
            self.draft.edge(from, block, EdgeKind::Choice);
            self.at = Some(block);
            arm.iter().for_each(|&node| self.statement(node));
            self.pass_to(after, EdgeKind::Fallthrough);
        }
        if !always {
            self.draft.edge(from, after, EdgeKind::Choice);
        }
        self.at = Some(after);
    }
}

/// What is in the coats of a node.
pub(super) fn bare<R: ControlRules>(mut node: N<'_, R>) -> (N<'_, R>, Construct<'_, R::Grammar>) {
    loop {
        match R::construct(node) {
            Construct::Wrapper(inner) => node = inner,
            construct => return (node, construct),
        }
    }
}
