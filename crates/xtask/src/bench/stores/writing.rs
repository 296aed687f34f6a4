//! Filling a store, and changing one file of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use engine::{BACKENDS, Database, IndexOptions, MigrateOptions, RepoPath, Silent};
use store::{FileWrite, ResolutionWrite, ViewChange, WriteBatch};

use super::clock::{Took, timed};
use super::kinds::{Figure, Figures, Way};
use super::{fresh, tree};

/// Rounds of a bulk load; the least is shown.
const LOADS: usize = 2;
/// Files that are changed, one a commit.
const UPDATES: u32 = 60;
/// From how many definitions on the files are not held in memory: preparing them is not measured then, writing is.
const HELD: u64 = 2_000_000;

/// Fills a new database of each kind with the files of a view, and weighs it.
pub(super) fn bulk(db: &Database, directory: &Path, figures: &mut Figures) -> Result<()> {
    let definitions: u64 = db.snapshot().counts()?.iter().map(|sum| sum.definitions).sum();
    if definitions > HELD {
        return Ok(());
    }
    let mut files = Vec::new();
    let mut outcomes = Vec::new();
    engine::file_writes(db, &|_| true, &mut |file, resolution| {
        files.push(file);
        outcomes.extend(resolution);
        Ok(())
    })?;
    for backend in BACKENDS {
        let path = directory.join(format!("bulk-{}.db", backend.name));
        let mut best: Option<Took> = None;
        for _ in 0..LOADS {
            fresh(&path)?;
            let (files, outcomes) = (files.clone(), outcomes.clone());
            let (done, took) = timed(|| load(backend, &path, files, outcomes));
            done?;
            best = Some(best.filter(|best| best.cpu <= took.cpu).unwrap_or(took));
        }
        let copy = Database::open(&path)?;
        ensure!(copy.snapshot().meta()?.digest() == db.snapshot().meta()?.digest(), "the copy is equal");
        let best = best.expect("there was a round");
        figures.time("bulk load, CPU", Way::of(backend.name), best.cpu);
        figures.time("bulk load, wall", Way::of(backend.name), best.wall);
        figures.add("file size", Way::of(backend.name), Figure::Bytes(fs::metadata(&path)?.len()));
        drop(copy);
        fresh(&path)?;
    }
    Ok(())
}

fn load(
    backend: &engine::Backend,
    path: &Path,
    files: Vec<FileWrite>,
    outcomes: Vec<ResolutionWrite>,
) -> Result<()> {
    let mut load = (backend.bulk)(path)?;
    files.into_iter().try_for_each(|file| load.put(file))?;
    outcomes.into_iter().try_for_each(|resolution| load.resolve(resolution))?;
    let view = ViewChange {
        tool_version: Some(String::new()),
        root: Some(String::new()),
        skipped: Some(Vec::new()),
        projects: Some(String::new()),
        selection: None,
    };
    load.finish(view)?;
    Ok(())
}

/// Changes one file after the other in each copy: first its text, then back. What the store is given is made before by
/// indexing the changed tree; only the store's work is measured.
pub(super) fn updates(root: &Path, copies: &[PathBuf], figures: &mut Figures) -> Result<()> {
    let changed = changed_files(root, &copies[0])?;
    for copy in copies {
        let backend = engine::detect_backend_format(copy)?.backend;
        let store = (backend.open)(copy)?;
        let before = store.snapshot()?.meta()?.digest();
        let (mut body, mut renamed) = (Vec::new(), Vec::new());
        for change in &changed {
            let versions = [
                (&change.body, Some(&mut body)),
                (&change.renamed, Some(&mut renamed)),
                (&change.original, None),
            ];
            for ((file, resolution), times) in versions {
                let (put, resolve) = (vec![file.clone()], vec![resolution.clone()]);
                let (done, took) =
                    timed(|| store.apply(WriteBatch { put, resolve, ..WriteBatch::default() }));
                done?;
                times.into_iter().for_each(|times| times.push(took));
            }
        }
        ensure!(store.snapshot()?.meta()?.digest() == before, "everything is as it was");
        let way = Way::of(backend.name);
        figures.time("one file, a body changed, CPU", way, median(&mut body, |took| took.cpu));
        figures.time("one file, a body changed, wall", way, median(&mut body, |took| took.wall));
        figures.time("one file, all names changed, CPU", way, median(&mut renamed, |took| took.cpu));
        figures.time("one file, all names changed, wall", way, median(&mut renamed, |took| took.wall));
    }
    Ok(())
}

fn median(all: &mut [Took], of: impl Fn(&Took) -> std::time::Duration) -> std::time::Duration {
    all.sort_by_key(&of);
    of(&all[all.len() / 2])
}

/// Three versions of a file, as a store is given them.
struct Change {
    original: (FileWrite, ResolutionWrite),
    body: (FileWrite, ResolutionWrite),
    renamed: (FileWrite, ResolutionWrite),
}

/// What stores are given for files of the tree as they are, with a line added in a body, and with other names.
fn changed_files(root: &Path, db: &Path) -> Result<Vec<Change>> {
    let modules = Database::open(db)?.snapshot().counts()?.iter().map(|sum| sum.files).sum::<u64>() as u32;
    let paths: BTreeSet<String> =
        (0..UPDATES).map(|number| tree::path(number * 37 % (modules * 9 / 10))).collect();
    let changed = tempfile::tempdir()?;
    let changed = changed.path().join("changed.db");
    let options = MigrateOptions::default();
    engine::migrate(db, &changed, &options, &Silent)?;
    let original = writes(&changed, &paths)?;
    let body = after(root, &changed, &paths, |text| {
        text.replacen("    return value", "    value = value + 1\n    return value", 1)
    })?;
    let renamed = after(root, &changed, &paths, |text| text.replace("def task_", "def other_task_"))?;
    let triples = original.into_iter().zip(body).zip(renamed);
    Ok(triples.map(|((original, body), renamed)| Change { original, body, renamed }).collect())
}

/// What a store is given for files when their texts are changed. The tree is as it was afterwards.
fn after(
    root: &Path,
    db: &Path,
    paths: &BTreeSet<String>,
    change: impl Fn(&str) -> String,
) -> Result<Vec<(FileWrite, ResolutionWrite)>> {
    let mut texts = Vec::new();
    for path in paths {
        let text = fs::read_to_string(root.join(path))?;
        fs::write(root.join(path), change(&text))?;
        texts.push((root.join(path), text));
    }
    engine::index(root, db, &IndexOptions { verify: true, ..IndexOptions::default() }, &Silent)?;
    let writes = writes(db, paths);
    texts.into_iter().try_for_each(|(path, text)| fs::write(path, text))?;
    writes
}

fn writes(db: &Path, paths: &BTreeSet<String>) -> Result<Vec<(FileWrite, ResolutionWrite)>> {
    let mut found = Vec::new();
    let wanted = |path: &RepoPath| paths.contains(path.as_str());
    engine::file_writes(&Database::open(db)?, &wanted, &mut |file, resolution| {
        found.extend(resolution.map(|resolution| (file, resolution)));
        Ok(())
    })?;
    ensure!(found.len() == paths.len(), "every changed file is indexed");
    Ok(found)
}
