//! The rules of the contract. Each function checks one on an empty store.
#![allow(missing_docs, reason = "the name of each function is the rule that it checks")]

use std::ops::ControlFlow;

use model::hash::DigestSum;
use model::marks::Marks;
use model::path::RepoPath;

use super::files::{dump, dump_index, file, key, path, resolution, skipped};
use crate::{
    BlobKey, FileWrite, Index, MemoryStore, Revision, Snapshot, Store, StoreError, ViewChange, WriteBatch,
};

pub(super) fn put(store: &dyn Store, files: Vec<FileWrite>) -> Revision {
    store.apply(WriteBatch { put: files, ..WriteBatch::default() }).expect("the batch applies")
}

pub(super) fn delete(store: &dyn Store, paths: &[&str]) -> Revision {
    let delete = paths.iter().map(|text| path(text)).collect();
    store.apply(WriteBatch { delete, ..WriteBatch::default() }).expect("the batch applies")
}

pub(super) fn state(store: &dyn Store) -> String {
    dump(store.snapshot().expect("a snapshot").as_ref())
}

fn paths(snapshot: &dyn Snapshot) -> Vec<String> {
    let mut paths = Vec::new();
    let each = &mut |record: crate::FileRecord| {
        paths.push(record.path.to_string());
        ControlFlow::Continue(())
    };
    snapshot.files(each).expect("files");
    paths
}

fn named(snapshot: &dyn Snapshot, name: &str) -> Vec<(String, u32)> {
    let mut hits = Vec::new();
    let each = &mut |hit: crate::SymbolHit| {
        hits.push((hit.path.to_string(), hit.ordinal.raw()));
        ControlFlow::Continue(())
    };
    snapshot.symbols_named(name, each).expect("symbols");
    hits
}

pub fn results_come_in_canonical_order(store: &dyn Store) {
    put(store, vec![file("b.x", &["f", "g", "f"]), file("a/z.x", &["f"]), file("B.x", &["f"])]);
    put(store, vec![file("a.x", &["g", "f"])]);
    let snapshot = store.snapshot().expect("a snapshot");
    assert_eq!(paths(snapshot.as_ref()), ["B.x", "a.x", "a/z.x", "b.x"]);
    let expected = [("B.x", 0), ("a.x", 1), ("a/z.x", 0), ("b.x", 0), ("b.x", 2)];
    assert_eq!(named(snapshot.as_ref(), "f"), expected.map(|(path, start)| (path.to_owned(), start)));
}

pub fn the_final_state_does_not_depend_on_batches(store: &dyn Store) {
    let files = || ["c", "a", "b", "d"].map(|name| file(name, &[name, "shared"]));
    for one in files() {
        put(store, vec![file(one.record.path.as_str(), &["old", "older"])]);
    }
    for one in files().into_iter().rev() {
        put(store, vec![one]);
    }
    let at_once = MemoryStore::default();
    put(&at_once, files().to_vec());
    assert_eq!(state(store), state(&at_once));
}

pub fn a_failed_batch_leaves_no_trace(store: &dyn Store) {
    put(store, vec![file("a", &["f"]), file("b", &["g"])]);
    let before = (state(store), store.snapshot().expect("a snapshot").meta().expect("meta").revision);
    let broken = FileWrite { blob: None, ..file("d", &["nobody has these facts"]) };
    let batch = WriteBatch {
        put: vec![file("c", &["h"]), broken],
        delete: vec![path("a")],
        view: ViewChange { skipped: Some(vec![skipped("x", "binary")]), ..ViewChange::default() },
        ..WriteBatch::default()
    };
    assert!(store.apply(batch).is_err());
    let after = (state(store), store.snapshot().expect("a snapshot").meta().expect("meta").revision);
    assert_eq!(before, after);
}

pub fn a_snapshot_never_changes(store: &dyn Store) {
    put(store, vec![file("a", &["f"])]);
    let snapshot = store.snapshot().expect("a snapshot");
    let before = dump(snapshot.as_ref());
    put(store, vec![file("b", &["g"])]);
    delete(store, &["a"]);
    assert_eq!(dump(snapshot.as_ref()), before);
    assert_eq!(paths(store.snapshot().expect("a snapshot").as_ref()), ["b"]);
}

