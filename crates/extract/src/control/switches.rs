//! `switch` and `match`.
//!
//! Cases are told apart in one block, as a jump table does; where a case has a guard they are tried one after the other, as the guard may send
//! control on to the next.

use model::control::{BlockKind, ControlFlow, EdgeKind};

use super::construct::{Case, Construct, ControlRules, Switch};
use super::frames::{Frame, SwitchFrame};
use super::walk::Walk;

impl<'t, R: ControlRules> Walk<'t, R> {
    pub(super) fn switch(&mut self, switch: &Switch<'t, R::Grammar>) {
        self.weigh();
        switch.subject.into_iter().for_each(|subject| self.value(subject));
        let guarded = |child| matches!(R::construct(child), Construct::Case(case) if case.guard.is_some());
        let chained = switch.body.named_children().any(guarded);
        let (test, behind) = (self.here(), self.block(BlockKind::Body));
        let breakable = switch.breakable;
        let place = self.frames.len();
        self.frames.push(Frame::Switch(SwitchFrame {
            behind,
            test,
            has_default: false,
            breakable,
            chained,
            since: 0,
        }));
        self.at = None;
        self.nested(|walk| switch.body.named_children().for_each(|child| walk.statement(child)));
        self.pass_to(behind, EdgeKind::Fallthrough);
        if let Some(Frame::Switch(frame)) = self.frames.get(place) {
            let frame = *frame;
            if switch.exhaustive && !frame.has_default && frame.test != test {
                // The last case takes what is left: nothing leads past it.
                self.draft.cut(frame.test, frame.since);
            } else if !switch.exhaustive && !frame.has_default {
                self.draft.edge(frame.test, behind, EdgeKind::Default);
            }
        }
        self.frames.truncate(place);
        self.at = Some(behind);
    }

    fn around(&self) -> Option<(usize, SwitchFrame)> {
        self.frames.iter().enumerate().rev().find_map(|(place, frame)| match frame {
            Frame::Switch(switch) => Some((place, *switch)),
            _ => None,
        })
    }

    pub(super) fn case(&mut self, case: &Case<'t, R::Grammar>) {
        let Some((place, mut frame)) = self.around() else {
            return self.lost_case(case);
        };
        let block = self.block(BlockKind::Case);
        if case.falls {
            self.pass_to(block, EdgeKind::Fallthrough);
        }
        let is_default = case.default && case.guard.is_none();
        let labels = case.labels.saturating_sub(u32::from(is_default));
        (0..labels).for_each(|_| self.draft.edge(frame.test, block, EdgeKind::Case));
        if is_default {
            self.draft.edge(frame.test, block, EdgeKind::Default);
        }
        frame.has_default |= is_default;
        if frame.chained && !is_default {
            let next = self.block(BlockKind::Case);
            frame.since = self.draft.edges();
            self.draft.edge(frame.test, next, EdgeKind::False);
            frame.test = next;
        }
        self.frames[place] = Frame::Switch(frame);
        self.at = Some(block);
        case.values.iter().for_each(|&value| self.note(value));
        if let Some(guard) = case.guard {
            let body = self.block(BlockKind::Body);
            self.condition(guard, body, frame.test);
            self.at = Some(body);
        }
        case.body.iter().for_each(|&node| self.statement(node));
        if !case.falls {
            self.pass_to(frame.behind, EdgeKind::Break);
        }
    }

    /// Broken text: a case without a switch. Something leads there, nobody knows what.
    fn lost_case(&mut self, case: &Case<'t, R::Grammar>) {
        let block = self.pass_into(BlockKind::Case, EdgeKind::Fallthrough);
        self.draft.edge(ControlFlow::ENTRY, block, EdgeKind::Choice);
        case.body.iter().for_each(|&node| self.statement(node));
    }
}
