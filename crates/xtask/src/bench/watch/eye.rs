//! Looking from another process until something is there.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use engine::Database;

use super::PATIENCE;

/// Between two looks at the stamps of the database's files. The error that it adds is half of it in the mean.
const BLINK: Duration = Duration::from_micros(200);
/// At the latest after this long the database itself is looked at: stamps are coarser than commits.
const LATEST: Duration = Duration::from_millis(4);

/// One that looks.
pub(super) struct Eye {
    db: PathBuf,
    files: Vec<PathBuf>,
    looks: u32,
    looking: Duration,
}

impl Eye {
    /// Looks at the database at a path.
    pub(super) fn new(db: &Path) -> Self {
        let beside = |suffix: &str| PathBuf::from(format!("{}{suffix}", db.display()));
        let files = ["", "-wal"].map(beside).to_vec();
        Self { db: db.to_owned(), files, looks: 0, looking: Duration::ZERO }
    }

    /// How long it takes until something is there.
    pub(super) fn wait(&mut self, mut is_there: impl FnMut(&Database) -> Result<bool>) -> Result<Duration> {
        let begun = Instant::now();
        let (mut seen, mut looked) = (Vec::new(), None);
        while begun.elapsed() < PATIENCE {
            let now = self.stamps();
            if now != seen || looked.is_none_or(|at: Instant| at.elapsed() >= LATEST) {
                seen = now;
                let look = Instant::now();
                let there = is_there(&Database::open(&self.db)?)?;
                self.looks += 1;
                self.looking += look.elapsed();
                if there {
                    return Ok(begun.elapsed());
                }
                looked = Some(Instant::now());
            }
            std::thread::sleep(BLINK);
        }
        bail!("not seen within {} s", PATIENCE.as_secs())
    }

    /// How long one look takes.
    pub(super) fn mean_look(&self) -> Duration {
        self.looking / self.looks.max(1)
    }

    fn stamps(&self) -> Vec<Option<(u64, u64, i64, i64)>> {
        let stamp = |path: &PathBuf| {
            let data = path.symlink_metadata().ok()?;
            Some((data.ino(), data.len(), data.mtime(), data.mtime_nsec()))
        };
        self.files.iter().map(stamp).collect()
    }
}
