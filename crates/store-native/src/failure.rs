//! From LMDB's errors to the contract's.

use std::path::Path;

use heed::{Error, MdbError};
use store::StoreError;

/// Wraps an error in doing `what` on `path`, which may be empty.
pub(crate) fn lmdb(what: &'static str, path: &Path) -> impl Fn(Error) -> StoreError {
    move |error| translate(what, path, error)
}

fn translate(what: &'static str, path: &Path, error: Error) -> StoreError {
    let place = || path.display().to_string();
    match error {
        Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            StoreError::ReadOnly { reason: error.to_string() }
        }
        Error::Io(error) => StoreError::io(subject(what, path))(error),
        Error::Mdb(MdbError::MapFull) => StoreError::Full,
        Error::Mdb(MdbError::Invalid | MdbError::VersionMismatch) => {
            StoreError::Foreign { path: path.to_owned(), found: error.to_string() }
        }
        Error::EnvAlreadyOpened => StoreError::locked(path),
        Error::Mdb(
            MdbError::PageNotFound
            | MdbError::Corrupted
            | MdbError::Incompatible
            | MdbError::BadValSize
            | MdbError::KeyExist
            | MdbError::NotFound
            | MdbError::CursorFull
            | MdbError::PageFull
            | MdbError::Problem,
        ) => StoreError::corrupt(what, format!("{} ({error})", place())),
        error => StoreError::io(subject(what, path))(std::io::Error::other(error.to_string())),
    }
}

fn subject(what: &str, path: &Path) -> String {
    if path.as_os_str().is_empty() { what.to_owned() } else { format!("{what}: {}", path.display()) }
}
