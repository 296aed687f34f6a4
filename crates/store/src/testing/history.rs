//! The rules of the contract about feed, execution log and old edges. Each function checks one on an empty store.
#![allow(missing_docs, reason = "the name of each function is the rule that it checks")]

use std::ops::ControlFlow;

use model::edges::EdgeKind;
use model::event::{DiagnosticNote, EdgeNote, EventDetails, EventKind, SymbolNote};
use model::ids::SymbolId;
use model::kinds::{DefKind, DiagnosticCode, Role};
use model::path::RepoPath;

use super::files::{file, path, resolution};
use super::rules::{delete, put, resolve};
use crate::{
    EventRow, EventWrite, FEED_BYTES, FEED_EVENTS, FeedBounds, FileWrite, RUNS, Revision, RunCounts, RunId,
    RunOutcome, RunRecord, Sequence, Snapshot, Store, ViewChange, WriteBatch,
};

/// Tells that a file was changed, with this for a reason.
pub fn event(at: &str, reason: &str) -> EventWrite {
    let details = EventDetails { reason: reason.to_owned(), ..EventDetails::default() };
    EventWrite { kind: EventKind::FileChanged, path: Some(path(at)), at_ms: 1_700_000_000_123, details }
}

/// A run that began at a time.
pub fn run(number: u8, started_ms: u64) -> RunRecord {
    RunRecord {
        id: RunId([number; 16]),
        command: "index".to_owned(),
        arguments: vec!["--db".to_owned(), "a \"quoted\"\nname\0".to_owned(), String::new()],
        process: 7,
        host: "here".to_owned(),
        started_ms,
        ended_ms: None,
        outcome: RunOutcome::Unfinished,
        message: String::new(),
        counts: RunCounts { batches: 1, written: 2, removed: 3, resolved: 1 << 40 },
        tool_version: "t".to_owned(),
    }
}

/// The events of a snapshot after `since`.
///
/// # Panics
/// When it cannot be read.
pub fn events(snapshot: &dyn Snapshot, since: Sequence) -> Vec<EventRow> {
    let mut events = Vec::new();
    let each = &mut |row| {
        events.push(row);
        ControlFlow::Continue(())
    };
    snapshot.events(since, each).expect("events");
    events
}

/// The runs of a snapshot.
///
/// # Panics
/// When it cannot be read.
pub fn runs(snapshot: &dyn Snapshot) -> Vec<RunRecord> {
    let mut runs = Vec::new();
    let each = &mut |run| {
        runs.push(run);
        ControlFlow::Continue(())
    };
    snapshot.runs(each).expect("runs");
    runs
}

/// Tells these events.
///
/// # Panics
/// When they cannot be told.
pub fn tell(store: &dyn Store, events: Vec<EventWrite>) -> Revision {
    store.apply(WriteBatch { events, ..WriteBatch::default() }).expect("the batch applies")
}

fn bounds(store: &dyn Store) -> FeedBounds {
    store.snapshot().expect("a snapshot").feed().expect("the feed")
}

fn between(first: u64, next: u64) -> FeedBounds {
    FeedBounds { first: Sequence(first), next: Sequence(next) }
}

fn note(store: &dyn Store, runs: Vec<RunRecord>) -> Revision {
    store.apply(WriteBatch { runs, ..WriteBatch::default() }).expect("the batch applies")
}

