//! Files and symbols that a question has met, each read once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use model::ids::SymbolId;
use model::path::RepoPath;
use store::{Snapshot, StoreError};

use crate::file_view::{FileView, SymbolInfo};
use crate::tiers::Tiers;

/// Files that are kept at most; when there are more, all are forgotten.
const KEPT: usize = 256;

/// A snapshot with a memory: asked again for a file or symbol, it has it at hand.
pub struct Views<'a> {
    snapshot: &'a dyn Snapshot,
    tiers: Option<&'a Tiers>,
    files: RefCell<BTreeMap<RepoPath, Rc<FileView>>>,
    symbols: RefCell<BTreeMap<SymbolId, Option<Rc<SymbolInfo>>>>,
}

impl<'a> Views<'a> {
    /// Knows nothing yet. Outcomes are those by rules.
    pub fn new(snapshot: &'a dyn Snapshot) -> Self {
        Self { snapshot, tiers: None, files: RefCell::default(), symbols: RefCell::default() }
    }

    /// The same, with what compilers say laid over the outcomes.
    pub fn with_tiers(snapshot: &'a dyn Snapshot, tiers: &'a Tiers) -> Self {
        Self { tiers: Some(tiers).filter(|tiers| !tiers.is_empty()), ..Self::new(snapshot) }
    }

    /// What is laid over the outcomes; `None` when rules answer alone.
    pub fn tiers(&self) -> Option<&'a Tiers> {
        self.tiers
    }

    /// What is asked.
    pub fn snapshot(&self) -> &'a dyn Snapshot {
        self.snapshot
    }

    /// A file that the snapshot lists.
    ///
    /// # Errors
    /// When the store cannot be read, or has no such file.
    pub fn file(&self, path: &RepoPath) -> Result<Rc<FileView>, StoreError> {
        let found = self.find(path)?;
        found.ok_or_else(|| StoreError::corrupt("a file that is named elsewhere", path.as_str()))
    }

    /// A file; `None` when there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find(&self, path: &RepoPath) -> Result<Option<Rc<FileView>>, StoreError> {
        if let Some(view) = self.files.borrow().get(path) {
            return Ok(Some(Rc::clone(view)));
        }
        let Some(view) = load(self.snapshot, self.tiers, path)?.map(Rc::new) else { return Ok(None) };
        let mut files = self.files.borrow_mut();
        if files.len() >= KEPT {
            files.clear();
        }
        files.insert(path.clone(), Rc::clone(&view));
        Ok(Some(view))
    }

    /// The symbol with this id; `None` when the view has none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn symbol(&self, id: SymbolId) -> Result<Option<Rc<SymbolInfo>>, StoreError> {
        if let Some(known) = self.symbols.borrow().get(&id) {
            return Ok(known.clone());
        }
        let found = match store::symbol(self.snapshot, id)? {
            Some(place) => {
                let view = self.file(&place.path)?;
                let has = place.ordinal.is_none_or(|def| def.index() < view.facts.defs.len());
                has.then(|| Rc::new(view.symbol_or_file(place.ordinal)))
            }
            None => None,
        };
        self.symbols.borrow_mut().insert(id, found.clone());
        Ok(found)
    }
}

/// A file with what is laid over it.
pub(crate) fn load(
    snapshot: &dyn Snapshot,
    tiers: Option<&Tiers>,
    path: &RepoPath,
) -> Result<Option<FileView>, StoreError> {
    match (FileView::load(snapshot, path)?, tiers) {
        (Some(view), Some(tiers)) => tiers.lay_over(snapshot, view).map(Some),
        (view, _) => Ok(view),
    }
}
