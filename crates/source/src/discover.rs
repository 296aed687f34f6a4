//! The question "which files?" and its answer.

use std::fmt;
use std::io;
use std::sync::Arc;

use model::path::RepoPath;

use crate::file_system::Stamp;
use crate::rules::RuleKind;

/// Which files of a tree are wanted.
///
/// Globs are written as lines of a `.gitignore` at the root: `*.rs` matches at any depth, `src/*.rs` and `/build` only
/// from the root, `docs/` a directory and all below it, a later `!glob` takes back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DiscoverOptions {
    /// When not empty, only files that match, or lie in a directory that matches. Narrows; never brings back a file
    /// that an ignore file hides (a `!` line in `.magellanignore` does that).
    pub include: Vec<String>,
    /// Files and directories to leave out; wins over `include`.
    pub exclude: Vec<String>,
    /// When not empty, only these paths and what is below them. The answer is the part of the full answer that speaks
    /// about them, at the price of listing their directories only; what is missing from it does not exist.
    pub only: Vec<RepoPath>,
    /// Pay no attention to `.gitignore`, `.git/info/exclude` and git's global ignore file. `.ignore` and
    /// `.magellanignore` still count.
    pub no_gitignore: bool,
    /// Leave out files that `.gitattributes` calls `linguist-generated`.
    pub skip_generated: bool,
    /// Leave out files that `.gitattributes` calls `linguist-vendored`.
    pub skip_vendored: bool,
}

/// The files of a tree, and everything that was left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Discovery {
    /// The files, sorted by path.
    pub files: Vec<FoundFile>,
    /// What was left out, sorted by path. A skipped directory is one entry, whatever is inside it. Version control
    /// and Magellan's own directories are not mentioned.
    pub skipped: Vec<Skipped>,
    /// The directories that were listed, sorted by path; the root is the empty path. Empty ones are among them. With
    /// [`DiscoverOptions::only`] those asked for and those below, without what was only passed through.
    pub directories: Vec<RepoPath>,
    /// Lines of ignore and attribute files that could not be applied, sorted by file and line.
    pub warnings: Vec<RuleWarning>,
}

/// A regular file that is to be mapped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundFile {
    /// Its path below the root.
    pub path: RepoPath,
    /// Its size and modification time when it was found.
    pub stamp: Stamp,
    /// `.gitattributes` says `linguist-generated`.
    pub generated: bool,
    /// `.gitattributes` says `linguist-vendored`.
    pub vendored: bool,
}

/// A path that was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Skipped {
    /// Its path below the root.
    pub path: RepoPath,
    /// Why.
    pub reason: SkipReason,
    /// Whether it is a directory, left out with everything below it.
    pub is_dir: bool,
}

/// Why a path was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SkipReason {
    /// A line of an ignore file says so.
    Ignored(IgnoreRule),
    /// The include and exclude globs say so.
    Excluded,
    /// A symbolic link; its target, when inside the root, is found under its own path.
    Symlink,
    /// The operating system refuses to list the directory or to stat the file.
    Unreadable(io::ErrorKind),
    /// A socket, pipe or device.
    NotAFile,
    /// The name is not UTF-8, and its escaped form is the name of another file beside it.
    NameNotUtf8,
    /// `.gitattributes` calls it generated, and the options leave those out.
    Generated,
    /// `.gitattributes` calls it vendored, and the options leave those out.
    Vendored,
}

impl SkipReason {
    /// The stable name of the reason, in kebab case.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Ignored(_) => "ignored",
            Self::Excluded => "excluded",
            Self::Symlink => "symlink",
            Self::Unreadable(_) => "unreadable",
            Self::NotAFile => "not-a-file",
            Self::NameNotUtf8 => "name-not-utf8",
            Self::Generated => "generated",
            Self::Vendored => "vendored",
        }
    }
}

impl SkipReason {
    /// The stable names of all reasons.
    pub const NAMES: [&'static str; 8] = [
        "ignored",
        "excluded",
        "symlink",
        "unreadable",
        "not-a-file",
        "name-not-utf8",
        "generated",
        "vendored",
    ];
}

impl fmt::Display for SkipReason {
    /// The stable name, and what is known beyond it in parentheses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ignored(rule) => write!(f, "ignored ({}: {})", rule.file, rule.pattern),
            Self::Unreadable(error) => write!(f, "unreadable ({error})"),
            other => f.write_str(other.as_str()),
        }
    }
}

/// The line of an ignore file that decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IgnoreRule {
    /// The file, relative to the root (`../.gitignore` for one above it); `core.excludesFile` for git's global one.
    pub file: Arc<str>,
    /// The pattern.
    pub pattern: Box<str>,
}

/// An ignore or attribute file, or a line of one, that could not be applied.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RuleWarning {
    /// The file, named as in [`IgnoreRule::file`].
    pub file: Arc<str>,
    /// The line, from 1; `None` when it is about the whole file.
    pub line: Option<u32>,
    /// What is wrong.
    pub message: String,
}

/// Whether a change of `path` can change which *other* files are found or how they are flagged; after such a change
/// only a full discovery is right, one with [`DiscoverOptions::only`] is not enough.
pub fn is_rule_file(path: &RepoPath) -> bool {
    RuleKind::of(path.file_name()).is_some()
}
