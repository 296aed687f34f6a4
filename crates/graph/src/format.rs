//! The layout of the file; `FORMAT.md` tells it in words.

use std::ops::Range;

use model::hash::Digest;

use crate::edges::are_kinds;
use crate::error::Part;
use crate::hash::hash;

/// Version of the layout. Another one is never read.
pub const FORMAT_VERSION: u32 = 1;

/// First bytes of every form.
const MAGIC: [u8; 8] = *b"MAGGRAPH";

/// Bytes of the header.
pub(crate) const HEADER: usize = 312;
/// Sections begin at multiples of this: a cache line, so that a bucket of names lies in one.
pub(crate) const ALIGNMENT: u64 = 64;
/// Bytes that one checksum stands for: a page, so that checking reads nothing that would not be read anyway.
pub(crate) const BLOCK: usize = 4096;
/// Bytes of a file's row.
pub(crate) const FILE_ROW: usize = 16;
/// Bytes of an edge to nowhere.
pub(crate) const LOOSE_ROW: usize = 24;
/// Names of a bucket.
pub(crate) const BUCKET: usize = 8;
/// Bytes of a bucket.
pub(crate) const BUCKET_BYTES: usize = BUCKET * 8;
/// Marks a value of a bucket that is a place in the lists instead of a node.
pub(crate) const LIST: u32 = 1 << 31;
/// The value of a bucket's free entry.
pub(crate) const FREE: u32 = u32::MAX;
/// The most nodes that a form can have.
pub(crate) const MAX_NODES: u64 = LIST as u64 - 1;

/// The state of a database that a form shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Digest of the view.
    pub digest: Digest,
    /// Number of the committed state.
    pub revision: u64,
}

/// Parts of the file, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub(crate) enum Section {
    FileRows,
    PathText,
    Ids,
    OutOffsets,
    OutNodes,
    OutKinds,
    InOffsets,
    InNodes,
    InKinds,
    Buckets,
    Lists,
    Loose,
    Checksums,
}

impl Section {
    /// All of them, in order.
    pub(crate) const ALL: [Self; SECTIONS] = [
        Self::FileRows,
        Self::PathText,
        Self::Ids,
        Self::OutOffsets,
        Self::OutNodes,
        Self::OutKinds,
        Self::InOffsets,
        Self::InNodes,
        Self::InKinds,
        Self::Buckets,
        Self::Lists,
        Self::Loose,
        Self::Checksums,
    ];

    /// Which part of the form it is of.
    pub(crate) const fn part(self) -> Part {
        match self {
            Self::FileRows | Self::PathText => Part::Files,
            Self::Ids => Part::Ids,
            Self::Buckets | Self::Lists => Part::Names,
            Self::Checksums => Part::Checksums,
            _ => Part::Edges,
        }
    }

    /// Whether bytes whose checksum holds also stay within a graph of `nodes` nodes, as far as that is not asked with
    /// every use.
    pub(crate) fn is_sound(self, bytes: &[u8], nodes: u32) -> bool {
        match self {
            // A list's length is below the number of nodes too: files have no FQN.
            Self::OutNodes | Self::InNodes | Self::Lists => {
                numbers(bytes).iter().all(|&raw| u32::from_le_bytes(raw) < nodes)
            }
            Self::OutKinds | Self::InKinds => are_kinds(bytes),
            _ => true,
        }
    }
}

/// Number of sections.
pub(crate) const SECTIONS: usize = 13;

/// Bytes as little-endian numbers.
#[inline]
pub(crate) fn numbers(bytes: &[u8]) -> &[[u8; 4]] {
    bytes.as_chunks().0
}

/// Number of blocks of a section of `length` bytes.
pub(crate) const fn blocks(length: u64) -> u64 {
    length.div_ceil(BLOCK as u64)
}

/// What the header says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Header {
    pub(crate) stamp: Stamp,
    pub(crate) length: u64,
    pub(crate) files: u32,
    pub(crate) nodes: u32,
    pub(crate) edges: u64,
    pub(crate) sections: [Range<u64>; SECTIONS],
    pub(crate) checksums: u64,
}

/// Why bytes are no header.
pub(crate) enum HeaderError {
    Foreign,
    Version(u32),
    Damaged,
}

