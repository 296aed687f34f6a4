//! Every kind of store over real repositories: the same bytes to every question.

mod held;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;
use trials::Program;
use trials::parity::{Comparison, compare, index_into_every_kind, questions, subjects};

/// Indexes repositories into every kind of store, asks everything of each, and prints a table.
#[derive(Args)]
pub(crate) struct Parity {
    /// Repositories.
    #[arg(required = true)]
    repositories: Vec<PathBuf>,
    /// How many symbols, and as many references, are asked about, spread over the repository.
    #[arg(long, default_value_t = 40)]
    symbols: usize,
    /// The program [default: the one beside this].
    #[arg(long)]
    program: Option<PathBuf>,
    /// Ask the library instead, of every kind of store and of a copy held in memory.
    #[arg(long)]
    in_memory: bool,
}

impl Parity {
    /// Compares and prints; fails when answers differ.
    pub(crate) fn run(&self) -> Result<()> {
        if self.in_memory {
            return self.ask_the_library();
        }
        let program = program(self.program.as_deref())?;
        println!(
            "| repository | stores | questions | runs | failures answered alike | bytes compared | differences | s |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        let mut different = 0;
        for repository in &self.repositories {
            let comparison = one(&program, repository, self.symbols)?;
            different += comparison.differences.len();
            comparison.differences.iter().take(20).for_each(|difference| eprintln!("{difference}"));
        }
        ensure!(different == 0, "{different} answers differ");
        Ok(())
    }

    fn ask_the_library(&self) -> Result<()> {
        println!("| repository | stores | questions | bytes compared | differences |");
        println!("|---|---|---|---|---|");
        let mut different = 0;
        for repository in &self.repositories {
            let root = repository.canonicalize().with_context(|| repository.display().to_string())?;
            let held = held::compare(&root, self.symbols)?;
            let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let found = held.differences.len();
            println!("| {name} | {} | {} | {} | {found} |", held.stores, held.questions, held.bytes);
            held.differences.iter().take(20).for_each(|difference| eprintln!("{difference}"));
            different += found;
        }
        ensure!(different == 0, "{different} answers differ");
        Ok(())
    }
}

fn one(program: &Program, repository: &Path, symbols: usize) -> Result<Comparison> {
    let started = Instant::now();
    let root = repository.canonicalize().with_context(|| repository.display().to_string())?;
    let directory = tempfile::tempdir()?;
    let stores = index_into_every_kind(program, &root, directory.path())?;
    let db = stores.first().context("a store")?.db.display().to_string();
    let questions = questions(&subjects(program, &root, &db, symbols)?);
    let comparison = compare(program, &root, &stores, &questions)?;
    let kinds: Vec<&str> = stores.iter().map(|store| store.kind.as_str()).collect();
    println!(
        "| {} | {} | {} | {} | {} | {} | {} | {} |",
        root.file_name().unwrap_or_default().to_string_lossy(),
        kinds.join(", "),
        questions.len(),
        comparison.runs,
        comparison.failures,
        comparison.bytes,
        comparison.differences.len(),
        started.elapsed().as_secs()
    );
    Ok(comparison)
}

/// The program at a path, or the one that was built beside this.
pub(crate) fn program(named: Option<&Path>) -> Result<Program> {
    program_path(named).map(Program::new)
}

/// Where it is.
pub(crate) fn program_path(named: Option<&Path>) -> Result<PathBuf> {
    let path = match named {
        Some(path) => path.canonicalize().with_context(|| path.display().to_string())?,
        None => std::env::current_exe().context("where this is")?.with_file_name("magellan"),
    };
    ensure!(path.is_file(), "there is no {}: run `cargo build -p cli`", path.display());
    Ok(path)
}
