//! Decisions: conditions with their short-circuit operators, `if` and `?:`.

use model::control::{BlockKind, EdgeKind};
use model::ids::BlockId;

use super::construct::{Branch, Construct, ControlRules, Logical, LogicalKind};
use super::walk::{MAX_DEPTH, MORE_STACK, N, RED_ZONE, Walk, bare};

impl<'t, R: ControlRules> Walk<'t, R> {
    /// Decides between two ways. `yes` and `no` are led to; the walk is nowhere afterwards.
    pub(super) fn condition(&mut self, node: N<'t, R>, yes: BlockId, no: BlockId) {
        self.decide(node, yes, no, None);
    }

    fn decide(&mut self, node: N<'t, R>, mut yes: BlockId, mut no: BlockId, mut around: Option<LogicalKind>) {
        let (mut node, mut construct) = bare::<R>(node);
        while let Construct::Not(inner) = construct {
            (yes, no, around) = (no, yes, None);
            (node, construct) = bare::<R>(inner);
        }
        match construct {
            Construct::Logical(logical)
                if logical.kind != LogicalKind::Coalesce && self.depth < MAX_DEPTH =>
            {
                self.depth += 1;
                stacker::maybe_grow(RED_ZONE, MORE_STACK, || {
                    self.decide_both(&logical, yes, no, around);
                });
                self.depth -= 1;
            }
            Construct::All(parts) => self.decide_all(&parts, yes, no),
            Construct::Preceded(first, condition) => {
                self.value(first);
                self.decide(condition, yes, no, None);
            }
            _ => {
                self.value(node);
                self.fork(node, yes, no);
            }
        }
    }

    fn decide_both(
        &mut self,
        logical: &Logical<'t, R::Grammar>,
        yes: BlockId,
        no: BlockId,
        around: Option<LogicalKind>,
    ) {
        let row = self.begin_row(around);
        let middle = self.block(BlockKind::Condition);
        let (left_yes, left_no) = if logical.kind == LogicalKind::And { (middle, no) } else { (yes, middle) };
        self.decide(logical.left, left_yes, left_no, Some(logical.kind));
        self.weigh_operator(logical.kind);
        self.at = Some(middle);
        self.decide(logical.right, yes, no, Some(logical.kind));
        self.end_row(around, row);
    }

    fn decide_all(&mut self, parts: &[N<'t, R>], yes: BlockId, no: BlockId) {
        let row = self.begin_row(None);
        for (index, &part) in parts.iter().enumerate() {
            if index > 0 {
                self.weigh_operator(LogicalKind::And);
            }
            let is_last = index + 1 == parts.len();
            let next = if is_last { yes } else { self.block(BlockKind::Condition) };
            self.decide(part, next, no, Some(LogicalKind::And));
            self.at = (!is_last).then_some(next);
        }
        self.end_row(None, row);
    }

    pub(super) fn assert(&mut self, node: N<'t, R>, condition: N<'t, R>, message: Option<N<'t, R>>) {
        let (holds, fails) = (self.block(BlockKind::Body), self.block(BlockKind::Body));
        self.condition(condition, holds, fails);
        self.at = Some(fails);
        self.note(message.unwrap_or(node));
        message.into_iter().for_each(|message| self.expression(message));
        let to = self.handler(self.frames.len());
        self.pass_to(to, EdgeKind::Throw);
        self.at = Some(holds);
    }

    pub(super) fn let_else(&mut self, node: N<'t, R>, value: N<'t, R>, otherwise: N<'t, R>) {
        self.weigh();
        self.value(value);
        let (fits, fails) = (self.block(BlockKind::Body), self.block(BlockKind::Body));
        self.split(fits, fails);
        self.at = Some(fails);
        self.nested(|walk| walk.statement(otherwise));
        self.pass_to(fits, EdgeKind::Fallthrough);
        self.at = Some(fits);
        self.note(node);
    }

    /// Ends a block with a condition.
    fn fork(&mut self, node: N<'t, R>, yes: BlockId, no: BlockId) {
        let Some(from) = self.at.take() else { return };
        let constant = R::constant(node);
        self.draft.edge_if(from, yes, EdgeKind::True, constant == Some(false));
        self.draft.edge_if(from, no, EdgeKind::False, constant == Some(true));
    }

    /// Ends a block with a choice that no condition is written for.
    pub(super) fn split(&mut self, yes: BlockId, no: BlockId) {
        let from = self.here();
        self.draft.edge(from, yes, EdgeKind::True);
        self.draft.edge(from, no, EdgeKind::False);
        self.at = None;
    }

    /// Begins a row of operators, unless the operator at hand is an operand of one; the row around.
    fn begin_row(&mut self, around: Option<LogicalKind>) -> Option<LogicalKind> {
        if around.is_none() { self.row.take() } else { self.row }
    }

    fn end_row(&mut self, around: Option<LogicalKind>, outer: Option<LogicalKind>) {
        if around.is_none() {
            self.row = outer;
        }
    }

    /// Equal operators in a row, as they are read through parentheses, are one thing to understand.
    fn weigh_operator(&mut self, kind: LogicalKind) {
        if self.row.replace(kind) != Some(kind) && kind != LogicalKind::Coalesce {
            self.weigh_flat();
        }
    }

    pub(super) fn branch(&mut self, branch: &Branch<'t, R::Grammar>, is_else_if: bool) {
        if is_else_if {
            self.weigh_flat();
        } else {
            self.weigh();
        }
        let (then, after) = (self.block(BlockKind::Body), self.block(BlockKind::Body));
        let otherwise = branch.otherwise.map_or(after, |_| self.block(BlockKind::Body));
        self.condition(branch.condition, then, otherwise);
        self.at = Some(then);
        self.nested(|walk| branch.then.into_iter().for_each(|node| walk.alternative(node, branch.is_value)));
        self.pass_to(after, EdgeKind::Fallthrough);
        if let Some(node) = branch.otherwise {
            self.at = Some(otherwise);
            self.otherwise(node, branch.is_value);
            self.pass_to(after, EdgeKind::Fallthrough);
        }
        self.at = Some(after);
    }

    fn otherwise(&mut self, node: N<'t, R>, is_value: bool) {
        let (inner, construct) = if is_value { (node, R::construct(node)) } else { bare::<R>(node) };
        match construct {
            Construct::Branch(branch) if !is_value && self.depth < MAX_DEPTH => {
                self.depth += 1;
                stacker::maybe_grow(RED_ZONE, MORE_STACK, || self.branch(&branch, true));
                self.depth -= 1;
            }
            _ => {
                if !is_value {
                    self.weigh_flat();
                }
                self.nested(|walk| walk.alternative(inner, is_value));
            }
        }
    }

    fn alternative(&mut self, node: N<'t, R>, is_value: bool) {
        if is_value { self.value(node) } else { self.statement(node) }
    }

    /// A short-circuit operator whose value is used.
    pub(super) fn logical(&mut self, logical: &Logical<'t, R::Grammar>, around: Option<LogicalKind>) {
        let row = self.begin_row(around);
        let (right, after) = (self.block(BlockKind::Condition), self.block(BlockKind::Body));
        self.operator = Some(logical.kind);
        self.value(logical.left);
        self.weigh_operator(logical.kind);
        match logical.kind {
            LogicalKind::And => self.split(right, after),
            LogicalKind::Or | LogicalKind::Coalesce => self.split(after, right),
        }
        self.at = Some(right);
        self.operator = Some(logical.kind);
        self.value(logical.right);
        self.operator = None;
        self.end_row(around, row);
        self.pass_to(after, EdgeKind::Fallthrough);
        self.at = Some(after);
    }
}
