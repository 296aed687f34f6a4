//! Watched trees for tests, and waiting for what they tell.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use model::path::RepoPath;
use source::{DiscoverOptions, FileSystem, OsFiles};
use tempfile::TempDir;
use watch::{Changes, WatchOptions, Watcher};

/// Far more than any change takes to be told. Only failures wait this long.
pub(crate) const LONG: Duration = Duration::from_secs(60);

/// How long nothing must come until nothing is believed to come.
pub(crate) const QUIET: Duration = Duration::from_millis(300);

/// A path that is known to be well formed.
pub(crate) fn path(text: &str) -> RepoPath {
    RepoPath::new(text).expect("a path below a root")
}

/// A set of such paths.
pub(crate) fn paths(texts: &[&str]) -> BTreeSet<RepoPath> {
    texts.iter().map(|text| path(text)).collect()
}

/// A directory, and somebody who follows it.
pub(crate) struct Watched {
    place: TempDir,
    root: PathBuf,
    pub(crate) watcher: Watcher,
}

impl Watched {
    /// Follows a new tree of these files, with the usual options.
    pub(crate) fn new(files: &[&str]) -> Self {
        Self::with(files, "", WatchOptions::default())
    }

    /// Follows the directory `root` of a new tree of these files.
    pub(crate) fn with(files: &[&str], root: &str, options: WatchOptions) -> Self {
        let place = tempfile::tempdir().expect("a temporary directory");
        let top = place.path().canonicalize().expect("it exists").join(root);
        fs::create_dir_all(&top).expect("writable");
        for file in files {
            write(&place.path().join(file), "as it was");
        }
        let watcher = Watcher::start(&top, options).expect("a directory");
        let mut tree = Self { place, root: top, watcher };
        tree.follow_all();
        tree
    }

    /// The absolute path of a file of the tree.
    pub(crate) fn at(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// The absolute path of a file beside the root.
    pub(crate) fn outside(&self, file: &str) -> PathBuf {
        self.place.path().canonicalize().expect("it exists").join(file)
    }

    /// Follows every directory that is found now.
    pub(crate) fn follow_all(&mut self) {
        let directories = self.directories();
        assert_eq!(self.watcher.follow(&directories), watch::Followed::default());
    }

    pub(crate) fn directories(&self) -> Vec<RepoPath> {
        let files = OsFiles::open(&self.root, false).expect("a directory");
        files.discover(&DiscoverOptions::default()).expect("listable").directories
    }

    /// The next batch.
    pub(crate) fn next(&mut self) -> Changes {
        let changes = self.watcher.next(Some(LONG));
        assert!(!changes.is_empty(), "nothing came");
        changes
    }

    /// Everything that comes until all of `expected` have come and it is quiet.
    pub(crate) fn gather(&mut self, expected: &[&str]) -> BTreeSet<RepoPath> {
        let (expected, mut found) = (paths(expected), BTreeSet::new());
        let end = Instant::now() + LONG;
        loop {
            let changes = self.watcher.next(Some(QUIET));
            if changes.is_empty() && found.is_superset(&expected) {
                return found;
            }
            assert!(Instant::now() < end, "only {found:?} came");
            found.extend(changes.paths);
        }
    }

    /// Asserts that nothing is told of what happened, by making something happen behind it that is.
    pub(crate) fn expect_nothing(&mut self) {
        write(&self.at("last"), "");
        assert_eq!(self.gather(&["last"]), paths(&["last"]));
    }
}

/// Writes a file and the directories that it needs.
pub(crate) fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("it lies in a directory")).expect("writable");
    fs::write(file, text).expect("writable");
}
