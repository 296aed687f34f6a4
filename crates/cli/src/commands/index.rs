//! `magellan index`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use engine::{Backend, DiscoverOptions, IndexOptions};

use super::backend_argument::backend;
use super::writing::{Meant, Task, Waiting};
use crate::arguments::Global;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;

/// Index a source tree, or bring its index up to date
///
/// Finds the files of the tree, extracts the facts of each, resolves what its references mean, and keeps all of it in a
/// database, `ROOT/.magellan/index.db` unless `--db` names another. When there is a database, only files that have changed
/// are read again, and only files whose references can be concerned are resolved again.
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches")]
pub(crate) struct Index {
    /// The tree
    #[arg(default_value = ".", value_name = "ROOT")]
    root: PathBuf,
    /// Bring only this file, or directory, of an index that is there up to date: added, changed, or taken out when it is gone. The
    /// rest, and which files are indexed, stays as it was (may be repeated)
    #[arg(long = "file", value_name = "PATH", conflicts_with_all = WHOLE)]
    files: Vec<PathBuf>,
    /// Index only files that match (a glob as in .gitignore; may be repeated)
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Leave out files and directories that match (may be repeated)
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Pay no attention to .gitignore files
    #[arg(long)]
    no_gitignore: bool,
    /// Leave out files that .gitattributes calls generated
    #[arg(long)]
    skip_generated: bool,
    /// Leave out files that .gitattributes calls vendored
    #[arg(long)]
    skip_vendored: bool,
    /// Skip larger files
    #[arg(long, value_name = "BYTES", default_value_t = IndexOptions::default().max_file_size)]
    max_file_size: u64,
    /// Read minified files too
    #[arg(long)]
    minified: bool,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
    /// Build anew even when there is a database
    #[arg(long)]
    rebuild: bool,
    /// Of which kind a new database is; one that is there keeps its kind
    #[arg(long, value_name = "KIND", value_parser = backend())]
    backend: Option<&'static Backend>,
    /// Read every file, also those whose size and time say that they have not changed
    #[arg(long)]
    verify: bool,
    /// Index the root of the file system or the home directory all the same
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    waiting: Waiting,
}

/// What is said of a tree as a whole.
const WHOLE: [&str; 11] = [
    "root",
    "include",
    "exclude",
    "no_gitignore",
    "skip_generated",
    "skip_vendored",
    "max_file_size",
    "minified",
    "rebuild",
    "backend",
    "force",
];

impl Index {
    /// Indexes and tells what was done.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let options = self.options();
        if !self.files.is_empty() {
            let db = database::path(global)?;
            let task = Task { command: "index", db: &db, output };
            return task.run_on(&self.files, Meant::is_something, |paths, progress| {
                engine::update(&db, paths, &options, progress)
            });
        }
        let db = database::to_write(global, &self.root);
        let task = Task { command: "index", db: &db, output };
        task.run(|progress| engine::index(&self.root, &db, &options, progress))
    }

    fn options(&self) -> IndexOptions {
        IndexOptions {
            discover: DiscoverOptions {
                include: self.include.clone(),
                exclude: self.exclude.clone(),
                no_gitignore: self.no_gitignore,
                skip_generated: self.skip_generated,
                skip_vendored: self.skip_vendored,
                ..DiscoverOptions::default()
            },
            max_file_size: self.max_file_size,
            minified: self.minified,
            threads: self.threads,
            rebuild: self.rebuild,
            backend: self.backend,
            verify: self.verify,
            force: self.force,
            ..self.waiting.options("index")
        }
    }
}
