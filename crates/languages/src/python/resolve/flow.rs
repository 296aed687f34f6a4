//! Which assignments of a name can be its last when control comes to a place.
//!
//! Facts say which ranges of a function run in turn, again or not at all ([`Shape`]); [`reaching`] walks them with the
//! events that assign one name, and notes after each which may have been the last.

use std::collections::BTreeMap;
use std::rc::Rc;

use model::ids::ScopeId;
use model::kinds::FlowKind;
use model::span::Span;
use resolve::{FileId, Session, Unit};
use rustc_hash::FxHashMap;

/// The arms, choices and jumps of all functions of a file.
#[derive(Default)]
pub(super) struct Shape {
    bodies: FxHashMap<ScopeId, u32>,
    arms: Vec<Arm>,
    choices: Vec<Choice>,
}

/// A range whose statements run in order.
struct Arm {
    span: Span,
    is_handler: bool,
    repeats: bool,
    items: Vec<Item>,
}

#[derive(Clone, Copy)]
enum Item {
    Choice(u32),
    Leave(u32),
    Break(u32),
    Continue(u32),
}

/// What stands in an arm.
enum Place {
    Arm(u32),
    Item(Item),
}

/// Exactly one of the arms runs.
struct Choice {
    span: Span,
    arms: Vec<u32>,
}

/// The last assignments that may hold from a position on: numbers of events, 0 for what was before all of them.
pub(super) struct Reaching {
    steps: Vec<(u32, Rc<[u32]>)>,
}

impl Reaching {
    /// The events that may be the last before `at`.
    pub(super) fn at(&self, at: u32) -> &[u32] {
        let after = self.steps.partition_point(|(from, _)| *from <= at);
        after.checked_sub(1).map_or(&[], |last| &self.steps[last].1)
    }
}

/// The shapes of files met.
#[derive(Default)]
struct Shapes(FxHashMap<FileId, Rc<Shape>>);

/// The shape of a file.
pub(super) fn shape(cx: &mut Session<'_>, unit: &Unit) -> Rc<Shape> {
    let table = &mut cx.table::<Shapes>().0;
    Rc::clone(table.entry(unit.id).or_insert_with(|| Rc::new(Shape::new(unit))))
}

impl Shape {
    fn new(unit: &Unit) -> Self {
        let mut shape = Self::default();
        let mut places: BTreeMap<ScopeId, Vec<(Span, Place)>> = BTreeMap::new();
        let mut open: FxHashMap<ScopeId, Vec<u32>> = FxHashMap::default();
        for flow in unit.facts.flows.iter().filter(|flow| is_shape(flow.kind)) {
            let function = unit.function_scope(flow.scope);
            let places = places.entry(function).or_default();
            // Choices that are open where facts are read.
            let open = open.entry(function).or_default();
            while open.last().is_some_and(|at| !within(flow.span, shape.choices[*at as usize].span)) {
                open.pop();
            }
            match flow.kind {
                FlowKind::Choice => {
                    let number = shape.choices.len() as u32;
                    shape.choices.push(Choice { span: flow.span, arms: Vec::new() });
                    places.push((flow.span, Place::Item(Item::Choice(number))));
                    open.push(number);
                }
                FlowKind::Arm | FlowKind::Handler => {
                    let Some(&choice) = open.last() else { continue };
                    let number = shape.arms.len() as u32;
                    let is_handler = flow.kind == FlowKind::Handler;
                    shape.arms.push(Arm { span: flow.span, is_handler, repeats: false, items: Vec::new() });
                    shape.choices[choice as usize].arms.push(number);
                    if !flow.span.is_empty() {
                        places.push((flow.span, Place::Arm(number)));
                    }
                }
                FlowKind::Loop => {
                    let choice = open.last().map(|at| &shape.choices[*at as usize]);
                    if let Some(&arm) = choice.and_then(|choice| choice.arms.last()) {
                        shape.arms[arm as usize].repeats = true;
                    }
                }
                FlowKind::Leave => places.push((flow.span, Place::Item(Item::Leave(flow.span.end)))),
                FlowKind::Break => places.push((flow.span, Place::Item(Item::Break(flow.span.end)))),
                _ => places.push((flow.span, Place::Item(Item::Continue(flow.span.end)))),
            }
        }
        for (function, places) in places {
            shape.nest(function, unit.scope(function).span, places);
        }
        shape
    }

    /// Gives every item to the innermost arm around it.
    fn nest(&mut self, function: ScopeId, span: Span, mut places: Vec<(Span, Place)>) {
        places.sort_by_key(|(span, place)| {
            (span.start, std::cmp::Reverse(span.end), matches!(place, Place::Item(_)))
        });
        let body = self.arms.len() as u32;
        self.arms.push(Arm { span, is_handler: false, repeats: false, items: Vec::new() });
        self.bodies.insert(function, body);
        let mut around = vec![body];
        for (span, place) in places {
            while around.len() > 1 && !within(span, self.arms[around[around.len() - 1] as usize].span) {
                around.pop();
            }
            match place {
                Place::Arm(arm) => around.push(arm),
                Place::Item(item) => self.arms[around[around.len() - 1] as usize].items.push(item),
            }
        }
    }

    /// What the events at `positions` (sorted) in a function leave behind.
    pub(super) fn reaching(&self, function: ScopeId, positions: &[u32]) -> Reaching {
        let (steps, raised, jumps) = (Vec::new(), Vec::new(), Vec::new());
        let mut walk = Walk { shape: self, positions, next: 0, steps, raised, jumps };
        let start = vec![0];
        walk.note(0, &start);
        if let Some(&body) = self.bodies.get(&function) {
            walk.arm(body, start, 0);
        } else {
            for (number, position) in positions.iter().enumerate() {
                walk.note(*position, &[number as u32 + 1]);
            }
        }
        Reaching { steps: walk.steps }
    }
}

