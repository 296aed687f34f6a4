//! `migrate`: databases of every layout that there was, kept in `tests/databases`.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::fixture::Tree;
use crate::schema::validate;

const DB: &str = ".magellan/index.db";
const FILES: [&str; 6] = ["lib.rs", "pyproject.toml", "src/main.py", "src/shapes.py", "vec.c", "vec.h"];

/// A database that some version wrote.
struct Kept {
    kind: String,
    layout: u64,
    bytes: Vec<u8>,
}

fn kept() -> Vec<Kept> {
    let mut all = Vec::new();
    for entry in fs::read_dir(directory()).expect("there are databases") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(name) = name.strip_suffix(".db.gz") else { continue };
        let (kind, layout) = name.split_once('-').expect("kind and layout");
        let mut bytes = Vec::new();
        GzDecoder::new(fs::File::open(&path).expect("opened")).read_to_end(&mut bytes).expect("unpacked");
        all.push(Kept { kind: kind.to_owned(), layout: layout.parse().expect("a number"), bytes });
    }
    all.sort_by(|a, b| (&a.kind, a.layout).cmp(&(&b.kind, b.layout)));
    assert!(all.len() >= 4, "two layouts of each kind");
    all
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases")
}

/// The tree that they are of.
fn tree() -> Tree {
    let tree = Tree::of(&[]);
    for file in FILES {
        tree.write(file, fs::read(directory().join("tree").join(file)).expect("a file of the tree"));
    }
    tree
}

/// The tree with such a database.
fn with(kept: &Kept) -> Tree {
    let tree = tree();
    tree.write(DB, &kept.bytes);
    tree
}

fn current(kind: &str) -> u64 {
    let tree = tree();
    tree.ok(&["index", "--backend", kind]);
    tree.json(&["detect", DB])["data"]["file"]["layout"].as_u64().expect("a layout")
}

#[test]
fn the_current_layout_of_each_kind_is_kept_and_read_as_it_is() {
    for kind in ["sqlite", "native"] {
        let layout = current(kind);
        let all = kept();
        let one = all.iter().find(|one| one.kind == kind && one.layout == layout);
        let tree = with(one.unwrap_or_else(|| panic!("no {kind} database of layout {layout} is kept")));
        let before = fs::read(tree.root().join(DB)).expect("read");
        let answer = tree.json(&["migrate"]);
        validate("migrate", &answer);
        assert_eq!((&answer["data"]["from"], &answer["data"]["source"]), (&layout.into(), &Value::Null));
        assert_eq!(fs::read(tree.root().join(DB)).expect("read"), before);
        assert_eq!(tree.json(&["doctor"])["data"]["sound"], true);
    }
}

#[test]
fn earlier_layouts_are_refused_with_what_to_do_and_migrated() {
    for one in kept() {
        let layout = current(&one.kind);
        if one.layout == layout {
            continue;
        }
        let tree = with(&one);
        let refused = tree.error(4, &["status"]);
        assert!(refused["hint"].as_str().is_some_and(|hint| hint.contains("magellan migrate")), "{refused}");
        let planned = tree.json(&["migrate", "--dry-run"]);
        validate("migrate", &planned);
        assert_eq!((&planned["data"]["from"], &planned["data"]["to"]), (&one.layout.into(), &layout.into()));
        assert_eq!(fs::read(tree.root().join(DB)).expect("read"), one.bytes, "nothing is written");
        let done = tree.json(&["migrate"]);
        validate("migrate", &done);
        assert_eq!(done["data"]["source"], "tree");
        let backup = PathBuf::from(done["data"]["backup"].as_str().expect("a backup"));
        assert_eq!(
            tree.json(&["detect", backup.to_str().unwrap_or_default()])["data"]["file"]["layout"],
            one.layout
        );
        let cold = self::tree();
        cold.ok(&["index", "--backend", &one.kind]);
        assert_eq!(tree.ok(&["export"]), cold.ok(&["export"]));
        assert_eq!(tree.json(&["doctor"])["data"]["sound"], true);
        assert!(tree.json(&["refresh"])["data"]["unchanged"].as_bool().unwrap_or(false));
        let commands: Vec<Value> = tree.json(&["log"])["data"]["runs"].as_array().expect("runs").clone();
        let commands: Vec<&str> = commands.iter().filter_map(|run| run["command"].as_str()).collect();
        for expected in ["index", "refresh", "migrate"] {
            assert!(commands.contains(&expected), "{expected} in {commands:?}");
        }
        assert_eq!(commands.iter().filter(|command| **command == "migrate").count(), 1, "it is noted once");
        let left = fs::read_dir(tree.root().join(".magellan")).expect("listed");
        let left: Vec<String> =
            left.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        assert!(!left.iter().any(|name| name.contains("upgrading") || name.contains("partial")), "{left:?}");
    }
}

#[test]
fn events_go_on_over_a_migration() {
    for one in kept().into_iter().filter(|one| one.layout < current(&one.kind)) {
        let tree = with(&one);
        tree.ok(&["migrate"]);
        let told = tree.run(&["events", "--since", "0", "-j"]).stdout;
        let before = told.find("\"file-removed\"").expect("what was told before is there");
        let built = told.rfind("\"reason\":\"rebuilt\"").expect("followers are asked to read anew");
        assert!(before < built, "{told}");
    }
}
