//! The first two pages: which state is the newest, and where its trees begin.

use std::fs::File;
use std::io;

use super::{NO_PAGE, PAGE_HEADER, read_at, u16_at, u32_at, u64_at};

/// At the beginning of every meta page, behind the page's header.
const MAGIC: u32 = 0xbeef_c0de;
/// The version of LMDB's format.
const VERSION: u32 = 1;
/// Flag of a page that is one.
const META_PAGE: u16 = 8;
/// Bytes of a meta page that mean something.
const META_SIZE: usize = PAGE_HEADER + 136;
/// Bytes of a tree's record.
pub(super) const TREE_SIZE: usize = 48;
/// The only flag of the tree of free pages: keys are numbers of the machine.
const INTEGER_KEYS: u16 = 8;
/// Where a tree's flags are; above them the tree of free pages carries flags of the environment.
const TREE_FLAGS: u16 = 0xff;

/// A committed state, as a meta page tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Meta {
    pub(crate) page_size: usize,
    /// The last page that is used or free.
    pub(crate) last_page: u64,
    /// Number of the transaction that committed the state.
    pub(crate) transaction: u64,
    /// Pages that may be used again.
    pub(super) free: TreeRecord,
    /// Named databases.
    pub(crate) main: TreeRecord,
}

/// A tree as its record tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TreeRecord {
    pub(super) flags: u16,
    pub(super) depth: u16,
    pub(super) branch_pages: u64,
    pub(super) leaf_pages: u64,
    pub(super) overflow_pages: u64,
    pub(super) entries: u64,
    pub(super) root: u64,
}

impl TreeRecord {
    /// Reads [`TREE_SIZE`] bytes.
    pub(super) fn read(bytes: &[u8]) -> Self {
        Self {
            flags: u16_at(bytes, 4),
            depth: u16_at(bytes, 6),
            branch_pages: u64_at(bytes, 8),
            leaf_pages: u64_at(bytes, 16),
            overflow_pages: u64_at(bytes, 24),
            entries: u64_at(bytes, 32),
            root: u64_at(bytes, 40),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.root == NO_PAGE
    }
}

/// Why there is no state to read.
#[derive(Debug)]
pub(crate) enum BadMeta {
    /// The file does not begin like one of LMDB.
    Foreign,
    /// It does, and what follows cannot be; the text says what.
    Damaged(&'static str),
    /// The file cannot be read.
    Io(io::Error),
}

impl Meta {
    /// Whether a file begins like one of LMDB, of this kind of machine.
    pub(crate) fn recognises(header: &[u8]) -> bool {
        header.len() >= PAGE_HEADER + 4 && u32_at(header, PAGE_HEADER) == MAGIC
    }

    /// The newest state of a file. LMDB itself opens nothing unless both meta pages are sound, so both must be.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn newest(file: &File) -> Result<Self, BadMeta> {
        let first = Self::read(file, 0)?;
        let second = Self::read(file, first.page_size as u64)?;
        if first.page_size != second.page_size {
            return Err(BadMeta::Damaged("the two meta pages disagree about the size of a page"));
        }
        Ok(if second.transaction > first.transaction { second } else { first })
    }

    fn read(file: &File, offset: u64) -> Result<Self, BadMeta> {
        let mut bytes = [0; META_SIZE];
        match read_at(file, offset, &mut bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(if offset == 0 { BadMeta::Foreign } else { BadMeta::Damaged("it is cut off") });
            }
            Err(error) => return Err(BadMeta::Io(error)),
        }
        if !Self::recognises(&bytes) {
            return Err(if offset == 0 {
                BadMeta::Foreign
            } else {
                BadMeta::Damaged("its second meta page")
            });
        }
        Self::parse(&bytes).map_err(BadMeta::Damaged)
    }

    fn parse(bytes: &[u8; META_SIZE]) -> Result<Self, &'static str> {
        let body = &bytes[PAGE_HEADER..];
        if u16_at(bytes, 10) & META_PAGE == 0 {
            return Err("a meta page that says it is another kind of page");
        }
        if u32_at(body, 4) != VERSION {
            return Err("a version of LMDB's format that is not known here");
        }
        let page_size = u32_at(body, 24) as usize;
        if !page_size.is_power_of_two() || !(512..=65_536).contains(&page_size) {
            return Err("a size of pages that cannot be");
        }
        let meta = Self {
            page_size,
            last_page: u64_at(body, 120),
            transaction: u64_at(body, 128),
            free: TreeRecord::read(&body[24..]),
            main: TreeRecord::read(&body[24 + TREE_SIZE..]),
        };
        // Page numbers in nodes have 48 bits.
        if meta.last_page < 1 || meta.last_page >= 1 << 47 {
            return Err("a number of pages that cannot be");
        }
        if meta.free.flags & TREE_FLAGS != INTEGER_KEYS || meta.main.flags != 0 {
            return Err("trees of a kind that is not used here");
        }
        Ok(meta)
    }

    /// How long a file is that has all pages of this state. Bytes. It may be shorter when the last ones are free.
    pub(crate) fn length(&self) -> u64 {
        (self.last_page + 1) * self.page_size as u64
    }
}
