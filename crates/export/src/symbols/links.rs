//! What only the references of all files tell: which declarations belong to which definition, and which traits are
//! implemented for a type elsewhere than where it stands.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use engine::ids::{DefId, SymbolId};
use engine::query::{FileView, SnapshotRef, head_site, resolved_target};
use engine::{DefKind, FileRecord, OutcomeKind, Resolution, StoreError};

/// Links between symbols: some tens of bytes for each declaration that is used and each `impl`.
#[derive(Default)]
pub(crate) struct Links {
    /// Declaration → what it declares; `None` when references disagree.
    definitions: BTreeMap<SymbolId, Option<SymbolId>>,
    /// Type → the traits that `impl` blocks implement for it.
    traits: BTreeMap<SymbolId, Vec<SymbolId>>,
}

impl Links {
    /// Reads the outcomes of all files.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn new(snapshot: SnapshotRef<'_>) -> Result<Self, StoreError> {
        let mut links = Self::default();
        let mut outcome = Ok(());
        snapshot.files(&mut |record| {
            outcome = links.read(snapshot, record);
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        outcome?;
        links.traits.values_mut().for_each(|traits| {
            traits.sort_unstable();
            traits.dedup();
        });
        Ok(links)
    }

    /// The definition that a symbol only declares, when every reference that tells says the same; else the symbol.
    pub(crate) fn definition(&self, id: SymbolId) -> SymbolId {
        let known = self.definitions.get(&id).copied().flatten();
        // What is declared by others and declares itself stands for itself.
        known.filter(|definition| !self.definitions.contains_key(definition)).unwrap_or(id)
    }

    /// The traits that are implemented for a type.
    pub(crate) fn traits(&self, of: SymbolId) -> &[SymbolId] {
        self.traits.get(&of).map_or(&[], Vec::as_slice)
    }

    fn read(&mut self, snapshot: SnapshotRef<'_>, record: FileRecord) -> Result<(), StoreError> {
        if record.language == "rust" {
            let view = FileView::of_record(snapshot, record)?;
            self.learn_impls(&view);
            view.resolution.iter().for_each(|resolution| self.learn_declarations(resolution));
        } else if let Some(resolution) = snapshot.resolution(&record.path)? {
            self.learn_declarations(&resolution);
        }
        Ok(())
    }

    fn learn_declarations(&mut self, resolution: &Resolution) {
        let resolved = resolution.outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Resolved);
        for outcome in resolved.filter(|outcome| outcome.targets.len > 1) {
            let mut targets = resolution.targets_of(outcome);
            let Some(definition) = targets.next() else { continue };
            for declaration in targets.filter(|declaration| *declaration != definition) {
                let known = self.definitions.entry(declaration).or_insert(Some(definition));
                *known = known.filter(|known| *known == definition);
            }
        }
    }

    fn learn_impls(&mut self, view: &FileView) {
        let impls = view.facts.defs.iter().enumerate().filter(|(_, def)| def.kind == DefKind::Impl);
        let extended: BTreeMap<DefId, SymbolId> = impls
            .filter_map(|(index, def)| {
                let of = def.ty.and_then(|ty| head_site(view, ty))?;
                Some((DefId::new(index as u32), resolved_target(view, of)?))
            })
            .collect();
        for site in view.sites() {
            let facts = view.facts.site(site);
            let of = facts.within.and_then(|within| extended.get(&within));
            if facts.role == engine::Role::Implement
                && let (Some(of), Some(target)) = (of, resolved_target(view, site))
            {
                self.traits.entry(*of).or_default().push(target);
            }
        }
    }
}
