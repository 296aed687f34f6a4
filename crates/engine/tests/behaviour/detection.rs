//! What a file is told to be, and that telling leaves it alone.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use engine::{BACKENDS, Backend, DetectError, IndexOptions, StoreError, detect_backend_format};

use crate::scratch::Scratch;

/// A database of this kind.
fn database(scratch: &Scratch) -> PathBuf {
    scratch.write("a.py", "def f(): pass\n");
    scratch.index(&IndexOptions::default());
    scratch.beside("kept.db")
}

/// Detects, and makes sure that bytes, time and neighbours are as they were.
fn detected(path: &Path) -> Result<(&'static Backend, u32), DetectError> {
    let state = || {
        let listed =
            path.parent().map(|directory| fs::read_dir(directory).map(Iterator::count).unwrap_or_default());
        let time = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
        (fs::read(path).ok(), time, listed)
    };
    let before = state();
    let told = detect_backend_format(path);
    assert!(state() == before, "{} is not as it was", path.display());
    told.map(|format| (format.backend, format.version))
}

fn named(scratch: &Scratch, name: &str, bytes: &[u8]) -> PathBuf {
    let path = scratch.beside(name);
    fs::write(&path, bytes).expect("writes");
    path
}

#[test]
fn databases_are_told_by_their_bytes() {
    for &backend in BACKENDS {
        let scratch = Scratch::of(backend);
        let db = database(&scratch);
        assert_eq!(detected(&db).expect("a database"), (backend, backend.version));
        // The name does not matter, nor do the files beside it.
        let elsewhere = tempfile::tempdir().expect("a temporary directory");
        let copy = elsewhere.path().join("any name.txt");
        fs::copy(&db, &copy).expect("copies");
        assert_eq!(detected(&copy).expect("a database"), (backend, backend.version));
    }
}

#[test]
fn what_is_no_database_is_told_exactly() {
    let scratch = Scratch::new();
    scratch.write("a.py", "def f(): pass\n");
    assert!(matches!(detected(&scratch.beside("missing")), Err(DetectError::DatabaseNotFound { .. })));
    assert!(matches!(detected(Path::new(":memory:")), Err(DetectError::InMemoryNotSupported)));
    let unknown = |path: &Path, expected: &str| match detected(path) {
        Err(DetectError::UnknownFormat { found, .. }) => assert_eq!(found, expected),
        other => panic!("{}: {other:?}", path.display()),
    };
    unknown(&scratch.root(), "it is a directory");
    unknown(&named(&scratch, "empty", b""), "it is empty");
    let other = "it begins like no database that is known here";
    unknown(&named(&scratch, "short", b"SQL"), other);
    unknown(&named(&scratch, "text", b"hello, this is just a text file\n"), other);
    unknown(&named(&scratch, "zeros", &[0; 10_000]), other);
}

#[test]
fn a_file_that_may_not_be_read_cannot_be_opened() {
    let scratch = Scratch::new();
    let path = named(&scratch, "secret", b"SQLite format 3\0");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    // Nothing is forbidden to root.
    if fs::read(&path).is_err() {
        assert!(matches!(detected(&path), Err(DetectError::CannotOpen { .. })));
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("permissions");
}

#[test]
fn a_database_that_ends_in_its_header_is_told_to_be_damaged() {
    for &backend in BACKENDS {
        let scratch = Scratch::of(backend);
        let bytes = fs::read(database(&scratch)).expect("reads");
        // Bytes 16 to 19 are the last of the shorter magic.
        for length in [20, 60, 99] {
            let cut = named(&scratch, "cut", &bytes[..length]);
            assert!(
                matches!(detected(&cut), Err(DetectError::CannotReadHeader { .. })),
                "{} cut to {length}",
                backend.name
            );
        }
        for length in [1, 3, 15] {
            let cut = named(&scratch, "cut", &bytes[..length]);
            assert!(matches!(detected(&cut), Err(DetectError::UnknownFormat { .. })), "{}", backend.name);
        }
    }
}

/// Where a database of this kind says which layout it has, big-endian in four bytes.
fn layout_at(backend: &Backend, bytes: &[u8]) -> usize {
    const MARKER: &[u8] = b"MAG2";
    match backend.name {
        "sqlite" => 60,
        // Behind the marker, in the table that tells of the database.
        _ => {
            bytes.windows(MARKER.len()).position(|part| part == MARKER).expect("it is marked") + MARKER.len()
        }
    }
}

#[test]
fn a_later_layout_is_told_with_both_versions() {
    for &kind in BACKENDS {
        let scratch = Scratch::of(kind);
        let mut bytes = fs::read(database(&scratch)).expect("reads");
        let at = layout_at(kind, &bytes);
        bytes[at..at + 4].copy_from_slice(&999_999_u32.to_be_bytes());
        let newer = named(&scratch, "newer", &bytes);
        match detected(&newer) {
            Err(DetectError::NewerFormat { backend, found: 999_999, supported, .. }) => {
                assert_eq!((backend, supported), (kind.name, kind.version));
            }
            other => panic!("{other:?}"),
        }
        assert!(
            matches!((kind.open)(&newer), Err(StoreError::Newer { found: 999_999, .. })),
            "{}",
            kind.name
        );
        bytes[at..at + 4].copy_from_slice(&1_u32.to_be_bytes());
        let older = named(&scratch, "older", &bytes);
        assert_eq!(detected(&older).expect("is told all the same").1, 1);
        assert!(matches!((kind.snapshot)(&older), Err(StoreError::Older { found: 1, .. })), "{}", kind.name);
    }
}

#[test]
fn a_database_of_another_program_is_told_to_be_one() {
    for (&kind, expected) in BACKENDS
        .iter()
        .zip(["it is an SQLite database of another program", "it is an LMDB database of another program"])
    {
        let scratch = Scratch::of(kind);
        let mut bytes = fs::read(database(&scratch)).expect("reads");
        // What marks it as ours: SQLite's application id, or the marker before the layout.
        let at = if kind.name == "sqlite" { 68 } else { layout_at(kind, &bytes) - 4 };
        bytes[at] ^= 0x20;
        match detected(&named(&scratch, "other", &bytes)) {
            Err(DetectError::UnknownFormat { found, .. }) => assert_eq!(found, expected),
            other => panic!("{other:?}"),
        }
    }
}
