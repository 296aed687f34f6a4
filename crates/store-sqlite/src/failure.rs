//! From SQLite's errors to the contract's.

use std::path::Path;

use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use rusqlite::{Error, ErrorCode};
use store::StoreError;

/// Wraps an error in doing `what`.
pub(crate) fn sql(what: &'static str) -> impl Fn(Error) -> StoreError {
    move |error| translate(what, "", &error)
}

/// Wraps an error in doing `what` on `path`.
pub(crate) fn sql_on(what: &'static str, path: &Path) -> impl Fn(Error) -> StoreError {
    let place = path.display().to_string();
    move |error| translate(what, &place, &error)
}

fn translate(what: &'static str, place: &str, error: &Error) -> StoreError {
    let code = error.sqlite_error_code();
    match code {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::locked(place),
        Some(ErrorCode::DiskFull) => StoreError::Full,
        // The log's index cannot grow: <https://www.sqlite.org/rescode.html#ioerr_shmsize>.
        Some(_) if is_extended(error, SQLITE_IOERR_SHMSIZE) => StoreError::Full,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            StoreError::ReadOnly { reason: error.to_string() }
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::SchemaChanged | ErrorCode::TypeMismatch) | None => {
            StoreError::corrupt(what, format!("{place} ({error})"))
        }
        Some(ErrorCode::NotADatabase) => StoreError::Foreign { path: place.into(), found: error.to_string() },
        Some(_) => {
            let subject = if place.is_empty() { what.to_owned() } else { format!("{what}: {place}") };
            StoreError::io(subject)(std::io::Error::other(error.to_string()))
        }
    }
}

fn is_extended(error: &Error, code: i32) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == code)
}
