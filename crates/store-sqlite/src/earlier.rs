//! Databases of earlier layouts, made readable for whoever builds them anew.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use store::StoreError;

use crate::access;
use crate::failure::sql_on;
use crate::schema::{SCHEMA_VERSION, TABLE_OF_STRUCTURE};

/// Layouts that differ from the current one by the table of structures and by how facts are encoded: files, sources, skipped entries, feed and
/// log are kept alike.
pub(crate) const EARLIER: &[u32] = &[7102];

/// Makes a copy of a database of any layout, with what is in its log.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(from, flags).map_err(sql_on("opening", from))?;
    connection.busy_timeout(access::BUSY_TIMEOUT).map_err(sql_on("opening", from))?;
    let target = to.to_str().ok_or_else(|| {
        let error = std::io::Error::new(std::io::ErrorKind::InvalidFilename, "the path is not UTF-8");
        StoreError::io(to.display().to_string())(error)
    })?;
    connection.execute("VACUUM INTO ?1", [target]).map_err(sql_on("copying", from))?;
    Ok(())
}

/// Gives a database in one of [`EARLIER`]'s layouts the tables of the current one. What it knows of files is as it was.
pub(crate) fn adopt(path: &Path) -> Result<(), StoreError> {
    let failed = || sql_on("upgrading", path);
    let mut connection = Connection::open(path).map_err(failed())?;
    let change = connection.transaction().map_err(failed())?;
    let query = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'structure'";
    let has_structure: i64 = change.query_row(query, [], |row| row.get(0)).map_err(failed())?;
    if has_structure == 0 {
        change.execute_batch(TABLE_OF_STRUCTURE).map_err(failed())?;
    }
    change.pragma_update(None, "user_version", SCHEMA_VERSION).map_err(failed())?;
    change.commit().map_err(failed())
}
