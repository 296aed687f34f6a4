//! Trees for tests, and answers as text.

use std::fs;
use std::path::Path;

use model::path::RepoPath;
use source::{DiscoverOptions, Discovery, FileSystem, FoundFile, MemoryFiles, OsFiles, Stamp};
use tempfile::TempDir;

/// Path and contents.
pub(crate) type Files<'a> = &'a [(&'a str, &'a str)];

/// A path that is known to be well formed.
pub(crate) fn path(text: &str) -> RepoPath {
    RepoPath::new(text).expect("a path below a root")
}

/// Writes `files` into a new directory.
pub(crate) fn on_disk(files: Files<'_>) -> TempDir {
    let place = tempfile::tempdir().expect("a temporary directory");
    write_below(place.path(), files);
    place
}

/// Writes `files` below `root`, in the order given.
pub(crate) fn write_below(root: &Path, files: Files<'_>) {
    for (path, contents) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it is below the root")).expect("writable");
        fs::write(path, contents).expect("writable");
    }
}

/// Opens a directory that exists.
pub(crate) fn open(root: &Path) -> OsFiles {
    OsFiles::open(root, false).expect("a directory")
}

/// The answer for a directory, with the usual options.
pub(crate) fn discover(root: &Path) -> Discovery {
    open(root).discover(&DiscoverOptions::default()).expect("listable")
}

/// Asserts that `files`, on disk as well as in memory, are discovered as `expected`: one line for each path, in
/// order; a file with its flags, something skipped with `/` if it is a directory and its reason after `--`.
#[track_caller]
pub(crate) fn check(files: Files<'_>, options: &DiscoverOptions, expected: &[&str]) {
    let memory = MemoryFiles::new(files.iter().copied()).discover(options).expect("listable");
    let place = on_disk(files);
    let disk = open(place.path()).discover(options).expect("listable");
    assert_eq!(lines(&memory), expected);
    assert_eq!(timeless(disk), timeless(memory), "the disk (left) differs from memory (right)");
}

/// The answer in the notation of [`check`].
pub(crate) fn lines(found: &Discovery) -> Vec<String> {
    let files = found.files.iter().map(|file| (&file.path, line_of(file)));
    let skipped = found.skipped.iter().map(|skipped| {
        let slash = if skipped.is_dir { "/" } else { "" };
        (&skipped.path, format!("{}{slash} -- {}", skipped.path, skipped.reason))
    });
    let mut lines: Vec<_> = files.chain(skipped).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line_of(file: &FoundFile) -> String {
    let generated = if file.generated { " generated" } else { "" };
    let vendored = if file.vendored { " vendored" } else { "" };
    format!("{}{generated}{vendored}", file.path)
}

fn timeless(mut found: Discovery) -> Discovery {
    found.files.iter_mut().for_each(|file| file.stamp = Stamp { mtime_ns: 0, ..file.stamp });
    found
}
