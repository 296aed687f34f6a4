//! Which directories outside of the tree are watched, and for which names.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use source::Outside;

/// What a name outside of the tree stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Meaning {
    /// A file that decides what is found.
    Rules,
    /// The `HEAD` of the work tree.
    Head,
}

/// Directories that exist, each with the names that matter in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Interests(BTreeMap<PathBuf, BTreeMap<OsString, Meaning>>);

impl Interests {
    /// What to watch for `outside`, as the disk is now. Of a directory that does not exist the nearest one above is
    /// watched, for the name that would lead there.
    pub(crate) fn of(outside: &Outside) -> Self {
        let mut interests = Self::default();
        for place in &outside.rules {
            for name in &place.names {
                interests.add(&place.directory, name, Meaning::Rules);
            }
        }
        if let Some(git) = &outside.git {
            interests.add(git, OsStr::new("HEAD"), Meaning::Head);
        }
        interests
    }

    fn add(&mut self, directory: &Path, name: &OsStr, meaning: Meaning) {
        let (mut directory, mut name, mut meaning) = (directory, name, meaning);
        while !directory.is_dir()
            && let (Some(above), Some(missing)) = (directory.parent(), directory.file_name())
        {
            (directory, name, meaning) = (above, missing, Meaning::Rules);
        }
        self.0.entry(directory.to_owned()).or_default().insert(name.to_owned(), meaning);
    }

    /// The directories to watch.
    pub(crate) fn directories(&self) -> BTreeSet<&Path> {
        self.0.keys().map(PathBuf::as_path).collect()
    }

    /// What `path` means.
    pub(crate) fn meaning(&self, path: &Path) -> Option<Meaning> {
        self.0.get(path.parent()?)?.get(path.file_name()?).copied()
    }

    /// Whether `path` is one of the directories.
    pub(crate) fn watches(&self, path: &Path) -> bool {
        self.0.contains_key(path)
    }
}