pub fn events_are_numbered_in_order_across_batches(store: &dyn Store) {
    assert_eq!(bounds(store), between(1, 1));
    let first = tell(store, vec![event("b", "one"), event("a", "two")]);
    put(store, vec![file("a", &["f"])]);
    let second = tell(store, vec![event("a", "three")]);
    assert_eq!(bounds(store), between(1, 4));
    let told =
        [(1, first, event("b", "one")), (2, first, event("a", "two")), (3, second, event("a", "three"))];
    let told = told.map(|(number, revision, event)| EventRow { sequence: Sequence(number), revision, event });
    let snapshot = store.snapshot().expect("a snapshot");
    for since in [0, 1, 2, 3, 4, u64::MAX] {
        let expected = &told[since.min(3) as usize..];
        assert_eq!(events(snapshot.as_ref(), Sequence(since)), expected, "after {since}");
    }
    let mut seen = 0;
    let each = &mut |_| {
        seen += 1;
        ControlFlow::Break(())
    };
    snapshot.events(Sequence(0), each).expect("events");
    assert_eq!(seen, 1, "whoever has enough is told no more");
}

pub fn all_that_an_event_tells_comes_back(store: &dyn Store) {
    let id =
        |number: u16| SymbolId::from_bytes([number.to_be_bytes(); 8].concat().try_into().expect("sixteen"));
    let symbol = |number| SymbolNote { id: id(number), kind: DefKind::Method, fqn: format!("a.b{number}") };
    let edge = |number| EdgeNote {
        source: id(number / 7),
        kind: EdgeKind { role: Role::Call, dispatch: true },
        target: id(number),
    };
    let details = |count: u16| EventDetails {
        symbols_added: (0..count).map(symbol).collect(),
        symbols_removed: (count..2 * count).map(symbol).collect(),
        edges_added: (0..count).map(edge).collect(),
        edges_removed: (count..2 * count).map(edge).collect(),
        diagnostics: vec![DiagnosticNote { code: DiagnosticCode::ALL[0], line: u32::MAX }],
        reason: "too-large".to_owned(),
    };
    let long = "d/".repeat(1_500) + "file";
    let paths = [None, Some(path("a")), Some(path(&long))];
    let told: Vec<EventWrite> = EventKind::ALL
        .into_iter()
        .zip([0, 1, 5, 40, 2_000].into_iter().cycle())
        .zip(paths.into_iter().cycle())
        .map(|((kind, count), path)| EventWrite { kind, path, at_ms: 1 << 41, details: details(count) })
        .collect();
    tell(store, told.clone());
    let snapshot = store.snapshot().expect("a snapshot");
    let read: Vec<EventWrite> =
        events(snapshot.as_ref(), Sequence(0)).into_iter().map(|row| row.event).collect();
    assert_eq!(read, told);
}

pub fn a_failed_batch_tells_nothing(store: &dyn Store) {
    put(store, vec![file("a", &["f"])]);
    tell(store, vec![event("a", "before")]);
    note(store, vec![run(1, 10)]);
    let before = bounds(store);
    let broken = FileWrite { blob: None, ..file("d", &["nobody has these facts"]) };
    let batch = WriteBatch {
        put: vec![broken],
        pending: vec![(path("a"), vec![1])],
        events: vec![event("d", "never")],
        runs: vec![run(2, 20)],
        ..WriteBatch::default()
    };
    assert!(store.apply(batch).is_err());
    assert_eq!(bounds(store), before);
    let snapshot = store.snapshot().expect("a snapshot");
    assert_eq!(events(snapshot.as_ref(), Sequence(0)).len(), 1);
    assert_eq!(runs(snapshot.as_ref()), [run(1, 10)]);
    assert_eq!(snapshot.pending(&path("a")).expect("edges"), None);
}

pub fn the_feed_of_a_snapshot_never_changes(store: &dyn Store) {
    put(store, vec![file("a", &["f"])]);
    tell(store, vec![event("a", "one")]);
    note(store, vec![run(1, 10)]);
    let snapshot = store.snapshot().expect("a snapshot");
    tell(store, vec![event("a", "two"); 3]);
    let pending = vec![(path("a"), vec![1])];
    store.apply(WriteBatch { pending, ..WriteBatch::default() }).expect("applies");
    note(store, vec![run(1, 20), run(2, 30)]);
    assert_eq!(snapshot.feed().expect("the feed"), between(1, 2));
    assert_eq!(events(snapshot.as_ref(), Sequence(0)).len(), 1);
    assert_eq!(runs(snapshot.as_ref()), [run(1, 10)]);
    assert_eq!(snapshot.pending(&path("a")).expect("edges"), None);
}

