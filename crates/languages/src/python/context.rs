//! What the rules remember while they read a file.

use std::collections::{HashMap, HashSet};

use extract::Builder;
use model::ids::{DefId, NameId, ScopeId};
use model::kinds::ScopeKind;

/// The names of each scope so far, and the classes and methods around.
#[derive(Default)]
pub(super) struct Context {
    /// With the branch of a decided condition that each was last made in; 0 outside of all.
    bound: HashMap<(ScopeId, NameId), u32>,
    twin: u32,
    twins: u32,
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
        if self.elsewhere.contains(&(scope, name)) {
            return false;
        }
        let twin = self.twin;
        match self.bound.insert((scope, name), twin) {
            None => true,
            // Made in another branch of a condition that is decided before the program runs: a twin.
            Some(before) => twin != 0 && before != 0 && before != twin,
        }
    }

    /// Enters a branch of a decided condition; gives what to leave it with.
    pub(super) fn enter_twin(&mut self) -> u32 {
        self.twins += 1;
        std::mem::replace(&mut self.twin, self.twins)
    }

    /// Leaves the branch.
    pub(super) fn leave_twin(&mut self, around: u32) {
        self.twin = around;
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
