//! The mapped file, checked block by block when it is first touched.
//!
//! Checking all of a form at opening would read all of it: 11 ms for 125 MB in memory, seconds from a disk, to answer
//! questions that touch a few pages. So every block of 4 KiB has a checksum of its own, and a bit in memory says
//! whether it was compared. That costs a nanosecond per access, and less than half a microsecond for the first.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use mapping::MappedFile;

use crate::error::{GraphError, Part};
use crate::format::{BLOCK, Header, HeaderError, SECTIONS, Section, blocks};
use crate::hash::hash;

/// A form's bytes.
#[derive(Debug)]
pub(crate) struct Blocks {
    path: PathBuf,
    file: MappedFile,
    nodes: u32,
    sections: [Extent; SECTIONS],
    checked: Box<[AtomicU64]>,
}

/// Where a section lies.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    start: usize,
    length: usize,
    /// Number of its first block among those of all sections.
    block: usize,
}

impl Blocks {
    /// Maps the file at `path`. Reads the header and the checksums.
    pub(crate) fn open(path: &Path) -> Result<(Self, Header), GraphError> {
        let file = mapping::map_file(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => GraphError::NotFound { path: path.into() },
            _ => GraphError::Io { path: path.into(), source },
        })?;
        let header = Header::decode(&file).map_err(|error| match error {
            HeaderError::Foreign => GraphError::Foreign { path: path.into() },
            HeaderError::Version(found) => GraphError::Version { path: path.into(), found },
            HeaderError::Damaged => GraphError::Damaged { path: path.into(), part: Part::Header },
        })?;
        let mut sections = [Extent::default(); SECTIONS];
        let mut block = 0;
        for (extent, range) in sections.iter_mut().zip(&header.sections) {
            let length = range.end - range.start;
            *extent = Extent { start: range.start as usize, length: length as usize, block };
            block += blocks(length) as usize;
        }
        let checked = (0..block.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        let blocks = Self { path: path.into(), file, nodes: header.nodes, sections, checked };
        if hash(blocks.whole(Section::Checksums)) != header.checksums {
            return Err(blocks.damaged(Section::Checksums));
        }
        Ok((blocks, header))
    }

    /// Length of a section in bytes.
    pub(crate) fn len(&self, section: Section) -> usize {
        self.sections[section as usize].length
    }

    /// Bytes of a section. Errors when the section has no such bytes or they are damaged.
    #[inline]
    pub(crate) fn bytes(&self, section: Section, range: Range<usize>) -> Result<&[u8], GraphError> {
        let extent = self.sections[section as usize];
        let (first, last) = (range.start / BLOCK, range.end.saturating_sub(1) / BLOCK);
        // Most ranges lie in one block, or go over into the next.
        let is_checked =
            self.is_checked(extent.block + first) && (last == first || self.is_checked(extent.block + last));
        if range.end <= extent.length && is_checked && last <= first + 1 {
            let bytes = self.file.get(extent.start + range.start..extent.start + range.end);
            return bytes.ok_or_else(|| self.damaged(section));
        }
        self.checked_bytes(section, range)
    }

    #[cold]
    fn checked_bytes(&self, section: Section, range: Range<usize>) -> Result<&[u8], GraphError> {
        let extent = self.sections[section as usize];
        let bytes = self.whole(section).get(range.clone()).ok_or_else(|| self.damaged(section))?;
        for block in range.start / BLOCK..range.end.div_ceil(BLOCK) {
            if !self.is_checked(extent.block + block) {
                self.check(section, block)?;
            }
        }
        Ok(bytes)
    }

    /// As [`Blocks::bytes`], for as many as the array has, from `start`.
    #[inline]
    pub(crate) fn array<const N: usize>(
        &self,
        section: Section,
        start: usize,
    ) -> Result<&[u8; N], GraphError> {
        let bytes = self.bytes(section, start..start.saturating_add(N))?;
        bytes.first_chunk().ok_or_else(|| self.damaged(section))
    }

    /// The error that says that a section is damaged.
    #[cold]
    pub(crate) fn damaged(&self, section: Section) -> GraphError {
        GraphError::Damaged { path: self.path.clone(), part: section.part() }
    }

    #[inline]
    fn whole(&self, section: Section) -> &[u8] {
        let extent = self.sections[section as usize];
        // The header agrees with the length of the file, so the section is always there.
        self.file.get(extent.start..extent.start + extent.length).unwrap_or_default()
    }

    #[inline]
    fn is_checked(&self, block: usize) -> bool {
        // The bytes never change, so there is nothing that would have to be seen in order.
        let word = self.checked.get(block / 64).map_or(0, |word| word.load(Ordering::Relaxed));
        word >> (block % 64) & 1 == 1
    }

    fn check(&self, section: Section, block: usize) -> Result<(), GraphError> {
        let number = self.sections[section as usize].block + block;
        let whole = self.whole(section);
        let bytes = &whole[block * BLOCK..whole.len().min((block + 1) * BLOCK)];
        let expected = self.whole(Section::Checksums).get(number * 8..).and_then(<[u8]>::first_chunk);
        let sound = expected.is_some_and(|expected| hash(bytes) == u64::from_le_bytes(*expected))
            && section.is_sound(bytes, self.nodes);
        if !sound {
            return Err(self.damaged(section));
        }
        self.checked[number / 64].fetch_or(1 << (number % 64), Ordering::Relaxed);
        Ok(())
    }
}
