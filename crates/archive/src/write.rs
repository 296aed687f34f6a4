//! Writing an archive.

use std::io::Write;

use store::SkippedRecord;
use zstd::bulk::Compressor;

use crate::error::ArchiveError;
use crate::record::{ArchivedFile, Head, encode_skipped};
use crate::section::{Frame, Kind, compressor};
use crate::{ARCHIVE_VERSION, LARGEST, MAGIC, SECTION};

/// Writes an archive: files in path order, then entries that are not indexed in path order, then [`Writer::finish`].
pub struct Writer<W: Write> {
    out: W,
    compressor: Compressor<'static>,
    hashes: blake3::Hasher,
    /// What the section that is being filled holds.
    kind: Kind,
    content: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Writes what comes first.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(mut out: W, head: &Head) -> Result<Self, ArchiveError> {
        out.write_all(&MAGIC)?;
        out.write_all(&ARCHIVE_VERSION.to_le_bytes())?;
        let (compressor, hashes) = (compressor()?, blake3::Hasher::new());
        let mut writer = Self { out, compressor, hashes, kind: Kind::Head, content: Vec::new() };
        head.encode(&mut writer.content);
        writer.close()?;
        Ok(writer)
    }

    /// Adds a file. Paths must ascend.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&mut self, file: &ArchivedFile) -> Result<(), ArchiveError> {
        self.room_for(Kind::Files, file.bytes().len())?;
        self.content.extend_from_slice(file.bytes());
        Ok(())
    }

    /// Adds an entry that is not indexed, after all files. Paths must ascend.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn skipped(&mut self, record: &SkippedRecord) -> Result<(), ArchiveError> {
        self.room_for(Kind::Skipped, 0)?;
        encode_skipped(record, &mut self.content);
        Ok(())
    }

    /// Writes what comes last, and gives back what was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<W, ArchiveError> {
        self.close()?;
        self.kind = Kind::End;
        self.content = self.hashes.finalize().as_bytes().to_vec();
        self.close()?;
        Ok(self.out)
    }

    /// Makes sure that something of a kind and a length can be put in the section.
    fn room_for(&mut self, kind: Kind, length: usize) -> Result<(), ArchiveError> {
        let is_full = self.content.len() >= SECTION || self.content.len() + length > LARGEST as usize;
        if self.kind != kind || is_full {
            self.close()?;
            self.kind = kind;
        }
        Ok(())
    }

    /// Writes the section, unless it is empty.
    fn close(&mut self) -> Result<(), ArchiveError> {
        if self.content.is_empty() {
            return Ok(());
        }
        let packed = self.compressor.compress(&self.content)?;
        let hash = *blake3::hash(&packed).as_bytes();
        let (raw, length) = (self.content.len() as u32, packed.len() as u32);
        self.out.write_all(&Frame { kind: self.kind, raw, packed: length, hash }.to_bytes())?;
        self.out.write_all(&packed)?;
        self.hashes.update(&hash);
        self.content.clear();
        Ok(())
    }
}
