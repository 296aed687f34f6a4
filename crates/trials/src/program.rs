//! Running the program.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::error::TrialError;

/// After this long a process hangs. Nothing that trials run takes a tenth of it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(180);

/// The program under trial.
#[derive(Clone, Debug)]
pub struct Program {
    path: PathBuf,
}

/// What a run of the program said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Said {
    /// The answer or the error object, of a run with `-j`.
    ///
    /// # Errors
    /// When it is no JSON.
    pub fn json(&self) -> Result<Value, TrialError> {
        serde_json::from_str(&self.stdout)
            .map_err(|error| TrialError::Broken(format!("{error} in {:?}, {:?}", self.stdout, self.stderr)))
    }
}

impl Program {
    /// The program at `path`.
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// The program, standing in `directory`, with nothing of the environment that it listens to.
    pub fn command<S: AsRef<std::ffi::OsStr>>(&self, directory: &Path, arguments: &[S]) -> Command {
        let mut command = Command::new(&self.path);
        command.args(arguments).current_dir(directory).env_remove("MAGELLAN_DB").env("NO_COLOR", "1");
        command.stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    ///
    /// # Errors
    /// When it does not start, or hangs.
    pub fn run<S: AsRef<std::ffi::OsStr>>(
        &self,
        directory: &Path,
        arguments: &[S],
    ) -> Result<Said, TrialError> {
        Running::start(self.command(directory, arguments))?.end()
    }

    /// Runs it with `-j`; it has to answer. Gives the data of its answer.
    ///
    /// # Errors
    /// When it fails, or does not start, or hangs.
    pub fn answer<S: AsRef<std::ffi::OsStr>>(
        &self,
        directory: &Path,
        arguments: &[S],
    ) -> Result<Value, TrialError> {
        let mut command = self.command(directory, arguments);
        command.arg("-j");
        let shown = format!("{command:?}");
        let said = Running::start(command)?.end()?;
        if said.status != Some(0) {
            let status = said.status.map_or_else(|| "a signal".to_owned(), |status| status.to_string());
            let told = format!("{}{}", said.stdout, said.stderr);
            return Err(TrialError::Said { command: shown, status, said: told });
        }
        Ok(said.json()?["data"].take())
    }
}

/// A process that is going on. What it writes goes into files, so that it never waits for a reader.
pub(crate) struct Running {
    shown: String,
    child: Child,
    stdout: File,
    stderr: File,
}

impl Running {
    pub(crate) fn start(mut command: Command) -> Result<Self, TrialError> {
        let shown = format!("{command:?}");
        let file = || tempfile::tempfile().map_err(TrialError::io("a temporary file"));
        let (stdout, stderr) = (file()?, file()?);
        let copy = |file: &File| file.try_clone().map_err(TrialError::io("a temporary file"));
        command.stdout(copy(&stdout)?).stderr(copy(&stderr)?);
        let child = command.spawn().map_err(TrialError::io(shown.clone()))?;
        Ok(Self { shown, child, stdout, stderr })
    }

    /// Waits for its end.
    pub(crate) fn end(self) -> Result<Said, TrialError> {
        self.end_within(PATIENCE)
    }

    pub(crate) fn end_within(mut self, patience: Duration) -> Result<Said, TrialError> {
        let started = Instant::now();
        let mut pause = Duration::from_micros(500);
        loop {
            if let Some(status) = self.child.try_wait().map_err(TrialError::io(self.shown.clone()))? {
                return self.said(status);
            }
            if started.elapsed() > patience {
                self.kill()?;
                return Err(TrialError::Hangs { command: self.shown, seconds: patience.as_secs() });
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }

    /// Kills it (`SIGKILL`) after `moment`; tells whether it had ended by then.
    pub(crate) fn kill_after(mut self, moment: Duration) -> Result<bool, TrialError> {
        std::thread::sleep(moment);
        let ended = self.child.try_wait().map_err(TrialError::io(self.shown.clone()))?.is_some();
        self.kill()?;
        Ok(ended)
    }

    fn kill(&mut self) -> Result<(), TrialError> {
        let killed = self.child.kill().and_then(|()| self.child.wait());
        killed.map(drop).map_err(TrialError::io(self.shown.clone()))
    }

    fn said(mut self, status: ExitStatus) -> Result<Said, TrialError> {
        let text = |file: &mut File| {
            let mut bytes = Vec::new();
            file.rewind()
                .and_then(|()| file.read_to_end(&mut bytes))
                .map_err(TrialError::io("its output"))?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        let (stdout, stderr) = (text(&mut self.stdout)?, text(&mut self.stderr)?);
        Ok(Said { status: status.code(), stdout, stderr })
    }
}
