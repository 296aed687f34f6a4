//! Keeping the search index up to date: its writer is whoever has changed the database, and a question when there is much to do.
//!
//! Nothing here ever fails a run: an index that cannot be written is made up for by reading sources.

use std::collections::BTreeMap;
use std::path::Path;

use model::hash::Digest;
use search::{Document, IndexError, Writer};
use store::{BlobKey, FileRecord, StoreError};

use super::{document, search_index_path, stamp};
use crate::extraction::Snapshots;
use crate::pipeline;

/// Said of an index that some file was left out of: no view has it.
const INCOMPLETE: [u8; 32] = [0; 32];
/// More changed files than this are worth several threads.
const MANY: usize = 64;

/// A view that an index is to be of.
pub(crate) struct Current<'a> {
    /// All files, in path order.
    pub(crate) records: &'a [FileRecord],
    /// The digest of the view.
    pub(crate) digest: Digest,
    /// Where facts and sources are.
    pub(crate) snapshots: Snapshots<'a>,
    /// How many threads may work.
    pub(crate) threads: usize,
}

/// Brings the index beside the database at `db` up to date, unless somebody else is doing that or nothing can be written there.
///
/// Costs the files that differ, and a comparison of all.
pub(crate) fn keep(db: &Path, current: &Current<'_>) {
    let directory = search_index_path(db);
    if search::state(&directory).is_ok_and(|state| state == *current.digest.as_bytes()) {
        return;
    }
    if let Err(Trouble::Index) = update(Writer::open(&directory), current) {
        // What is damaged is found where it is read; a second trouble is one of the disk.
        let _ = update(Writer::anew(&directory), current);
    }
}

/// Why an index was not brought up to date.
enum Trouble {
    /// It is damaged, or cannot be written.
    Index,
    /// The store cannot be read: whoever asks next is told.
    Store,
}

impl From<IndexError> for Trouble {
    fn from(_: IndexError) -> Self {
        Self::Index
    }
}

impl From<StoreError> for Trouble {
    fn from(_: StoreError) -> Self {
        Self::Store
    }
}

fn update(writer: Result<Option<Writer>, IndexError>, current: &Current<'_>) -> Result<(), Trouble> {
    let Some(mut writer) = writer? else { return Ok(()) };
    let mut known: BTreeMap<String, u64> = BTreeMap::new();
    let files = writer.files()?;
    let is_unique =
        files.len() == files.iter().map(|file| &file.path).collect::<std::collections::BTreeSet<_>>().len();
    known.extend(files.into_iter().map(|file| (file.path, file.stamp)));
    let differs = |record: &&FileRecord| known.get(record.path.as_str()) != Some(&stamp(record));
    let changed: Vec<&FileRecord> = current.records.iter().filter(differs).collect();
    if !is_unique || changed.len() > MANY && changed.len() * 2 > current.records.len() {
        writer.begin_anew()?;
        let all: Vec<&FileRecord> = current.records.iter().collect();
        return write(writer, current, &all, &BTreeMap::new());
    }
    for path in known.keys() {
        if current.records.binary_search_by(|record| record.path.as_str().cmp(path)).is_err() {
            writer.remove(path)?;
        }
    }
    write(writer, current, &changed, &known)
}

/// Puts `changed` files in, those that are `known` in place of what was known.
fn write(
    mut writer: Writer,
    current: &Current<'_>,
    changed: &[&FileRecord],
    known: &BTreeMap<String, u64>,
) -> Result<(), Trouble> {
    let mut state = *current.digest.as_bytes();
    let threads = if changed.len() > MANY { current.threads } else { 1 };
    pipeline::ordered(
        changed.len(),
        threads,
        || None,
        |snapshot, index| -> Result<Option<Document>, StoreError> {
            let snapshot = match snapshot {
                Some(snapshot) => snapshot,
                None => snapshot.insert((current.snapshots)()?),
            };
            let content = snapshot.content(&BlobKey::of(changed[index]))?;
            Ok(content.map(|(facts, source)| document(&source, &facts)))
        },
        |index, made| -> Result<(), Trouble> {
            let path = changed[index].path.as_str();
            if known.contains_key(path) {
                writer.remove(path)?;
            }
            match made? {
                Some(document) => writer.add(path, stamp(changed[index]), document)?,
                // Another process has changed the file again.
                None => state = INCOMPLETE,
            }
            Ok(())
        },
    )?;
    Ok(writer.commit(&state)?)
}

/// An index that is made together with its database, of files that have just been read.
pub(crate) struct Build {
    writer: Option<Writer>,
}

impl Build {
    /// One for the database at `db`. What cannot be written is left to be found out when somebody asks.
    pub(crate) fn start(db: &Path) -> Self {
        let begun = Writer::open(&search_index_path(db)).and_then(|writer| {
            let Some(mut writer) = writer else { return Ok(None) };
            writer.begin_anew()?;
            Ok(Some(writer))
        });
        Self { writer: begun.unwrap_or_default() }
    }

    /// One that nobody wants.
    pub(crate) fn nowhere() -> Self {
        Self { writer: None }
    }

    /// Adds a file.
    pub(crate) fn add(&mut self, record: &FileRecord, document: Document) {
        if let Some(writer) = &mut self.writer
            && writer.add(record.path.as_str(), stamp(record), document).is_err()
        {
            self.writer = None;
        }
    }

    /// Publishes it as the index of the view of this digest.
    pub(crate) fn finish(self, digest: &Digest) {
        // One that cannot be published is as good as none.
        let _ = self.writer.map(|writer| writer.commit(digest.as_bytes()));
    }
}
