//! Counting indexes again: what they should hold by the files' facts against what they do hold.
//!
//! Rows are compared as sums of hashes, file by file and index by index, so that millions of rows need no room, their order
//! does not matter, and a difference names its file.

use store::{FileRank, FileWrite, Index, IndexRow, ResolutionWrite, Snapshot, StoreError};

/// How many rows an index has for a file, and the sum of their hashes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Rows {
    count: u64,
    sum: u128,
}

impl Rows {
    fn add(&mut self, row: &IndexRow<'_>) {
        let mut half = [0; 16];
        half.copy_from_slice(&blake3::hash(&bytes_of(row)).as_bytes()[..16]);
        self.count += 1;
        self.sum = self.sum.wrapping_add(u128::from_le_bytes(half));
    }
}

/// What tells a row from others of its file and index.
fn bytes_of(row: &IndexRow<'_>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    let mut number = |value: u32| bytes.extend_from_slice(&value.to_le_bytes());
    match *row {
        IndexRow::Id(id, _, ordinal) => {
            number(ordinal.map_or(u32::MAX, u32::from));
            bytes.extend_from_slice(id.as_bytes());
        }
        IndexRow::Name(name, _, ordinal, kind, marks) => {
            [ordinal.raw(), kind.into(), marks.raw().into()].into_iter().for_each(&mut number);
            bytes.extend_from_slice(name.as_bytes());
        }
        IndexRow::Fqn(fqn, _, ordinal, kind) => {
            [ordinal.raw(), kind.into()].into_iter().for_each(&mut number);
            bytes.extend_from_slice(fqn.as_bytes());
        }
        IndexRow::Key(key, _) => number(key),
    }
    bytes
}

fn rank_of(row: &IndexRow<'_>) -> FileRank {
    match *row {
        IndexRow::Id(_, rank, _)
        | IndexRow::Name(_, rank, ..)
        | IndexRow::Fqn(_, rank, ..)
        | IndexRow::Key(_, rank) => rank,
    }
}

/// The rows that indexes have for one file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Tally([Rows; Index::ALL.len()]);

impl Tally {
    /// What indexes should have for a file.
    pub(super) fn expected(write: &FileWrite, resolution: Option<&ResolutionWrite>) -> Self {
        const ANY: FileRank = FileRank(0);
        let mut tally = Self::default();
        let [ids, names, fqns, keys] = &mut tally.0;
        ids.add(&IndexRow::Id(write.id, ANY, None));
        for symbol in &write.symbols {
            ids.add(&IndexRow::Id(symbol.id, ANY, Some(symbol.ordinal)));
            names.add(&IndexRow::Name(&symbol.name, ANY, symbol.ordinal, symbol.kind, symbol.marks));
            fqns.add(&IndexRow::Fqn(&symbol.fqn, ANY, symbol.ordinal, symbol.kind));
        }
        let asked = resolution.iter().flat_map(|resolution| &resolution.asked);
        write.keys.iter().chain(asked).for_each(|&key| keys.add(&IndexRow::Key(key, ANY)));
        tally
    }

    /// The indexes in which two tallies differ. The keys of a file without outcomes that can be trusted are not compared:
    /// a store may remember what it asked before.
    pub(super) fn differences(&self, other: &Self, with_keys: bool) -> impl Iterator<Item = Index> {
        let (one, other) = (*self, *other);
        let compared = move |index: &Index| with_keys || *index != Index::Keys;
        let differs = move |index: &Index| one.0[position(*index)] != other.0[position(*index)];
        Index::ALL.into_iter().filter(compared).filter(differs)
    }
}

fn position(index: Index) -> usize {
    Index::ALL.iter().position(|known| *known == index).expect("every index is listed")
}

/// What indexes hold.
pub(super) struct Held {
    /// By rank of file.
    pub(super) files: Vec<Tally>,
    /// Rows that belong to no file, by index.
    pub(super) orphans: [u64; Index::ALL.len()],
}

/// Counts what the indexes of a view of so many files hold.
///
/// # Errors
/// When an index cannot be read.
pub(super) fn held(snapshot: &dyn Snapshot, files: usize) -> Result<Held, StoreError> {
    let mut held = Held { files: vec![Tally::default(); files], orphans: [0; Index::ALL.len()] };
    for (position, index) in Index::ALL.into_iter().enumerate() {
        snapshot.index(index, &mut |row| match held.files.get_mut(rank_of(&row).0 as usize) {
            Some(tally) => tally.0[position].add(&row),
            None => held.orphans[position] += 1,
        })?;
    }
    Ok(held)
}