fn is_shape(kind: FlowKind) -> bool {
    matches!(
        kind,
        FlowKind::Choice
            | FlowKind::Arm
            | FlowKind::Handler
            | FlowKind::Loop
            | FlowKind::Leave
            | FlowKind::Break
            | FlowKind::Continue
    )
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && inner.start < outer.end.max(outer.start + 1)
        || inner.is_empty() && inner.start == outer.end
}

/// Events that may be the last; empty where control does not come.
type State = Vec<u32>;

fn join(into: &mut State, other: &[u32]) {
    for event in other {
        if let Err(at) = into.binary_search(event) {
            into.insert(at, *event);
        }
    }
}

/// Where control goes that leaves a loop's body early.
#[derive(Default)]
struct Jumps {
    breaks: State,
    continues: State,
}

struct Walk<'a> {
    shape: &'a Shape,
    positions: &'a [u32],
    next: usize,
    steps: Vec<(u32, Rc<[u32]>)>,
    /// For each `try` around, everything that held anywhere in its body.
    raised: Vec<State>,
    /// For each loop around.
    jumps: Vec<Jumps>,
}

impl Walk<'_> {
    /// Deepest nesting that is followed.
    const DEEPEST: u32 = 60;

    fn note(&mut self, from: u32, state: &[u32]) {
        for raised in &mut self.raised {
            join(raised, state);
        }
        if self.steps.last().is_none_or(|(_, known)| known[..] != *state) {
            self.steps.push((from, Rc::from(state)));
        }
    }

    /// Events before `end`, each of which replaces what held.
    fn events(&mut self, end: u32, state: &mut State) {
        while let Some(&position) = self.positions.get(self.next).filter(|position| **position < end) {
            self.next += 1;
            if !state.is_empty() {
                *state = vec![self.next as u32];
                self.note(position, state);
            }
        }
    }

    fn arm(&mut self, number: u32, mut state: State, depth: u32) -> State {
        let shape = self.shape;
        let arm = &shape.arms[number as usize];
        self.note(arm.span.start, &state);
        if depth > Self::DEEPEST {
            self.events(arm.span.end, &mut state);
            return state;
        }
        for item in &arm.items {
            match *item {
                Item::Choice(choice) => state = self.choice(choice, state, depth + 1),
                Item::Leave(at) => {
                    self.events(at, &mut state);
                    state.clear();
                }
                Item::Break(at) => {
                    self.events(at, &mut state);
                    if let Some(jumps) = self.jumps.last_mut() {
                        join(&mut jumps.breaks, &state);
                    }
                    state.clear();
                }
                Item::Continue(at) => {
                    self.events(at, &mut state);
                    if let Some(jumps) = self.jumps.last_mut() {
                        join(&mut jumps.continues, &state);
                    }
                    state.clear();
                }
            }
        }
        self.events(arm.span.end.saturating_add(1), &mut state);
        state
    }

    fn choice(&mut self, number: u32, mut state: State, depth: u32) -> State {
        let shape = self.shape;
        let choice = &shape.choices[number as usize];
        let first = choice.arms.iter().map(|arm| shape.arms[*arm as usize].span.start).min();
        self.events(first.unwrap_or(choice.span.start).max(choice.span.start), &mut state);
        let mut ends = State::new();
        let has_handlers = choice.arms.iter().any(|arm| shape.arms[*arm as usize].is_handler);
        let mut raised = state.clone();
        let mut order: Vec<u32> = choice.arms.clone();
        // Arms in the order of the text, those that are empty first or last.
        order.sort_by_key(|arm| shape.arms[*arm as usize].span.start);
        for (place, arm) in order.into_iter().enumerate() {
            let facts = &shape.arms[arm as usize];
            let start = if facts.is_handler { raised.clone() } else { state.clone() };
            let end = if facts.span.is_empty() {
                start
            } else if facts.repeats {
                let end = self.repeated(arm, start, &mut ends, depth);
                // A loop that nothing but `break` ends.
                if choice.arms.len() == 1 { State::new() } else { end }
            } else {
                if has_handlers && place == 0 {
                    self.raised.push(State::new());
                }
                let end = self.arm(arm, start, depth);
                if has_handlers && place == 0 {
                    let seen = self.raised.pop().unwrap_or_default();
                    join(&mut raised, &seen);
                }
                end
            };
            join(&mut ends, &end);
        }
        self.events(choice.span.end, &mut ends);
        self.note(choice.span.end, &ends);
        ends
    }

    /// The body of a loop: what it leaves behind may hold at its start too. Gives what holds when the loop ends by
    /// itself; what holds at a `break` goes to `ends`.
    fn repeated(&mut self, arm: u32, start: State, ends: &mut State, depth: u32) -> State {
        let (next, steps) = (self.next, self.steps.len());
        let mut held = start;
        // What is added grows, so a few rounds settle it.
        for round in 0.. {
            self.jumps.push(Jumps::default());
            let mut end = self.arm(arm, held.clone(), depth);
            let jumps = self.jumps.pop().unwrap_or_default();
            join(&mut end, &jumps.continues);
            let mut again = held.clone();
            join(&mut again, &end);
            if again == held || round == 3 {
                join(ends, &jumps.breaks);
                return end;
            }
            held = again;
            self.next = next;
            self.steps.truncate(steps);
        }
        held
    }
}
