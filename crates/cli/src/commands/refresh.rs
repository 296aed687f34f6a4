//! `magellan refresh`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use engine::{Database, IndexOptions};

use super::writing::{Meant, Task, Waiting};
use crate::arguments::Global;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;

/// Bring an index up to date with its tree
///
/// Of the tree that the index was made of, and of the same files (--include, --exclude and so on, as they were given to `magellan index`).
/// Without arguments all of it is compared, by size and time and then by content. With paths, only those and what is below them:
/// the rest is taken to be as it was.
///
/// --git looks only at what git says differs between a revision and the working tree, and at what it neither tracks nor ignores. Git is believed: a file
/// that was changed, indexed and changed back is not in its answer, nor is one that it ignores. `magellan refresh` alone misses nothing. After
/// a change of branch, `--git` with the revision that was left looks at all that differs.
#[derive(Args, Debug)]
pub(crate) struct Refresh {
    /// Files or directories: absolute, relative to the current directory, or relative to the root
    #[arg(value_name = "PATH", conflicts_with = "git")]
    paths: Vec<PathBuf>,
    /// Look only at what git says differs from this revision
    #[arg(long, value_name = "REV", num_args = 0..=1, default_missing_value = "HEAD")]
    git: Option<String>,
    /// Read every file that is looked at, also those whose size and time say that they have not changed
    #[arg(long)]
    verify: bool,
    #[command(flatten)]
    waiting: Waiting,
}

impl Refresh {
    /// Refreshes and tells what was done.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::path(global)?;
        let options = IndexOptions { verify: self.verify, ..self.waiting.options("refresh") };
        let task = Task { command: "refresh", db: &db, output };
        if let Some(revision) = &self.git {
            let changed = engine::git_changes(&Database::open(&db)?, revision)?;
            return task.run(|progress| engine::update(&db, &changed, &options, progress));
        }
        if self.paths.is_empty() {
            return task.run(|progress| engine::refresh(&db, &options, progress));
        }
        task.run_on(&self.paths, Meant::is_something, |paths, progress| {
            engine::update(&db, paths, &options, progress)
        })
    }
}
