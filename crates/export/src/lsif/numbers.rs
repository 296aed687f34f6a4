//! Numbers of vertices that follow from where a symbol stands.

use std::collections::BTreeMap;

use engine::query::SnapshotRef;
use engine::{RepoPath, StoreError};

use crate::symbols::Known;

/// The first numbers are those of vertices that there is one of.
const FIRST: u64 = 8;
/// Numbers of a symbol.
const EACH: u64 = 4;

/// Numbers all symbols: files by path, in a file the file itself, then its definitions.
pub(super) struct Numbers {
    /// The number of each file among all symbols.
    files: BTreeMap<RepoPath, u64>,
    count: u64,
}

/// The vertices of a symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Results {
    /// The result set.
    pub(super) set: u64,
    /// Where it is defined.
    pub(super) definitions: u64,
    /// Where it is.
    pub(super) references: u64,
    /// What implements it.
    pub(super) implementations: u64,
}

impl Numbers {
    /// Counts the definitions of all files.
    pub(super) fn new(snapshot: SnapshotRef<'_>) -> Result<Self, StoreError> {
        let (mut files, mut count) = (BTreeMap::new(), 0);
        snapshot.files(&mut |record| {
            files.insert(record.path, count);
            count += 1 + u64::from(record.definitions);
            std::ops::ControlFlow::Continue(())
        })?;
        Ok(Self { files, count })
    }

    /// How many symbols there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The number of a symbol, less than [`Numbers::count`].
    pub(super) fn of(&self, symbol: &Known) -> u64 {
        let file = self.files.get(&symbol.file.path).expect("a symbol that is known was read from its file");
        file + symbol.def.map_or(0, |def| 1 + u64::from(def.raw()))
    }

    /// The first number that no symbol has.
    pub(super) fn free(&self) -> u64 {
        FIRST + EACH * self.count
    }
}

impl Results {
    /// Of the symbol with this number.
    pub(super) fn of_symbol(number: u64) -> Self {
        Self::from(FIRST + EACH * number)
    }

    /// With numbers from `first` on.
    pub(super) fn from(first: u64) -> Self {
        Self { set: first, definitions: first + 1, references: first + 2, implementations: first + 3 }
    }
}
