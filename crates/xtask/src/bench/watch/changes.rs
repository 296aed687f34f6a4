//! Changes, and how long it takes until they are seen.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use engine::hash::ContentHash;
use engine::{Database, FileRecord, RepoPath};
use trials::Random;
use trials::live::Git;

use super::eye::Eye;
use super::figures::{Figures, Took};
use super::ground::{Ground, Hub};
use super::process::processor_time;
use super::single::with_other_body;

/// Between two changes, so that each is a batch of its own.
const APART: Duration = Duration::from_millis(60);
/// Larger files are not edited: their parsing is what would be measured.
const LARGE: u64 = 200_000;

/// One that changes the tree and looks.
pub(super) struct Changes<'a> {
    ground: &'a Ground,
    eye: &'a mut Eye,
    records: Vec<FileRecord>,
    random: Random,
    made: usize,
    watcher: u32,
}

/// What a file has to be in the database.
struct Wanted {
    path: RepoPath,
    /// `None` for a file that is to be gone.
    hash: Option<ContentHash>,
}

impl Wanted {
    fn of(path: &str, text: Option<&[u8]>) -> Result<Self> {
        Ok(Self {
            path: RepoPath::new(path).context("a path below the root")?,
            hash: text.map(ContentHash::of),
        })
    }

    /// Whether it is, with outcomes that can be trusted.
    fn is_met(&self, db: &Database) -> Result<bool> {
        let record = db.snapshot().file(&self.path)?;
        Ok(match self.hash {
            None => record.is_none(),
            Some(hash) => {
                record.is_some_and(|record| record.content_hash == hash && record.resolved_by.is_some())
            }
        })
    }
}

fn all_met(wanted: &[Wanted], db: &Database) -> Result<bool> {
    for one in wanted {
        if !one.is_met(db)? {
            return Ok(false);
        }
    }
    Ok(true)
}

impl<'a> Changes<'a> {
    pub(super) fn new(ground: &'a Ground, eye: &'a mut Eye, watcher: u32, seed: u64) -> Result<Self> {
        let mut records = ground.records()?;
        records.retain(|record| {
            record.size < LARGE && record.definitions > 0 && !record.path.as_str().starts_with("bench_")
        });
        Ok(Self { ground, eye, records, random: Random::new(seed), made: 0, watcher })
    }

    fn at(&self, path: &str) -> PathBuf {
        self.ground.root().join(path)
    }

    /// Does something and waits until that is seen.
    fn seen(
        &mut self,
        act: impl FnOnce() -> Result<()>,
        is_there: impl FnMut(&Database) -> Result<bool>,
    ) -> Result<Took> {
        let (before, begun) = (processor_time(self.watcher)?, Instant::now());
        act()?;
        self.eye.wait(is_there)?;
        let seen = begun.elapsed();
        std::thread::sleep(APART);
        Ok(Took { seen, cpu: processor_time(self.watcher)?.saturating_sub(before) })
    }

    /// Writes a file and waits until that is seen, and that it is as it has to be in `others`.
    fn write(&mut self, path: &str, text: &[u8], others: &[Wanted]) -> Result<Took> {
        let (wanted, file) = (Wanted::of(path, Some(text))?, self.at(path));
        let took =
            self.seen(|| Ok(fs::write(file, text)?), |db| Ok(wanted.is_met(db)? && all_met(others, db)?));
        took.with_context(|| path.to_owned())
    }

    /// Makes a file and waits until it is seen.
    pub(super) fn one_seen(&mut self) -> Result<()> {
        let text = self.new_text();
        self.write("bench_c/first.c", &text, &[]).map(drop)
    }

    fn new_text(&mut self) -> Vec<u8> {
        self.made += 1;
        format!("int made_{}(int x)\n{{\n    return x;\n}}\n", self.made).into_bytes()
    }

