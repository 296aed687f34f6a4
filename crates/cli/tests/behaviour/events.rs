//! `events`: what scripts and people are told of how the index changed.

use serde_json::Value;

use crate::fixture::{Said, Tree, column, parse};
use crate::follower::Follower;
use crate::parity::let_age;
use crate::schema::validate;

/// The objects of an answer, a line each.
fn lines(text: &str) -> Vec<Value> {
    let lines: Vec<Value> = text.lines().map(parse).collect();
    lines.iter().for_each(|line| validate("event", line));
    lines
}

fn told(tree: &Tree, arguments: &[&str]) -> Vec<Value> {
    lines(&tree.ok(&[&["events", "-j"], arguments].concat()))
}

fn next_since(line: &Value) -> String {
    assert_eq!(line["type"], "end", "{line}");
    line["next_since"].as_u64().expect("a number").to_string()
}

/// The number of the newest event.
fn newest(tree: &Tree) -> String {
    next_since(&told(tree, &["--since", "now"])[0])
}

/// The fixture with one more function, which calls another, and a file less.
fn edited() -> (Tree, String) {
    let tree = Tree::indexed();
    let begin = newest(&tree);
    edit(&tree);
    tree.ok(&["index", "-q"]);
    (tree, begin)
}

fn edit(tree: &Tree) {
    tree.write(
        "src/lib.rs",
        "//! Shapes.\n\n/// A circle.\npub struct Circle {\n    pub radius: f64,\n}\n\nimpl Circle {\n    /// Its area.\n    \
         pub fn area(&self) -> f64 {\n        square(self.radius) * 3.0\n    }\n}\n\nfn square(x: f64) -> f64 {\n    x * x\n}\n\n\
         pub fn cube(x: f64) -> f64 {\n    square(x) * x\n}\n",
    );
    tree.write("py/broken.py", "def broken(:\n");
    std::fs::remove_file(tree.root().join("java/Main.java")).expect("removes");
}

#[test]
fn events_are_told_an_object_a_line_with_the_number_to_go_on_with() {
    let (tree, begin) = edited();
    let all = told(&tree, &["--since", &begin]);
    let (end, events) = all.split_last().expect("a last line");
    assert_eq!(
        events.iter().map(|event| event["kind"].as_str().expect("a kind")).collect::<Vec<_>>(),
        ["file-removed", "file-added", "file-changed", "linked"]
    );
    assert_eq!(events[0]["symbols_removed"][1]["display_fqn"], "Main.run");
    assert_eq!(events[1]["diagnostics"][0]["code"], "syntax-missing");
    assert_eq!(events[2]["symbols_added"][0]["kind"], "function");
    let edges = &events[3]["edges_added"];
    assert_eq!(edges[0]["role"], "call");
    assert_eq!(column(edges, "target_fqn"), ["geometry::square"]);
    assert_eq!(end["next_since"], events[3]["sequence"]);
    assert_eq!(told(&tree, &["--since", &next_since(end)]), std::slice::from_ref(end), "nothing since");

    let from_the_start = told(&tree, &[]);
    assert_eq!(
        (&from_the_start[0]["type"], &from_the_start[0]["reason"]),
        (&"resync".into(), &"rebuilt".into())
    );
    assert_eq!(&from_the_start[1..], &all[..]);
}

