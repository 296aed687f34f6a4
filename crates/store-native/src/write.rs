//! A batch, made in one transaction.

use std::collections::{BTreeMap, HashMap};

use model::ids::SymbolId;
use model::path::RepoPath;
use store::{BlobKey, Content, FileRecord, FileWrite, Revision, StoreError, WriteBatch};

use crate::indexes::{Indexes, Put};
use crate::layout::{Change, Space, View};
use crate::meta::ViewState;
use crate::outcomes::{self, PARTS};
use crate::paths::{self, path_key};
use crate::records::{StoredRecord, encode_file};
use crate::slots::{self, Slots};
use crate::{blobs, chunks, execution_log, feed, pending};

/// Makes the changes of a batch; gives the new revision.
///
/// # Errors
/// Those of [`store::Store::apply`]; the transaction must be given up then.
pub(crate) fn apply(change: &mut Change<'_>, batch: &WriteBatch) -> Result<Revision, StoreError> {
    let view = ViewState::read(change.view())?;
    execution_log::note(change, &batch.runs)?;
    if batch.is_only_runs() {
        return Ok(view.revision);
    }
    pending::keep(change, &batch.pending)?;
    let mut writing =
        Writing { change, view, indexes: Indexes::default(), left: BTreeMap::new(), released: Vec::new() };
    for path in batch.delete.iter().chain(batch.put.iter().map(|file| &file.record.path)) {
        writing.take_out(path)?;
    }
    let mut put = Vec::with_capacity(batch.put.len());
    for file in &batch.put {
        put.push(writing.put(file)?);
    }
    writing.forget_left()?;
    for path in &batch.stale {
        if let Some(number) = paths::number(writing.change.view(), path)? {
            outcomes::distrust(writing.change, number, &mut writing.view.digest_sum)?;
        }
    }
    for resolution in &batch.resolve {
        outcomes::replace(writing.change, resolution, &mut writing.view.digest_sum, &mut writing.indexes)?;
    }
    for (path, mtime_ns) in &batch.touch {
        writing.touch(path, *mtime_ns)?;
    }
    writing.finish(batch, &put)
}

/// A batch being made.
struct Writing<'c, 'e> {
    change: &'c mut Change<'e>,
    view: ViewState,
    indexes: Indexes,
    /// Files that were taken out: one that comes again keeps its number, and what stays the same is not written again.
    left: BTreeMap<RepoPath, Left>,
    /// Blobs that may be unused now.
    released: Vec<BlobKey>,
}

/// What is known of a file that was taken out.
struct Left {
    number: u32,
    fingerprint: u64,
    /// Slots of its definitions.
    slots: HashMap<SymbolId, u32>,
}

impl Writing<'_, '_> {
    /// Takes out a file; its definitions are found by the names and ids that its facts give. Cost follows the file.
    fn take_out(&mut self, path: &RepoPath) -> Result<(), StoreError> {
        let view = self.change.view();
        let Some(number) = paths::number(view, path)? else { return Ok(()) };
        let StoredRecord { blob, record } = paths::stored(view, number)?;
        let slots = if let Some((slots, content)) = known(view, number, blob, &record)? {
            self.indexes.lose(number, &slots, &record, &content)
        } else {
            self.indexes.search_for(number);
            HashMap::new()
        };
        self.indexes.lose_keys(number, &outcomes::keys(view, Space::Asked, number)?);
        self.indexes.lose_keys(number, &outcomes::keys(view, Space::Keys, number)?);
        outcomes::distrust(self.change, number, &mut self.view.digest_sum)?;
        self.view.digest_sum.remove(&record.digest);
        let key = BlobKey::of(&record);
        blobs::release(self.change, &key)?;
        self.released.push(key);
        self.change.delete(Space::Path, &path_key(path.as_str()))?;
        self.left.insert(path.clone(), Left { number, fingerprint: record.fingerprint, slots });
        Ok(())
    }

