//! The execution log tells runs that go on from those whose process is gone.

use engine::{BACKENDS, IndexOptions, Invocation, RunCounts, RunId, RunOutcome, RunRecord};
use store::WriteBatch;
use store::writer::{self, WATCHER};

use crate::scratch::Scratch;

/// A number that no process has.
const NOBODY: u32 = u32::MAX;

fn note(scratch: &Scratch, backend: &engine::Backend, change: impl FnOnce(&mut RunRecord)) {
    let mut run = RunRecord {
        id: RunId([7; 16]),
        command: "watch".to_owned(),
        arguments: Vec::new(),
        process: NOBODY,
        host: engine::log(&scratch.database()).expect("reads")[0].record.host.clone(),
        started_ms: 4_000_000_000_000,
        ended_ms: None,
        outcome: RunOutcome::Unfinished,
        message: String::new(),
        counts: RunCounts::default(),
        tool_version: "1".to_owned(),
    };
    change(&mut run);
    let store = (backend.open)(&scratch.beside("kept.db")).expect("opens");
    store.apply(WriteBatch { runs: vec![run], ..WriteBatch::default() }).expect("applies");
}

fn newest(scratch: &Scratch) -> (&'static str, bool) {
    let runs = engine::log(&scratch.database()).expect("reads");
    (runs[0].outcome, runs[0].is_failure())
}

#[test]
fn a_run_without_an_end_whose_process_is_gone_was_interrupted() {
    for backend in BACKENDS {
        let scratch = Scratch::of(backend);
        scratch.write("a.py", "x = 1\n");
        scratch.index(&IndexOptions::default());
        assert_eq!(newest(&scratch), ("done", false));
        note(&scratch, backend, |_| {});
        assert_eq!(newest(&scratch), ("interrupted", true), "{}", backend.name);
        note(&scratch, backend, |run| run.process = std::process::id());
        assert_eq!(newest(&scratch), ("unfinished", false), "this process is there");
        note(&scratch, backend, |run| run.host = "another machine".to_owned());
        assert_eq!(newest(&scratch), ("unfinished", false), "nothing is known of other machines");
    }
}

#[test]
fn who_holds_a_lock_is_not_gone() {
    let scratch = Scratch::new();
    scratch.write("a.py", "x = 1\n");
    scratch.index(&IndexOptions::default());
    note(&scratch, BACKENDS[0], |_| {});
    let host = engine::log(&scratch.database()).expect("reads")[0].record.host.clone();
    let holder = engine::Holder { process: NOBODY, host, since_ms: 0, command: "watch".to_owned() };
    let lock = writer::take(&scratch.beside("kept.db"), WATCHER, &holder, std::time::Duration::ZERO);
    let _lock = lock.expect("locks").expect("nobody holds it");
    assert_eq!(newest(&scratch), ("unfinished", false));
}

#[test]
fn a_run_that_fails_says_why() {
    let scratch = Scratch::new();
    scratch.write("a.py", "x = 1\n");
    scratch.index(&IndexOptions::default());
    let options = IndexOptions {
        backend: Some(BACKENDS[1]),
        invocation: Invocation { command: "index".to_owned(), arguments: vec!["--backend".to_owned()] },
        ..IndexOptions::default()
    };
    let db = scratch.beside("kept.db");
    let failed =
        engine::index(&scratch.root(), &db, &options, &engine::Silent).expect_err("it is of another kind");
    let run = engine::log(&scratch.database()).expect("reads").remove(0);
    assert_eq!((run.outcome, run.is_failure()), ("failed", true));
    assert_eq!(run.record.message, failed.to_string());
    assert_eq!(run.record.arguments, ["--backend"]);
}
