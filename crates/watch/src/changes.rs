//! What a watcher answers.

use std::collections::BTreeSet;
use std::fmt;

use model::path::RepoPath;

/// A batch of changes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each answers a question of its own, and all may be true")]
pub struct Changes {
    /// The paths at which something may have changed: files and directories, made, written, moved or gone. One that
    /// names a directory means that everything below it may have changed. Empty when `rescan` is set.
    pub paths: BTreeSet<RepoPath>,
    /// Changes were lost, or the root itself was moved or deleted. Everything may have changed, and nothing is followed
    /// any more.
    pub rescan: bool,
    /// A file outside of the tree that decides what is found in it may have changed: only a full discovery is right.
    /// Ignore files inside of the tree are among `paths`.
    pub rules: bool,
    /// The `HEAD` of the work tree was written: another branch, or a commit without one.
    pub head: bool,
    /// Somebody called [`crate::Waker::wake`]. Nothing else is set then; what was gathered comes later.
    pub woken: bool,
}

impl Changes {
    /// Whether nothing happened before the wait was over.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What became of directories that were to be followed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Followed {
    /// Those that the operating system does not watch; they are reported as changed at every interval. Sorted.
    pub polled: Vec<RepoPath>,
    /// The limit that was met. Told once in the life of a watcher.
    pub limit: Option<Limit>,
}

/// A limit of the operating system on watching.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit {
    /// The setting to raise, as `sysctl` names it.
    pub sysctl: &'static str,
    /// Its value now, when it can be read.
    pub value: Option<u64>,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sysctl)?;
        self.value.map_or(Ok(()), |value| write!(f, " = {value}"))
    }
}
