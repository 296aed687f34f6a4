//! What stands around a statement and catches jumps: loops, switches, handlers, `finally`.

use model::control::{BlockKind, ControlFlow, EdgeKind};
use model::ids::BlockId;

use super::construct::{Construct, ControlRules, Jump, JumpKind, Label, Try};
use super::draft::RAISE;
use super::walk::{N, Walk};
use crate::grammar::Grammar;
use crate::syntax::Node;

/// Copies of `finally` bodies are made up to this many blocks; beyond, all ways share the first copy.
const MAX_BLOCKS: usize = 20_000;

/// Something around that catches jumps.
pub(super) enum Frame<'t, G: Grammar> {
    Loop { labels: Vec<&'t str>, behind: BlockId, next: BlockId },
    Switch(SwitchFrame),
    Labelled { labels: Vec<&'t str>, behind: BlockId },
    Catch { dispatch: BlockId },
    Finally { body: Node<'t, G>, copies: Vec<(Goal, BlockId)> },
}

/// A switch around.
#[derive(Clone, Copy)]
pub(super) struct SwitchFrame {
    pub(super) behind: BlockId,
    /// Where cases are told apart.
    pub(super) test: BlockId,
    pub(super) has_default: bool,
    pub(super) breakable: bool,
    /// Whether cases are tried one after the other.
    pub(super) chained: bool,
    /// How many edges there were before those to `test`.
    pub(super) since: usize,
}

/// Where a jump ends; numbers are places in the frames.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Behind the `try` statement, which is over.
    Behind(BlockId),
    Break(usize),
    Continue(usize),
    Return,
    Throw,
}

impl<'t, R: ControlRules> Walk<'t, R> {
    /// Whether exceptions that are thrown here do something in this function.
    pub(super) fn is_guarded(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame, Frame::Catch { .. } | Frame::Finally { .. }))
    }

    /// Where an exception goes to from inside the first `below` frames.
    pub(super) fn handler(&mut self, below: usize) -> BlockId {
        self.arrive(Goal::Throw, below)
    }

    /// Where a jump goes to from inside the first `below` frames.
    pub(super) fn way_out(&mut self, kind: JumpKind, label: Option<&str>, below: usize) -> BlockId {
        let goal = match kind {
            JumpKind::Throw | JumpKind::Abort => Goal::Throw,
            JumpKind::Return | JumpKind::Goto => Goal::Return,
            JumpKind::Continue => {
                self.frame(below, |frame| frame.continues(label)).map_or(Goal::Return, Goal::Continue)
            }
            JumpKind::Break => {
                self.frame(below, |frame| frame.breaks(label)).map_or(Goal::Return, Goal::Break)
            }
            JumpKind::BreakSwitch => {
                self.frame(below, |frame| matches!(frame, Frame::Switch(_))).map_or(Goal::Return, Goal::Break)
            }
        };
        self.arrive(goal, below)
    }

    fn frame(&self, below: usize, fits: impl Fn(&Frame<'t, R::Grammar>) -> bool) -> Option<usize> {
        self.frames[..below].iter().rposition(fits)
    }

    /// The block that leads to a goal: its own, or that of the first `finally` on the way.
    fn arrive(&mut self, goal: Goal, below: usize) -> BlockId {
        let floor = match goal {
            Goal::Break(frame) | Goal::Continue(frame) => frame,
            Goal::Behind(block) => return block,
            Goal::Return | Goal::Throw => 0,
        };
        for place in (floor..below).rev() {
            match &self.frames[place] {
                Frame::Finally { .. } => return self.finally_copy(place, goal),
                Frame::Catch { dispatch } if goal == Goal::Throw => return *dispatch,
                _ => {}
            }
        }
        match goal {
            Goal::Break(frame) => self.frames[frame].behind(),
            Goal::Continue(frame) => self.frames[frame].next(),
            Goal::Behind(block) => block,
            Goal::Return => ControlFlow::EXIT,
            Goal::Throw => RAISE,
        }
    }

    /// The `finally` body of the frame at `place` as the way to `goal` passes through it.
    fn finally_copy(&mut self, place: usize, goal: Goal) -> BlockId {
        let too_many = self.draft.len() > MAX_BLOCKS;
        let Frame::Finally { body, copies } = &mut self.frames[place] else { return RAISE };
        let known = copies.iter().find(|(of, _)| *of == goal).or_else(|| copies.first().filter(|_| too_many));
        if let Some((_, block)) = known {
            return *block;
        }
        let (body, is_copy) = (*body, !copies.is_empty());
        let was_copying = self.copying;
        self.copying |= is_copy;
        let entry = self.block(BlockKind::Finally);
        if let Frame::Finally { copies, .. } = &mut self.frames[place] {
            copies.push((goal, entry));
        }
        let was_at = self.at.replace(entry);
        let inner = self.frames.split_off(place);
        self.statement(body);
        let on = self.arrive(goal, place);
        self.pass_to(on, EdgeKind::Finally);
        self.frames.extend(inner);
        (self.at, self.copying) = (was_at, was_copying);
        entry
    }

    pub(super) fn attempt(&mut self, tried: Try<'t, R::Grammar>) {
        let behind = self.block(BlockKind::Body);
        let Try { resources, body, handlers, otherwise, finally } = tried;
        let outer = self.frames.len();
        let mut done = behind;
        if let Some(body) = finally {
            self.frames.push(Frame::Finally { body, copies: Vec::new() });
            // The way on from the `try` comes first: it is the one that is not a copy.
            done = self.finally_copy(outer, Goal::Behind(behind));
        }
        let guarded = self.frames.len();
        let dispatch = (!handlers.is_empty()).then(|| self.block(BlockKind::Dispatch));
        self.frames.extend(dispatch.map(|dispatch| Frame::Catch { dispatch }));
        self.pass_into(BlockKind::Body, EdgeKind::Fallthrough);
        resources.into_iter().for_each(|node| self.statement(node));
        self.statement(body);
        self.frames.truncate(guarded);
        if let Some(node) = otherwise {
            self.pass_into(BlockKind::Body, EdgeKind::Fallthrough);
            self.statement(node);
        }
        self.pass_to(done, EdgeKind::Fallthrough);
        let takes_all = handlers.iter().any(|handler| handler.all);
        for handler in handlers {
            let block = self.block(BlockKind::Handler);
            dispatch.into_iter().for_each(|dispatch| self.draft.edge(dispatch, block, EdgeKind::Catch));
            self.at = Some(block);
            self.weigh();
            handler.what.into_iter().for_each(|what| self.value(what));
            self.nested(|walk| walk.statement(handler.body));
            self.pass_to(done, EdgeKind::Fallthrough);
        }
        if let Some(dispatch) = dispatch.filter(|_| !takes_all) {
            let on = self.handler(guarded);
            self.draft.edge(dispatch, on, EdgeKind::Throw);
        }
        self.frames.truncate(outer);
        self.at = Some(behind);
    }

    /// Exceptions of the body go on, or are swallowed: nobody can tell from the text.
    pub(super) fn managed(&mut self, heads: &[N<'t, R>], body: N<'t, R>) {
        heads.iter().for_each(|&head| self.value(head));
        let (dispatch, behind) = (self.block(BlockKind::Dispatch), self.block(BlockKind::Body));
        self.frames.push(Frame::Catch { dispatch });
        self.pass_into(BlockKind::Body, EdgeKind::Fallthrough);
        self.statement(body);
        self.frames.pop();
        self.pass_to(behind, EdgeKind::Fallthrough);
        let on = self.handler(self.frames.len());
        self.draft.edge(dispatch, behind, EdgeKind::Throw);
        self.draft.edge(dispatch, on, EdgeKind::Throw);
        self.at = Some(behind);
    }

    pub(super) fn jump(&mut self, node: N<'t, R>, jump: &Jump<'t, R::Grammar>) {
        let was_somewhere = self.at.is_some();
        jump.value.into_iter().for_each(|value| self.expression(value));
        // The value may have jumped itself.
        if self.at.is_none() && was_somewhere {
            return;
        }
        self.note(node);
        if jump.label.is_some() && matches!(jump.kind, JumpKind::Break | JumpKind::Continue | JumpKind::Goto)
        {
            self.weigh_flat();
        }
        let to = match (jump.kind, jump.label) {
            (JumpKind::Goto, Some(label)) => self.place_of(label),
            (JumpKind::Abort, _) => RAISE,
            (kind, label) => self.way_out(kind, label, self.frames.len()),
        };
        self.pass_to(to, edge_of(jump.kind));
    }

    /// The block of a label that `goto` names, met or still to come.
    fn place_of(&mut self, label: &'t str) -> BlockId {
        if let Some(block) = self.gotos.get(label) {
            return *block;
        }
        let block = self.block(BlockKind::Body);
        self.gotos.insert(label, block);
        block
    }

    pub(super) fn label(&mut self, node: N<'t, R>, label: &Label<'t, R::Grammar>) {
        if label.is_goto {
            let block = self.place_of(label.name);
            self.pass_to(block, EdgeKind::Fallthrough);
            self.at = Some(block);
            return label.body.into_iter().for_each(|body| self.statement(body));
        }
        self.labels.push(label.name);
        if label.rest {
            return self.labelled(|walk| node.named_children().for_each(|child| walk.statement(child)));
        }
        let Some(body) = label.body else { return self.labels.clear() };
        match R::construct(body) {
            Construct::Loop(_) => self.statement(body),
            Construct::Label(inner) if !inner.is_goto && !inner.rest => self.statement(body),
            _ => self.labelled(|walk| walk.statement(body)),
        }
        self.labels.clear();
    }

    /// Statements that labels stand before: `break` may leave them.
    fn labelled(&mut self, inside: impl FnOnce(&mut Self)) {
        let behind = self.block(BlockKind::Body);
        let labels = std::mem::take(&mut self.labels);
        self.frames.push(Frame::Labelled { labels, behind });
        inside(self);
        self.frames.pop();
        self.pass_to(behind, EdgeKind::Fallthrough);
        self.at = Some(behind);
    }
}

impl<G: Grammar> Frame<'_, G> {
    fn breaks(&self, label: Option<&str>) -> bool {
        match (self, label) {
            (Self::Loop { .. }, None) => true,
            (Self::Switch(switch), None) => switch.breakable,
            (Self::Loop { labels, .. } | Self::Labelled { labels, .. }, Some(label)) => {
                labels.contains(&label)
            }
            _ => false,
        }
    }

    fn continues(&self, label: Option<&str>) -> bool {
        match (self, label) {
            (Self::Loop { .. }, None) => true,
            (Self::Loop { labels, .. }, Some(label)) => labels.contains(&label),
            _ => false,
        }
    }

    fn behind(&self) -> BlockId {
        match self {
            Self::Loop { behind, .. } | Self::Labelled { behind, .. } => *behind,
            Self::Switch(switch) => switch.behind,
            Self::Catch { .. } | Self::Finally { .. } => RAISE,
        }
    }

    fn next(&self) -> BlockId {
        match self {
            Self::Loop { next, .. } => *next,
            _ => RAISE,
        }
    }
}

const fn edge_of(kind: JumpKind) -> EdgeKind {
    match kind {
        JumpKind::Break | JumpKind::BreakSwitch => EdgeKind::Break,
        JumpKind::Continue => EdgeKind::Continue,
        JumpKind::Return => EdgeKind::Return,
        JumpKind::Throw => EdgeKind::Throw,
        JumpKind::Goto => EdgeKind::Goto,
        JumpKind::Abort => EdgeKind::Abort,
    }
}
