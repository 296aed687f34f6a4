//! `snapshot`: an index as a file that others take over.

use std::fs;
use std::path::PathBuf;

use crate::fixture::Tree;
use crate::schema::validate;

const FILES: &[(&str, &str)] = &[
    ("src/shapes.py", "import math\n\ndef area(r):\n    return math.pi * r * r\n"),
    ("src/main.py", "from src.shapes import area\n\ndef main():\n    print(area(2))\n"),
    ("lib.rs", "pub fn é(x: u8) -> u8 { helper(x) }\nfn helper(x: u8) -> u8 { x }\n"),
    ("notes.txt", "no language\n"),
    ("broken.py", "def (:\n"),
];

/// A tree with an index in a kind of store.
fn indexed(kind: &str) -> Tree {
    let tree = Tree::of(FILES);
    tree.ok(&["index", "--backend", kind]);
    tree
}

/// What the index of a tree is as a file, and its digest.
fn archive(tree: &Tree, name: &str) -> (PathBuf, String) {
    let answer = tree.json(&["snapshot", "export", name]);
    validate("snapshot-export", &answer);
    (tree.root().join(name), answer["data"]["contents"]["digest"].as_str().expect("a digest").to_owned())
}

fn bytes(path: &PathBuf) -> Vec<u8> {
    fs::read(path).expect("an archive")
}

#[test]
fn export_import_export_gives_the_same_bytes_on_every_store() {
    let from = indexed("sqlite");
    let (first, digest) = archive(&from, "first.snapshot");
    for kind in ["sqlite", "native"] {
        let to = Tree::of(FILES);
        let file = first.display().to_string();
        let answer = to.json(&["snapshot", "import", &file, "--to", kind, "--digest", &digest]);
        validate("snapshot-import", &answer);
        assert_eq!(answer["data"]["contents"]["digest"], digest.as_str());
        assert_eq!(to.json(&["status"])["data"]["backend"], kind);
        assert_eq!(bytes(&archive(&to, "again.snapshot").0), bytes(&first));
        assert_eq!(to.ok(&["export"]), from.ok(&["export"]));
        assert_eq!(to.json(&["doctor"])["data"]["sound"], true);
    }
}

#[test]
fn bytes_do_not_tell_machine_time_or_history() {
    let plain = indexed("sqlite");
    let (file, digest) = archive(&plain, "a.snapshot");
    let lived = indexed("native");
    lived.write("src/main.py", "def other(): pass\n");
    lived.write("new.py", "def new(): pass\n");
    lived.ok(&["refresh"]);
    lived.write("src/main.py", FILES[1].1);
    fs::remove_file(lived.root().join("new.py")).expect("removed");
    lived.ok(&["refresh"]);
    lived.ok(&["compact"]);
    assert_eq!(bytes(&archive(&lived, "b.snapshot").0), bytes(&file));
    let directory = lived.root().join("artifacts");
    fs::create_dir(&directory).expect("made");
    lived.ok(&["snapshot", "export", "artifacts"]);
    assert_eq!(bytes(&directory.join(format!("{digest}.magellan-snapshot"))), bytes(&file));
    let content = bytes(&file);
    let root = plain.root().display().to_string();
    assert!(!content.windows(root.len()).any(|window| window == root.as_bytes()), "it names its root");
}

#[test]
fn what_differs_from_a_snapshot_is_parsed_and_nothing_else() {
    let published = indexed("sqlite");
    let (file, _) = archive(&published, "a.snapshot");
    let tree = Tree::of(FILES);
    tree.write("src/shapes.py", "def area(r):\n    return r\n");
    tree.ok(&["snapshot", "import", &file.display().to_string()]);
    let refreshed = tree.json(&["refresh"]);
    assert_eq!(refreshed["data"]["files_written"], 1, "{refreshed}");
    let cold = Tree::of(FILES);
    cold.write("src/shapes.py", "def area(r):\n    return r\n");
    cold.ok(&["index"]);
    assert_eq!(tree.ok(&["export"]), cold.ok(&["export"]));
}

#[test]
fn a_database_is_replaced_only_when_that_is_said() {
    let published = indexed("sqlite");
    let (file, digest) = archive(&published, "a.snapshot");
    let file = file.display().to_string();
    let tree = Tree::of(&[("other.py", "def other(): pass\n")]);
    tree.ok(&["index", "--backend", "native"]);
    let before = tree.json(&["status"])["data"]["digest"].clone();
    let refused = tree.error(2, &["snapshot", "import", &file]);
    assert_eq!(refused["code"], "invalid-argument");
    let other = tree.error(1, &["snapshot", "import", &file, "--replace", "--digest", &"0".repeat(64)]);
    assert_eq!(other["code"], "snapshot-other-digest");
    let kind = tree.error(2, &["snapshot", "import", &file, "--replace", "--to", "sqlite"]);
    assert_eq!(kind["code"], "invalid-argument");
    assert_eq!(tree.json(&["status"])["data"]["digest"], before);
    tree.ok(&["snapshot", "import", &file, "--replace"]);
    let status = tree.json(&["status"]);
    assert_eq!((&status["data"]["digest"], &status["data"]["backend"]), (&digest.into(), &"native".into()));
    assert_eq!(tree.json(&["log"])["data"]["runs"][0]["command"], "snapshot");
    assert_eq!(tree.json(&["log"])["total"], 1, "it is noted once");
}

#[test]
fn what_is_cut_off_damaged_or_foreign_is_refused_whole() {
    let tree = indexed("sqlite");
    let (file, _) = archive(&tree, "a.snapshot");
    let whole = bytes(&file);
    let before = tree.ok(&["export"]);
    let refused = |content: &[u8], what: &str| {
        tree.write("bad.snapshot", content);
        let error = tree.error(4, &["snapshot", "import", "bad.snapshot", "--replace"]);
        let code = error["code"].as_str().unwrap_or_default().to_owned();
        assert!(code.starts_with("snapshot-"), "{what}: {error}");
        code
    };
    for length in [0, 7, 11, 12, 30, 53, whole.len() / 2, whole.len() - 1] {
        refused(&whole[..length], &format!("the first {length} bytes"));
    }
    for at in (0..whole.len()).step_by(whole.len() / 60 + 1) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        refused(&damaged, &format!("byte {at}"));
    }
    assert_eq!(refused(&[&whole[..], b"\n"].concat(), "a byte more"), "snapshot-corrupt");
    assert_eq!(refused(b"something else entirely", "text"), "snapshot-unknown-format");
    let mut newer = whole;
    newer[8] = 9;
    assert_eq!(refused(&newer, "a later version"), "snapshot-other-version");
    assert_eq!(tree.ok(&["export"]), before);
}
