//! A view as one file that others can take over: writing it, and making a database of it.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use archive::{Archive, ArchiveError, ArchivedFile, Head, Writer};
use model::hash::{Digest, DigestSum};
use model::path::RepoPath;
use store::beside::{side_file, sync_directory};
use store::{Backend, BulkLoad, History, SkippedRecord, StoreError, StoredFile, ViewChange};

use super::copy::stored;
use super::derive::{Derived, derive};
use super::migrate::{Contents, contents, size};
use crate::backends::{self, BACKENDS};
use crate::database::{self, Database};
use crate::error::EngineError;
use crate::index::Progress;
use crate::turn::{self, WriteTerms};
use crate::view::skipped;
use crate::{pipeline, resolution, run};

/// What an archive was made of.
#[derive(Clone, Debug)]
pub struct Archived {
    /// Where it is.
    pub path: PathBuf,
    /// What the view holds.
    pub contents: Contents,
    /// Its size. Bytes.
    pub bytes: u64,
}

/// What is put behind the digest where an archive is named by it.
pub const ARCHIVE_EXTENSION: &str = "magellan-snapshot";

/// Writes the view that `db` shows to an archive at `target`, which appears only when it is whole; in a directory, under the name of its
/// digest. Equal views give equal bytes. Linear in the view; memory does not grow with it.
///
/// # Errors
/// [`ArchiveError::Unresolved`] when the view is not whole; when the database cannot be read or the archive not be written. Nothing is left
/// behind then.
pub fn export_archive(
    db: &Database,
    target: &Path,
    progress: &dyn Progress,
) -> Result<Archived, EngineError> {
    let contents = contents(db)?;
    let path = if target.is_dir() {
        target.join(format!("{}.{ARCHIVE_EXTENSION}", contents.digest))
    } else {
        target.to_owned()
    };
    let failed = |error| EngineError::Archive { path: path.clone(), error };
    if contents.resolved < contents.files {
        return Err(failed(ArchiveError::Unresolved { files: contents.files - contents.resolved }));
    }
    let partial = side_file(&path, &format!(".partial-{}", std::process::id()));
    let written = write(db, &contents, &partial, progress).and_then(|()| Ok(fs::rename(&partial, &path)?));
    if let Err(error) = written {
        // The error that is reported says more than a failure to clean up would.
        drop(fs::remove_file(&partial));
        return Err(failed(error));
    }
    sync_directory(&path)?;
    Ok(Archived { bytes: size(&path)?, path, contents })
}

fn write(
    db: &Database,
    contents: &Contents,
    path: &Path,
    progress: &dyn Progress,
) -> Result<(), ArchiveError> {
    let (meta, skipped) = (db.snapshot().meta()?, skipped(db.snapshot())?);
    let records = resolution::records(db.snapshot())?;
    let head = Head {
        digest: contents.digest,
        files: records.len() as u32,
        skipped: skipped.len() as u32,
        tool_version: meta.tool_version,
        projects: meta.projects,
        selection: meta.selection,
    };
    progress.planned(records.len() as u64);
    let mut writer = Writer::new(BufWriter::new(File::create(path)?), &head)?;
    // Compressing takes most of the time and goes in order; reading ahead on other threads would only hold more at once.
    for record in &records {
        let file = ArchivedFile::of(&stored(db.snapshot(), record)?)?;
        writer.file(&file.ok_or(ArchiveError::Unresolved { files: 1 })?)?;
    }
    skipped.iter().try_for_each(|record| writer.skipped(record))?;
    progress.finishing();
    let mut out = writer.finish()?;
    out.flush()?;
    Ok(out.get_ref().sync_all()?)
}

/// How to make a database of an archive.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// In which kind of store; `None` for the usual one or, when a database is replaced, for its kind.
    pub to: Option<&'static Backend>,
    /// The digest that the view must have; `None` accepts any.
    pub expected: Option<Digest>,
    /// Whether a database may be replaced.
    pub replace: bool,
    /// How to behave towards others, and what is noted in the execution log.
    pub terms: WriteTerms,
}

