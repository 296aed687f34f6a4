//! Where an export goes: standard output, or a file that is never seen half.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use export::{ExportError, Out};

use super::failed;
use crate::failure::Failure;

/// Writes to standard output.
pub(super) fn standard_output(
    write: impl FnOnce(&mut Out<'_>) -> Result<(), ExportError>,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout());
    match write(&mut out).and_then(|()| Ok(out.flush()?)) {
        // A reader that closed the pipe has seen enough.
        Err(ExportError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| failed("standard output", error)),
    }
}

/// Writes beside the target and renames, so that no half file is ever seen.
pub(super) fn file(
    path: &Path,
    write: impl FnOnce(&mut Out<'_>) -> Result<(), ExportError>,
) -> Result<(), Failure> {
    let partial = beside(path, "partial");
    let written = to_new_file(&partial, write).and_then(|()| Ok(std::fs::rename(&partial, path)?));
    written.map_err(|error| {
        // The error that is reported says more than a failure to clean up would.
        drop(std::fs::remove_file(&partial));
        failed(&path.display().to_string(), error)
    })
}

/// Writes a file to the end, onto the disk.
fn to_new_file(
    path: &Path,
    write: impl FnOnce(&mut Out<'_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut out = BufWriter::new(File::create(path)?);
    write(&mut out)?;
    Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?)
}

/// A name of this process's own beside a path.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{what}-{}", std::process::id()));
    PathBuf::from(name)
}
