//! Reading an overlay.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use mapping::MappedFile;
use model::hash::ContentHash;
use model::ids::SymbolId;
use model::span::Span;

use super::layout::{
    BLOCK, EXTERNAL, FILE_ROW, HEADER, Header, HeaderError, LOCAL, SITE_ROW, Section, blocks, hash, number,
};
use super::{AdoptedFile, AdoptedSite, FormError, FormInfo, Says};

/// An overlay, open for reading by any number of threads.
#[derive(Debug)]
pub struct Form {
    path: PathBuf,
    file: MappedFile,
    header: Header,
    info: FormInfo,
    /// A bit for each block: whether it was compared with its checksum.
    checked: Box<[AtomicU64]>,
}

impl Form {
    /// Opens the overlay at `path`. Reads the header and the tool's name.
    ///
    /// # Errors
    /// When it cannot be read, is none, is of another version or damaged.
    pub fn open(path: &Path) -> Result<Self, FormError> {
        let file = mapping::map_file(path).map_err(|source| FormError::Io { path: path.into(), source })?;
        let header = Header::decode(&file).map_err(|error| match error {
            HeaderError::Foreign => FormError::Foreign { path: path.into() },
            HeaderError::Version(found) => FormError::Version { path: path.into(), found },
            HeaderError::Damaged => FormError::Damaged { path: path.into() },
        })?;
        let count = blocks(header.end() - HEADER).div_ceil(64);
        let checked = (0..count).map(|_| AtomicU64::new(0)).collect();
        let mut form = Self { path: path.into(), file, header, info: FormInfo::default(), checked };
        form.info = form.read_info()?;
        Ok(form)
    }

    /// Who said it, and how much there is.
    pub fn info(&self) -> &FormInfo {
        &self.info
    }

