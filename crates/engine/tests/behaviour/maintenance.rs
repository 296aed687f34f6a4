//! Checking, mending, compacting and migrating databases, of every kind.

use std::fs;
use std::path::Path;

use engine::query::FileView;
use engine::{
    BACKENDS, Backend, Check, Database, EngineError, Health, IndexOptions, MigrateOptions, RepoPath, Silent,
    WriteTerms,
};
use store::{FileWrite, ResolutionWrite, Snapshot, WriteBatch};

use crate::scratch::{Scratch, said};

fn shop(backend: &'static Backend) -> Scratch {
    let scratch = Scratch::of(backend);
    scratch.write(
        "shop/base.py",
        "class Animal:\n    def name(self): return speak(self)\n\ndef speak(a): return 1\n",
    );
    scratch.write(
        "shop/app.py",
        "from shop.base import Animal, speak\n\ndef make():\n    return speak(Animal())\n",
    );
    scratch.write(
        "src/lib.rs",
        "pub fn area(x: u32) -> u32 { square(x) }\nfn square(x: u32) -> u32 { x * x }\n",
    );
    scratch.write("notes.txt", "nothing\n");
    scratch.index(&IndexOptions::default());
    scratch
}

fn check(db: &Path) -> Health {
    engine::health(db).expect("its files can be listed")
}

fn found(health: &Health) -> Vec<(Check, &str, bool)> {
    health.findings.iter().map(|finding| (finding.check, finding.place.as_str(), finding.derivable)).collect()
}

/// Changes what a database keeps of one file, behind the engine's back.
fn tampered(
    backend: &'static Backend,
    path: &str,
    change: impl FnOnce(&mut FileWrite, &mut ResolutionWrite),
) -> Scratch {
    let scratch = shop(backend);
    let db = scratch.beside("kept.db");
    let store = (backend.open)(&db).expect("opens");
    let snapshot = store.snapshot().expect("a snapshot");
    let repo_path = engine::RepoPath::new(path).expect("a path");
    let stored = snapshot.stored(&repo_path).expect("reads").expect("is there");
    let mut write = FileWrite {
        record: stored.record,
        id: file_id(snapshot.as_ref(), path),
        blob: Some(stored.blob),
        symbols: Vec::new(),
        keys: Vec::new(),
    };
    let mut resolution = stored.resolution.expect("it is resolved");
    change(&mut write, &mut resolution);
    drop(snapshot);
    store.apply(WriteBatch { delete: vec![repo_path], ..WriteBatch::default() }).expect("applies");
    let batch = WriteBatch { put: vec![write], resolve: vec![resolution], ..WriteBatch::default() };
    store.apply(batch).expect("applies");
    scratch
}

fn file_id(snapshot: &dyn Snapshot, path: &str) -> engine::ids::SymbolId {
    let mut found = None;
    snapshot
        .symbols_by_id("", &mut |place| {
            if place.ordinal.is_none() && place.path.as_str() == path {
                found = Some(place.id);
            }
            std::ops::ControlFlow::Continue(())
        })
        .expect("ids");
    found.expect("a file has an id")
}

#[test]
fn a_database_that_was_indexed_is_sound() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        scratch.write("src/lib.rs", "pub fn area(x: u32) -> u32 { x }\n");
        scratch.index(&IndexOptions::default());
        let health = check(&scratch.beside("kept.db"));
        assert_eq!(found(&health), [], "{}", backend.name);
        assert_eq!((health.files, health.definitions), (3, 5));
    }
}

#[test]
fn indexes_that_do_not_hold_what_files_say_are_found_and_mended() {
    for backend in BACKENDS {
        // The file is put without definitions and keys: its facts have them.
        let scratch = tampered(backend, "shop/base.py", |_, _| {});
        let db = scratch.beside("kept.db");
        let health = check(&db);
        assert_eq!(found(&health), [(Check::Indexes, "shop/base.py", true); 4], "{}", backend.name);
        let mended = engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends");
        assert_eq!(mended.lost, []);
        assert_eq!(found(&check(&db)), []);
        said(&db).assert_same(&scratch.said_by_a_cold_build(), backend.name);
    }
}

