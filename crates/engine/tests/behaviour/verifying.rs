//! A comparison of database and tree names what an update would change, and changes nothing itself.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use engine::{BACKENDS, Backend, IndexOptions, Silent, TreeDifference, Verified};
use source::{FileSystem as _, OsFiles};
use store::WriteBatch;

use crate::scratch::Scratch;

fn shop(backend: &'static Backend) -> Scratch {
    let scratch = Scratch::of(backend);
    scratch.write("Cargo.toml", "[package]\nname = \"shop\"\n");
    scratch.write("src/lib.rs", "pub mod money;\npub fn area(x: u32) -> u32 { money::sum(x) }\n");
    scratch.write("src/money.rs", "pub fn sum(x: u32) -> u32 { x }\n");
    scratch.write("py/app.py", "def make():\n    return 1\n");
    scratch.write("py/blob.py", "\0binary");
    scratch.write("notes.txt", "nothing\n");
    scratch.index(&IndexOptions::default());
    scratch
}

fn verify(scratch: &Scratch, deep: bool) -> Verified {
    engine::verify(&scratch.database(), deep, 10, &Silent).expect("compares")
}

/// Each kind with its paths.
fn told(verified: &Verified) -> Vec<(&'static str, Vec<String>)> {
    let Verified { new, missing, changed, skipped, stale, .. } = verified;
    let kinds =
        [("new", new), ("missing", missing), ("changed", changed), ("skipped", skipped), ("stale", stale)];
    let texts = |listed: &engine::Listed| listed.paths.iter().map(ToString::to_string).collect();
    kinds
        .into_iter()
        .filter(|(_, listed)| listed.count > 0)
        .map(|(kind, listed)| (kind, texts(listed)))
        .collect()
}

/// The bytes of a database and of the files beside it.
fn bytes(scratch: &Scratch) -> Vec<(String, Vec<u8>)> {
    let names = scratch.names_beside().into_iter().filter(|name| scratch.beside(name).is_file());
    names.map(|name| (name.clone(), fs::read(scratch.beside(&name)).expect("reads"))).collect()
}

#[test]
fn what_was_just_indexed_is_equal() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        for deep in [false, true] {
            let verified = verify(&scratch, deep);
            assert!(verified.is_equal(), "{}: {verified:?}", backend.name);
            assert_eq!((verified.unchanged, verified.deep.is_some()), (3, deep));
        }
        assert_eq!(engine::tree_difference(&scratch.database()).expect("lists"), TreeDifference::default());
    }
}

#[test]
fn each_difference_is_named_once_and_nothing_is_written() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        scratch.write("py/new.py", "def new(): pass\n");
        scratch.write("py/big.py", "\0also binary");
        scratch.write("more.txt", "text is nobody's concern\n");
        scratch.write("src/money.rs", "pub fn sum(x: u32) -> u32 { x + 1 }\n");
        fs::remove_file(scratch.root().join("py/app.py")).expect("removing");
        fs::remove_file(scratch.root().join("py/blob.py")).expect("removing");
        let before = bytes(&scratch);
        for deep in [false, true] {
            let verified = verify(&scratch, deep);
            let expected = [
                ("new", vec!["py/new.py".to_owned()]),
                ("missing", vec!["py/app.py".to_owned()]),
                ("changed", vec!["src/money.rs".to_owned()]),
                ("skipped", vec!["py/big.py".to_owned(), "py/blob.py".to_owned()]),
            ];
            assert_eq!(told(&verified), expected, "{}", backend.name);
            assert!(!verified.is_equal());
            assert_eq!(verified.unchanged, 1);
        }
        let differing = verify(&scratch, true).deep.expect("it was asked for").differing;
        assert_eq!(differing.count, 3, "{differing:?}");
        let difference = engine::tree_difference(&scratch.database()).expect("lists");
        assert_eq!(difference, TreeDifference { changed: 1, new: 1, missing: 1 });
        assert!(bytes(&scratch) == before, "{}: something was written", backend.name);
        scratch.index(&IndexOptions::default());
        assert!(verify(&scratch, true).is_equal(), "{}", backend.name);
    }
}

