//! Moving a database into another kind of store.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use model::hash::Digest;
use store::beside::{remove_database, side_file};
use store::{Backend, StoreError};

use super::copy::{Copy, Unreadable};
use crate::backends::{self, BACKENDS};
use crate::database::{self, Database};
use crate::error::EngineError;
use crate::index::Progress;
use crate::oracle::carry;
use crate::run_log::Invocation;
use crate::turn;

/// Where and how to migrate.
#[derive(Clone, Debug, Default)]
pub struct MigrateOptions {
    /// Into which kind of store; `None` for the first kind that the database is not.
    pub to: Option<&'static Backend>,
    /// Only tell what would be done.
    pub dry_run: bool,
    /// What is noted in the execution log of the copy; `None` notes nothing.
    pub invocation: Option<Invocation>,
}

/// How much a view holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contents {
    /// Files.
    pub files: u64,
    /// Files whose references are resolved.
    pub resolved: u64,
    /// Definitions.
    pub definitions: u64,
    /// Reference sites.
    pub sites: u64,
    /// Entries that were listed and not indexed.
    pub skipped: u64,
    /// Digest of the view.
    pub digest: Digest,
}

/// What a migration did.
#[derive(Clone, Debug)]
pub struct Migrated {
    /// The kind that it came from.
    pub from: &'static Backend,
    /// The kind that it went to.
    pub to: &'static Backend,
    /// What was carried, or would be.
    pub contents: Contents,
    /// Size of the source. Bytes.
    pub bytes_before: u64,
    /// Size of the copy; `None` when there is none. Bytes.
    pub bytes_after: Option<u64>,
}

/// Copies the database at `input` into one of another kind at `output`, where nothing may be, and leaves the source as it
/// is. The copy appears only when its counts and digest are those of the source. What a killed migration left behind is
/// removed by the next.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use engine::{IndexOptions, MigrateOptions, Silent, backend_named, detect_backend_format};
///
/// let directory = tempfile::tempdir()?;
/// std::fs::write(directory.path().join("a.py"), "def f(): pass\n")?;
/// let (kept, copy) = (directory.path().join("kept.db"), directory.path().join("copy.db"));
/// engine::index(directory.path(), &kept, &IndexOptions::default(), &Silent)?;
/// let options = MigrateOptions { to: backend_named("native"), ..MigrateOptions::default() };
/// let migrated = engine::migrate(&kept, &copy, &options, &Silent)?;
/// assert_eq!(migrated.contents.definitions, 1);
/// assert_eq!(detect_backend_format(&copy)?.backend.name, "native");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// When the source cannot be read, `output` exists or cannot be written, or the copy is not equal. Nothing is left behind.
pub fn migrate(
    input: &Path,
    output: &Path,
    options: &MigrateOptions,
    progress: &dyn Progress,
) -> Result<Migrated, EngineError> {
    let from = backends::detect_backend_format(input)?.backend;
    let other = || BACKENDS.iter().copied().find(|kind| *kind != from);
    let to = options.to.or_else(other).unwrap_or(from);
    finish_killed(output, to)?;
    refuse_existing(output)?;
    let source = Database::open(input)?;
    let contents = contents(&source)?;
    let bytes_before = size(input)?;
    let mut migrated = Migrated { from, to, contents, bytes_before, bytes_after: None };
    if !options.dry_run {
        let invocation = options.invocation.as_ref();
        turn::noted(output, invocation, || copy(&source, output, &migrated, progress))?;
        migrated.bytes_after = Some(size(output)?);
    }
    Ok(migrated)
}

/// Makes the copy, and puts it in place when it is equal.
fn copy(
    source: &Database,
    output: &Path,
    migrated: &Migrated,
    progress: &dyn Progress,
) -> Result<(), EngineError> {
    let staged = Staged::new(output, migrated.to);
    staged.remove()?;
    let root = database::root_as_stored(output, source.root());
    let copy = Copy { from: source, unreadable: Unreadable::Fails, root, progress };
    copy.build((migrated.to.bulk)(&staged.path)?)?;
    verify(&staged.path, &migrated.contents)?;
    carry(source.path(), output)?;
    staged.publish(output)
}

/// A migration that was killed just after it had published its copy leaves the copy's other name behind.
fn finish_killed(output: &Path, kind: &'static Backend) -> Result<(), StoreError> {
    let file = |path: &Path| fs::symlink_metadata(path).ok().map(|file| (file.dev(), file.ino()));
    let staged = side_file(output, STAGED);
    if file(output).is_some() && file(&staged) == file(output) {
        Staged { path: staged, kind }.remove()?;
    }
    Ok(())
}

fn refuse_existing(output: &Path) -> Result<(), EngineError> {
    if output.as_os_str() == ":memory:" {
        return Err(StoreError::InMemory.into());
    }
    if fs::symlink_metadata(output).is_ok() {
        return Err(EngineError::OutputExists { path: output.to_owned() });
    }
    Ok(())
}

/// What the newest state of a database holds.
pub(super) fn contents(db: &Database) -> Result<Contents, StoreError> {
    let snapshot = db.snapshot();
    let counts = snapshot.counts()?;
    let mut skipped = 0;
    snapshot.skipped(&mut |_| {
        skipped += 1;
        std::ops::ControlFlow::Continue(())
    })?;
    Ok(Contents {
        files: counts.iter().map(|sum| sum.files).sum(),
        resolved: query::resolved_files(snapshot)?,
        definitions: counts.iter().map(|sum| sum.definitions).sum(),
        sites: counts.iter().map(|sum| sum.sites).sum(),
        skipped,
        digest: snapshot.meta()?.digest(),
    })
}

fn verify(copy: &Path, expected: &Contents) -> Result<(), EngineError> {
    let found = contents(&Database::open(copy)?)?;
    if found == *expected {
        return Ok(());
    }
    let place = format!("{} of {} files, digest {}", found.files, expected.files, found.digest);
    Err(StoreError::corrupt("the copy, which is not equal to its source", place).into())
}

pub(super) fn size(path: &Path) -> Result<u64, StoreError> {
    let metadata = fs::metadata(path).map_err(StoreError::io(path.display().to_string()))?;
    Ok(metadata.len())
}

/// What is put behind the name of a copy that is on its way.
const STAGED: &str = "-migrating";

/// A copy on its way: a database beside the target, removed when dropped.
struct Staged {
    path: PathBuf,
    kind: &'static Backend,
}

impl Staged {
    fn new(target: &Path, kind: &'static Backend) -> Self {
        Self { path: side_file(target, STAGED), kind }
    }

    /// Puts the copy at `target`; fails when something has appeared there.
    fn publish(&self, target: &Path) -> Result<(), EngineError> {
        let failed = StoreError::io(target.display().to_string());
        match fs::hard_link(&self.path, target) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(EngineError::OutputExists { path: target.to_owned() })
            }
            // Not every file system has links.
            Err(_) => fs::rename(&self.path, target).map_err(|error| failed(error).into()),
        }
    }

    /// Removes the copy and what lies beside it.
    fn remove(&self) -> Result<(), StoreError> {
        remove_database(&self.path, self.kind.beside)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What stays is removed by the next migration to the same place.
        drop(self.remove());
    }
}
