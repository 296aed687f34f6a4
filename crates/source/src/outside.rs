//! The places outside of a tree whose files decide what is found in it.
//!
//! Whoever follows a tree for changes must follow these too: the tree itself tells nothing of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::repository;
use crate::rules::RuleKind;

/// The places outside of a tree that matter to it. None of them need exist.
///
/// Not among them: git's configuration, which says where the global ignore file is, and the `info/exclude` of
/// repositories that lie below the root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outside {
    /// Where ignore and attribute files are or would be, sorted by directory; after a change of one of the files only a
    /// full discovery is right.
    pub rules: Vec<Place>,
    /// The directory in which git keeps `HEAD` and `index.lock` of the work tree that the root is in.
    pub git: Option<PathBuf>,
}

/// A directory and the files in it that matter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The directory's absolute path.
    pub directory: PathBuf,
    /// The names of the files, sorted.
    pub names: Vec<OsString>,
}

impl Outside {
    /// The places that matter to the tree at `root`, an absolute path free of links.
    pub(crate) fn of(root: &Path) -> Self {
        let mut places = Places::default();
        let work_tree = repository::work_tree_around(root);
        if let Some(top) = work_tree {
            for above in root.ancestors().skip(1).take_while(|above| above.starts_with(top)) {
                RuleKind::ALL.iter().for_each(|kind| places.add(&above.join(kind.file_name())));
                places.add(&above.join(".git"));
            }
        }
        let git = work_tree.and_then(repository::own_directory).map(canonical);
        if let Some(own) = &git {
            places.add(&repository::common_directory(own).join("info/exclude"));
        }
        repository::global_ignore_path().into_iter().for_each(|path| places.add(&path));
        Self { rules: places.sorted(), git }
    }
}

#[derive(Default)]
struct Places(BTreeMap<PathBuf, BTreeSet<OsString>>);

impl Places {
    fn add(&mut self, file: &Path) {
        if let (Some(directory), Some(name)) = (file.parent(), file.file_name()) {
            let directory = canonical(directory.to_owned());
            self.0.entry(directory).or_default().insert(name.to_owned());
        }
    }

    fn sorted(self) -> Vec<Place> {
        let place =
            |(directory, names): (_, BTreeSet<_>)| Place { directory, names: names.into_iter().collect() };
        self.0.into_iter().map(place).collect()
    }
}

/// Paths that git's files name may hold `..` and lead through links; the paths of changes do not.
fn canonical(path: PathBuf) -> PathBuf {
    path.canonicalize().unwrap_or(path)
}
