//! Where an index keeps its files: a directory, every block of every file with a checksum that is looked at when the block is read.
//!
//! Nothing is forced to disk: an index is a cache, and what a power failure leaves of it is found out. A file is read piece by piece
//! through an open handle, so a reader keeps what it has begun to read when a writer removes it, needs no lock, and writes nothing.
//!
//! ```text
//! file = block*      block = up to 16,376 bytes, XXH3 of name, number of the block and bytes (8, little-endian)
//! ```

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use twox_hash::XxHash3_64;

/// Bytes of a block on disk.
const BLOCK: usize = 16 * 1024;
/// Bytes of its checksum.
const SUM: usize = 8;
/// Bytes of a block that are a file's own.
const ROOM: usize = BLOCK - SUM;
/// What the library reads from the end of every file, whether it has so many bytes or not.
const FOOTER: usize = 8;

/// A directory of checked files. Who writes must be the only one.
#[derive(Clone, Debug)]
pub(crate) struct CheckedDirectory {
    path: PathBuf,
}

impl CheckedDirectory {
    /// The directory at `path`, which need not be there.
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }
}

impl Directory for CheckedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let opened = CheckedFile::open(&self.path, path)
            .and_then(|file| if file.length < FOOTER { Err(damaged()) } else { Ok(file) });
        Ok(Arc::new(opened.map_err(|error| unread(path, error))?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        std::fs::remove_file(self.path.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.path.join(path).try_exists().map_err(|error| unread(path, error))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let created = OpenOptions::new().write(true).create_new(true).open(self.path.join(path));
        let file = created.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        Ok(BufWriter::new(Box::new(Blocks::new(file, path))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let read = CheckedFile::open(&self.path, path).and_then(|file| file.read_bytes(0..file.length));
        read.map(|bytes| bytes.to_vec()).map_err(|error| unread(path, error))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let new = self.path.join(format!(".new{}", path.display()));
        let mut blocks = Blocks::new(File::create(&new)?, path);
        blocks.write_all(data)?;
        blocks.finish()?;
        std::fs::rename(new, self.path.join(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// The only writer needs none, and readers look again when a file is gone.
    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn unread(path: &Path, error: io::Error) -> OpenReadError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
        _ => OpenReadError::wrap_io_error(error, path.to_owned()),
    }
}

/// What tells the blocks of one file from those of others.
fn seed_of(name: &Path) -> u64 {
    XxHash3_64::oneshot(name.as_os_str().as_encoded_bytes())
}

fn sum(seed: u64, block: u64, bytes: &[u8]) -> [u8; SUM] {
    XxHash3_64::oneshot_with_seed(seed.wrapping_add(block), bytes).to_le_bytes()
}

/// A file that is being written.
struct Blocks {
    file: File,
    seed: u64,
    block: u64,
    buffer: Vec<u8>,
}

impl Blocks {
    fn new(file: File, name: &Path) -> Self {
        Self { file, seed: seed_of(name), block: 0, buffer: Vec::new() }
    }

    /// Writes what is left.
    fn finish(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() { Ok(()) } else { self.write_block() }
    }

    fn write_block(&mut self) -> io::Result<()> {
        let sum = sum(self.seed, self.block, &self.buffer);
        self.buffer.extend(sum);
        self.file.write_all(&self.buffer)?;
        self.buffer.clear();
        self.block += 1;
        Ok(())
    }
}

impl Write for Blocks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(ROOM - self.buffer.len());
        self.buffer.extend_from_slice(&bytes[..taken]);
        if self.buffer.len() == ROOM {
            self.write_block()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Blocks {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.finish()
    }
}

/// A file that is read.
#[derive(Debug)]
struct CheckedFile {
    file: File,
    seed: u64,
    length: usize,
}

impl CheckedFile {
    fn open(directory: &Path, name: &Path) -> io::Result<Self> {
        let path = directory.join(name);
        // Opening a pipe would wait for its other end.
        if !std::fs::metadata(&path)?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file"));
        }
        let file = File::open(path)?;
        let bytes = file.metadata()?.len() as usize;
        let length = match bytes % BLOCK {
            0 => bytes / BLOCK * ROOM,
            rest if rest > SUM => bytes / BLOCK * ROOM + rest - SUM,
            _ => return Err(damaged()),
        };
        Ok(Self { file, seed: seed_of(name), length })
    }
}

impl FileHandle for CheckedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(damaged());
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let (first, last) = (range.start / ROOM, (range.end - 1) / ROOM);
        let end = last * BLOCK + (self.length - last * ROOM).min(ROOM) + SUM;
        let mut raw = vec![0; end - first * BLOCK];
        self.file.read_exact_at(&mut raw, (first * BLOCK) as u64)?;
        let mut bytes = Vec::with_capacity(range.len() + BLOCK);
        for (block, raw) in (first as u64..).zip(raw.chunks(BLOCK)) {
            let (own, written) = raw.split_at(raw.len() - SUM);
            if sum(self.seed, block, own) != written {
                return Err(damaged());
            }
            bytes.extend_from_slice(own);
        }
        let skipped = range.start - first * ROOM;
        bytes.truncate(skipped + range.len());
        bytes.drain(..skipped);
        Ok(OwnedBytes::new(bytes))
    }
}

impl HasLen for CheckedFile {
    fn len(&self) -> usize {
        self.length
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a block of the search index is damaged")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::Path;

    use tantivy::directory::{Directory as _, TerminatingWrite as _};

    use super::{BLOCK, CheckedDirectory, ROOM};

    #[test]
    fn what_is_written_is_read_and_damage_is_found() {
        let place = tempfile::tempdir().expect("a temporary directory");
        let directory = CheckedDirectory::new(place.path());
        for length in [8, 9, ROOM - 1, ROOM, ROOM + 1, 3 * ROOM + 7] {
            let name = format!("file{length}");
            let bytes: Vec<u8> = (0..length).map(|at| (at * 7 % 251) as u8).collect();
            let mut file = directory.open_write(Path::new(&name)).expect("is new");
            file.write_all(&bytes).expect("writes");
            file.terminate().expect("writes");
            let read = directory.open_read(Path::new(&name)).expect("opens");
            assert_eq!(*read.read_bytes().expect("whole"), *bytes);
            let middle = length / 3..length - length / 4;
            assert_eq!(*read.read_bytes_slice(middle.clone()).expect("whole"), bytes[middle]);
            damage(&directory, &place.path().join(&name), &name);
        }
    }

    fn damage(directory: &CheckedDirectory, path: &Path, name: &str) {
        let whole = std::fs::read(path).expect("is there");
        for at in (0..whole.len()).step_by(BLOCK / 3 + 1) {
            let mut flipped = whole.clone();
            flipped[at] ^= 4;
            std::fs::write(path, &flipped).expect("writable");
            assert!(directory.atomic_read(Path::new(name)).is_err(), "byte {at}");
            std::fs::write(path, &whole[..at]).expect("writable");
            let cut = directory.atomic_read(Path::new(name));
            assert!(cut.is_err() || at % BLOCK == 0, "cut at {at}");
        }
    }
}
