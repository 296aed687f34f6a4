//! Which edges a graph question follows, by what one definition does with the other.

use graph::KindSet;
use model::kinds::Role;

/// What one definition does with another, coarser than roles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EdgeGroup {
    /// Calls it.
    Calls,
    /// Uses it otherwise: as a value, a type, a macro, a decorator, a qualifier.
    Refs,
    /// Imports or exports it.
    Imports,
    /// Inherits from it, or implements it.
    Inherits,
}

impl EdgeGroup {
    /// Every group.
    pub const ALL: [Self; 4] = [Self::Calls, Self::Refs, Self::Imports, Self::Inherits];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Refs => "refs",
            Self::Imports => "imports",
            Self::Inherits => "inherits",
        }
    }

    /// The group that a site in this role makes.
    pub const fn of(role: Role) -> Self {
        match role {
            Role::Call => Self::Calls,
            Role::Import | Role::Export => Self::Imports,
            Role::Inherit | Role::Implement => Self::Inherits,
            Role::Read
            | Role::Write
            | Role::Type
            | Role::Decorate
            | Role::Macro
            | Role::Init
            | Role::Keyword
            | Role::Label
            | Role::Qualify => Self::Refs,
        }
    }
}

/// Some groups, each once, in their order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EdgeGroups(Vec<EdgeGroup>);

impl EdgeGroups {
    /// These groups.
    pub fn new(wanted: &[EdgeGroup]) -> Self {
        Self(EdgeGroup::ALL.into_iter().filter(|group| wanted.contains(group)).collect())
    }

    /// All groups.
    pub fn all() -> Self {
        Self::new(&EdgeGroup::ALL)
    }

    /// In their order.
    pub fn iter(&self) -> impl Iterator<Item = EdgeGroup> {
        self.0.iter().copied()
    }

    /// Whether a site in this role makes one of them.
    pub fn have(&self, role: Role) -> bool {
        self.0.contains(&EdgeGroup::of(role))
    }

    /// The kinds of edges that are one of them.
    pub fn kinds(&self) -> KindSet {
        KindSet::of(|kind| self.have(kind.role))
    }
}