    /// Puts a file that is not there, in its old number when it was.
    fn put<'b>(&mut self, file: &'b FileWrite) -> Result<Put<'b>, StoreError> {
        let record = &file.record;
        let blob = blobs::take(self.change, &BlobKey::of(record), file.blob.as_ref())?;
        let blob = blob.ok_or_else(|| StoreError::MissingBlob { path: record.path.to_string() })?;
        let (number, known) = match self.left.remove(&record.path) {
            Some(Left { number, fingerprint, slots }) => {
                if fingerprint != record.fingerprint {
                    self.indexes.doubt(number);
                }
                // Its old outcomes are of an old text.
                PARTS.into_iter().try_for_each(|part| chunks::delete(self.change, part, number))?;
                (number, slots)
            }
            None => (self.next_number()?, HashMap::new()),
        };
        let slots = slots::assign(&known, &file.symbols);
        slots::keep(self.change, number, &slots)?;
        self.change.put(Space::Path, &path_key(record.path.as_str()), &number.to_be_bytes())?;
        self.change.put(Space::File, &number.to_be_bytes(), &encode_file(blob, record))?;
        chunks::put(self.change, Space::Keys, number, &outcomes::encode_keys(&file.keys))?;
        self.indexes.gain_keys(number, &file.keys);
        self.view.digest_sum.add(&record.digest);
        let put = Put { number, slots, write: file };
        self.indexes.gain(&put);
        Ok(put)
    }

    fn next_number(&self) -> Result<u32, StoreError> {
        let last = self.change.view().last(Space::File)?.and_then(|(key, _)| key.first_chunk::<4>().copied());
        let next = last.map_or(Some(0), |last| u32::from_be_bytes(last).checked_add(1));
        next.ok_or_else(|| StoreError::corrupt("files", "all numbers are used up; index anew"))
    }

    /// Takes out what is left of files that did not come again.
    fn forget_left(&mut self) -> Result<(), StoreError> {
        for Left { number, .. } in std::mem::take(&mut self.left).into_values() {
            self.change.delete(Space::File, &number.to_be_bytes())?;
            let parts = PARTS.into_iter().chain([Space::Keys, Space::Slots, Space::Pending]);
            parts.into_iter().try_for_each(|part| chunks::delete(self.change, part, number))?;
        }
        Ok(())
    }

    fn touch(&mut self, path: &RepoPath, mtime_ns: i64) -> Result<(), StoreError> {
        let Some(number) = paths::number(self.change.view(), path)? else { return Ok(()) };
        let StoredRecord { blob, mut record } = paths::stored(self.change.view(), number)?;
        record.mtime_ns = mtime_ns;
        self.change.put(Space::File, &number.to_be_bytes(), &encode_file(blob, &record))
    }

    fn finish(self, batch: &WriteBatch, put: &[Put<'_>]) -> Result<Revision, StoreError> {
        let Self { change, mut view, indexes, released, .. } = self;
        indexes.apply(change, put)?;
        released.iter().try_for_each(|key| blobs::sweep(change, key))?;
        view.revision.0 += 1;
        view.write(change, &batch.view)?;
        feed::append(change, batch.events.iter().map(|event| (view.revision, event)))?;
        Ok(view.revision)
    }
}

/// What tells which rows a file has: slots and facts. `None` when they are damaged or made by other rules: what is thrown
/// away need not be whole.
fn known(
    view: View<'_>,
    number: u32,
    blob: u32,
    record: &FileRecord,
) -> Result<Option<(Vec<u32>, Content)>, StoreError> {
    let read = || {
        let content = blobs::content(view, blob, record.path.as_str())?;
        let slots = Slots::read(view, number)?.by_ordinal(content.0.defs.len());
        Ok(slots.filter(|slots| slots.len() == record.definitions as usize).map(|slots| (slots, content)))
    };
    match read() {
        Err(StoreError::Corrupt { .. }) => Ok(None),
        read => read,
    }
}
