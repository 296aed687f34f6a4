//! Partial updates leave what a look at everything would, where they have looked.

use std::fs;

use engine::{BACKENDS, Database, IndexOptions, PathState, PathStates, RepoPath, Silent};

use crate::scratch::Scratch;

fn path(text: &str) -> RepoPath {
    RepoPath::new(text).expect("a path")
}

fn tree(scratch: &Scratch) {
    scratch.write("shop/base.py", "def speak(a): return 1\n");
    scratch.write("shop/app.py", "from shop.base import speak\n\ndef make():\n    return speak(1)\n");
    scratch.write("src/lib.rs", "pub fn area(x: u32) -> u32 { x }\n");
    scratch.write("notes.txt", "nothing\n");
    scratch.index(&IndexOptions::default());
}

#[test]
fn files_that_are_named_are_added_changed_and_removed() {
    for backend in BACKENDS {
        let scratch = Scratch::of(backend);
        tree(&scratch);
        scratch.write("shop/base.py", "def speak(a, b): return 2\n\ndef shout(): pass\n");
        scratch.write("shop/new.py", "from shop.base import shout\nshout()\n");
        fs::remove_file(scratch.root().join("src/lib.rs")).expect("removing");
        let paths = ["shop/base.py", "shop/new.py", "src/lib.rs"].map(path);
        let report = engine::update(&scratch.beside("kept.db"), &paths, &IndexOptions::default(), &Silent);
        let tally = report.expect("updates").tally;
        assert_eq!((tally.written, tally.removed), (2, 1), "{}", backend.name);
        scratch.said().assert_same(&scratch.said_by_a_cold_build(), backend.name);
    }
}

#[test]
fn what_is_deleted_stays_out_until_somebody_looks() {
    for backend in BACKENDS {
        let scratch = Scratch::of(backend);
        tree(&scratch);
        let (db, options) = (scratch.beside("kept.db"), IndexOptions::default());
        let report = engine::delete(&db, &[path("shop")], &options, &Silent).expect("deletes");
        assert_eq!(report.tally.removed, 2);
        let said = scratch.said();
        assert!(!said.has("shop/app.py") && said.has("src/lib.rs"));
        assert_eq!(engine::health(&db).expect("lists").findings, []);
        engine::update(&db, &[path("src")], &options, &Silent).expect("updates");
        assert!(!scratch.said().has("shop/app.py"), "nobody has looked there");
        engine::refresh(&db, &options, &Silent).expect("refreshes");
        scratch.said().assert_same(&scratch.said_by_a_cold_build(), backend.name);
    }
}

#[test]
fn everything_may_be_deleted() {
    for backend in BACKENDS {
        let scratch = Scratch::of(backend);
        tree(&scratch);
        let db = scratch.beside("kept.db");
        let report = engine::delete(&db, &[path("")], &IndexOptions::default(), &Silent).expect("deletes");
        assert_eq!(report.tally.removed, 3);
        assert_eq!(engine::health(&db).expect("lists").findings, []);
    }
}

#[test]
fn a_path_means_what_is_there() {
    let scratch = Scratch::new();
    tree(&scratch);
    scratch.write("shop/shop/base.py", "def inner(): pass\n");
    let db = Database::open(&scratch.beside("kept.db")).expect("opens");
    let states = PathStates::of(db.snapshot());
    let root = scratch.root().canonicalize().expect("the root");
    let meant = |given: &str, from: &str| {
        let named = db.path_in_tree(&states, given.as_ref(), &root.join(from)).expect("below the root");
        (named.path.to_string(), named.exists)
    };
    assert_eq!(meant("base.py", "shop"), ("shop/base.py".to_owned(), true));
    assert_eq!(
        meant("src/lib.rs", "shop"),
        ("src/lib.rs".to_owned(), true),
        "nothing of the name is below shop"
    );
    // What is on disk wins where one stands, indexed or not.
    assert_eq!(meant("shop/base.py", "shop"), ("shop/shop/base.py".to_owned(), true));
    fs::remove_dir_all(root.join("src")).expect("removing");
    assert_eq!(meant("src/lib.rs", "shop"), ("src/lib.rs".to_owned(), false), "the index knows it");
    assert_eq!(meant("none.py", "shop"), ("shop/none.py".to_owned(), false));
    let state = |text: &str| states.state(&path(text)).expect("reads");
    assert_eq!(state("shop"), PathState::Directory(2));
    assert_eq!(state("notes.txt"), PathState::Skipped("no-language".to_owned()));
    assert_eq!(state("none.py"), PathState::Unknown);
    assert!(db.path_in_tree(&states, "/elsewhere".as_ref(), &root).is_err());
}
