//! Why a tree cannot be opened or a file not be read.

use std::io;
use std::path::PathBuf;

use model::path::RepoPath;

/// A source tree cannot be opened or listed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is nothing at the root's path.
    #[error("{} does not exist", path.display())]
    RootNotFound {
        /// The path as given, or canonical when it vanished after opening.
        path: PathBuf,
    },
    /// The root is a file, pipe, socket or device.
    #[error("{} is not a directory", path.display())]
    RootNotADirectory {
        /// The canonical path.
        path: PathBuf,
    },
    /// The root is `/` or the home directory, and nobody insisted.
    #[error("{} is too broad to be a source tree", path.display())]
    RootTooBroad {
        /// The canonical path.
        path: PathBuf,
    },
    /// The root exists but the operating system refuses to open or list it.
    #[error("{} cannot be listed", path.display())]
    RootUnreadable {
        /// The path that was refused.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// An include or exclude glob is malformed.
    #[error("the glob {glob:?} is malformed: {reason}")]
    MalformedGlob {
        /// The glob as given.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl SourceError {
    /// What the user can do about it, when there is something to say.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::RootTooBroad { .. } => Some("name a project's directory, or force it if you mean it"),
            Self::RootNotADirectory { .. } => Some("name the directory that holds the file"),
            Self::MalformedGlob { .. } => {
                Some("globs are written as in .gitignore: `src/**/*.rs`, `build/`, `*.min.js`")
            }
            Self::RootNotFound { .. } | Self::RootUnreadable { .. } => None,
        }
    }

    /// Sorts an operating system's refusal of `path` into the variant that says it.
    pub(crate) fn of_root(path: PathBuf, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::RootNotFound { path },
            io::ErrorKind::NotADirectory => Self::RootNotADirectory { path },
            _ => Self::RootUnreadable { path, source },
        }
    }
}

/// A file cannot be read or stamped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The path names nothing (any more).
    #[error("{path} is gone")]
    Vanished {
        /// The file asked for.
        path: RepoPath,
    },
    /// The file is larger than the caller wants to read.
    #[error("{path} has {size} bytes, more than the limit of {cap}")]
    TooLarge {
        /// The file asked for.
        path: RepoPath,
        /// Its size in bytes; a lower bound when it grew while being read.
        size: u64,
        /// The limit in bytes.
        cap: u64,
    },
    /// The file became shorter while it was being read; what was read may be half of two versions.
    #[error("{path} shrank from {expected} to {found} bytes while it was being read")]
    Shrank {
        /// The file asked for.
        path: RepoPath,
        /// Its size in bytes when it was opened.
        expected: u64,
        /// The bytes that could be read.
        found: u64,
    },
    /// The operating system forbids reading it.
    #[error("{path} may not be read: permission denied")]
    PermissionDenied {
        /// The file asked for.
        path: RepoPath,
    },
    /// The path names a directory, link, pipe, socket or device, or leads through a link.
    #[error("{path} is not a regular file")]
    NotAFile {
        /// The file asked for.
        path: RepoPath,
    },
    /// Anything else that the operating system reports.
    #[error("{path} cannot be read")]
    Io {
        /// The file asked for.
        path: RepoPath,
        /// What the operating system said.
        source: io::Error,
    },
}

impl ReadError {
    /// The file that was asked for.
    pub fn path(&self) -> &RepoPath {
        match self {
            Self::Vanished { path }
            | Self::TooLarge { path, .. }
            | Self::Shrank { path, .. }
            | Self::PermissionDenied { path }
            | Self::NotAFile { path }
            | Self::Io { path, .. } => path,
        }
    }
}
