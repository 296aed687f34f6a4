//! Units of files, kept as long as there is room.

use std::sync::{Arc, Mutex, PoisonError};

use model::facts::FileFacts;
use model::ids::SymbolId;
use resolve::{FileId, Unit};
use rustc_hash::FxHashMap;
use store::{Content, FileRecord, StoreError};

/// Bytes of facts that are kept, about.
const ROOM: usize = 800 * 1024 * 1024;

/// Units in two generations: when the young ones fill half of the room, they become the old ones, and what was old and
/// not asked for since is dropped.
#[derive(Default)]
pub(crate) struct UnitCache {
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: FxHashMap<FileId, Arc<Unit>>,
    old: FxHashMap<FileId, Arc<Unit>>,
    /// Of the young ones, with those that were forgotten since.
    bytes: usize,
    /// Of the old ones when they were young.
    old_bytes: usize,
}

impl UnitCache {
    /// The unit of a file, from the cache or made by `load`.
    pub(crate) fn get(&self, file: FileId, load: impl FnOnce() -> Unit) -> Arc<Unit> {
        if let Some(unit) = self.known(file) {
            return unit;
        }
        // Made outside of the lock: two threads may make it, which costs time and changes nothing.
        let unit = Arc::new(load());
        self.keep(Arc::clone(&unit));
        unit
    }

    /// Whether a file's unit is there.
    pub(crate) fn has(&self, file: FileId) -> bool {
        let generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.young.contains_key(&file) || generations.old.contains_key(&file)
    }

    /// Whether there is room for one that nobody has asked for yet.
    pub(crate) fn has_room(&self) -> bool {
        let generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.bytes + generations.old_bytes < ROOM / 8 * 7
    }

    /// Keeps a unit.
    pub(crate) fn keep(&self, unit: Arc<Unit>) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.keep(unit);
    }

    /// Forgets a file, whose facts are others now.
    pub(crate) fn forget(&self, file: FileId) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.young.remove(&file);
        generations.old.remove(&file);
    }

    /// Follows files that have other numbers now; `now` gives `None` for those that are gone.
    pub(crate) fn renumber(&mut self, now: &dyn Fn(FileId) -> Option<FileId>) {
        let generations = self.generations.get_mut().unwrap_or_else(PoisonError::into_inner);
        for generation in [&mut generations.young, &mut generations.old] {
            let moved = std::mem::take(generation).into_iter().filter_map(|(file, mut unit)| {
                let file = now(file)?;
                // One that somebody else holds is read again.
                Arc::get_mut(&mut unit)?.id = file;
                Some((file, unit))
            });
            *generation = moved.collect();
        }
    }

    fn known(&self, file: FileId) -> Option<Arc<Unit>> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(unit) = generations.young.get(&file) {
            return Some(Arc::clone(unit));
        }
        let unit = generations.old.remove(&file)?;
        generations.keep(Arc::clone(&unit));
        Some(unit)
    }
}

impl Generations {
    fn keep(&mut self, unit: Arc<Unit>) {
        let size = size_of(&unit.facts);
        if self.bytes + size > ROOM / 2 {
            self.old = std::mem::take(&mut self.young);
            self.old_bytes = std::mem::take(&mut self.bytes);
        }
        self.bytes += size;
        self.young.insert(unit.id, unit);
    }
}

/// Bytes that facts take in memory, about.
fn size_of(facts: &FileFacts) -> usize {
    use std::mem::size_of_val;
    let tables = [
        size_of_val(&facts.defs[..]),
        size_of_val(&facts.params[..]),
        size_of_val(&facts.scopes[..]),
        size_of_val(&facts.bindings[..]),
        size_of_val(&facts.imports[..]),
        size_of_val(&facts.types[..]),
        size_of_val(&facts.exprs[..]),
        size_of_val(&facts.sites[..]),
        size_of_val(&facts.flows[..]),
        size_of_val(&facts.pool[..]),
    ];
    // Look-up tables and names come on top.
    tables.iter().sum::<usize>() * 3 / 2 + 1024
}

/// The unit of a file with these facts.
pub(crate) fn unit_of(file: FileId, record: &FileRecord, facts: FileFacts, ids: Vec<SymbolId>) -> Unit {
    Unit::new(file, policy_of(record), record.placement(), facts, ids)
}

fn policy_of(record: &FileRecord) -> usize {
    let language = record.language.as_str();
    languages::POLICIES.iter().position(|policy| policy.languages().contains(&language)).unwrap_or(0)
}

/// What a store has of a file that it lists. A file without content is damage, which is told with its path.
pub(crate) fn stored_content(
    record: &FileRecord,
    content: Result<Option<Content>, StoreError>,
) -> Result<Content, StoreError> {
    match content {
        Ok(Some(content)) => Ok(content),
        Ok(None) => Err(StoreError::corrupt("facts", record.path.as_str())),
        Err(StoreError::Corrupt { what, place }) => {
            Err(StoreError::corrupt(what, format!("{} ({place})", record.path)))
        }
        Err(error) => Err(error),
    }
}

/// The unit of a file whose facts were read from a store.
pub(crate) fn unit_from(file: FileId, record: &FileRecord, (facts, source): Content) -> Unit {
    Unit::from_source(file, policy_of(record), record.placement(), facts, source)
}
