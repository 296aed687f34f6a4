//! What tells definitions of one name apart before their files' facts are read.

use crate::facts::Def;
use crate::kinds::{Modifiers, Visibility};

/// A few properties of a definition, kept beside its name in every index of names: most of many definitions of a name
/// are out of the question by these and their kind, and the facts of their files need not be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Marks(u8);

impl Marks {
    /// Bound in the scope of its file.
    pub const OUTERMOST: Self = Self(1);
    /// [`Modifiers::DECLARATION`].
    pub const DECLARATION: Self = Self(1 << 1);
    /// [`Visibility::Private`] or [`Modifiers::STATIC`].
    pub const INTERNAL: Self = Self(1 << 2);
    /// [`Modifiers::SYNTHETIC`].
    pub const SYNTHETIC: Self = Self(1 << 3);

    /// The marks of a definition.
    pub fn of(def: &Def) -> Self {
        let has = |modifier| def.modifiers.contains(modifier);
        let marks = [
            (Self::OUTERMOST, def.scope.index() == 0),
            (Self::DECLARATION, has(Modifiers::DECLARATION)),
            (Self::INTERNAL, def.visibility == Visibility::Private || has(Modifiers::STATIC)),
            (Self::SYNTHETIC, has(Modifiers::SYNTHETIC)),
        ];
        Self(marks.iter().filter(|(_, yes)| *yes).fold(0, |all, (mark, _)| all | mark.0))
    }

    /// Whether every mark of `other` is here.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets of marks together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The marks as a number, for storage.
    pub const fn raw(self) -> u8 {
        self.0
    }

    /// The reverse of [`Marks::raw`]; unknown bits are dropped.
    pub const fn from_raw(raw: u8) -> Self {
        Self(raw & 0b1111)
    }
}
