//! Where an export goes: standard output, or a file or a directory of them that is never seen half.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use export::{ExportError, Out, Selection, TABLES, Table, TableOut};

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
    let written = to_new_file(&partial, write).and_then(|()| Ok(fs::rename(&partial, path)?));
    written.map_err(|error| {
        // The error that is reported says more than a failure to clean up would.
        drop(fs::remove_file(&partial));
        failed(&path.display().to_string(), error)
    })
}

/// Writes the tables of a selection, a file each, into a directory beside the target and renames that. A directory that is there is
/// replaced when it is empty or an export of tables itself.
pub(super) fn directory(
    path: &Path,
    extension: &str,
    selection: &Selection,
    write: impl FnOnce(Vec<TableOut<'_>>) -> Result<(), ExportError>,
) -> Result<(), Failure> {
    is_replaceable(path)?;
    let partial = beside(path, "partial");
    let written = to_new_directory(&partial, extension, selection, write)
        .and_then(|()| replace(path, &partial).map_err(ExportError::from));
    written.map_err(|error| {
        drop(fs::remove_dir_all(&partial));
        failed(&path.display().to_string(), error)
    })
}

/// Whether nothing but an older export would be lost.
fn is_replaceable(path: &Path) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::io(&shown, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| Failure::io(&shown, &error))?;
        let name = PathBuf::from(entry.file_name());
        let is_table = TABLES.iter().any(|table| name.file_stem().is_some_and(|stem| stem == table.name));
        if !is_table || entry.path().is_dir() {
            let message = format!("{shown} holds {}, which is no table of an export", name.display());
            return Err(Failure::argument(message).hint("name a new directory, or an empty one"));
        }
    }
    Ok(())
}

fn to_new_directory(
    path: &Path,
    extension: &str,
    selection: &Selection,
    write: impl FnOnce(Vec<TableOut<'_>>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    fs::create_dir(path)?;
    let tables: Vec<&Table> = TABLES.iter().filter(|table| table.is_in(selection)).collect();
    let open = |table: &&Table| File::create(path.join(format!("{}.{extension}", table.name)));
    let files = tables.iter().map(open).collect::<io::Result<Vec<_>>>()?;
    let mut files: Vec<_> = files.into_iter().map(BufWriter::new).collect();
    let outs = tables.iter().zip(&mut files).map(|(table, out)| TableOut { table, out });
    write(outs.collect())?;
    files.into_iter().try_for_each(synced)
}

/// Puts a directory where another may be.
fn replace(path: &Path, with: &Path) -> io::Result<()> {
    if !path.exists() {
        return fs::rename(with, path);
    }
    let old = beside(path, "replaced");
    fs::rename(path, &old)?;
    fs::rename(with, path).inspect_err(|_| drop(fs::rename(&old, path)))?;
    fs::remove_dir_all(&old)
}

/// Writes a file to the end, onto the disk.
fn to_new_file(
    path: &Path,
    write: impl FnOnce(&mut Out<'_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut out = BufWriter::new(File::create(path)?);
    write(&mut out)?;
    synced(out)
}

fn synced(out: BufWriter<File>) -> Result<(), ExportError> {
    Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?)
}

/// A name of this process's own beside a path.
fn beside(path: &Path, what: &str) -> PathBuf {
    // A slash at the end would make it a name inside.
    let mut name = path.components().collect::<PathBuf>().into_os_string();
    name.push(format!(".{what}-{}", std::process::id()));
    PathBuf::from(name)
}
