//! Opening database files: what may be created, what is checked, who waits for whom.
//!
//! Readers never write, not even the files that SQLite keeps beside a database in WAL mode. When there is something in them
//! (somebody writes, or was killed while writing) a reader joins them. When there is not, everything is in the main
//! file and it is opened as immutable; so that nobody changes it meanwhile, the reader holds a shared lock on the
//! *guard*, an empty file beside the database (on the database where there is none yet), and writers move pages into the
//! main file only while they hold both alone.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use store::StoreError;
use store::beside::side_file;

use crate::failure::sql_on;
use crate::schema::{APPLICATION_ID, SCHEMA_VERSION};

pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
pub(crate) const HEADER: &[u8; 16] = b"SQLite format 3\0";

/// A connection for reading, and the guard that it reads under.
pub(crate) struct Reader {
    pub(crate) connection: Connection,
    /// Whether it sees what is in the log, now and later; else the file is taken to stay as it is.
    pub(crate) joins_writers: bool,
    /// Held as long as the connection lives.
    _guard: Option<File>,
}

/// Opens an existing database for reading.
pub(crate) fn open_reader(path: &Path) -> Result<Reader, StoreError> {
    check_header(path)?;
    let guard = guard_to_share(path).filter(|file| file.lock_shared().is_ok());
    let immutable = !has_log(path);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection =
        Connection::open_with_flags(uri(path, immutable), flags).map_err(sql_on("opening", path))?;
    prepare_for_questions(&connection).map_err(sql_on("opening", path))?;
    check_format(&connection, path)?;
    Ok(Reader { connection, joins_writers: !immutable, _guard: guard.filter(|_| immutable) })
}

/// Statements that a connection keeps compiled: about as many as there are in this crate.
const STATEMENTS: usize = 64;

/// Every connection waits for others, and compiles each statement once: without the guarantee that plans do not depend on what is asked
/// for, SQLite compiles it again for every value.
fn prepare_for_questions(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// Bytes of a database that a reader maps at most.
const MAPPED: i64 = 64 << 30;

/// Lets a reader that will be used for many pages map the file: one system call less for each. A reader of one answer is better off
/// without, since what it maps is read ahead.
pub(crate) fn map(reader: &Reader, path: &Path) -> Result<(), StoreError> {
    let mapped = reader.connection.pragma_update_and_check(None, "mmap_size", MAPPED, |_| Ok(()));
    mapped.map_err(sql_on("opening", path))
}

/// What is locked while a database is read. A file that was copied or linked has no guard yet, and reading makes none: it
/// stands for itself then.
fn guard_to_share(path: &Path) -> Option<File> {
    File::open(guard_path(path)).or_else(|_| File::open(path)).ok()
}

/// Whether something may be in the log. An empty one says nothing, and joining it takes room on the disk that there may not be.
fn has_log(path: &Path) -> bool {
    std::fs::metadata(side_file(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Opens an existing database for reading and writing.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    check_header(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(sql_on("opening", path))?;
    prepare_for_questions(&connection).map_err(sql_on("opening", path))?;
    check_format(&connection, path)?;
    let settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; \
                    PRAGMA wal_autocheckpoint=0; PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY;";
    connection.execute_batch(settings).map_err(sql_on("opening", path))?;
    let no_checkpoint = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    connection.set_db_config(no_checkpoint, true).map_err(sql_on("opening", path))?;
    Ok(connection)
}

/// Moves what was written into the main file, as far as readers allow. Waits for nobody: what is left, another time
/// moves.
pub(crate) fn checkpoint(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let guard = open_guard(path)?;
    let itself = File::open(path).map_err(StoreError::io(path.display().to_string()))?;
    if guard.try_lock().is_err() || itself.try_lock().is_err() {
        return Ok(());
    }
    let failed = sql_on("checkpoint", path);
    connection.busy_timeout(Duration::ZERO).map_err(&failed)?;
    let none = |_: &rusqlite::Row<'_>| Ok(());
    let moved = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], none).map_err(&failed);
    connection.busy_timeout(BUSY_TIMEOUT).map_err(&failed)?;
    match moved {
        Err(StoreError::Locked { .. }) => Ok(()),
        other => other,
    }
}

/// The empty file that readers and checkpoints lock.
pub(crate) fn open_guard(path: &Path) -> Result<File, StoreError> {
    let guard = guard_path(path);
    let subject = guard.display().to_string();
    OpenOptions::new().create(true).truncate(false).write(true).open(guard).map_err(StoreError::io(subject))
}

fn guard_path(path: &Path) -> PathBuf {
    side_file(path, "-guard")
}

/// Looks at the file before SQLite does, which would take an empty file for an empty database.
fn check_header(path: &Path) -> Result<(), StoreError> {
    if path.as_os_str() == ":memory:" {
        return Err(StoreError::InMemory);
    }
    let io = || StoreError::io(path.display().to_string());
    let metadata = match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::NotFound { path: path.to_owned() });
        }
        other => other.map_err(io())?,
    };
    let foreign = |found: &str| StoreError::Foreign { path: path.to_owned(), found: found.to_owned() };
    if metadata.is_dir() {
        return Err(foreign("it is a directory"));
    }
    let mut header = Vec::new();
    let file = File::open(path).map_err(io())?;
    file.take(HEADER.len() as u64).read_to_end(&mut header).map_err(io())?;
    match header.as_slice() {
        [] => Err(foreign("it is empty")),
        found if found == HEADER => Ok(()),
        _ => Err(foreign("it does not begin like an SQLite database")),
    }
}

fn check_format(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let number = |pragma: &str| -> Result<i64, StoreError> {
        connection
            .pragma_query_value(None, pragma, |row| row.get(0))
            .map_err(sql_on("reading the header", path))
    };
    if number("application_id")? != i64::from(APPLICATION_ID) {
        let found = "it is an SQLite database of another program".to_owned();
        return Err(StoreError::Foreign { path: path.to_owned(), found });
    }
    let found = u32::try_from(number("user_version")?).unwrap_or(u32::MAX);
    let (path, supported) = (path.to_owned(), SCHEMA_VERSION);
    match found.cmp(&supported) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(StoreError::Newer { path, found, supported }),
        std::cmp::Ordering::Less => Err(StoreError::Older { path, found, supported }),
    }
}

/// A `file:` URI; everything that means something in one is escaped (<https://www.sqlite.org/uri.html>).
fn uri(path: &Path, immutable: bool) -> String {
    let mut text = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                text.push(char::from(byte));
            }
            _ => {
                text.push('%');
                text.extend(char::from_digit(u32::from(byte >> 4), 16));
                text.extend(char::from_digit(u32::from(byte & 15), 16));
            }
        }
    }
    if immutable {
        text.push_str("?immutable=1");
    }
    text
}
