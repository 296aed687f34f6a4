//! History replayed: after every commit an index that followed must say what a cold one says.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use engine::{IndexOptions, IndexReport, Silent};

/// What the replay of a repository counted.
#[derive(Default)]
struct Counts {
    commits: usize,
    written: u64,
    resolved: u64,
    /// Files in the view, summed over the commits.
    files: u64,
    different: Vec<String>,
}

/// Replays the newest `commits` of each repository (a work tree or a bare one) along its first parents and prints a
/// table; fails when an index that followed differs from a cold one.
pub(crate) fn run(repositories: &[PathBuf], commits: usize) -> Result<()> {
    println!(
        "| repository | commits | files a commit | files written a commit | files resolved a commit | different |"
    );
    println!("|---|---|---|---|---|---|");
    let mut different = Vec::new();
    for repository in repositories {
        let counts = replay(repository, commits)?;
        let name = repository.file_name().unwrap_or_default().to_string_lossy();
        let mean = |sum: u64| sum / counts.commits.max(1) as u64;
        println!(
            "| {name} | {} | {} | {} | {} | {} |",
            counts.commits,
            mean(counts.files),
            mean(counts.written),
            mean(counts.resolved),
            counts.different.len()
        );
        different.extend(counts.different);
    }
    ensure!(
        different.is_empty(),
        "an index that followed differs from a cold one after {}",
        different.join(", ")
    );
    Ok(())
}

fn replay(repository: &Path, commits: usize) -> Result<Counts> {
    let scratch = std::env::temp_dir().join(format!("magellan-replay-{}", std::process::id()));
    let tree = scratch.join("tree");
    std::fs::create_dir_all(&tree).with_context(|| format!("making {}", tree.display()))?;
    let git_dir =
        if repository.join(".git").exists() { repository.join(".git") } else { repository.to_owned() };
    let mut counts = Counts::default();
    for commit in history(&git_dir, commits)? {
        check_out(&git_dir, &tree, &scratch.join("index"), &commit)?;
        let followed = index(&tree, &scratch.join("followed.db"), false)?;
        let cold = index(&tree, &scratch.join("cold.db"), true)?;
        counts.commits += 1;
        counts.files += cold.tally.written;
        if counts.commits > 1 {
            counts.written += followed.tally.written;
            counts.resolved += followed.tally.resolved;
        }
        if followed.digest != cold.digest {
            counts.different.push(commit);
        }
    }
    std::fs::remove_dir_all(&scratch).with_context(|| format!("removing {}", scratch.display()))?;
    Ok(counts)
}

fn index(tree: &Path, db: &Path, rebuild: bool) -> Result<IndexReport> {
    let options = IndexOptions { rebuild, verify: !rebuild, ..IndexOptions::default() };
    Ok(engine::index(tree, db, &options, &Silent)?)
}

/// The newest commits along first parents, oldest first.
fn history(git_dir: &Path, commits: usize) -> Result<Vec<String>> {
    let count = commits.to_string();
    let output = git(git_dir).args(["rev-list", "--first-parent", "-n", &count, "HEAD"]).output()?;
    ensure!(output.status.success(), "git rev-list: {}", String::from_utf8_lossy(&output.stderr));
    let mut list: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    list.reverse();
    Ok(list)
}

fn check_out(git_dir: &Path, tree: &Path, index: &Path, commit: &str) -> Result<()> {
    let output = git(git_dir)
        .env("GIT_INDEX_FILE", index)
        .arg("--work-tree")
        .arg(tree)
        .args(["read-tree", "-u", "--reset", commit])
        .output()?;
    ensure!(output.status.success(), "git read-tree: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

fn git(git_dir: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("--git-dir").arg(git_dir);
    command
}
