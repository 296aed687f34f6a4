//! Git's own files: where a work tree begins, and the ignore files that lie outside of it.
//!
//! These are settings of the user's machine. They are read wherever git would read them, also outside of the root and
//! through links, and missing or unreadable ones count as empty, as in git.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::tree::RULE_FILE_CAP;

/// The nearest directory at or above `root` that is a git work tree.
pub(crate) fn work_tree_around(root: &Path) -> Option<&Path> {
    root.ancestors().find(|directory| directory.join(".git").symlink_metadata().is_ok())
}

/// The nearest directory above `root` that is a git work tree, unless `root` is one itself.
pub(crate) fn work_tree_above(root: &Path) -> Option<PathBuf> {
    work_tree_around(root).filter(|&nearest| nearest != root).map(Path::to_owned)
}

/// The contents of `info/exclude` of the repository whose work tree is `work_tree`.
pub(crate) fn info_exclude(work_tree: &Path) -> Option<Vec<u8>> {
    read_settings(&common_directory(&own_directory(work_tree)?).join("info/exclude"))
}

/// The directory that holds what belongs to this work tree alone: `HEAD`, the index.
pub(crate) fn own_directory(work_tree: &Path) -> Option<PathBuf> {
    let dot_git = work_tree.join(".git");
    if dot_git.is_dir() {
        return Some(dot_git);
    }
    // A linked work tree or submodule: a file names the directory.
    Some(work_tree.join(path_in(read_settings(&dot_git)?.strip_prefix(b"gitdir:")?)))
}

/// The directory that holds what all work trees of a repository share; `own` may name it.
pub(crate) fn common_directory(own: &Path) -> PathBuf {
    match read_settings(&own.join("commondir")) {
        Some(common) => own.join(path_in(&common)),
        None => own.to_owned(),
    }
}

fn path_in(line: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(line.trim_ascii()))
}

/// The contents of git's global ignore file (`core.excludesFile`).
pub(crate) fn global_ignore() -> Option<Vec<u8>> {
    read_settings(&global_ignore_path()?)
}

/// Where git's global ignore file is, or would be.
pub(crate) fn global_ignore_path() -> Option<PathBuf> {
    ignore::gitignore::gitconfig_excludes_path()
}

/// The contents of a regular file, asked about first so that a pipe cannot block.
fn read_settings(path: &Path) -> Option<Vec<u8>> {
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(RULE_FILE_CAP).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
