//! Benchmarks against named peers and bounds.

mod index;
mod raw_parse;
mod usage;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

/// What to measure.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Indexing against the raw-parse bound (read and parse the same files with the same grammars and threads, nothing
    /// else) and against universal-ctags, in CPU time, memory and bytes.
    Index {
        /// Repositories to index.
        #[arg(required = true)]
        repositories: Vec<PathBuf>,
        /// Runs of each; the median is shown.
        #[arg(long, default_value_t = 3)]
        runs: usize,
    },
    /// Reads and parses all files of a repository and does nothing else: the bound that `index` is measured against.
    RawParse {
        /// The repository.
        repository: PathBuf,
    },
}

impl Bench {
    /// Measures and prints a table in Markdown.
    pub(crate) fn run(&self) -> Result<()> {
        match self {
            Self::Index { repositories, runs } => index::run(repositories, *runs),
            Self::RawParse { repository } => raw_parse::run(repository),
        }
    }
}