pub fn the_oldest_events_go_when_there_are_too_many(store: &dyn Store) {
    let small = |count: u64| vec![event("a", ""); count as usize];
    tell(store, small(FEED_EVENTS - 10));
    assert_eq!(bounds(store), between(1, FEED_EVENTS - 9));
    tell(store, small(25));
    assert_eq!(bounds(store), between(16, FEED_EVENTS + 16));
    let snapshot = store.snapshot().expect("a snapshot");
    let left = events(snapshot.as_ref(), Sequence(0));
    assert_eq!((left.len() as u64, left[0].sequence), (FEED_EVENTS, Sequence(16)));
    assert!(bounds(store).tells_all_after(Sequence(15)), "the next one is there");
    assert!(!bounds(store).tells_all_after(Sequence(14)), "one was dropped");
}

pub fn the_oldest_events_go_when_they_take_too_much_room(store: &dyn Store) {
    let eighths = |count: usize| event("a", &"x".repeat(FEED_BYTES as usize / 8 * count));
    let after = |event| {
        tell(store, vec![event]);
        bounds(store)
    };
    assert_eq!([(); 3].map(|()| after(eighths(3)).first.0), [1, 1, 1]);
    assert_eq!(after(eighths(0)), between(2, 5), "nine eighths are too much");
    assert_eq!(after(eighths(10)), between(2, 6), "the newest does not count");
    assert_eq!(after(eighths(0)), between(6, 7), "but then it does, and goes with all before it");
    let all = vec![eighths(3), eighths(3), eighths(3), eighths(0), eighths(10), eighths(0)];
    tell(store, all);
    assert_eq!(bounds(store), between(12, 13), "in one batch as in many");
    let snapshot = store.snapshot().expect("a snapshot");
    assert_eq!(events(snapshot.as_ref(), Sequence(0)).len(), 1);
}

fn pending(store: &dyn Store, at: &str) -> Option<Vec<u8>> {
    store.snapshot().expect("a snapshot").pending(&path(at)).expect("edges")
}

fn keep(store: &dyn Store, at: &str, edges: &[u8]) {
    let pending: Vec<(RepoPath, Vec<u8>)> = vec![(path(at), edges.to_vec())];
    let batch = WriteBatch { pending, stale: vec![path(at)], ..WriteBatch::default() };
    store.apply(batch).expect("the batch applies");
}

pub fn old_edges_are_kept_until_outcomes_come(store: &dyn Store) {
    let target = file("a", &["f"]).symbols[0].id;
    let long = vec![7; 10_000];
    put(store, vec![file("a", &["f"]), file("b", &["g"])]);
    keep(store, "b", &long);
    assert_eq!((pending(store, "b"), pending(store, "a")), (Some(long.clone()), None));
    keep(store, "b", b"later ones");
    assert_eq!(pending(store, "b"), Some(b"later ones".to_vec()), "who writes decides which to compare with");
    keep(store, "b", &long);
    put(store, vec![file("b", &["h"])]);
    let replaced =
        WriteBatch { delete: vec![path("b")], put: vec![file("b", &["i"])], ..WriteBatch::default() };
    store.apply(replaced).expect("the batch applies");
    assert_eq!(pending(store, "b"), Some(long), "a new text has the old edges");
    resolve(store, resolution("b", target, &["f"]));
    assert_eq!(pending(store, "b"), None);
    keep(store, "b", b"");
    assert_eq!(pending(store, "b"), Some(Vec::new()), "no edges are not nothing");
    let batch = WriteBatch {
        pending: vec![(path("a"), b"old".to_vec())],
        resolve: vec![resolution("a", target, &["g"])],
        ..WriteBatch::default()
    };
    store.apply(batch).expect("the batch applies");
    assert_eq!(pending(store, "a"), None, "outcomes come last");
}

