//! Stores against each other, against a table of edges in SQLite, and against the traversal form, in one run.
//!
//! The tables of edges are what a tool would use that keeps its graph in SQLite: both directions as covering indexes, row
//! numbers for symbols, prepared statements, a large cache and a mapped file.

mod clock;
mod edge_table;
mod kinds;
mod lookups;
mod startup;
mod traversal;
mod tree;
mod writing;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use engine::{BACKENDS, Database, IndexOptions, MigrateOptions, Silent};

use self::kinds::Figures;

/// Measures on generated trees with so many symbols, and on existing databases.
pub(crate) fn run(symbols: &[u32], databases: &[PathBuf]) -> Result<()> {
    let scratch = std::env::temp_dir().join("magellan-bench-stores");
    for &count in symbols {
        let directory = scratch.join(count.to_string());
        let root = directory.join("tree");
        tree::generate(&root, count)?;
        let first = directory.join("first.db");
        fresh(&first)?;
        engine::index(&root, &first, &IndexOptions::default(), &Silent)?;
        measure(&format!("{count} symbols, generated"), &first, &directory, Some(&root))?;
    }
    for database in databases {
        let name = database.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        measure(&name, database, &scratch.join(&name), None)?;
    }
    Ok(())
}

/// Measures everything on the view of one database, which stays as it is, and prints a table.
fn measure(title: &str, source: &Path, directory: &Path, root: Option<&Path>) -> Result<()> {
    std::fs::create_dir_all(directory)?;
    let mut figures = Figures::default();
    let copies = copies(source, directory)?;
    let db = Database::open(&copies[0])?;
    println!("\n### {title}\n");
    println!("{}\n", told(&db)?);
    writing::bulk(&db, directory, &mut figures)?;
    // Whoever reads keeps SQLite's log from being emptied.
    drop(db);
    if let Some(root) = root {
        writing::updates(root, &copies, &mut figures)?;
    }
    lookups::measure(&copies, &mut figures)?;
    startup::measure(&copies, &mut figures)?;
    traversal::measure(&Database::open(&copies[0])?, directory, &mut figures)?;
    figures.print();
    Ok(())
}

/// The same view in every kind of store, in their order.
fn copies(source: &Path, directory: &Path) -> Result<Vec<PathBuf>> {
    let mut copies = Vec::new();
    for backend in BACKENDS {
        let copy = directory.join(format!("{}.db", backend.name));
        fresh(&copy)?;
        let options = MigrateOptions { to: Some(backend), ..MigrateOptions::default() };
        engine::migrate(source, &copy, &options, &Silent)?;
        copies.push(copy);
    }
    Ok(copies)
}

/// Makes room for a new database.
fn fresh(path: &Path) -> Result<()> {
    let directory = path.parent().context("a database lies in a directory")?;
    std::fs::create_dir_all(directory)?;
    let name = path.file_name().context("a database has a name")?.to_string_lossy().into_owned();
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&name) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn told(db: &Database) -> Result<String> {
    let counts = db.snapshot().counts()?;
    let [files, definitions, sites] = [
        counts.iter().map(|sum| sum.files).sum::<u64>(),
        counts.iter().map(|sum| sum.definitions).sum(),
        counts.iter().map(|sum| sum.sites).sum(),
    ];
    ensure!(definitions > 0, "a view without symbols measures nothing");
    Ok(format!("{files} files, {definitions} definitions, {sites} reference sites."))
}
