//! Keeping a database up to date with its tree: whole, or where something is known to have changed, as often as wanted.

use std::path::{Path, PathBuf};
use std::time::Duration;

use model::hash::Digest;
use model::path::RepoPath;
use source::OsFiles;
use store::beside::{self, Identity};
use store::writer::{self, HeldLock, WRITER};
use store::{Backend, DetectError, RunRecord, Store};

use crate::backends::BACKENDS;
use crate::error::EngineError;
use crate::index::{IndexOptions, Progress};
use crate::refresh::Refreshed;
use crate::run::Run;
use crate::tally::Tally;
use crate::view::{Scope, View};
use crate::warm::Warm;
use crate::{backends, database, pipeline, run_log, searching, selection};

/// One that keeps a database up to date. What it has learnt of the view stays in memory, so that the next change costs what it
/// changes; when another process has written meanwhile it learns anew.
pub struct Keeper {
    files: OsFiles,
    db: PathBuf,
    view_root: String,
    options: IndexOptions,
    record: RunRecord,
    warm: Option<Warm>,
    /// The database as it was left open by the last batch.
    open: Option<Opened>,
    cold: bool,
    /// The last state of the store that this one knows to be its own.
    last_revision: Option<u64>,
}

/// What a batch did.
#[derive(Clone, Debug)]
pub struct BatchReport {
    /// What was done.
    pub tally: Tally,
    /// The view's digest.
    pub digest: Digest,
    /// Revision of the store.
    pub revision: u64,
    /// Whether the view was built from nothing.
    pub cold: bool,
    /// The part of the tree that was looked at.
    pub(crate) scope: Scope,
    /// The directories that were listed whole, in path order.
    pub(crate) directories: Vec<RepoPath>,
}

/// An open database, and which file it is: another may have taken its place.
struct Opened {
    store: Box<dyn Store>,
    file: Option<Identity>,
}

/// What there is to index into.
enum Found {
    /// A database that is brought up to date.
    Kept(Opened),
    /// None, or one that is built anew, as a database of this kind.
    ToBuild(&'static Backend),
}

impl Keeper {
    /// One for the database at `db`, which need not exist, of the tree at `root`.
    ///
    /// # Errors
    /// When the root is no directory that can be listed, or the database's directory cannot be made.
    pub fn open(root: &Path, db: &Path, options: &IndexOptions) -> Result<Self, EngineError> {
        let files = OsFiles::open(root, options.force)?;
        database::prepare_directory(db, files.root())?;
        Ok(Self {
            view_root: database::root_as_stored(db, files.root()),
            db: db.to_owned(),
            record: run_log::begin(&options.invocation),
            options: options.clone(),
            files,
            warm: None,
            open: None,
            cold: false,
            last_revision: None,
        })
    }

    /// One for an existing database, of the tree and the files that it was made of; what else `options` say holds.
    ///
    /// # Errors
    /// When the database cannot be read, or its root is not there.
    pub fn of(db: &Path, options: &IndexOptions) -> Result<Self, EngineError> {
        let (root, text) = {
            let database = database::Database::open(db)?;
            (database.root().to_owned(), database.snapshot().meta()?.selection)
        };
        let options = selection::from_text(&text, &IndexOptions { force: true, ..options.clone() });
        Self::open(&root, db, &options)
    }

    /// The tree's root, free of links.
    pub fn root(&self) -> &Path {
        self.files.root()
    }

    /// The tree.
    pub fn files(&self) -> &OsFiles {
        &self.files
    }

    /// What is indexed, and how.
    pub fn options(&self) -> &IndexOptions {
        &self.options
    }

    /// Makes the database say what the tree says. Without a database one is built aside and put in place whole.
    ///
    /// # Errors
    /// When the root cannot be listed or the store fails. Single files never fail a run: they are reported as skipped or
    /// have diagnostics. [`EngineError::Held`] when another process writes for too long.
    pub fn scan(&mut self, progress: &dyn Progress) -> Result<BatchReport, EngineError> {
        self.batch(Scope::All, progress)
    }

