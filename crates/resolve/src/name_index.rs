//! Definitions by name, of a whole tree in memory.

use model::ids::{DefId, NameId};
use model::kinds::DefKind;
use model::marks::Marks;
use model::names::Interner;

use crate::unit::Unit;
use crate::world::{DefRef, FileId};

/// A definition as an index of names knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Named {
    /// Which.
    pub def: DefRef,
    /// What it is.
    pub kind: DefKind,
    /// What tells it from others of its name.
    pub marks: Marks,
}

impl Named {
    /// Whether it is bound in the scope of its file.
    pub fn is_outermost(&self) -> bool {
        self.marks.contains(Marks::OUTERMOST)
    }

    /// Whether the definition proper is elsewhere.
    pub fn is_declaration(&self) -> bool {
        self.marks.contains(Marks::DECLARATION)
    }

    /// Whether it is private or static.
    pub fn is_internal(&self) -> bool {
        self.marks.contains(Marks::INTERNAL)
    }
}

/// Collects definitions, file by file in path order.
#[derive(Default)]
pub struct NameIndexBuilder {
    names: Interner,
    /// The name of each definition.
    of: Vec<NameId>,
    defs: Vec<Named>,
}

impl NameIndexBuilder {
    /// Adds the definitions of the next file.
    pub fn add(&mut self, file: FileId, unit: &Unit) {
        let facts = &unit.facts;
        for (index, def) in facts.defs.iter().enumerate() {
            self.of.push(self.names.intern(facts.text(def.name)));
            let reference = DefRef::new(file, DefId::new(index as u32));
            self.defs.push(Named { def: reference, kind: def.kind, marks: Marks::of(def) });
        }
    }

    /// Groups them by name, those of one name in the order they came in. Linear.
    pub fn finish(self) -> NameIndex {
        let mut starts = vec![0u32; self.names.len() + 2];
        self.of.iter().for_each(|name| starts[name.index() + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        // After the loop the start of a group is where the next one's was: counted one place further on before.
        let mut defs = self.defs.clone();
        for (name, def) in self.of.iter().zip(self.defs) {
            let next = &mut starts[name.index() + 1];
            defs[*next as usize] = def;
            *next += 1;
        }
        NameIndex { names: self.names, starts, defs }
    }
}

/// Definitions by name.
#[derive(Default)]
pub struct NameIndex {
    names: Interner,
    /// Where the definitions of each name begin; one more at the end.
    starts: Vec<u32>,
    defs: Vec<Named>,
}

impl NameIndex {
    /// The definitions called `name`, in order of path and position. O(1).
    pub fn get(&self, name: &str) -> &[Named] {
        let Some(name) = self.names.find(name) else { return &[] };
        let (start, end) = (self.starts[name.index()], self.starts[name.index() + 1]);
        &self.defs[start as usize..end as usize]
    }
}
