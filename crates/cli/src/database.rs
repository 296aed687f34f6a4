//! Which database a command works on.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use engine::query::FileView;
use engine::{Database, EngineError, RepoPath, Stale, StoreError};
use wire::{ErrorCode, Freshness, Mentions};

use crate::arguments::Global;
use crate::failure::Failure;

/// Directory of a database inside the tree that it describes.
const DIRECTORY: &str = ".magellan";
/// The database in that directory.
const FILE: &str = "index.db";

/// The database to ask: `--db`, else `MAGELLAN_DB`, else the nearest `.magellan/` above the current directory.
pub(crate) fn open(global: &Global) -> Result<Database, Failure> {
    Ok(Database::open(&path(global)?)?)
}

/// Where that database is.
pub(crate) fn path(global: &Global) -> Result<PathBuf, Failure> {
    match &global.db {
        Some(path) => Ok(path.clone()),
        None => nearest(&current_directory()?),
    }
}

/// The database that indexing `root` writes: `--db`, else `ROOT/.magellan/index.db`.
pub(crate) fn to_write(global: &Global, root: &Path) -> PathBuf {
    global.db.clone().unwrap_or_else(|| root.join(DIRECTORY).join(FILE))
}

fn nearest(from: &Path) -> Result<PathBuf, Failure> {
    let candidates = from.ancestors().map(|directory| directory.join(DIRECTORY).join(FILE));
    candidates.into_iter().find(|path| path.is_file()).ok_or_else(|| {
        let message = format!("no {DIRECTORY}/{FILE} in the current directory or above it");
        Failure::new(ErrorCode::DbNotFound, message)
            .hint("run `magellan index PATH` first, or name a database with --db")
    })
}

/// Where the user stands: arguments may be relative to it.
pub(crate) fn current_directory() -> Result<PathBuf, Failure> {
    #[allow(clippy::disallowed_methods, reason = "the one place where relative arguments are made absolute")]
    std::env::current_dir().map_err(|error| Failure::io("the current directory", &error))
}

/// A failure of the store.
pub(crate) fn failed(error: StoreError) -> Failure {
    EngineError::from(error).into()
}

/// A file of the index, named as a user names it.
pub(crate) fn file(db: &Database, given: &Path) -> Result<FileView, Failure> {
    let path = db.repo_path(given, &current_directory()?)?;
    let view = FileView::load(db.snapshot(), &path).map_err(failed)?;
    view.ok_or_else(|| {
        Failure::new(ErrorCode::FileNotIndexed, format!("{path} is not in the index"))
            .hint("see `magellan files`, and `magellan files --skipped` for what was left out")
    })
}

/// How fresh an answer is: in the form of its envelope, and what a person is told about stale files, when there are some.
pub(crate) fn freshness(
    db: &Database,
    answer: &impl Mentions,
) -> Result<(Freshness, Option<String>), Failure> {
    let mut texts = BTreeSet::new();
    answer.each_path(&mut |path| _ = texts.insert(path));
    let stale = db.stale_among(texts.into_iter().filter_map(RepoPath::new))?;
    let stale_files = stale.iter().map(|(path, _)| path.to_string()).collect();
    let indexed_revision = db.snapshot().meta().map_err(failed)?.revision.0;
    Ok((Freshness { indexed_revision, stale_files }, stale_remark(&stale)))
}

fn stale_remark(stale: &[(RepoPath, Stale)]) -> Option<String> {
    let (first, how) = stale.first()?;
    let what = match (how, stale.len()) {
        (Stale::Changed, 1) => format!("{first} changed"),
        (Stale::Gone, 1) => format!("{first} is gone"),
        (_, count) => format!("{first} and {} more changed or are gone", count - 1),
    };
    Some(format!("note: {what} since indexing; this is what was indexed (`magellan refresh` updates)"))
}
