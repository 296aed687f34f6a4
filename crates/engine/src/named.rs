//! Paths that a user names in a tree: which ones are meant, and what a database says of them.

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

/// What a database says of its paths, all of it read once.
pub struct PathStates {
    view: View,
}

impl PathStates {
    /// Of a state of a database. Linear in files.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(snapshot: &dyn Snapshot) -> Result<Self, StoreError> {
        Ok(Self { view: View::load(snapshot)? })
    }

    /// What is said of one path.
    pub fn state(&self, path: &RepoPath) -> PathState {
        if self.view.record(path).is_some() {
            return PathState::Indexed;
        }
        let scope = Scope::of([path.clone()]);
        let files = self.view.within(&scope).0.len() as u64;
        if files > 0 {
            return PathState::Directory(files);
        }
        let skipped = |text: &str| RepoPath::new(text).and_then(|path| self.view.skipped.get(&path));
        let mut around = std::iter::once(path.as_str()).chain(above(path.as_str())).filter_map(skipped);
        match around.find(|record| record.is_dir || record.path == *path) {
            Some(record) => PathState::Skipped(record.reason.clone()),
            None => PathState::Unknown,
        }
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
        states: &PathStates,
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
        let is_known = |named: &&NamedPath| states.state(&named.path) != PathState::Unknown;
        let best = meant.iter().find(|named| named.exists).or_else(|| meant.iter().find(is_known));
        best.or(meant.first()).cloned().ok_or_else(outside)
    }
}
