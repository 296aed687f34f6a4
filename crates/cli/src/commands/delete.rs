//! `magellan delete`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::writing::{Meant, Task, Waiting};
use crate::arguments::Global;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;

/// Take files out of an index
///
/// The facts of the files named, and of all files below the directories named, go; references of other files that meant something in them
/// are resolved again. The tree is not touched, and a later `magellan refresh` or `magellan index` brings back what is still in it: to
/// leave files out for good, index with --exclude or name them in a .magellanignore file.
#[derive(Args, Debug)]
pub(crate) struct Delete {
    /// A file or directory: absolute, relative to the current directory, or relative to the root (may be repeated)
    #[arg(long = "file", value_name = "PATH", num_args = 1.., required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    waiting: Waiting,
}

impl Delete {
    /// Deletes and tells what was done.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::path(global)?;
        let options = self.waiting.options("delete");
        Task { command: "delete", db: &db, output }.run_on(
            &self.files,
            Meant::is_indexed,
            |paths, progress| engine::delete(&db, paths, &options, progress),
        )
    }
}
