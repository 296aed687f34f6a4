//! What an edit costs, in this store and in SQLite: a definition is added in the middle of a file, or taken out again.
//!
//! ```text
//! cargo run --release -p store-native --example edit_cost -- [FILES] [DEFINITIONS_PER_FILE]
//! ```
#![allow(clippy::cast_precision_loss, reason = "times are printed with three digits")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use store::testing::file;
use store::{Backend, FileWrite, ViewChange, WriteBatch};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let files = arguments.next().map_or(Ok(2_000), |text| text.parse())?;
    let per_file = arguments.next().map_or(Ok(200), |text| text.parse())?;
    let directory = tempfile::tempdir()?;
    for backend in [&store_native::BACKEND, &store_sqlite::BACKEND] {
        let path = directory.path().join(backend.name);
        build(backend, &path, files, per_file)?;
        println!("{:<8}size {} KiB", backend.name, std::fs::metadata(&path)?.len() / 1024);
        edit(backend, &path, per_file)?;
    }
    Ok(())
}

fn build(backend: &Backend, path: &Path, files: u32, per_file: u32) -> Outcome<()> {
    let mut build = (backend.bulk)(path)?;
    (0..files).try_for_each(|number| build.put(numbered(number, per_file, None)))?;
    let text = Some(String::new());
    let view = ViewChange {
        tool_version: text.clone(),
        root: text.clone(),
        skipped: None,
        projects: text,
        selection: None,
    };
    build.finish(view)?;
    Ok(())
}

fn edit(backend: &Backend, path: &Path, per_file: u32) -> Outcome<()> {
    let store = (backend.open)(path)?;
    let rounds = 200;
    let edits: Vec<FileWrite> = (0..rounds)
        .map(|round| numbered(round % 20, per_file, (round / 20 % 2 == 0).then_some(round)))
        .collect();
    let (processor, mut times) = (processor_seconds(), Vec::new());
    for put in edits {
        let started = Instant::now();
        store.apply(WriteBatch { put: vec![put], ..WriteBatch::default() })?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    let processor = (processor_seconds() - processor) * 1e3 / f64::from(rounds);
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{:<8}edit: {processor:.2} ms of processor time; median {median:.2} ms, slowest {slowest:.2} ms",
        backend.name
    );
    Ok(())
}

/// A file of definitions with scattered names, and one more in the middle.
fn numbered(number: u32, per_file: u32, more: Option<u32>) -> FileWrite {
    let name = |ordinal: u32| {
        let mixed = u64::from(number * per_file + ordinal).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        format!("name_{:012x}_{number}_{ordinal}", mixed >> 16)
    };
    let mut names: Vec<String> = (0..per_file).map(name).collect();
    if let Some(more) = more {
        names.insert(names.len() / 2, format!("added_{more}"));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    file(&format!("drivers/part{:03}/file{number:06}.c", number / 100), &names)
}

/// Processor time of this process, all threads, in seconds. 0 where the system does not tell it like Linux.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
