//! Reading an archive.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use model::codec::Reader;
use store::{SkippedRecord, StoredFile};

use crate::error::ArchiveError;
use crate::record::{self, Head};
use crate::section::{FRAME, Frame, Kind, unpack};
use crate::{ARCHIVE_VERSION, MAGIC};

/// An archive whose frame is whole: it begins and ends as it must, and nothing is missing between. What sections hold is checked when
/// they are read.
pub struct Archive {
    path: PathBuf,
    head: Head,
    /// Where the contents of sections with files are.
    files: Vec<Place>,
    skipped: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    frame: Frame,
    /// Where its content begins in the file. Bytes.
    start: u64,
}

/// What a section with files holds.
pub type Section = Vec<StoredFile>;

impl Archive {
    /// Opens the archive at `path` and looks at the frame of every section. Linear in sections.
    ///
    /// # Errors
    /// When it is none, is cut off or damaged, or its encodings are others than this program's.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let mut input = BufReader::new(File::open(path)?);
        begin(&mut input)?;
        let (mut places, mut hashes, mut start) = (Vec::new(), blake3::Hasher::new(), 12);
        let end = loop {
            let frame = frame(&mut input)?;
            let place = Place { frame, start: start + FRAME as u64 };
            if frame.kind == Kind::End {
                break place;
            }
            hashes.update(&frame.hash);
            input.seek_relative(i64::from(frame.packed))?;
            start = place.start + u64::from(frame.packed);
            places.push(place);
        };
        let whole = content(&mut input, &end)?;
        if whole != hashes.finalize().as_bytes() {
            return Err(ArchiveError::damaged("its end is not that of its sections"));
        }
        if input.read(&mut [0])? != 0 {
            return Err(ArchiveError::damaged("there are bytes after its end"));
        }
        Self::of(path, &places)
    }

    fn of(path: &Path, places: &[Place]) -> Result<Self, ArchiveError> {
        let Some((head, rest)) = places.split_first().filter(|(head, _)| head.frame.kind == Kind::Head)
        else {
            return Err(ArchiveError::damaged("it does not begin with a head"));
        };
        let files = rest.iter().take_while(|place| place.frame.kind == Kind::Files).count();
        let (files, skipped) = rest.split_at(files);
        if skipped.iter().any(|place| place.frame.kind != Kind::Skipped) {
            return Err(ArchiveError::damaged("its sections are out of order"));
        }
        let head = Head::decode(&at(&mut File::open(path)?, head)?)?;
        Ok(Self { path: path.to_owned(), head, files: files.to_vec(), skipped: skipped.to_vec() })
    }

    /// What it says of the whole view.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// How many sections with files there are.
    pub fn sections(&self) -> usize {
        self.files.len()
    }

    /// The files of a section, in path order. May be called on several threads.
    ///
    /// # Errors
    /// When they cannot be read or are damaged.
    pub fn section(&self, index: usize) -> Result<Section, ArchiveError> {
        let content = at(&mut File::open(&self.path)?, &self.files[index])?;
        let (mut reader, mut files) = (Reader::new(&content), Vec::new());
        while !reader.is_at_end() {
            files.push(record::file(&mut reader)?);
        }
        Ok(files)
    }

    /// What was listed and not indexed, in path order.
    ///
    /// # Errors
    /// When it cannot be read, is damaged, or there are not as many as the head says.
    pub fn skipped(&self) -> Result<Vec<SkippedRecord>, ArchiveError> {
        let (mut file, mut skipped) = (File::open(&self.path)?, Vec::new());
        for place in &self.skipped {
            let content = at(&mut file, place)?;
            let mut reader = Reader::new(&content);
            while !reader.is_at_end() {
                skipped.push(record::skipped(&mut reader)?);
            }
        }
        if skipped.len() != self.head.skipped as usize {
            return Err(ArchiveError::damaged("entries that are not indexed are missing"));
        }
        Ok(skipped)
    }
}

/// Reads the magic and the version.
fn begin(input: &mut impl Read) -> Result<(), ArchiveError> {
    let (mut magic, mut version) = ([0; 8], [0; 4]);
    match input.read_exact(&mut magic) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(ArchiveError::Foreign),
        read => read?,
    }
    if magic != MAGIC {
        return Err(ArchiveError::Foreign);
    }
    exactly(input, &mut version)?;
    match u32::from_le_bytes(version) {
        ARCHIVE_VERSION => Ok(()),
        0 => Err(ArchiveError::damaged("there is no format 0")),
        found => Err(ArchiveError::Newer { found, supported: ARCHIVE_VERSION }),
    }
}

fn frame(input: &mut impl Read) -> Result<Frame, ArchiveError> {
    let mut bytes = [0; FRAME];
    exactly(input, &mut bytes)?;
    Frame::of(&bytes)
}

fn exactly(input: &mut impl Read, bytes: &mut [u8]) -> Result<(), ArchiveError> {
    match input.read_exact(bytes) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(ArchiveError::CutOff),
        read => Ok(read?),
    }
}

/// The content of a section that comes next.
fn content(input: &mut impl Read, place: &Place) -> Result<Vec<u8>, ArchiveError> {
    let mut packed = Vec::new();
    // Grows with what is really there, whatever the frame says.
    input.take(u64::from(place.frame.packed)).read_to_end(&mut packed)?;
    if packed.len() < place.frame.packed as usize {
        return Err(ArchiveError::CutOff);
    }
    unpack(&place.frame, &packed)
}

fn at(file: &mut File, place: &Place) -> Result<Vec<u8>, ArchiveError> {
    file.seek(SeekFrom::Start(place.start))?;
    content(file, place)
}