    /// Edits of bodies, each in another file.
    pub(super) fn bodies(&mut self, edits: usize, figures: &mut Figures) -> Result<()> {
        let mut times = Vec::new();
        while times.len() < edits {
            let record = self.random.pick(&self.records).context("a file")?.clone();
            let Some(text) = with_other_body(self.ground, &record, &mut self.random)? else { continue };
            times.push(self.write(record.path.as_str(), &text, &[])?);
        }
        figures.latencies("a body edited", &times, "20 / 100");
        Ok(())
    }

    /// An exported name that comes and goes, and all that use it.
    pub(super) fn exported(&mut self, edits: usize, figures: &mut Figures) -> Result<()> {
        for hub in Hub::all() {
            let users = hub.users.iter().map(|path| {
                let text = fs::read(self.at(path))?;
                Wanted::of(path, Some(&text))
            });
            let users: Vec<Wanted> = users.collect::<Result<_>>()?;
            let mut times = Vec::new();
            for number in 0..edits.next_multiple_of(2) {
                let name = if number % 2 == 0 { "hub_renamed" } else { "hub_target" };
                times.push(self.write(&hub.path, hub.text(name).as_bytes(), &users)?);
            }
            let what = format!("a name that {} files use, exported or not ({})", users.len(), hub.language);
            figures.latencies(&what, &times, "300");
        }
        Ok(())
    }

    /// Files that come and go.
    pub(super) fn files(&mut self, count: usize, figures: &mut Figures) -> Result<()> {
        let (mut came, mut went) = (Vec::new(), Vec::new());
        for number in 0..count {
            let beside = self.random.pick(&self.records).context("a file")?.path.clone();
            let path = format!("bench_made_{number}.c");
            let path =
                beside.as_str().rsplit_once('/').map_or(path.clone(), |(above, _)| format!("{above}/{path}"));
            let text = self.new_text();
            came.push(self.write(&path, &text, &[])?);
            let wanted = Wanted::of(&path, None)?;
            let file = self.at(&path);
            went.push(self.seen(|| Ok(fs::remove_file(file)?), |db| wanted.is_met(db))?);
        }
        figures.latencies("a file created", &came, "");
        figures.latencies("a file deleted", &went, "");
        Ok(())
    }

    /// A switch to a branch with other bodies in many files, back, and there again.
    pub(super) fn switches(&mut self, count: usize, figures: &mut Figures) -> Result<()> {
        let git = Git::found(self.ground.root())?;
        git.run(&["switch", "-q", "-c", "other"])?;
        let mut sides: [Vec<Wanted>; 2] = [Vec::new(), Vec::new()];
        let step = (self.records.len() / count).max(1);
        for record in self.records.iter().step_by(step).take(count) {
            let Some(text) = with_other_body(self.ground, record, &mut self.random)? else { continue };
            let (path, file) = (record.path.as_str(), self.at(record.path.as_str()));
            sides[0].push(Wanted::of(path, Some(&fs::read(&file)?))?);
            fs::write(&file, &text)?;
            sides[1].push(Wanted::of(path, Some(&text))?);
        }
        git.commit("other bodies")?;
        self.eye.wait(|db| all_met(&sides[1], db))?;
        for (number, branch) in ["main", "other", "main"].into_iter().enumerate() {
            std::thread::sleep(Duration::from_millis(500));
            let (wanted, mut switched) = (&sides[number % 2], Duration::ZERO);
            let switch = || {
                let begun = Instant::now();
                git.run(&["switch", "-q", branch])?;
                switched = begun.elapsed();
                Ok(())
            };
            let took = self.seen(switch, |db| all_met(wanted, db))?;
            let per_file = took.seen.as_secs_f64() * 1e3 / f64::from(wanted.len() as u32);
            let what = format!(
                "`git switch {branch}`, {} files changed ({:.0} ms of it git; {per_file:.2} ms a file)",
                wanted.len(),
                switched.as_secs_f64() * 1e3
            );
            figures.once(&what, took);
        }
        Ok(())
    }
}
