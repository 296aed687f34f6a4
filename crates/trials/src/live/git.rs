//! Git, as people use it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::error::TrialError;

/// A work tree of git.
#[derive(Clone, Debug)]
pub struct Git {
    root: PathBuf,
}

/// What is said of every run: nothing of the machine's own configuration, nothing in the background.
const SETTINGS: [&str; 12] = [
    "-c",
    "user.name=Trial",
    "-c",
    "user.email=trial@example.org",
    "-c",
    "gc.auto=0",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "advice.detachedHead=false",
    "-c",
    "core.safecrlf=false",
];

impl Git {
    /// The work tree at `root`.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Makes the tree at `root` a repository with one commit of everything, on branch `main`.
    ///
    /// # Errors
    /// When git fails.
    pub fn found(root: &Path) -> Result<Self, TrialError> {
        let git = Self::at(root);
        git.run(&["init", "-q", "-b", "main"])?;
        // The database is not the project's.
        let exclude = root.join(".git/info/exclude");
        let made =
            std::fs::create_dir_all(root.join(".git/info")).and_then(|()| std::fs::write(&exclude, ""));
        made.map_err(TrialError::io(exclude.display().to_string()))?;
        git.commit("first")?;
        Ok(git)
    }

    /// Clones the repository at `from` into `root`, without a checkout.
    ///
    /// # Errors
    /// When git fails.
    pub fn clone_of(from: &Path, root: &Path) -> Result<Self, TrialError> {
        let git = Self::at(root);
        let arguments = ["clone", "-q", "--shared", "--no-checkout"].map(str::to_owned).into_iter();
        let arguments: Vec<String> =
            arguments.chain([from, root].map(|path| path.display().to_string())).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        git.done(&arguments, from)?;
        Ok(git)
    }

    /// Commits everything but what is not the project's.
    ///
    /// # Errors
    /// When git fails.
    pub fn commit(&self, message: &str) -> Result<(), TrialError> {
        self.try_run(&["add", "-A", "--ignore-errors", "--", ".", ":(exclude).magellan"])?;
        self.run(&["commit", "-q", "--allow-empty", "-m", message]).map(drop)
    }

    /// Runs git; it has to succeed. Gives what it wrote.
    ///
    /// # Errors
    /// When it does not start, or fails.
    pub fn run(&self, arguments: &[&str]) -> Result<String, TrialError> {
        self.done(arguments, &self.root)
    }

    /// Runs git, whatever comes of it; whether it succeeded.
    ///
    /// # Errors
    /// When it does not start.
    pub fn try_run(&self, arguments: &[&str]) -> Result<bool, TrialError> {
        self.output(arguments, &self.root).map(|output| output.status.success())
    }

    fn done(&self, arguments: &[&str], directory: &Path) -> Result<String, TrialError> {
        let output = self.output(arguments, directory)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let (status, said) =
            (output.status.to_string(), String::from_utf8_lossy(&output.stderr).into_owned());
        Err(TrialError::Said { command: format!("git {}", arguments.join(" ")), status, said })
    }

    #[allow(clippy::unused_self, reason = "reads as the others do")]
    fn output(&self, arguments: &[&str], directory: &Path) -> Result<Output, TrialError> {
        let mut command = Command::new("git");
        command.current_dir(directory).args(SETTINGS).args(arguments).stdin(Stdio::null());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_TERMINAL_PROMPT", "0");
        command.output().map_err(TrialError::io(format!("git {}", arguments.join(" "))))
    }
}
