//! The definitions of a name, each name looked up once.

use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::{Arc, Mutex, PoisonError};

use model::marks::Marks;
use resolve::{DefRef, FileId, Named, Unit};
use rustc_hash::{FxHashMap, FxHasher};

/// How many parts are locked apart: threads rarely want the same.
const PARTS: usize = 16;

type Part = FxHashMap<Box<str>, Arc<[Named]>>;

/// What was found for names that were asked for. At most a few bytes for each definition of the view.
#[derive(Default)]
pub(crate) struct Names {
    parts: [Mutex<Part>; PARTS],
}

impl Names {
    /// The definitions of a name, found by `find` when nobody has asked before.
    pub(super) fn get(&self, name: &str, find: impl FnOnce() -> Vec<Named>) -> Arc<[Named]> {
        let part = &self.parts[place(name)];
        let known = || part.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(named) = known().get(name) {
            return Arc::clone(named);
        }
        // Found outside of the lock: two threads may do it, which costs time and changes nothing.
        let named: Arc<[Named]> = find().into();
        Arc::clone(known().entry(name.into()).or_insert(named))
    }

    /// Forgets names that are not defined where they were.
    pub(crate) fn forget(&mut self, renamed: &Renamed) {
        match renamed {
            Renamed::Any => *self = Self::default(),
            Renamed::These(names) => names.iter().for_each(|name| {
                let part = self.parts[place(name)].get_mut();
                part.unwrap_or_else(PoisonError::into_inner).remove(name);
            }),
        }
    }

    /// Follows files that have other numbers now; `now` gives `None` for those that are gone. Must keep their order.
    pub(crate) fn renumber(&mut self, now: &dyn Fn(FileId) -> Option<FileId>) {
        let moved = |named: &Named| {
            let file = now(named.def.file)?;
            Some(Named { def: DefRef::new(file, named.def.def), ..*named })
        };
        for part in &mut self.parts {
            let part = part.get_mut().unwrap_or_else(PoisonError::into_inner);
            part.values_mut().for_each(|named| *named = named.iter().filter_map(moved).collect());
        }
    }
}

/// The part in which a name is kept.
fn place(name: &str) -> usize {
    (BuildHasherDefault::<FxHasher>::default().hash_one(name) >> 60) as usize % PARTS
}

/// The names that a step from one version of a file to the next makes stand elsewhere.
#[derive(Debug)]
pub(crate) enum Renamed {
    /// At most these.
    These(Vec<Box<str>>),
    /// Nobody knows which.
    Any,
}

impl Renamed {
    /// What is not defined where it was, or as it was.
    pub(crate) fn of(before: Option<&Unit>, after: &Unit) -> Self {
        if before.is_some_and(|before| entries(before).eq(entries(after))) {
            return Self::These(Vec::new());
        }
        let mut names: Vec<Box<str>> = Vec::new();
        for unit in before.into_iter().chain([after]) {
            names.extend(unit.defs().map(|(_, def)| unit.text(def.name).into()));
        }
        names.sort_unstable();
        names.dedup();
        Self::These(names)
    }
}

/// What an index of names says of a file, but for its number.
fn entries(unit: &Unit) -> impl Iterator<Item = (&str, model::kinds::DefKind, Marks)> {
    unit.defs().map(|(_, def)| (unit.text(def.name), def.kind, Marks::of(def)))
}
