//! `index --file`, `refresh`, `delete`: keeping an index fresh by parts.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::fixture::{Tree, column, said};

/// Which files are indexed.
fn files(tree: &Tree) -> String {
    tree.ok(&["files"])
}

/// What became of each path that was named.
fn named(answer: &Value) -> Vec<(String, String)> {
    let rows = &answer["data"]["named"];
    let pairs = column(rows, "path").into_iter().zip(column(rows, "state"));
    pairs.map(|(path, state)| (path.to_owned(), state.to_owned())).collect()
}

#[test]
fn only_the_files_named_are_looked_at() {
    let tree = Tree::indexed();
    tree.write("py/more.py", "def more(): pass\n");
    tree.write("py/other.py", "def other(): pass\n");
    fs::remove_file(tree.root().join("c/vec.c")).expect("removing");
    fs::remove_file(tree.root().join("java/Main.java")).expect("removing");
    let answer = tree.json(&["index", "--file", "py/more.py", "--file", "c/vec.c", "--file", "notes.txt"]);
    let data = &answer["data"];
    assert_eq!((&data["files_written"], &data["files_removed"]), (&1.into(), &1.into()), "{data}");
    let states = [("c/vec.c", "removed"), ("notes.txt", "skipped"), ("py/more.py", "indexed")];
    assert_eq!(named(&answer), states.map(|(path, state)| (path.to_owned(), state.to_owned())));
    let files = files(&tree);
    assert!(files.contains("py/more.py") && !files.contains("c/vec.c"), "{files}");
    assert!(!files.contains("py/other.py") && files.contains("java/Main.java"), "{files}");
}

#[test]
fn a_file_is_named_absolutely_or_from_where_one_stands_or_from_the_root() {
    let tree = Tree::indexed();
    let names = [
        ("a.py", tree.root().join("py/a.py").display().to_string()),
        ("b.py", "b.py".to_owned()),
        ("c.py", "py/c.py".to_owned()),
    ];
    for (name, given) in &names {
        tree.write(&format!("py/{name}"), "def f(): pass\n");
        let said = said(&mut tree.command("py", &["index", "--file", given]));
        assert_eq!(said.status, 0, "{}", said.stderr);
        assert!(files(&tree).contains(&format!("py/{name}")), "{given}");
    }
    assert_eq!(tree.error(2, &["index", "--file", "/elsewhere/x.py"])["code"], "path-outside-root");
}

#[test]
fn a_name_without_anything_behind_it_is_told() {
    let tree = Tree::indexed();
    let error = tree.error(1, &["index", "--file", "typo.py"]);
    assert_eq!(error["code"], "file-not-indexed");
    assert_eq!(error["message"], "typo.py is neither in the tree nor in the index");
    let beside = tree.ok(&["index", "--file", "typo.py", "--file", "ignored/secret.py", "--file", "c"]);
    assert!(beside.contains("typo.py is neither in the tree nor in the index\n"), "{beside}");
    assert!(beside.contains("ignored/secret.py is not indexed: ignored\n"), "{beside}");
}

#[test]
fn a_file_cannot_be_added_to_no_index() {
    let tree = Tree::new();
    let error = tree.error(4, &["index", "--file", "c/vec.c"]);
    assert_eq!(error["code"], "db-not-found");
    assert!(error["hint"].as_str().expect("a hint").contains("magellan index PATH"), "{error}");
    assert!(!tree.root().join(".magellan").exists(), "nothing was made");
    assert_eq!(tree.error(4, &["refresh"])["code"], "db-not-found");
    assert_eq!(tree.error(4, &["delete", "--file", "c"])["code"], "db-not-found");
}

#[test]
fn what_is_said_of_a_whole_tree_is_refused_beside_a_file() {
    let tree = Tree::indexed();
    for option in [&["--rebuild"][..], &["--include", "*.py"], &["."], &["--backend", "native"]] {
        let said = tree.run(&[&["index", "--file", "c/vec.c"], option].concat());
        assert_eq!(said.status, 2, "{option:?}: {}", said.stderr);
    }
}

