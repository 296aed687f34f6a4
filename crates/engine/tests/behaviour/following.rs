//! Whoever follows a database is told every committed change once and in order, or that the view has to be read again.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use engine::{
    BACKENDS, Event, EventKind, Filter, IndexOptions, Keeper, MigrateOptions, Notice, RepoPath, ResyncReason,
    Sequence, Silent, Since, Subscription,
};
use store::{Backend, EventRow, EventWrite, FeedBounds, History, Revision, ViewChange};

use crate::scratch::Scratch;

/// Long enough for any machine: nobody waits that long for what comes.
pub(crate) const LONG: Duration = Duration::from_secs(60);

/// Every event that a database has after `since`.
pub(crate) fn events(db: &Path, since: Sequence) -> Vec<Event> {
    let backend = engine::detect_backend_format(db).expect("a database").backend;
    let snapshot = (backend.snapshot)(db).expect("opens");
    let mut events = Vec::new();
    let each = &mut |row: EventRow| {
        events.push(Event::from(row));
        ControlFlow::Continue(())
    };
    snapshot.events(since, each).expect("events");
    events
}

fn follow(db: &Path, since: Since) -> Subscription {
    Subscription::open(db, since, Filter::default()).expect("a database")
}

/// All that there is by now.
fn drained(subscription: &mut Subscription) -> Vec<Notice> {
    std::iter::from_fn(|| subscription.poll().expect("reads")).collect()
}

fn told(events: Vec<Event>) -> Vec<Notice> {
    events.into_iter().map(|event| Notice::Event(Box::new(event))).collect()
}

fn resync(reason: ResyncReason, resume_at: Sequence) -> Notice {
    Notice::Resync { reason, resume_at }
}

fn newest(db: &Path) -> Sequence {
    events(db, Sequence(0)).last().expect("an event").sequence
}

/// A tree of two files that is indexed.
fn indexed(backend: &'static Backend) -> Scratch {
    let scratch = Scratch::of(backend);
    scratch.write("one.py", "from two import two\n\ndef one():\n    return two()\n");
    scratch.write("two.py", "def two():\n    return 2\n");
    scratch.index(&IndexOptions::default());
    scratch
}

/// Puts a database with these events, numbered from `first`, at a path.
fn put_feed(backend: &Backend, db: &Path, first: u64, events: impl IntoIterator<Item = EventWrite>) {
    let row = |(number, event)| EventRow { sequence: Sequence(number), revision: Revision(number), event };
    let events: Vec<EventRow> = (first..).zip(events).map(row).collect();
    let bounds = FeedBounds { first: Sequence(first), next: Sequence(first + events.len() as u64) };
    let mut load = (backend.bulk)(db).expect("builds");
    load.history(History { bounds, events, runs: Vec::new() }).expect("a history");
    load.finish(ViewChange::default()).expect("publishes");
}

fn change(at_ms: u64) -> EventWrite {
    let path = RepoPath::new("a.py");
    EventWrite { kind: EventKind::FileChanged, path, at_ms, details: engine::EventDetails::default() }
}

#[test]
fn a_follower_from_the_start_is_told_to_read_the_view_and_then_everything() {
    for backend in BACKENDS {
        let scratch = indexed(backend);
        let db = scratch.beside("kept.db");
        let first = newest(&db);
        scratch.write("two.py", "def two():\n    return 2\n\ndef three():\n    return 3\n");
        scratch.index(&IndexOptions::default());
        let mut subscription = follow(&db, Since::Start);
        let mut expected = vec![resync(ResyncReason::Rebuilt, first)];
        expected.extend(told(events(&db, first)));
        assert_eq!(drained(&mut subscription), expected, "{}", backend.name);
        assert_eq!(subscription.resume_at(), newest(&db));
        assert_eq!(drained(&mut follow(&db, Since::Now)), []);
    }
}

