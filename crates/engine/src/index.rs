//! Indexing: make the view say what the tree says, at the cost of what changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use model::hash::Digest;
use source::DiscoverOptions;
use store::{Backend, LanguageCounts};

use crate::backends;
use crate::error::EngineError;
use crate::keeper::{BatchReport, Keeper};
use crate::run_log::Invocation;
use crate::tally::Tally;
use crate::view::View;

/// What to index, and how.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches, as users set them")]
pub struct IndexOptions {
    /// Which files.
    pub discover: DiscoverOptions,
    /// Larger files are skipped. Bytes.
    pub max_file_size: u64,
    /// Read minified files too.
    pub minified: bool,
    /// Threads; 0 for one a core.
    pub threads: usize,
    /// Build anew even when there is a database.
    pub rebuild: bool,
    /// Read every file, also those whose size and time say that they have not changed.
    pub verify: bool,
    /// Index the root of the disk or the home directory all the same.
    pub force: bool,
    /// How long to wait for another process that writes the same database.
    pub patience: Duration,
    /// What is noted of the run in the execution log.
    pub invocation: Invocation,
    /// Of which kind a database is that has to be made; `None` for the kind of what is replaced, or the usual one. A database
    /// that is there keeps its kind.
    pub backend: Option<&'static Backend>,
}

impl Default for IndexOptions {
    fn default() -> Self {
        Self {
            discover: DiscoverOptions::default(),
            max_file_size: 16 * 1024 * 1024,
            minified: false,
            threads: 0,
            rebuild: false,
            verify: false,
            force: false,
            patience: Duration::from_secs(10),
            invocation: Invocation::default(),
            backend: None,
        }
    }
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct IndexReport {
    /// Sums by language, of the whole view.
    pub languages: Vec<LanguageCounts>,
    /// What is not indexed: reason → how many entries.
    pub skipped: BTreeMap<String, u64>,
    /// What was done.
    pub tally: Tally,
    /// Whether the view was built from nothing.
    pub cold: bool,
    /// The view's digest.
    pub digest: Digest,
    /// Revision of the store.
    pub revision: u64,
}

impl IndexReport {
    /// Whether the run changed nothing.
    pub fn is_unchanged(&self) -> bool {
        !self.cold && self.tally.is_unchanged()
    }

    /// Of a run that left a database in this state.
    fn new(done: BatchReport, view: &View) -> Self {
        let mut skipped = BTreeMap::new();
        view.skipped.values().for_each(|record| *skipped.entry(record.reason.clone()).or_insert(0) += 1);
        let BatchReport { tally, cold, digest, revision, .. } = done;
        Self { languages: view.counts(), skipped, tally, cold, digest, revision }
    }
}

/// Told how a run goes on.
pub trait Progress {
    /// The tree is listed: so many files have to be read.
    fn planned(&self, files: u64);
    /// The next file, in path order, is read or resolved.
    fn file_done(&self, path: &str);
    /// All files are read: the references of so many have to be resolved.
    fn resolving(&self, files: u64);
    /// All files are done with; what is left is the store's work.
    fn finishing(&self);
    /// Whether to stop early: what is done already is committed then, and the rest left for another run. Asked often, from the thread
    /// that called.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn planned(&self, _files: u64) {}
    fn resolving(&self, _files: u64) {}
    fn file_done(&self, _path: &str) {}
    fn finishing(&self) {}
}

/// Makes the database at `db` say what the tree at `root` says.
///
/// Without a database one is built aside and put in place whole; otherwise only what changed is read and written.
///
/// # Errors
/// When the root cannot be listed or the store fails. Single files never fail a run: they are reported as skipped or
/// have diagnostics.
pub fn index(
    root: &Path,
    db: &Path,
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<IndexReport, EngineError> {
    kept(db, Keeper::open(root, db, options)?, |keeper| keeper.scan(progress))
}

/// Does something with a keeper of the database at `db`, notes in the execution log how it ended, and reports on the whole.
pub(crate) fn kept(
    db: &Path,
    mut keeper: Keeper,
    work: impl FnOnce(&mut Keeper) -> Result<BatchReport, EngineError>,
) -> Result<IndexReport, EngineError> {
    let done = work(&mut keeper);
    keeper.keep_search_index();
    keeper.close(done.as_ref().err());
    let done = done?;
    match keeper.view() {
        Some(view) => Ok(IndexReport::new(done, view)),
        None => Ok(IndexReport::new(done, &View::load(backends::snapshot(db)?.as_ref())?)),
    }
}
