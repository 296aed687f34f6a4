//! Rules about the file that a database is. Run on every store by [`disk_suite!`](crate::disk_suite); `path` lies in a
//! directory of its own.
#![allow(missing_docs, reason = "the name of each function is the rule that it checks")]

use std::fs;
use std::path::Path;

use super::files::{dump, file, path as at, resolution};
use super::history::{event, events, run, runs, tell};
use crate::{
    Backend, BulkLoad, EventRow, FeedBounds, History, MemoryStore, Revision, Sequence, Store, StoreError,
    ViewChange, WriteBatch,
};

/// What is said of the views in these tests.
pub fn view() -> ViewChange {
    ViewChange {
        tool_version: Some("t".to_owned()),
        root: Some("r".to_owned()),
        skipped: Some(Vec::new()),
        projects: Some(String::new()),
        selection: None,
    }
}

/// Builds a database of three files.
///
/// # Panics
/// When it cannot be built.
pub fn build(backend: &Backend, path: &Path) {
    let mut build: Box<dyn BulkLoad> = (backend.bulk)(path).expect("a build");
    for at in ["a", "b", "c"] {
        build.put(file(at, &[at, "shared"])).expect("put");
    }
    build.finish(view()).expect("published");
}

/// Makes a database without files and opens it.
///
/// # Panics
/// When it cannot be made.
pub fn empty(backend: &Backend, path: &Path) -> Box<dyn Store> {
    let text = Some(String::new());
    let view = ViewChange {
        tool_version: text.clone(),
        root: text.clone(),
        skipped: None,
        projects: text,
        selection: None,
    };
    (backend.bulk)(path).expect("a build").finish(view).expect("an empty database");
    (backend.open)(path).expect("opens")
}

