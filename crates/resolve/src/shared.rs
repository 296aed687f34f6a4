//! Answers that the sessions of a world share.
//!
//! What lies below a class is asked from many files, has one answer, and takes a look at many files to find. Such a
//! question is answered in a session of its own, which knows nothing of the one that asks: so the answer is the same
//! whoever asks first, and with the answer goes what it depends on.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::session::{Asked, Session, memoised};
use crate::world::DefRef;

/// How many locks there are, so that threads seldom wait for one another.
const PARTS: usize = 16;

/// A question about definitions whose answer does not depend on who asks.
///
/// Its session may ask questions of lower rank from the shared ones; all others it answers itself. So no question waits
/// for itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Question {
    /// Which question it is. Policies count from 1.
    pub rank: u8,
    /// What it is about.
    pub about: DefRef,
    /// What else it is about.
    pub and: DefRef,
}

/// Rank of the session of a file: it may ask everything.
pub(crate) const FILE: u8 = u8::MAX;

/// Definitions, and what must stay as it is for them to stay the answer.
struct Known {
    defs: Arc<[DefRef]>,
    asked: Asked,
}

/// Answers by question.
#[derive(Default)]
pub(crate) struct Shared {
    parts: [Mutex<FxHashMap<Question, Arc<Known>>>; PARTS],
}

impl Shared {
    fn part(&self, question: &Question) -> &Mutex<FxHashMap<Question, Arc<Known>>> {
        &self.parts[question.about.file.raw() as usize % PARTS]
    }

    fn get(&self, question: &Question) -> Option<Arc<Known>> {
        let part = self.part(question).lock().unwrap_or_else(PoisonError::into_inner);
        part.get(question).map(Arc::clone)
    }

    fn put(&self, question: Question, known: Arc<Known>) {
        let mut part = self.part(&question).lock().unwrap_or_else(PoisonError::into_inner);
        part.insert(question, known);
    }
}

impl Session<'_> {
    /// The definitions that answer a question, found once for all sessions. `ask` must not look at anything but the
    /// question and the session that it is given.
    pub fn shared(
        &mut self,
        question: Question,
        ask: impl FnOnce(&mut Session<'_>) -> Vec<DefRef>,
    ) -> Arc<[DefRef]> {
        // Stubs are read by files of their own; who wants to know why wants to see the steps.
        if question.rank >= self.rank || question.about.file.is_std() || self.is_traced() {
            return self.answered(question, ask);
        }
        if let Some(Some(known)) = self.memo.answers.get(&question) {
            return Arc::clone(known);
        }
        // Made outside of the lock: two threads may make it, which costs time and changes nothing.
        let known = self.world.shared.get(&question).unwrap_or_else(|| {
            let mut apart = Session::apart(self.world, &question);
            let defs = apart.answered(question, ask);
            let known = Arc::new(Known { defs, asked: apart.into_asked() });
            self.world.shared.put(question, Arc::clone(&known));
            known
        });
        self.take_over(&known.asked);
        self.memo.answers.insert(question, Some(Arc::clone(&known.defs)));
        Arc::clone(&known.defs)
    }

    fn answered(
        &mut self,
        question: Question,
        ask: impl FnOnce(&mut Session<'_>) -> Vec<DefRef>,
    ) -> Arc<[DefRef]> {
        memoised!(self, answers, question, Arc::<[DefRef]>::from([]), |cx| ask(cx).into())
    }
}
