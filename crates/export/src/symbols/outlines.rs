//! The outlines of files, read when they are asked for and kept while there is room.

use std::cell::RefCell;
use std::rc::Rc;

use engine::ids::{DefId, SymbolId};
use engine::query::{FileView, SnapshotRef};
use engine::{RepoPath, StoreError};
use rustc_hash::FxHashMap;

use super::outline::{Named, Outline};
use super::prefix::Prefixes;

/// Bytes of outlines that are kept.
const ROOM: usize = 48 << 20;

/// Where a symbol is.
#[derive(Clone)]
pub(crate) struct Place {
    /// Its file.
    pub(crate) outline: Rc<Outline>,
    /// Its place there; `None` for the file itself.
    pub(crate) def: Option<DefId>,
}

impl Place {
    /// Its symbol.
    pub(crate) fn text(&self) -> &str {
        self.outline.text(self.def)
    }

    /// What is known of it; `None` for a file.
    pub(crate) fn named(&self) -> Option<&Named> {
        self.def.map(|def| &self.outline.symbols[def.index()])
    }
}

/// Outlines of a snapshot's files.
pub(crate) struct Outlines<'a> {
    snapshot: SnapshotRef<'a>,
    prefixes: Prefixes,
    kept: RefCell<Kept>,
}

#[derive(Default)]
struct Kept {
    by_path: FxHashMap<RepoPath, Entry>,
    places: FxHashMap<SymbolId, Place>,
    weight: usize,
    clock: u64,
}

struct Entry {
    outline: Rc<Outline>,
    file_id: SymbolId,
    used: u64,
}

impl<'a> Outlines<'a> {
    /// Knows nothing but what files are called.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn new(snapshot: SnapshotRef<'a>) -> Result<Self, StoreError> {
        Ok(Self { snapshot, prefixes: Prefixes::new(snapshot)?, kept: RefCell::default() })
    }

    /// The outline of a file that was read already.
    pub(crate) fn of(&self, view: &FileView) -> Rc<Outline> {
        if let Some(known) = self.kept.borrow_mut().find(&view.record.path) {
            return known;
        }
        let outline = Rc::new(Outline::new(view, &self.prefixes));
        self.kept.borrow_mut().keep(&outline, view.file_id());
        outline
    }

    /// Where a symbol is; `None` when the view has no such symbol. What only names a file as a module is at that file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn place(&self, id: SymbolId) -> Result<Option<Place>, StoreError> {
        let Some(place) = self.written(id)? else { return Ok(None) };
        let Some(named) = place.named().filter(|named| named.names_file) else { return Ok(Some(place)) };
        let Some(path) = self.prefixes.file(&named.text) else { return Ok(Some(place)) };
        let known = self.kept.borrow_mut().find(path);
        let outline = match known {
            Some(known) => known,
            None => match FileView::load(self.snapshot, path)? {
                Some(view) => self.of(&view),
                None => return Ok(Some(place)),
            },
        };
        Ok(Some(Place { outline, def: None }))
    }

    fn written(&self, id: SymbolId) -> Result<Option<Place>, StoreError> {
        if let Some(place) = self.kept.borrow_mut().place(id) {
            return Ok(Some(place));
        }
        let Some(found) = store::symbol(self.snapshot, id)? else { return Ok(None) };
        let Some(view) = FileView::load(self.snapshot, &found.path)? else { return Ok(None) };
        Ok(Some(Place { outline: self.of(&view), def: found.ordinal }))
    }
}

impl Kept {
    fn find(&mut self, path: &RepoPath) -> Option<Rc<Outline>> {
        self.clock += 1;
        let entry = self.by_path.get_mut(path)?;
        entry.used = self.clock;
        Some(Rc::clone(&entry.outline))
    }

    fn place(&mut self, id: SymbolId) -> Option<Place> {
        let place = self.places.get(&id)?.clone();
        self.clock += 1;
        if let Some(entry) = self.by_path.get_mut(&place.outline.path) {
            entry.used = self.clock;
        }
        Some(place)
    }

    fn keep(&mut self, outline: &Rc<Outline>, file_id: SymbolId) {
        if self.weight + outline.weight() > ROOM {
            self.forget();
        }
        self.clock += 1;
        self.weight += outline.weight();
        for (index, named) in outline.symbols.iter().enumerate() {
            let def = Some(DefId::new(index as u32));
            self.places.insert(named.id, Place { outline: Rc::clone(outline), def });
        }
        self.places.insert(file_id, Place { outline: Rc::clone(outline), def: None });
        let entry = Entry { outline: Rc::clone(outline), file_id, used: self.clock };
        self.by_path.insert(outline.path.clone(), entry);
    }

    /// Forgets what was used least recently, half of the room at once.
    fn forget(&mut self) {
        let mut by_use: Vec<(u64, RepoPath)> =
            self.by_path.iter().map(|(path, entry)| (entry.used, path.clone())).collect();
        by_use.sort_unstable();
        for (_, path) in by_use {
            if self.weight <= ROOM / 2 {
                break;
            }
            if let Some(entry) = self.by_path.remove(&path) {
                self.weight -= entry.outline.weight();
                self.places.remove(&entry.file_id);
                for named in &entry.outline.symbols {
                    self.places.remove(&named.id);
                }
            }
        }
    }
}