#[test]
fn edges_that_do_not_follow_are_found_and_mended() {
    for backend in BACKENDS {
        let scratch = tampered(backend, "shop/app.py", |_, resolution| {
            resolution.edges.clear();
            model::codec::encode_edges(&[], &mut resolution.edges);
        });
        let db = scratch.beside("kept.db");
        assert!(found(&check(&db)).contains(&(Check::Edges, "shop/app.py", true)), "{}", backend.name);
        engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends");
        assert_eq!(found(&check(&db)), []);
        said(&db).assert_same(&scratch.said_by_a_cold_build(), backend.name);
    }
}

#[test]
fn facts_that_cannot_be_read_are_lost_and_indexed_again() {
    for backend in BACKENDS {
        let scratch = tampered(backend, "shop/base.py", |write, _| {
            write.blob.as_mut().expect("it was given").facts.truncate(3);
        });
        let db = scratch.beside("kept.db");
        let health = check(&db);
        assert!(found(&health).contains(&(Check::Facts, "shop/base.py", false)), "{:?}", health.findings);
        let mended = engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends");
        assert_eq!(mended.lost, [engine::RepoPath::new("shop/base.py").expect("a path")]);
        assert_eq!(found(&check(&db)), []);
        scratch.index(&IndexOptions::default());
        scratch.said().assert_same(&scratch.said_by_a_cold_build(), backend.name);
    }
}

#[test]
fn a_digest_that_is_not_that_of_the_files_is_found_and_mended() {
    for backend in BACKENDS {
        let scratch = tampered(backend, "shop/base.py", |write, _| {
            write.record.digest = engine::hash::FileDigest::of(b"something else");
        });
        let db = scratch.beside("kept.db");
        let health = check(&db);
        assert!(found(&health).contains(&(Check::Digest, "shop/base.py", true)), "{:?}", health.findings);
        engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends");
        assert_eq!(found(&check(&db)), []);
        said(&db).assert_same(&scratch.said_by_a_cold_build(), backend.name);
    }
}

