//! Symbols of a whole index: where they are, and which of them one file mentions.

use engine::StoreError;
use engine::ids::{DefId, SymbolId};
use engine::query::SnapshotRef;

use super::links::Links;
use super::outline::{Named, Outline};
use super::outlines::{Known, Outlines, Place};
use super::overrides::Overrides;

/// What tells symbols of all files.
pub(crate) struct Navigation<'a> {
    /// The files' definitions.
    pub(crate) outlines: Outlines<'a>,
    /// What belongs together across files.
    pub(crate) links: Links,
}

impl<'a> Navigation<'a> {
    /// Reads the outcomes of all files for what belongs together.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn new(snapshot: SnapshotRef<'a>) -> Result<Self, StoreError> {
        Ok(Self { outlines: Outlines::new(snapshot)?, links: Links::new(snapshot)? })
    }

    /// A symbol; of a declaration its definition.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn symbol(&self, id: SymbolId) -> Result<Option<Known>, StoreError> {
        let place = self.outlines.place(self.links.definition(id))?;
        Ok(place.as_ref().map(Place::known))
    }

    /// The types that a type says it extends or implements, or that an `impl` implements for it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn supertypes(&self, named: &Named) -> Result<Vec<Known>, StoreError> {
        let ids = named.supers.iter().chain(self.links.traits(named.id));
        ids.map(|id| self.symbol(*id)).filter_map(Result::transpose).collect()
    }

    /// The members that a member overrides or implements, nearest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn overridden(&self, outline: &Outline, def: DefId) -> Result<Vec<Known>, StoreError> {
        let members = Overrides { outlines: &self.outlines }.of(outline, def)?;
        let ids = members.iter().filter_map(|member| member.named().map(|named| named.id));
        ids.map(|id| self.symbol(id)).filter_map(Result::transpose).collect()
    }
}
