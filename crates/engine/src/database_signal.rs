//! Noticing cheaply that a database may have been written: by the stamps of its files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use store::beside::side_file;

use crate::clock;

/// Files that writers of any kind of store change: the database itself, and SQLite's log.
const WRITTEN: [&str; 2] = ["", "-wal"];

/// While a file is younger than this, another write may leave its stamp as it is. Nanoseconds.
const SETTLED_NS: u64 = Duration::from_millis(100).as_nanos() as u64;

/// What the files of a database looked like.
pub(crate) struct DatabaseSignal {
    files: Vec<PathBuf>,
    seen: Vec<Option<Seen>>,
}

/// The stamp of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    file: u64,
    size: u64,
    mtime_ns: i64,
    /// Whether it was too young to be told from a later one.
    is_young: bool,
}

impl DatabaseSignal {
    /// Of the database at a path, as it is now.
    pub(crate) fn new(db: &Path) -> Self {
        let mut signal =
            Self { files: WRITTEN.iter().map(|suffix| side_file(db, suffix)).collect(), seen: Vec::new() };
        signal.settle();
        signal
    }

    /// Whether something may have been written since [`DatabaseSignal::settle`]. Some system calls.
    pub(crate) fn is_raised(&self) -> bool {
        let now = self.files.iter().map(|path| look(path));
        now.zip(&self.seen).any(|(now, seen)| now != *seen || seen.is_some_and(|seen| seen.is_young))
    }

    /// Takes things to be as they are now.
    pub(crate) fn settle(&mut self) {
        self.seen = self.files.iter().map(|path| look(path)).collect();
    }
}

fn look(path: &Path) -> Option<Seen> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = std::fs::metadata(path).ok()?;
    let mtime_ns = metadata.mtime().saturating_mul(1_000_000_000).saturating_add(metadata.mtime_nsec());
    // A file from the future, by a clock that was put back, is as old as any.
    let is_young = clock::now_ns().abs_diff(mtime_ns) < SETTLED_NS;
    Some(Seen { file: metadata.ino(), size: metadata.len(), mtime_ns, is_young })
}
