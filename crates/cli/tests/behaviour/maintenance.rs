//! `detect`, `migrate-backend`, `doctor`, `compact`: looking after databases.

use std::fs;

use crate::fixture::{Tree, column};
use crate::schema::validate;

const DB: &str = ".magellan/index.db";
/// How every compressed text begins.
const START: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The names of the kinds of stores.
fn kinds(tree: &Tree) -> Vec<String> {
    let answer = tree.json(&["--backends"]);
    column(&answer["data"]["backends"], "backend").into_iter().map(str::to_owned).collect()
}

#[test]
fn detect_tells_what_a_file_is() {
    let tree = Tree::new();
    for kind in kinds(&tree) {
        let db = format!("{kind}.db");
        tree.ok(&["index", "--backend", &kind, "--db", &db, "-q"]);
        let answer = tree.json(&["detect", &db]);
        assert_eq!(
            (&answer["data"]["file"]["backend"], &answer["data"]["file"]["readable"]),
            (&kind.into(), &true.into())
        );
        validate("detect", &answer);
        assert_eq!(
            tree.json(&["detect", "--db", &db])["data"],
            answer["data"],
            "the database of other commands"
        );
        let status = tree.json(&["status", "--db", &db]);
        assert_eq!(status["data"]["backend"], answer["data"]["file"]["backend"]);
        assert_eq!(status["data"]["database_version"], answer["data"]["file"]["layout"]);
    }
    for (code, path) in
        [("db-unknown-format", "notes.txt"), ("db-unknown-format", "src"), ("db-not-found", "none")]
    {
        assert_eq!(tree.error(4, &["detect", path])["code"], code);
    }
    assert_eq!(tree.error(2, &["detect", ":memory:"])["code"], "invalid-argument");
}

#[test]
fn migrating_there_and_back_exports_the_same() {
    let tree = Tree::new();
    let kinds = kinds(&tree);
    for from in &kinds {
        for to in &kinds {
            let (input, output) = (format!("{from}-{to}.db"), format!("{from}-{to}-copy.db"));
            tree.ok(&["index", "--backend", from, "--db", &input, "-q"]);
            let exports = format!("{from}-{to}-exports");
            let answer = tree.json(&[
                "migrate-backend",
                "--input",
                &input,
                "--output",
                &output,
                "--to",
                to,
                "--export-dir",
                &exports,
                "-q",
            ]);
            validate("migrate-backend", &answer);
            let kept =
                fs::read_to_string(tree.root().join(&exports).join("export.jsonl")).expect("the export");
            let export = |db: &str| tree.ok(&["export", "--db", db]);
            assert_eq!((export(&input), export(&output)), (kept.clone(), kept));
            let names: Vec<_> = fs::read_dir(tree.root())
                .expect("the root")
                .map(|entry| entry.expect("entry").file_name())
                .collect();
            assert!(!names.iter().any(|name| name.to_string_lossy().contains("migrating")), "{names:?}");
        }
    }
}

#[test]
fn a_migration_is_refused_where_something_is() {
    let tree = Tree::indexed();
    let refused = ["migrate-backend", "--input", DB, "--output", "notes.txt"];
    assert_eq!(tree.error(2, &refused)["code"], "invalid-argument");
    assert_eq!(fs::read_to_string(tree.root().join("notes.txt")).expect("the notes"), "No language.\n");
    let missing = ["migrate-backend", "--input", "none.db", "--output", "copy.db"];
    assert_eq!(tree.error(4, &missing)["code"], "db-not-found");
    assert!(!tree.root().join("copy.db").exists());
}

#[test]
fn what_a_migration_killed_at_its_end_left_is_removed_by_the_next() {
    let tree = Tree::indexed();
    for kind in kinds(&tree) {
        let copy = format!("{kind}-copy.db");
        let migrate = ["migrate-backend", "--input", DB, "--output", &copy, "--to", &kind];
        tree.ok(&migrate);
        let staged = tree.root().join(format!("{copy}-migrating"));
        fs::hard_link(tree.root().join(&copy), &staged).expect("the copy's other name");
        assert_eq!(tree.error(2, &migrate)["code"], "invalid-argument", "the copy is there, and stays");
        assert!(!staged.exists());
        // What is there, but is not the copy, is nobody's business here.
        fs::write(&staged, "of another migration").expect("a file");
        tree.error(2, &migrate);
        assert!(staged.exists());
    }
}

#[test]
fn a_database_keeps_its_kind_and_says_so() {
    let tree = Tree::indexed();
    let is = tree.json(&["status"])["data"]["backend"].clone();
    for other in kinds(&tree).iter().filter(|kind| is != **kind) {
        let error = tree.error(2, &["index", "--backend", other]);
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("migrate-backend")), "{error}");
    }
    tree.ok(&["index", "--backend", is.as_str().expect("a name")]);
}

#[test]
fn doctor_says_that_a_sound_database_is_sound() {
    let tree = Tree::new();
    for kind in kinds(&tree) {
        let db = format!("{kind}.db");
        tree.ok(&["index", "--backend", &kind, "--db", &db, "-q"]);
        let answer = tree.json(&["doctor", "--db", &db]);
        validate("doctor", &answer);
        assert_eq!(answer["data"]["sound"], true, "{answer}");
        assert!(tree.ok(&["doctor", "--db", &db]).ends_with("7 files, 20 definitions: sound\n"));
    }
}

#[test]
fn doctor_finds_damage_and_says_what_to_do() {
    let tree = Tree::new();
    for kind in kinds(&tree) {
        let db = format!("{kind}.db");
        tree.ok(&["index", "--backend", &kind, "--db", &db, "-q"]);
        let path = tree.root().join(&db);
        let mut bytes = fs::read(&path).expect("reads");
        let starts: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(&START)).collect();
        starts.iter().for_each(|at| bytes[*at] ^= 0x01);
        fs::write(&path, bytes).expect("writes");
        let told = tree.run(&["doctor", "--db", &db, "-j"]);
        assert_eq!(told.status, 1, "{kind}: {}", told.stdout);
        let answer = crate::fixture::parse(&told.stdout);
        assert_eq!(answer["data"]["sound"], false);
        assert!(column(&answer["data"]["findings"], "check").contains(&"facts"), "{answer}");
        let mended = tree.run(&["doctor", "--fix", "--db", &db]);
        assert_eq!(mended.status, 1, "something is lost");
        assert!(mended.stdout.contains("run `magellan index`"), "{}", mended.stdout);
        tree.ok(&["index", "--db", &db]);
        tree.ok(&["index", "--backend", &kind, "--db", "cold.db", "--rebuild"]);
        assert_eq!(tree.ok(&["export", "--db", &db]), tree.ok(&["export", "--db", "cold.db"]));
        for entry in fs::read_dir(tree.root()).expect("the root").flatten() {
            let path = entry.path();
            match entry.file_name().to_string_lossy().starts_with("cold.db") {
                true if path.is_dir() => fs::remove_dir_all(path).expect("removing"),
                true => fs::remove_file(path).expect("removing"),
                false => {}
            }
        }
        assert_eq!(tree.json(&["doctor", "--db", &db])["data"]["sound"], true);
    }
}

#[test]
fn compact_tells_sizes() {
    let tree = Tree::indexed();
    let answer = tree.json(&["compact"]);
    validate("compact", &answer);
    assert!(answer["data"]["bytes_after"].as_u64() > Some(0), "{answer}");
    assert!(tree.ok(&["compact"]).contains(" bytes before, "));
}
