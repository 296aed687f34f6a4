//! Every kind of store gives the same bytes to every question.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use trials::Program;
use trials::parity::{
    Comparison, Stored, compare, index_into_every_kind, missing_commands, missing_options, questions,
    subjects,
};

use crate::fixture::Tree;
use crate::shop;

fn program() -> Program {
    Program::new(PathBuf::from(env!("CARGO_BIN_EXE_magellan")))
}

/// Lets every file of a tree be as old as `age` hours: times of fresh files are not trusted yet, and how long they are not is
/// a matter of the machine's speed, which shows in revisions.
pub(crate) fn let_age(directory: &Path, age: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 - age * 3600);
    for entry in std::fs::read_dir(directory).expect("lists").map(|entry| entry.expect("an entry")) {
        if entry.file_type().expect("a type").is_dir() {
            let_age(&entry.path(), age);
        } else {
            File::options().write(true).open(entry.path()).expect("opens").set_modified(time).expect("ages");
        }
    }
}

/// Brings the index of a tree in every store up to date.
fn index(tree: &Tree, directory: &Path, age: u64) -> Vec<Stored> {
    let_age(&tree.root(), age);
    index_into_every_kind(&program(), &tree.root(), directory).expect("indexes")
}

/// The same, and compares all answers.
fn compare_all(tree: &Tree, directory: &Path, age: u64) -> Comparison {
    let stores = index(tree, directory, age);
    let first = stores[0].db.display().to_string();
    let questions = questions(&subjects(&program(), &tree.root(), &first, 3).expect("subjects"));
    compare(&program(), &tree.root(), &stores, &questions).expect("answers")
}

fn assert_equal(comparison: &Comparison, what: &str) {
    let shown: Vec<String> = comparison.differences.iter().take(10).map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{what}: {} differences\n{}", comparison.differences.len(), shown.join("\n"));
    assert!(comparison.runs > 300 && comparison.failures * 2 < comparison.runs, "{what}: {comparison:?}");
}

#[test]
fn stores_answer_alike_about_the_fixture() {
    let tree = Tree::new();
    let directory = tempfile::tempdir().expect("a directory");
    assert_equal(&compare_all(&tree, directory.path(), 9), "cold");
    tree.write("src/lib.rs", "//! Shapes.\n\npub fn square(x: f64) -> f64 {\n    cube(x) / x\n}\n\nfn cube(x: f64) -> f64 {\n    x * x * x\n}\n");
    tree.write("py/more.py", "from py.shapes import Square as Quad\n\n\nclass Cube(Quad):\n    def area(self):\n        return 6\n");
    std::fs::remove_file(tree.root().join("java/Main.java")).expect("removes");
    index(&tree, directory.path(), 8);
    tree.write("c/vec.h", "#ifndef VEC_H\n#define VEC_H\nlong dot(long a, long b);\n#endif\n");
    tree.write("py/more.py", "broken(((\n");
    std::fs::rename(tree.root().join("web/app.ts"), tree.root().join("web/main.ts")).expect("moves");
    assert_equal(&compare_all(&tree, directory.path(), 7), "after edits");
}

#[test]
fn stores_answer_alike_about_references() {
    let tree = shop::indexed();
    std::fs::remove_dir_all(tree.root().join(".magellan")).expect("removes");
    let directory = tempfile::tempdir().expect("a directory");
    assert_equal(&compare_all(&tree, directory.path(), 9), "cold");
    tree.write("shop/models.py", "class Item:\n    def total(self):\n        return 1\n\n\nclass Pen(Item):\n    pass\n\n\ndef make(price):\n    return Pen()\n");
    tree.write("c/use.c", "#include \"vec.h\"\n\nint thrice(int a) { return dot(a, dot(a, 3)); }\n");
    index(&tree, directory.path(), 8);
    tree.write("web/animal.ts", "export interface Animal {\n  speak(): string;\n}\n\nexport class Dog implements Animal {\n  speak(): string {\n    return this.speak();\n  }\n}\n");
    std::fs::remove_file(tree.root().join("shop/__init__.py")).expect("removes");
    assert_equal(&compare_all(&tree, directory.path(), 7), "after edits");
}

#[test]
fn every_command_and_option_is_asked() {
    let tree = shop::indexed();
    let directory = tempfile::tempdir().expect("a directory");
    let db = directory.path().join("index.db").display().to_string();
    tree.ok(&["index", "--db", &db, "-q"]);
    let questions = questions(&subjects(&program(), &tree.root(), &db, 3).expect("subjects"));
    assert_eq!(missing_commands(&program(), &questions).expect("help"), Vec::<String>::new());
    assert_eq!(missing_options(&program(), &questions).expect("help"), Vec::<String>::new());
    let statuses = questions.iter().filter(|question| question[0] != "status").cloned().collect::<Vec<_>>();
    assert_eq!(missing_commands(&program(), &statuses).expect("help"), ["status"], "a gap is found");
}
