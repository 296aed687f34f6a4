//! A keeper that is told where something has changed leaves a database that says what one built from nothing says, and a feed
//! that tells every step from one to the next.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use engine::{BACKENDS, Database, IndexOptions, Keeper, RepoPath, Silent};
use model::event::{EdgeNote, EventKind};
use model::ids::SymbolId;
use proptest::prelude::*;
use store::{Index, IndexRow, Sequence, Snapshot};

use crate::incremental::{apply, change, changed_paths};
use crate::scratch::Scratch;

/// What a follower of the feed knows: symbols with the paths of their files, and edges with the paths of theirs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Followed {
    symbols: BTreeSet<(String, SymbolId)>,
    edges: BTreeSet<(String, EdgeNote)>,
    /// The last event that it has seen.
    at: Sequence,
}

impl Followed {
    /// By reading all of a database.
    fn read(db: &Path) -> Self {
        let database = Database::open(db).expect("a database");
        let snapshot = database.snapshot();
        let paths = paths(snapshot);
        let mut ids = std::collections::BTreeMap::new();
        snapshot
            .index(Index::Ids, &mut |row| {
                if let IndexRow::Id(id, rank, ordinal) = row {
                    ids.insert((rank.0, ordinal), id);
                }
            })
            .expect("ids");
        let mut followed = Self { at: last(snapshot), ..Self::default() };
        let of_definitions = ids.iter().filter(|((_, ordinal), _)| ordinal.is_some());
        followed.symbols =
            of_definitions.map(|((rank, _), id)| (paths[*rank as usize].to_string(), *id)).collect();
        for (rank, path) in (0..).zip(&paths) {
            let edges = snapshot.edges(path).expect("edges").unwrap_or_default();
            followed.edges.extend(edges.edges.iter().map(|edge| {
                let source = ids[&(rank, edge.source)];
                let target = edges.targets[edge.target as usize];
                (path.to_string(), EdgeNote { source, kind: edge.kind, target })
            }));
        }
        followed
    }

    /// By the events since.
    fn follow(&mut self, db: &Path) {
        let database = Database::open(db).expect("a database");
        let since = self.at;
        let each = &mut |row: store::EventRow| {
            assert_eq!(row.sequence, self.at.next(), "no number is left out");
            self.at = row.sequence;
            let path = row.event.path.map(|path| path.to_string()).unwrap_or_default();
            assert_ne!(row.event.kind, EventKind::Rebuilt);
            let details = row.event.details;
            for note in details.symbols_removed {
                assert!(self.symbols.remove(&(path.clone(), note.id)), "{} went twice", note.fqn);
            }
            for note in details.symbols_added {
                assert!(self.symbols.insert((path.clone(), note.id)), "{} came twice", note.fqn);
            }
            for note in details.edges_removed {
                assert!(self.edges.remove(&(path.clone(), note)), "an edge of {path} went twice");
            }
            for note in details.edges_added {
                assert!(self.edges.insert((path.clone(), note)), "an edge of {path} came twice");
            }
            ControlFlow::Continue(())
        };
        database.snapshot().events(since, each).expect("events");
    }
}

fn paths(snapshot: &dyn Snapshot) -> Vec<RepoPath> {
    let mut paths = Vec::new();
    snapshot
        .files(&mut |record| {
            paths.push(record.path);
            ControlFlow::Continue(())
        })
        .expect("files");
    paths
}

fn last(snapshot: &dyn Snapshot) -> Sequence {
    Sequence(snapshot.feed().expect("the feed").next.0 - 1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_every_batch_it_is_as_if_built_from_nothing_and_the_feed_tells_how(
        backend in prop::sample::select(BACKENDS),
        steps in prop::collection::vec(prop::collection::vec(change(), 1..6), 1..5),
        elsewhere in prop::collection::vec(any::<bool>(), 5),
    ) {
        let scratch = Scratch::of(backend);
        let db = scratch.beside("kept.db");
        let options = IndexOptions { backend: Some(backend), ..IndexOptions::default() };
        let mut keeper = Keeper::open(&scratch.root(), &db, &options).expect("a tree");
        keeper.scan(&Silent).expect("a first batch");
        let mut followed = Followed::read(&db);
        for (number, changes) in steps.iter().enumerate() {
            changes.iter().for_each(|change| apply(&scratch, change));
            if elsewhere[number] {
                // Another process was faster.
                scratch.index(&options);
            }
            let changed: Vec<RepoPath> =
                changes.iter().flat_map(changed_paths).filter_map(|path| RepoPath::new(&path)).collect();
            keeper.update(changed, &Silent).expect("a batch");
            let what = format!("step {number}, {}", backend.name);
            scratch.said().assert_same(&scratch.said_by_a_cold_build(), &what);
            followed.follow(&db);
            prop_assert_eq!(&followed, &Followed::read(&db), "{}", what);
        }
        keeper.close(None);
        let health = engine::health(&db).expect("its files can be listed");
        prop_assert_eq!(health.findings, []);
    }
}

#[test]
fn contents_that_change_places_in_many_batches_are_not_lost() {
    let scratch = Scratch::new();
    let text = |number: usize| format!("def f{number}():\n    return {number}\n");
    // More than are committed at once.
    let files = 2_100;
    (0..files).for_each(|number| scratch.write(&format!("d/f{number:04}.py"), text(number)));
    scratch.index(&IndexOptions::default());
    let digest = scratch.said().digest;
    for number in 0..files {
        scratch.write(&format!("d/f{number:04}.py"), text((number + files - 100) % files));
    }
    assert_eq!(scratch.index(&IndexOptions::default()).tally.written, files as u64);
    assert_ne!(scratch.said().digest, digest);
    scratch.said().assert_same(&scratch.said_by_a_cold_build(), "contents in other places");
}

#[test]
fn an_edit_of_one_file_looks_at_one_file() {
    let scratch = Scratch::new();
    scratch.write("lib.py", "def used() -> int:\n    return 1\n");
    scratch.write("user.py", "from lib import used\n\ndef caller():\n    return used()\n");
    let db = scratch.beside("kept.db");
    let mut keeper = Keeper::open(&scratch.root(), &db, &IndexOptions::default()).expect("a tree");
    keeper.scan(&Silent).expect("a first batch");
    let mut batch = |path: &str| {
        let path = RepoPath::new(path).expect("a path");
        keeper.update([path], &Silent).expect("a batch").tally
    };
    scratch.write("lib.py", "def used() -> int:\n    return 2\n");
    let tally = batch("lib.py");
    assert_eq!((tally.written, tally.resolved, tally.symbols_added, tally.edges_added), (1, 1, 0, 0));
    scratch.write("lib.py", "def other():\n    return 2\n");
    let tally = batch("lib.py");
    assert_eq!((tally.written, tally.resolved), (1, 2), "its user is bound anew");
    assert_eq!((tally.symbols_added, tally.symbols_removed), (1, 1));
    assert_eq!(tally.edges_added, 0);
    assert!(tally.edges_removed >= 1);
    assert_eq!(batch("lib.py").written, 0, "nothing has changed");
    std::fs::remove_file(scratch.root().join("user.py")).expect("removing");
    assert_eq!(batch("user.py").removed, 1);
    scratch.said().assert_same(&scratch.said_by_a_cold_build(), "after three edits");
}
