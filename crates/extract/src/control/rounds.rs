//! Loops.

use model::control::{BlockKind, EdgeKind};
use model::ids::BlockId;

use super::construct::{Clause, Comprehension, ControlRules, Loop, LoopKind};
use super::frames::Frame;
use super::walk::{N, Walk};

impl<'t, R: ControlRules> Walk<'t, R> {
    pub(super) fn round(&mut self, node: N<'t, R>, made: &Loop<'t, R::Grammar>) {
        self.weigh();
        let mut labels = std::mem::take(&mut self.labels);
        labels.extend(made.label);
        made.before.into_iter().for_each(|before| self.value(before));
        let head = self.pass_into(BlockKind::Loop, EdgeKind::Fallthrough);
        let behind = self.block(BlockKind::Body);
        match made.kind {
            LoopKind::DoWhile => self.test_last(made, labels, head, behind),
            _ => self.test_first(node, made, labels, head, behind),
        }
        self.at = Some(behind);
    }

    fn test_first(
        &mut self,
        node: N<'t, R>,
        made: &Loop<'t, R::Grammar>,
        labels: Vec<&'t str>,
        head: BlockId,
        behind: BlockId,
    ) {
        let next = if made.update.is_some() { self.block(BlockKind::Update) } else { head };
        let ended = made.otherwise.map_or(behind, |_| self.block(BlockKind::Body));
        self.enter_body(node, made, ended);
        self.frames.push(Frame::Loop { labels, behind, next });
        self.nested(|walk| made.body.into_iter().for_each(|body| walk.statement(body)));
        self.frames.pop();
        match made.update {
            Some(update) => {
                self.pass_to(next, EdgeKind::Fallthrough);
                self.at = Some(next);
                self.value(update);
                self.pass_to(head, EdgeKind::LoopBack);
            }
            None => self.pass_to(head, EdgeKind::LoopBack),
        }
        if let Some(otherwise) = made.otherwise {
            self.at = Some(ended);
            self.weigh_flat();
            self.statement(otherwise);
            self.pass_to(behind, EdgeKind::Fallthrough);
        }
    }

    /// From the head into the body, or on when the loop has ended.
    fn enter_body(&mut self, node: N<'t, R>, made: &Loop<'t, R::Grammar>, ended: BlockId) {
        let body = self.block(BlockKind::Body);
        match (made.kind, made.condition) {
            (LoopKind::Forever, _) => self.pass_to(body, EdgeKind::Fallthrough),
            (LoopKind::Each, taken) => {
                self.value(taken.unwrap_or(node));
                self.split(body, ended);
            }
            (_, Some(condition)) => self.condition(condition, body, ended),
            (_, None) => {
                let head = self.here();
                self.draft.edge(head, body, EdgeKind::True);
                self.draft.edge_if(head, ended, EdgeKind::False, true);
            }
        }
        self.at = Some(body);
    }

    fn test_last(
        &mut self,
        made: &Loop<'t, R::Grammar>,
        labels: Vec<&'t str>,
        head: BlockId,
        behind: BlockId,
    ) {
        let (test, again) = (self.block(BlockKind::Condition), self.block(BlockKind::Body));
        self.frames.push(Frame::Loop { labels, behind, next: test });
        self.nested(|walk| made.body.into_iter().for_each(|body| walk.statement(body)));
        self.frames.pop();
        self.pass_to(test, EdgeKind::Fallthrough);
        self.at = Some(test);
        match made.condition {
            Some(condition) => self.condition(condition, again, behind),
            None => self.pass_to(again, EdgeKind::Fallthrough),
        }
        self.at = Some(again);
        self.pass_to(head, EdgeKind::LoopBack);
    }

    pub(super) fn comprehension(&mut self, comprehension: &Comprehension<'t, R::Grammar>) {
        let behind = self.block(BlockKind::Body);
        // Where a round of the innermost loop so far ends, and how.
        let mut back = behind;
        for clause in &comprehension.clauses {
            match clause {
                Clause::For(clause, iterable) => {
                    iterable.iter().for_each(|&iterable| self.expression(iterable));
                    let head = self.pass_into(BlockKind::Loop, EdgeKind::Fallthrough);
                    self.note(*clause);
                    let body = self.block(BlockKind::Body);
                    self.split(body, back);
                    self.at = Some(body);
                    back = head;
                }
                Clause::If(condition) => {
                    let body = self.block(BlockKind::Body);
                    self.condition(*condition, body, back);
                    self.at = Some(body);
                }
            }
        }
        comprehension.element.into_iter().for_each(|element| self.value(element));
        self.pass_to(back, EdgeKind::LoopBack);
        self.at = Some(behind);
    }
}
