//! A whole file, mapped for reading.

use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::Path;

use memmap2::Mmap;

/// The bytes of a file, read from disk when they are first touched. Keeps the version that it was opened on when the
/// file is replaced or deleted.
#[derive(Debug)]
pub struct MappedFile {
    map: Mmap,
}

impl Deref for MappedFile {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.map
    }
}

/// Maps the file at `path`. Tells the system that it will be read here and there, so that it does not read ahead.
///
/// Only for files that are published by renaming a finished file into place and never written afterwards. Whoever
/// shortens such a file in place makes its readers fail with a bus error, as with every mapped file.
///
/// # Errors
/// When there is no such file, it is not a regular file, or it cannot be opened or mapped.
pub fn map_file(path: &Path) -> io::Result<MappedFile> {
    // Opening a pipe would wait for a writer.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let map = map(&File::open(path)?)?;
    // Advice that is not taken costs speed only.
    #[cfg(unix)]
    let _ = map.advise(memmap2::Advice::Random);
    Ok(MappedFile { map })
}

#[allow(unsafe_code, reason = "mapping a file is unsafe in itself")]
fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the mapping is private and for reading, and files that come here are written beside their place, renamed
    // into it when they are complete and never opened for writing again; so the bytes behind the slice do not change.
    // What a reader makes of the bytes is checked by its caller like any other input.
    unsafe { Mmap::map(file) }
}

#[cfg(test)]
mod tests {
    use super::map_file;

    #[test]
    fn a_mapping_shows_the_file_as_it_was_opened() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        std::fs::write(&path, b"old").unwrap();
        let old = map_file(&path).unwrap();
        std::fs::write(dir.path().join("new"), b"newer").unwrap();
        std::fs::rename(dir.path().join("new"), &path).unwrap();
        assert_eq!(&*old, b"old");
        assert_eq!(&*map_file(&path).unwrap(), b"newer");
    }

    #[test]
    fn an_empty_file_has_no_bytes_and_a_directory_is_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("empty");
        std::fs::write(&path, b"").unwrap();
        assert!(map_file(&path).unwrap().is_empty());
        assert!(map_file(dir.path()).is_err());
        assert!(map_file(&dir.path().join("nothing")).is_err());
    }
}
