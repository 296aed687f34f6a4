//! What the ends of edges are called, for readers who do not know ids by heart.

use std::collections::BTreeMap;

use model::facts::FileFacts;
use model::ids::SymbolId;
use model::path::RepoPath;
use model::symbol::{Placement, Symbols};
use rustc_hash::FxHashMap;
use store::{BlobKey, Snapshot, StoreError};

use super::notice::Event;

/// Files that are kept at most; when there are more, all are forgotten.
const KEPT: usize = 64;

/// Names of symbols as a snapshot has them. Reads each file once, as long as there are few.
pub(super) struct Names<'s> {
    snapshot: &'s dyn Snapshot,
    files: FxHashMap<RepoPath, (FileFacts, Placement)>,
    known: FxHashMap<SymbolId, Option<String>>,
}

impl<'s> Names<'s> {
    pub(super) fn new(snapshot: &'s dyn Snapshot) -> Self {
        Self { snapshot, files: FxHashMap::default(), known: FxHashMap::default() }
    }

    /// Names what the edges of an event join, as far as the snapshot knows it.
    pub(super) fn name(&mut self, event: &mut Event) -> Result<(), StoreError> {
        let mut names = BTreeMap::new();
        for edge in event.details.edges_added.iter().chain(&event.details.edges_removed) {
            for id in [edge.source, edge.target] {
                if let Some(name) = self.name_of(id)? {
                    names.insert(id, name);
                }
            }
        }
        event.names = names;
        Ok(())
    }

    fn name_of(&mut self, id: SymbolId) -> Result<Option<String>, StoreError> {
        if let Some(known) = self.known.get(&id) {
            return Ok(known.clone());
        }
        let name = match store::symbol(self.snapshot, id)? {
            Some(place) => self.name_at(&place)?,
            None => None,
        };
        self.known.insert(id, name.clone());
        Ok(name)
    }

    fn name_at(&mut self, place: &store::SymbolPlace) -> Result<Option<String>, StoreError> {
        if !self.files.contains_key(&place.path) {
            let Some(file) = self.load(&place.path)? else { return Ok(None) };
            if self.files.len() >= KEPT {
                self.files.clear();
            }
            self.files.insert(place.path.clone(), file);
        }
        let (facts, placement) = &self.files[&place.path];
        let Some(def) = place.ordinal else {
            let name = if placement.module.is_empty() { place.path.as_str() } else { &placement.module };
            return Ok(Some(name.to_owned()));
        };
        let has = def.index() < facts.defs.len();
        Ok(has.then(|| Symbols::new(facts, placement).display_fqn(def)))
    }

    fn load(&self, path: &RepoPath) -> Result<Option<(FileFacts, Placement)>, StoreError> {
        let Some(record) = self.snapshot.file(path)? else { return Ok(None) };
        let facts = self.snapshot.facts(&BlobKey::of(&record))?;
        Ok(facts.map(|facts| (facts, record.placement())))
    }
}
