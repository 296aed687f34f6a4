//! A little of what `cargo xtask torture` does for long: kills, readers beside a writer, full disks, on every kind of store.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use engine::{BACKENDS, Backend};
use trials::torture::{Crowd, Deed, fill_disks, kill, kill_migrations, read_for_a_while};
use trials::{Program, Random};

/// Tells a process that is one of the readers: database, file that stops it, seconds.
const READER: [&str; 3] = ["TORTURE_DATABASE", "TORTURE_STOP", "TORTURE_SECONDS"];

/// So many files have the trees here.
const FILES: u64 = 24;

/// So many processes are killed in each test, for each kind of store.
const KILLS: usize = 4;

fn program() -> Program {
    Program::new(PathBuf::from(env!("CARGO_BIN_EXE_magellan")))
}

fn on_every_store(trial: impl Fn(&'static Backend) -> Vec<String>) {
    for backend in BACKENDS {
        let findings = trial(backend);
        assert!(findings.is_empty(), "{}: {}", backend.name, findings.join("\n"));
    }
}

fn kills_of(deed: Deed) {
    on_every_store(|backend| {
        let report = kill(&program(), backend, deed, (KILLS, FILES), &mut Random::new(7)).expect("goes on");
        assert_eq!(
            (report.kills, report.before + report.between + report.after),
            (KILLS, KILLS),
            "{report:?}"
        );
        report.findings
    });
}

#[test]
fn a_killed_cold_index_leaves_nothing_or_a_whole_database() {
    kills_of(Deed::Cold);
}

#[test]
fn a_killed_rebuild_leaves_the_database_before_or_after() {
    kills_of(Deed::Rebuild);
}

#[test]
fn a_killed_update_loses_nothing_committed() {
    kills_of(Deed::Update);
}

#[test]
fn a_killed_migration_leaves_no_half_copy() {
    on_every_store(|backend| {
        let report = kill_migrations(&program(), backend, (KILLS, FILES), &mut Random::new(7));
        report.expect("goes on").findings
    });
}

#[test]
fn nobody_sees_a_torn_view_while_others_write() {
    on_every_store(|backend| {
        let crowd = Crowd {
            program: &program(),
            backend,
            readers: 3,
            lasts: Duration::from_secs(3),
            modules: FILES,
            reader: &reader,
        };
        let report = crowd.run().expect("goes on");
        assert!(report.rounds > 0 && report.snapshots > 0, "{report:?}");
        report.findings
    });
}

#[test]
fn a_full_disk_is_an_error_that_loses_nothing() {
    on_every_store(|backend| {
        let report = fill_disks(&program(), backend, (2, FILES)).expect("goes on");
        match &report.skipped {
            Some(why) => eprintln!("not tried: nothing can be mounted here: {why}"),
            None => assert!(report.full > 0 && report.fitted > 0, "{report:?}"),
        }
        report.findings
    });
}

/// Starts the test below in a process of its own.
fn reader(db: &Path, stop: &Path, seconds: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("the test's own binary"));
    command.args(["--exact", "reading_process", "--ignored", "--nocapture"]);
    let values = [db.display().to_string(), stop.display().to_string(), seconds.to_string()];
    command.envs(READER.into_iter().zip(values));
    command
}

#[test]
#[ignore = "a process of another test"]
fn reading_process() {
    let [Some(db), Some(stop), Some(seconds)] = READER.map(std::env::var_os) else { return };
    let seconds = seconds.to_str().and_then(|text| text.parse().ok()).expect("a number");
    println!("\n{}", read_for_a_while(Path::new(&db), Path::new(&stop), seconds).expect("reads"));
}
