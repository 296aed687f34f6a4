//! Which ignore file decides.

use source::{DiscoverOptions, FileSystem, MemoryFiles, is_rule_file};

use crate::trees::{Files, check, path};

#[track_caller]
fn check_default(files: Files<'_>, expected: &[&str]) {
    check(files, &DiscoverOptions::default(), expected);
}

#[test]
fn without_ignore_files_everything_is_found_hidden_files_too() {
    check_default(
        &[("b.rs", ""), ("a/x.rs", ""), (".hidden/y.rs", ""), (".github/w.yml", ""), ("a.rs", "")],
        &[".github/w.yml", ".hidden/y.rs", "a.rs", "a/x.rs", "b.rs"],
    );
}

#[test]
fn a_gitignore_holds_below_its_directory_without_a_repository() {
    check_default(
        &[
            ("a/.gitignore", "*.o\n/top"),
            ("a/x.o", ""),
            ("a/b/y.o", ""),
            ("z.o", ""),
            ("a/top", ""),
            ("a/b/top", ""),
        ],
        &[
            "a/.gitignore",
            "a/b/top",
            "a/b/y.o -- ignored (a/.gitignore: *.o)",
            "a/top -- ignored (a/.gitignore: /top)",
            "a/x.o -- ignored (a/.gitignore: *.o)",
            "z.o",
        ],
    );
}

#[test]
fn an_ignored_directory_is_one_entry() {
    check_default(
        &[(".gitignore", "target/"), ("target/a", ""), ("target/b/c", ""), ("src/target", "a file")],
        &[".gitignore", "src/target", "target/ -- ignored (.gitignore: target/)"],
    );
}

#[test]
fn the_deeper_gitignore_wins_and_can_take_back() {
    check_default(
        &[(".gitignore", "*.log"), ("a/.gitignore", "!keep.log"), ("a/keep.log", ""), ("keep.log", "")],
        &[".gitignore", "a/.gitignore", "a/keep.log", "keep.log -- ignored (.gitignore: *.log)"],
    );
}

#[test]
fn nothing_is_taken_back_from_an_ignored_directory() {
    check_default(
        &[(".gitignore", "out/\n!out/keep.c"), ("out/keep.c", "")],
        &[".gitignore", "out/ -- ignored (.gitignore: out/)"],
    );
}

#[test]
fn magellanignore_beats_ignore_beats_gitignore_at_any_depth() {
    check_default(
        &[
            (".magellanignore", "!a.c"),
            (".ignore", "!b.c\na.c"),
            ("d/.gitignore", "*.c"),
            ("d/a.c", ""),
            ("d/b.c", ""),
            ("d/c.c", ""),
        ],
        &[
            ".ignore",
            ".magellanignore",
            "d/.gitignore",
            "d/a.c",
            "d/b.c",
            "d/c.c -- ignored (d/.gitignore: *.c)",
        ],
    );
}

#[test]
fn no_gitignore_leaves_the_other_ignore_files_in_force() {
    check(
        &[
            (".git/info/exclude", "*.1"),
            (".gitignore", "*.2"),
            (".ignore", "*.3"),
            (".magellanignore", "*.4"),
            ("a.1", ""),
            ("a.2", ""),
            ("a.3", ""),
            ("a.4", ""),
        ],
        &DiscoverOptions { no_gitignore: true, ..DiscoverOptions::default() },
        &[
            ".gitignore",
            ".ignore",
            ".magellanignore",
            "a.1",
            "a.2",
            "a.3 -- ignored (.ignore: *.3)",
            "a.4 -- ignored (.magellanignore: *.4)",
        ],
    );
}

#[test]
fn version_control_and_our_own_directory_are_not_mentioned() {
    check_default(
        &[
            (".git/config", ""),
            ("x/.hg/a", ""),
            (".svn/a", ""),
            (".jj/a", ""),
            (".magellan/db", ""),
            (".gitlab", ""),
        ],
        &[".gitlab"],
    );
}

#[test]
fn lines_that_make_no_sense_are_warnings() {
    let files = MemoryFiles::new([("a/.gitignore", "*.o\n[z-a]\n"), ("a/x.o", "")]);
    let found = files.discover(&DiscoverOptions::default()).expect("listable");
    assert_eq!((found.files.len(), found.skipped.len()), (1, 1));
    let [warning] = &found.warnings[..] else { panic!("one warning: {:?}", found.warnings) };
    assert_eq!((&*warning.file, warning.line), ("a/.gitignore", Some(2)));
}

#[test]
fn an_ignore_file_that_cannot_be_read_is_a_warning() {
    let files = MemoryFiles::new([(".gitignore", "*.o"), ("x.o", "")]);
    files.deny(".gitignore");
    let found = files.discover(&DiscoverOptions::default()).expect("listable");
    assert_eq!(found.files.len(), 2);
    assert_eq!(found.warnings.len(), 1);
}

#[test]
fn rule_files_are_told_by_name() {
    for name in [".gitignore", "a/.ignore", "a/b/.magellanignore", ".gitattributes"] {
        assert!(is_rule_file(&path(name)), "{name}");
    }
    assert!(!is_rule_file(&path("gitignore")));
}
