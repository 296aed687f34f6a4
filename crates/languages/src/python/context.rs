//! What the rules remember while they read a file.

use std::collections::HashSet;

use extract::Builder;
use model::ids::{DefId, NameId, ScopeId};
use model::kinds::ScopeKind;

/// The names of each scope so far, and the classes and methods around.
#[derive(Default)]
pub(super) struct Context {
    bound: HashSet<(ScopeId, NameId)>,
    /// Names that a function declares `global` or `nonlocal`: assigning to them makes nothing new.
    elsewhere: HashSet<(ScopeId, NameId)>,
    /// The class whose body or method is being read.
    pub(super) class: Option<Class>,
    /// The name of the instance or class parameter of the method being read.
    pub(super) receiver: Option<NameId>,
}

/// A class being read.
#[derive(Clone, Copy)]
pub(super) struct Class {
    pub(super) def: DefId,
    pub(super) scope: ScopeId,
    /// Whether its members are the members of an enumeration.
    pub(super) is_enum: bool,
}

impl Context {
    /// Notes that `scope` has `name`; whether that is new.
    pub(super) fn introduce(&mut self, scope: ScopeId, name: NameId) -> bool {
        !self.elsewhere.contains(&(scope, name)) && self.bound.insert((scope, name))
    }

    /// Notes that `name` in `scope` is another scope's.
    pub(super) fn declare_elsewhere(&mut self, scope: ScopeId, name: NameId) {
        self.elsewhere.insert((scope, name));
    }
}

/// The scope that an assignment here makes a name in.
pub(super) fn assignment_scope(b: &Builder<'_>) -> ScopeId {
    b.enclosing_scope(|kind| kind != ScopeKind::Comprehension)
}
