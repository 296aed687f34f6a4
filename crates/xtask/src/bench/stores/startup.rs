//! From the start of a process to its first answer, against a process that does nothing.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use engine::Database;

use super::kinds::{Figures, Way};
use super::lookups::sample;

/// Starts of each; the median is shown.
const STARTS: usize = 41;

/// Measures `magellan find FQN` on each copy, and an empty process.
pub(super) fn measure(copies: &[PathBuf], figures: &mut Figures) -> Result<()> {
    let this = std::env::current_exe().context("finding this program")?;
    let magellan = this.with_file_name("magellan");
    ensure!(magellan.is_file(), "build the program first: cargo build --release -p cli");
    let name = sample(Database::open(&copies[0])?.snapshot(), 1)?.remove(0);
    let empty = median(|| Command::new("/bin/true"))?;
    for copy in copies {
        let way = Way::of(engine::detect_backend_format(copy)?.backend.name);
        let find = || {
            let mut find = Command::new(&magellan);
            find.arg("--db").arg(copy).args(["find", &name]);
            find
        };
        let output = find().output()?;
        ensure!(output.status.success() && !output.stdout.is_empty(), "`find {name}` answers");
        figures.time("process start to first `find`", way, median(find)?);
        figures.time("  an empty process", way, empty);
    }
    Ok(())
}

fn median(mut command: impl FnMut() -> Command) -> Result<Duration> {
    let mut all = Vec::with_capacity(STARTS);
    for _ in 0..STARTS {
        let start = Instant::now();
        let status = command().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        all.push(start.elapsed());
        ensure!(status.success(), "the process ends well");
    }
    all.sort();
    Ok(all[STARTS / 2])
}
