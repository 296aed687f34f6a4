//! Files and symbols that a question has met, each read once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use model::ids::SymbolId;
use model::path::RepoPath;
use store::{Snapshot, StoreError};

use crate::file_view::{FileView, SymbolInfo};

/// Files that are kept at most; when there are more, all are forgotten.
const KEPT: usize = 256;

/// A snapshot with a memory: asked again for a file or symbol, it has it at hand.
pub struct Views<'a> {
    snapshot: &'a dyn Snapshot,
    files: RefCell<BTreeMap<RepoPath, Rc<FileView>>>,
    symbols: RefCell<BTreeMap<SymbolId, Option<Rc<SymbolInfo>>>>,
}

impl<'a> Views<'a> {
    /// Knows nothing yet.
    pub fn new(snapshot: &'a dyn Snapshot) -> Self {
        Self { snapshot, files: RefCell::default(), symbols: RefCell::default() }
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
        let Some(view) = FileView::load(self.snapshot, path)?.map(Rc::new) else { return Ok(None) };
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
