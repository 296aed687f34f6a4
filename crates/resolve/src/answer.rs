//! What a name stands for.

use model::ids::BindingId;
use model::outcome::{Reason, Rule};

use crate::world::{DefRef, FileId};

/// Something that a name can stand for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Entity {
    /// A definition.
    Def(DefRef),
    /// A parameter, local variable, type parameter or label.
    Binding(FileId, BindingId),
    /// The module that a file is.
    Module(FileId),
    /// A package, namespace or directory, by a text that its language's policy understands (see
    /// [`crate::Session::space`]).
    Space(crate::ty::SpaceId),
}

/// A list of entities kept in a session; see [`crate::Session::entities`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Set {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

/// What a look-up found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Nothing, and why.
    Missing(Reason),
    /// Something outside the repository.
    External,
    /// One entity.
    One(Entity),
    /// Several definitions of one name that belong together (overloads, blocks of one namespace, declarations of one
    /// thing): which of them is meant is settled by how the name is used.
    Group(Set),
    /// A member, then what may stand in for it when the program runs.
    Dispatch(Set),
    /// Several, of which none is proved.
    Candidates(Set, Reason),
}

/// What a look-up found and the rule that found it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer {
    /// What.
    pub what: What,
    /// By which rule; of no meaning for [`What::Missing`].
    pub rule: Rule,
}

impl Answer {
    /// Nothing was found.
    pub const fn missing(reason: Reason) -> Self {
        Self { what: What::Missing(reason), rule: Rule::LexicalScope }
    }

    /// It leaves the repository.
    pub const fn external(rule: Rule) -> Self {
        Self { what: What::External, rule }
    }

    /// One entity.
    pub const fn one(entity: Entity, rule: Rule) -> Self {
        Self { what: What::One(entity), rule }
    }

    /// One definition.
    pub const fn def(def: DefRef, rule: Rule) -> Self {
        Self::one(Entity::Def(def), rule)
    }

    /// Whether nothing was found.
    pub const fn is_missing(&self) -> bool {
        matches!(self.what, What::Missing(_))
    }

    /// The same, found by another rule.
    #[must_use]
    pub const fn by(self, rule: Rule) -> Self {
        Self { rule, ..self }
    }

    /// This answer, or when nothing was found that of `other`.
    #[must_use]
    pub fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_missing() { other() } else { self }
    }
}
