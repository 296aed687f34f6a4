//! What a walk needs to know of a place that holds files.
//!
//! Paths are text relative to the top of the tree, `/` between segments, empty for the top itself.

use std::io;

use crate::file_system::Stamp;

/// The most that is read of an ignore or attribute file, in bytes; git's own limit is larger, real files far smaller.
pub(crate) const RULE_FILE_CAP: u64 = 16 << 20;

/// A hierarchy of folders.
pub(crate) trait Tree {
    /// An open folder.
    type Folder<'t>: Folder
    where
        Self: 't;

    /// Opens the folder at `path` without following links.
    fn folder(&self, path: &str) -> io::Result<Self::Folder<'_>>;

    /// The contents of the `info/exclude` of the repository whose work tree is the folder at `path`.
    fn git_exclude(&self, path: &str) -> Option<Vec<u8>>;

    /// The contents of git's global ignore file.
    fn global_ignore(&self) -> Option<Vec<u8>>;
}

/// An open folder.
pub(crate) trait Folder {
    /// Everything in it, in any order.
    fn entries(&mut self) -> io::Result<Vec<Entry>>;

    /// The stamp of one of its entries.
    fn stamp(&self, entry: &Entry) -> io::Result<Stamp>;

    /// The contents of the file `name` of at most [`RULE_FILE_CAP`] bytes.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;
}

/// A name in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// The name as text.
    pub(crate) name: String,
    /// Whether the text is the escaped form of a name that is not UTF-8.
    pub(crate) is_escaped: bool,
    /// What the name stands for.
    pub(crate) kind: EntryKind,
}

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum EntryKind {
    File,
    Directory,
    Symlink,
    /// A socket, pipe or device.
    Other,
}