#[test]
fn a_source_that_is_another_is_lost_like_one_that_cannot_be_read() {
    for backend in BACKENDS {
        let scratch = tampered(backend, "shop/base.py", |write, _| {
            write.record.content_hash = engine::hash::ContentHash::of(b"something else");
        });
        let db = scratch.beside("kept.db");
        assert!(found(&check(&db)).contains(&(Check::Facts, "shop/base.py", false)), "{}", backend.name);
        assert_eq!(engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends").lost.len(), 1);
        assert_eq!(found(&check(&db)), []);
    }
}

#[test]
fn outcomes_that_cannot_be_read_are_resolved_again() {
    for backend in BACKENDS {
        let scratch = tampered(backend, "shop/app.py", |_, resolution| resolution.outcomes.truncate(3));
        let db = scratch.beside("kept.db");
        assert!(found(&check(&db)).contains(&(Check::Outcomes, "shop/app.py", false)), "{}", backend.name);
        let mended = engine::mend(&db, &WriteTerms::default(), &Silent).expect("mends");
        assert_eq!((mended.lost.len(), mended.unresolved.len()), (0, 1), "the facts are sound");
        assert_eq!(found(&check(&db)), []);
        assert_eq!(scratch.index(&IndexOptions::default()).tally.resolved, 1 + mended.lost.len() as u64);
        scratch.said().assert_same(&scratch.said_by_a_cold_build(), backend.name);
    }
}

/// Pages are what LMDB trusts: nothing that opens the file may be let at damaged ones.
#[test]
fn a_damaged_structure_is_not_opened_but_built_anew() {
    for backend in BACKENDS.iter().copied().filter(|backend| !backend.stands_damage) {
        let scratch = shop(backend);
        let db = scratch.beside("kept.db");
        let whole = fs::read(&db).expect("reads");
        let mut damages = 0;
        // The first two pages say what the file is.
        for page in (2 * 4096..whole.len()).step_by(4096) {
            let mut bytes = whole.clone();
            bytes[page + 16..page + 24].fill(0xff);
            fs::write(&db, &bytes).expect("writes");
            // Where the layout itself cannot be read the file is not even taken for a database.
            if engine::detect_backend_format(&db).is_err() || found(&check(&db)).is_empty() {
                continue;
            }
            damages += 1;
            assert!(matches!(engine::mend(&db, &WriteTerms::default(), &Silent), Err(EngineError::Store(_))));
            assert!(fs::read(&db).expect("reads") == bytes, "it is as it was");
            assert!(scratch.index(&IndexOptions { rebuild: true, ..IndexOptions::default() }).cold);
            assert_eq!(found(&check(&db)), []);
        }
        assert!(damages > 5, "{damages} pages were damaged and the file was still known");
    }
}

#[test]
fn an_earlier_layout_is_a_finding() {
    let scratch = shop(BACKENDS[0]);
    let db = scratch.beside("kept.db");
    let mut bytes = fs::read(&db).expect("reads");
    bytes[60..64].copy_from_slice(&1_u32.to_be_bytes());
    fs::write(&db, bytes).expect("writes");
    assert_eq!(found(&check(&db)), [(Check::Schema, "layout 1", false)]);
    assert!(scratch.index(&IndexOptions::default()).cold);
    assert_eq!(found(&check(&db)), []);
}

#[test]
fn compacting_gives_space_back_and_changes_nothing() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        let text = "def function(): return 1\n".repeat(4_000);
        scratch.write("large.py", text);
        scratch.index(&IndexOptions::default());
        fs::remove_file(scratch.root().join("large.py")).expect("removing");
        scratch.index(&IndexOptions::default());
        let db = scratch.beside("kept.db");
        let before = scratch.said();
        let compacted = engine::compact(&db, &WriteTerms::default()).expect("compacts");
        assert!(compacted.bytes_after < compacted.bytes_before / 2, "{}: {compacted:?}", backend.name);
        scratch.said().assert_same(&before, backend.name);
        assert_eq!(found(&check(&db)), []);
        // It is a database like any other.
        scratch.write("more.py", "def more(): pass\n");
        assert!(!scratch.index(&IndexOptions::default()).cold);
    }
}

/// Every pair of kinds, a kind with itself too.
fn pairs() -> impl Iterator<Item = (&'static Backend, &'static Backend)> {
    BACKENDS.iter().flat_map(|&from| BACKENDS.iter().map(move |&to| (from, to)))
}

#[test]
fn a_migration_carries_everything_and_leaves_its_source_alone() {
    for (from, to) in pairs() {
        let scratch = shop(from);
        let (input, output) = (scratch.beside("kept.db"), scratch.beside("copy.db"));
        let before = (fs::read(&input).expect("reads"), scratch.names_beside());
        let options = MigrateOptions { to: Some(to), ..MigrateOptions::default() };
        let migrated = engine::migrate(&input, &output, &options, &Silent).expect("migrates");
        let what = format!("{} to {}", from.name, to.name);
        assert_eq!((migrated.from, migrated.to), (from, to));
        assert_eq!(
            (migrated.contents.files, migrated.contents.resolved, migrated.contents.skipped),
            (3, 3, 1)
        );
        assert_eq!(engine::detect_backend_format(&output).expect("a database").backend, to);
        said(&output).assert_same(&scratch.said(), &what);
        assert_eq!(found(&check(&output)), [], "{what}");
        assert_eq!(Database::open(&output).expect("opens").root(), scratch.database().root());
        assert_eq!(fs::read(&input).expect("reads"), before.0, "{what}: the source is as it was");
        let names: Vec<String> =
            scratch.names_beside().into_iter().filter(|name| !name.starts_with("copy.db")).collect();
        assert_eq!(names, before.1, "{what}: nothing else is left");
        // The copy is kept up to date like any other.
        scratch.write("src/lib.rs", "pub fn area(x: u32) -> u32 { x }\n");
        engine::index(&scratch.root(), &output, &IndexOptions::default(), &Silent).expect("indexing");
        said(&output).assert_same(&scratch.said_by_a_cold_build(), &what);
    }
}

