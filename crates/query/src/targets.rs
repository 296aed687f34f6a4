//! Where targets are, remembered from one question to the next.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use model::ids::SymbolId;
use model::path::RepoPath;
use model::span::Position;
use store::{Snapshot, StoreError};

use crate::file_view::FileView;

/// What an answer shows of a target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Its id.
    pub id: SymbolId,
    /// Its name as a person would write it.
    pub display_fqn: String,
    /// Its file.
    pub path: RepoPath,
    /// Where its name begins; for a file its beginning.
    pub start: Position,
}

/// Tells where symbols are. A file of which one symbol was asked for is read once, for all of its symbols.
pub struct Targets<'a> {
    snapshot: &'a dyn Snapshot,
    known: RefCell<BTreeMap<SymbolId, Rc<Target>>>,
    read: RefCell<BTreeSet<RepoPath>>,
}

impl<'a> Targets<'a> {
    /// Knows nothing yet.
    pub fn new(snapshot: &'a dyn Snapshot) -> Self {
        Self { snapshot, known: RefCell::default(), read: RefCell::default() }
    }

    /// The target with this id; `None` when the view has no such symbol.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn get(&self, id: SymbolId) -> Result<Option<Rc<Target>>, StoreError> {
        if let Some(target) = self.known.borrow().get(&id) {
            return Ok(Some(Rc::clone(target)));
        }
        let Some(place) = store::symbol(self.snapshot, id)? else { return Ok(None) };
        if self.read.borrow_mut().insert(place.path.clone())
            && let Some(view) = FileView::load(self.snapshot, &place.path)?
        {
            self.learn(&view);
        }
        Ok(self.known.borrow().get(&id).cloned())
    }

    /// Remembers the symbols of a file that was read for something else.
    pub fn learn(&self, view: &FileView) {
        let mut known = self.known.borrow_mut();
        for info in view.symbols().into_iter().chain([view.file_symbol()]) {
            let target = Target {
                id: info.id,
                display_fqn: info.display_fqn,
                path: info.path,
                start: info.name_location.start,
            };
            known.insert(target.id, Rc::new(target));
        }
        self.read.borrow_mut().insert(view.record.path.clone());
    }
}