#[test]
fn a_file_that_would_be_left_out_now_is_missing() {
    let scratch = shop(BACKENDS[0]);
    scratch.write("py/app.py", "\0binary now");
    scratch.write(".gitignore", "money.rs\n");
    let missing = vec!["py/app.py".to_owned(), "src/money.rs".to_owned()];
    assert_eq!(told(&verify(&scratch, false)), [("missing", missing)]);
}

#[test]
fn a_file_that_was_only_touched_is_equal() {
    let scratch = shop(BACKENDS[0]);
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let file = File::options().write(true).open(scratch.root().join("py/app.py")).expect("opens");
    file.set_modified(time).expect("a time");
    assert!(verify(&scratch, false).is_equal());
}

#[test]
fn what_size_and_time_do_not_show_is_found_deeply() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        scratch.write("py/app.py", "def make():\n    return 2\n");
        // As if the file had been like that when it was indexed.
        let path = engine::RepoPath::new("py/app.py").expect("a path");
        let files = OsFiles::open(&scratch.root(), true).expect("opens");
        let stamp = files.stat(&path).expect("is there");
        let store = (backend.open)(&scratch.beside("kept.db")).expect("opens");
        let touch = vec![(path, stamp.mtime_ns)];
        store.apply(WriteBatch { touch, ..WriteBatch::default() }).expect("applies");
        drop(store);
        assert_eq!(told(&verify(&scratch, false)), [], "{}: nothing shows from outside", backend.name);
        let deep = verify(&scratch, true);
        assert_eq!(told(&deep), [("changed", vec!["py/app.py".to_owned()])]);
        assert!(!deep.is_equal());
    }
}

#[test]
fn a_manifest_that_says_something_else_makes_files_stale() {
    let scratch = shop(BACKENDS[0]);
    scratch.write("Cargo.toml", "[package]\nname = \"store\"\n");
    let stale = vec!["src/lib.rs".to_owned(), "src/money.rs".to_owned()];
    assert_eq!(told(&verify(&scratch, false)), [("stale", stale)]);
    scratch.index(&IndexOptions::default());
    assert!(verify(&scratch, true).is_equal());
}

#[test]
fn outcomes_that_are_not_trusted_are_stale() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        let store = (backend.open)(&scratch.beside("kept.db")).expect("opens");
        let path = engine::RepoPath::new("src/lib.rs").expect("a path");
        store.apply(WriteBatch { stale: vec![path], ..WriteBatch::default() }).expect("applies");
        drop(store);
        let deep = verify(&scratch, true);
        assert_eq!(told(&deep), [("stale", vec!["src/lib.rs".to_owned()])], "{}", backend.name);
        assert_eq!(deep.deep.expect("it was asked for").differing.paths.len(), 1);
    }
}

#[test]
fn only_the_first_paths_of_each_kind_are_named() {
    let scratch = shop(BACKENDS[0]);
    for number in 0..20 {
        scratch.write(&format!("many/m{number:02}.py"), "x = 1\n");
    }
    let new = engine::verify(&scratch.database(), false, 3, &Silent).expect("compares").new;
    let paths: Vec<&str> = new.paths.iter().map(engine::RepoPath::as_str).collect();
    assert_eq!((new.count, paths), (20, vec!["many/m00.py", "many/m01.py", "many/m02.py"]));
}

#[test]
fn it_is_the_selection_of_the_database_that_is_compared() {
    let scratch = shop(BACKENDS[0]);
    let options = IndexOptions {
        discover: engine::DiscoverOptions { exclude: vec!["/py".to_owned()], ..Default::default() },
        ..IndexOptions::default()
    };
    scratch.index(&options);
    scratch.write("py/new.py", "def new(): pass\n");
    assert!(verify(&scratch, true).is_equal());
}