#[test]
fn what_a_keeper_commits_elsewhere_comes_once_and_in_order() {
    const EDITS: usize = 12;
    for backend in BACKENDS {
        let scratch = indexed(backend);
        let db = scratch.beside("kept.db");
        let begin = newest(&db);
        let mut subscription = follow(&db, Since::Now);
        let mut heard = Vec::new();
        std::thread::scope(|scope| {
            let (scratch, db) = (&scratch, &db);
            scope.spawn(move || {
                let mut keeper = Keeper::open(&scratch.root(), db, &IndexOptions::default()).expect("opens");
                for edit in 0..EDITS {
                    scratch.write("two.py", format!("def two():\n    return 2\n\ndef f{edit}(): pass\n"));
                    let path = RepoPath::new("two.py").expect("a path");
                    keeper.update([path], &Silent).expect("a batch");
                }
                keeper.close(None);
            });
            let is_last = |event: &Event| {
                let last = format!("two.f{}", EDITS - 1);
                event.details.symbols_added.iter().any(|note| note.fqn == last)
            };
            loop {
                let notice = subscription.next(Some(LONG)).expect("reads").expect("comes in time");
                let Notice::Event(event) = notice else { panic!("{notice:?}") };
                heard.push(*event);
                if heard.last().is_some_and(is_last) {
                    break;
                }
            }
        });
        heard.extend(drained(&mut subscription).into_iter().map(|notice| match notice {
            Notice::Event(event) => *event,
            Notice::Resync { .. } => panic!("{notice:?}"),
        }));
        assert_eq!(heard, events(&db, begin), "{}", backend.name);
        assert!(heard.len() >= EDITS, "{}", heard.len());
    }
}

#[test]
fn a_feed_of_many_pages_is_told_whole_and_can_be_taken_up_anywhere() {
    for backend in BACKENDS {
        let scratch = Scratch::new();
        let db = scratch.beside("many.db");
        put_feed(backend, &db, 1_000, (0..700).map(change));
        let mut subscription = follow(&db, Since::Event(Sequence(999)));
        for number in 1_000..1_700 {
            let notice = subscription.poll().expect("reads").expect("there is one more");
            assert_eq!(notice.resume_at(), Sequence(number));
            assert_eq!(subscription.resume_at(), Sequence(number));
            if number % 100 == 0 {
                subscription = follow(&db, Since::Event(subscription.resume_at()));
            }
        }
        assert_eq!(subscription.poll().expect("reads"), None);
    }
}

#[test]
fn numbers_that_cannot_be_told_from_are_answered_by_a_resync() {
    for backend in BACKENDS {
        let scratch = Scratch::new();
        let db = scratch.beside("pruned.db");
        put_feed(backend, &db, 1_000, (0..3).map(change));
        let since = |number| drained(&mut follow(&db, Since::Event(Sequence(number))));
        let newest = Sequence(1_002);
        for pruned in [0, 1, 998] {
            assert_eq!(since(pruned), [resync(ResyncReason::Pruned, newest)], "{pruned}");
        }
        for ahead in [1_003, 5_000, u64::MAX] {
            assert_eq!(since(ahead), [resync(ResyncReason::Ahead, newest)], "{ahead}");
        }
        assert_eq!(since(999).len(), 3);
        assert_eq!(since(1_002), []);
        assert_eq!(drained(&mut follow(&db, Since::Start)).len(), 3, "the oldest that there is");
    }
}

#[test]
fn a_follower_outlives_rebuilding_compacting_and_migrating() {
    for backend in BACKENDS {
        let scratch = indexed(backend);
        let db = scratch.beside("kept.db");
        let mut subscription = follow(&db, Since::Now);

        scratch.index(&IndexOptions { rebuild: true, ..IndexOptions::default() });
        let notice = subscription.next(Some(LONG)).expect("reads").expect("comes");
        assert_eq!(notice, resync(ResyncReason::Rebuilt, newest(&db)), "{}", backend.name);

        let before = newest(&db);
        engine::compact(&db, &engine::WriteTerms::default()).expect("compacts");
        scratch.write("two.py", "def two():\n    return 2\n\ndef three():\n    return 3\n");
        scratch.index(&IndexOptions::default());
        assert_eq!(drained(&mut subscription), told(events(&db, before)), "the same feed goes on");

        for other in BACKENDS {
            // Another kind of database in the place of the one that was there, after a moment without any.
            let before = newest(&db);
            let copy = scratch.beside("copy.db");
            let options = MigrateOptions { to: Some(other), ..MigrateOptions::default() };
            engine::migrate(&db, &copy, &options, &Silent).expect("migrates");
            remove(&db);
            assert_eq!(subscription.poll().expect("waits"), None);
            std::fs::rename(&copy, &db).expect("renames");
            scratch.write("two.py", format!("def two():\n    return 2\n\ndef {}(): pass\n", other.name));
            index_as_it_is(&scratch, &db);
            assert_eq!(drained(&mut subscription), told(events(&db, before)), "{}", other.name);
        }
    }
}

/// Indexes into whatever kind of database there is.
fn index_as_it_is(scratch: &Scratch, db: &Path) {
    engine::index(&scratch.root(), db, &IndexOptions::default(), &Silent).expect("indexes");
}

fn remove(db: &Path) {
    BACKENDS.iter().for_each(|backend| engine::remove_database(db, backend.beside).expect("removes"));
}

