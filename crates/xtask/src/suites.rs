//! Test suites of other tools, made by people who did not know this one.
//!
//! ```text
//! cargo xtask suites DIR … [--failures N]
//! ```
//!
//! Each directory is a checkout; which suite it is shows in its folders. `docs/accuracy.md` says where to get them.

mod jelly;
mod pycg;
mod report;
mod rust_callgraph;
mod stack_graphs;
mod tree;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use self::report::Report;

/// What to run.
#[derive(Args)]
pub(crate) struct Suites {
    /// Checkouts of suites.
    #[arg(required = true)]
    directories: Vec<PathBuf>,
    /// How many failures to list for each suite.
    #[arg(long, default_value_t = 0)]
    failures: usize,
}

/// A suite: a folder that only its checkout has, and how to run it.
type Suite = (&'static str, fn(&Path) -> Result<Report>);

const SUITES: &[Suite] = &[
    ("micro-benchmark/snippets", pycg::run),
    ("languages/tree-sitter-stack-graphs-python", stack_graphs::run),
    ("tests/micro", jelly::run),
    ("src/static_dispatch", rust_callgraph::run),
];

impl Suites {
    pub(crate) fn run(&self) -> Result<()> {
        for directory in &self.directories {
            let Some((_, run)) = SUITES.iter().find(|(folder, _)| directory.join(folder).is_dir()) else {
                bail!("{} is no checkout of a known suite", directory.display());
            };
            println!("{}", run(directory)?.shown(self.failures));
        }
        Ok(())
    }
}
