//! An index that followed a tree through changes says what an index built from nothing says.

use std::fs;
use std::path::Path;

use engine::{BACKENDS, IndexOptions, Silent};
use proptest::prelude::*;

use crate::scratch::Scratch;

/// Directories, files and manifests that changes are made to: few, so that changes meet each other.
pub(crate) const DIRECTORIES: [&str; 4] = ["a", "b", "a/inner", "c"];
const NAMES: [&str; 12] = [
    "one.py",
    "two.rs",
    "three.h",
    "three.c",
    "three.cpp",
    "four.ts",
    "five.js",
    "Six.java",
    "Eight.java",
    "__init__.py",
    "mod.rs",
    "script",
];
const TEXTS: [&str; 9] = [
    "",
    "def f(x):\n    return g(x)\n",
    "pub fn h() -> u32 { 1 }\n",
    "class K { int m; };\n",
    "#!/usr/bin/env python3\nimport os\n",
    "import a.inner.one\nfrom b import one\nfrom a import inner\none.f(inner.one.f)\n",
    "package a;\nimport a.inner.*;\nclass Six extends K { Eight e; b.Six s; }\n",
    "package a.inner;\npublic class Eight { a.Six of() { return null; } }\n",
    "\0binary",
];

/// A change of a tree.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Write { directory: usize, name: usize, text: usize },
    Delete { directory: usize, name: usize },
    Rename { from: (usize, usize), to: (usize, usize) },
    MoveDirectory { from: usize, to: usize },
    Manifest { directory: usize, kind: usize, name: usize },
    Ignore { directory: usize, pattern: usize },
    Attribute { directory: usize, pattern: usize },
}

/// Any change.
pub(crate) fn change() -> impl Strategy<Value = Change> {
    let directory = || 0..DIRECTORIES.len();
    let name = || 0..NAMES.len();
    prop_oneof![
        6 => (directory(), name(), 0..TEXTS.len())
            .prop_map(|(directory, name, text)| Change::Write { directory, name, text }),
        2 => (directory(), name()).prop_map(|(directory, name)| Change::Delete { directory, name }),
        2 => ((directory(), name()), (directory(), name())).prop_map(|(from, to)| Change::Rename { from, to }),
        1 => (directory(), directory()).prop_map(|(from, to)| Change::MoveDirectory { from, to }),
        2 => (directory(), 0..3_usize, 0..4_usize)
            .prop_map(|(directory, kind, name)| Change::Manifest { directory, kind, name }),
        1 => (directory(), 0..4_usize).prop_map(|(directory, pattern)| Change::Ignore { directory, pattern }),
        1 => (directory(), 0..4_usize).prop_map(|(directory, pattern)| Change::Attribute { directory, pattern }),
    ]
}

/// Makes a change.
pub(crate) fn apply(scratch: &Scratch, change: &Change) {
    let root = scratch.root();
    let file = |directory: usize, name: usize| format!("{}/{}", DIRECTORIES[directory], NAMES[name]);
    match *change {
        Change::Write { directory, name, text } => scratch.write(&file(directory, name), TEXTS[text]),
        Change::Delete { directory, name } => if_there(fs::remove_file(root.join(file(directory, name)))),
        Change::Rename { from, to } => {
            let to = root.join(file(to.0, to.1));
            fs::create_dir_all(to.parent().expect("below the root")).expect("a directory");
            if_there(fs::rename(root.join(file(from.0, from.1)), to));
        }
        Change::MoveDirectory { from, to } => {
            let (from, to) = (root.join(DIRECTORIES[from]), root.join(DIRECTORIES[to]).join("moved"));
            if !to.starts_with(&from) && !to.exists() {
                make_parent(&to);
                if_there(fs::rename(from, to));
            }
        }
        Change::Manifest { directory, kind, name } => {
            let name = ["", "core", "other", "core-2"][name];
            let (file, text) = [
                ("Cargo.toml", format!("[package]\nname = \"{name}\"\n")),
                ("package.json", format!("{{\"name\": \"{name}\"}}\n")),
                ("pyproject.toml", format!("[project]\nname = \"{name}\"\n")),
            ][kind]
                .clone();
            scratch.write(&format!("{}/{file}", DIRECTORIES[directory]), text);
        }
        Change::Ignore { directory, pattern } => {
            let text = ["", "*.py\n", "inner/\n", "*\n!three.*\n"][pattern];
            scratch.write(&format!("{}/.gitignore", DIRECTORIES[directory]), text);
        }
        Change::Attribute { directory, pattern } => {
            let text = ["", "*.py linguist-generated\n", "* linguist-vendored\n", "o* linguist-generated\n"]
                [pattern];
            scratch.write(&format!("{}/.gitattributes", DIRECTORIES[directory]), text);
        }
    }
}

/// Where a watcher would say that something may have changed.
pub(crate) fn changed_paths(change: &Change) -> Vec<String> {
    let file = |directory: usize, name: &str| format!("{}/{name}", DIRECTORIES[directory]);
    match *change {
        Change::Write { directory, name, .. } | Change::Delete { directory, name } => {
            vec![file(directory, NAMES[name])]
        }
        Change::Rename { from, to } => vec![file(from.0, NAMES[from.1]), file(to.0, NAMES[to.1])],
        Change::MoveDirectory { from, to } => vec![DIRECTORIES[from].to_owned(), file(to, "moved")],
        Change::Manifest { directory, kind, .. } => {
            vec![file(directory, ["Cargo.toml", "package.json", "pyproject.toml"][kind])]
        }
        Change::Ignore { directory, .. } => vec![file(directory, ".gitignore")],
        Change::Attribute { directory, .. } => vec![file(directory, ".gitattributes")],
    }
}

