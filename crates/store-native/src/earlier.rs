//! Databases of earlier layouts, made readable for whoever builds them anew.

use std::fs::{self, File};
use std::path::Path;

use mapping::EnvironmentAccess;
use store::StoreError;

use crate::failure::lmdb;
use crate::files::{self, Hold};
use crate::layout::{Change, Tables};
use crate::meta;
use crate::opened::open_in;

/// Layouts that differ from the current one by the key space of structures and by how facts are encoded: files, sources, skipped entries, feed
/// and log are kept alike.
pub(crate) const EARLIER: &[u32] = &[2102];

/// Makes a copy of a database of any layout. Writers wait meanwhile.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let io = |path: &Path| StoreError::io(path.display().to_string());
    let file = File::open(from).map_err(io(from))?;
    files::hold(&file, Hold::Shared, from)?;
    fs::copy(from, to).map_err(io(to))?;
    Ok(())
}

/// Gives a database in one of [`EARLIER`]'s layouts the key spaces of the current one. What it knows of files is as it was. Its pages must
/// have been found sound, and nobody else may know it.
pub(crate) fn adopt(path: &Path) -> Result<(), StoreError> {
    let failed = || lmdb("upgrading", path);
    let length = fs::metadata(path).map_err(StoreError::io(path.display().to_string()))?.len();
    // Room for the tables that are new.
    let room = length + (16 << 20);
    let environment = open_in(path, EnvironmentAccess::Build, room, room).map_err(failed())?;
    let tables = Tables::create(&environment)?;
    let mut change = Change { txn: environment.write_txn().map_err(failed())?, tables };
    meta::put_format(&mut change)?;
    change.txn.commit().map_err(failed())?;
    environment.force_sync().map_err(failed())
}
