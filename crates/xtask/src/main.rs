//! The project's own chores, run as `cargo xtask NAME`.

mod accuracy;
mod bench;
mod functions;
mod live;
mod parity;
mod replay;
mod suites;
mod tidy;
mod torture;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of the project.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Checks what the compiler does not: layers between crates, module documentation, sizes of files and functions.
    Tidy,
    /// Replays the history of repositories: after each commit, an index that followed must equal a cold one.
    Replay {
        /// Repositories: work trees or bare ones.
        #[arg(required = true)]
        repositories: Vec<std::path::PathBuf>,
        /// How many of the newest commits.
        #[arg(long, default_value_t = 200)]
        commits: usize,
        /// Check out commit by commit while `magellan watch` follows.
        #[arg(long)]
        live: bool,
        /// With --live: compare with a cold index at every so manieth commit.
        #[arg(long, default_value_t = 1)]
        every: usize,
        /// With --live: `sqlite`, `native` or `both`.
        #[arg(long, default_value = "both")]
        backend: String,
        /// With --live: the program [default: the one beside this].
        #[arg(long)]
        program: Option<std::path::PathBuf>,
    },
    /// Changes trees in every way that there is while they are watched: at rest, the database is what a cold index is.
    Live(live::LiveTrial),
    /// Asks everything of every kind of store, over real repositories: all must answer with the same bytes.
    Parity(parity::Parity),
    /// Kills the program at random moments, lets a crowd read while it writes, fills up disks: nothing committed may be lost.
    Torture(torture::Torture),
    /// Measures against named peers and bounds, all in one run, and prints a table.
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
    /// Compares resolution with what compilers found and prints the table of `docs/accuracy.md`.
    Accuracy(accuracy::Accuracy),
    /// Prints the measures of every function below directories, a line of JSON each.
    Functions {
        /// Directories.
        #[arg(required = true)]
        roots: Vec<std::path::PathBuf>,
    },
    /// Runs test suites of other call graph and name resolution tools.
    Suites(suites::Suites),
}

/// As the binary's own: ratios to raw parse must not measure allocators.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().chore {
        Chore::Tidy => tidy::run(),
        Chore::Replay { repositories, commits, live: true, every, backend, program } => {
            live::replay(program.as_deref(), &repositories, (commits, every.max(1)), &backend)
        }
        Chore::Replay { repositories, commits, .. } => replay::run(&repositories, commits),
        Chore::Live(live) => live.run(),
        Chore::Parity(parity) => parity.run(),
        Chore::Torture(torture) => torture.run(),
        Chore::Bench { what } => what.run(),
        Chore::Accuracy(accuracy) => accuracy.run(),
        Chore::Functions { roots } => functions::run(&roots),
        Chore::Suites(suites) => suites.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
