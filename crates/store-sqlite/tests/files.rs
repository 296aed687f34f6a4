//! What opening does with files that are not databases, with read-only places, and with damage.

use std::fs;
use std::path::{Path, PathBuf};

use store::testing::disk::{build, build_with_history, view};
use store::testing::file;
use store::{BulkLoad, StoreError};
use store_sqlite::{BACKEND, BulkBuild, SqliteStore};

store::disk_suite!(BACKEND);

#[test]
fn what_is_no_database_is_said_to_be_none() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let at = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = directory.path().join(name);
        fs::write(&path, bytes).expect("writes");
        path
    };
    let whole = directory.path().join("x.db");
    build(&BACKEND, &whole);
    let bytes = fs::read(&whole).expect("reads");
    let mut newer = bytes.clone();
    newer[60..64].copy_from_slice(&999_999_u32.to_be_bytes());
    let mut other = bytes.clone();
    other[68..72].copy_from_slice(&7_u32.to_be_bytes());
    let open = |path: &Path| SqliteStore::open(path).err().expect("refused");
    assert!(matches!(open(&directory.path().join("none")), StoreError::NotFound { .. }));
    assert!(matches!(open(directory.path()), StoreError::Foreign { .. }));
    assert!(matches!(open(Path::new(":memory:")), StoreError::InMemory));
    for (name, bytes) in [
        ("empty", &b""[..]),
        ("short", b"SQL"),
        ("text", b"hello, this is just a text file"),
        ("other", &other),
    ] {
        let path = at(name, bytes);
        assert!(matches!(open(&path), StoreError::Foreign { .. }), "{name}");
        assert_eq!(fs::read(&path).expect("reads"), bytes, "{name} was changed");
    }
    assert!(matches!(open(&at("newer", &newer)), StoreError::Newer { found: 999_999, .. }));
    assert!(matches!(
        open(&at("cut", &bytes[..100])),
        StoreError::Corrupt { .. } | StoreError::Foreign { .. }
    ));
}

#[test]
fn damage_is_an_error_never_a_panic() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build_with_history(&BACKEND, &path);
    let bytes = fs::read(&path).expect("reads");
    let damaged = directory.path().join("damaged.db");
    let mut errors = 0;
    for step in 0..400 {
        let mut copy = bytes.clone();
        let at = (step * 7919) % copy.len();
        copy[at] ^= 1 << (step % 8);
        fs::write(&damaged, &copy).expect("writes");
        errors += usize::from(read_everything(&damaged).is_err());
    }
    assert!(errors > 0, "some damage must show");
}

fn read_everything(path: &Path) -> Result<(), StoreError> {
    use std::ops::ControlFlow::Continue;
    let snapshot = SqliteStore::snapshot_of(path)?;
    snapshot.meta()?;
    snapshot.counts()?;
    let mut records = Vec::new();
    snapshot.files(&mut |record| {
        records.push(record);
        Continue(())
    })?;
    snapshot.skipped(&mut |_| Continue(()))?;
    store::History::read(snapshot.as_ref())?;
    for record in records {
        snapshot.facts(&store::BlobKey::of(&record))?;
        snapshot.source(&record.content_hash)?;
    }
    snapshot.symbols_matching("", &|_| true, &mut |_| Continue(()))
}

#[test]
fn a_bulk_load_fills_its_pages() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    for number in 0..200 {
        let names: Vec<String> = (0..20).map(|at| format!("a_name_of_some_length_{number}_{at}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        build.put(file(&format!("f{number:03}"), &names)).expect("put");
    }
    build.finish(view()).expect("published");
    let connection = rusqlite::Connection::open(&path).expect("opens");
    for table in ["symbol", "symbol_id"] {
        let query = "SELECT 1.0 * sum(unused) / sum(pgsize) FROM dbstat WHERE name = ?1";
        let unused: f64 = connection.query_row(query, [table], |row| row.get(0)).expect("statistics");
        assert!(unused < 0.06, "{unused} of {table} is unused");
    }
}
