//! Keeping an existing database fresh, each way in one call: all of its tree, what somebody names, what git names.

use std::path::Path;

use model::path::RepoPath;

use crate::error::EngineError;
use crate::index::{IndexOptions, IndexReport, Progress, kept};
use crate::keeper::Keeper;

/// Makes the database at `db` say what its tree says, of the files that it was made of. `options` say how; which files they name
/// does not matter.
///
/// # Errors
/// When there is no database, its tree is not there, the store fails, or another process writes for too long.
pub fn refresh(
    db: &Path,
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<IndexReport, EngineError> {
    kept(db, Keeper::of(db, options)?, |keeper| keeper.scan(progress))
}

/// As [`refresh`], but looks only at `paths` and what is below them; the rest is taken to be as it was.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use engine::{IndexOptions, RepoPath, Silent};
///
/// let directory = tempfile::tempdir()?;
/// let (root, db) = (directory.path().join("tree"), directory.path().join("x.db"));
/// std::fs::create_dir(&root)?;
/// std::fs::write(root.join("a.py"), "def f(): pass\n")?;
/// engine::index(&root, &db, &IndexOptions::default(), &Silent)?;
/// std::fs::write(root.join("b.py"), "def g(): pass\n")?;
/// let b = RepoPath::new("b.py").expect("a path");
/// let report = engine::update(&db, &[b], &IndexOptions::default(), &Silent)?;
/// assert_eq!(report.tally.written, 1);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// As [`refresh`].
pub fn update(
    db: &Path,
    paths: &[RepoPath],
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<IndexReport, EngineError> {
    kept(db, Keeper::of(db, options)?, |keeper| keeper.update(paths.iter().cloned(), progress))
}

/// Takes `paths` and what is below them out of the database at `db`, whatever its tree says. A later [`refresh`] brings back what is
/// still in the tree.
///
/// # Errors
/// As [`refresh`].
pub fn delete(
    db: &Path,
    paths: &[RepoPath],
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<IndexReport, EngineError> {
    kept(db, Keeper::of(db, options)?, |keeper| keeper.delete(paths, progress))
}
