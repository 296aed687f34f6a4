//! This store among the kinds of stores.

use std::io;
use std::path::Path;

use store::{Backend, Damage, Probe, Probed, StoreError};

use crate::access::{self, HEADER};
use crate::bulk::BulkBuild;
use crate::earlier;
use crate::failure::{sql, sql_on};
use crate::schema::{APPLICATION_ID, SCHEMA_VERSION};
use crate::sqlite_store::SqliteStore;
use crate::writer::Writer;

/// SQLite.
pub const BACKEND: Backend = Backend {
    name: "sqlite",
    about: "SQLite 3: one file that any SQLite tool can look into",
    version: SCHEMA_VERSION,
    probe,
    open: |path| Ok(Box::new(SqliteStore::open(path)?)),
    snapshot: SqliteStore::snapshot_of,
    bulk: |path| Ok(Box::new(BulkBuild::create(path)?)),
    compact,
    integrity,
    earlier: earlier::EARLIER,
    copy: earlier::copy,
    adopt: earlier::adopt,
    stands_damage: true,
    beside: &["-guard", "-wal", "-shm"],
};

/// Bytes of SQLite's header (<https://www.sqlite.org/fileformat.html#the_database_header>).
const HEADER_BYTES: usize = 100;

#[allow(clippy::unnecessary_wraps, reason = "the form that all stores share")]
fn probe(probe: &mut Probe<'_>) -> io::Result<Probed> {
    if !probe.header.starts_with(HEADER) {
        return Ok(Probed::No);
    }
    if probe.header.len() < HEADER_BYTES {
        return Ok(Probed::Damaged("it begins like an SQLite database and ends within the header"));
    }
    let number = |at: usize| u32::from_be_bytes([0, 1, 2, 3].map(|byte| probe.header[at + byte]));
    if number(68) != APPLICATION_ID.cast_unsigned() {
        return Ok(Probed::Foreign("it is an SQLite database of another program"));
    }
    Ok(Probed::Version(number(60)))
}

/// Rewrites the database without its unused pages.
fn compact(path: &Path) -> Result<(), StoreError> {
    Writer::open(path)?.compact(path)
}

fn integrity(path: &Path) -> Result<Vec<Damage>, StoreError> {
    let reader = access::open_reader(path)?;
    let mut check = reader.connection.prepare("PRAGMA integrity_check").map_err(sql_on("checking", path))?;
    let mut rows = check.query([]).map_err(sql("checking"))?;
    let mut damages = Vec::new();
    loop {
        // Damage may be such that even the check fails: that is a finding too.
        match rows.next() {
            Ok(None) => return Ok(damages),
            Ok(Some(row)) => match row.get::<_, String>(0).map_err(sql("checking"))? {
                fine if fine == "ok" => {}
                what => damages.push(Damage { place: "file".to_owned(), what }),
            },
            Err(error) => {
                damages.push(Damage { place: "file".to_owned(), what: error.to_string() });
                return Ok(damages);
            }
        }
    }
}
