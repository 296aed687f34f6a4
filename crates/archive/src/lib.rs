//! A whole view as one file: compressed, checked, and the same bytes for the same view. `FORMAT.md` describes it.
//!
//! Writing and reading stream: memory holds a section or two, whatever the view's size.

mod error;
mod read;
mod record;
mod section;
mod write;

pub use error::ArchiveError;
pub use read::{Archive, Section};
pub use record::{ArchivedFile, Head};
pub use write::Writer;

/// Version of the format.
pub const ARCHIVE_VERSION: u32 = 1;

/// What an archive begins with.
const MAGIC: [u8; 8] = *b"MAGARCH\0";

/// Content of a section at which it is closed. Bytes.
const SECTION: usize = 1 << 20;

/// No content is larger: a file may hold 4 GiB at most, and damaged lengths must not make us allocate more. Bytes.
const LARGEST: u32 = u32::MAX;
