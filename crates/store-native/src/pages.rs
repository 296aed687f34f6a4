//! The pages of an LMDB file, read with checks and without mapping it.
//!
//! LMDB trusts its pages: it follows page numbers and offsets in them without looking twice, so that a damaged file can
//! take down whoever opens it. What is read here is looked at first: detection finds our marker without opening
//! anything, and the verifier walks everything that can be reached. The layout is that of LMDB 0.9 on 64-bit little-endian
//! machines (`FORMAT.md`).

mod find;
mod meta;
mod node;
mod verify;

use std::fs::File;
use std::io;

pub(crate) use self::find::find;
pub(crate) use self::meta::{BadMeta, Meta};
pub(crate) use self::verify::verify;

/// Number of no page: the root of an empty tree.
const NO_PAGE: u64 = u64::MAX;
/// Bytes of a page's header.
const PAGE_HEADER: usize = 16;
/// Most pages from a root to a leaf that LMDB can walk.
const MAX_DEPTH: u16 = 32;

/// Reads pages of a file as one state of it says.
pub(crate) struct Pages<'f> {
    file: &'f File,
    page_size: usize,
    /// The last page that the state may use.
    last_page: u64,
    /// How many whole pages the file has.
    there: u64,
}

impl<'f> Pages<'f> {
    pub(crate) fn new(file: &'f File, meta: &Meta) -> io::Result<Self> {
        let there = file.metadata()?.len() / meta.page_size as u64;
        Ok(Self { file, page_size: meta.page_size, last_page: meta.last_page, there })
    }

    /// Reads `count` pages that follow each other.
    fn read(&self, first: u64, count: u64) -> Result<Vec<u8>, PageError> {
        let damaged = |what| Err(PageError::damaged(first, what));
        let Some(end) = first.checked_add(count) else { return damaged("more pages than there can be") };
        if first < 2 || end > self.last_page + 1 {
            return damaged("a page number outside of the database");
        }
        // Before memory is asked for.
        if end > self.there {
            return damaged("a page behind the end of the file");
        }
        let mut bytes = vec![0; count as usize * self.page_size];
        read_at(self.file, first * self.page_size as u64, &mut bytes).map_err(PageError::Io)?;
        Ok(bytes)
    }
}

/// Why a page is not usable.
#[derive(Debug)]
pub(crate) enum PageError {
    /// What is wrong with which page.
    Damaged { page: u64, what: &'static str },
    /// The file cannot be read.
    Io(io::Error),
}

impl PageError {
    fn damaged(page: u64, what: &'static str) -> Self {
        Self::Damaged { page, what }
    }
}

/// Fills `bytes` from a place in a file.
pub(crate) fn read_at(file: &File, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
    #[cfg(unix)]
    {
        std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
    }
    #[cfg(not(unix))]
    {
        use std::io::{Read, Seek, SeekFrom};
        let mut file = file;
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(bytes)
    }
}

/// A little-endian number at a place. The caller has checked that it is there.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes[at..at + 2].try_into().expect("two bytes"))
}

/// As [`u16_at`].
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

/// As [`u16_at`].
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
}

#[cfg(test)]
mod tests;