pub fn deleting_a_file_deletes_what_it_owns(store: &dyn Store) {
    put(store, vec![file("kept", &["f"])]);
    let before = state(store);
    let gone = file("gone", &["f", "g"]);
    let key = BlobKey::of(&gone.record);
    put(store, vec![gone]);
    delete(store, &["gone", "never there"]);
    assert_eq!(state(store), before);
    assert!(!store.snapshot().expect("a snapshot").has_blob(&key).expect("blobs"));
}

pub fn equal_contents_are_kept_once(store: &dyn Store) {
    let key = BlobKey::of(&file("a", &["same"]).record);
    put(store, vec![file("a", &["same"])]);
    // The second file is put without facts: those of the first serve both.
    put(store, vec![FileWrite { blob: None, ..file("b", &["same"]) }]);
    delete(store, &["a"]);
    assert!(store.snapshot().expect("a snapshot").has_blob(&key).expect("blobs"), "the other file needs it");
    delete(store, &["b"]);
    assert!(!store.snapshot().expect("a snapshot").has_blob(&key).expect("blobs"), "nobody needs it");
}

pub fn a_renamed_file_needs_no_blob(store: &dyn Store) {
    put(store, vec![file("old", &["f", "g"])]);
    let moved = FileWrite { blob: None, ..file("new", &["f", "g"]) };
    let batch = WriteBatch { delete: vec![path("old")], put: vec![moved], ..WriteBatch::default() };
    store.apply(batch).expect("facts of the deleted file are still there when the new one is put");
    let fresh = MemoryStore::default();
    put(&fresh, vec![file("new", &["f", "g"])]);
    assert_eq!(state(store), state(&fresh));
}

pub fn a_blob_that_is_not_there_is_asked_for(store: &dyn Store) {
    let without = FileWrite { blob: None, ..file("a", &["f"]) };
    let outcome = store.apply(WriteBatch { put: vec![without], ..WriteBatch::default() });
    assert!(matches!(outcome, Err(StoreError::MissingBlob { path }) if path == "a"));
}

pub fn the_digest_is_the_sum_of_the_files(store: &dyn Store) {
    put(store, vec![file("a", &["f"]), file("b", &["g"])]);
    put(store, vec![file("a", &["h"])]);
    delete(store, &["b"]);
    put(store, vec![file("c", &["i"])]);
    let snapshot = store.snapshot().expect("a snapshot");
    let mut sum = DigestSum::default();
    let each = &mut |record: crate::FileRecord| {
        sum.add(&record.digest);
        ControlFlow::Continue(())
    };
    snapshot.files(each).expect("files");
    assert_eq!(snapshot.meta().expect("meta").digest_sum, sum);
}

pub fn colliding_ids_are_refused(store: &dyn Store) {
    put(store, vec![file("a", &["f"])]);
    let mut twin = file("b", &["g"]);
    twin.symbols[0].id = file("a", &["f"]).symbols[0].id;
    let before = state(store);
    match store.apply(WriteBatch { put: vec![twin], ..WriteBatch::default() }) {
        Err(StoreError::Collision { first, second, .. }) => {
            assert_eq!((first.as_str(), second.as_str()), ("f in a", "g in b"));
        }
        other => panic!("expected a collision, got {other:?}"),
    }
    assert_eq!(state(store), before);
}

pub(super) fn resolve(store: &dyn Store, write: crate::ResolutionWrite) {
    store.apply(WriteBatch { resolve: vec![write], ..WriteBatch::default() }).expect("the batch applies");
}

fn having(store: &dyn Store, name: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let each = &mut |path: RepoPath| {
        paths.push(path.to_string());
        ControlFlow::Continue(())
    };
    store.snapshot().expect("a snapshot").files_with_key(key(name), each).expect("keys");
    paths
}

pub fn outcomes_go_with_their_file(store: &dyn Store) {
    let target = file("a", &["f"]).symbols[0].id;
    put(store, vec![file("a", &["f"]), file("b", &["g"])]);
    let before = state(store);
    resolve(store, resolution("b", target, &["f"]));
    let snapshot = store.snapshot().expect("a snapshot");
    let found = snapshot.resolution(&path("b")).expect("outcomes").expect("there are some");
    assert_eq!(found.targets_of(&found.outcomes[0]).collect::<Vec<_>>(), [target]);
    assert_eq!(snapshot.targets(&path("b")).expect("targets"), Some(vec![target]));
    assert_eq!(snapshot.targets(&path("a")).expect("targets"), None);
    let record = snapshot.file(&path("b")).expect("files").expect("it is there");
    assert_eq!(record.resolved_by, Some(5));
    assert_ne!(state(store), before, "outcomes are part of the digest");
    drop(snapshot);
    put(store, vec![file("b", &["g"])]);
    assert_eq!(state(store), before, "a new text has no outcomes yet");
    resolve(store, resolution("b", target, &["f"]));
    delete(store, &["b"]);
    put(store, vec![file("b", &["g"])]);
    assert_eq!(state(store), before);
    resolve(store, resolution("never there", target, &["f"]));
    assert_eq!(state(store), before);
}