#[test]
fn refresh_keeps_to_the_files_that_the_index_was_made_of() {
    let tree = Tree::new();
    tree.ok(&["index", "--exclude", "java", "--no-gitignore"]);
    tree.write("java/Other.java", "class Other {}\n");
    tree.write("web/more.js", "function more() {}\n");
    tree.write("ignored/more.py", "def more(): pass\n");
    // From anywhere below, without naming the tree.
    let said = said(&mut tree.command("web", &["refresh"]));
    assert_eq!(said.status, 0, "{}", said.stderr);
    let files = files(&tree);
    assert!(files.contains("web/more.js") && files.contains("ignored/more.py"), "{files}");
    assert!(!files.contains("java/"), "{files}");
    assert!(tree.ok(&["refresh"]).starts_with("nothing changed: 9 files as indexed\n"));
}

#[test]
fn refresh_looks_at_directories_too() {
    let tree = Tree::indexed();
    tree.write("c/deep/more.c", "int more(void) { return 1; }\n");
    fs::remove_file(tree.root().join("c/vec.h")).expect("removing");
    tree.write("py/more.py", "def more(): pass\n");
    let answer = tree.json(&["refresh", "c"]);
    assert_eq!(
        answer["data"]["named"][0],
        serde_json::json!({"path": "c", "state": "directory", "files": 2})
    );
    let files = files(&tree);
    assert!(
        files.contains("c/deep/more.c") && !files.contains("vec.h") && !files.contains("more.py"),
        "{files}"
    );
}

#[test]
fn delete_takes_files_and_directories_out_and_refresh_brings_them_back() {
    let tree = Tree::indexed();
    let before = tree.json(&["status"])["data"]["digest"].clone();
    let answer = tree.json(&["delete", "--file", "c", "py/shapes.py"]);
    assert_eq!(answer["data"]["files_removed"], 3);
    assert_eq!(
        named(&answer),
        [("c", "removed"), ("py/shapes.py", "removed")]
            .map(|(path, state)| (path.to_owned(), state.to_owned()))
    );
    let files = files(&tree);
    assert!(!files.contains("c/vec") && !files.contains("shapes"), "{files}");
    assert!(tree.root().join("c/vec.c").exists(), "the tree is not touched");
    let again = tree.error(1, &["delete", "--file", "c"]);
    assert_eq!(
        (&again["code"], &again["message"]),
        (&"file-not-indexed".into(), &"c is not in the index".into())
    );
    assert_eq!(tree.json(&["refresh"])["data"]["files_written"], 3);
    assert_eq!(tree.json(&["status"])["data"]["digest"], before);
}

/// Runs git in a directory, as somebody.
fn git(directory: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(directory).args([
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "-c",
        "protocol.file.allow=always",
    ]);
    command.env_remove("GIT_DIR").env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let said = said(command.args(arguments));
    assert_eq!(said.status, 0, "{arguments:?}: {}", said.stderr);
}

/// The fixture as a repository with one commit, indexed.
fn repository() -> Tree {
    let tree = Tree::new();
    git(&tree.root(), &["init", "-q", "-b", "main"]);
    git(&tree.root(), &["add", "."]);
    git(&tree.root(), &["commit", "-q", "-m", "first"]);
    tree.ok(&["index"]);
    tree
}

#[test]
fn refresh_with_git_looks_at_what_git_names() {
    let tree = repository();
    tree.write("web/util.js", "function thrice(f) {}\n");
    tree.write("py/with space \u{e9}.py", "def untracked(): pass\n");
    tree.write("src/new.rs", "pub fn staged() {}\n");
    git(&tree.root(), &["add", "src/new.rs"]);
    fs::rename(tree.root().join("c/vec.c"), tree.root().join("c/moved.c")).expect("renaming");
    tree.write("ignored/secret.py", "def changed(): pass\n");
    let answer = tree.json(&["refresh", "--git"]);
    assert_eq!((&answer["data"]["files_written"], &answer["data"]["files_removed"]), (&4.into(), &1.into()));
    let with_git = tree.json(&["status"])["data"]["digest"].clone();
    assert_eq!(tree.json(&["refresh"])["data"]["unchanged"], true);
    assert_eq!(tree.json(&["index", "--rebuild"])["data"]["digest"], with_git);
}

