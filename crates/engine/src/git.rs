//! Asking git which files differ.
//!
//! Git is believed: what it does not name is not looked at. It is run as a program, without anything of its environment or
//! configuration that would make it look elsewhere, write, or run something.

mod hunks;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use model::path::RepoPath;
use source::OsFiles;

pub(crate) use self::hunks::ChangedLines;
use crate::database::Database;
use crate::error::EngineError;

/// Variables by which a hook of git, for one, tells programs that it runs about another repository, index or directory.
const AWAY: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF",
];

/// The paths below the root of `db` that differ, as git says, between `revision` and the working tree, and those of files that it does not
/// track and does not ignore; in order. A submodule or repository inside that differs anyhow is one path.
///
/// # Errors
/// [`EngineError::Git`] when git is not there, the root is in no working tree, or the revision is not known;
/// or when the root is not there.
pub fn git_changes(db: &Database, revision: &str) -> Result<Vec<RepoPath>, EngineError> {
    let files = OsFiles::open(db.root(), true)?;
    let root = files.root();
    let commit = commit(root, revision)?;
    let differing = ["diff", "--name-only", "-z", "--no-renames", "--relative", "--no-ext-diff"];
    let differing = differing.into_iter().chain(["--ignore-submodules=none", &commit, "--"]);
    let mut named = paths(&ask(root, differing)?);
    named.extend(paths(&ask(root, ["ls-files", "--others", "--exclude-standard", "-z"])?));
    let mut changed: Vec<RepoPath> =
        named.iter().filter_map(|path| files.below_root(&root.join(path))).collect();
    changed.sort();
    changed.dedup();
    Ok(changed)
}

/// Which lines of which files below the root of `db` differ, as git says, between `revision` and the working tree, by path; files that it
/// does not track and does not ignore differ as a whole.
///
/// # Errors
/// As [`git_changes`].
pub(crate) fn changed_lines(db: &Database, revision: &str) -> Result<Vec<ChangedLines>, EngineError> {
    let files = OsFiles::open(db.root(), true)?;
    let root = files.root();
    let commit = commit(root, revision)?;
    let diff = [
        "-c",
        "core.quotePath=false",
        "-c",
        "diff.noprefix=false",
        "diff",
        "-U0",
        "--no-color",
        "--no-prefix",
    ];
    let rest = ["--no-renames", "--relative", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"];
    let mut changed = hunks::read(&ask(root, diff.into_iter().chain(rest).chain([commit.as_str(), "--"]))?);
    let others = paths(&ask(root, ["ls-files", "--others", "--exclude-standard", "-z"])?);
    let whole =
        |path: RepoPath| ChangedLines { path, removed: false, lines: std::iter::once(1..u32::MAX).collect() };
    changed.extend(others.iter().filter_map(|path| files.below_root(&root.join(path))).map(whole));
    changed.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changed)
}

/// How many of the newest `commits` changed each path below the root of `db`, as git tells it, merges left out. A renamed file is a
/// new one.
///
/// # Errors
/// As [`git_changes`].
pub(crate) fn change_counts(db: &Database, commits: u32) -> Result<BTreeMap<RepoPath, u64>, EngineError> {
    let files = OsFiles::open(db.root(), true)?;
    let count = commits.to_string();
    let log =
        ["log", "-n", &count, "--format=", "--name-only", "-z", "--no-renames", "--no-merges", "--relative"];
    let named = paths(&ask(files.root(), log.into_iter().chain(["--no-ext-diff", "HEAD", "--"]))?);
    let mut counts = BTreeMap::new();
    for path in named {
        // A line end may part the names of two commits.
        let Some(path) = path.to_str().and_then(|path| RepoPath::new(path.trim_start_matches('\n'))) else {
            continue;
        };
        *counts.entry(path).or_insert(0) += 1;
    }
    Ok(counts)
}

/// The commit that a revision names: one, where a range would compare commits and not the working tree.
fn commit(root: &Path, revision: &str) -> Result<String, EngineError> {
    let peeled = format!("{revision}^{{commit}}");
    let answer =
        ask(root, ["rev-parse", "--verify", "--end-of-options", &peeled]).map_err(|error| match error {
            EngineError::Git { what } if what.contains("single revision") => {
                EngineError::Git { what: format!("git knows no commit `{revision}`") }
            }
            error => error,
        })?;
    Ok(String::from_utf8_lossy(&answer).trim().to_owned())
}

/// What git prints.
fn ask<'a>(root: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, EngineError> {
    let mut command = Command::new("git");
    AWAY.iter().for_each(|name| _ = command.env_remove(name));
    command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").stdin(Stdio::null());
    command.arg("-C").arg(root).args(["-c", "core.fsmonitor=false"]).args(arguments);
    let Output { status, stdout, stderr } =
        command.output().map_err(|error| EngineError::Git { what: format!("git cannot be run: {error}") })?;
    if status.success() { Ok(stdout) } else { Err(EngineError::Git { what: reason(&stderr) }) }
}

/// Names that are each ended by a zero byte.
fn paths(answer: &[u8]) -> Vec<PathBuf> {
    let names = answer.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| PathBuf::from(OsStr::from_bytes(name))).collect()
}

/// The first line of what git said.
fn reason(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("it failed");
    format!("git: {}", line.trim_start_matches("fatal: ").trim_start_matches("error: "))
}