pub fn outcomes_can_be_distrusted_and_replaced(store: &dyn Store) {
    let [one, two] = ["f", "g"].map(|name| file("a", &[name]).symbols[0].id);
    put(store, vec![file("a", &["f"]), file("b", &["g"])]);
    let before = state(store);
    resolve(store, resolution("b", one, &["f"]));
    let resolved = state(store);
    store.apply(WriteBatch { stale: vec![path("b")], ..WriteBatch::default() }).expect("the batch applies");
    assert_eq!(state(store), before);
    assert_eq!(having(store, "f"), ["a", "b"], "what was asked is known until it is replaced");
    resolve(store, resolution("b", two, &["h"]));
    assert_eq!(having(store, "f"), ["a"]);
    resolve(store, resolution("b", one, &["f"]));
    assert_eq!(state(store), resolved);
}

pub fn files_are_found_by_their_keys(store: &dyn Store) {
    put(store, vec![file("c", &["f", "g"]), file("a", &["f"]), file("b", &["h"])]);
    let target = file("a", &["f"]).symbols[0].id;
    resolve(store, resolution("b", target, &["f", "i"]));
    assert_eq!(having(store, "f"), ["a", "b", "c"]);
    assert_eq!(having(store, "i"), ["b"]);
    put(store, vec![file("c", &["g"])]);
    assert_eq!(having(store, "f"), ["a", "b"]);
    delete(store, &["b"]);
    assert_eq!(having(store, "f"), ["a"]);
    assert_eq!(having(store, "i"), Vec::<String>::new());
}

pub fn odd_names_come_back(store: &dyn Store) {
    let long = "d/".repeat(1_500) + "file";
    let odd = ["a:b::c", "with space", "\u{fc}\u{1f600}", "quote'\"%_*", &long];
    let name = "n".repeat(10_000);
    put(store, odd.iter().map(|at| file(at, &[at, "\u{e9}\u{300}", &name])).collect());
    let snapshot = store.snapshot().expect("a snapshot");
    for at in odd {
        assert_eq!(named(snapshot.as_ref(), at), [(at.to_owned(), 0)]);
        assert!(snapshot.file(&path(at)).expect("file").is_some());
    }
    assert_eq!(named(snapshot.as_ref(), &name).len(), odd.len());
}

pub fn an_empty_batch_changes_nothing(store: &dyn Store) {
    let revision = put(store, vec![file("a", &["f"])]);
    assert_eq!(store.apply(WriteBatch::default()).expect("applies"), revision);
    assert!(put(store, vec![file("b", &["f"])]) > revision, "a change has a new revision");
}

pub fn touching_changes_only_the_time(store: &dyn Store) {
    put(store, vec![file("a", &["f"])]);
    let touch = vec![(path("a"), 42), (path("not there"), 43)];
    store.apply(WriteBatch { touch, ..WriteBatch::default() }).expect("applies");
    let snapshot = store.snapshot().expect("a snapshot");
    let record = snapshot.file(&path("a")).expect("file").expect("is there");
    assert_eq!(record, crate::FileRecord { mtime_ns: 42, ..file("a", &["f"]).record });
}