impl Header {
    /// The header as bytes.
    pub(crate) fn encode(&self) -> [u8; HEADER] {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend(MAGIC);
        bytes.extend(FORMAT_VERSION.to_le_bytes());
        bytes.extend((SECTIONS as u32).to_le_bytes());
        bytes.extend(self.stamp.digest.as_bytes());
        for number in [self.stamp.revision, self.length, self.files.into(), self.nodes.into(), self.edges] {
            bytes.extend(number.to_le_bytes());
        }
        for section in &self.sections {
            bytes.extend(section.start.to_le_bytes());
            bytes.extend((section.end - section.start).to_le_bytes());
        }
        bytes.extend(self.checksums.to_le_bytes());
        bytes.extend(hash(&bytes).to_le_bytes());
        bytes.try_into().expect("the header has a fixed number of fields")
    }

    /// Reads the header of `file`, all of its bytes. A header that is returned agrees with itself: sections have the
    /// lengths that the counts ask for and fill the file.
    pub(crate) fn decode(file: &[u8]) -> Result<Self, HeaderError> {
        if !file.starts_with(&MAGIC) {
            return Err(HeaderError::Foreign);
        }
        let mut fields = Fields { bytes: file.get(MAGIC.len()..HEADER).ok_or(HeaderError::Damaged)? };
        let version = fields.short();
        if version != FORMAT_VERSION {
            return Err(HeaderError::Version(version));
        }
        let sum = u64::from_le_bytes(fields.bytes.last_chunk().copied().ok_or(HeaderError::Damaged)?);
        if hash(&file[..HEADER - 8]) != sum || fields.short() != SECTIONS as u32 {
            return Err(HeaderError::Damaged);
        }
        let header = Self::from_fields(&mut fields).ok_or(HeaderError::Damaged)?;
        let whole = header.length == file.len() as u64 && header.agrees().unwrap_or(false);
        whole.then_some(header).ok_or(HeaderError::Damaged)
    }

    fn from_fields(fields: &mut Fields<'_>) -> Option<Self> {
        let digest = Digest::from_bytes(fields.take());
        let stamp = Stamp { digest, revision: fields.long() };
        let length = fields.long();
        let files = u32::try_from(fields.long()).ok()?;
        let nodes = u32::try_from(fields.long()).ok()?;
        let edges = fields.long();
        let mut sections = [const { 0..0 }; SECTIONS];
        for section in &mut sections {
            let start = fields.long();
            *section = start..start.checked_add(fields.long())?;
        }
        Some(Self { stamp, length, files, nodes, edges, sections, checksums: fields.long() })
    }

    /// Whether sections lie where they must; `None` when their sizes are past numbers.
    fn agrees(&self) -> Option<bool> {
        let mut end = HEADER as u64;
        for section in &self.sections {
            if section.start != end.checked_next_multiple_of(ALIGNMENT)? {
                return Some(false);
            }
            end = section.end;
        }
        Some(end == self.length && u64::from(self.nodes) <= MAX_NODES && self.lengths_agree()?)
    }

    fn lengths_agree(&self) -> Option<bool> {
        let nodes = u64::from(self.nodes);
        let length = |section: Section| {
            let range = &self.sections[section as usize];
            range.end - range.start
        };
        let blocks: u64 = Section::ALL[..SECTIONS - 1].iter().map(|&section| blocks(length(section))).sum();
        let expected = [
            (Section::FileRows, u64::from(self.files) * FILE_ROW as u64),
            (Section::Ids, nodes * 8),
            (Section::OutOffsets, (nodes + 1) * 4),
            (Section::InOffsets, (nodes + 1) * 4),
            (Section::OutNodes, self.edges.checked_mul(4)?),
            (Section::InNodes, self.edges.checked_mul(4)?),
            (Section::OutKinds, self.edges),
            (Section::InKinds, self.edges),
            (Section::Checksums, blocks * 8),
        ];
        let buckets = length(Section::Buckets) / BUCKET_BYTES as u64;
        let rows = [(Section::Buckets, BUCKET_BYTES), (Section::Lists, 4), (Section::Loose, LOOSE_ROW)];
        Some(
            expected.iter().all(|&(section, expected)| length(section) == expected)
                && rows.iter().all(|&(section, row)| length(section) % row as u64 == 0)
                && (1..=u64::from(u32::MAX)).contains(&buckets),
        )
    }
}

/// Reads fields one after the other; what is past the end is zero.
struct Fields<'a> {
    bytes: &'a [u8],
}

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let (field, rest) = self.bytes.split_first_chunk().unwrap_or((&[0; N], &[]));
        self.bytes = rest;
        *field
    }

    fn short(&mut self) -> u32 {
        u32::from_le_bytes(self.take())
    }

    fn long(&mut self) -> u64 {
        u64::from_le_bytes(self.take())
    }
}