    /// Makes the database say what the tree says at these paths and below; what is not there any more is taken out. The rest of the tree is taken to be as it was.
    ///
    /// # Errors
    /// As [`Keeper::scan`].
    pub fn update(
        &mut self,
        paths: impl IntoIterator<Item = RepoPath>,
        progress: &dyn Progress,
    ) -> Result<BatchReport, EngineError> {
        self.batch(Scope::of(paths), progress)
    }

    /// Takes files at these paths and below out of the database, whatever the tree says. A later look at them brings back what is there.
    ///
    /// # Errors
    /// As [`Keeper::scan`].
    pub fn delete(
        &mut self,
        paths: &[RepoPath],
        progress: &dyn Progress,
    ) -> Result<BatchReport, EngineError> {
        let _lock = self.lock()?;
        let opened = self.opened(backends::detect_backend_format(&self.db)?.backend)?;
        let store = opened.store.as_ref();
        let mut warm = self.remembered(store)?;
        let tally = self.run(progress).delete(store, &mut warm, paths)?;
        let nowhere = Refreshed { tally, scope: Scope::Paths(Vec::new()), directories: Vec::new() };
        self.done(opened, warm, nowhere)
    }

    fn batch(&mut self, scope: Scope, progress: &dyn Progress) -> Result<BatchReport, EngineError> {
        let _lock = self.lock()?;
        match self.found()? {
            Found::ToBuild(backend) => {
                self.warm = None;
                let mut index = searching::Build::start(&self.db);
                let built = self.run(progress).build((backend.bulk)(&self.db)?, &mut index)?;
                (self.cold, self.options.rebuild) = (true, false);
                let meta = backends::snapshot(&self.db)?.meta()?;
                index.finish(&meta.digest());
                Ok(self.report(&meta, built))
            }
            Found::Kept(opened) => {
                let mut warm = self.remembered(opened.store.as_ref())?;
                let refreshed = self.run(progress).refresh(opened.store.as_ref(), &mut warm, scope)?;
                self.done(opened, warm, refreshed)
            }
        }
    }

    /// What is known of the view, learnt anew when another process has changed it.
    fn remembered(&mut self, store: &dyn Store) -> Result<Warm, EngineError> {
        let snapshot = store.snapshot()?;
        let revision = snapshot.meta()?.revision.0;
        match self.warm.take().filter(|warm| warm.revision == revision) {
            Some(warm) => Ok(warm),
            None => Ok(Warm::load(snapshot.as_ref())?),
        }
    }

    fn done(&mut self, opened: Opened, warm: Warm, refreshed: Refreshed) -> Result<BatchReport, EngineError> {
        self.warm = Some(warm);
        self.cold = false;
        let meta = opened.store.snapshot()?.meta()?;
        self.open = Some(opened);
        Ok(self.report(&meta, refreshed))
    }

    fn report(&mut self, meta: &store::ViewMeta, refreshed: Refreshed) -> BatchReport {
        let Refreshed { tally, scope, directories } = refreshed;
        run_log::count(&mut self.record, &tally);
        let (digest, revision) = (meta.digest(), meta.revision.0);
        self.last_revision = Some(revision);
        BatchReport { tally, digest, revision, cold: self.cold, scope, directories }
    }

    /// How many threads work.
    fn threads(&self) -> usize {
        if self.options.threads == 0 { pipeline::cores() } else { self.options.threads }
    }

    fn run<'a>(&'a self, progress: &'a dyn Progress) -> Run<'a> {
        let Self { files, options, view_root, record, .. } = self;
        Run { files, options, progress, view_root, record }
    }

    /// The right to write, waited for as long as the options say.
    fn lock(&self) -> Result<HeldLock, EngineError> {
        let holder = run_log::holder(&self.options.invocation);
        if let Some(lock) = writer::take(&self.db, WRITER, &holder, self.options.patience)? {
            return Ok(lock);
        }
        Err(held(&self.db, WRITER))
    }

