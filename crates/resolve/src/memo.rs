//! What a session found before: answers of the engine, answers to questions of policies, and tables of theirs.

use std::any::TypeId as RustType;
use std::hash::Hash;
use std::rc::Rc;
use std::sync::Arc;

use model::ids::{BindingId, ExprId, TypeId};
use model::outcome::Reason;
use rustc_hash::FxHashMap;

use crate::answer::Answer;
use crate::lexical::Space;
use crate::members::{Bases, Side};
use crate::session::Session;
use crate::shared::{NameQuestion, SharedQuestion};
use crate::ty::{SpaceId, TyId};
use crate::unit::Unit;
use crate::world::{DefRef, FileId};

/// What a policy makes of units, by their files.
struct UnitTables<T>(FxHashMap<FileId, Rc<T>>);

impl<T> Default for UnitTables<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

/// A question of a policy whose answer is remembered for the time of a session (see [`Session::remembered`]).
pub trait Question: Copy + Eq + Hash + 'static {
    /// What answers it.
    type Answer: Clone + 'static;
}

/// Answers to the questions of one type; `None` marks one that is being answered.
struct Answers<Q: Question>(FxHashMap<Q, Option<Q::Answer>>);

impl<Q: Question> Default for Answers<Q> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

/// Answers from a memo table, or answers anew and remembers: `memoised!(session, table, key, otherwise, |s| …)`.
macro_rules! memoised {
    ($session:expr, $table:ident, $key:expr, $otherwise:expr, $ask:expr) => {
        memoised!(in $session.memo.$table, stringify!($table), $session, $key, $otherwise, $ask)
    };
    (in $table:expr, $mark:expr, $session:expr, $key:expr, $otherwise:expr, $ask:expr) => {{
        let key = $key;
        match $table.get(&key) {
            Some(Some(known)) => known.clone(),
            Some(None) => {
                $session.came_back(&$mark, &key);
                $otherwise
            }
            None => {
                $table.insert(key, None);
                let place = $session.open(&$mark, &key);
                let answer = $session.deeper($otherwise, $ask);
                if $session.close(place) {
                    $table.insert(key, Some(answer.clone()));
                } else {
                    $table.remove(&key);
                }
                answer
            }
        }
    }};
}
pub(crate) use memoised;

/// What was found before. `None` marks a question that is being answered: asked again, it has no answer (a cycle).
#[derive(Default)]
pub(crate) struct Memo {
    pub(crate) denoted: FxHashMap<(FileId, ExprId), Option<Answer>>,
    pub(crate) typed: FxHashMap<(FileId, ExprId), Option<TyId>>,
    pub(crate) denoted_types: FxHashMap<(FileId, TypeId), Option<Answer>>,
    pub(crate) lowered: FxHashMap<(FileId, TypeId), Option<TyId>>,
    pub(crate) bindings: FxHashMap<(FileId, BindingId), Option<TyId>>,
    pub(crate) defs: FxHashMap<DefRef, Option<TyId>>,
    pub(crate) returns: FxHashMap<DefRef, Option<TyId>>,
    pub(crate) imports: FxHashMap<(FileId, u32), Option<Answer>>,
    pub(crate) bases: FxHashMap<DefRef, Option<Rc<Bases>>>,
    pub(crate) members: FxHashMap<(TyId, SpaceId, Side), Option<Answer>>,
    pub(crate) answers: FxHashMap<SharedQuestion, Option<Arc<[DefRef]>>>,
    pub(crate) names: FxHashMap<NameQuestion, Option<Answer>>,
    pub(crate) lambdas: FxHashMap<FileId, Rc<FxHashMap<model::ids::ScopeId, ExprId>>>,
    pub(crate) passed: FxHashMap<(FileId, BindingId), Option<Rc<crate::passed::Passed>>>,
    pub(crate) initialised: FxHashMap<FileId, Rc<FxHashMap<ExprId, BindingId>>>,
    pub(crate) module_members: FxHashMap<(FileId, SpaceId, Space), Option<Answer>>,
}

impl Session<'_> {
    /// What a policy keeps for the time of the session: one value of each type, for it to fill. [`Session::remembered`]
    /// and [`Session::unit_table`] keep theirs here too.
    pub fn table<T: Default + 'static>(&mut self) -> &mut T {
        let kept = self.tables.entry(RustType::of::<T>()).or_insert_with(|| Box::<T>::default());
        kept.downcast_mut().expect("kept under its own type")
    }

    /// The answer to a question, found once a session. Asked again while it is being answered, or too deep, the answer
    /// is `otherwise`; what rests on that is not remembered.
    pub fn remembered<Q: Question>(
        &mut self,
        question: Q,
        otherwise: Q::Answer,
        ask: impl FnOnce(&mut Self) -> Q::Answer,
    ) -> Q::Answer {
        let mark = RustType::of::<Q>();
        memoised!(in self.table::<Answers<Q>>().0, mark, self, question, otherwise, ask)
    }

    /// A table that is made of a unit, made once a session.
    pub fn unit_table<T: 'static>(&mut self, unit: &Unit, make: impl FnOnce(&Unit) -> T) -> Rc<T> {
        let tables = self.table::<UnitTables<T>>();
        Rc::clone(tables.0.entry(unit.id).or_insert_with(|| Rc::new(make(unit))))
    }

    /// A member of a module that is a file, as other files see it; found once a session.
    pub fn module_member(&mut self, module: FileId, name: &str, space: Space) -> Answer {
        let text = self.space(name);
        memoised!(self, module_members, (module, text, space), Answer::missing(Reason::TooComplex), |cx| {
            let unit = cx.unit(module);
            cx.policy(&unit).module_member(cx, module, name, space)
        })
    }
}