/// Makes the archive at `from` the database at `db`, of the tree at `root`. What the tree says now is not looked at: the next index or refresh
/// does so, and parses only what differs from the archive. The database appears, or is replaced, only when all of the archive was found to be right.
///
/// # Errors
/// When it is none, is cut off, damaged or of another version, or has another digest than was expected; when there is a database already; when
/// the database cannot be written. What was there before is still there then.
pub fn import_archive(
    from: &Path,
    root: &Path,
    db: &Path,
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<Contents, EngineError> {
    let failed = |error| EngineError::Archive { path: from.to_owned(), error };
    let archive = Archive::open(from).map_err(failed)?;
    let found = archive.head().digest;
    if let Some(expected) = options.expected.filter(|expected| *expected != found) {
        return Err(EngineError::OtherDigest { path: from.to_owned(), found, expected });
    }
    let kind = kind(db, options)?;
    database::prepare_directory(db, root)?;
    let taking = Taking { archive: &archive, root: database::root_as_stored(db, root), progress };
    turn::alone(db, &options.terms, || {
        // The run is noted when it has ended.
        taking.take_over((kind.bulk)(db)?, run::beginning(Vec::new())).map_err(|error| match error {
            Ended::Archive(error) => failed(error),
            Ended::Store(error) => error.into(),
        })?;
        Ok(contents(&Database::open(db)?)?)
    })
}

/// Of which kind the database will be.
fn kind(db: &Path, options: &ImportOptions) -> Result<&'static Backend, EngineError> {
    if fs::symlink_metadata(db).is_err() {
        return Ok(options.to.unwrap_or(BACKENDS[0]));
    }
    if !options.replace {
        return Err(EngineError::OutputExists { path: db.to_owned() });
    }
    let is = backends::detect_backend_format(db)?.backend;
    match options.to.filter(|wanted| *wanted != is) {
        Some(wanted) => {
            Err(EngineError::OtherBackend { path: db.to_owned(), is: is.name, wanted: wanted.name })
        }
        None => Ok(is),
    }
}

/// Why an archive is not taken over.
enum Ended {
    Archive(ArchiveError),
    Store(StoreError),
}

impl From<ArchiveError> for Ended {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Store(error) => Self::Store(error),
            error => Self::Archive(error),
        }
    }
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// An archive that is made a database.
struct Taking<'a> {
    archive: &'a Archive,
    root: String,
    progress: &'a dyn Progress,
}

impl Taking<'_> {
    fn take_over(&self, mut load: Box<dyn BulkLoad>, history: History) -> Result<(), Ended> {
        let head = self.archive.head();
        self.progress.planned(head.files.into());
        let (mut sum, mut files, mut last) = (DigestSum::default(), 0, None::<RepoPath>);
        let read =
            |index| self.archive.section(index)?.into_iter().map(checked).collect::<Result<Vec<_>, _>>();
        let sections = self.archive.sections();
        pipeline::ordered(
            sections,
            pipeline::cores(),
            || (),
            |(), index| read(index),
            |_, section| {
                for Derived { write, resolution, .. } in section? {
                    let path = write.record.path.clone();
                    if last.replace(path.clone()).is_some_and(|last| last >= path) {
                        return Err(damaged(format!("{path} is out of order")));
                    }
                    self.progress.file_done(path.as_str());
                    let resolution = resolution.ok_or_else(|| damaged(format!("the outcomes of {path}")))?;
                    sum.add(&write.record.digest);
                    sum.add(&resolution.digest);
                    files += 1;
                    load.put(write)?;
                    load.resolve(resolution)?;
                }
                Ok(())
            },
        )?;
        if files != head.files || sum.finish() != head.digest {
            return Err(damaged("its files do not give its digest".to_owned()));
        }
        self.progress.finishing();
        load.history(history)?;
        load.finish(self.view(self.archive.skipped()?))?;
        Ok(())
    }

    fn view(&self, skipped: Vec<SkippedRecord>) -> ViewChange {
        let head = self.archive.head();
        ViewChange {
            tool_version: Some(head.tool_version.clone()),
            root: Some(self.root.clone()),
            skipped: Some(skipped),
            projects: Some(head.projects.clone()),
            selection: Some(head.selection.clone()),
        }
    }
}

fn damaged(what: String) -> Ended {
    Ended::Archive(ArchiveError::Damaged { what })
}

/// A file of an archive, when all that it says of itself follows from its facts.
fn checked(file: StoredFile) -> Result<Derived, Ended> {
    let path = file.record.path.clone();
    let derived = derive(file).map_err(|error| damaged(error.to_string()))?;
    match derived.differences.first() {
        Some(difference) => Err(damaged(format!("{path}: {difference:?} do not follow from its facts"))),
        None => Ok(derived),
    }
}
