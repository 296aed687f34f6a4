//! The ids of a file and its definitions.

use model::ids::SymbolId;
use model::symbol::Symbols;

use super::Unit;

impl Unit {
    /// Ids of its definitions.
    pub fn ids(&self) -> &[SymbolId] {
        self.ids.get_or_init(|| Symbols::new(&self.facts, &self.placement).ids(&self.source))
    }

    /// Makes the ids now and lets go of the source, which takes more room than they do.
    #[must_use]
    pub fn without_source(mut self) -> Self {
        self.ids();
        self.source = Vec::new();
        self
    }

    /// The id of the file itself.
    pub fn file_symbol(&self) -> SymbolId {
        Symbols::new(&self.facts, &self.placement).file_id()
    }
}
