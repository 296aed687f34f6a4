//! Answers that the sessions of a world share.
//!
//! What lies below a class, and what a name of a file's imports stands for, is asked from many files, has one answer,
//! and takes a look at other files to find. Such a question is answered in a session of its own, which knows nothing of
//! the one that asks: so the answer is the same whoever asks first, and with the answer goes what it depends on.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use model::ids::NameId;
use model::outcome::Reason;
use rustc_hash::{FxHashMap, FxHasher};

use crate::answer::{Answer, Entity, What};
use crate::ask::Asked;
use crate::memo::memoised;
use crate::session::Session;
use crate::world::{DefRef, FileId};

/// How many locks a table has, so that threads seldom wait for one another.
const PARTS: usize = 16;

/// Rank of the session of a file: it may ask everything.
pub(crate) const FILE: u8 = u8::MAX;

/// A question about definitions whose answer does not depend on who asks.
///
/// Its session may ask questions of lower rank from the shared ones; all others it answers itself. So no question waits
/// for itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SharedQuestion {
    /// Which question it is. Subtypes have rank 1; what they rest on comes before, policies' own ones after.
    pub rank: u8,
    /// What it is about.
    pub about: DefRef,
    /// What else it is about.
    pub and: DefRef,
}

/// What a name of a file stands for: a question of some rank.
pub(crate) type NameQuestion = (u8, FileId, NameId);

/// An answer with its entities; those that are texts of a session come as texts.
struct Kept {
    answer: Answer,
    entities: Box<[(Entity, Option<Box<str>>)]>,
}

/// What is known, and what must stay as it is for it to stay true.
struct Known<T> {
    found: T,
    asked: Asked,
}

/// What was found, by question.
struct Table<K, T> {
    parts: [Mutex<FxHashMap<K, Arc<Known<T>>>>; PARTS],
}

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self { parts: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl<K: Hash + Eq, T> Table<K, T> {
    fn part(&self, question: &K) -> &Mutex<FxHashMap<K, Arc<Known<T>>>> {
        let mut hasher = FxHasher::default();
        question.hash(&mut hasher);
        // The map of a part uses the upper and the lowest bits.
        &self.parts[(hasher.finish() >> 24) as usize % PARTS]
    }

    /// What is known, else what `find` finds. It is called outside of the lock: two threads may do the same, which
    /// costs time and changes nothing.
    fn get(&self, question: K, find: impl FnOnce() -> Arc<Known<T>>) -> Arc<Known<T>> {
        let lock = || self.part(&question).lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&question) {
            return Arc::clone(known);
        }
        let known = find();
        let mut part = lock();
        part.insert(question, Arc::clone(&known));
        known
    }
}

/// What the sessions of a world need not find again.
#[derive(Default)]
pub(crate) struct Shared {
    defs: Table<SharedQuestion, Arc<[DefRef]>>,
    names: Table<NameQuestion, Kept>,
}

impl Session<'_> {
    /// The definitions that answer a question, found once for all sessions. `ask` must not look at anything but the
    /// question and the session that it is given.
    pub fn shared(
        &mut self,
        question: SharedQuestion,
        ask: impl FnOnce(&mut Session<'_>) -> Vec<DefRef>,
    ) -> Arc<[DefRef]> {
        memoised!(self, answers, question, Arc::<[DefRef]>::from([]), |cx| {
            if !cx.may_share(question.rank, question.about.file) {
                return ask(cx).into();
            }
            let find = |cx: &mut Self| {
                let mut apart = cx.apart(question.rank, question.about.file);
                let found =
                    memoised!(apart, answers, question, Arc::<[DefRef]>::from([]), |cx| ask(cx).into());
                cx.take_steps(&mut apart);
                Arc::new(Known { found, asked: apart.into_asked() })
            };
            let known = if cx.is_traced() {
                find(cx)
            } else {
                let world = cx.world;
                world.shared.defs.get(question, || find(cx))
            };
            cx.take_over(&known.asked);
            Arc::clone(&known.found)
        })
    }

    /// What a name of a file stands for, found once for all sessions. `ask` must not look at anything but the name, the
    /// file and the session that it is given. `rank` tells questions apart (see [`SharedQuestion::rank`]).
    pub fn shared_name(
        &mut self,
        rank: u8,
        file: FileId,
        name: NameId,
        ask: impl FnOnce(&mut Session<'_>) -> Answer,
    ) -> Answer {
        let question = (rank, file, name);
        let otherwise = Answer::missing(Reason::TooComplex);
        memoised!(self, names, question, otherwise, |cx| {
            if !cx.may_share(rank, file) {
                return ask(cx);
            }
            let find = |cx: &mut Self| {
                let mut apart = cx.apart(rank, file);
                let answer = memoised!(apart, names, question, otherwise, ask);
                cx.take_steps(&mut apart);
                Arc::new(Known { found: apart.keep(answer), asked: apart.into_asked() })
            };
            let known = if cx.is_traced() {
                find(cx)
            } else {
                let world = cx.world;
                world.shared.names.get(question, || find(cx))
            };
            cx.take_over(&known.asked);
            cx.adopt(&known.found)
        })
    }

    /// Stubs are read by files of their own.
    fn may_share(&self, rank: u8, file: FileId) -> bool {
        rank < self.rank && !file.is_std()
    }

    fn keep(&self, answer: Answer) -> Kept {
        let text = |entity: &Entity| match *entity {
            Entity::Space(space) => Some(self.types.space_text(space).into()),
            _ => None,
        };
        let entities = self.all(answer).into_iter();
        Kept { answer, entities: entities.map(|entity| (entity, text(&entity))).collect() }
    }

    fn adopt(&mut self, kept: &Kept) -> Answer {
        let mut entities = Vec::with_capacity(kept.entities.len());
        for (entity, text) in &kept.entities {
            entities.push(text.as_ref().map_or(*entity, |text| Entity::Space(self.space(text))));
        }
        let what = match kept.answer.what {
            What::Missing(_) | What::External => kept.answer.what,
            What::One(_) => What::One(entities[0]),
            What::Group(_) => What::Group(self.set(&entities)),
            What::Dispatch(_) => What::Dispatch(self.set(&entities)),
            What::Candidates(_, reason) => What::Candidates(self.set(&entities), reason),
        };
        Answer { what, ..kept.answer }
    }
}
