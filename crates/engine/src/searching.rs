//! Searching text and identifiers: where the index of a database lies, who keeps it, and who asks it.
//!
//! ```text
//! question ──index, files it lacks──► corpus ──rank──► files ──best ones read──► hits
//! ```
//!
//! The index is a cache, like the traversal form: what it does not know of a file is found out from the stored source, so that no
//! answer depends on its state, and deleting it is always safe.

mod ask;
mod corpus;
mod excerpt;
mod keep;

use std::path::{Path, PathBuf};

use model::facts::FileFacts;
use search::Document;
use store::FileRecord;
use store::beside::side_file;

pub use ask::{SearchFound, SearchHit, SearchQuery, search};
pub(crate) use keep::{Build, Current, keep};

/// What is put behind a database's name for the directory of the index beside it.
const SUFFIX: &str = "-search";
/// The directory in it that has the files. Its name keeps them out of an index of the tree that the database lies in: their names are
/// others every time.
const PRIVATE: &str = ".magellan";

/// Where the search index of a database is kept.
pub fn search_index_path(db: &Path) -> PathBuf {
    side_file(db, SUFFIX).join(PRIVATE)
}

/// Tells versions of a file apart, as far as searching goes. Not a digest: sixty-four bits of one.
fn stamp(record: &FileRecord) -> u64 {
    let mut head = [0; 8];
    head.copy_from_slice(&record.digest.as_bytes()[..8]);
    u64::from_le_bytes(head)
}

/// What an index keeps of a file.
pub(crate) fn document(source: &[u8], facts: &FileFacts) -> Document {
    Document::new(source, facts.defs.iter().map(|def| facts.text(def.name)))
}
