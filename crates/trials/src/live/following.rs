//! `magellan watch`, running.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::error::TrialError;
use crate::program::Program;

/// A watcher. Killed when it is dropped.
pub struct Following {
    child: Child,
    shown: String,
    /// What it writes goes into files, so that it never waits for a reader.
    stdout: File,
    errors: PathBuf,
    read: u64,
    /// The beginning of a line that is not written to its end.
    rest: Vec<u8>,
}

impl Following {
    /// Starts `magellan watch` for the tree at `root` and the database at `db`; what it writes goes into `directory`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(
        program: &Program,
        root: &Path,
        db: &Path,
        directory: &Path,
        more: &[&str],
    ) -> Result<Self, TrialError> {
        let mut command = program.command(root, &["watch", "--output", "json"]);
        command.arg("--db").arg(db).args(more).arg(root);
        let (out, errors) = (directory.join("watch.jsonl"), directory.join("watch.errors"));
        let file = |path: &Path| File::create(path).map_err(TrialError::io(path.display().to_string()));
        command.stdout(file(&out)?).stderr(file(&errors)?);
        let shown = format!("{command:?}");
        let child = command.spawn().map_err(TrialError::io(shown.clone()))?;
        let stdout = File::open(&out).map_err(TrialError::io(out.display().to_string()))?;
        Ok(Self { child, shown, stdout, errors, read: 0, rest: Vec::new() })
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// The lines that it has written since they were asked for last; not one that is half written.
    ///
    /// # Errors
    /// When a line is no JSON.
    pub fn lines(&mut self) -> Result<Vec<Value>, TrialError> {
        let io = TrialError::io("what the watcher writes");
        let mut bytes = Vec::new();
        let read =
            self.stdout.seek(SeekFrom::Start(self.read)).and_then(|_| self.stdout.read_to_end(&mut bytes));
        self.read += read.map_err(io)? as u64;
        self.rest.append(&mut bytes);
        let Some(end) = self.rest.iter().rposition(|&byte| byte == b'\n') else { return Ok(Vec::new()) };
        let whole: Vec<u8> = self.rest.drain(..=end).collect();
        let parse = |line: &[u8]| {
            serde_json::from_slice(line).map_err(|error| {
                TrialError::Broken(format!("{error} in the line {:?}", String::from_utf8_lossy(line)))
            })
        };
        whole.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).map(parse).collect()
    }

    /// Fails when it has ended.
    ///
    /// # Errors
    /// With how it ended and what it wrote.
    pub fn check_alive(&mut self) -> Result<(), TrialError> {
        match self.child.try_wait().map_err(TrialError::io(self.shown.clone()))? {
            None => Ok(()),
            Some(status) => Err(self.said(&status.to_string())),
        }
    }

    /// Waits for a line of this kind; gives all lines up to the end of those that are there.
    ///
    /// # Errors
    /// When it ends, or none comes.
    pub fn wait_for(&mut self, event: &str, patience: Duration) -> Result<Vec<Value>, TrialError> {
        let started = Instant::now();
        let mut all = Vec::new();
        loop {
            let lines = self.lines()?;
            let is_there = lines.iter().any(|line| line["event"] == event);
            all.extend(lines);
            if is_there {
                return Ok(all);
            }
            self.check_alive()?;
            if started.elapsed() > patience {
                return Err(TrialError::Hangs { command: self.shown.clone(), seconds: patience.as_secs() });
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Asks it to end (`SIGTERM`); it has to end well, and its last line has to say so.
    ///
    /// # Errors
    /// When it does not.
    pub fn stop(mut self, patience: Duration) -> Result<Vec<Value>, TrialError> {
        let process = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        let told = process.map_or(Ok(()), |process| kill_process(process, Signal::TERM));
        told.map_err(|error| TrialError::io(self.shown.clone())(error.into()))?;
        let started = Instant::now();
        while started.elapsed() < patience {
            let Some(status) = self.child.try_wait().map_err(TrialError::io(self.shown.clone()))? else {
                std::thread::sleep(Duration::from_millis(2));
                continue;
            };
            let lines = self.lines()?;
            let is_last = lines.last().is_some_and(|line| line["event"] == "stopped");
            return if status.success() && is_last { Ok(lines) } else { Err(self.said(&status.to_string())) };
        }
        Err(TrialError::Hangs { command: self.shown.clone(), seconds: patience.as_secs() })
    }

    /// Kills it (`SIGKILL`).
    ///
    /// # Errors
    /// When it cannot be killed.
    pub fn kill(&mut self) -> Result<(), TrialError> {
        let killed = self.child.kill().and_then(|()| self.child.wait());
        killed.map(drop).map_err(TrialError::io(self.shown.clone()))
    }

    fn said(&mut self, status: &str) -> TrialError {
        let lines = self.lines().unwrap_or_default();
        let last = lines.last().map(ToString::to_string).unwrap_or_default();
        let errors = fs::read_to_string(&self.errors).unwrap_or_default();
        let said = format!("{last}\n{errors}");
        TrialError::Said { command: self.shown.clone(), status: status.to_owned(), said }
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        // Nothing is to be done about one that cannot be killed.
        let _ = self.kill();
    }
}
