//! The cold build: a file beside the target, filled in the order of keys, published when it is whole.

use std::collections::HashMap;
use std::path::Path;

use model::hash::ContentHash;
use model::path::RepoPath;
use store::{
    BlobKey, BulkLoad, Content, FileWrite, History, ResolutionWrite, Revision, StoreError, ViewChange,
};

use crate::building::Building;
use crate::fill::Fill;
use crate::layout::Space;
use crate::meta::{self, ViewState};
use crate::outcomes::{self, PARTS, Resolved};
use crate::paths::path_key;
use crate::publish::publish;
use crate::records::encode_file;
use crate::rows::{IdRow, Posting, TextRow};
use crate::{blobs, execution_log, feed};

/// A database being built. Dropping it without [`BulkLoad::finish`] removes what was built.
pub struct BulkBuild {
    building: Building,
    view: ViewState,
    /// Paths by file number.
    files: Vec<RepoPath>,
    /// Numbers of blobs, by half of a hash of their keys.
    blobs: HashMap<u128, u32>,
    fill: Fill,
}

impl BulkBuild {
    /// Starts a build that will take the place of what is at `target`. What a killed build left behind is removed.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another build of `target` is going on, or when the file beside the target cannot
    /// be made.
    pub fn create(target: &Path) -> Result<Self, StoreError> {
        let building = Building::create(target)?;
        building.change(meta::begin)?;
        let fill = Fill::new(&building);
        Ok(Self { building, view: ViewState::first(), files: Vec::new(), blobs: HashMap::new(), fill })
    }

    fn blob(&mut self, file: &FileWrite) -> Result<u32, StoreError> {
        let key = blobs::blob_key(&BlobKey::of(&file.record));
        let next = self.blobs.len() as u32;
        let number = match (self.blobs.get(&half_hash(&key)), &file.blob) {
            (Some(&known), _) => known,
            (None, Some(blob)) => {
                self.blobs.insert(half_hash(&key), next);
                self.building.put_chunks(Space::Content, next, &blobs::encode(blob))?;
                self.building.put_chunks(Space::Structure, next, &blob.structure)?;
                next
            }
            (None, None) => return Err(StoreError::MissingBlob { path: file.record.path.to_string() }),
        };
        self.fill.blob(&key, number)?;
        Ok(number)
    }

    fn symbols(&mut self, number: u32, file: &FileWrite) -> Result<(), StoreError> {
        self.fill.id(&IdRow::new(file.id, number, None))?;
        for symbol in &file.symbols {
            // In a new file every definition has the slot of its ordinal.
            let (slot, kind) = (symbol.ordinal.raw(), symbol.kind);
            self.fill.id(&IdRow::new(symbol.id, number, Some(slot)))?;
            let name = TextRow::new(&symbol.name, number, slot, kind, symbol.marks);
            self.fill.text(Space::Name, &name)?;
            let fqn = TextRow::new(&symbol.fqn, number, slot, kind, model::marks::Marks::default());
            self.fill.text(Space::Fqn, &fqn)?;
        }
        Ok(())
    }

    fn keys(&mut self, file: u32, keys: &[u32]) -> Result<(), StoreError> {
        keys.iter().try_for_each(|&key| self.fill.posting(Posting { key, file }))
    }
}

/// Sixteen bytes of BLAKE3 are enough to tell blobs apart: so are ids of symbols.
fn half_hash(key: &[u8]) -> u128 {
    let hash = ContentHash::of(key);
    u128::from_be_bytes(*hash.as_bytes().first_chunk().expect("32 bytes begin with 16"))
}

impl BulkLoad for BulkBuild {
    fn put(&mut self, file: FileWrite) -> Result<(), StoreError> {
        let number = self.files.len() as u32;
        let blob = self.blob(&file)?;
        let record = &file.record;
        self.building.append(Space::File, &number.to_be_bytes(), &encode_file(blob, record))?;
        self.building.put_chunks(Space::Keys, number, &outcomes::encode_keys(&file.keys))?;
        self.fill.path(&path_key(record.path.as_str()), number)?;
        self.keys(number, &file.keys)?;
        self.symbols(number, &file)?;
        self.view.digest_sum.add(&record.digest);
        self.files.push(file.record.path);
        Ok(())
    }

    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        let Some(&number) = self.blobs.get(&half_hash(&blobs::blob_key(key))) else { return Ok(None) };
        if self.building.is_waiting(Space::Content) {
            self.building.write()?;
        }
        let place = key.content_hash.to_string();
        self.building.read(|view| blobs::content(view, number, &place)).map(Some)
    }

    fn resolve(&mut self, resolution: ResolutionWrite) -> Result<(), StoreError> {
        let Ok(number) = self.files.binary_search(&resolution.path) else { return Ok(()) };
        let number = number as u32;
        for (space, bytes) in PARTS.into_iter().zip(outcomes::encoded(&resolution)) {
            self.building.put_chunks(space, number, &bytes)?;
        }
        let resolved = Resolved { fingerprint: resolution.fingerprint, digest: resolution.digest };
        self.building.put(Space::Resolved, &number.to_be_bytes(), &resolved.encode())?;
        self.view.digest_sum.add(&resolution.digest);
        self.keys(number, &resolution.asked)
    }

    fn history(&mut self, history: History) -> Result<(), StoreError> {
        self.building.change(|change| {
            feed::replace(change, &history)?;
            execution_log::replace(change, &history.runs)
        })?;
        self.view.revision = history.revision();
        Ok(())
    }

    fn finish(self: Box<Self>, change: ViewChange) -> Result<Revision, StoreError> {
        let Self { mut building, view, fill, files, blobs } = *self;
        drop((files, blobs));
        fill.finish(&mut building)?;
        building.write()?;
        building.change(|writing| {
            meta::put_format(writing)?;
            view.write(writing, &change)
        })?;
        building.complete()?;
        publish(&building)?;
        Ok(view.revision)
    }
}