pub fn old_edges_go_with_their_file(store: &dyn Store) {
    put(store, vec![file("a", &["f"]), file("b", &["g"])]);
    keep(store, "b", b"edges");
    delete(store, &["b"]);
    assert_eq!(pending(store, "b"), None);
    put(store, vec![file("b", &["g"])]);
    assert_eq!(pending(store, "b"), None, "nothing comes back");
    keep(store, "never there", b"edges");
    assert_eq!(pending(store, "never there"), None);
    let batch = WriteBatch {
        pending: vec![(path("a"), b"edges".to_vec()), (path("new"), b"edges".to_vec())],
        delete: vec![path("a")],
        put: vec![file("new", &["h"])],
        ..WriteBatch::default()
    };
    store.apply(batch).expect("the batch applies");
    assert_eq!((pending(store, "a"), pending(store, "new")), (None, None), "what was not there had none");
}

pub fn runs_are_replaced_by_id_and_told_by_time(store: &dyn Store) {
    note(store, vec![run(3, 30), run(1, 20), run(2, 20)]);
    let ended = RunRecord {
        ended_ms: Some(45),
        outcome: RunOutcome::Failed,
        message: "no room".to_owned(),
        ..run(1, 20)
    };
    note(store, vec![ended.clone()]);
    assert_eq!(runs(store.snapshot().expect("a snapshot").as_ref()), [ended, run(2, 20), run(3, 30)]);
    note(store, vec![run(2, 40)]);
    let ids: Vec<u8> =
        runs(store.snapshot().expect("a snapshot").as_ref()).iter().map(|run| run.id.0[0]).collect();
    assert_eq!(ids, [1, 3, 2], "a run stands in one place");
    for outcome in RunOutcome::ALL {
        note(store, vec![RunRecord { outcome, ..run(9, 50) }]);
        let last = runs(store.snapshot().expect("a snapshot").as_ref()).pop();
        assert_eq!(last.map(|run| run.outcome), Some(outcome));
    }
}

pub fn the_oldest_runs_go_when_there_are_too_many(store: &dyn Store) {
    let numbered = |number: usize| {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(number as u64).to_be_bytes());
        RunRecord { id: RunId(id), ..run(0, 1_000 + number as u64) }
    };
    note(store, (0..RUNS + 5).rev().map(numbered).collect());
    note(store, vec![numbered(RUNS + 5), numbered(0)]);
    let left = runs(store.snapshot().expect("a snapshot").as_ref());
    assert_eq!(left, (6..RUNS + 6).map(numbered).collect::<Vec<_>>());
}

pub fn a_run_alone_makes_no_new_revision(store: &dyn Store) {
    let revision = put(store, vec![file("a", &["f"])]);
    assert_eq!(note(store, vec![run(1, 10)]), revision);
    assert_eq!(store.snapshot().expect("a snapshot").meta().expect("meta").revision, revision);
    assert_eq!(runs(store.snapshot().expect("a snapshot").as_ref()).len(), 1);
    let batch = WriteBatch { events: vec![event("a", "")], runs: vec![run(1, 20)], ..WriteBatch::default() };
    assert!(store.apply(batch).expect("applies") > revision);
}

pub fn the_selection_is_kept(store: &dyn Store) {
    let selection = || store.snapshot().expect("a snapshot").meta().expect("meta").selection;
    assert_eq!(selection(), "");
    let view = ViewChange { selection: Some("*.rs \u{fc}".to_owned()), ..ViewChange::default() };
    store.apply(WriteBatch { view, ..WriteBatch::default() }).expect("applies");
    put(store, vec![file("a", &["f"])]);
    assert_eq!(selection(), "*.rs \u{fc}");
}
