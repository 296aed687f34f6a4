//! Benchmarks against named peers and bounds.

mod index;
mod raw_parse;
mod stores;
mod usage;
mod watch;

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
    /// Stores against each other, against tables of edges in SQLite and against the traversal form: loading, changing, looking
    /// up, going along edges. Every answer is checked.
    Stores {
        /// How many symbols generated trees have; may be repeated.
        #[arg(long, value_name = "N")]
        symbols: Vec<u32>,
        /// Databases to measure on; they stay as they are.
        databases: Vec<PathBuf>,
    },
    /// A tree that is watched: from a write to its being seen by another process, switches of branches, idling; and what a fresh
    /// process pays for one file.
    Watch(watch::Watch),
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
            Self::Stores { symbols, databases } => stores::run(symbols, databases),
            Self::Watch(watch) => watch.run(),
            Self::RawParse { repository } => raw_parse::run(repository),
        }
    }
}
