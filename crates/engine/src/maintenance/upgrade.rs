//! Bringing a database of an earlier layout up to date, in place.
//!
//! Facts of earlier versions cannot be read, but what they were extracted from is kept: the tree is built anew, from the tree where it is there and
//! from the kept sources where it is not, and feed and log go on.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use source::{FileSystem, MemoryFiles, OsFiles};
use store::beside::{remove_database, side_file, sync_directory};
use store::{
    BlobKey, BulkLoad, Content, FileRecord, FileWrite, History, ResolutionWrite, Revision, Snapshot,
    StoreError, ViewChange,
};

use super::history::tell_rebuilt;
use super::migrate::{Contents, contents};
use crate::backends;
use crate::database::Database;
use crate::error::EngineError;
use crate::index::{IndexOptions, Progress};
use crate::run::Run;
use crate::run_log::Invocation;
use crate::turn::{self, WriteTerms};
use crate::{run_log, searching, selection};

/// What a database is built anew from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UpgradeSource {
    /// The tree that it is of.
    Tree,
    /// The sources that it keeps: the tree is not there. What manifests say is not known then, until a refresh finds the tree.
    Database,
}

impl UpgradeSource {
    /// The stable text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tree => "tree",
            Self::Database => "database",
        }
    }
}

/// What an upgrade did, or would do.
#[derive(Clone, Debug)]
pub struct Upgraded {
    /// Version of the layout before.
    pub from: u32,
    /// Version of the layout that this program writes.
    pub to: u32,
    /// What it is built from; `None` when there is nothing to do.
    pub source: Option<UpgradeSource>,
    /// Where the database is as it was; `None` when there is nothing to do.
    pub backup: Option<PathBuf>,
    /// What the database holds now; `None` when nothing was done.
    pub contents: Option<Contents>,
}

/// Brings the database at `db` to the layout of this program: a copy of it is made first, then it is built anew and takes the place of the
/// old one at once. With `dry_run` nothing is left but what was there: a copy to read is made beside it and removed.
///
/// # Errors
/// [`StoreError::Newer`] and [`StoreError::Older`] when its layout is a later one, or too early to be read; when it cannot be read or written. It is as it
/// was then.
pub fn upgrade(
    db: &Path,
    dry_run: bool,
    terms: &WriteTerms,
    progress: &dyn Progress,
) -> Result<Upgraded, EngineError> {
    let format = backends::detect_backend_format(db)?;
    let (kind, found, supported) = (format.backend, format.version, format.backend.version);
    let mut upgraded = Upgraded { from: found, to: supported, source: None, backup: None, contents: None };
    if found == supported {
        return Ok(upgraded);
    }
    if !kind.earlier.contains(&found) {
        return Err(StoreError::Older { path: db.to_owned(), found, supported }.into());
    }
    let noted = WriteTerms { invocation: terms.invocation.clone().filter(|_| !dry_run), ..terms.clone() };
    turn::alone(db, &noted, || {
        let backup = free_name(db, found);
        let reading = Reading { path: side_file(db, READING), kind };
        reading.remove()?;
        (kind.copy)(db, &reading.path)?;
        refuse_damage(&reading)?;
        if !dry_run {
            keep_copy(&reading.path, &backup)?;
        }
        (kind.adopt)(&reading.path)?;
        let old = Old::open(&reading.path)?;
        upgraded.source = Some(old.source());
        upgraded.backup = Some(backup);
        if !dry_run {
            old.build_anew((kind.bulk)(db)?, db, progress)?;
            upgraded.contents = Some(contents(&Database::open(db)?)?);
        }
        Ok(())
    })?;
    Ok(upgraded)
}

/// What is put behind the name of the copy that is read.
const READING: &str = "-upgrading";

/// Where a copy of a database of a version can be kept: where nothing is.
fn free_name(db: &Path, version: u32) -> PathBuf {
    let first = side_file(db, &format!("-backup-{version}"));
    let others = (2..).map(|number| side_file(db, &format!("-backup-{version}-{number}")));
    let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    std::iter::once(first).chain(others).find(is_free).expect("numbers do not end")
}

/// Makes the copy that is kept. It appears only when it is whole.
fn keep_copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let io = |path: &Path| StoreError::io(path.display().to_string());
    let partial = side_file(to, "-partial");
    fs::copy(from, &partial).map_err(io(&partial))?;
    let written = fs::OpenOptions::new().write(true).open(&partial).map_err(io(&partial))?;
    written.sync_all().map_err(io(&partial))?;
    fs::rename(&partial, to).map_err(io(to))?;
    sync_directory(to)
}