#[test]
fn a_dry_run_only_tells() {
    for (from, to) in pairs() {
        let scratch = shop(from);
        let before = scratch.names_beside();
        let options = MigrateOptions { to: Some(to), dry_run: true, ..MigrateOptions::default() };
        let migrated =
            engine::migrate(&scratch.beside("kept.db"), &scratch.beside("copy.db"), &options, &Silent);
        assert_eq!(migrated.expect("tells").bytes_after, None);
        assert_eq!(scratch.names_beside(), before);
    }
}

#[test]
fn a_migration_that_fails_leaves_nothing() {
    for (from, to) in pairs() {
        let scratch = tampered(from, "src/lib.rs", |write, _| {
            write.blob.as_mut().expect("it was given").source.truncate(3);
        });
        let before = scratch.names_beside();
        let options = MigrateOptions { to: Some(to), ..MigrateOptions::default() };
        let (input, output) = (scratch.beside("kept.db"), scratch.beside("copy.db"));
        assert!(matches!(engine::migrate(&input, &output, &options, &Silent), Err(EngineError::Store(_))));
        assert_eq!(scratch.names_beside(), before);
    }
}

#[test]
fn nothing_is_overwritten_by_a_migration() {
    let scratch = shop(BACKENDS[0]);
    fs::write(scratch.beside("copy.db"), "mine").expect("writes");
    let refused = engine::migrate(
        &scratch.beside("kept.db"),
        &scratch.beside("copy.db"),
        &MigrateOptions::default(),
        &Silent,
    );
    assert!(matches!(refused, Err(EngineError::OutputExists { .. })));
    assert_eq!(fs::read(scratch.beside("copy.db")).expect("reads"), b"mine");
}

#[test]
fn a_database_keeps_its_kind() {
    for (is, wanted) in pairs().filter(|(is, wanted)| is != wanted) {
        let scratch = shop(is);
        let options = IndexOptions { backend: Some(wanted), rebuild: true, ..IndexOptions::default() };
        let refused = engine::index(&scratch.root(), &scratch.beside("kept.db"), &options, &Silent);
        assert!(matches!(refused, Err(EngineError::OtherBackend { .. })), "{} for {}", wanted.name, is.name);
        let options = IndexOptions { rebuild: true, ..IndexOptions::default() };
        engine::index(&scratch.root(), &scratch.beside("kept.db"), &options, &Silent).expect("rebuilds");
        let kept = engine::detect_backend_format(&scratch.beside("kept.db")).expect("a database");
        assert_eq!(kept.backend, is);
    }
}

/// A database of an earlier layout whose tree is not there any more is built from the sources that it keeps.
#[test]
fn without_its_tree_an_earlier_database_is_built_from_what_it_keeps() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/tests/databases");
    let directory = tempfile::tempdir().unwrap();
    let db = directory.path().join("kept.db");
    let mut packed = flate2::read::GzDecoder::new(fs::File::open(kept.join("sqlite-7102.db.gz")).unwrap());
    std::io::copy(&mut packed, &mut fs::File::create(&db).unwrap()).unwrap();
    let connection = rusqlite::Connection::open(&db).unwrap();
    connection.execute("UPDATE meta SET value = '/nowhere/at/all' WHERE key = 'root'", []).unwrap();
    drop(connection);
    let upgraded = engine::upgrade(&db, false, &engine::WriteTerms::default(), &Silent).unwrap();
    assert_eq!(upgraded.source, Some(engine::UpgradeSource::Database));
    let made = Database::open(&db).unwrap();
    for path in ["lib.rs", "src/main.py", "src/shapes.py", "vec.c", "vec.h"] {
        let view = FileView::load(made.snapshot(), &RepoPath::new(path).unwrap()).unwrap().unwrap();
        assert_eq!(view.source, fs::read(kept.join("tree").join(path)).unwrap(), "{path}");
        assert!(view.resolution.is_some(), "{path}");
    }
    assert!(upgraded.backup.is_some_and(|backup| backup.is_file()));
}