fn make_parent(path: &Path) {
    fs::create_dir_all(path.parent().expect("below the root")).expect("a directory");
}

/// Changes of what is not there are no changes.
fn if_there(outcome: std::io::Result<()>) {
    match outcome {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        outcome => outcome.expect("changing the tree"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_every_step_it_is_as_if_built_from_nothing(
        backend in prop::sample::select(BACKENDS),
        steps in prop::collection::vec(prop::collection::vec(change(), 1..6), 1..5),
    ) {
        let scratch = Scratch::of(backend);
        scratch.index(&IndexOptions::default());
        for (number, changes) in steps.iter().enumerate() {
            changes.iter().for_each(|change| apply(&scratch, change));
            let before = engine::verify(&scratch.database(), false, 9, &Silent).expect("compares");
            let report = scratch.index(&IndexOptions::default());
            prop_assert!(!before.is_equal() || report.is_unchanged(), "{:?}: {:?}", before, report.tally);
            let after = engine::verify(&scratch.database(), true, 9, &Silent).expect("compares");
            prop_assert!(after.is_equal(), "step {}, {}: {:?}", number, backend.name, after);
            scratch.said().assert_same(&scratch.said_by_a_cold_build(), &format!("step {number}, {}", backend.name));
        }
        // All indexes, edges and digests, counted again.
        let health = engine::health(&scratch.beside("kept.db")).expect("its files can be listed");
        prop_assert_eq!(health.findings, []);
    }
}

#[test]
fn what_attributes_call_generated_is_known_anew_when_they_change() {
    let scratch = Scratch::new();
    scratch.write("made.py", "def f():\n    pass\n");
    scratch.write("told.py", "# @generated by a program, do not edit\ndef g():\n    pass\n");
    scratch.index(&IndexOptions::default());
    for attributes in ["*.py linguist-generated\n", "told.py linguist-generated\n", ""] {
        scratch.write(".gitattributes", attributes);
        scratch.index(&IndexOptions::default());
        scratch.said().assert_same(&scratch.said_by_a_cold_build(), attributes);
    }
}

#[test]
fn a_header_changes_its_language_with_its_neighbours() {
    let scratch = Scratch::new();
    scratch.write("three.h", "int f(int a);\n");
    scratch.write("three.c", "int f(int a) { return a; }\n");
    scratch.index(&IndexOptions::default());
    let c = scratch.said();
    fs::rename(scratch.root().join("three.c"), scratch.root().join("three.cpp")).expect("renaming");
    scratch.index(&IndexOptions::default());
    let cpp = scratch.said();
    assert_ne!(c.digest, cpp.digest);
    assert!(c.export.contains(r#""path":"three.h","language":"c","#), "{}", c.export);
    assert!(cpp.export.contains(r#""path":"three.h","language":"cpp","#), "{}", cpp.export);
    cpp.assert_same(&scratch.said_by_a_cold_build(), "renamed neighbour");
}

#[test]
fn a_renamed_package_places_its_unchanged_files_anew() {
    let scratch = Scratch::new();
    scratch.write("Cargo.toml", "[package]\nname = \"before\"\n");
    scratch.write("src/lib.rs", "pub fn f() {}\n");
    scratch.index(&IndexOptions::default());
    scratch.write("Cargo.toml", "[package]\nname = \"after\"\n");
    assert_eq!(scratch.index(&IndexOptions::default()).tally.written, 1);
    assert!(scratch.said().export.contains(r#""package":"after""#));
    scratch.said().assert_same(&scratch.said_by_a_cold_build(), "renamed package");
}

#[test]
fn a_directory_is_there_by_files_of_any_language() {
    let scratch = Scratch::new();
    scratch.write("a/__init__.py", "from a import inner\nprint(inner)\n");
    scratch.index(&IndexOptions::default());
    for there in [true, false] {
        if there {
            scratch.write("a/inner/two.rs", "");
        } else {
            fs::remove_file(scratch.root().join("a/inner/two.rs")).expect("removing");
        }
        scratch.index(&IndexOptions::default());
        scratch.said().assert_same(&scratch.said_by_a_cold_build(), "a directory");
    }
}

#[test]
fn a_file_beside_others_concerns_nobody_who_only_knows_their_package() {
    let scratch = Scratch::new();
    let user = "package q;\nimport p.*;\nclass User { void f() { p.First.g(); } }\n";
    scratch.write("src/q/User.java", user);
    scratch.write("src/p/First.java", "package p;\npublic class First { static void g() {} }\n");
    scratch.index(&IndexOptions::default());
    let resolved = || {
        let resolved = scratch.index(&IndexOptions::default()).tally.resolved;
        scratch.said().assert_same(&scratch.said_by_a_cold_build(), "a package");
        resolved
    };
    scratch.write("src/p/Second.java", "// Nothing yet.\n");
    assert_eq!(resolved(), 1, "the new file itself");
    fs::remove_file(scratch.root().join("src/p/Second.java")).expect("removing");
    assert_eq!(resolved(), 0);
    scratch
        .write("src/p/Before.java", "// Speaks for the package, and does not say that it belongs to it.\n");
    assert!(resolved() > 1, "who asked for the package");
    fs::remove_file(scratch.root().join("src/p/First.java")).expect("removing");
    assert!(resolved() > 0);
}
