//! What a question is asked of: what the index knows of the files as they are, and the rest read from the store.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use search::{Corpus, Index, IndexError, Indexed, Query};
use store::{BlobKey, FileRecord, Snapshot, StoreError};

use super::keep::{Current, keep};
use super::{document, search_index_path, stamp};
use crate::database::Database;
use crate::pipeline;

/// So many files are read for a question at any rate, and at most one in [`READ_SHARE`]; when the index lacks more, the question brings it
/// up to date first.
const READ_FILES: usize = 64;
/// See [`READ_FILES`].
const READ_SHARE: usize = 16;

/// All files of the state that `db` shows, with what they have of what `query` looks up.
pub(super) fn corpus(db: &Database, query: &Query) -> Result<Corpus, StoreError> {
    let (snapshot, directory) = (db.snapshot(), search_index_path(db.path()));
    let digest = snapshot.meta()?.digest();
    let opened = || Index::open(&directory);
    if let Ok(index) = opened()
        && index.state() == digest.as_bytes()
        && let Ok(corpus) = of_whole(&index, query)
    {
        return Ok(corpus);
    }
    let records = records(snapshot)?;
    let room = READ_FILES.max(records.len() / READ_SHARE);
    let mut known = opened().and_then(|index| Known::of(index, &records)).ok();
    if known.as_ref().map_or(records.len(), |known| records.len() - known.fresh) > room {
        let path = db.path();
        let states = db.opener();
        let snapshots = || states.snapshot();
        let threads = pipeline::cores();
        keep(path, &Current { records: &records, digest, snapshots: &snapshots, threads });
        known = opened().and_then(|index| Known::of(index, &records)).ok();
    }
    mixed(snapshot, known.as_ref(), records, query)
}

fn of_whole(index: &Index, query: &Query) -> Result<Corpus, IndexError> {
    let files = index.files()?;
    let mut corpus = Corpus::new(query);
    index.fill(&mut corpus, &files, &vec![true; files.len()])?;
    Ok(corpus)
}

fn records(snapshot: &dyn Snapshot) -> Result<Vec<FileRecord>, StoreError> {
    let mut records = Vec::new();
    snapshot.files(&mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    })?;
    Ok(records)
}

/// An index with what it knows of the files as they are.
struct Known {
    index: Index,
    files: Vec<Indexed>,
    /// Of each file, whether it is as the index has it.
    is_fresh: Vec<bool>,
    /// How many are.
    fresh: usize,
}

impl Known {
    fn of(index: Index, records: &[FileRecord]) -> Result<Self, IndexError> {
        let files = index.files()?;
        // Each counts once, whatever an index says.
        let mut current: BTreeMap<&str, u64> =
            records.iter().map(|record| (record.path.as_str(), stamp(record))).collect();
        let is_fresh = |file: &Indexed| {
            let is_fresh = current.get(file.path.as_str()) == Some(&file.stamp);
            if is_fresh {
                current.remove(file.path.as_str());
            }
            is_fresh
        };
        let is_fresh: Vec<bool> = files.iter().map(is_fresh).collect();
        let fresh = is_fresh.iter().filter(|is_fresh| **is_fresh).count();
        Ok(Self { index, files, is_fresh, fresh })
    }
}

/// What the index knows of the files as they are, and of the others what their sources say.
fn mixed(
    snapshot: &dyn Snapshot,
    known: Option<&Known>,
    mut records: Vec<FileRecord>,
    query: &Query,
) -> Result<Corpus, StoreError> {
    let mut corpus = Corpus::new(query);
    if let Some(known) = known {
        match known.index.fill(&mut corpus, &known.files, &known.is_fresh) {
            Ok(()) => {
                let fresh = known.files.iter().zip(&known.is_fresh).filter(|(_, is_fresh)| **is_fresh);
                let fresh: std::collections::BTreeSet<&str> =
                    fresh.map(|(file, _)| file.path.as_str()).collect();
                records.retain(|record| !fresh.contains(record.path.as_str()));
            }
            // Damage that shows now: all is read.
            Err(_) => corpus = Corpus::new(query),
        }
    }
    for record in &records {
        let missing = || StoreError::corrupt("facts", record.path.as_str());
        let (facts, source) = snapshot.content(&BlobKey::of(record))?.ok_or_else(missing)?;
        corpus.add(record.path.as_str(), &document(&source, &facts));
    }
    Ok(corpus)
}
