//! The one door to a source tree.

use model::hash::ContentHash;
use model::path::RepoPath;

use crate::discover::{DiscoverOptions, Discovery};
use crate::error::{ReadError, SourceError};

/// A source tree that can be listed and read.
///
/// Shared between threads: discovery happens on one, reading on all.
pub trait FileSystem: Send + Sync {
    /// Lists the files of the tree and what was left out, both sorted by path.
    ///
    /// # Errors
    /// The root cannot be listed or a glob of `options` is malformed. Trouble below the root is part of the answer.
    fn discover(&self, options: &DiscoverOptions) -> Result<Discovery, SourceError>;

    /// The bytes of a regular file of at most `cap` bytes.
    ///
    /// # Errors
    /// See [`ReadError`]; each variant names the path.
    fn read(&self, file: &RepoPath, cap: u64) -> Result<Vec<u8>, ReadError>;

    /// Size and modification time of a regular file, without reading it.
    ///
    /// # Errors
    /// See [`ReadError`]; each variant names the path.
    fn stat(&self, file: &RepoPath) -> Result<Stamp, ReadError>;

    /// The content hash of a regular file of at most `cap` bytes.
    ///
    /// # Errors
    /// Those of [`FileSystem::read`].
    fn content_hash(&self, file: &RepoPath, cap: u64) -> Result<ContentHash, ReadError> {
        self.read(file, cap).map(|bytes| ContentHash::of(&bytes))
    }
}

/// What tells, without reading, that a file has not changed since it was stamped.
///
/// Take it before reading: content that is newer than its stamp is noticed by the next comparison, content that is
/// older would not be. A file written twice within the file system's clock tick at equal size keeps its stamp.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Stamp {
    /// Length in bytes.
    pub size: u64,
    /// Time of the last change of bytes or of status (rights, name), whichever is later, in nanoseconds since 1970, saturating; negative before.
    pub mtime_ns: i64,
}
