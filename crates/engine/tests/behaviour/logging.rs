//! The execution log tells runs that go on from those whose process is gone.

use engine::{
    BACKENDS, EngineError, IndexOptions, Invocation, MigrateOptions, RunCounts, RunId, RunOutcome, RunRecord,
    Silent, WriteTerms,
};
use store::WriteBatch;
use store::writer::{self, WATCHER, WRITER};

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
    let failed = engine::index(&scratch.root(), &db, &options, &Silent).expect_err("it is of another kind");
    let run = engine::log(&scratch.database()).expect("reads").remove(0);
    assert_eq!((run.outcome, run.is_failure()), ("failed", true));
    assert_eq!(run.record.message, failed.to_string());
    assert_eq!(run.record.arguments, ["--backend"]);
}

/// Commands and outcomes of the runs of a database, newest first.
fn commands(db: &std::path::Path) -> Vec<(String, &'static str)> {
    let db = engine::Database::open(db).expect("opens");
    let runs = engine::log(&db).expect("reads").into_iter();
    runs.map(|run| (run.record.command, run.outcome)).collect()
}

#[test]
fn rewriting_a_database_is_noted_in_it() {
    for backend in BACKENDS {
        let scratch = Scratch::of(backend);
        scratch.write("a.py", "x = 1\n");
        scratch.index(&IndexOptions::default());
        let (db, copy) = (scratch.beside("kept.db"), scratch.beside("copy.db"));
        let invocation =
            |command: &str| Some(Invocation { command: command.to_owned(), arguments: Vec::new() });
        let terms = |command: &str| WriteTerms { invocation: invocation(command), ..WriteTerms::default() };
        engine::compact(&db, &terms("compact")).expect("compacts");
        engine::mend(&db, &terms("doctor"), &Silent).expect("mends");
        let options =
            MigrateOptions { invocation: invocation("migrate-backend"), ..MigrateOptions::default() };
        engine::migrate(&db, &copy, &options, &Silent).expect("migrates");
        let done = |names: &[&str]| -> Vec<(String, &str)> {
            names.iter().map(|name| ((*name).to_owned(), "done")).collect()
        };
        assert_eq!(commands(&db), done(&["doctor", "compact", "index"]), "{}", backend.name);
        assert_eq!(commands(&copy), done(&["migrate-backend", "doctor", "compact", "index"]));
    }
}

#[test]
fn a_database_that_somebody_writes_is_not_rewritten() {
    let scratch = Scratch::new();
    scratch.write("a.py", "x = 1\n");
    scratch.index(&IndexOptions::default());
    let db = scratch.beside("kept.db");
    let holder =
        engine::Holder { process: 7, host: "h".to_owned(), since_ms: 0, command: "watch".to_owned() };
    let lock = writer::take(&db, WRITER, &holder, std::time::Duration::ZERO);
    let _lock = lock.expect("locks").expect("nobody holds it");
    let terms = WriteTerms { patience: std::time::Duration::ZERO, ..WriteTerms::default() };
    let compacted = engine::compact(&db, &terms).expect_err("it is written");
    assert!(matches!(&compacted, EngineError::Held { holder: known, .. } if *known == holder));
    assert!(matches!(engine::mend(&db, &terms, &Silent), Err(EngineError::Held { .. })));
}
