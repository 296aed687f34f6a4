//! Paths that a user names in a tree: which ones are meant, and what a database says of them.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use model::path::RepoPath;
use source::OsFiles;
use store::{Snapshot, StoreError};

use crate::database::Database;
use crate::error::EngineError;
use crate::view::{Scope, View, above};

/// What a database says of a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PathState {
    /// A file that is indexed.
    Indexed,
    /// A directory with so many indexed files in it and below.
    Directory(u64),
    /// Not indexed, for the reason with this stable code.
    Skipped(String),
    /// The database does not speak of it.
    Unknown,
}

/// What a database says of its paths.
pub struct PathStates<'a> {
    snapshot: &'a dyn Snapshot,
    /// All of it, read when a path is no indexed file.
    view: OnceCell<View>,
}

impl<'a> PathStates<'a> {
    /// Of a state of a database.
    pub fn of(snapshot: &'a dyn Snapshot) -> Self {
        Self { snapshot, view: OnceCell::new() }
    }

    fn view(&self) -> Result<&View, StoreError> {
        if let Some(view) = self.view.get() {
            return Ok(view);
        }
        let view = View::load(self.snapshot)?;
        Ok(self.view.get_or_init(|| view))
    }

    /// What is said of one path. A look-up for a file that is indexed; for others linear in files, once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn state(&self, path: &RepoPath) -> Result<PathState, StoreError> {
        if self.snapshot.file(path)?.is_some() {
            return Ok(PathState::Indexed);
        }
        let view = self.view()?;
        let scope = Scope::of([path.clone()]);
        let files = view.within(&scope).0.len() as u64;
        if files > 0 {
            return Ok(PathState::Directory(files));
        }
        let skipped = |text: &str| RepoPath::new(text).and_then(|path| view.skipped.get(&path));
        let mut around = std::iter::once(path.as_str()).chain(above(path.as_str())).filter_map(skipped);
        Ok(match around.find(|record| record.is_dir || record.path == *path) {
            Some(record) => PathState::Skipped(record.reason.clone()),
            None => PathState::Unknown,
        })
    }
}

/// A path that was named, and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedPath {
    /// Below the root.
    pub path: RepoPath,
    /// Whether something is there on disk.
    pub exists: bool,
}

impl Database {
    /// What a user who stands in `current` means by `given` in the tree of this database: an absolute path, one relative to where they
    /// stand, or one relative to the root. When the second and third differ, the one that is on disk is meant, then the
    /// one that `states` know, the second before the third.
    ///
    /// # Errors
    /// When the tree is not there, or nothing that could be meant is below the root.
    pub fn path_in_tree(
        &self,
        states: &PathStates<'_>,
        given: &Path,
        current: &Path,
    ) -> Result<NamedPath, EngineError> {
        let files = OsFiles::open(self.root(), true)?;
        let read = |from: &Path| -> Option<NamedPath> {
            let path = files.repo_path(&from.join(given))?;
            let exists = files.absolute(&path).symlink_metadata().is_ok();
            Some(NamedPath { path, exists })
        };
        let candidates = [read(current), read(files.root())];
        let meant: Vec<NamedPath> = candidates.into_iter().flatten().collect();
        let outside =
            || EngineError::OutsideRoot { path: PathBuf::from(given), root: self.root().to_owned() };
        if let Some(there) = meant.iter().find(|named| named.exists) {
            return Ok(there.clone());
        }
        for named in &meant {
            if states.state(&named.path)? != PathState::Unknown {
                return Ok(named.clone());
            }
        }
        meant.into_iter().next().ok_or_else(outside)
    }
}
