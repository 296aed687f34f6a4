//! Where symbols are, without a memory that grows: of definitions the kind and the position of the name is kept, and when there are
//! too many of them all are forgotten.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::rc::Rc;

use engine::ids::{DefId, SymbolId};
use engine::query::{FileView, SnapshotRef};
use engine::{DefKind, FileRecord, Position, RepoPath, StoreError};

use crate::Selection;

/// Definitions that are remembered at most, at twelve bytes each.
const DEFINITIONS: usize = 1 << 21;
/// Ids that are remembered at most.
const IDS: usize = 1 << 18;

/// A file that was met.
pub(crate) struct PlacedFile {
    pub(crate) id: SymbolId,
    pub(crate) path: RepoPath,
    pub(crate) language: String,
    pub(crate) package: String,
    definitions: Vec<(DefKind, Position)>,
}

/// Where a symbol is.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) file: Rc<PlacedFile>,
    pub(crate) def: Option<DefId>,
}

impl Place {
    /// What the symbol is.
    pub(crate) fn kind(&self) -> DefKind {
        self.definition().map_or(DefKind::File, |(kind, _)| kind)
    }

    /// Where its name begins; for a file its beginning.
    pub(crate) fn start(&self) -> Position {
        self.definition().map_or(Position { line: 1, column: 0 }, |(_, start)| start)
    }

    /// Whether it is exported.
    pub(crate) fn is_in(&self, selection: &Selection) -> bool {
        selection.accepts_kind(self.kind())
            && selection.files.accepts(self.file.path.as_str(), &self.file.language)
    }

    fn definition(&self) -> Option<(DefKind, Position)> {
        self.def.and_then(|def| self.file.definitions.get(def.index()).copied())
    }
}

/// Tells where symbols are.
pub(crate) struct Places<'a> {
    snapshot: SnapshotRef<'a>,
    known: RefCell<Known>,
}

#[derive(Default)]
struct Known {
    files: HashMap<RepoPath, Rc<PlacedFile>>,
    definitions: usize,
    ids: HashMap<SymbolId, Option<Place>>,
}

impl<'a> Places<'a> {
    /// Knows nothing yet.
    pub(crate) fn new(snapshot: SnapshotRef<'a>) -> Self {
        Self { snapshot, known: RefCell::default() }
    }

    /// The place of the symbol with this id; `None` when the view has no such symbol.
    pub(crate) fn get(&self, id: SymbolId) -> Result<Option<Place>, StoreError> {
        if let Some(known) = self.known.borrow().ids.get(&id) {
            return Ok(known.clone());
        }
        let mut found = None;
        self.snapshot.symbols_by_id(&id.to_string(), &mut |hit| {
            found = Some(hit);
            ControlFlow::Break(())
        })?;
        let place = match found {
            Some(hit) => self.file(&hit.path)?.map(|file| Place { file, def: hit.ordinal }),
            None => None,
        };
        let known = &mut *self.known.borrow_mut();
        if known.ids.len() >= IDS {
            known.ids.clear();
        }
        known.ids.insert(id, place.clone());
        Ok(place)
    }

    /// Remembers a file that is read for something else.
    pub(crate) fn learn(&self, view: &FileView) -> Rc<PlacedFile> {
        if let Some(known) = self.known.borrow().files.get(&view.record.path) {
            return Rc::clone(known);
        }
        let file = Rc::new(PlacedFile::of(view));
        let known = &mut *self.known.borrow_mut();
        known.definitions += file.definitions.len();
        if known.definitions > DEFINITIONS {
            // Places that hold on to their files go too.
            *known = Known { definitions: file.definitions.len(), ..Known::default() };
        }
        known.files.insert(file.path.clone(), Rc::clone(&file));
        file
    }

    fn file(&self, path: &RepoPath) -> Result<Option<Rc<PlacedFile>>, StoreError> {
        if let Some(known) = self.known.borrow().files.get(path) {
            return Ok(Some(Rc::clone(known)));
        }
        let Some(record) = self.snapshot.file(path)? else { return Ok(None) };
        Ok(Some(self.learn(&FileView::without_outcomes(self.snapshot, record)?)))
    }
}

impl PlacedFile {
    fn of(view: &FileView) -> Self {
        let FileRecord { path, language, package, .. } = view.record.clone();
        let placed = |def: &engine::facts::Def| (def.kind, view.locate(def.name_span).start);
        let id = view.file_id();
        Self { id, path, language, package, definitions: view.facts.defs.iter().map(placed).collect() }
    }
}
