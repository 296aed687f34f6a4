//! A tree and the database that a watcher keeps of it, compared with a cold index.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::{Backend, Database};

use super::comparing::compare;
use super::following::Following;
use super::ground::remove_tree;
use crate::error::TrialError;
use crate::program::Program;

/// For how long a database has to stay what it is to be at rest.
const REST: Duration = Duration::from_millis(150);

/// A tree that is followed, and what it takes to compare.
pub(crate) struct Followed<'a> {
    program: &'a Program,
    backend: &'static Backend,
    root: PathBuf,
    /// The database that is kept up to date.
    pub(crate) db: PathBuf,
    cold: PathBuf,
    /// What watchers write goes here.
    directory: PathBuf,
    watcher: Following,
    patience: Duration,
    /// Batches that were told.
    pub(crate) batches: usize,
    /// The newest state that was told, and its digest.
    last: (u64, String),
}

impl<'a> Followed<'a> {
    /// Starts a watcher, with the database inside of the tree, as is usual.
    pub(crate) fn start(
        program: &'a Program,
        backend: &'static Backend,
        root: &Path,
        directory: &Path,
        patience: Duration,
    ) -> Result<Self, TrialError> {
        let db = root.join(".magellan/index.db");
        let shown = db.display().to_string();
        program.answer(root, &["index", "-q", "--backend", backend.name, "--db", &shown])?;
        let mut watcher = Following::start(program, root, &db, directory, &[])?;
        watcher.wait_for("following", patience)?;
        Ok(Self {
            program,
            backend,
            root: root.to_owned(),
            cold: directory.join("cold").join("index.db"),
            directory: directory.to_owned(),
            watcher,
            patience,
            batches: 0,
            last: (0, String::new()),
            db,
        })
    }

    /// Kills the watcher and reads what it told to the end; gives the newest state that any watcher told, and its digest.
    pub(crate) fn kill(&mut self) -> Result<&(u64, String), TrialError> {
        self.watcher.kill()?;
        self.read()?;
        Ok(&self.last)
    }

    /// Starts another watcher, and waits for nothing.
    pub(crate) fn restart(&mut self) -> Result<(), TrialError> {
        self.watcher = Following::start(self.program, &self.root, &self.db, &self.directory, &[])?;
        Ok(())
    }

    /// Waits until the database is what a cold index of the tree is, and stays so; gives how long that took.
    ///
    /// # Errors
    /// When it gets no further, or says something else than before for the same revision; with how it differs.
    pub(crate) fn settle(&mut self, is_whole: bool) -> Result<Duration, TrialError> {
        let begun = Instant::now();
        let cold = self.index_cold()?;
        let (mut seen, mut moved, mut equal) = (None, Instant::now(), None);
        loop {
            self.take_in()?;
            let now = self.state()?;
            if seen.as_ref() != Some(&now) {
                (seen, moved, equal) = (Some(now.clone()), Instant::now(), None);
            }
            if now.1 == cold {
                let since: Instant = *equal.get_or_insert_with(Instant::now);
                if since.elapsed() >= REST {
                    let took = since.duration_since(begun);
                    return self.check_whole(is_whole, false).map(|()| took);
                }
            } else if moved.elapsed() > self.patience {
                return self.check_whole(true, true).map(|()| begun.elapsed());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends the watcher; it has to end well.
    pub(crate) fn stop(self) -> Result<(), TrialError> {
        self.watcher.stop(self.patience).map(drop)
    }

    /// Indexes the tree into a new database elsewhere; gives its digest.
    fn index_cold(&self) -> Result<String, TrialError> {
        let directory = self.cold.parent().unwrap_or(Path::new(""));
        remove_tree(directory)?;
        fs::create_dir_all(directory).map_err(TrialError::io(directory.display().to_string()))?;
        let shown = self.cold.display().to_string();
        let arguments = ["index", "-q", "--backend", self.backend.name, "--db", &shown];
        let answer = self.program.answer(&self.root, &arguments)?;
        Ok(answer["digest"].as_str().unwrap_or_default().to_owned())
    }

    fn state(&self) -> Result<(u64, String), TrialError> {
        let open = |error| TrialError::Read { db: self.db.clone(), error };
        let database = Database::open(&self.db).map_err(open)?;
        let meta = database.snapshot().meta().map_err(TrialError::read(&self.db))?;
        Ok((meta.revision.0, meta.digest().to_string()))
    }

    fn take_in(&mut self) -> Result<(), TrialError> {
        self.read()?;
        self.watcher.check_alive()
    }

    /// Reads what the watcher told. A revision never goes back and is one digest; trouble is a finding.
    fn read(&mut self) -> Result<(), TrialError> {
        for line in self.watcher.lines()? {
            if line["event"] == "trouble" || line["event"] == "limited" {
                return Err(TrialError::Broken(format!("the watcher says: {line}")));
            }
            let Some(revision) = line["revision"].as_u64() else { continue };
            self.batches += usize::from(line["event"] == "batch");
            let digest = line["digest"].as_str().unwrap_or_default().to_owned();
            if revision < self.last.0 || (revision == self.last.0 && digest != self.last.1) {
                return Err(TrialError::Broken(format!(
                    "after revision {} the watcher says: {line}",
                    self.last.0
                )));
            }
            self.last = (revision, digest);
        }
        Ok(())
    }

    /// Compares with the cold database in everything, when that is wanted.
    fn check_whole(&self, is_whole: bool, is_stuck: bool) -> Result<(), TrialError> {
        if !is_whole {
            return Ok(());
        }
        let difference = compare(self.program, &self.root, &self.db, &self.cold)?;
        let difference = match difference {
            None if is_stuck => "digests differ, exports do not".to_owned(),
            None => return Ok(()),
            Some(difference) => difference.to_string(),
        };
        let patience = self.patience.as_secs();
        let stuck = if is_stuck { format!("no further in {patience} s; ") } else { String::new() };
        Err(TrialError::Broken(format!("{stuck}{difference}")))
    }
}
