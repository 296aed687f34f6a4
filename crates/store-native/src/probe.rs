//! Telling what a file is, by a few of its pages.

use std::fs::File;
use std::io;
use std::path::Path;

use store::{Probe, Probed, StoreError};

use crate::layout::{FORMAT_KEY, MARKER, META, SCHEMA_VERSION};
use crate::pages::{self, BadMeta, Meta, PageError};

/// Others may commit while pages are read; then the newest state is another, and it is looked again.
const TRIES: usize = 100;

/// Looks whether a file is a database of this kind.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn probe(probe: &mut Probe<'_>) -> io::Result<Probed> {
    if !Meta::recognises(probe.header) {
        return Ok(Probed::No);
    }
    Ok(match look(probe.file)?.0 {
        Probed::No => Probed::Damaged("it begins like an LMDB database and ends within the header"),
        probed => probed,
    })
}

/// What a file is, and the state that was looked at.
fn look(file: &File) -> io::Result<(Probed, Option<Meta>)> {
    let mut before = None;
    for _ in 0..TRIES {
        let meta = match Meta::newest(file) {
            Ok(meta) => meta,
            Err(BadMeta::Foreign) => return Ok((Probed::No, None)),
            Err(BadMeta::Damaged(how)) => return Ok((Probed::Damaged(how), None)),
            Err(BadMeta::Io(error)) => return Err(error),
        };
        match pages::find(file, &meta, META.as_bytes(), FORMAT_KEY) {
            Ok(format) => return Ok((format_of(format.as_deref()), Some(meta))),
            Err(PageError::Io(error)) => return Err(error),
            Err(PageError::Damaged { what, .. }) if before == Some(meta.transaction) => {
                return Ok((Probed::Damaged(what), None));
            }
            Err(PageError::Damaged { .. }) => before = Some(meta.transaction),
        }
    }
    Ok((Probed::Damaged("it changes faster than it can be read"), None))
}

fn format_of(value: Option<&[u8]>) -> Probed {
    let version = value.and_then(|value| value.strip_prefix(MARKER)).map(<[u8; 4]>::try_from);
    match version {
        Some(Ok(version)) => Probed::Version(u32::from_be_bytes(version)),
        _ => Probed::Foreign("it is an LMDB database of another program"),
    }
}

/// Checks that a file is a database that can be opened: header, versions, and that nothing that is used is cut off.
///
/// # Errors
/// Which of these it is not.
pub(crate) fn check(path: &Path, file: &File) -> Result<(), StoreError> {
    let io = || StoreError::io(path.display().to_string());
    let (path_of, foreign) = (
        || path.to_owned(),
        |found: &str| StoreError::Foreign { path: path.to_owned(), found: found.to_owned() },
    );
    let length = file.metadata().map_err(io())?.len();
    if length == 0 {
        return Err(foreign("it is empty"));
    }
    let (probed, meta) = look(file).map_err(io())?;
    match probed {
        Probed::No => return Err(foreign("it does not begin like an LMDB database")),
        Probed::Foreign(found) => return Err(foreign(found)),
        Probed::Damaged(how) => {
            return Err(StoreError::corrupt("the file", format!("{} ({how})", path.display())));
        }
        Probed::Version(found) if found > SCHEMA_VERSION => {
            return Err(StoreError::Newer { path: path_of(), found, supported: SCHEMA_VERSION });
        }
        Probed::Version(found) if found < SCHEMA_VERSION => {
            return Err(StoreError::Older { path: path_of(), found, supported: SCHEMA_VERSION });
        }
        Probed::Version(_) => {}
    }
    match meta {
        Some(meta) if length < meta.length() => check_short(path, file, &meta),
        _ => Ok(()),
    }
}

/// A file may end before its last page, when the pages that are missing are free.
fn check_short(path: &Path, file: &File, meta: &Meta) -> Result<(), StoreError> {
    let damage = pages::verify(file, meta).map_err(StoreError::io(path.display().to_string()))?;
    // Somebody who commits meanwhile makes the file longer, and what was read another state.
    let is_same = Meta::newest(file).is_ok_and(|now| now.transaction == meta.transaction);
    match damage.first() {
        Some(damage) if is_same => Err(StoreError::corrupt(
            "the file",
            format!("{} ({}: {})", path.display(), damage.place, damage.what),
        )),
        _ => Ok(()),
    }
}