#[test]
fn refresh_with_a_revision_follows_a_change_of_branch() {
    let tree = repository();
    git(&tree.root(), &["checkout", "-q", "-b", "other"]);
    tree.write("py/other.py", "def other(): pass\n");
    fs::remove_file(tree.root().join("java/Main.java")).expect("removing");
    git(&tree.root(), &["add", "-A"]);
    git(&tree.root(), &["commit", "-q", "-m", "second"]);
    assert_eq!(tree.json(&["refresh", "--git"])["data"]["unchanged"], true, "nothing differs from HEAD");
    let answer = tree.json(&["refresh", "--git", "main"]);
    assert_eq!((&answer["data"]["files_written"], &answer["data"]["files_removed"]), (&1.into(), &1.into()));
    assert_eq!(tree.json(&["refresh"])["data"]["unchanged"], true);
}

#[test]
fn git_is_asked_about_a_root_below_the_top_of_the_repository() {
    let tree = repository();
    tree.ok(&["index", "web"]);
    tree.write("web/util.js", "function thrice(f) {}\n");
    tree.write("web/more.js", "function more() {}\n");
    tree.write("py/more.py", "def more(): pass\n");
    let mut command = tree.command("web", &["refresh", "--git", "-j"]);
    // A hook of git runs with these.
    let said = said(command.env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index"));
    assert_eq!(said.status, 0, "{}{}", said.stdout, said.stderr);
    assert_eq!(crate::fixture::parse(&said.stdout)["data"]["files_written"], 2);
}

#[test]
fn a_submodule_that_differs_is_looked_at_whole() {
    let library = Tree::of(&[("lib.py", "def old(): pass\n")]);
    git(&library.root(), &["init", "-q", "-b", "main"]);
    git(&library.root(), &["add", "."]);
    git(&library.root(), &["commit", "-q", "-m", "first"]);
    let tree = repository();
    let from = library.root().display().to_string();
    git(&tree.root(), &["submodule", "--quiet", "add", &from, "vendor/lib"]);
    git(&tree.root(), &["commit", "-q", "-m", "with a submodule"]);
    tree.ok(&["refresh"]);
    tree.write("vendor/lib/lib.py", "def new(): pass\n");
    tree.write("vendor/lib/more.py", "def more(): pass\n");
    assert_eq!(tree.json(&["refresh", "--git"])["data"]["files_written"], 2);
    assert_eq!(tree.json(&["refresh"])["data"]["unchanged"], true);
}

#[test]
fn without_git_there_is_one_clear_error() {
    let tree = Tree::indexed();
    let error = tree.error(5, &["refresh", "--git"]);
    assert_eq!(error["code"], "git-failed");
    assert!(
        error["message"].as_str().expect("a message").starts_with("git: not a git repository"),
        "{error}"
    );
    assert!(error["hint"].as_str().expect("a hint").contains("without --git"), "{error}");
    let nowhere = said(tree.command("", &["refresh", "--git"]).env("PATH", ""));
    assert_eq!(nowhere.status, 5);
    assert!(nowhere.stderr.contains("git cannot be run"), "{}", nowhere.stderr);
    let repository = repository();
    for strange in ["no-such-branch", "main..main", "HEAD:c", ""] {
        let error = repository.error(5, &["refresh", "--git", strange]);
        assert_eq!(error["code"], "git-failed", "{strange}: {error}");
    }
}

#[test]
fn who_waits_for_nobody_is_told_who_writes() {
    let tree = Tree::indexed();
    let db = tree.root().join(".magellan/index.db");
    let lock = fs::OpenOptions::new().write(true).open(tree.root().join(".magellan/index.db-writer"));
    let lock = lock.expect("the lock's file");
    lock.lock().expect("locks");
    fs::write(tree.root().join(".magellan/index.db-writer"), "12\n1798761599999\nhere\nwatch\n")
        .expect("a note");
    for command in [&["index"][..], &["refresh"], &["delete", "--file", "c"], &["index", "--file", "c"]] {
        let error = tree.error(4, &[command, &["--wait", "0"]].concat());
        assert_eq!(error["code"], "db-locked");
        let message = error["message"].as_str().expect("a message");
        assert!(
            message.ends_with(
                "index.db is held by `magellan watch`, process 12 on here, since 2026-12-31T23:59:59Z"
            ),
            "{message}"
        );
    }
    drop(lock);
    assert!(db.exists());
    tree.ok(&["refresh", "--wait", "0"]);
}
