//! Names of a grammar's nodes and fields as enums, so that rules `match` on numbers that the compiler checks.
//!
//! ```
//! extract::kinds! {
//!     pub enum K {
//!         named { Identifier = "identifier", Call = "call" }
//!         tokens { Async = "async", Star = "*" }
//!     }
//! }
//! extract::fields! { pub enum F { Name = "name" } }
//! ```
//!
//! Grammars that share rules (JavaScript and TypeScript, C and C++) share one enum; kinds that one of them lacks never
//! occur in its trees.

use tree_sitter::Language;

/// The kinds of nodes that a set of rules tells apart. Made by [`crate::kinds!`].
pub trait KindSet: Copy + Eq + std::fmt::Debug + 'static {
    /// Any node that the rules do not name.
    const OTHER: Self;
    /// Text outside the grammar.
    const ERROR: Self;
    /// Each kind's name in the grammar and whether its node is named there; index is [`KindSet::raw`].
    const NAMES: &'static [(&'static str, bool)];
    /// The kind with this number, [`KindSet::OTHER`] for unknown numbers.
    fn from_raw(raw: u16) -> Self;
    /// The kind's number.
    fn raw(self) -> u16;
}

/// The fields that a set of rules uses. Made by [`crate::fields!`].
pub trait FieldSet: Copy + Eq + std::fmt::Debug + 'static {
    /// Each field's name in the grammar; the number of a field is its index + 1, 0 is no field.
    const NAMES: &'static [&'static str];
    /// The field's number, from 1.
    fn raw(self) -> u8;
}

/// A grammar as a set of rules sees it.
pub trait Grammar: 'static {
    /// Its nodes.
    type Kind: KindSet;
    /// Its fields.
    type Field: FieldSet;
    /// Whether a node of this kind is a name: what is kept of ranges that are too deep to be understood.
    fn is_name(kind: Self::Kind) -> bool;
}

/// Declares a [`KindSet`].
#[macro_export]
macro_rules! kinds {
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        named { $($named:ident = $named_text:literal),* $(,)? }
        tokens { $($token:ident = $token_text:literal),* $(,)? }
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        #[allow(missing_docs, clippy::upper_case_acronyms)]
        $vis enum $name { Other, Error, $($named,)* $($token,)* }

        impl $name {
            const ALL: &'static [Self] = &[Self::Other, Self::Error, $(Self::$named,)* $(Self::$token,)*];
        }

        impl $crate::grammar::KindSet for $name {
            const OTHER: Self = Self::Other;
            const ERROR: Self = Self::Error;
            const NAMES: &'static [(&'static str, bool)] =
                &[("", false), ("ERROR", true), $(($named_text, true),)* $(($token_text, false),)*];

            #[inline]
            fn from_raw(raw: u16) -> Self {
                Self::ALL.get(raw as usize).copied().unwrap_or(Self::Other)
            }

            #[inline]
            fn raw(self) -> u16 {
                self as u16
            }
        }
    };
}

/// Declares a [`FieldSet`].
#[macro_export]
macro_rules! fields {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($field:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)]
        $vis enum $name { $($field,)* }

        impl $crate::grammar::FieldSet for $name {
            const NAMES: &'static [&'static str] = &[$($text,)*];

            #[inline]
            fn raw(self) -> u8 {
                self as u8 + 1
            }
        }
    };
}

/// From a parser's numbers to those of a [`KindSet`] and a [`FieldSet`]; made once per language and thread.
pub(crate) struct NumberMap {
    kinds: Vec<u16>,
    fields: Vec<u8>,
}

impl NumberMap {
    pub(crate) fn new<G: Grammar>(language: &Language) -> Self {
        let kind = |id: usize| {
            let id = id as u16;
            let named = language.node_kind_is_named(id);
            let name = language.node_kind_for_id(id)?;
            G::Kind::NAMES.iter().position(|entry| *entry == (name, named)).map(|index| index as u16)
        };
        let field = |id: usize| {
            let name = language.field_name_for_id(id as u16)?;
            G::Field::NAMES.iter().position(|entry| *entry == name).map(|index| index as u8 + 1)
        };
        Self {
            kinds: (0..language.node_kind_count())
                .map(|id| kind(id).unwrap_or(G::Kind::OTHER.raw()))
                .collect(),
            fields: (0..=language.field_count()).map(|id| field(id).unwrap_or(0)).collect(),
        }
    }

    pub(crate) fn kind(&self, id: u16) -> Option<u16> {
        self.kinds.get(id as usize).copied()
    }

    pub(crate) fn field(&self, id: Option<std::num::NonZeroU16>) -> u8 {
        id.and_then(|id| self.fields.get(id.get() as usize)).copied().unwrap_or(0)
    }
}

/// Names in a [`KindSet`] or [`FieldSet`] that none of `languages` has: misspelt, or gone with a grammar update.
///
/// Every language's tests assert that there are none.
pub fn unknown_names<G: Grammar>(languages: &[Language]) -> Vec<String> {
    let kind_known = |(name, named): &(&str, bool)| {
        languages.iter().any(|language| {
            let ids = 0..language.node_kind_count() as u16;
            ids.into_iter().any(|id| {
                language.node_kind_for_id(id) == Some(name) && language.node_kind_is_named(id) == *named
            })
        })
    };
    let field_known =
        |name: &str| languages.iter().any(|language| language.field_id_for_name(name).is_some());
    let kinds =
        G::Kind::NAMES.iter().skip(2).filter(|entry| !kind_known(entry)).map(|(name, _)| (*name).to_owned());
    let fields = G::Field::NAMES.iter().filter(|name| !field_known(name)).map(|name| format!("field {name}"));
    kinds.chain(fields).collect()
}
