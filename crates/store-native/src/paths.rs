//! Files by path and by number.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::ControlFlow;

use model::ids::DefId;
use model::path::RepoPath;
use store::{FileRank, FileRecord, StoreError, keys};

use crate::layout::{Space, View};
use crate::outcomes;
use crate::records::{StoredRecord, decode_file, decode_path};
use crate::runs::Runs;
use crate::slots::Slots;

/// The key of a path.
pub(crate) fn path_key(path: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(path.len().min(keys::MAX_TEXT) + 20);
    keys::put_terminated(path.as_bytes(), &mut key);
    key
}

/// The number of the file at a path.
pub(crate) fn number(view: View<'_>, path: &RepoPath) -> Result<Option<u32>, StoreError> {
    view.get(Space::Path, &path_key(path.as_str()))?.map(decode_number).transpose()
}

fn decode_number(bytes: &[u8]) -> Result<u32, StoreError> {
    bytes.try_into().map(u32::from_be_bytes).map_err(|_| StoreError::corrupt("paths", "a file number"))
}

/// What is kept of the file with a number, but for its outcomes.
pub(crate) fn stored(view: View<'_>, number: u32) -> Result<StoredRecord, StoreError> {
    decode_file(number, bytes(view, number)?)
}

/// What the view says of the file with a number.
pub(crate) fn record(view: View<'_>, number: u32) -> Result<FileRecord, StoreError> {
    let StoredRecord { mut record, .. } = stored(view, number)?;
    record.resolved_by = outcomes::resolved(view, number)?.map(|resolved| resolved.fingerprint);
    Ok(record)
}

/// The path of the file with a number.
pub(crate) fn path(view: View<'_>, number: u32) -> Result<RepoPath, StoreError> {
    decode_path(number, bytes(view, number)?)
}

fn bytes(view: View<'_>, number: u32) -> Result<&[u8], StoreError> {
    let found = view.get(Space::File, &number.to_be_bytes())?;
    found.ok_or_else(|| StoreError::corrupt("files", number.to_string()))
}

/// Gives the numbers of all files in path order.
///
/// # Errors
/// When the database cannot be read, and those of `each`.
pub(crate) fn each_number(
    view: View<'_>,
    each: &mut dyn FnMut(u32) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    let mut failure = None;
    let mut give = |(number, _): (u32, Option<RepoPath>)| match each(number) {
        Ok(flow) => flow,
        Err(error) => {
            failure = Some(error);
            ControlFlow::Break(())
        }
    };
    let mut runs = Runs::new(|(_, a): &(u32, Option<RepoPath>), (_, b)| a.cmp(b));
    let mut ended = false;
    for entry in view.from(Space::Path, &[])? {
        let (key, value) = entry?;
        let number = decode_number(value)?;
        // Only paths that were cut are ever sorted.
        let full = if key.len() > keys::MAX_TEXT { Some(path(view, number)?) } else { None };
        if runs.push(key, (number, full), &mut give).is_break() {
            ended = true;
            break;
        }
    }
    if !ended {
        let _: ControlFlow<()> = runs.finish(&mut give);
    }
    failure.map_or(Ok(()), Err)
}

/// Ranks of files in path order and ordinals of their definitions, by their numbers.
pub(crate) struct Ranks(BTreeMap<u32, (FileRank, Slots)>);

impl Ranks {
    pub(crate) fn read(view: View<'_>) -> Result<Self, StoreError> {
        let mut ranks = BTreeMap::new();
        each_number(view, &mut |number| {
            let rank = FileRank(ranks.len() as u32);
            ranks.insert(number, (rank, Slots::read(view, number)?));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Self(ranks))
    }

    /// The rank of a file.
    pub(crate) fn of(&self, number: u32) -> FileRank {
        self.0.get(&number).map_or(FileRank::NOWHERE, |(rank, _)| *rank)
    }

    /// The rank of a file, and the ordinal of one of its slots; where only damage leads, the slot stands for it.
    pub(crate) fn place(&self, number: u32, slot: u32) -> (FileRank, DefId) {
        match self.0.get(&number) {
            Some((rank, slots)) => (*rank, slots.ordinal(slot).unwrap_or(DefId::new(slot))),
            None => (FileRank::NOWHERE, DefId::new(slot)),
        }
    }
}

/// What hits say of files, by number, read once each.
pub(crate) struct Files<'t> {
    view: View<'t>,
    known: BTreeMap<u32, FileOfHits>,
}

impl<'t> Files<'t> {
    pub(crate) fn new(view: View<'t>) -> Self {
        Self { view, known: BTreeMap::new() }
    }

    /// What hits say of a file.
    pub(crate) fn get(&mut self, number: u32) -> Result<&FileOfHits, StoreError> {
        match self.known.entry(number) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let StoredRecord { record, .. } = stored(self.view, number)?;
                let slots = Slots::read(self.view, number)?;
                Ok(place.insert(FileOfHits { path: record.path, language: record.language, slots }))
            }
        }
    }
}

/// What hits say of a file.
pub(crate) struct FileOfHits {
    pub(crate) path: RepoPath,
    pub(crate) language: String,
    pub(crate) slots: Slots,
}
