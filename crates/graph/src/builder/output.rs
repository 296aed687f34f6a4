//! Writes sections one after the other, and their checksums.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use super::temporary::Temporary;
use crate::format::{ALIGNMENT, BLOCK, HEADER, Header, SECTIONS, Section, Stamp};
use crate::hash::hash;

/// Bytes that go to the system at once.
const BUFFER: usize = 1 << 20;

/// A form that is being written.
pub(super) struct Output {
    file: BufWriter<Temporary>,
    position: u64,
    block: Vec<u8>,
    checksums: Vec<u64>,
    sections: Vec<Range<u64>>,
}

/// What is counted before the end.
pub(super) struct Counts {
    pub(super) stamp: Stamp,
    pub(super) files: u32,
    pub(super) nodes: u32,
    pub(super) edges: u64,
}

impl Output {
    /// Begins a file beside `target`.
    pub(super) fn create(target: &Path) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(BUFFER, Temporary::create(target)?);
        file.write_all(&[0; HEADER])?;
        let (block, checksums) = (Vec::with_capacity(BLOCK), Vec::new());
        Ok(Self { file, position: HEADER as u64, block, checksums, sections: Vec::with_capacity(SECTIONS) })
    }

    /// Writes the next section, which is `section`: these bytes.
    pub(super) fn text(&mut self, section: Section, text: &[u8]) -> io::Result<()> {
        let start = self.begin(section)?;
        for block in text.chunks(BLOCK) {
            self.block.extend_from_slice(block);
            self.end_block()?;
        }
        self.sections.push(start..self.position);
        Ok(())
    }

    /// Writes the next section, which is `section`: these rows.
    pub(super) fn rows<const N: usize>(
        &mut self,
        section: Section,
        rows: impl IntoIterator<Item = [u8; N]>,
    ) -> io::Result<()> {
        let start = self.begin(section)?;
        for row in rows {
            // A row of 24 bytes may go over the end of a block.
            let (now, later) = row.split_at(N.min(BLOCK - self.block.len()));
            self.block.extend_from_slice(now);
            if self.block.len() == BLOCK {
                self.end_block()?;
                self.block.extend_from_slice(later);
            }
        }
        self.end_block()?;
        self.sections.push(start..self.position);
        Ok(())
    }

    fn begin(&mut self, section: Section) -> io::Result<u64> {
        debug_assert_eq!(self.sections.len(), section as usize, "sections come in order");
        let start = self.position.next_multiple_of(ALIGNMENT);
        self.file.write_all(&[0; ALIGNMENT as usize][..(start - self.position) as usize])?;
        self.position = start;
        Ok(start)
    }

    /// Writes checksums and header and gives the file its name.
    pub(super) fn finish(mut self, counts: &Counts, target: &Path) -> io::Result<()> {
        let checksums: Vec<u8> = self.checksums.iter().flat_map(|sum| sum.to_le_bytes()).collect();
        self.text(Section::Checksums, &checksums)?;
        let header = Header {
            stamp: counts.stamp,
            length: self.position,
            files: counts.files,
            nodes: counts.nodes,
            edges: counts.edges,
            sections: self.sections.try_into().expect("every section is written"),
            checksums: hash(&checksums),
        };
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&header.encode())?;
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.publish(target)
    }

    fn end_block(&mut self) -> io::Result<()> {
        if !self.block.is_empty() {
            self.checksums.push(hash(&self.block));
            self.file.write_all(&self.block)?;
            self.position += self.block.len() as u64;
            self.block.clear();
        }
        Ok(())
    }
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

impl Seek for Temporary {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.file().seek(place)
    }
}
