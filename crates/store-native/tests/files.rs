//! What opening does with files that are not databases, with read-only places, and with damage.

use std::fs;
use std::path::{Path, PathBuf};

use store::testing::disk::{build, build_with_history, view};
use store::testing::file;
use store::{BulkLoad, StoreError};
use store_native::{BACKEND, BulkBuild, NativeStore};

store::disk_suite!(BACKEND);

type Table = heed::Database<heed::types::Bytes, heed::types::Bytes>;

/// Looks into a database behind the store's back.
fn behind<T>(path: &Path, look: impl FnOnce(&mapping::Environment, &heed::RoTxn<'_>) -> T) -> T {
    let options = mapping::EnvironmentOptions {
        access: mapping::EnvironmentAccess::ReadUnregistered,
        map_size: 1 << 30,
        max_readers: 8,
        max_databases: 32,
    };
    let environment = mapping::open_environment(path, &options).expect("opens");
    let txn = environment.read_txn().expect("reads");
    look(&environment, &txn)
}

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
    let marker = bytes.windows(4).position(|bytes| bytes == b"MAG2").expect("the marker is there");
    let mut newer = bytes.clone();
    newer[marker + 4..marker + 8].copy_from_slice(&999_999_u32.to_be_bytes());
    let mut older = bytes.clone();
    older[marker + 4..marker + 8].copy_from_slice(&1_u32.to_be_bytes());
    let mut other = bytes.clone();
    other[marker] = b'N';
    let open = |path: &Path| NativeStore::open(path).err().expect("refused");
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
    match open(&at("older", &older)) {
        StoreError::Older { found, supported, .. } => {
            assert_eq!((found, supported), (1, store_native::SCHEMA_VERSION));
        }
        other => panic!("expected an earlier layout, got {other}"),
    }
    assert!(matches!(
        open(&at("cut", &bytes[..100])),
        StoreError::Corrupt { .. } | StoreError::Foreign { .. }
    ));
}

#[test]
fn damage_is_found_or_read_over() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build_with_history(&BACKEND, &path);
    let bytes = fs::read(&path).expect("reads");
    let damaged = directory.path().join("damaged.db");
    let mut found = 0;
    for step in 0..3_000 {
        let mut copy = bytes.clone();
        let at = (step * 7919) % copy.len();
        copy[at] ^= 1 << (step % 8);
        fs::write(&damaged, &copy).expect("writes");
        found += usize::from(!is_sound(&damaged));
    }
    assert!(found > 50, "some damage must show");
}

#[test]
fn a_file_that_is_cut_off_is_refused() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    build(&BACKEND, &path);
    let bytes = fs::read(&path).expect("reads");
    let cut = directory.path().join("cut.db");
    for length in (0..bytes.len()).step_by(509) {
        fs::write(&cut, &bytes[..length]).expect("writes");
        let opened = NativeStore::snapshot_of(&cut).err().expect("refused");
        assert!(
            matches!(opened, StoreError::Corrupt { .. } | StoreError::Foreign { .. }),
            "{length}: {opened}"
        );
        assert!(!is_sound(&cut), "{length}");
    }
}

/// Whether the file can be read without errors. LMDB is let at it only when its pages are sound.
fn is_sound(path: &Path) -> bool {
    let damage = (BACKEND.integrity)(path);
    damage.is_ok_and(|damage| damage.is_empty()) && read_everything(path).is_ok()
}

fn read_everything(path: &Path) -> Result<(), StoreError> {
    use std::ops::ControlFlow::Continue;
    let snapshot = NativeStore::snapshot_of(path)?;
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
    let used = |table: &str| {
        let mut bytes = 0;
        let pages = behind(&path, |environment, txn| {
            let table: Table = environment.open_database(txn, Some(table)).expect("opens").expect("is there");
            for entry in table.iter(txn).expect("lists") {
                let (key, value) = entry.expect("an entry");
                bytes += key.len() + value.len() + 10;
            }
            table.stat(txn).expect("statistics").leaf_pages
        });
        bytes * 100 / (pages * 4096)
    };
    for table in ["name", "id", "fqn", "content"] {
        assert!(used(table) > 90, "{} % of the pages of `{table}` are used", used(table));
    }
}
