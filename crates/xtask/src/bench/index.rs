//! Indexing against its bound and its peer.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::usage::{self, Usage};

/// Where the index of a repository is built: outside of it, so that it stays as it is.
pub(crate) fn database(repository: &Path) -> PathBuf {
    let name = repository.file_name().unwrap_or_default().to_string_lossy().into_owned();
    std::env::temp_dir().join("magellan-bench").join(format!("{name}.db"))
}

/// Measures each repository and prints a table.
pub(crate) fn run(repositories: &[PathBuf], runs: usize) -> Result<()> {
    let magellan = build()?;
    let this = std::env::current_exe().context("finding this program")?;
    println!(
        "| repository | source MB | raw parse CPU s | index CPU s | ratio | peak MB | database / source | nothing changed CPU s | one `find` CPU s | ctags CPU s |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for repository in repositories {
        println!("{}", row(&magellan, &this.display().to_string(), repository, runs)?);
    }
    Ok(())
}

fn build() -> Result<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(cargo)
        .args(["build", "--release", "--package", "cli", "--package", "xtask"])
        .status()?;
    ensure!(built.success(), "the release build failed");
    let this = std::env::current_exe().context("finding this program")?;
    let target = this.ancestors().nth(2).context("this program is in target/PROFILE")?;
    Ok(target.join("release/magellan").display().to_string())
}

fn row(magellan: &str, this: &str, repository: &Path, runs: usize) -> Result<String> {
    let db = database(repository);
    let (root, db_text) = (repository.display().to_string(), db.display().to_string());
    let index =
        |more: &[&str]| usage::of(magellan, &[&["index", &root, "--db", &db_text, "--quiet"], more].concat());
    index(&["--rebuild"])?;
    let release = Path::new(this).with_file_name("../release/xtask").display().to_string();
    let raw_parse = || usage::of(&release, &["bench", "raw-parse", &root]);
    let (raw, cold) = usage::least(runs, raw_parse, || index(&["--rebuild"]))?;
    let again = usage::median(runs, || index(&[]))?;
    let find =
        usage::median(runs, || usage::of(magellan, &["--db", &db_text, "find", "main", "--limit", "1"]))?;
    let ctags = usage::median(runs, || usage::of("ctags", &["-R", "-f", "-", &root])).ok();
    let source = source_bytes(magellan, &db_text)?;
    let size = std::fs::metadata(&db).with_context(|| format!("reading {db_text}"))?.len();
    Ok(format_row(&root, source, size, [raw, cold, again, find], ctags))
}

#[allow(clippy::cast_precision_loss, reason = "shown with two digits")]
fn format_row(
    root: &str,
    source: u64,
    size: u64,
    [raw, cold, again, find]: [Usage; 4],
    ctags: Option<Usage>,
) -> String {
    let name = Path::new(root).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ctags = ctags.map_or_else(|| "not installed".to_owned(), |usage| format!("{:.2}", usage.cpu));
    format!(
        "| {name} | {:.2} | {:.2} | {:.2} | {:.2} | {:.0} | {:.2} | {:.2} | {:.3} | {ctags} |",
        source as f64 / 1e6,
        raw.cpu,
        cold.cpu,
        cold.cpu / raw.cpu,
        cold.memory_kb as f64 / 1e3,
        size as f64 / source as f64,
        again.cpu,
        find.cpu,
    )
}

/// Bytes of the files in an index.
fn source_bytes(magellan: &str, db: &str) -> Result<u64> {
    let output = Command::new(magellan).args(["--db", db, "status", "--json"]).output()?;
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).context("reading the status")?;
    let languages = status["data"]["languages"].as_array().context("the status lists languages")?;
    Ok(languages.iter().filter_map(|language| language["bytes"].as_u64()).sum())
}
