//! Header and sections.

use std::ops::Range;

use twox_hash::XxHash3_64;

/// Version of the layout. Another one is never read.
pub const FORMAT_VERSION: u32 = 1;

const MAGIC: [u8; 8] = *b"MAGOVRLY";
/// Bytes that one checksum stands for.
pub(super) const BLOCK: usize = 4096;
/// Number of sections.
pub(super) const SECTIONS: usize = 8;
/// Bytes of the header: magic, version, number of sections, length, counts, extents, checksum.
pub(super) const HEADER: usize = 8 + 4 + 4 + 8 + 3 * 4 + 4 + SECTIONS * 16 + 8;
/// Bytes of a row of [`Section::Files`].
pub(super) const FILE_ROW: usize = 48;
/// Bytes of a row of [`Section::Sites`].
pub(super) const SITE_ROW: usize = 16;
/// What a site says instead of a place in [`Section::Lists`].
pub(super) const EXTERNAL: u32 = u32::MAX;
/// See [`EXTERNAL`].
pub(super) const LOCAL: u32 = u32::MAX - 1;

/// Parts of the file, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    Tool,
    Files,
    Paths,
    Sites,
    Lists,
    Targets,
    InStarts,
    InFiles,
}

/// What the header says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Header {
    pub(super) files: u32,
    pub(super) sites: u32,
    pub(super) targets: u32,
    /// Extents in the file, one behind the other; checksums follow the last.
    pub(super) sections: [Range<usize>; SECTIONS],
}

/// Why bytes are no header.
pub(super) enum HeaderError {
    Foreign,
    Version(u32),
    Damaged,
}

pub(super) fn hash(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// Number of blocks of so many bytes.
pub(super) const fn blocks(length: usize) -> usize {
    length.div_ceil(BLOCK)
}

impl Header {
    /// The extents of sections of these lengths.
    pub(super) fn extents(lengths: [usize; SECTIONS]) -> [Range<usize>; SECTIONS] {
        let mut end = HEADER;
        lengths.map(|length| {
            let start = end;
            end += length;
            start..end
        })
    }

    /// Where data ends and checksums begin.
    pub(super) fn end(&self) -> usize {
        self.sections[SECTIONS - 1].end
    }

    /// Length of the whole file.
    pub(super) fn length(&self) -> usize {
        self.end() + blocks(self.end() - HEADER) * 8
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend(MAGIC);
        bytes.extend(FORMAT_VERSION.to_le_bytes());
        bytes.extend((SECTIONS as u32).to_le_bytes());
        bytes.extend((self.length() as u64).to_le_bytes());
        for count in [self.files, self.sites, self.targets, 0] {
            bytes.extend(count.to_le_bytes());
        }
        for section in &self.sections {
            bytes.extend((section.start as u64).to_le_bytes());
            bytes.extend((section.end as u64).to_le_bytes());
        }
        bytes.extend(hash(&bytes).to_le_bytes());
        bytes
    }

    /// Reads the header of a whole file. One that is returned agrees with itself and with the file's length.
    pub(super) fn decode(file: &[u8]) -> Result<Self, HeaderError> {
        if !file.starts_with(&MAGIC) {
            return Err(HeaderError::Foreign);
        }
        let version = file.get(8..).and_then(|rest| rest.first_chunk()).ok_or(HeaderError::Damaged)?;
        let version = u32::from_le_bytes(*version);
        if version != FORMAT_VERSION {
            return Err(HeaderError::Version(version));
        }
        Self::of_this_version(file).ok_or(HeaderError::Damaged)
    }

    fn of_this_version(file: &[u8]) -> Option<Self> {
        let (fields, sum) = file.get(..HEADER)?.split_last_chunk::<8>()?;
        if hash(fields) != u64::from_le_bytes(*sum) || number(fields, 12)? != SECTIONS as u32 {
            return None;
        }
        let mut sections = [const { 0..0 }; SECTIONS];
        let mut end = HEADER;
        for (index, section) in sections.iter_mut().enumerate() {
            let at = 40 + index * 16;
            *section = long(fields, at)?..long(fields, at + 8)?;
            if section.start != end || section.end < section.start {
                return None;
            }
            end = section.end;
        }
        let header = Self {
            files: number(fields, 24)?,
            sites: number(fields, 28)?,
            targets: number(fields, 32)?,
            sections,
        };
        (end <= file.len() && header.length() == file.len() && header.counts_agree()?).then_some(header)
    }

    fn counts_agree(&self) -> Option<bool> {
        let holds = |section: Section, count: u32, row: usize| {
            Some(self.sections[section as usize].len() == (count as usize).checked_mul(row)?)
        };
        Some(
            holds(Section::Files, self.files, FILE_ROW)?
                && holds(Section::Sites, self.sites, SITE_ROW)?
                && holds(Section::Targets, self.targets, 16)?
                && holds(Section::InStarts, self.targets.checked_add(1)?, 4)?
                && self.sections[Section::Lists as usize].len().is_multiple_of(4)
                && self.sections[Section::InFiles as usize].len().is_multiple_of(4),
        )
    }
}

/// The little-endian number at an offset.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let raw = bytes.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))?;
    usize::try_from(raw).ok()
}