    /// What is said of a file; `None` when nothing is. O(log files), and its sites.
    ///
    /// # Errors
    /// When the overlay is damaged.
    pub fn file(&self, path: &str) -> Result<Option<AdoptedFile>, FormError> {
        let (mut low, mut high) = (0, self.header.files);
        while low < high {
            let middle = low + (high - low) / 2;
            let row = self.row(middle)?;
            match self.path_of(row)?.cmp(path) {
                std::cmp::Ordering::Equal => return self.sites_of(row).map(Some),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// The paths of all files, in order. Linear in files.
    ///
    /// # Errors
    /// When the overlay is damaged.
    pub fn paths(&self) -> Result<Vec<(&str, ContentHash)>, FormError> {
        let path = |rank| {
            let row = self.row(rank)?;
            Ok((self.path_of(row)?, self.content_of(row)?))
        };
        (0..self.header.files).map(path).collect()
    }

    /// The files with sites that mean a symbol, in order. O(log targets), and the files.
    ///
    /// # Errors
    /// When the overlay is damaged.
    pub fn files_meaning(&self, id: SymbolId) -> Result<Vec<&str>, FormError> {
        let Some(target) = self.target(id)? else { return Ok(Vec::new()) };
        let start = |target: u32| -> Result<usize, FormError> {
            let at = target as usize * 4;
            Ok(self.number(Section::InStarts, at)? as usize * 4)
        };
        let range = start(target)?..start(target + 1)?;
        let ranks = self.bytes(Section::InFiles, range)?;
        let path = |rank: &[u8; 4]| self.path_of(self.row(u32::from_le_bytes(*rank))?);
        ranks.as_chunks().0.iter().map(path).collect()
    }

    fn read_info(&self) -> Result<FormInfo, FormError> {
        let tool = self.bytes(Section::Tool, 0..self.header.sections[Section::Tool as usize].len())?;
        let tool = std::str::from_utf8(tool).map_err(|_| self.damaged())?;
        let (tool, version) = tool.split_once('\n').ok_or_else(|| self.damaged())?;
        let Header { files, sites, targets, .. } = self.header;
        Ok(FormInfo { tool: tool.to_owned(), version: version.to_owned(), files, sites, targets })
    }

    fn target(&self, id: SymbolId) -> Result<Option<u32>, FormError> {
        let (mut low, mut high) = (0, self.header.targets);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.id(middle)?.cmp(&id) {
                std::cmp::Ordering::Equal => return Ok(Some(middle)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    fn id(&self, target: u32) -> Result<SymbolId, FormError> {
        let at = target as usize * 16;
        let bytes = self.bytes(Section::Targets, at..at + 16)?;
        bytes.first_chunk().map(|bytes| SymbolId::from_bytes(*bytes)).ok_or_else(|| self.damaged())
    }

    fn row(&self, rank: u32) -> Result<&[u8], FormError> {
        let at = rank as usize * FILE_ROW;
        self.bytes(Section::Files, at..at + FILE_ROW)
    }

    fn content_of(&self, row: &[u8]) -> Result<ContentHash, FormError> {
        row.first_chunk().map(|bytes| ContentHash::from_bytes(*bytes)).ok_or_else(|| self.damaged())
    }

    fn path_of(&self, row: &[u8]) -> Result<&str, FormError> {
        let bytes = self.bytes(Section::Paths, self.range(row, 32, 1)?)?;
        std::str::from_utf8(bytes).map_err(|_| self.damaged())
    }

    fn sites_of(&self, row: &[u8]) -> Result<AdoptedFile, FormError> {
        let rows = self.bytes(Section::Sites, self.range(row, 40, SITE_ROW)?)?;
        let sites = rows.as_chunks::<SITE_ROW>().0.iter().map(|row| self.site(row));
        Ok(AdoptedFile { content: self.content_of(row)?, sites: sites.collect::<Result<_, _>>()? })
    }

    fn site(&self, row: &[u8; SITE_ROW]) -> Result<AdoptedSite, FormError> {
        let field = |at| number(row, at).ok_or_else(|| self.damaged());
        let (start, end) = (field(0)?, field(4)?);
        let says = match field(12)? {
            EXTERNAL => Says::External,
            LOCAL => Says::Local,
            place => Says::Means(self.list(place)?),
        };
        if start > end {
            return Err(self.damaged());
        }
        Ok(AdoptedSite { span: Span::new(start, end), rules: field(8)?, says })
    }

    fn list(&self, place: u32) -> Result<Vec<SymbolId>, FormError> {
        let at = place as usize * 4;
        let length = self.number(Section::Lists, at)? as usize;
        let end = length.checked_mul(4).and_then(|bytes| bytes.checked_add(at + 4));
        let list = self.bytes(Section::Lists, at + 4..end.ok_or_else(|| self.damaged())?)?;
        if list.is_empty() {
            return Err(self.damaged());
        }
        let target = |bytes: &[u8; 4]| self.id(u32::from_le_bytes(*bytes));
        list.as_chunks().0.iter().map(target).collect()
    }

    /// The range of rows whose first and count stand in a file's row.
    fn range(&self, row: &[u8], at: usize, size: usize) -> Result<Range<usize>, FormError> {
        let field = |at| number(row, at).map(|number| number as usize).ok_or_else(|| self.damaged());
        let (first, count) = (field(at)?, field(at + 4)?);
        let ends = first.checked_add(count).and_then(|end| end.checked_mul(size));
        Ok(first * size..ends.ok_or_else(|| self.damaged())?)
    }

    fn number(&self, section: Section, at: usize) -> Result<u32, FormError> {
        number(self.bytes(section, at..at + 4)?, 0).ok_or_else(|| self.damaged())
    }

    /// Bytes of a section, their blocks compared with their checksums when they are first touched.
    fn bytes(&self, section: Section, range: Range<usize>) -> Result<&[u8], FormError> {
        let extent = &self.header.sections[section as usize];
        if range.start > range.end || range.end > extent.len() {
            return Err(self.damaged());
        }
        let range = extent.start + range.start..extent.start + range.end;
        let first = (range.start - HEADER) / BLOCK;
        for block in first..blocks(range.end - HEADER) {
            let (word, bit) = (&self.checked[block / 64], 1 << (block % 64));
            // Nothing is read by way of the bit but bytes that never change.
            if word.load(Ordering::Relaxed) & bit == 0 {
                self.check(block)?;
                word.fetch_or(bit, Ordering::Relaxed);
            }
        }
        Ok(&self.file[range])
    }

    fn check(&self, block: usize) -> Result<(), FormError> {
        let data = &self.file[HEADER..self.header.end()];
        let bytes = &data[block * BLOCK..data.len().min((block + 1) * BLOCK)];
        let sums = self.file[self.header.end()..].as_chunks::<8>().0;
        let is_whole = sums.get(block).is_some_and(|sum| u64::from_le_bytes(*sum) == hash(bytes));
        if is_whole { Ok(()) } else { Err(self.damaged()) }
    }

    fn damaged(&self) -> FormError {
        FormError::Damaged { path: self.path.clone() }
    }
}
