//! The outlines of files, read when they are asked for and kept while there is room.

use std::cell::RefCell;
use std::rc::Rc;

use engine::ids::{DefId, SymbolId};
use engine::query::{FileView, SnapshotRef};
use engine::{DefKind, RepoPath, StoreError};
use rustc_hash::FxHashMap;

use super::outline::{Named, Outline, OutlinedFile};
use super::prefix::Prefixes;

/// Bytes of outlines that are kept.
const ROOM: usize = 48 << 20;

/// About what a definition takes.
const USUAL: usize = 300;

/// Where a symbol is.
#[derive(Clone)]
pub(crate) struct Place {
    /// Its file.
    pub(crate) outline: Rc<Outline>,
    /// Its place there; `None` for the file itself.
    pub(crate) def: Option<DefId>,
}

/// A symbol that is mentioned: it keeps nothing else of its file in memory.
#[derive(Clone)]
pub(crate) struct Known {
    /// Its file.
    pub(crate) file: Rc<OutlinedFile>,
    /// Its place there; `None` for the file itself.
    pub(crate) def: Option<DefId>,
    /// What it is.
    pub(crate) kind: DefKind,
    text: Rc<str>,
    name: Option<Rc<str>>,
}

impl Place {
    /// What is known of it; `None` for a file.
    pub(crate) fn named(&self) -> Option<&Named> {
        self.def.map(|def| &self.outline.symbols[def.index()])
    }

    /// The symbol, apart from its outline.
    pub(crate) fn known(&self) -> Known {
        let (file, named) = (Rc::clone(&self.outline.of), self.named());
        Known {
            file,
            def: self.def,
            kind: named.map_or(DefKind::File, |named| named.kind),
            text: Rc::clone(named.map_or(&self.outline.file, |named| &named.text)),
            name: named.map(|named| Rc::clone(&named.name)),
        }
    }
}

impl Known {
    /// The symbol as it is written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The name that people know it by.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.file.path.file_name())
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
        self.kept.borrow_mut().make_room(view.facts.defs.len() * USUAL);
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
        Ok(Some(self.at(path)?.map_or(place, |outline| Place { outline, def: None })))
    }

    /// The outline of the file at a path; `None` when the view has no such file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn at(&self, path: &RepoPath) -> Result<Option<Rc<Outline>>, StoreError> {
        let known = self.kept.borrow_mut().find(path);
        if known.is_some() {
            return Ok(known);
        }
        Ok(FileView::load(self.snapshot, path)?.map(|view| self.of(&view)))
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
        if let Some(entry) = self.by_path.get_mut(&place.outline.of.path) {
            entry.used = self.clock;
        }
        Some(place)
    }

    fn keep(&mut self, outline: &Rc<Outline>, file_id: SymbolId) {
        self.clock += 1;
        self.weight += outline.weight();
        for (index, named) in outline.symbols.iter().enumerate() {
            let def = Some(DefId::new(index as u32));
            self.places.insert(named.id, Place { outline: Rc::clone(outline), def });
        }
        self.places.insert(file_id, Place { outline: Rc::clone(outline), def: None });
        let entry = Entry { outline: Rc::clone(outline), file_id, used: self.clock };
        self.by_path.insert(outline.of.path.clone(), entry);
    }

    /// Forgets what was used least recently, half of the room at once, when `weight` would be too much.
    fn make_room(&mut self, weight: usize) {
        if self.weight + weight <= ROOM {
            return;
        }
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
