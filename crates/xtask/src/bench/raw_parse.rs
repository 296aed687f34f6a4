//! The bound: reading and parsing, nothing else.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use anyhow::{Context, Result};
use engine::{Database, FileRecord};
use extract::Extractor;

/// Reads and parses the files that the index of `repository` at `.magellan-bench.db` lists.
pub(crate) fn run(repository: &Path) -> Result<()> {
    let files = listed(repository)?;
    let next = AtomicUsize::new(0);
    let threads = available_parallelism().map_or(1, usize::from);
    let bytes: usize = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..threads).map(|_| scope.spawn(|| parse_all(repository, &files, &next))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or(0)).sum()
    });
    println!("{} files, {bytes} bytes", files.len());
    Ok(())
}

/// The files that `index` takes, so that both read the same.
fn listed(repository: &Path) -> Result<Vec<FileRecord>> {
    let db = Database::open(&super::index::database(repository))
        .context("run `cargo xtask bench index` instead")?;
    let mut files = Vec::new();
    db.snapshot().files(&mut |record| {
        files.push(record);
        std::ops::ControlFlow::Continue(())
    })?;
    Ok(files)
}

fn parse_all(repository: &Path, files: &[FileRecord], next: &AtomicUsize) -> usize {
    let mut extractor = Extractor::new();
    let mut bytes = 0;
    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
        let Ok(text) = std::fs::read(repository.join(file.path.as_str())) else { continue };
        let extension = file.path.extension().unwrap_or_default();
        let mut specs = languages::named(&file.language);
        let first = specs.next();
        let spec = specs.find(|spec| spec.extensions.contains(&extension)).or(first);
        bytes += text.len();
        if let Some(spec) = spec {
            drop(extractor.parse(spec, &extract::text::decode(&text).0));
        }
    }
    bytes
}
