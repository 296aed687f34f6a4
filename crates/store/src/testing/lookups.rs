//! Rules of finding symbols by qualified name, of edges, and of files as they are kept.
#![allow(missing_docs, reason = "the name of each function is the rule that it checks")]

use std::ops::ControlFlow;

use super::files::{dump, file, path, resolution};
use super::rules::{delete, put, resolve, state};
use crate::{FqnHit, MemoryStore, Snapshot, Store, StoreError};

type Listing<'a> =
    &'a dyn Fn(&dyn Snapshot, &mut dyn FnMut(FqnHit) -> ControlFlow<()>) -> Result<(), StoreError>;

fn found(store: &dyn Store, list: Listing<'_>) -> Vec<String> {
    let mut hits = Vec::new();
    let snapshot = store.snapshot().expect("a snapshot");
    let each = &mut |hit: FqnHit| {
        hits.push(format!("{} {} {}", hit.fqn, hit.path, hit.ordinal.raw()));
        ControlFlow::Continue(())
    };
    list(snapshot.as_ref(), each).expect("the index can be read");
    hits
}

fn exactly(store: &dyn Store, fqn: &str) -> Vec<String> {
    found(store, &|snapshot, each| snapshot.symbols_with_fqn(fqn, each))
}

fn below(store: &dyn Store, prefix: &str) -> Vec<String> {
    found(store, &|snapshot, each| snapshot.fqns_with_prefix(prefix, each))
}

pub fn symbols_are_found_by_qualified_name(store: &dyn Store) {
    put(store, vec![file("a/b", &["f", "g", "f"]), file("a", &["f", "b"]), file("ab", &["f"])]);
    assert_eq!(exactly(store, "a.b.f"), ["a.b.f a/b 0", "a.b.f a/b 2"]);
    assert_eq!(exactly(store, "a.b"), ["a.b a 1"]);
    assert_eq!(exactly(store, "a.b."), Vec::<String>::new());
    assert_eq!(below(store, "a.b"), ["a.b a 1", "a.b.f a/b 0", "a.b.f a/b 2", "a.b.g a/b 1"]);
    assert_eq!(below(store, "").len(), 6);
    put(store, vec![file("a/b", &["g", "h"])]);
    assert_eq!(below(store, "a.b"), ["a.b a 1", "a.b.g a/b 0", "a.b.h a/b 1"]);
    delete(store, &["a"]);
    assert_eq!(below(store, "a"), ["a.b.g a/b 0", "a.b.h a/b 1", "ab.f ab 0"]);
}

pub fn qualified_names_of_any_length_are_found(store: &dyn Store) {
    let long = |end: &str| format!("{}{end}", "n".repeat(10_000));
    let names: Vec<String> = (0..40).map(|number| long(&format!("{:02}", (number * 7) % 40))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    put(store, vec![file("a", &names), file("b", &names[..3])]);
    let fqn = |at: &str, end: &str| format!("{at}.{}", long(end));
    assert_eq!(exactly(store, &fqn("a", "07")), [format!("{} a 1", fqn("a", "07"))]);
    assert_eq!(exactly(store, &fqn("b", "39")), Vec::<String>::new());
    let ends: Vec<String> =
        below(store, &fqn("a", "1")).iter().map(|hit| hit[10_002..10_004].to_owned()).collect();
    assert_eq!(
        ends,
        (10..20).map(|number| number.to_string()).collect::<Vec<_>>(),
        "in the order of the names"
    );
    put(store, vec![file("a", &[])]);
    assert_eq!(below(store, "").len(), 3);
}

pub fn edges_go_with_the_outcomes(store: &dyn Store) {
    let target = file("a", &["f"]).symbols[0].id;
    put(store, vec![file("a", &["f"]), file("b", &["g"])]);
    let edges = |store: &dyn Store| store.snapshot().expect("a snapshot").edges(&path("b")).expect("edges");
    assert_eq!(edges(store), None);
    resolve(store, resolution("b", target, &["f"]));
    let known = edges(store).expect("the file is resolved");
    assert_eq!((known.edges.len(), known.targets), (1, vec![target]));
    let batch = crate::WriteBatch { stale: vec![path("b")], ..crate::WriteBatch::default() };
    store.apply(batch).expect("applies");
    assert_eq!(edges(store), None, "outcomes that cannot be trusted have no edges");
}

pub fn a_stored_file_can_be_put_elsewhere(store: &dyn Store) {
    let target = file("a", &["f"]).symbols[0].id;
    put(store, vec![file("a", &["f", "g"]), file("b", &["g"])]);
    resolve(store, resolution("b", target, &["f"]));
    let other = MemoryStore::default();
    let snapshot = store.snapshot().expect("a snapshot");
    for (at, names) in [("a", &["f", "g"][..]), ("b", &["g"])] {
        let stored = snapshot.stored(&path(at)).expect("a file").expect("it is there");
        let made = file(at, names);
        put(&other, vec![crate::FileWrite { record: stored.record, blob: Some(stored.blob), ..made }]);
        stored.resolution.into_iter().for_each(|write| resolve(&other, write));
    }
    assert!(snapshot.stored(&path("c")).expect("no failure").is_none());
    assert_eq!(state(&other), dump(snapshot.as_ref()));
}