#[test]
fn a_copy_from_before_that_is_put_back_is_noticed() {
    for backend in BACKENDS {
        let scratch = Scratch::new();
        let db = scratch.beside("restored.db");
        let put_back = |events: &[u64]| {
            remove(&db);
            put_feed(backend, &db, 1_000, events.iter().map(|at_ms| change(*at_ms)));
        };
        put_back(&[1, 2, 3]);
        let mut subscription = follow(&db, Since::Now);
        put_back(&[1, 2]);
        let notice = subscription.next(Some(LONG)).expect("reads");
        assert_eq!(notice, Some(resync(ResyncReason::Ahead, Sequence(1_001))), "it is behind");

        put_back(&[1, 2, 3]);
        drained(&mut subscription);
        // Numbers go on as if nothing had happened, but the last one that was heard tells something else.
        put_back(&[1, 2, 33, 44]);
        let notice = subscription.next(Some(LONG)).expect("reads");
        assert_eq!(notice, Some(resync(ResyncReason::Rebuilt, Sequence(1_003))), "{}", backend.name);
        assert_eq!(drained(&mut subscription), []);
    }
}

#[test]
fn a_damaged_feed_is_an_error_every_time_and_moves_nobody() {
    let sqlite = BACKENDS.iter().find(|backend| backend.name == "sqlite").expect("it is known");
    let scratch = Scratch::new();
    let db = scratch.beside("damaged.db");
    put_feed(sqlite, &db, 1_000, (0..3).map(change));
    let connection = rusqlite::Connection::open(&db).expect("opens");
    connection.execute("DELETE FROM feed WHERE sequence = 1001", []).expect("spoils");
    drop(connection);
    let mut subscription = follow(&db, Since::Event(Sequence(999)));
    for _ in 0..2 {
        let error = subscription.poll().expect_err("a number is missing").to_string();
        assert!(error.contains("event 1001"), "{error}");
        assert_eq!(subscription.resume_at(), Sequence(999));
    }
}

#[test]
fn a_database_that_is_not_there_to_begin_with_is_an_error() {
    let scratch = Scratch::new();
    let none = Subscription::open(&scratch.beside("none.db"), Since::Now, Filter::default());
    assert!(none.is_err());
    assert_eq!(scratch.names_beside(), Vec::<String>::new(), "nothing is made");
}

#[test]
fn a_wait_ends_when_it_is_woken() {
    let scratch = indexed(BACKENDS[0]);
    let mut subscription = follow(&scratch.beside("kept.db"), Since::Now);
    let waker = subscription.waker();
    std::thread::scope(|scope| {
        scope.spawn(move || waker.wake());
        assert_eq!(subscription.next(None).expect("reads"), None, "without it this would not end");
    });
}

#[test]
fn a_channel_tells_what_a_subscription_tells_and_ends_when_dropped() {
    for backend in BACKENDS {
        let scratch = indexed(backend);
        let db = scratch.beside("kept.db");
        let begin = newest(&db);
        let mut notices = follow(&db, Since::Now).into_channel(1_000).expect("a thread");
        assert_eq!(notices.poll().expect("reads"), None);
        scratch.write("two.py", "def two():\n    return 2\n\ndef three():\n    return 3\n");
        scratch.index(&IndexOptions::default());
        for event in told(events(&db, begin)) {
            assert_eq!(notices.next(Some(LONG)).expect("reads"), Some(event), "{}", backend.name);
        }
        drop(notices);
    }
}

#[test]
fn who_is_slower_than_a_channel_is_long_is_told_to_read_again_and_keeps_nobody_waiting() {
    for backend in BACKENDS {
        let scratch = Scratch::new();
        let db = scratch.beside("slow.db");
        put_feed(backend, &db, 1_000, (0..50).map(change));
        let subscription = follow(&db, Since::Event(Sequence(999)));
        let mut notices = subscription.into_channel(4).expect("a thread");
        // The writer is done, and the thread reads on whatever happens here: everything but the last few is passed over at some time.
        let mut last = Sequence(999);
        let mut reasons = Vec::new();
        while last < Sequence(1_049) {
            let notice = notices.next(Some(LONG)).expect("reads").expect("comes");
            assert!(notice.resume_at() > last, "never back");
            if let Notice::Resync { reason, .. } = notice {
                reasons.push(reason);
            } else {
                assert_eq!(notice.resume_at(), last.next(), "nothing is left out without a word");
            }
            last = notice.resume_at();
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(!reasons.is_empty() && reasons.iter().all(|reason| *reason == ResyncReason::Slow));
    }
}
