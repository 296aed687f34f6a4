//! `magellan index`

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use engine::{Backend, DiscoverOptions, IndexOptions, Silent};
use wire::IndexAnswer;

use super::backend_argument::backend;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::{commands, database};

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
}

impl Index {
    /// Indexes and tells what was done.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let started = Instant::now();
        let db = database::to_write(global, &self.root);
        let options = self.options();
        let report = if output.is_quiet() {
            engine::index(&self.root, &db, &options, &Silent)?
        } else {
            let bar = Bar::of_index();
            engine::index(&self.root, &db, &options, &bar)?
        };
        let elapsed = started.elapsed().as_secs_f64();
        let quiet = output.is_quiet();
        let answer = IndexAnswer::new(db.display().to_string(), &report);
        output.answer(&commands::envelope("index", answer), |out, answer| {
            if quiet { Ok(()) } else { summary(out, answer, elapsed) }
        })
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
            ..IndexOptions::default()
        }
    }
}

fn summary(out: &mut dyn Write, answer: &IndexAnswer, seconds: f64) -> io::Result<()> {
    if answer.unchanged {
        writeln!(out, "nothing changed: {} files as indexed", answer.files_unchanged)?;
    } else {
        let IndexAnswer {
            files_written: written, files_unchanged: unchanged, files_removed: removed, ..
        } = answer;
        let resolved = answer.files_resolved;
        writeln!(
            out,
            "{written} files written, {unchanged} unchanged, {removed} removed, {resolved} resolved"
        )?;
    }
    super::status::languages(out, &answer.languages)?;
    super::status::skipped(out, &answer.skipped)?;
    writeln!(out, "digest   {}", answer.digest)?;
    writeln!(out, "database {}", answer.database)?;
    writeln!(out, "time     {seconds:.2} s")
}
