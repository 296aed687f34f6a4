//! Which of the paths that a back end tells of belong to the tree.

use std::io;
use std::path::{Path, PathBuf};

use model::path::RepoPath;
use source::{OsFiles, is_private};

/// The tree, and what in it does not count.
#[derive(Debug)]
pub(crate) struct Sieve {
    files: OsFiles,
    ignored: Vec<PathBuf>,
}

/// What a path is to the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Sifted {
    /// Something that may matter.
    Entry(RepoPath),
    /// The `.git` of this directory: with it rules begin or end to hold below the directory.
    Repository(RepoPath),
    /// Outside of the tree, private or ignored.
    Nothing,
}

impl Sieve {
    /// `ignored` are paths as in [`crate::WatchOptions::ignore`].
    pub(crate) fn new(files: OsFiles, ignored: &[PathBuf]) -> Self {
        let ignored = ignored.iter().map(|path| canonical(&files.root().join(path))).collect();
        Self { files, ignored }
    }

    /// The tree.
    pub(crate) fn files(&self) -> &OsFiles {
        &self.files
    }

    /// What the absolute `path` is.
    pub(crate) fn sift(&self, path: &Path) -> Sifted {
        let Some(entry) = self.files.below_root(path).filter(|_| !self.ignores(path)) else {
            return Sifted::Nothing;
        };
        let above = entry.parent().unwrap_or_default();
        if above.split('/').any(|segment| is_private(segment, true)) {
            return Sifted::Nothing;
        }
        match entry.file_name() {
            ".git" => Sifted::Repository(RepoPath::new(above).expect("the start of a path is one")),
            // A file of that name belongs to the tree.
            name if is_private(name, true) && path.symlink_metadata().is_ok_and(|found| found.is_dir()) => {
                Sifted::Nothing
            }
            _ => Sifted::Entry(entry),
        }
    }

    fn ignores(&self, path: &Path) -> bool {
        self.ignored.iter().any(|ignored| is_of(path, ignored))
    }
}

/// Whether `path` is `ignored`, lies below it, or below something beside it whose name is its name and a `-`.
fn is_of(path: &Path, ignored: &Path) -> bool {
    let (Some(directory), Some(name)) = (ignored.parent(), ignored.file_name()) else { return false };
    let first = path.strip_prefix(directory).ok().and_then(|below| below.components().next());
    let rest = first
        .as_ref()
        .and_then(|first| first.as_os_str().as_encoded_bytes().strip_prefix(name.as_encoded_bytes()));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"-"))
}

/// The path without links, also of a file that does not exist yet.
fn canonical(path: &Path) -> PathBuf {
    let of_directory = || -> io::Result<PathBuf> {
        let (directory, name) = path.parent().zip(path.file_name()).ok_or(io::ErrorKind::NotFound)?;
        Ok(directory.canonicalize()?.join(name))
    };
    of_directory().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use model::path::RepoPath;
    use source::OsFiles;

    use super::{Sieve, Sifted};

    #[test]
    fn what_is_private_ignored_or_elsewhere_does_not_count() {
        let place = tempfile::tempdir().expect("a temporary directory");
        for directory in [".magellan", "sub/.hg"] {
            fs::create_dir_all(place.path().join(directory)).expect("writable");
        }
        let files = OsFiles::open(place.path(), false).expect("a directory");
        let root = files.root().to_owned();
        let sieve = Sieve::new(files, &[PathBuf::from("sub/map"), root.join("kept")]);
        let sift = |text: &str| sieve.sift(&root.join(text));
        let path = |text: &str| RepoPath::new(text).expect("well formed");
        for entry in ["a.c", "", "sub/mapper.c", "sub/map.c", "map", ".hg", "sub/.github/a", ".gitignore"] {
            assert_eq!(sift(entry), Sifted::Entry(path(entry)), "{entry}");
        }
        for nothing in [
            "sub/map",
            "sub/map-wal",
            "sub/map/x",
            "kept/x",
            ".git/HEAD",
            "sub/.git/x",
            ".magellan",
            "sub/.hg",
            "../x",
        ] {
            assert_eq!(sift(nothing), Sifted::Nothing, "{nothing}");
        }
        assert_eq!(sift(".git"), Sifted::Repository(path("")));
        assert_eq!(sift("a/b/.git"), Sifted::Repository(path("a/b")));
    }
}
