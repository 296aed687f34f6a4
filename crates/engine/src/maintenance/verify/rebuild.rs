//! Building a view anew in memory, to see whether the one that is kept says the same of each file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::codec;
use model::hash::{Digest, DigestSum, FileDigest};
use model::path::RepoPath;
use store::{
    Blob, BlobKey, BulkLoad, Content, FileRecord, FileWrite, History, ResolutionWrite, Revision, Snapshot,
    StoreError, ViewChange, decompress,
};

use super::{Listed, Tree, listed};
use crate::database::Database;
use crate::error::EngineError;
use crate::index::Progress;
use crate::resolution::records;
use crate::run::Run;
use crate::run_log::{self, Invocation};
use crate::scan::scan;
use crate::searching::Build;

/// What building a view anew gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rebuilt {
    /// The digest that the database has.
    pub kept: Digest,
    /// The digest of the tree, built anew.
    pub built: Digest,
    /// Files that only one of both has, or whose facts or outcomes are not the same in both.
    pub differing: Listed,
}

impl Rebuilt {
    /// Whether both say the same.
    pub fn is_equal(&self) -> bool {
        self.kept == self.built && self.differing.count == 0
    }
}

/// What is said of a file: digests of its facts, and of its outcomes when they can be trusted.
type Digests = (FileDigest, Option<FileDigest>);

impl Tree {
    /// Builds the view of the tree anew, in memory, and compares it with that of `db`.
    pub(super) fn rebuild(
        &self,
        db: &Database,
        limit: usize,
        progress: &dyn Progress,
    ) -> Result<Rebuilt, EngineError> {
        let built = Arc::new(Mutex::new(Built::default()));
        let record = run_log::begin(&Invocation::default());
        let run =
            Run { files: &self.files, options: &self.options, progress, view_root: "", record: &record };
        run.build(Box::new(Load(Arc::clone(&built))), &mut Build::nowhere())?;
        let built = std::mem::take(&mut *locked(&built));
        let kept = db.snapshot().meta()?.digest_sum;
        let mut differing = BTreeSet::new();
        if kept != built.sum {
            differing = differences(db, built.files)?;
        }
        let differing = listed(differing, limit);
        Ok(Rebuilt { kept: kept.finish(), built: built.sum.finish(), differing })
    }
}

/// The files that `db` does not have as `built` has them.
fn differences(
    db: &Database,
    mut built: BTreeMap<RepoPath, Digests>,
) -> Result<BTreeSet<RepoPath>, StoreError> {
    let mut differing = BTreeSet::new();
    let read = |snapshot: &dyn Snapshot, record: &FileRecord| {
        let stored = snapshot.stored(&record.path)?;
        let outcomes = stored.and_then(|stored| stored.resolution).map(|resolution| resolution.digest);
        Ok((record.path.clone(), (record.digest, outcomes)))
    };
    scan(db, &records(db.snapshot())?, read, |(path, digests)| {
        if built.remove(&path) != Some(digests) {
            differing.insert(path);
        }
        Ok(())
    })?;
    differing.extend(built.into_keys());
    Ok(differing)
}

/// What has been built so far.
#[derive(Default)]
struct Built {
    files: BTreeMap<RepoPath, Digests>,
    blobs: BTreeMap<BlobKey, Blob>,
    sum: DigestSum,
}

/// Takes a build, and keeps of it what resolving reads and what is compared.
struct Load(Arc<Mutex<Built>>);

impl BulkLoad for Load {
    fn put(&mut self, file: FileWrite) -> Result<(), StoreError> {
        let mut built = locked(&self.0);
        built.sum.add(&file.record.digest);
        if let Some(blob) = file.blob {
            built.blobs.insert(BlobKey::of(&file.record), blob);
        }
        built.files.insert(file.record.path, (file.record.digest, None));
        Ok(())
    }

    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        let Some(blob) = locked(&self.0).blobs.get(key).cloned() else { return Ok(None) };
        let (what, place) = ("facts", key.content_hash.to_string());
        let source = decompress(&blob.source, what, &place)?;
        let encoded = decompress(&blob.facts, what, &place)?;
        let facts = codec::decode(&encoded, &source).map_err(|_| StoreError::corrupt(what, place))?;
        Ok(Some((facts, source)))
    }

    fn resolve(&mut self, resolution: ResolutionWrite) -> Result<(), StoreError> {
        let mut built = locked(&self.0);
        built.sum.add(&resolution.digest);
        if let Some((_, outcomes)) = built.files.get_mut(&resolution.path) {
            *outcomes = Some(resolution.digest);
        }
        Ok(())
    }

    fn history(&mut self, _history: History) -> Result<(), StoreError> {
        Ok(())
    }

    fn finish(self: Box<Self>, _view: ViewChange) -> Result<Revision, StoreError> {
        Ok(Revision(1))
    }
}

fn locked(built: &Mutex<Built>) -> MutexGuard<'_, Built> {
    built.lock().unwrap_or_else(PoisonError::into_inner)
}