    /// Looks at what is there. A database that is to be built anew is not opened: it may be damaged.
    fn found(&mut self) -> Result<Found, EngineError> {
        if let Some(opened) = self.still_open() {
            return Ok(Found::Kept(opened));
        }
        let wanted = self.options.backend;
        let format = match backends::detect_backend_format(&self.db) {
            Err(DetectError::DatabaseNotFound { .. }) => {
                return Ok(Found::ToBuild(wanted.unwrap_or(BACKENDS[0])));
            }
            format => format?,
        };
        if let Some(wanted) = wanted.filter(|wanted| *wanted != format.backend) {
            let (path, is, wanted) = (self.db.clone(), format.backend.name, wanted.name);
            return Err(EngineError::OtherBackend { path, is, wanted });
        }
        if self.options.rebuild || format.version < format.backend.version {
            return Ok(Found::ToBuild(format.backend));
        }
        Ok(Found::Kept(self.opened(format.backend)?))
    }

    /// The database that the last batch left open, when it is the one that is there.
    fn still_open(&mut self) -> Option<Opened> {
        let opened = self.open.take()?;
        if !self.options.rebuild && opened.file.is_some() && opened.file == beside::identity(&self.db) {
            return Some(opened);
        }
        // Another database may have the same revision.
        self.warm = None;
        None
    }

    fn opened(&self, backend: &Backend) -> Result<Opened, EngineError> {
        let file = beside::identity(&self.db);
        Ok(Opened { store: (backend.open)(&self.db)?, file })
    }

    /// Learns a little of what the next batches may ask, when there is nothing else to do; gives whether there is more to learn.
    pub(crate) fn read_ahead(&mut self) -> bool {
        let (Some(opened), Some(warm)) = (&self.open, &mut self.warm) else { return false };
        // What cannot be read now is told when it is needed.
        let learnt = opened.store.snapshot().and_then(|state| warm.read_ahead(state.as_ref(), &self.files));
        learnt.unwrap_or(false)
    }

    /// Brings the search index up to date with what the last batch has left. Never fails: what it lacks is read when somebody asks.
    pub(crate) fn keep_search_index(&self) {
        let (Some(opened), Some(warm)) = (&self.open, &self.warm) else { return };
        let Ok(meta) = opened.store.snapshot().and_then(|snapshot| snapshot.meta()) else { return };
        let snapshots = || opened.store.snapshot();
        let (records, digest, threads) = (&warm.view.records, meta.digest(), self.threads());
        searching::keep(&self.db, &searching::Current { records, digest, snapshots: &snapshots, threads });
    }

    /// Revision and digest of the database, when another process has changed it since the last batch.
    pub(crate) fn newer(&self) -> Result<Option<(u64, Digest)>, EngineError> {
        let meta = backends::snapshot(&self.db)?.meta()?;
        let known = self.last_revision;
        Ok((known != Some(meta.revision.0)).then(|| (meta.revision.0, meta.digest())))
    }

    /// Notes in the execution log that the run has ended, and how. Never fails: a log that cannot be written keeps nobody from his work.
    pub fn close(&mut self, error: Option<&EngineError>) {
        if matches!(error, Some(EngineError::Held { .. })) {
            return;
        }
        self.open = None;
        run_log::end(&mut self.record, error);
        let holder = run_log::holder(&self.options.invocation);
        let lock = writer::take(&self.db, WRITER, &holder, Duration::from_secs(1));
        if matches!(lock, Ok(Some(_))) {
            run_log::write(&self.db, &self.record);
        }
    }

    /// The view as the last batch left it, when that is remembered.
    pub(crate) fn view(&self) -> Option<&View> {
        self.warm.as_ref().map(|warm| &warm.view)
    }
}

/// Who holds a lock of the database, as an error.
pub(crate) fn held(db: &Path, suffix: &str) -> EngineError {
    let unknown = || writer::Holder { process: 0, host: String::new(), since_ms: 0, command: String::new() };
    let holder = writer::holder(db, suffix).unwrap_or_else(unknown);
    EngineError::Held { path: db.to_owned(), holder }
}
