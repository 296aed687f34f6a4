//! Changes to a store.

use model::codec;
use model::edges::Edge;
use model::hash::FileDigest;
use model::ids::SymbolId;
use model::outcome::Resolution;
use model::path::RepoPath;

use crate::blob::{Blob, compress};
use crate::error::StoreError;
use crate::feed::EventWrite;
use crate::records::{FileRecord, SkippedRecord, SymbolRow};
use crate::run::RunRecord;

/// A file to be put in the view, in place of what was at its path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileWrite {
    /// What the view says of it.
    pub record: FileRecord,
    /// The id of the file itself.
    pub id: SymbolId,
    /// Its facts and source; `None` when the store has them under the record's key.
    pub blob: Option<Blob>,
    /// Its definitions, by ordinal.
    pub symbols: Vec<SymbolRow>,
    /// What the file can be found by when something elsewhere changes: hashed keys, ascending, each once.
    pub keys: Vec<u32>,
}

/// The outcomes of a file's sites, to be kept with the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResolutionWrite {
    /// The file. One that is not in the view is passed over.
    pub path: RepoPath,
    /// Fingerprint of the rules that resolved it.
    pub fingerprint: u64,
    /// What it contributes to the view's digest.
    pub digest: FileDigest,
    /// All targets.
    pub targets: Vec<SymbolId>,
    /// Encoded outcomes (`model::codec::encode_outcomes`), compressed.
    pub outcomes: Vec<u8>,
    /// Encoded edges ([`model::codec::encode_edges`]), as facts and outcomes say.
    pub edges: Vec<u8>,
    /// Hashed keys of what the outcomes depend on beside the file, ascending, none of them among the file's own keys.
    pub asked: Vec<u32>,
}

impl ResolutionWrite {
    /// Encodes and compresses the outcomes of a file.
    ///
    /// # Errors
    /// When memory for the compressor cannot be had.
    pub fn new(
        path: RepoPath,
        fingerprint: u64,
        resolution: &Resolution,
        edges: &[Edge],
        asked: Vec<u32>,
    ) -> Result<Self, StoreError> {
        let mut encoded = Vec::new();
        codec::encode_outcomes(resolution, &mut encoded);
        let mut encoded_edges = Vec::new();
        codec::encode_edges(edges, &mut encoded_edges);
        let digest = outcomes_digest(&path, &resolution.targets, &encoded);
        let outcomes = compress(&encoded)?;
        let (targets, edges) = (resolution.targets.clone(), encoded_edges);
        Ok(Self { path, fingerprint, digest, targets, outcomes, edges, asked })
    }
}

/// What the outcomes of a file contribute to the view's digest.
pub fn outcomes_digest(path: &RepoPath, targets: &[SymbolId], encoded: &[u8]) -> FileDigest {
    let mut text = Vec::with_capacity(path.as_str().len() + 16 * targets.len() + encoded.len() + 16);
    text.extend_from_slice(b"outcomes\0");
    text.extend_from_slice(path.as_str().as_bytes());
    text.push(0);
    targets.iter().for_each(|target| text.extend_from_slice(target.as_bytes()));
    text.extend_from_slice(encoded);
    FileDigest::of(&text)
}

/// What is said of the view as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ViewChange {
    /// Version of the program that writes.
    pub tool_version: Option<String>,
    /// See [`crate::ViewMeta::root`].
    pub root: Option<String>,
    /// Everything listed and not indexed, in place of what was; `None` leaves it as it is.
    pub skipped: Option<Vec<SkippedRecord>>,
    /// See [`crate::ViewMeta::projects`].
    pub projects: Option<String>,
    /// See [`crate::ViewMeta::selection`].
    pub selection: Option<String>,
}

/// Changes that are made together or not at all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WriteBatch {
    /// Files to put. A path occurs once.
    pub put: Vec<FileWrite>,
    /// Files to take out. Those that are not there are passed over. Done before `put`.
    pub delete: Vec<RepoPath>,
    /// Files whose bytes are as they were but whose modification time is another: path and time.
    pub touch: Vec<(RepoPath, i64)>,
    /// Files whose outcomes are not to be trusted any more. Done after `put`; putting a file does the same to it.
    pub stale: Vec<RepoPath>,
    /// What the edges of files were when they could be trusted last, as the writer encodes it. Kept until outcomes of the file come or the
    /// file goes, so that these can be compared; in place of what is kept already; a file that is not in the view is passed over. Done
    /// before anything else; a file that the batch puts keeps it, also when the batch takes it out first.
    pub pending: Vec<(RepoPath, Vec<u8>)>,
    /// Outcomes of files. Done last.
    pub resolve: Vec<ResolutionWrite>,
    /// The view as a whole.
    pub view: ViewChange,
    /// What is told in the feed, in this order.
    pub events: Vec<EventWrite>,
    /// Runs, in place of those with the same id. A batch with nothing else makes no new revision.
    pub runs: Vec<RunRecord>,
}

impl WriteBatch {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.is_only_runs()
    }

    /// Whether it changes nothing but the execution log: it makes no new revision then.
    pub fn is_only_runs(&self) -> bool {
        let Self { put, delete, touch, stale, pending, resolve, view, events, runs: _ } = self;
        put.is_empty()
            && delete.is_empty()
            && touch.is_empty()
            && stale.is_empty()
            && pending.is_empty()
            && resolve.is_empty()
            && *view == ViewChange::default()
            && events.is_empty()
    }
}
