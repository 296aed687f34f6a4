//! Copies of trees, and getting rid of them.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use crate::error::TrialError;

/// Copies a tree, but for what git keeps. Links stay links.
///
/// # Errors
/// When something cannot be read or written.
pub fn copy_tree(from: &Path, to: &Path) -> Result<(), TrialError> {
    copy(from, to).map_err(TrialError::io(format!("copying {}", from.display())))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, kind) = (to.join(entry.file_name()), entry.file_type()?);
        if kind.is_dir() {
            if entry.file_name() != ".git" && entry.file_name() != ".magellan" {
                copy(&entry.path(), &path)?;
            }
        } else if kind.is_symlink() {
            symlink(fs::read_link(entry.path())?, &path)?;
        } else if kind.is_file() && entry.file_name() != ".git" {
            fs::copy(entry.path(), &path)?;
            fs::set_permissions(&path, Permissions::from_mode(0o644))?;
        }
    }
    Ok(())
}

/// Removes a tree or a file, if there is one.
///
/// # Errors
/// When it is there and stays there.
pub fn remove_tree(path: &Path) -> Result<(), TrialError> {
    let removed = match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(TrialError::io(path.display().to_string())(error))
        }
        _ => Ok(()),
    }
}
