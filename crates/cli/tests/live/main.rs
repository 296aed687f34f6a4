//! A little of what `cargo xtask live`, `replay --live` and `torture` do for long: a tree in turmoil that is watched, on every
//! kind of store.

use std::path::{Path, PathBuf};
use std::time::Duration;

use engine::{BACKENDS, Backend};
use trials::live::{Git, Live, Replay};
use trials::torture::kill_watchers;
use trials::{Form, Program, Tree};

/// So many files have the trees here.
const FILES: u64 = 32;

/// Longer than this nothing takes, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

fn program() -> Program {
    Program::new(PathBuf::from(env!("CARGO_BIN_EXE_magellan")))
}

fn on_every_store(trial: impl Fn(&'static Backend) -> Vec<String>) {
    for backend in BACKENDS {
        let findings = trial(backend);
        assert!(findings.is_empty(), "{}: {}", backend.name, findings.join("\n"));
    }
}

fn grown(root: &Path) -> Tree {
    Tree::grow(root, FILES).expect("writable")
}

#[test]
fn at_rest_a_watched_tree_is_what_a_cold_index_says_whatever_was_done_to_it() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let tree = grown(directory.path());
    on_every_store(|backend| {
        let live = Live {
            program: &program(),
            backend,
            tree: tree.root(),
            operations: 90,
            every: 30,
            askers: 1,
            patience: PATIENCE,
            seed: 11,
        };
        let report = live.run().expect("goes on");
        let log = report.log.join("\n");
        assert!(report.findings.is_empty(), "{log}\n{}", report.findings.join("\n"));
        assert!(report.checks == 3 && report.batches > 0 && report.answers > 0, "{report:?}");
        report.findings
    });
}

#[test]
fn a_history_that_is_replayed_under_a_watcher_is_followed_commit_by_commit() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let tree = grown(directory.path());
    let git = Git::found(tree.root()).expect("git is there");
    for form in 1..6 {
        tree.edit(Form(form)).expect("writable");
        git.commit("another form").expect("git commits");
    }
    on_every_store(|backend| {
        let (repository, program) = (tree.root(), program());
        let replay =
            Replay { program: &program, backend, repository, commits: 6, every: 2, patience: PATIENCE };
        let report = replay.run().expect("goes on");
        assert_eq!((report.commits, report.checks), (5, 3), "{report:?}");
        report.findings
    });
}

#[test]
fn a_killed_watcher_loses_nothing_that_it_told_and_the_next_goes_on() {
    on_every_store(|backend| {
        let report = kill_watchers(&program(), backend, (4, FILES), 7).expect("goes on");
        assert_eq!((report.kills, report.healed), (4, 1), "{report:?}");
        report.findings
    });
}