/// What opens a database may trust its structure.
fn refuse_damage(reading: &Reading) -> Result<(), StoreError> {
    match (reading.kind.integrity)(&reading.path) {
        Ok(damages) => match damages.into_iter().next() {
            None => Ok(()),
            Some(damage) => {
                Err(StoreError::corrupt("the file", format!("{} ({})", damage.place, damage.what)))
            }
        },
        // A store that opens a file to check it does not open one of an earlier layout; it notices damage by itself.
        Err(StoreError::Older { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The copy that is read; removed when dropped.
struct Reading {
    path: PathBuf,
    kind: &'static store::Backend,
}

impl Reading {
    fn remove(&self) -> Result<(), StoreError> {
        remove_database(&self.path, self.kind.beside)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        // What stays is removed by the next upgrade.
        drop(self.remove());
    }
}

/// What is read of the database as it was.
struct Old {
    snapshot: Box<dyn Snapshot>,
    tree: Option<OsFiles>,
    view_root: String,
    options: IndexOptions,
}

impl Old {
    fn open(copy: &Path) -> Result<Self, EngineError> {
        let snapshot = backends::snapshot(copy)?;
        let meta = snapshot.meta()?;
        // The copy lies where the database does, so what is relative to one is to the other.
        let root = Database::open(copy)?.root().to_owned();
        let options = IndexOptions { force: true, ..IndexOptions::default() };
        let options = selection::from_text(&meta.selection, &options);
        // Whatever keeps the tree from being opened, the sources are kept.
        let tree = OsFiles::open(&root, true).ok();
        Ok(Self { snapshot, tree, view_root: meta.root, options })
    }

    fn source(&self) -> UpgradeSource {
        if self.tree.is_some() { UpgradeSource::Tree } else { UpgradeSource::Database }
    }

    fn build_anew(
        &self,
        load: Box<dyn BulkLoad>,
        db: &Path,
        progress: &dyn Progress,
    ) -> Result<(), EngineError> {
        let record = run_log::begin(&Invocation::default());
        let kept;
        let files: &dyn FileSystem = if let Some(tree) = &self.tree {
            tree
        } else {
            kept = self.sources()?;
            &kept
        };
        let (options, view_root) = (&self.options, self.view_root.as_str());
        let run = Run { files, options, progress, view_root, record: &record };
        let history = History::read(self.snapshot.as_ref())?;
        let revision = self.snapshot.meta()?.revision;
        let mut index = searching::Build::start(db);
        run.build(Box::new(GoingOn { load, history, revision }), &mut index)?;
        index.finish(&backends::snapshot(db)?.meta()?.digest());
        Ok(())
    }

    /// The files as they were when they were indexed.
    fn sources(&self) -> Result<MemoryFiles, StoreError> {
        let mut records: Vec<FileRecord> = Vec::new();
        self.snapshot.files(&mut |record| {
            records.push(record);
            ControlFlow::Continue(())
        })?;
        let files = MemoryFiles::default();
        for record in records {
            let source = self.snapshot.source(&record.content_hash)?;
            let missing = || StoreError::corrupt("a source", record.path.as_str());
            files.insert(record.path.as_str(), source.ok_or_else(missing)?);
        }
        Ok(files)
    }
}

/// A build whose feed and log go on from those of another database.
struct GoingOn {
    load: Box<dyn BulkLoad>,
    history: History,
    revision: Revision,
}

impl BulkLoad for GoingOn {
    fn put(&mut self, file: FileWrite) -> Result<(), StoreError> {
        self.load.put(file)
    }

    fn content(&self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        self.load.content(key)
    }

    fn resolve(&mut self, resolution: ResolutionWrite) -> Result<(), StoreError> {
        self.load.resolve(resolution)
    }

    /// In place of what a build begins with. The run that builds is noted when it has ended.
    fn history(&mut self, _: History) -> Result<(), StoreError> {
        let mut history = std::mem::take(&mut self.history);
        tell_rebuilt(&mut history, Revision(self.revision.0.saturating_add(1)));
        self.load.history(history)
    }

    fn finish(self: Box<Self>, view: ViewChange) -> Result<Revision, StoreError> {
        self.load.finish(view)
    }
}
