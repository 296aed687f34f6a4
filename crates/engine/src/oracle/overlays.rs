//! Where overlays lie, which there are, and taking them away.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use overlay::form::{Form, FormInfo};
use query::{Overlay, Tiers};
use store::beside::{remove, side_file, sync_directory};
use store::{Snapshot, StoreError};

use crate::database::Database;
use crate::error::EngineError;

/// What is put behind a database's name for the directory of the overlays beside it.
const SUFFIX: &str = "-overlays";
/// The directory in it that has the files, named so that an index of the tree that the database lies in passes it by.
const PRIVATE: &str = ".magellan";
/// What their files' names end with: no language has such files.
const EXTENSION: &str = ".overlay";

/// An overlay, and how much of it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedOverlay {
    /// The name that it was imported by.
    pub name: String,
    /// How answers name it.
    pub label: String,
    /// Who said it, and how much.
    pub info: FormInfo,
    /// Files whose content is what it was: those of which it is used.
    pub files_as_imported: u32,
}

/// The directory of the overlays of a database.
pub fn overlays_path(db: &Path) -> PathBuf {
    side_file(db, SUFFIX).join(PRIVATE)
}

/// Removes the directory when nothing is left in it.
fn tidy(db: &Path) {
    drop(fs::remove_dir(overlays_path(db)));
    drop(fs::remove_dir(side_file(db, SUFFIX)));
}

/// The overlays of a database, opened. Costs one look into a directory when there are none.
///
/// # Errors
/// When one cannot be read.
pub fn tiers(db: &Database) -> Result<Tiers, EngineError> {
    let mut overlays = Vec::new();
    for name in names(db.path())? {
        let form = Form::open(&file(db.path(), &name))?;
        overlays.push(Overlay { name, form });
    }
    Ok(Tiers::new(overlays))
}

/// The overlays of a database, in order of name.
///
/// # Errors
/// When one or the database cannot be read.
pub fn list_overlays(db: &Database) -> Result<Vec<ListedOverlay>, EngineError> {
    let tiers = tiers(db)?;
    tiers.overlays().iter().map(|overlay| listed(db.snapshot(), overlay)).collect()
}

fn listed(snapshot: &dyn Snapshot, overlay: &Overlay) -> Result<ListedOverlay, EngineError> {
    let mut files_as_imported = 0;
    for (path, content) in overlay.form.paths()? {
        let Some(path) = model::path::RepoPath::new(path) else { continue };
        let record = snapshot.file(&path)?;
        files_as_imported += u32::from(record.is_some_and(|record| record.content_hash == content));
    }
    let (label, info) = (overlay.label(), overlay.form.info().clone());
    Ok(ListedOverlay { name: overlay.name.clone(), label, info, files_as_imported })
}

/// Removes an overlay, also one that cannot be read.
///
/// # Errors
/// When there is none of this name, or it cannot be removed.
pub fn drop_overlay(db: &Database, name: &str) -> Result<(), EngineError> {
    let path = file(db.path(), checked(name)?);
    if !path.exists() {
        return Err(EngineError::NoSuchOverlay { name: name.to_owned() });
    }
    remove(&path)?;
    tidy(db.path());
    Ok(())
}

/// Removes a database that nobody uses, with its overlays and all that lies beside it by these suffixes.
///
/// # Errors
/// When something is there and cannot be removed.
pub fn remove_database(db: &Path, beside: &[&str]) -> Result<(), StoreError> {
    remove_all(db)?;
    store::beside::remove_database(db, beside)
}

fn remove_all(db: &Path) -> Result<(), StoreError> {
    for name in names(db)? {
        remove(&file(db, &name))?;
    }
    tidy(db);
    Ok(())
}

/// Puts the overlays of one database, and no others, beside another that is about to be there.
///
/// # Errors
/// When one cannot be copied.
pub(crate) fn carry(from: &Path, to: &Path) -> Result<(), StoreError> {
    remove_all(to)?;
    let failed = |error| StoreError::io(overlays_path(to).display().to_string())(error);
    let names = names(from)?;
    if names.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(overlays_path(to)).map_err(failed)?;
    for name in names {
        fs::copy(file(from, &name), file(to, &name)).map_err(failed)?;
    }
    sync_directory(&file(to, "x"))
}

/// Makes the place of an overlay.
pub(super) fn prepare(db: &Path, name: &str) -> Result<PathBuf, EngineError> {
    let directory = overlays_path(db);
    fs::create_dir_all(&directory).map_err(|error| EngineError::Directory { path: directory, error })?;
    Ok(file(db, checked(name)?))
}

/// A name that can be that of a file anywhere.
pub(super) fn checked(name: &str) -> Result<&str, EngineError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let fits = (1..=64).contains(&name.len()) && name.chars().all(is_plain) && !name.starts_with('.');
    if fits { Ok(name) } else { Err(EngineError::OverlayName { name: name.to_owned() }) }
}

fn file(db: &Path, name: &str) -> PathBuf {
    overlays_path(db).join(format!("{name}{EXTENSION}"))
}

fn names(db: &Path) -> Result<Vec<String>, StoreError> {
    let directory = overlays_path(db);
    let failed = |error| StoreError::io(directory.display().to_string())(error);
    let entries = match fs::read_dir(&directory) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_str().and_then(|name| name.strip_suffix(EXTENSION));
        names.extend(name.filter(|name| checked(name).is_ok()).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
