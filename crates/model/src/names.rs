//! Strings of a file, each kept once.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::FxHasher;

use crate::ids::NameId;

/// Interned strings in order of first use. One buffer holds all text; a name is a range of it.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Names {
    text: String,
    ends: Vec<u32>,
}

impl Names {
    /// The string of `id`; empty for an id of another file.
    pub fn get(&self, id: NameId) -> &str {
        let Some(&end) = self.ends.get(id.index()) else { return "" };
        let start = id.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..end as usize]
    }

    /// The id of `text`, when it was interned. O(names).
    pub fn find(&self, text: &str) -> Option<NameId> {
        self.iter().find(|(_, name)| *name == text).map(|(id, _)| id)
    }

    /// All names with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &str)> {
        (0..self.ends.len() as u32).map(NameId::new).map(|id| (id, self.get(id)))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds `text` without looking whether it is there; decoders and the interner use it.
    pub(crate) fn push(&mut self, text: &str) -> NameId {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        NameId::new(self.ends.len() as u32 - 1)
    }
}

/// Builds a [`Names`]; reusable from file to file without giving its memory back.
#[derive(Default)]
pub struct Interner {
    names: Names,
    /// Open addressing over name ids + 1; zero is a free slot. Length is a power of two.
    slots: Vec<u32>,
}

impl Interner {
    /// The id of `text`, new or known.
    pub fn intern(&mut self, text: &str) -> NameId {
        if (self.names.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot_of(text);
        if let Some(known) = self.slots[slot].checked_sub(1) {
            return NameId::new(known);
        }
        let id = self.names.push(text);
        self.slots[slot] = id.raw() + 1;
        id
    }

    /// The string of `id`.
    pub fn get(&self, id: NameId) -> &str {
        self.names.get(id)
    }

    /// The id of `text`, when it was interned. O(1).
    pub fn find(&self, text: &str) -> Option<NameId> {
        if self.slots.is_empty() {
            return None;
        }
        self.slots[self.slot_of(text)].checked_sub(1).map(NameId::new)
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Takes the names out and starts anew.
    pub fn take(&mut self) -> Names {
        self.slots.fill(0);
        std::mem::take(&mut self.names)
    }

    fn slot_of(&self, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one(text);
        let mut slot = (hash ^ (hash >> 32)) as usize & mask;
        while let Some(known) = self.slots[slot].checked_sub(1) {
            if self.names.get(NameId::new(known)) == text {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(256)];
        for id in 0..self.names.len() as u32 {
            let slot = self.slot_of(self.names.get(NameId::new(id)));
            self.slots[slot] = id + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Interner;

    #[test]
    fn equal_text_has_one_id_across_growth() {
        let mut interner = Interner::default();
        let ids: Vec<_> = (0..1000).map(|n| interner.intern(&format!("name{n}"))).collect();
        for (n, id) in ids.iter().enumerate() {
            assert_eq!(interner.intern(&format!("name{n}")), *id);
            assert_eq!(interner.get(*id), format!("name{n}"));
        }
        assert_eq!(interner.take().len(), 1000);
        assert_eq!(interner.intern("name7").raw(), 0, "a taken interner starts anew");
    }
}