/// The names in a directory, in order.
///
/// # Panics
/// When it cannot be listed.
pub fn listing(directory: &Path) -> Vec<String> {
    let names = fs::read_dir(directory).expect("lists").map(|entry| entry.expect("entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn directory(path: &Path) -> &Path {
    path.parent().expect("a database lies in a directory")
}

pub fn a_bulk_load_equals_batches(backend: &'static Backend, path: &Path) {
    build(backend, path);
    let memory = MemoryStore::default();
    let put = ["a", "b", "c"].map(|at| file(at, &[at, "shared"])).to_vec();
    memory.apply(WriteBatch { put, view: view(), ..WriteBatch::default() }).expect("applies");
    let built = (backend.snapshot)(path).expect("opens");
    assert_eq!(dump(built.as_ref()), dump(memory.snapshot().expect("snapshot").as_ref()));
}

pub fn a_colliding_bulk_load_leaves_what_was_there(backend: &'static Backend, path: &Path) {
    build(backend, path);
    let (before, names) = (fs::read(path).expect("reads"), listing(directory(path)));
    let mut second: Box<dyn BulkLoad> = (backend.bulk)(path).expect("a build");
    second.put(file("a", &["f"])).expect("put");
    let mut twin = file("b", &["g"]);
    twin.symbols[0].id = file("a", &["f"]).symbols[0].id;
    second.put(twin).expect("only the index made last can tell");
    match second.finish(view()) {
        Err(StoreError::Collision { first, second, .. }) => {
            assert_eq!((&*first, &*second), ("f in a", "g in b"));
        }
        other => panic!("expected a collision, got {other:?}"),
    }
    assert_eq!(fs::read(path).expect("reads"), before);
    assert_eq!(listing(directory(path)), names, "nothing is left of it");
}

pub fn reading_creates_and_changes_nothing(backend: &'static Backend, path: &Path) {
    build(backend, path);
    let before = (listing(directory(path)), fs::read(path).expect("reads"));
    let snapshot = (backend.snapshot)(path).expect("opens");
    dump(snapshot.as_ref());
    assert_eq!((listing(directory(path)), fs::read(path).expect("reads")), before);
    // A copy without the files beside it is a whole database, also where nothing may be written.
    let alone = directory(path).join("alone");
    fs::create_dir(&alone).expect("a directory");
    let copy = alone.join("y.db");
    fs::copy(path, &copy).expect("copies");
    let of_copy = (backend.snapshot)(&copy).expect("opens");
    assert_eq!(dump(of_copy.as_ref()), dump(snapshot.as_ref()));
    assert_eq!(listing(&alone), ["y.db"]);
}

pub fn a_reader_sees_its_state_while_a_writer_writes_and_leaves(backend: &'static Backend, path: &Path) {
    build(backend, path);
    let reader = (backend.snapshot)(path).expect("opens");
    let before = dump(reader.as_ref());
    let writer = (backend.open)(path).expect("opens");
    for number in 0..50 {
        let put = vec![file(&format!("new{number}"), &["f", "g"])];
        writer.apply(WriteBatch { put, ..WriteBatch::default() }).expect("applies");
    }
    // Leaving tries to move everything into the main file; the reader's guard forbids it.
    drop(writer);
    assert_eq!(dump(reader.as_ref()), before);
    let late = (backend.snapshot)(path).expect("opens");
    assert_eq!(late.counts().expect("counts")[0].files, 53);
}

pub fn a_reader_of_the_log_does_not_hold_up_writers(backend: &'static Backend, path: &Path) {
    build(backend, path);
    let writer = (backend.open)(path).expect("opens");
    writer.apply(WriteBatch { put: vec![file("d", &["f"])], ..WriteBatch::default() }).expect("applies");
    let reader = writer.snapshot().expect("a snapshot of the log");
    let before = dump(reader.as_ref());
    let mut large = file("e", &["g"]);
    large.blob.as_mut().expect("it has one").source = vec![7; 20_000_000];
    let started = std::time::Instant::now();
    writer.apply(WriteBatch { put: vec![large], ..WriteBatch::default() }).expect("applies");
    assert!(started.elapsed().as_secs() < 4, "waited for the reader to move the log");
    assert_eq!(dump(reader.as_ref()), before);
}

/// Three events and two runs, from a time on.
fn history(first: u64) -> History {
    let numbers = first..first + 3;
    let row = |number: u64| EventRow {
        sequence: Sequence(number),
        revision: Revision(number % 1_000 / 2 + 3),
        event: event("a", &"why ".repeat(number as usize % 5 * 100)),
    };
    History {
        bounds: FeedBounds { first: Sequence(numbers.start), next: Sequence(numbers.end) },
        events: numbers.map(row).collect(),
        runs: vec![run(2, 10), run(1, 20)],
    }
}

/// Builds a database of one file with three events, numbered from 1, and two runs.
///
/// # Panics
/// When it cannot be built.
pub fn build_with_history(backend: &Backend, path: &Path) {
    build_with(backend, path, history(1)).expect("published");
}

/// Builds a database of one file with a history.
fn build_with(backend: &Backend, path: &Path, history: History) -> Result<(), StoreError> {
    let mut build: Box<dyn BulkLoad> = (backend.bulk)(path)?;
    build.history(history)?;
    build.put(file("a", &["f"]))?;
    build.finish(view()).map(drop)
}

fn history_of(backend: &Backend, path: &Path) -> History {
    let snapshot = (backend.snapshot)(path).expect("opens");
    History::read(snapshot.as_ref()).expect("sound")
}

pub fn events_are_numbered_on_after_opening_again(backend: &'static Backend, path: &Path) {
    drop(empty(backend, path));
    for number in 1..=3 {
        let store = (backend.open)(path).expect("opens");
        tell(store.as_ref(), vec![event("a", "one")]);
        let told = events(store.snapshot().expect("snapshot").as_ref(), Sequence(number - 1));
        assert_eq!(told.iter().map(|row| row.sequence.0).collect::<Vec<_>>(), [number]);
    }
}

pub fn a_history_given_to_a_build_comes_back(backend: &'static Backend, path: &Path) {
    let first = 1_700_000_000_000;
    build_with(backend, path, history(first)).expect("published");
    assert_eq!(history_of(backend, path), history(first));
    let store = (backend.open)(path).expect("opens");
    tell(store.as_ref(), vec![event("a", "later")]);
    let told = events(store.snapshot().expect("snapshot").as_ref(), Sequence(first + 2));
    let told: Vec<_> = told.iter().map(|row| (row.sequence.0, row.revision)).collect();
    assert_eq!(told, [(first + 3, Revision(5))], "states are numbered on too");
    drop(store);
    let numbers = FeedBounds { first: Sequence(70), next: Sequence(70) };
    let none = History { bounds: numbers, ..History::default() };
    build_with(backend, path, none.clone()).expect("published");
    assert_eq!(history_of(backend, path), none, "without events it says where numbers begin");
    build(backend, path);
    assert_eq!(history_of(backend, path), History::default(), "what was there before is not carried along");
}

pub fn a_history_that_has_gaps_is_refused(backend: &'static Backend, path: &Path) {
    build(backend, path);
    let mut gap = history(5);
    gap.events.remove(1);
    let mut short = history(5);
    short.bounds.next = Sequence(9);
    for history in [gap, short] {
        assert!(matches!(build_with(backend, path, history), Err(StoreError::Corrupt { .. })));
        assert_eq!(history_of(backend, path), History::default());
    }
}

pub fn compacting_keeps_the_history(backend: &'static Backend, path: &Path) {
    build_with(backend, path, history(40)).expect("published");
    let store = (backend.open)(path).expect("opens");
    store.apply(WriteBatch { put: vec![file("b", &["g"])], ..WriteBatch::default() }).expect("applies");
    let batch = WriteBatch {
        pending: vec![(at("a"), vec![9; 5_000]), (at("b"), vec![8; 5_000])],
        resolve: vec![resolution("b", file("a", &["f"]).symbols[0].id, &["f"])],
        ..WriteBatch::default()
    };
    store.apply(batch).expect("applies");
    drop(store);
    (backend.compact)(path).expect("nobody has it open");
    assert_eq!(history_of(backend, path), history(40));
    let snapshot = (backend.snapshot)(path).expect("opens");
    let edges = ["a", "b"].map(|name| snapshot.pending(&at(name)).expect("edges"));
    assert_eq!(edges, [Some(vec![9; 5_000]), None]);
    assert_eq!(runs(snapshot.as_ref()).len(), 2);
    drop(snapshot);
    assert_eq!((backend.integrity)(path).expect("reads"), Vec::new());
}