pub fn names_are_found_by_pattern_and_id(store: &dyn Store) {
    let marked = |path| {
        let mut write = file(path, &["parse_x", "Parse"]);
        write.symbols[1].marks = Marks::OUTERMOST.with(Marks::SYNTHETIC);
        write
    };
    put(store, vec![file("a", &["parse_x", "parse_y", "print"]), marked("b")]);
    let snapshot = store.snapshot().expect("a snapshot");
    let mut found = Vec::new();
    let each = &mut |hit: crate::SymbolHit| {
        found.push(format!("{} {} {}", hit.name, hit.path, hit.marks.raw()));
        ControlFlow::Continue(())
    };
    snapshot.symbols_matching("pa", &|name| name.ends_with(['x', 'y']), each).expect("symbols");
    snapshot.symbols_named("Parse", each).expect("symbols");
    assert_eq!(found, ["parse_x a 1", "parse_x b 1", "parse_y a 1", "Parse b 9"]);
    let id = marked("b").symbols[1].id;
    let place = crate::symbol(snapshot.as_ref(), id).expect("symbols").expect("is there");
    assert_eq!((place.ordinal.map(u32::from), place.path), (Some(1), path("b")));
    let mut by_prefix = 0;
    let each = &mut |place: crate::SymbolPlace| {
        by_prefix += u32::from(place.id == id);
        ControlFlow::Continue(())
    };
    snapshot.symbols_by_id(&id.to_string()[..9], each).expect("symbols");
    assert_eq!(by_prefix, 1);
}

pub fn skipped_entries_are_replaced_as_a_whole(store: &dyn Store) {
    let change = |entries: Vec<crate::SkippedRecord>| {
        let view = ViewChange { skipped: Some(entries), ..ViewChange::default() };
        store.apply(WriteBatch { view, ..WriteBatch::default() }).expect("applies");
    };
    change(vec![skipped("z", "binary"), skipped("a dir", "ignored")]);
    change(vec![skipped("y", "too-large"), skipped("b dir", "ignored")]);
    put(store, vec![file("a", &["f"])]);
    let mut entries = Vec::new();
    let each = &mut |record| {
        entries.push(record);
        ControlFlow::Continue(())
    };
    store.snapshot().expect("a snapshot").skipped(each).expect("skipped");
    assert_eq!(entries, [skipped("b dir", "ignored"), skipped("y", "too-large")]);
}

/// A writer that is killed leaves files without outcomes, and the next may change them again: what a file asks is known all the same.
pub fn what_is_asked_after_unresolved_changes_is_known(store: &dyn Store) {
    put(store, vec![file("a", &["x"])]);
    resolve(store, resolution("a", file("a", &[]).id, &["k"]));
    put(store, vec![file("a", &["k"])]);
    put(store, vec![file("a", &["x"])]);
    resolve(store, resolution("a", file("a", &[]).id, &["k"]));
    assert_eq!(having(store, "k"), ["a"]);
    put(store, vec![file("a", &["k"])]);
    delete(store, &["a"]);
    assert_eq!(having(store, "k").len() + having(store, "x").len(), 0);
}

/// A few hundred steps of a fixed pseudo-random walk (splitmix64, by Sebastiano Vigna).
pub fn random_edits_equal_a_fresh_build(store: &dyn Store) {
    let mut seed = 0x5eed_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    };
    let mut tree: std::collections::BTreeMap<RepoPath, Vec<String>> = std::collections::BTreeMap::new();
    for _ in 0..400 {
        let at = format!("f{}", next(8));
        if next(3) == 0 {
            tree.remove(&path(&at));
            delete(store, &[&at]);
        } else {
            let names: Vec<String> = (0..next(4)).map(|_| format!("n{}", next(5))).collect();
            put(store, vec![write_of(&at, &names)]);
            // A writer that is killed leaves files without outcomes, and the next may change them again.
            if next(3) == 0 {
                resolve(store, resolution_of(&at, &names));
            }
            tree.insert(path(&at), names);
        }
    }
    tree.iter().for_each(|(at, names)| resolve(store, resolution_of(at.as_str(), names)));
    let fresh = MemoryStore::default();
    put(&fresh, tree.iter().map(|(at, names)| write_of(at.as_str(), names)).collect());
    tree.iter().for_each(|(at, names)| resolve(&fresh, resolution_of(at.as_str(), names)));
    assert_eq!(state(store), state(&fresh));
    for index in Index::ALL {
        let rows = |store: &dyn Store| dump_index(store.snapshot().expect("a snapshot").as_ref(), index);
        assert_eq!(rows(store), rows(&fresh), "the index of {}", index.as_str());
    }
}

/// Outcomes that ask for all names but those that the file has itself.
fn resolution_of(at: &str, names: &[String]) -> crate::ResolutionWrite {
    let asked: Vec<String> =
        (0..5).map(|name| format!("n{name}")).filter(|name| !names.contains(name)).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    resolution(at, file(at, &[]).id, &asked)
}

fn write_of(at: &str, names: &[String]) -> FileWrite {
    file(at, &names.iter().map(String::as_str).collect::<Vec<_>>())
}
