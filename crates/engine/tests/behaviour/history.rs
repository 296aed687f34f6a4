//! What copying and mending do with the change feed and the execution log.

use std::path::Path;

use engine::{BACKENDS, Backend, Check, IndexOptions, MigrateOptions, RepoPath, Silent, WriteTerms};
use model::event::EventKind;
use rusqlite::Connection;
use store::{FeedBounds, History, ViewMeta, WriteBatch};

use crate::scratch::Scratch;

/// A tree that was indexed, changed and indexed again.
fn followed(backend: &'static Backend) -> Scratch {
    let scratch = Scratch::of(backend);
    scratch.write("one.py", "from two import two\ndef one(): return two()\n");
    scratch.write("two.py", "def two(): pass\n");
    scratch.index(&IndexOptions::default());
    scratch.write("two.py", "def three(): pass\n");
    scratch.write("four.py", "def four(): pass\n");
    scratch.index(&IndexOptions::default());
    scratch
}

fn read(db: &Path) -> (History, ViewMeta) {
    let backend = engine::detect_backend_format(db).expect("a database").backend;
    let snapshot = (backend.snapshot)(db).expect("opens");
    (History::read(snapshot.as_ref()).expect("sound"), snapshot.meta().expect("meta"))
}

fn kinds(history: &History) -> Vec<EventKind> {
    history.events.iter().map(|row| row.event.kind).collect()
}

fn migrated(scratch: &Scratch, to: &'static Backend) -> (History, ViewMeta) {
    let (input, output) = (scratch.beside("kept.db"), scratch.beside("copy.db"));
    let options = MigrateOptions { to: Some(to), ..MigrateOptions::default() };
    engine::migrate(&input, &output, &options, &Silent).expect("migrates");
    read(&output)
}

#[test]
fn a_migration_carries_feed_log_and_selection() {
    for from in BACKENDS {
        for to in BACKENDS {
            let scratch = followed(from);
            let (history, meta) = read(&scratch.beside("kept.db"));
            assert!(history.events.len() > 3 && history.runs.len() == 2, "{:?}", kinds(&history));
            let (copied, of_copy) = migrated(&scratch, to);
            assert_eq!(copied, history, "{} to {}", from.name, to.name);
            assert_eq!(of_copy.selection, meta.selection);
            assert_eq!(of_copy.revision, meta.revision, "events led to states that there are");
        }
    }
}

/// The next outcomes of the file tell all its edges as new, which is right only for whoever reads the view now.
#[test]
fn a_migration_without_old_edges_tells_followers_to_read_again() {
    for backend in BACKENDS {
        let scratch = followed(backend);
        let db = scratch.beside("kept.db");
        let path = RepoPath::new("one.py").expect("a path");
        let batch =
            WriteBatch { pending: vec![(path.clone(), vec![1])], stale: vec![path], ..WriteBatch::default() };
        (backend.open)(&db).expect("opens").apply(batch).expect("applies");
        let (history, meta) = read(&db);
        let (copied, of_copy) = migrated(&scratch, backend);
        let (last, before) = copied.events.split_last().expect("there are events");
        assert_eq!(before, history.events);
        assert_eq!((last.event.kind, last.sequence), (EventKind::Rebuilt, history.bounds.next));
        assert_eq!((last.revision, of_copy.revision.0), (of_copy.revision, meta.revision.0 + 1));
    }
}

#[test]
fn mending_keeps_the_feed_and_tells_followers_to_read_again() {
    for backend in BACKENDS {
        let scratch = followed(backend);
        let db = scratch.beside("kept.db");
        let (history, _) = read(&db);
        engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends");
        let (mended, _) = read(&db);
        assert_eq!(mended.events[..history.events.len()], history.events);
        assert_eq!(kinds(&mended).last(), Some(&EventKind::Rebuilt), "{}", backend.name);
        assert_eq!(mended.events.len(), history.events.len() + 1);
        assert_eq!(mended.runs, history.runs);
        assert!(engine::health(&db).expect("reads").findings.is_empty());
    }
}

/// Spoils the history of a SQLite database, looks for it, and mends it; gives what there was and what there is.
fn spoiled(spoil: &str) -> (History, History) {
    let sqlite = BACKENDS.iter().find(|backend| backend.name == "sqlite").expect("it is known");
    let scratch = followed(sqlite);
    let db = scratch.beside("kept.db");
    let (before, _) = read(&db);
    Connection::open(&db).expect("opens").execute_batch(spoil).expect("spoils");
    let found = engine::health(&db).expect("reads").findings;
    let found: Vec<(Check, bool)> =
        found.into_iter().map(|finding| (finding.check, finding.derivable)).collect();
    assert_eq!(found, [(Check::History, false)], "{spoil}");
    let digest = scratch.database().snapshot().meta().expect("meta").digest();
    engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends");
    assert!(engine::health(&db).expect("reads").findings.is_empty(), "{spoil}");
    let (after, meta) = read(&db);
    assert_eq!(meta.digest(), digest, "the view is as it was");
    (before, after)
}

#[test]
fn a_damaged_feed_is_found_and_begun_anew_with_numbers_that_it_never_gave() {
    for spoil in [
        "DELETE FROM feed WHERE sequence = (SELECT min(sequence) + 1 FROM feed)",
        "DELETE FROM feed WHERE sequence = (SELECT max(sequence) FROM feed)",
        "UPDATE feed SET details = x'ff'",
        "UPDATE feed SET kind = 'unheard-of' WHERE sequence = (SELECT max(sequence) FROM feed)",
        "UPDATE meta SET value = value - 1 WHERE key = 'feed_first'",
        "UPDATE meta SET value = 1 WHERE key = 'feed_first'",
        "UPDATE meta SET value = 1 WHERE key = 'feed_next'",
        "DELETE FROM meta WHERE key = 'feed_bytes'",
    ] {
        let (before, after) = spoiled(spoil);
        assert_eq!(kinds(&after), [EventKind::Rebuilt], "{spoil}");
        assert!(after.bounds.first >= before.bounds.next, "{spoil}");
        assert_eq!(after.runs, before.runs);
    }
}

#[test]
fn a_damaged_log_is_found_and_given_up() {
    let (before, after) = spoiled("UPDATE run SET outcome = 'unheard-of'");
    assert_eq!((after.runs.len(), before.runs.len()), (0, 2));
    assert_ne!(after.bounds, FeedBounds::default());
}