#[test]
fn events_look_as_they_are_documented() {
    let (tree, begin) = edited();
    let numbers = [(r"\d{13}", "NUMBER"), (r"\d{4}-\d\d-\d\dT[0-9:.]{12}Z", "TIME")];
    // A slow machine lets time pass, after which times of files are trusted: one more revision.
    let revision = (r#""revision": ?\d+"#, r#""revision":1"#);
    insta::with_settings!({ filters => numbers.into_iter().chain([revision]).collect::<Vec<_>>() }, {
        insta::assert_snapshot!("events-json", tree.ok(&["events", "-j"]));
        insta::assert_snapshot!("events-human", tree.ok(&["events", "--since", &begin]));
        insta::assert_snapshot!("events-verbose", tree.ok(&["events", "-v"]));
    });
}

#[test]
fn a_limit_ends_where_the_next_page_begins() {
    let (tree, begin) = edited();
    let all = told(&tree, &["--since", &begin]);
    let mut pages = Vec::new();
    let mut since = begin;
    for _ in 0..4 {
        let page = told(&tree, &["--since", &since, "--limit", "1"]);
        assert_eq!(page.len(), 2);
        since = next_since(&page[1]);
        pages.push(page[0].clone());
    }
    assert_eq!(pages, all[..4]);
    assert_eq!(told(&tree, &["--since", &since, "--limit", "1"]), all[4..]);
}

#[test]
fn what_does_not_match_is_left_out() {
    let (tree, begin) = edited();
    let told = |arguments: &[&str]| {
        let mut lines = told(&tree, &[&["--since", &begin], arguments].concat());
        assert_eq!(next_since(&lines.pop().expect("a last line")), newest(&tree), "{arguments:?}");
        lines
    };
    let kinds = |lines: &[Value]| -> Vec<String> {
        lines.iter().map(|line| line["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    assert_eq!(kinds(&told(&["--kind", "edges"])), ["linked"]);
    assert_eq!(kinds(&told(&["--kind", "diagnostics"])), ["file-added"]);
    assert_eq!(kinds(&told(&["--kind", "file-removed", "--kind", "linked"])), ["file-removed", "linked"]);
    assert_eq!(kinds(&told(&["--path", "py/*", "--path", "java/*"])), ["file-removed", "file-added"]);
    assert_eq!(kinds(&told(&["--symbol", "cube"])), ["file-changed", "linked"]);
    assert_eq!(kinds(&told(&["--symbol", "geometry::squ*", "--kind", "symbols"])), Vec::<String>::new());
    for wrong in [["--kind", "gadget"], ["--path", "[unclosed"], ["--symbol", "[unclosed"]] {
        assert_eq!(tree.error(2, &["events", wrong[0], wrong[1]])["code"], "invalid-argument", "{wrong:?}");
    }
    assert_eq!(tree.run(&["events", "--since", "yesterday"]).status, 2);
}

#[test]
fn numbers_that_cannot_be_told_from_end_with_a_resync_and_status_1() {
    let (tree, begin) = edited();
    let newest = newest(&tree);
    for (since, reason) in [("0", "rebuilt"), ("99999999999999", "ahead")] {
        let Said { status, stdout, .. } = tree.run(&["events", "-j", "--since", since]);
        let lines = lines(&stdout);
        assert_eq!((status, &lines[0]["reason"]), (1, &reason.into()));
        assert_eq!(lines[0]["type"], "resync");
        assert_eq!(next_since(lines.last().expect("a last line")), newest);
    }
    tree.ok(&["index", "--rebuild", "-q"]);
    let Said { status, stdout, .. } = tree.run(&["events", "-j", "--since", &begin]);
    assert_eq!((status, &lines(&stdout)[0]["reason"]), (1, &"rebuilt".into()));
    tree.ok(&["events"]);
    std::fs::remove_dir_all(tree.root().join(".magellan")).expect("removes");
    assert_eq!(tree.error(4, &["events"])["code"], "db-not-found");
    assert_eq!(tree.error(4, &["events", "--follow"])["code"], "db-not-found");
}

#[test]
fn events_of_the_same_edits_are_the_same_in_every_kind_of_store() {
    let tree = Tree::new();
    let kinds = tree.json(&["--backends"]);
    let kinds = column(&kinds["data"]["backends"], "backend");
    let mut said: Vec<Vec<Value>> = vec![Vec::new(); kinds.len()];
    let directory = tempfile::tempdir().expect("a directory");
    let db = |kind: &str| directory.path().join(kind).display().to_string();
    for step in 0..3 {
        match step {
            1 => edit(&tree),
            2 => tree.write("py/shapes.py", "from py.broken import broken\n\n\nclass Square:\n    def area(self):\n        return broken()\n"),
            _ => {}
        }
        let_age(&tree.root(), 9 - step);
        for kind in &kinds {
            tree.ok(&["index", "-q", "--backend", kind, "--db", &db(kind)]);
        }
    }
    for (said, kind) in said.iter_mut().zip(&kinds) {
        *said = told(&tree, &["--db", &db(kind)]);
        for line in said.iter_mut() {
            for key in ["sequence", "at", "next_since"] {
                line.as_object_mut().expect("an object").remove(key);
            }
        }
        assert!(said.len() > 6, "{said:?}");
    }
    let (first, others) = said.split_first().expect("a kind of store");
    others.iter().for_each(|other| assert_eq!(other, first));
}

/// `events --follow` in another process.
fn follow(tree: &Tree, arguments: &[&str]) -> Follower {
    Follower::start(tree, &[&["events", "--follow"], arguments].concat(), "event")
}

#[test]
fn who_follows_is_told_what_others_commit_until_a_signal_comes() {
    for signal in ["-INT", "-TERM"] {
        let tree = Tree::indexed();
        let mut follower = follow(&tree, &[]);
        assert_eq!(follower.next()["reason"], "rebuilt", "from the oldest");
        edit(&tree);
        tree.ok(&["index", "-q"]);
        for kind in ["file-removed", "file-added", "file-changed", "linked"] {
            assert_eq!(follower.next()["kind"], kind);
        }
        tree.ok(&["index", "--rebuild", "-q"]);
        assert_eq!(follower.next()["reason"], "rebuilt");
        let (status, rest) = follower.end_by(signal);
        assert_eq!((status, rest.len()), (0, 1), "{rest:?}");
        assert_eq!(next_since(&rest[0]), newest(&tree));
    }
}

#[test]
fn who_follows_from_a_number_of_another_database_is_told_to_read_again_and_goes_on() {
    let tree = Tree::indexed();
    let mut follower = follow(&tree, &["--since", "99999999999999", "--limit", "1"]);
    let resync = follower.next();
    assert_eq!((&resync["type"], &resync["reason"]), (&"resync".into(), &"ahead".into()));
    edit(&tree);
    tree.ok(&["index", "-q"]);
    let event = follower.next();
    assert_eq!(
        (&event["kind"], &follower.next()["next_since"]),
        (&"file-removed".into(), &event["sequence"])
    );
    assert_eq!(follower.child.wait().expect("ends").code(), Some(0));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let tree = Tree::indexed();
    let mut follower = follow(&tree, &[]);
    follower.next();
    // Nothing is written any more: the follower notices all the same.
    drop(follower.lines);
    assert_eq!(follower.child.wait().expect("ends").code(), Some(0));
}
