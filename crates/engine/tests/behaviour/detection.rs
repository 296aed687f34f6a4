//! What a file is told to be, and that telling leaves it alone.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use engine::{BACKENDS, Backend, DetectError, IndexOptions, detect_backend_format};

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

#[test]
fn a_later_layout_is_told_with_both_versions() {
    let scratch = Scratch::of(BACKENDS[0]);
    let mut bytes = fs::read(database(&scratch)).expect("reads");
    bytes[60..64].copy_from_slice(&999_999_u32.to_be_bytes());
    match detected(&named(&scratch, "newer", &bytes)) {
        Err(DetectError::NewerFormat { backend: "sqlite", found: 999_999, supported, .. }) => {
            assert_eq!(supported, BACKENDS[0].version);
        }
        other => panic!("{other:?}"),
    }
    bytes[60..64].copy_from_slice(&1_u32.to_be_bytes());
    assert_eq!(detected(&named(&scratch, "older", &bytes)).expect("is told all the same").1, 1);
}

#[test]
fn a_database_of_another_program_is_told_to_be_one() {
    let scratch = Scratch::of(BACKENDS[0]);
    let mut bytes = fs::read(database(&scratch)).expect("reads");
    bytes[68..72].copy_from_slice(&7_u32.to_be_bytes());
    match detected(&named(&scratch, "other", &bytes)) {
        Err(DetectError::UnknownFormat { found, .. }) => {
            assert_eq!(found, "it is an SQLite database of another program");
        }
        other => panic!("{other:?}"),
    }
}
